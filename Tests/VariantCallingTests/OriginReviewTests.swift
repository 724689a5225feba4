// Whose DNA calls are of: molecules of another species, spliced copies, joined ends.

import BioSequence
import Testing

@testable import VariantCalling

@Suite struct OriginReviewTests {
  private let codes = randomCodes(6000, seed: 91)

  private func review(_ sample: HandMade, exons: [Range<Int>] = []) -> OriginReview {
    let reference = CallReference(sequence: sample.record, exons: exons)
    let (reads, pileups) = (sample.prepared(), [sample.pileup()])
    let errors = ObservedErrors(reads: reads, references: [reference], pileups: pileups).overall
    return OriginReview(
      reads: reads, references: [reference],
      library: LibraryProfile(reads: reads, pileups: pileups, references: [reference], mismatchRate: errors),
      isSpliced: false)
  }

  /// Fragments of the person, and a tenth more of them that differ at every `spacing`th base.
  private func mixture(spacing: Int) -> HandMade {
    var sample = HandMade(codes)
    for number in 0..<600 { sample.add(5 * number..<5 * number + 150) }
    for number in 0..<60 {
      let start = 50 * number
      let changed = (start..<start + 150).filter { $0 % spacing == 0 }.map { ($0, (codes[$0] + 1) & 3) }
      sample.add(start..<start + 150, changed: Dictionary(uniqueKeysWithValues: changed))
    }
    return sample
  }

  @Test(arguments: [(spacing: 10, counts: false), (spacing: 1000, counts: true)])
  func aVariantOfMoleculesThatDifferThroughoutDoesNotCount(spacing: Int, counts: Bool) {
    let sample = mixture(spacing: spacing)
    let call = makeCall(substitution(1000, on: sample.record))
    let found = review(sample).reviewed([call])
    #expect(found.map(\.isPass) == [counts])
    if !counts { #expect(found[0].filters == [.foreignDNA]) }
    #expect(review(sample).library.isDivergent == !counts)
    #expect(!review(sample).library.isOfAnotherSpecies)
  }

  /// One quality for all bases, so that nothing tells errors from differences: 1 base in 150 is wrong, 1 read in 200 is full of errors.
  private func unscored(changing: (inout [Int: UInt8], Range<Int>, Int) -> Void) -> HandMade {
    var sample = HandMade(codes)
    var random = TestRandom(seed: 23)
    for number in 0..<1200 {
      let start = random.below(1800)
      let range = start..<start + 150
      let rate = number % 200 == 7 ? 15 : 150
      var changed: [Int: UInt8] = [:]
      for place in range where random.below(rate) == 0 {
        changed[place] = (codes[place] + 1 + UInt8(random.below(3))) & 3
      }
      changing(&changed, range, number)
      sample.add(range, changed: changed, quality: 30)
    }
    return sample
  }

  /// Half of the reads have a wrong base by chance alone: that makes a person's variants no foreign ones, and neither does a second
  /// variant on the same chromosome.
  @Test(arguments: [1, 2], [0, 40])
  func variantsOfReadsWithoutQualitiesCount(everySo copies: Int, neighbour: Int) {
    let sample = unscored { changed, range, number in
      for place in [1000, 1000 + neighbour] where range.contains(place) && number % copies == 0 {
        changed[place] = (codes[place] + 1) & 3
      }
    }
    let review = review(sample)
    #expect(review.library.hasDivergentReads && !review.library.isDivergent, "\(review.library.divergentFraction)")
    #expect(review.reviewed([makeCall(substitution(1000, on: sample.record))]).map(\.isPass) == [true])
  }

  /// Fragments shorter than their reads: adapters behind them are no ends of foreign molecules.
  @Test func adaptersAreNoForeignEnds() {
    var sample = unscored { _, _, _ in }
    let adapter = randomCodes(50, seed: 24)
    for number in 0..<40 {
      let range = 920 + number..<1020 + number
      let bases = range.map { $0 == 1000 ? (codes[$0] + 1) & 3 : codes[$0] }
      sample.add(
        bases + adapter, at: range.lowerBound, cigar: "100M50S", quality: 30, template: 2000 + number, isProper: true)
      sample.add(
        adapter + bases, at: range.lowerBound, cigar: "50S100M", strand: .reverse, quality: 30, template: 2000 + number,
        isSecond: true, isProper: true)
    }
    #expect(review(sample).library.hasDivergentReads)
    #expect(review(sample).reviewed([makeCall(substitution(1000, on: sample.record))]).map(\.isPass) == [true])
  }

  /// Molecules of another origin differ at the same places: one other difference is enough, whatever qualities tell.
  @Test func variantsOfForeignMoleculesDoNotCountWithoutQualities() {
    let sample = unscored { changed, range, number in
      guard number % 10 == 0 else { return }
      for place in [940, 1000, 1060] where range.contains(place) { changed[place] = (codes[place] + 1) & 3 }
    }
    let review = review(sample)
    #expect(review.library.hasDivergentReads && !review.library.isDivergent, "\(review.library.divergentFraction)")
    let found = review.reviewed([makeCall(substitution(1000, on: sample.record))])
    #expect(found.map(\.filters) == [[.foreignDNA]])
  }

  /// Two introns that are missing to the base are of a cDNA, one may be the person's.
  @Test func intronsLeftOutToTheBaseAreOfSplicedCopies() {
    var sample = HandMade(codes)
    for number in 0..<600 { sample.add(5 * number..<5 * number + 150) }
    let exons = [500..<600, 800..<900, 1100..<1200]
    let introns = [600..<800, 900..<1100].map { makeCall(Variant(range: $0, replacement: DNASequence(codes: []))) }
    let other = makeCall(Variant(range: 640..<780, replacement: DNASequence(codes: [])))
    let review = review(sample, exons: exons)
    #expect(review.reviewed([introns[0], other]).allSatisfy { $0.isPass })
    #expect(review.reviewed(introns + [other]).map(\.isPass) == [false, false, true])
  }

  /// Mates that face away from each other: ends joined in the laboratory look like long duplications.
  @Test func joinedEndsOfMatePairsAreNoInsertions() {
    var sample = HandMade(codes)
    for number in 0..<300 {
      let start = 8 * number
      sample.add(start..<start + 100, strand: .reverse, template: number)
      sample.add(start + 2000..<start + 2100, strand: .forward, template: number, isSecond: true)
    }
    let long = makeCall(Variant(range: 1500..<1500, replacement: DNASequence(codes: randomCodes(900, seed: 2))))
    let short = makeCall(Variant(range: 1500..<1500, replacement: DNASequence(codes: randomCodes(20, seed: 3))))
    #expect(review(sample).reviewed([long, short]).map(\.isPass) == [false, true])
  }

  /// Half a gene read at 60x, every 250th base of a tenth of the fragments another one; a quarter of these sites is beside an indel.
  @Test(arguments: [(part: 10, isFound: true), (part: 1_000_000, isFound: false)])
  func anotherPersonsAllelesAreCountedOnTheWholeRecord(part: Int, isFound: Bool) throws {
    var sample = HandMade(codes)
    var random = TestRandom(seed: 17)
    for number in 0..<3600 {
      let start = random.below(codes.count - 100)
      var changed: [Int: UInt8] = [:]
      if number % part == 0 {
        for place in start..<start + 100 where place % 250 == 0 { changed[place] = (codes[place] + 1) & 3 }
      }
      sample.add(start..<start + 100, changed: changed, strand: number / 16 % 2 == 0 ? .forward : .reverse)
    }
    let pileups = [sample.pileup()]
    let references = [CallReference(sequence: sample.record)]
    let errors = ContextErrors(pileups: pileups, references: references, errorRate: 1e-3)
    let all = LowAlleles(pileups: pileups, references: references, errors: errors)
    #expect(all.germline == 0 && (all.low.count > 8) == isFound)
    let estimate = Contamination(all.low, germline: 0)
    #expect((estimate != nil) == isFound)
    if let estimate { #expect(estimate.interval.lowerBound <= 0.2 && estimate.interval.upperBound >= 0.09) }
  }

  /// A difference of the event's own molecule beside its end, which few reads show.
  @Test(arguments: [(count: 2, isReference: true), (count: 5, isReference: false)])
  func noReferenceBesideAnEventWhereSomeFragmentsDiffer(count: Int, isReference: Bool) {
    var sample = HandMade(codes)
    for number in 0..<40 {
      sample.add(1900..<2000, changed: number < count ? [1990: (codes[1990] + 1) & 3] : [:])
    }
    let event = makeCall(Variant(range: 2000..<2400, replacement: DNASequence(codes: [])))
    let coverage = ReferenceCoverage(
      pileup: sample.pileup(), record: sample.reference, calls: [event], options: CallOptions(), errorRate: 1e-3)
    #expect((coverage.verdicts[1990] == .reference) == isReference)
    #expect(coverage.verdicts[1980] == .reference)
  }
}
