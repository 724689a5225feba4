// The example of the templates as tables that tests change.

import Foundation
import Testing

@testable import AssaySimulation
@testable import ExportAssay

/// The example of five controls and a null allele that `collagen template` prints.
enum Example {
  /// A table of the example.
  static func table(_ kind: TableKind) -> StudyTable {
    let lines = kind.template.split(separator: "\n").filter { !$0.hasPrefix("#") }.map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    return StudyTable(
      columns: lines[0], rows: lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(lines[0], $0)) })
  }

  /// The results of some tables.
  static func run(_ tables: StudyTable...) throws -> AssayResult {
    try AssayRun.run(inputs: tables.enumerated().map { ("t\($0).csv", Array($1.text().utf8)) })
  }
}

extension AssayResult {
  /// The case of the example.
  var caseLine: CellLineResult? { lines.first { $0.line == "P1" } }
  /// All that is said.
  var words: String { warnings.map(\.message).joined(separator: "\n") }
}
