// K-mers, the text of all references, chains of exact matches, and adapters at the ends of reads.

import Numerics
import BioSequence
import Testing

@testable import Alignment

@Suite struct KMerTests {
  @Test func theOtherStrandTwiceIsTheSame() {
    var random = SplitMix64(seed: 61)
    for _ in 0..<200 {
      let codes = (0..<31).map { _ in UInt8.random(in: 0..<4, using: &random) }
      let key = KMer.pack(codes, at: 0)
      #expect(key.map { KMer.reverseComplement(KMer.reverseComplement($0)) } == key)
      #expect(key.map(KMer.reverseComplement) == KMer.pack(reverseComplement(codes), at: 0), "seed 61")
    }
    #expect(KMer.pack([UInt8](repeating: 0, count: 30) + [4], at: 0) == nil, "an N makes no k-mer")
  }

  @Test func interleavingLosesNothing() {
    var random = SplitMix64(seed: 62)
    var seen: Set<UInt64> = []
    for _ in 0..<500 {
      let key = UInt64.random(in: 0...KMer.mask, using: &random)
      let interleaved = KMer.interleaved(key)
      seen.insert(interleaved)
      // Base i lies in byte i % 8, at bits 2 (i / 8).
      for base in 0..<31 {
        let there = interleaved >> UInt64(8 * (base % 8) + 2 * (base / 8)) & 3
        #expect(there == key >> UInt64(2 * base) & 3)
      }
    }
    #expect(seen.count == 500)
  }
}

@Suite struct ReferenceTextTests {
  @Test func referencesLieApartAndRepeatsAreCounted() {
    let references = [DNASequence(codes: [0, 1, 4, 3]), DNASequence(codes: [2, 2])]
    let text = ReferenceText(references: references, repeats: [[1..<3, 2..<9], []])
    #expect(text.ranges.map(\.count) == [4, 2])
    #expect(text.ranges[1].lowerBound - text.ranges[0].upperBound == ReferenceText.paddingLength)
    #expect(Array(text.codes[text.ranges[0]]) == [0, 1, ReferenceText.padding, 3], "an unknown base equals none")
    let start = text.ranges[0].lowerBound
    #expect((0..<4).map { text.isRepeat(start + $0) } == [false, true, true, true])
    #expect(text.repeatBases(from: start, to: start + 4) == 3)
    #expect(text.reference(at: start) == 0 && text.reference(at: text.ranges[1].lowerBound) == 1)
    #expect(text.reference(at: text.ranges[0].upperBound) == 1, "padding counts to what follows")
  }
}

@Suite struct ScoringSchemeTests {
  @Test func gapsCostByTheirLengthUpToALimit() {
    let scoring = ScoringScheme()
    #expect([0, 1, 5, 12, 200].map(scoring.anchoredGapCost) == [0, 7, 11, 18, 18])
    // 150 bases reach 160 with both ends; with a score of 140 a gap may cost 20: 6 + 14.
    #expect(scoring.longestGap(bases: 150, score: 140) == 14)
  }
}

@Suite struct ChainingTests {
  /// The best chain of segments given as read start, read end and diagonal.
  private func best(_ segments: [(Int32, Int32, Int32)]) -> (score: Int32, second: Int32, diagonals: [Int32]) {
    let scratch = MapperScratch()
    for (index, segment) in segments.enumerated() {
      scratch.segments[index] = Segment(queryStart: segment.0, queryEnd: segment.1, diagonal: segment.2)
    }
    let chain = Chaining.best(
      scratch.segments, count: segments.count, scoring: ScoringScheme(), scratch: scratch,
      isSameReference: { abs($0 - $1) < 100_000 })
    return (chain.score, chain.secondScore, (0..<chain.count).map { scratch.chain[$0].diagonal })
  }

  @Test func oneDiagonalIsChainedAlmostForFree() {
    let found = best([(0, 40, 1000), (41, 100, 1000)])
    #expect(found.score == 40 + 59 - 1 && found.diagonals == [1000, 1000])
  }

  @Test func aGapCostsAndAnotherReferenceCannotBeReached() {
    let gap = best([(0, 40, 1000), (40, 100, 1010)])
    #expect(gap.diagonals == [1000, 1010] && gap.score < 100 && gap.score >= 80)
    let elsewhere = best([(0, 40, 1000), (40, 100, 900_000)])
    #expect(elsewhere.diagonals == [900_000] && elsewhere.score == 60 && elsewhere.second == 40)
  }

  @Test func segmentsKeepTheOrderOfTheRead() {
    let crossed = best([(50, 100, 1000), (0, 40, 1200)])
    #expect(crossed.diagonals.count == 1 && crossed.score == 50)
    #expect(best([]).score == 0)
  }
}

@Suite struct AdapterTrimmingTests {
  /// The template length that a pair shows, reads of 100 bases from a template of `length`.
  private func length(_ length: Int, seed: UInt64, mismatch: Int? = nil) -> Int? {
    var random = SplitMix64(seed: seed)
    let template = (0..<length).map { _ in UInt8.random(in: 0..<4, using: &random) }
    func read(_ codes: [UInt8], _ adapter: Int) -> TextRead {
      TextRead(
        codes: Array((codes + AdapterTrimming.prefixes[adapter] + [UInt8](repeating: 0, count: 100)).prefix(100)))
    }
    var first = template
    if let mismatch { first[mismatch] = (first[mismatch] + 1) & 3 }
    var buffers = (MateBuffers(), MateBuffers())
    defer {
      buffers.0.deallocate()
      buffers.1.deallocate()
    }
    let reads = (read(first, 0), read(reverseComplement(template), 0))
    buffers.0.load(reads.0.bases.span, reads.0.qualities.span)
    buffers.1.load(reads.1.bases.span, reads.1.qualities.span)
    return AdapterTrimming.templateLength(buffers.0, buffers.1)
  }

  @Test func pairsTellShortTemplates() {
    for (number, wanted) in [24, 40, 73, 99].enumerated() {
      #expect(length(wanted, seed: UInt64(70 + number)) == wanted)
      #expect(length(wanted, seed: UInt64(70 + number), mismatch: 20) == wanted, "one mismatch is an error")
    }
    #expect(length(150, seed: 80) == nil, "no adapter in reads of a long template")
  }

  @Test func singleReadsTellByTheAdaptersFirstBases() {
    var random = SplitMix64(seed: 81)
    var buffers = MateBuffers()
    defer { buffers.deallocate() }
    for prefix in AdapterTrimming.prefixes {
      let codes = (0..<60).map { _ in UInt8.random(in: 0..<2, using: &random) } + prefix + [0, 1, 2, 3]
      let read = TextRead(codes: codes)
      buffers.load(read.bases.span, read.qualities.span)
      #expect(AdapterTrimming.adapterStart(buffers) == 60)
      let short = TextRead(codes: Array(codes.prefix(60 + 6)))
      buffers.load(short.bases.span, short.qualities.span)
      #expect(AdapterTrimming.adapterStart(buffers) == nil, "six bases are too few")
    }
  }
}
