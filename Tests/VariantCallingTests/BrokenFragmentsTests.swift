// A base at which fragments break off without a call is not reference.

import BioSequence
import Testing

@testable import VariantCalling

@Suite struct BrokenFragmentsTests {
  private let length = 2000
  private let site = 1000

  /// Reads of 100 bases tiled over the record, and `broken` more on each side of the site, clipped there after `kept` bases.
  private func sample(
    seed: UInt64, depth: Int = 40, broken: Int, clipRate: Double = 0.005, hasReference: Bool = true
  ) -> HandMade {
    var sample = HandMade(randomCodes(length, seed: seed))
    var random = TestRandom(seed: seed &+ 99)
    func foreign(_ count: Int) -> [UInt8] { (0..<count).map { _ in UInt8(random.below(4)) } }
    for _ in 0..<depth * length / 100 {
      let start = Int(random.below(length - 100))
      if !hasReference, start < site, start + 100 > site { continue }
      let bases = Array(sample.record.codes[start..<start + 100])
      if Double(random.below(10_000)) < clipRate * 10_000 {
        sample.add(bases[..<70] + foreign(30), at: start, cigar: "70M30S")
      } else {
        sample.add(bases, at: start, cigar: "100M")
      }
    }
    for _ in 0..<broken {
      let kept = 15 + Int(random.below(70))
      sample.add(
        sample.record.codes[site - kept..<site] + foreign(100 - kept), at: site - kept, cigar: "\(kept)M\(100 - kept)S")
      sample.add(
        foreign(100 - kept) + sample.record.codes[site..<site + kept], at: site, cigar: "\(100 - kept)S\(kept)M")
    }
    return sample
  }

  private func broken(_ sample: HandMade, calls: [VariantCall] = []) -> [Range<Int>] {
    let junctions = BrokenFragments.junctions(
      in: sample.pileup(), reads: sample.prepared(), record: sample.reference)
    return BrokenFragments.ranges(
      of: BrokenFragments.unexplained(junctions, by: calls, on: sample.record), length: sample.record.count)
  }

  @Test(arguments: [UInt64(1), 2, 3]) func anInsertionLongerThanReadsIsNoReference(seed: UInt64) {
    // Heterozygous and homozygous.
    for sample in [
      sample(seed: seed, depth: 20, broken: 8), sample(seed: seed, depth: 40, broken: 30, hasReference: false),
    ] {
      #expect(broken(sample) == [site - 3..<site + 3])
      let coverage = ReferenceCoverage(
        pileup: sample.pileup(), record: sample.reference, calls: [], options: CallOptions(minDepth: 5),
        errorRate: 1e-3,
        broken: broken(sample))
      for base in [site - 1, site] { #expect(coverage.verdicts[base] != .reference) }
      #expect(coverage.verdicts[site - 1] == .noCall(.brokenFragments))
    }
  }

  @Test func aPassingCallExplainsItsOwnEnds() {
    let sample = sample(seed: 7, broken: 12)
    let near = makeCall(Variant(range: site..<site, replacement: DNASequence(codes: randomCodes(30, seed: 5))))
    #expect(broken(sample, calls: [near]).isEmpty)
    let failed = makeCall(near.variant, filters: [.lowQuality])
    let far = makeCall(substitution(site + 40, on: sample.record))
    #expect(broken(sample, calls: [failed, far]) == [site - 3..<site + 3])
    // A duplication breaks reads at both ends of the copied bases.
    let copied = makeCall(Variant(range: site - 200..<site - 200, replacement: sample.record[site - 200..<site]))
    #expect(broken(sample, calls: [copied]).isEmpty)
  }

  /// Wild types at every rate of clipped reads: none in 120 samples.
  @Test func aSampleOfManyClippedReadsIsItsOwnMeasure() {
    for seed in UInt64(100)..<140 {
      for clipRate in [0.0, 0.02, 0.2] {
        let sample = sample(seed: seed, depth: 30, broken: 0, clipRate: clipRate)
        #expect(broken(sample).isEmpty, "seed \(seed), rate \(clipRate)")
      }
    }
  }
}
