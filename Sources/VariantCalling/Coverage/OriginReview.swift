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
///   species little more than the exon aligns.
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
    var (shown, several, strange, places, bases) = (0, 0, 0, 0, 0)
    for index in reads.reads(near: own, margin: 0, on: call.reference) {
      let found = DifferingPlaces(of: index, in: reads, record: record)
      guard found.places.contains(where: { own.contains($0) }) else { continue }
      let read = reads.store.reads[index]
      let others = found.count(outside: wide)
      shown += 1
      several += others >= 2 ? 1 : 0
      strange += others >= 1 || isClipped(index) ? 1 : 0
      places += others
      bases += max(0, read.end - read.start - wide.clamped(to: read.start..<read.end).count)
      if shown == OriginReview.most { break }
    }
    if library.hasDivergentReads, shown > 0, 2 * strange >= shown { return true }
    let errors = library.mismatchRate + library.indelRate
    return places >= OriginReview.fewestPlaces && 2 * several >= shown
      && Double(places) >= (OriginReview.leastRate + OriginReview.overErrors * errors) * Double(bases)
  }

  private func isClipped(_ index: Int) -> Bool {
    let operations = reads.store.cigars[reads.store.reads[index].cigar]
    return [operations.first, operations.last].contains {
      $0.map { $0.kind == .softClip && $0.length >= OriginReview.clip } ?? false
    }
  }
}
