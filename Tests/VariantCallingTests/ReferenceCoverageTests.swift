// What can be said of each base: reference, variant, or nothing and why.

import BioSequence
import Testing

@testable import VariantCalling

@Suite struct ReferenceCoverageTests {
  private let record = CallReference(
    sequence: DNASequence(codes: randomCodes(100, seed: 41)), targets: [10..<40, 60..<90])

  private func pileup(raw: Int32, mapped: Int32, lowQuality: Int32 = 0) -> Pileup {
    var pileup = Pileup(length: 100)
    for offset in 0..<100 {
      pileup.rawDepth[offset] = raw
      pileup.mappedDepth[offset] = mapped
      pileup.lowQuality[offset] = lowQuality
    }
    return pileup
  }

  private func coverage(_ pileup: Pileup, calls: [VariantCall] = []) -> ReferenceCoverage {
    ReferenceCoverage(pileup: pileup, record: record, calls: calls, options: CallOptions(), errorRate: 1e-3)
  }

  @Test func everyReasonHasItsOwnCase() {
    let cases: [(Pileup, CoverageVerdict)] = [
      (pileup(raw: 0, mapped: 0), .noCall(.noReads)), (pileup(raw: 19, mapped: 19), .noCall(.lowDepth)),
      (pileup(raw: 40, mapped: 19), .noCall(.lowMappingQuality)),
      (pileup(raw: 40, mapped: 40, lowQuality: 21), .noCall(.lowBaseQuality)),
      (pileup(raw: 20, mapped: 20), .reference),
    ]
    for (pileup, verdict) in cases { #expect(coverage(pileup).verdicts.allSatisfy { $0 == verdict }, "\(verdict)") }
  }

  @Test func aFifthOfOtherBasesIsAmbiguous() {
    var pileup = pileup(raw: 20, mapped: 20)
    pileup.mismatches[4 * 50] = 4
    pileup.mismatches[4 * 51] = 3
    pileup.indels = (0..<4).map { _ in IndelEvent(position: 70, lengthChange: -3) }
    let verdicts = coverage(pileup).verdicts
    #expect(verdicts[50] == .noCall(.ambiguous) && verdicts[51] == .reference)
    #expect((70..<73).allSatisfy { verdicts[$0] == .noCall(.ambiguous) } && verdicts[73] == .reference)
  }

  @Test func callsDecideTheirBases() {
    let deletion = makeCall(Variant(range: 20..<23, replacement: DNASequence()).leftAligned(on: record.sequence))
    let insertion = makeCall(Variant(range: 70..<70, replacement: DNASequence(codes: [0, 1, 2, 3, 0, 1])))
    let failed = makeCall(substitution(30, on: record.sequence), filters: [.strandBias])
    let weak = makeCall(substitution(32, on: record.sequence), quality: 10, filters: [.lowQuality])
    let verdicts = coverage(pileup(raw: 40, mapped: 40), calls: [deletion, insertion, failed, weak]).verdicts
    let span = deletion.variant.shiftRange(on: record.sequence)
    #expect(span.allSatisfy { verdicts[$0] == .variant })
    #expect(verdicts[69] == .variant && verdicts[70] == .variant, "an insertion marks both its neighbours")
    #expect(verdicts[30] == .noCall(.ambiguous), "a filtered call of good quality explains nothing")
    #expect(verdicts[32] == .reference)
  }

  @Test func runsAndCountsCoverTheTargets() {
    var pileup = pileup(raw: 40, mapped: 40)
    for offset in 25..<35 {
      pileup.rawDepth[offset] = 0
      pileup.mappedDepth[offset] = 0
    }
    let found = coverage(pileup)
    #expect(found.runs(in: 10..<40).map(\.range) == [10..<25, 25..<35, 35..<40])
    #expect(found.runs(in: 10..<40).map(\.medianDepth) == [40, 0, 40])
    #expect(found.counts.reference == 50 && found.counts.noCall == 10 && found.counts.variant == 0)
  }

  @Test func passingExonDeletionsExplainTheirBases() {
    func event(_ copyNumber: Int, probability: Double) -> CopyNumberEvent {
      CopyNumberEvent(
        reference: 0, exons: 0...0, firstExon: 0...0, lastExon: 0...0, copyNumber: copyNumber,
        probability: probability, quality: 50, genotypeQuality: 50, observed: 10, expected: 20, relativeDeviation: 0.1)
    }
    let exons = [30..<50, 70..<80]
    let plain = coverage(pileup(raw: 0, mapped: 0))
    let deleted = plain.explained(by: [event(1, probability: 0.9)], exons: exons)
    // The margin of 20 bases is halved between neighbours: 10 bases towards exon 2.
    #expect((10..<60).allSatisfy { deleted.verdicts[$0] == .variant } && deleted.verdicts[60] != .variant)
    #expect(plain.explained(by: [event(3, probability: 0.9), event(1, probability: 0.4)], exons: exons) == plain)
  }
}
