// Which fragments carry a variant, and the filters that a call fails.

import Alignment
import BioSequence
import Testing

@testable import VariantCalling

@Suite struct AlleleSupportTests {
  /// A reference without repeats of its own, and a substitution in its middle.
  private static let codes = randomCodes(400, seed: 11)
  private let variant = substitution(200, on: DNASequence(codes: codes))
  private var other: UInt8 { variant.replacement.codes[0] }

  /// The support of the substitution by hand-made reads, compared by the caller's own likelihoods.
  private func support(_ sample: HandMade, repeats: [Range<Int>] = []) -> AlleleSupport {
    let record = CallReference(sequence: sample.record, repeats: repeats)
    let reads = PreparedReads(store: sample.store, references: [record], marksDuplicates: false)
    let window = 190..<211
    let plain = Array(sample.record.codes[window])
    var changed = plain
    changed[10] = other
    let haplotypes = [
      CandidateHaplotype(codes: plain, variants: []), CandidateHaplotype(codes: changed, variants: [variant]),
    ]
    var builder = TemplateEvidenceBuilder(reads: reads, record: record)
    let evidence = builder.evidence(
      for: ActiveRegion(reference: 0, window: window, candidates: [variant]), haplotypes: haplotypes)
    return AlleleSupport(of: variant, carriers: [1], others: [0], evidence: evidence, reads: reads, record: record)
  }

  private func filters(
    _ support: AlleleSupport, repeats: [Range<Int>] = [], isMosaic: Bool = false, quality: Double = 100,
    high: Double = 1, minVAF: Double = 0.05, isAmplicon: Bool = false
  ) -> [CallFilter] {
    CallFilter.failed(
      by: variant, support: support, repeats: repeats, isMosaic: isMosaic, quality: quality,
      fraction: high == 1 ? support.fraction(errorRate: 1e-6) : AlleleFraction(alternate: 1, total: 1000),
      minVAF: minVAF, isAmplicon: isAmplicon)
  }

  /// Reads of 100 bases around the variant, those with it first.
  private func sample(forward: Int, reverse: Int, againstForward: Int, againstReverse: Int) -> HandMade {
    var sample = HandMade(Self.codes)
    for number in 0..<forward { sample.add(130 + number..<230 + number, changed: [200: other]) }
    for number in 0..<reverse { sample.add(140 + number..<240 + number, changed: [200: other], strand: .reverse) }
    for number in 0..<againstForward { sample.add(131 + number..<231 + number) }
    for number in 0..<againstReverse { sample.add(141 + number..<241 + number, strand: .reverse) }
    return sample
  }

  @Test func fragmentsAreCountedOnceByStrand() {
    var sample = sample(forward: 4, reverse: 2, againstForward: 3, againstReverse: 2)
    sample.add(10..<110)
    let found = support(sample)
    #expect(found.count == 6 && found.forward == 4 && found.reverse == 2)
    #expect(found.against == 5 && found.againstForward == 3 && found.depth == 11)
    #expect(found.distances.sorted() == [29, 30, 31, 32, 39, 40], "bases to the nearer end of the read")
    let fraction = found.fraction(errorRate: 1e-6)
    #expect(abs(fraction.value - 6.0 / 11) < 1e-12)
  }

  @Test func matesOverTheVariantAreOneFragment() {
    var sample = HandMade(Self.codes)
    sample.addPair(150..<260, length: 80, changed: [200: other], template: 0)
    sample.addPair(150..<260, length: 80, template: 1)
    let found = support(sample)
    #expect(found.count == 1 && found.against == 1 && found.depth == 2)
  }

  @Test func balancedSupportPasses() {
    let found = support(sample(forward: 10, reverse: 10, againstForward: 10, againstReverse: 10))
    #expect(filters(found).isEmpty)
  }

  @Test func depthQualityAndFractionHaveTheirLimits() {
    let three = support(sample(forward: 2, reverse: 1, againstForward: 0, againstReverse: 0))
    #expect(filters(three) == [.lowDepth])
    let four = support(sample(forward: 2, reverse: 2, againstForward: 0, againstReverse: 0))
    #expect(filters(four).isEmpty)
    #expect(filters(four, quality: 19.9) == [.lowQuality])
    #expect(filters(four, high: 0) == [.lowFraction], "1 in 1000 is below 0.05")
    #expect(filters(three, quality: 5, high: 0) == [.lowDepth, .lowQuality, .lowFraction], "in the order of the cases")
  }

  @Test func oneStrandIsBiasOnlyWhereTheOtherWasRead() {
    // Fisher's p of [[10, 0], [0, 20]] is 3.3e-8; without reads of the other strand there is nothing to compare.
    #expect(filters(support(sample(forward: 10, reverse: 0, againstForward: 0, againstReverse: 20))) == [.strandBias])
    #expect(filters(support(sample(forward: 10, reverse: 0, againstForward: 20, againstReverse: 0))).isEmpty)
    // An amplicon's strands end where its primers lie: a third of the fragments is no error of a strand, a tenth may be.
    let third = support(sample(forward: 10, reverse: 0, againstForward: 0, againstReverse: 20))
    #expect(filters(third, isAmplicon: true).isEmpty)
    let tenth = support(sample(forward: 10, reverse: 0, againstForward: 0, againstReverse: 90))
    #expect(filters(tenth, isAmplicon: true) == [.strandBias])
    // Mosaic variants: four on one strand while twenty of the other miss them.
    let mosaic = support(sample(forward: 4, reverse: 0, againstForward: 20, againstReverse: 20))
    #expect(filters(mosaic, isMosaic: true) == [.strandBias] && filters(mosaic).isEmpty)
  }

  @Test func basesAtTheEndsOfReadsOnlyAreBiased() {
    var sample = HandMade(Self.codes)
    for number in 0..<12 { sample.add(100 + number % 3..<204 + number % 3, changed: [200: other]) }
    for number in 0..<40 { sample.add(150 - number % 20..<250 - number % 20) }
    #expect(filters(support(sample)).contains(.positionBias))
  }

  @Test func uncertainAlignmentsAndRepeats() {
    var sample = HandMade(Self.codes)
    for number in 0..<6 { sample.add(130 + number..<230 + number, changed: [200: other], mapping: 15) }
    for number in 0..<6 { sample.add(131 + number..<231 + number) }
    #expect(filters(support(sample)) == [.lowMappingQuality])
    let inside = self.sample(forward: 5, reverse: 5, againstForward: 5, againstReverse: 5)
    #expect(filters(support(inside, repeats: [100..<300]), repeats: [100..<300]) == [.repetitive])
    #expect(filters(support(inside, repeats: [190..<205]), repeats: [190..<205]).isEmpty, "anchored outside")
  }
}
