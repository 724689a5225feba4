// Better haplotypes out of the two best ones, and qualities held against the sample's own errors.

import Alignment
import BioSequence
import Testing

@testable import VariantCalling

@Suite struct HaplotypeRefinementTests {
  private static let codes: [UInt8] = {
    var random = TestRandom(seed: 21)
    return (0..<2_000).map { _ in UInt8(random.below(4)) }
  }()
  private let record = CallReference(sequence: DNASequence(codes: codes), targets: [0..<2_000])

  /// - Parameter end: what lies beyond this offset of the record is clipped.
  private func store(
    _ reads: [(start: Int, bases: [UInt8], quality: UInt8)], clippedAt end: Int = 2_000
  ) -> AlignedReadStore {
    var store = AlignedReadStore()
    for (template, read) in reads.enumerated() {
      let aligned = min(read.bases.count, end - read.start)
      let clip = read.bases.count - aligned
      store.append(
        reference: 0, start: read.start, strand: template % 2 == 0 ? .forward : .reverse, mappingQuality: 60,
        template: template, isSecond: false, isProperPair: false, bases: read.bases,
        qualities: read.bases.map { _ in read.quality },
        cigar: [CIGAROperation(.match, aligned)] + (clip > 0 ? [CIGAROperation(.softClip, clip)] : []))
    }
    return store
  }

  private func further(
    _ haplotypes: [CandidateHaplotype], pair: [Int], candidates: [Variant], reads: [(Int, [UInt8], UInt8)]
  ) -> [CandidateHaplotype] {
    let window = 500..<560
    let prepared = PreparedReads(
      store: store(reads, clippedAt: 530), references: [record], marksDuplicates: false)
    let segments = reads.indices.compactMap { prepared.segment(of: $0, in: window) }
    return HaplotypeRefinement.further(
      beside: haplotypes, pair: pair, region: ActiveRegion(reference: 0, window: window, candidates: candidates),
      segments: segments, store: prepared.store, record: record)
  }

  private func haplotype(_ variants: [Variant]) -> CandidateHaplotype {
    var codes = Array(Self.codes[500..<560])
    for variant in variants.sorted().reversed() {
      codes.replaceSubrange(
        variant.range.lowerBound - 500..<variant.range.upperBound - 500, with: variant.replacement.codes)
    }
    return CandidateHaplotype(codes: codes, variants: variants)
  }

  private func substitution(_ offset: Int) -> Variant {
    Variant(range: offset..<offset + 1, replacement: DNASequence(codes: [(Self.codes[offset] + 1) & 3]))
  }

  @Test func eachHaplotypeIsTriedWithOneCandidateMore() {
    let (first, second, third) = (substitution(515), substitution(530), substitution(545))
    let deletion = Variant(range: 513..<518, replacement: DNASequence())
    let found = further(
      [haplotype([]), haplotype([first]), haplotype([second])], pair: [1, 2],
      candidates: [first, second, third, deletion], reads: [])
    let expected = [[first, second], [first, third], [second, third], [deletion, second]].map { haplotype($0).codes }
    #expect(Set(found.map(\.codes)) == Set(expected))
    #expect(found.allSatisfy { $0.variants.count == 2 })
    // Nothing is made of the record's own sequence, nor twice.
    #expect(further([haplotype([])], pair: [0, 0], candidates: [first, second], reads: []).isEmpty)
    let all = [haplotype([]), haplotype([first]), haplotype([first, second])]
    #expect(further(all, pair: [0, 1], candidates: [first, second], reads: []).isEmpty)
  }

  @Test func readsCorrectTheirHaplotype() {
    let insertion = Variant(range: 530..<530, replacement: "ACGTTGCAAGCTTACGATCCATTCGGATCA")
    let truth = haplotype([insertion]).codes
    var wrong = truth
    wrong[45] = (wrong[45] + 2) & 3
    let whole = Array(Self.codes[400..<500]) + truth + Array(Self.codes[560..<700])
    // Reads that come from the left are clipped where the new bases begin, and none reaches across them.
    var reads: [(Int, [UInt8], UInt8)] = []
    for start in stride(from: 0, to: 60, by: 10) {
      var bases = Array(whole[start..<start + 150])
      bases[100 - start + 3] = (bases[100 - start + 3] + 1) & 3
      reads.append((400 + start, start % 30 == 0 ? bases : Array(whole[start..<start + 150]), 30))
    }
    let found = further(
      [haplotype([]), CandidateHaplotype(codes: wrong, variants: [insertion])], pair: [0, 1], candidates: [],
      reads: reads)
    #expect(found.map(\.codes) == [truth])
    // Two reads do not outvote a haplotype.
    let few = further(
      [haplotype([]), CandidateHaplotype(codes: wrong, variants: [insertion])], pair: [0, 1], candidates: [],
      reads: Array(reads.prefix(2)))
    #expect(few.isEmpty)
  }

  @Test func qualitiesAreBelievedAsFarAsTheSampleBearsThemOut() {
    var random = TestRandom(seed: 22)
    // Quality 40 with one wrong base in a hundred, quality 30 without any, and a heterozygous variant.
    let reads = (0..<1_200).map { number -> (Int, [UInt8], UInt8) in
      let start = random.below(1_900)
      var bases = Array(Self.codes[start..<start + 100])
      if number % 2 == 0 {
        for place in bases.indices where random.below(100) == 0 { bases[place] = (bases[place] + 1) & 3 }
      }
      if number % 4 < 2, (start..<start + 100).contains(1_000) { bases[1_000 - start] = (Self.codes[1_000] + 2) & 3 }
      return (start, bases, number % 2 == 0 ? 40 : 30)
    }
    let prepared = PreparedReads(store: store(reads), references: [record], marksDuplicates: false)
    let pileup = Pileup(reads: prepared, reference: 0, record: record.sequence)
    let observed = ObservedErrors(reads: prepared, references: [record], pileups: [pileup])
    #expect((0.006...0.0105).contains(observed.rate(ofQuality: 40)))
    #expect(observed.rate(ofQuality: 30) == 0)
    #expect(observed.rate(ofQuality: 20) == 0)
    let model = LikelihoodModel(observed: observed)
    #expect(model.mismatch[40] <= 27 && model.mismatch[40] >= 24)
    #expect(model.mismatch[30] == LikelihoodModel.standard.mismatch[30])
  }
}
