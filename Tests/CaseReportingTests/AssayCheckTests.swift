// Checks of a plate and intervals of control lines in a document that was read back: impossible ones are refused.

import Documents
import Evidence
import Foundation
import Reporting
import Testing
import TypeICollagen

@testable import CaseReporting

@Suite struct AssayCheckTests {
  /// One check of every kind, as a plate with controls, a spike, dilutions and replicates apart gives them.
  private static let checks = """
    [
    {"kind": "replicates", "value": 47.2, "low": 0, "high": 20, "wells": 2, "passes": false},
    {"kind": "dilution_linearity", "value": -1.7545, "low": -20, "high": 20, "wells": 3, "passes": true},
    {"kind": "parallelism", "value": 1.5218, "low": 0, "high": 30, "wells": 3, "passes": true},
    {"kind": "parallel_slope", "value": 98.7, "value_low": 95.7, "value_high": 101.7, "low": 80, "high": 125, "wells": 6, "passes": true},
    {"kind": "hook", "value": 301.4, "low": -100, "high": 30, "wells": 4, "passes": false},
    {"kind": "spike", "value": 0, "value_low": -14, "value_high": 14, "low": 80, "high": 120, "wells": 4, "passes": false},
    {"kind": "quality_control", "value": 0.5, "value_low": -4.5, "value_high": 5.5, "low": -20, "high": 20, "wells": 1, "passes": true},
    {"kind": "edge", "value": 2, "value_low": -1, "value_high": 5.090909090909, "low": -5, "high": 5, "wells": 16, "passes": true},
    {"kind": "drift", "value": -12, "value_low": -80, "value_high": 287.2, "low": -10, "high": 10, "wells": 16, "passes": true}
    ]
    """

  private static func document() throws -> JSONValue {
    let file = try fixture("glycine/glycine.assay.json")
    let value = JSONValue(try DocumentNode.json(file.text(), file: file.name))
    guard case .list(let checks) = JSONValue(try DocumentNode.json(AssayCheckTests.checks, file: "checks")) else {
      return value
    }
    let full = checks.map { check in
      guard case .object(var object) = check else { return check }
      object["subject"] = .text("S")
      object["detail"] = .text("")
      return .object(object)
    }
    return DocumentSweepTests.replaced(
      value, at: [.key("plates"), .element(0), .key("checks")], by: JSONValue.list(full))
  }

  private func finding(_ value: JSONValue) throws(EvidenceError) {
    _ = try AssayFinding(json: value.document(), file: "assay.json", lines: ["glycine"])
  }

  @Test func everyKindIsRead() throws {
    try finding(AssayCheckTests.document())
    for kind in PlateCheckKind.allCases { #expect(AssayCheckTests.checks.contains("\"\(kind.rawValue)\"")) }
  }

  /// A figure outside its interval, a range that is not that of its kind, a spread below 0, a verdict that does not follow.
  @Test func impossibleChecksAreRefused() throws {
    let value = try AssayCheckTests.document()
    let changes: [(check: Int, key: String, new: JSONValue)] = [
      (0, "value", .number(-1)), (0, "value", .number(12)), (0, "high", .number(-1)), (0, "low", .number(-1)),
      (0, "passes", .boolean(true)), (1, "value", .number(-1)), (1, "value", .number(2)), (1, "low", .number(-1)),
      (1, "high", .number(-1)), (1, "high", .number(25)), (1, "passes", .boolean(false)), (1, "wells", .number(4)),
      (2, "value", .number(-1)), (2, "value", .number(1.2)), (2, "low", .number(-1)), (2, "passes", .boolean(false)),
      (3, "value", .number(-1)), (3, "value_low", .number(-1)), (3, "low", .number(-1)), (3, "value", .number(100)),
      (3, "passes", .boolean(false)), (4, "value", .number(-1)), (4, "low", .number(-1)), (4, "high", .number(-1)),
      (4, "passes", .boolean(true)),
      (5, "value", .number(-1)), (5, "low", .number(-1)), (5, "passes", .boolean(true)), (6, "value", .number(-1)),
      (6, "high", .number(-1)), (6, "value_high", .number(-1)), (6, "passes", .boolean(false)),
      (7, "value", .number(-1)), (7, "value", .number(2.5)), (7, "low", .number(-1)), (8, "value", .number(-1)),
      (8, "value_low", .number(-1)), (8, "value", .number(-101)), (8, "high", .number(-1)),
      (0, "kind", .text("replicate")),
    ]
    for (check, key, new) in changes {
      let changed = DocumentSweepTests.replaced(
        value, at: [.key("plates"), .element(0), .key("checks"), .element(check), .key(key)], by: new)
      let error = #expect(throws: EvidenceError.self, "checks[\(check + 1)].\(key) = \(new)") { try finding(changed) }
      #expect(error?.faults.first?.place.contains("checks[") == true, "\(error?.description ?? "")")
    }
  }

  /// The intervals are those of the control lines in the same document.
  @Test func controlIntervalsFollowFromTheControlLines() throws {
    let value = try AssayCheckTests.document()
    for (interval, key, new) in [
      (0, "low", JSONValue.number(-1)), (0, "high", .number(4.6)), (1, "low", .number(-1)), (1, "high", .number(2.6)),
      (0, "lines", .number(8)), (1, "method", .text("robust")),
    ] {
      let changed = DocumentSweepTests.replaced(
        value, at: [.key("controls"), .element(interval), .key(key)], by: new)
      let error = #expect(throws: EvidenceError.self, "controls[\(interval + 1)].\(key) = \(new)") {
        try finding(changed)
      }
      #expect(error?.faults.first?.place.hasPrefix("controls[") == true, "\(error?.description ?? "")")
    }
  }
}
