// Reads a TSV table of the fixtures folder for the tests.

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A table of fixtures/: rows as dictionaries by column name.
struct FixtureTable {
  let rows: [[String: String]]

  /// - Parameter path: below fixtures/.
  init(_ path: String) throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../fixtures")
    let content = try String(contentsOf: folder.appending(path: path), encoding: .utf8)
    let lines = content.split(separator: "\n").filter { !$0.hasPrefix("#") }
    let header = lines[0].split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    rows = lines.dropFirst().map { line in
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      return Dictionary(uniqueKeysWithValues: zip(header, cells + Array(repeating: "", count: header.count)))
    }
  }
}
