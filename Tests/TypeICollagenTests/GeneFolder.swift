// A folder of gene records in memory, made from fixtures/genes and changed by the tests.

import Documents
import TypeICollagen

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// File names and contents of a folder of gene records.
struct GeneFolder {
  var files: [String: String] = [:]

  /// The made-up gene of fixtures/genes.
  init() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../fixtures/genes")
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
      files[name] = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
    }
  }

  /// The folder of the embedded genes.
  static func embedded() throws -> GeneFolder {
    var folder = try GeneFolder()
    folder.files = [:]
    for name in ReferenceFiles.names { folder.files[name] = ReferenceFiles.text(named: name) }
    return folder
  }

  /// Changes one cell, counted from the header as row 0 and column 0.
  mutating func set(_ file: String, row: Int, column: String, to value: String) {
    var lines = (files[file] ?? "").split(separator: "\n", omittingEmptySubsequences: false).map {
      $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
    guard let index = lines[0].firstIndex(of: column) else { return }
    lines[row][index] = value
    files[file] = lines.map { $0.joined(separator: "\t") }.joined(separator: "\n")
  }

  /// Takes out one line.
  mutating func removeLine(_ file: String, row: Int) {
    var lines = (files[file] ?? "").split(separator: "\n", omittingEmptySubsequences: false)
    lines.remove(at: row)
    files[file] = lines.joined(separator: "\n")
  }

  /// The embedded genes with those of the folder.
  func catalog() throws(InputFault) -> GeneCatalog {
    let files = files
    return try GeneCatalog.embedded.adding { name throws(InputFault) in files[name] }
  }
}
