// Access to the fixtures from tests.

import Foundation

@testable import ExportAssay

enum Fixture {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "fixtures/assay")

  static func bytes(_ name: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: root.appending(path: name))) }

  static func text(_ name: String) throws -> DecodedText { try DecodedText(file: name, bytes: bytes(name)) }
}
