// Ways in which a simulated transcript differs from the reference transcript.

/// A way in which a transcript is spliced that the reference transcript does not show.
///
/// Exons and introns are counted from 0 here; intron `n` follows exon `n`.
package enum SimulatedSplicing: Sendable, Hashable {
  /// These exons are left out together.
  case exonSkip(Range<Int>)
  /// The intron stays in the transcript.
  case intronRetention(Int)
  /// The donor site of an exon moves: the exon ends `bases` later (intron is kept) or earlier when negative.
  case donorShift(exon: Int, bases: Int)
  /// The acceptor site of an exon moves: the exon starts `bases` later (shorter exon) or earlier when negative.
  case acceptorShift(exon: Int, bases: Int)
  /// A piece of an intron becomes an exon: it begins `start` bases into the intron and is `length` bases long.
  case pseudoExon(intron: Int, start: Int, length: Int)

  /// The exons of the transcript; `nil` where there is no such exon or intron, or nothing of an exon would stay.
  ///
  /// - Parameter exons: record ranges of the reference transcript, 0-based half-open, 5' to 3'.
  package func spliced(_ exons: [Range<Int>]) -> [Range<Int>]? {
    var changed = exons
    switch self {
    case .exonSkip(let skipped):
      guard !skipped.isEmpty, skipped.lowerBound >= 0, skipped.upperBound <= exons.count else { return nil }
      changed.removeSubrange(skipped)
      return changed.isEmpty ? nil : changed
    case .intronRetention(let intron):
      guard intron >= 0, intron + 1 < exons.count else { return nil }
      changed.replaceSubrange(
        intron...intron + 1, with: [exons[intron].lowerBound..<exons[intron + 1].upperBound])
    case .donorShift(let exon, let bases):
      guard exon >= 0, exon + 1 < exons.count else { return nil }
      let end = exons[exon].upperBound + bases
      guard end > exons[exon].lowerBound, end < exons[exon + 1].lowerBound else { return nil }
      changed[exon] = exons[exon].lowerBound..<end
    case .acceptorShift(let exon, let bases):
      guard exon > 0, exon < exons.count else { return nil }
      let start = exons[exon].lowerBound + bases
      guard start > exons[exon - 1].upperBound, start < exons[exon].upperBound else { return nil }
      changed[exon] = start..<exons[exon].upperBound
    case .pseudoExon(let intron, let start, let length):
      guard intron >= 0, intron + 1 < exons.count, start > 0, length > 0 else { return nil }
      let first = exons[intron].upperBound + start
      guard first + length < exons[intron + 1].lowerBound else { return nil }
      changed.insert(first..<first + length, at: intron + 1)
    }
    return changed
  }
}
