// Tests of OddsPath: Brnich's thresholds to three digits, worked examples, the rule of eleven controls, caps.

import Testing
import Documents

@testable import Evidence

@Suite struct OddsPathTests {
  private let rules = RulePack.embedded.functional

  private func path(_ tp: Int, _ fn: Int, _ fp: Int, _ tn: Int, _ readout: OddsPath.Readout) -> OddsPath? {
    OddsPath(
      ControlCounts(pathogenicAbnormal: tp, pathogenicNormal: fn, benignAbnormal: fp, benignNormal: tn),
      readout: readout)
  }

  private func digits(_ value: Double, _ count: Int = 3) -> String { decimal(value, count) }

  @Test func thresholdsAreThePowersOf350() {
    let powers = [8: "350", 4: "18.7", 2: "4.33", 1: "2.08", -1: "0.481", -2: "0.231", -4: "0.0535"]
    for (points, text) in powers { #expect(digits(PointScheme.odds(ofPoints: points)) == text) }
    #expect(rules.damaging.map(\.bound) == [350, 18.7, 4.3, 2.1])
    #expect(rules.benign.map(\.bound) == [0.053, 0.23, 0.48])
  }

  @Test func workedExample() throws {
    let abnormal = try #require(path(9, 1, 0, 8, .abnormal))
    #expect(digits(abnormal.priorFraction, 4) == "0.5556")
    #expect(digits(abnormal.readoutFraction) == "0.9")
    #expect(digits(abnormal.odds) == "7.2")
    #expect(abnormal.strength(rules: rules) == .moderate)
    let normal = try #require(path(9, 1, 0, 8, .normal))
    #expect(digits(normal.readoutFraction) == "0.111")
    #expect(digits(normal.odds) == "0.1")
    #expect(normal.strength(rules: rules) == .moderate)
  }

  @Test func elevenControlsAreTheFewestForModerate() throws {
    let abnormal = try #require(path(6, 0, 0, 5, .abnormal))
    #expect(digits(abnormal.odds) == "5")
    #expect(abnormal.strength(rules: rules) == .moderate)
    let normal = try #require(path(6, 0, 0, 5, .normal))
    #expect(digits(normal.odds) == "0.167")
    #expect(normal.strength(rules: rules) == .moderate)
    let fewer = try #require(path(5, 0, 0, 5, .abnormal))
    #expect(digits(fewer.odds) == "5")
    #expect(fewer.strength(rules: rules) == .supporting)
  }

  @Test func aPureReadoutGivesTheNumberOfTheOtherControls() throws {
    for benign in 1...40 {
      for pathogenic in 1...40 {
        let abnormal = try #require(path(pathogenic, 0, 0, benign, .abnormal))
        #expect(abs(abnormal.odds - Double(benign)) < 1e-9)
        let normal = try #require(path(pathogenic, 0, 0, benign, .normal))
        #expect(abs(normal.odds * Double(pathogenic) - 1) < 1e-9)
      }
    }
    #expect(try #require(path(19, 0, 0, 19, .abnormal)).strength(rules: rules) == .strong)
    #expect(try #require(path(19, 0, 0, 18, .abnormal)).strength(rules: rules) == .moderate)
    #expect(try #require(path(19, 0, 0, 19, .normal)).strength(rules: rules) == .strong)
    #expect(try #require(path(18, 0, 0, 19, .normal)).strength(rules: rules) == .moderate)
  }

  @Test func oddsEqualTheLikelihoodRatioAndLieInTheirInterval() throws {
    for (tp, fn, fp, tn) in [(8, 2, 1, 9), (20, 5, 3, 30), (4, 4, 4, 4), (1, 9, 1, 9)] {
      for readout in OddsPath.Readout.allCases {
        let odds = try #require(path(tp, fn, fp, tn, readout))
        let hits = Double(readout == .abnormal ? tp : fn) / Double(tp + fn)
        let misses = Double(readout == .abnormal ? fp : tn) / Double(fp + tn)
        #expect(abs(odds.odds - hits / misses) < 1e-9)
        #expect(odds.interval.contains(odds.odds))
      }
    }
    #expect(path(0, 0, 3, 3, .abnormal) == nil)
    #expect(path(3, 3, 0, 0, .normal) == nil)
    #expect(path(3, 0, 3, 0, .normal) == nil)
  }

  @Test func validationTablesAreReadStrictly() throws {
    let good = "control_id\ttruth\treadout\nA\tpathogenic\tabnormal\nB\tbenign\tnormal\nC\tpathogenic\tnormal\n"
    let counts = try ControlCounts(text: good, file: "v.tsv")
    #expect(counts == ControlCounts(pathogenicAbnormal: 1, pathogenicNormal: 1, benignAbnormal: 0, benignNormal: 1))
    let bad = "control_id\ttruth\treadout\nA\tpathogen\tabnormal\nA\tbenign\tok\nB\tbenign\n"
    let error = #expect(throws: EvidenceError.self) { try ControlCounts(text: bad, file: "v.tsv") }
    #expect(error?.faults.first?.line == 4)
    let words = "control_id\ttruth\treadout\nA\tpathogen\tabnormal\nA\tbenign\tok\n"
    let faults = #expect(throws: EvidenceError.self) { try ControlCounts(text: words, file: "v.tsv") }
    #expect(faults?.faults.map { "\($0.line ?? 0):\($0.column ?? 0)" } == ["2:2", "3:3", "3:1"])
  }
}
