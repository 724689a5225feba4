// Tests of both schemes: against sets that acmg-points judged, and by the laws that hold between sets.

import Foundation
import Testing

@testable import Evidence

@Suite struct ClassificationTests {
  private static func criterion(_ token: Substring) -> AppliedCriterion? {
    let parts = token.split(separator: "_")
    guard let criterion = ACMGCriterion(rawValue: String(parts[0])) else { return nil }
    guard parts.count > 1 else { return AppliedCriterion(criterion) }
    return EvidenceStrength.allCases.first { $0.suffix == parts[1] }.map { AppliedCriterion(criterion, $0) }
  }

  /// The rows of the committed sample, or of the file that COLLAGEN_ACMG_SAMPLE names.
  private static func rows() throws -> [[Substring]] {
    let own = fixture("evidence/acmg-points.tsv")
    let path = ProcessInfo.processInfo.environment["COLLAGEN_ACMG_SAMPLE"] ?? own
    let text = try String(contentsOfFile: path, encoding: .utf8)
    return text.split(separator: "\n").dropFirst().map { $0.split(separator: "\t", omittingEmptySubsequences: false) }
  }

  @Test func bothSchemesAgreeWithAcmgPoints() throws {
    let rows = try ClassificationTests.rows()
    #expect(rows.count >= 600)
    var differing: [String] = []
    let scheme = RulePack.embedded.scheme
    for row in rows {
      let tokens = row[0].split(separator: " ")
      let criteria = tokens.compactMap(ClassificationTests.criterion)
      #expect(criteria.count == tokens.count)
      let points = PointScheme.total(criteria)
      let isSame =
        "\(points)" == row[1] && scheme.classification(ofPoints: points).rawValue == row[2]
        && CombiningRules2015.classify(criteria).classification.rawValue == row[3]
      if !isSame { differing.append(String(row[0])) }
    }
    #expect(differing.isEmpty, "\(differing.count) of \(rows.count) differ, such as \(differing.first ?? "")")
    if ProcessInfo.processInfo.environment["COLLAGEN_ACMG_SAMPLE"] != nil {
      print("acmg-points: \(rows.count - differing.count) of \(rows.count) sets agree")
    }
  }

  @Test func codesCarryTheirStrengthOnlyWhereItWasChanged() {
    #expect(AppliedCriterion(.pm2, .supporting).code == "PM2_Supporting")
    #expect(AppliedCriterion(.pvs1).code == "PVS1")
    #expect(AppliedCriterion(.ba1).strength == .standAlone)
  }

  @Test func bandsAndOddsAreThePublishedOnes() {
    let tavtigian = RulePack.embedded.schemes[0]
    let acgs = RulePack.embedded.schemes[1]
    #expect(tavtigian.classification(ofPoints: -6) == .likelyBenign)
    #expect(acgs.classification(ofPoints: -6) == .benign)
    for (points, expected) in [
      (10, VariantClassification.pathogenic), (9, .likelyPathogenic), (6, .likelyPathogenic), (5, .uncertain),
      (0, .uncertain), (-1, .likelyBenign), (-7, .benign),
    ] {
      #expect(tavtigian.classification(ofPoints: points) == expected)
    }
    #expect(PointScheme.odds(ofPoints: 10).rounded() == 1514)
    #expect(PointScheme.odds(ofPoints: 6).rounded() == 81)
    #expect((PointScheme.posterior(odds: PointScheme.odds(ofPoints: 10)) * 100).rounded() == 99)
    #expect((PointScheme.posterior(odds: PointScheme.odds(ofPoints: 6)) * 100).rounded() == 90)
  }

  @Test func embeddedRulesAreTheFiles() throws {
    for name in RuleFiles.names {
      let text = try String(contentsOfFile: repository("rules/\(name)"), encoding: .utf8)
      #expect(RuleFiles.text(named: name)?.trimmingCharacters(in: .newlines) == text.trimmingCharacters(in: .newlines))
    }
    #expect(RuleFiles.names == ["acmg.json", "concordance.json", "interpretation.json"])
  }
}

/// A path in the repository.
func repository(_ path: String) -> String {
  var folder = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
  folder = "/" + folder
  return folder + "/" + path
}

/// A path in fixtures/.
func fixture(_ path: String) -> String { repository("fixtures/" + path) }
