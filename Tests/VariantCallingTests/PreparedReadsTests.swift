// What becomes of reads before they are counted: mates, duplicates, amplicons, fragment lengths, segments.

import Alignment
import BioSequence
import Testing

@testable import VariantCalling

@Suite struct PreparedReadsTests {
  private let codes = randomCodes(3000, seed: 2)

  @Test func matesAreFoundInAnyOrder() {
    var sample = HandMade(codes)
    sample.add(0..<50, template: 7, isSecond: true)
    sample.add(100..<150, template: 3)
    sample.add(200..<250, template: 7)
    let pairing = TemplatePairing(store: sample.store)
    #expect(pairing.mates == [2, -1, 0])
    #expect(pairing.pairs.count == 1 && pairing.pairs[0] == (2, 0))
  }

  @Test func ofEqualFragmentsTheBestStays() {
    var sample = HandMade(codes)
    sample.addPair(100..<400, length: 100, quality: 30, template: 0)
    sample.addPair(100..<400, length: 100, quality: 37, template: 1)
    sample.addPair(100..<400, length: 100, quality: 30, template: 2)
    // Another end, the other strand, and a read without a mate are no duplicates.
    sample.addPair(100..<401, length: 100, template: 3)
    sample.add(100..<200, template: 4)
    let uses = sample.prepared(marksDuplicates: true).uses
    #expect(uses.map { $0 == .duplicate } == [true, true, false, false, true, true, false, false, false])
    #expect(sample.prepared().uses.allSatisfy { $0 == .used })
  }

  @Test func ofEquallyGoodFragmentsTheFirstStays() {
    var sample = HandMade(codes)
    for template in 0..<3 { sample.addPair(50..<350, length: 80, template: template) }
    let found = DuplicateFinder.duplicates(in: sample.store, pairing: TemplatePairing(store: sample.store))
    #expect(Set(found) == [2, 3, 4, 5])
  }

  @Test func clippedEndsCountForDuplicates() {
    var sample = HandMade(codes)
    sample.addPair(100..<400, length: 100, template: 0)
    sample.add(Array(codes[100..<200]), at: 105, cigar: "5S95M", template: 1, isProper: true)
    sample.add(300..<400, strand: .reverse, template: 1, isSecond: true, isProper: true)
    let found = DuplicateFinder.duplicates(in: sample.store, pairing: TemplatePairing(store: sample.store))
    #expect(found.count == 2)
  }

  @Test func readsThatAllStartAtPrimersAreAmplicons() {
    var amplicons = HandMade(codes)
    var shotgun = HandMade(codes)
    var random = TestRandom(seed: 3)
    for template in 0..<200 {
      let start = 200 * (template % 4)
      amplicons.addPair(start..<start + 250, length: 150, template: template)
      let other = random.below(2500)
      shotgun.addPair(other..<other + 250, length: 150, template: template)
    }
    #expect(StartProfile(store: amplicons.store, references: [amplicons.reference]).isAmpliconLike)
    #expect(!StartProfile(store: shotgun.store, references: [shotgun.reference]).isAmpliconLike)
    let prepared = amplicons.prepared(marksDuplicates: true)
    #expect(prepared.ampliconLike && prepared.uses.allSatisfy { $0 == .used }, "no duplicates among amplicons")
    #expect(prepared.insertSizes == nil)
  }

  @Test func fragmentLengthsAreMedianAndSpread() throws {
    var sample = HandMade(codes)
    var random = TestRandom(seed: 4)
    for template in 0..<300 {
      let start = random.below(2000)
      sample.addPair(start..<start + 290 + template % 21, length: 100, template: template)
    }
    let model = try #require(InsertSizeModel(store: sample.store, mates: TemplatePairing(store: sample.store).mates))
    #expect(model.mean == 300)
    #expect(model.deviation == 10, "never below ten bases")
    #expect(model.likelihood(of: 300) > model.likelihood(of: 320))
    #expect(model.likelihood(of: 900) >= 0.02, "some pairs are chimeras")
    let spanning = model.spanningFractions([10, 10, 200, 2000])
    #expect(spanning[0] == 1 && spanning[1] == 1 && spanning[2] < 1 && spanning[3] == 0.5)
    #expect(model.typical.count == 8 && model.typical == model.typical.sorted())
    var few = HandMade(codes)
    for template in 0..<199 { few.addPair(0..<300, length: 100, template: template) }
    #expect(InsertSizeModel(store: few.store, mates: TemplatePairing(store: few.store).mates) == nil)
  }

  @Test func readsNearAWindowIncludeLongOnes() {
    var sample = HandMade(codes)
    sample.add(Array(codes[0..<50] + codes[1050..<1100]), at: 0, cigar: "50M1000D50M")
    sample.add(500..<600)
    sample.add(580..<680)
    sample.add(700..<800)
    let reads = sample.prepared()
    #expect(reads.reads(near: 590..<600, margin: 0, on: 0) == [0, 1, 2])
    #expect(reads.reads(near: 690..<695, margin: 10, on: 0) == [0, 3])
    #expect(reads.reads(near: 690..<695, margin: 11, on: 0) == [0, 2, 3])
  }

  @Test func segmentsAreAnchoredWhereAlignedBasesReachOver() throws {
    var sample = HandMade(codes)
    sample.add(100..<200)
    sample.add(140..<240)
    sample.add(Array(codes[100..<150]) + [0, 0, 0, 0, 0, 0, 0, 0, 0, 0], at: 100, cigar: "50M10S")
    sample.add(300..<400)
    let reads = sample.prepared()
    let window = 130..<160
    let whole = try #require(reads.segment(of: 0, in: window))
    #expect(whole.isLeftAnchored && whole.isRightAnchored && whole.bases == 30..<60)
    let begins = try #require(reads.segment(of: 1, in: window))
    #expect(!begins.isLeftAnchored && begins.isRightAnchored && begins.start == 140 && begins.bases.count == 20)
    let clipped = try #require(reads.segment(of: 2, in: window))
    #expect(clipped.isLeftAnchored && !clipped.isRightAnchored && clipped.bases.count == 30)
    #expect(reads.segment(of: 3, in: window) == nil)
    let held = try #require(reads.segment(of: 0, in: window, overhang: 41))
    #expect(!held.isRightAnchored && !held.isLeftAnchored, "30 and 40 bases beyond the window are fewer than 41")
  }

  @Test func basesBeyondTheMateAreAdapter() {
    var sample = HandMade(codes)
    // A fragment of 60 bases, reads of 80: the last 20 of each are adapter, clipped by the mapper.
    let adapter = [UInt8](repeating: 2, count: 20)
    sample.add(Array(codes[100..<160]) + adapter, at: 100, cigar: "60M20S", template: 0, isProper: true)
    sample.add(
      adapter + Array(codes[100..<160]), at: 100, cigar: "20S60M", strand: .reverse, template: 0, isSecond: true,
      isProper: true)
    let reads = sample.prepared()
    #expect(reads.fragmentBases(of: 0) == 0..<60)
    #expect(reads.fragmentBases(of: 1) == 100..<160)
    #expect(sample.pileup().clips.isEmpty)
  }
}
