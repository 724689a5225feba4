// The class rule, row by row: fixtures/assay/class_rules.tsv says what each case must be called, and by which readout.

import Foundation
import Documents
import TypeICollagen
import Testing

@testable import ExportAssay

@Suite struct ClassVerdictTests {
  /// A comparison with 8 degrees of freedom.
  static func comparison(_ difference: Double, error: Double, mean: Double = 0) -> ControlComparison {
    ControlComparison(
      method: .crawfordHowell, difference: difference, controlMean: mean, lineDeviation: error, controlCount: 9,
      t: difference / error, degreesOfFreedom: 8, standardError: error)
  }

  private struct Row: CustomStringConvertible {
    let cells: [String: String]
    subscript(_ column: String) -> String { cells[column] ?? "" }
    func number(_ column: String) -> Double? { Double(self[column]) }
    var description: String { self["name"] }

    func findings(_ rules: ClassRules, isExcluded: Bool = false) -> [ReadoutFinding] {
      var found: [ReadoutFinding] = []
      if let percent = number("synthesis_pct"), let error = number("synthesis_se") {
        let difference = log(percent / 100)
        found.append(
          .synthesis(difference, comparison(difference, error: error), rules: rules, isExcluded: isExcluded))
      }
      if let percent = number("secretion_pct"), let error = number("secretion_se") {
        let (mean, own) = (log(0.94 / 0.06), log(0.0094 * percent / (1 - 0.0094 * percent)))
        let compared = comparison(own - mean, error: error, mean: mean)
        found.append(.secretion(own, compared, rules: rules, isExcluded: isExcluded))
      }
      if let readout = AssayReadout(rawValue: self["other"]), let value = number("value") {
        found.append(
          ReadoutFinding(
            readout: readout, value: value, percentOfControl: 150,
            comparison: number("t").map { comparison($0, error: 1) }))
      }
      return found
    }
  }

  private static func rows() throws -> [Row] {
    let lines = String(decoding: try Fixture.bytes("class_rules.tsv"), as: UTF8.self).split(separator: "\n")
      .filter { !$0.hasPrefix("#") }.map { $0.split(separator: "\t").map(String.init) }
    return lines.dropFirst().map { Row(cells: Dictionary(uniqueKeysWithValues: zip(lines[0], $0))) }
  }

  /// Beside low synthesis type III : type I is said to agree or not, and says nothing where its interval is wide.
  @Test func typeThreeBesideLowSynthesis() {
    let low = Self.comparison(log(0.5), error: 0.12), normal = Self.comparison(0, error: 0.1, mean: log(0.94 / 0.06))
    func reason(_ ratio: Double, error: Double) -> String {
      ClassVerdict.decide([
        .synthesis(log(0.5), low, rules: ClassRules()), .secretion(log(0.94 / 0.06), normal, rules: ClassRules()),
        ReadoutFinding(
          readout: .typeThree, value: 0.2, percentOfControl: 100 * ratio,
          comparison: Self.comparison(log(ratio), error: error)),
      ]).reason
    }
    #expect(reason(2, error: 0.1).contains("is raised (200 % of control)"))
    #expect(reason(1, error: 0.1).contains("is not raised (100 % of control)"))
    #expect(!reason(1.3, error: 0.4).contains("type III"))
  }

  @Test func everyRow() throws {
    let rows = try Self.rows()
    #expect(rows.count >= 32 && Set(rows.map { $0["class"] }) == Set(BiochemicalClass.allCases.map(\.rawValue)))
    for row in rows {
      let verdict = ClassVerdict.decide(row.findings(ClassRules()))
      #expect(verdict.name.rawValue == row["class"], "\(row): \(verdict.reason)")
      let readout = row["decided_by"].replacingOccurrences(of: "secretion", with: AssayReadout.secretion.rawValue)
      #expect(verdict.readout?.rawValue ?? "." == readout, "\(row)")
      #expect(!verdict.reason.isEmpty && !verdict.reason.contains("nan"), "\(row): \(verdict.reason)")
    }
  }

  /// What quality checks took out decides nothing: every class but those of gels falls back to INDETERMINATE.
  @Test func excludedReadouts() throws {
    for row in try Self.rows() where row["other"] == "." {
      #expect(ClassVerdict.decide(row.findings(ClassRules(), isExcluded: true)).name == .indeterminate, "\(row)")
    }
  }

  /// The order in which the readouts come changes nothing.
  @Test func orderOfReadouts() throws {
    for row in try Self.rows() {
      let (a, b) = (row.findings(ClassRules()), row.findings(ClassRules()).reversed())
      #expect(ClassVerdict.decide(a).name == ClassVerdict.decide(Array(b)).name, "\(row)")
      #expect(ClassVerdict.decide(a).readout == ClassVerdict.decide(Array(b)).readout, "\(row)")
    }
  }

  /// The limits are the caller's.
  @Test func editedLimits() throws {
    let half = try #require(try Self.rows().first { $0.description == "one allele lost" })
    var strict = ClassRules()
    strict.nullHigh = 40
    #expect(ClassVerdict.decide(half.findings(strict), rules: strict).name != .quantitative)
    let retained = try #require(try Self.rows().first { $0.description == "retained, half made" })
    var severe = ClassRules()
    severe.mixedLikelihoodRatio = .infinity
    #expect(ClassVerdict.decide(retained.findings(severe), rules: severe).name == .structural)
  }

  /// LOW_POWER is said where the controls are too noisy, and only there.
  @Test func flags() throws {
    for row in try Self.rows() {
      let flags = ClassVerdict.decide(row.findings(ClassRules())).flags
      #expect(flags == (row.description.hasPrefix("controls too noisy") ? [.lowPower] : []), "\(row)")
    }
  }
}

@Suite struct ReadoutFindingTests {
  /// Synthesis at ln 0.5 against controls at 0: 50 per cent; the p of "half is not lost" is one half.
  @Test func synthesis() {
    let rules = ClassRules()
    let finding = ReadoutFinding.synthesis(log(0.5), ClassVerdictTests.comparison(log(0.5), error: 0.1), rules: rules)
    #expect(abs(finding.percentOfControl - 50) < 1e-9 && abs(finding.value - 0.5) < 1e-12)
    #expect(abs(finding.exclusion - 0.5) < 1e-9)
    #expect(finding.power == min(finding.detectionPower, finding.power) && finding.detectionPower > 0.99)
    let alone = ReadoutFinding.synthesis(0, nil, rules: rules)
    #expect(alone.percentOfControl.isNaN && alone.power.isNaN && alone.exclusion.isNaN && alone.comparison == nil)
  }

  /// Secretion on the logit scale, told in per cent of the controls' share: 47 of 94 is 50.
  @Test func secretion() {
    let (mean, own) = (log(0.94 / 0.06), log(0.47 / 0.53))
    let compared = ClassVerdictTests.comparison(own - mean, error: 0.2, mean: mean)
    let finding = ReadoutFinding.secretion(own, compared, rules: ClassRules())
    #expect(abs(finding.value - 47) < 1e-9 && abs(finding.percentOfControl - 50) < 1e-9)
    #expect(ReadoutFinding.secretion(own, nil, rules: ClassRules()).percentOfControl.isNaN)
  }
}
