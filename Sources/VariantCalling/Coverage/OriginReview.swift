// Whose DNA the calls are of: molecules of other species, of spliced copies, and of other people are not the person's.

import Alignment
import BioSequence

/// Holds the passing calls of a sample against what the fragments that show them are like as a whole.
///
/// - Molecules that differ from the record at many other places too are of another species, another copy, or chemically changed. With
///   d differing places in b bases of the reads that show a variant, those within ``beside`` bases of it left out,
///
///       d / b >= 0.03 + 3 (wrong bases + wrong lengths of runs a base)    and    d >= 6    and    half of the reads have two or more
///
///   Where the library has reads of such DNA, half of the reads with one other difference, or clipped, are enough: of an exon of another
///   species little more than the exon aligns. Such a difference is one that a quarter of the reads over its place have: molecules of one
///   origin differ at the same places, errors do not. Where qualities tell no errors and few reads differ, so that these may be
///   errors too, a difference that a quarter of all reads have is the person's.
/// - Two or more introns left out to the base are of spliced copies: a cloned cDNA, or carry-over.
/// - Where mates face away from each other, or many reads are spliced, joined ends are the library's: they are no long insertion.
struct OriginReview {
  let reads: PreparedReads
  let references: [CallReference]
  let library: LibraryProfile
  let isSpliced: Bool

  /// Differences this near to a variant may be of its alignment.
  private static let beside = 10
  /// At most so many reads that show a variant are looked at.
  private static let most = 80
  private static let fewestPlaces = 6
  /// So many clipped bases of a fragment are of something else.
  private static let clip = 15
  private static let leastRate = 0.03
  private static let overErrors = 3.0
  /// Longer variants are recognised by their junctions.
  private static let longest = 60
  /// One in so many reads over a place differ there, and the difference is of their molecules.
  private static let sharing = 4
  /// Insertions from this length on need joined ends.
  private static let joined = 200
  /// So many introns that are left out to the base are of spliced copies.
  private static let fewestIntrons = 2
  /// An end this near to an exon's is that of the exon.
  private static let besideExon = 3

  /// The calls in their order; those that are not the person's have the filter for it.
  func reviewed(_ calls: [VariantCall]) -> [VariantCall] {
    let introns = calls.filter { $0.isPass && isIntron($0) }
    let hasSplicedCopies = introns.count >= OriginReview.fewestIntrons
    let isRejoined = library.orientation == .outward || library.orientation == .sameStrand || isSpliced
    return calls.map { call in
      guard call.isPass else { return call }
      let isForeign =
        library.isOfAnotherSpecies || hasSplicedCopies && isIntron(call)
        || isRejoined && call.variant.replacement.count >= OriginReview.joined
        || isOnDivergentReads(call)
      guard isForeign else { return call }
      var call = call
      call.filters = [.foreignDNA]
      return call
    }
  }

  /// Whether a deletion is an intron to the base, wherever it may be written.
  private func isIntron(_ call: VariantCall) -> Bool {
    let exons = references[call.reference].exons
    let variant = call.variant
    guard variant.range.count >= 60, variant.replacement.count <= OriginReview.besideExon else { return false }
    let span = variant.shiftRange(on: references[call.reference].sequence)
    let near = OriginReview.besideExon
    return zip(exons, exons.dropFirst()).contains { first, second in
      abs(second.lowerBound - first.upperBound - variant.range.count) <= near
        && span.lowerBound - near <= first.upperBound && second.lowerBound <= span.upperBound + near
    }
  }

  /// Whether the reads that show a short variant differ at so many other places that they are not of the gene.
  private func isOnDivergentReads(_ call: VariantCall) -> Bool {
    let variant = call.variant
    guard !library.hasLongReads, max(variant.range.count, variant.replacement.count) <= OriginReview.longest else {
      return false
    }
    let record = references[call.reference].sequence
    let span = variant.shiftRange(on: record)
    let own = max(0, span.lowerBound - 1)..<span.upperBound + 1
    let wide = own.lowerBound - OriginReview.beside..<own.upperBound + OriginReview.beside
    var (several, places, bases) = (0, 0, 0)
    var showing: [ShowingRead] = []
    for index in reads.reads(near: own, margin: 0, on: call.reference) {
      let found = DifferingPlaces(of: index, in: reads, record: record)
      guard found.places.contains(where: { own.contains($0) }) else { continue }
      let read = reads.store.reads[index]
      let others = found.count(outside: wide)
      several += others >= 2 ? 1 : 0
      places += others
      bases += max(0, read.end - read.start - wide.clamped(to: read.start..<read.end).count)
      showing.append(ShowingRead(index: index, places: found.places.filter { !wide.contains($0) }))
      if showing.count == OriginReview.most { break }
    }
    if library.hasDivergentReads, !showing.isEmpty, 2 * strange(among: showing, of: call.reference) >= showing.count {
      return true
    }
    let errors = library.mismatchRate + library.indelRate
    return places >= OriginReview.fewestPlaces && 2 * several >= showing.count
      && Double(places) >= (OriginReview.leastRate + OriginReview.overErrors * errors) * Double(bases)
  }

  /// A read that shows a variant, and where else it differs.
  private struct ShowingRead {
    let index: Int
    let places: [Int]
  }

  /// How many of the reads that show a variant are clipped beside adapters, or differ at another place where a quarter of those over it do.
  private func strange(among showing: [ShowingRead], of reference: Int) -> Int {
    var counts: [Int: Int] = [:]
    for read in showing {
      for place in Set(read.places) { counts[place, default: 0] += 1 }
    }
    let shared = counts.filter { place, count in
      let over = showing.count { covers($0.index, place) }
      return count >= 2 && OriginReview.sharing * count >= over && (library.isDivergent || !isOwn(place, on: reference))
    }
    return showing.count { read in
      reads.clippedBases(of: read.index) >= OriginReview.clip || read.places.contains { shared[$0] != nil }
    }
  }

  /// Whether so many of all reads differ at a place that the person may be taken to.
  private func isOwn(_ place: Int, on reference: Int) -> Bool {
    let record = references[reference].sequence
    let over = reads.reads(near: place..<place + 1, margin: 0, on: reference).prefix(OriginReview.most)
    let differing = over.count { DifferingPlaces(of: $0, in: reads, record: record).places.contains(place) }
    return OriginReview.sharing * differing >= over.count
  }

  private func covers(_ index: Int, _ place: Int) -> Bool {
    let read = reads.store.reads[index]
    return read.start <= place && place <= read.end
  }
}
