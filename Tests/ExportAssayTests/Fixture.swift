// Access to the fixtures from tests.

import Foundation
import Documents
import TypeICollagen
import Testing

@testable import ExportAssay

enum Fixture {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "fixtures/assay")

  static func bytes(_ name: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: root.appending(path: name))) }

  static func text(_ name: String) throws -> DecodedText { try DecodedText(file: name, bytes: bytes(name)) }

  static func text(_ name: String, _ text: String) throws -> DecodedText {
    try DecodedText(file: name, bytes: Array(text.utf8))
  }

  /// The records of an export by the reader that knows it.
  static func records(_ name: String, _ bytes: [UInt8]) throws -> [PlateRecord] {
    let file = PlateFile(name: name, bytes: bytes)
    let reader = try #require(try PlateReaders.reader(for: file), "\(name)")
    return try reader.read(file).plates
  }
}

extension InputFaults {
  /// What is wrong, as warnings call it.
  var message: String { faults[0].reason }
  /// The well that is to blame, if it is one.
  var well: String? { faults[0].place.isEmpty ? nil : faults[0].place }
}
