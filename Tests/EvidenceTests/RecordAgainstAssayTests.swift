// The clinical record and the screen, held against what was measured and sequenced: parts of two persons look like this.

import BioSequence
import Reporting
import Testing

@testable import Evidence

@Suite struct RecordAgainstAssayTests {
  private func codes(
    _ verdict: AssayFinding.Verdict, _ change: (inout CaseRecord.FibroblastAssay) -> Void
  ) -> [CaseFlag] {
    var (record, culture) = (CaseRecord(id: "x"), CaseRecord.FibroblastAssay())
    change(&culture)
    record.fibroblastAssay = culture
    let axis = AxisReading(kind: .synthesis, value: 0, controlMean: 0, controlSD: 0.1, controls: 6)
    let assay = AssayFinding(line: "x", verdict: verdict, axes: [axis], power: 0.9)
    return CaseAssessment(record: record, screen: nil, assay: assay).flags.filter { $0.code == .recordContradictsAssay }
  }

  @Test func aCultureThatWasNotMadeCannotBeMeasured() {
    let denied = codes(.quantitative) { $0.cultured = .no }
    #expect(denied.count == 1 && denied[0].text.contains("no line was cultured"))
    for said in [CaseRecord.FibroblastAssay.Cultured.yes, .notStated] {
      #expect(codes(.quantitative) { $0.cultured = said }.isEmpty)
    }
  }

  @Test func levelsOfTheRecordMustFitTheClass() {
    #expect(codes(.quantitative) { ($0.synthesis, $0.export) = (.increased, .normal) }.count == 1)
    #expect(codes(.quantitative) { $0.synthesis = .normal }.count == 1)
    #expect(codes(.normal) { $0.synthesis = .reduced }.count == 1)
    #expect(codes(.normal) { $0.export = .reduced }.count == 1)
    #expect(codes(.structural) { ($0.synthesis, $0.export) = (.normal, .normal) }.count == 1)
    #expect(codes(.quantitative) { ($0.synthesis, $0.export) = (.reduced, .normal) }.isEmpty)
    #expect(codes(.structural) { ($0.synthesis, $0.export) = (.normal, .reduced) }.isEmpty)
    #expect(codes(.normal) { ($0.synthesis, $0.export) = (.normal, .normal) }.isEmpty)
    #expect(codes(.indeterminate) { $0.synthesis = .reduced }.isEmpty)
  }

  @Test func aScreenOfTwoPersonsIsADoubtOfIdentity() {
    func doubts(_ fraction: Double?) -> [String] {
      var screen = ScreenDocument(sample: "x", assembly: .grch38)
      screen.library = LibraryReport(
        orientation: .inward, insertSize: 300, insertSizeLow: 200, insertSizeHigh: 400, indelRate: 0.0001,
        mismatchRate: 0.001, platform: .illuminaLike,
        contamination: fraction.map {
          LibraryReport.Contamination(fraction: $0, low: $0 - 0.02, high: $0 + 0.02, sites: 9)
        })
      return CaseAssessment(record: CaseRecord(id: "x"), screen: screen, assay: nil).identityDoubts
    }
    #expect(doubts(0.385).first?.contains("38.5 %") == true)
    #expect(doubts(nil).isEmpty && doubts(0.04).isEmpty)
  }
}
