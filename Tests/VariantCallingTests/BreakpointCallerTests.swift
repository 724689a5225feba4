// Calls where fragments break off, and long events that a copy put in elsewhere only seems to make.

import BioSequence
import Testing

@testable import VariantCalling

@Suite struct BreakpointCallerTests {
  private let length = 3000
  private let site = 1500

  /// Reads of 100 bases tiled over the record, and over an allele that has `new` bases at the site after a repeat of `repeated`
  /// bases, aligned as a mapper does: clipped where the longer part ends.
  private func sample(
    seed: UInt64, depth: Int, carrying: Double, new: [UInt8], repeated: Int = 0, onlyFirst: Bool = false
  ) -> HandMade {
    var sample = HandMade(randomCodes(length, seed: seed))
    var random = TestRandom(seed: seed &+ 7)
    let codes = sample.record.codes
    let allele = codes[..<site] + new + codes[(site - repeated)...]
    for _ in 0..<depth * length / 100 {
      if Double(random.below(1000)) >= carrying * 1000 {
        let start = random.below(length - 100)
        sample.add(Array(codes[start..<start + 100]), at: start, cigar: "100M")
        continue
      }
      let start = random.below(allele.count - 100)
      let bases = Array(allele[start..<start + 100])
      let before = min(100, max(0, site - start))
      let behind = min(100, max(0, start + 100 - site - new.count))
      if before == 100 {
        sample.add(bases, at: start, cigar: "100M")
      } else if behind == 100 {
        sample.add(bases, at: start - new.count - repeated, cigar: "100M")
      } else if before >= max(behind, 20) {
        sample.add(bases, at: start, cigar: "\(before)M\(100 - before)S")
      } else if behind >= 20, !onlyFirst {
        sample.add(bases, at: site - repeated, cigar: "\(100 - behind)S\(behind)M")
      }
    }
    return sample
  }

  private func calls(_ sample: HandMade) -> [BreakpointCall] {
    let (pileup, reads) = (sample.pileup(), sample.prepared())
    let junctions = BrokenFragments.junctions(in: pileup, reads: reads, record: sample.reference)
    return BreakpointCaller(reads: reads, pileup: pileup, record: sample.reference, reference: 0).calls(of: junctions)
  }

  @Test(arguments: [UInt64(1), 2, 3, 4])
  func bothSidesOfAnInsertionAreOneCall(seed: UInt64) throws {
    let new = randomCodes(800, seed: seed &+ 50)
    for (carrying, zygosity) in [(0.5, Zygosity.heterozygous), (1.0, .homozygous)] {
      for repeated in [0, 7, 15] {
        let found = calls(sample(seed: seed, depth: 50, carrying: carrying, new: new, repeated: repeated))
        #expect(found.count == 1, "seed \(seed), \(zygosity), \(repeated)")
        let call = try #require(found.first)
        #expect(call.kind == .insertion && call.zygosity == zygosity)
        #expect(abs(call.range.lowerBound - (site - repeated)) <= 3 && abs(call.range.upperBound - site) <= 3)
        #expect(call.first.codes.count >= 40 && new.starts(with: call.first.codes.prefix(40).dropFirst(0)) == true)
        #expect(new.suffix(40) == call.last.codes.suffix(40))
      }
    }
  }

  @Test func aBreakThatOneSideShowsIsABreakpoint() throws {
    let new = randomCodes(1200, seed: 77)
    let found = calls(sample(seed: 5, depth: 60, carrying: 0.5, new: new, onlyFirst: true))
    let call = try #require(found.first)
    #expect(found.count == 1 && call.kind == .breakAfter && call.position == site && call.last.codes.isEmpty)
  }

  @Test func endsThatDoNotAgreeAreNoCall() {
    // Every read goes on otherwise: a library of joined fragments, not an allele.
    var sample = HandMade(randomCodes(length, seed: 6))
    var random = TestRandom(seed: 8)
    for _ in 0..<900 {
      let start = random.below(length - 100)
      sample.add(Array(sample.record.codes[start..<start + 100]), at: start, cigar: "100M")
    }
    for number in 0..<12 {
      let kept = 30 + 3 * number
      let foreign = (0..<100 - kept).map { _ in UInt8(random.below(4)) }
      sample.add(sample.record.codes[site - kept..<site] + foreign, at: site - kept, cigar: "\(kept)M\(100 - kept)S")
    }
    #expect(calls(sample).isEmpty)
  }
}

@Suite struct InsertedCopiesTests {
  private let record = DNASequence(codes: randomCodes(6000, seed: 41))

  private func contradict(_ variant: Variant, _ sides: [(position: Int, isLeft: Bool)]) -> Bool {
    let junctions = sides.map {
      BrokenJunction(position: $0.position, isLeft: $0.isLeft, broken: 10, fragments: 20, quality: 60)
    }
    let clips = sides.flatMap { side in
      (0..<10).map { ClipEvent(position: Int32(side.position), isLeft: side.isLeft, read: Int32($0)) }
    }
    return InsertedCopies.contradict(variant, junctions, clips: clips, on: record)
  }

  private let deletion = Variant(range: 1000..<3000, replacement: "")
  private var duplication: Variant { Variant(range: 3000..<3000, replacement: record[1000..<3000]) }
  private var inversion: Variant { Variant(range: 1000..<3000, replacement: record[1000..<3000].reverseComplement) }

  @Test func trueEventsExplainTheirReads() {
    #expect(!contradict(deletion, [(1000, false), (3000, true)]))
    #expect(!contradict(duplication, [(1000, true), (3000, false)]))
    #expect(!contradict(inversion, [(1000, false), (1000, true), (3000, false), (3000, true)]))
  }

  @Test func aCopyPutInElsewhereIsNone() {
    // 3000..<3400 put in at 1000, forward and turned round, with a repeat of 12 bases.
    let forward = [(1000, false), (988, true), (3000, true), (3400, false)]
    #expect(contradict(deletion, forward))
    #expect(contradict(Variant(range: 988..<988, replacement: record[988..<3400]), forward))
    #expect(contradict(Variant(range: 1000..<3400, replacement: record[1000..<3400].reverseComplement), forward))
    #expect(!contradict(Variant(range: 4000..<4100, replacement: ""), forward), "short events are left alone")
  }
}
