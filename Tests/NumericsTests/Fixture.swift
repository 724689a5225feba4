// Access to the fixtures from tests.

import Foundation

enum Fixture {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "fixtures/numerics")

  static func bytes(_ name: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: root.appending(path: name))) }

  /// The rows of a table, without its head and its comments.
  static func rows(_ name: String) throws -> [[String]] {
    String(decoding: try bytes(name), as: UTF8.self).split(separator: "\n").filter { !$0.hasPrefix("#") }.dropFirst()
      .map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
  }
}
