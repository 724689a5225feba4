// From a haplotype's sequence to the variants that make it: the fewest, each as one deletion-insertion.

import BioSequence

/// Splits the difference between a haplotype and the record into variants.
///
/// Both are aligned end to end (``GlobalAlignment``). Differences that touch are one variant.
/// So are differences inside one codon (HGVS recommendations, DNA delins), and an insertion or deletion with whatever
/// lies fewer than ``closeness`` unchanged bases from it: one event is likelier than two so close together. Where equal
/// bases let an insertion or deletion lie in several positions, the nearest one counts: apart, each variant would be
/// written where the other one is.
enum HaplotypeDecomposition {
  /// See above.
  static let closeness = 3

  /// The variants of a haplotype in order of position.
  static func variants(of codes: [UInt8], in window: Range<Int>, of record: CallReference) -> [Variant] {
    let plain = Array(record.sequence.codes[window])
    guard codes != plain else { return [] }
    let whole = Variant(range: window, replacement: DNASequence(codes: codes)).trimmed(on: record.sequence)
    if whole.isInversion(on: record.sequence) { return [whole] }
    // What is too long to be taken apart is one variant.
    guard let steps = GlobalAlignment.steps(from: plain, to: codes) else { return [whole] }
    var pieces: [Piece] = []
    for piece in differences(from: plain, to: codes, steps: steps) {
      if let last = pieces.last,
        belongTogether(last, piece, reach: last.reach(plain, codes), start: window.lowerBound, record: record)
      {
        pieces[pieces.count - 1] = Piece(
          plain: last.plain.lowerBound..<piece.plain.upperBound, other: last.other.lowerBound..<piece.other.upperBound)
      } else {
        pieces.append(piece)
      }
    }
    var variants: [Variant] = []
    var limit = 0
    for piece in pieces {
      let range = piece.plain.lowerBound + window.lowerBound..<piece.plain.upperBound + window.lowerBound
      let variant = Variant(range: range, replacement: DNASequence(codes: Array(codes[piece.other])))
      variants.append(variant.leftAligned(on: record.sequence, limit: limit))
      limit = range.upperBound
    }
    return variants
  }

  /// A stretch of the window and what the haplotype has in its position.
  private struct Piece {
    let plain: Range<Int>
    let other: Range<Int>
    var isIndel: Bool { plain.count != other.count }

    /// How far to the right a pure insertion or deletion may be moved; other variants have one position only.
    func reach(_ window: [UInt8], _ haplotype: [UInt8]) -> Int {
      let (range, codes) = plain.isEmpty ? (other, haplotype) : (plain, window)
      guard plain.isEmpty || other.isEmpty else { return 0 }
      var steps = 0
      while range.upperBound + steps < codes.count,
        codes[range.lowerBound + steps] == codes[range.upperBound + steps]
      {
        steps += 1
      }
      return steps
    }
  }

  /// Whether two differences are one variant; the left one may be moved `reach` bases to the right.
  private static func belongTogether(
    _ left: Piece, _ right: Piece, reach: Int, start: Int, record: CallReference
  ) -> Bool {
    let between = max(0, right.plain.lowerBound - left.plain.upperBound - reach)
    if between == 0 { return true }
    if left.isIndel || right.isIndel, between < closeness { return true }
    let last = start + max(left.plain.lowerBound, left.plain.upperBound - 1)
    let first = start + right.plain.lowerBound
    guard let codon = record.codon(ofOffset: last) else { return false }
    return codon.contains(first)
  }

  /// Maximal stretches without an equal aligned base.
  private static func differences(from plain: [UInt8], to other: [UInt8], steps: [AlignmentStep]) -> [Piece] {
    var pieces: [Piece] = []
    var i = 0
    var j = 0
    var open: (Int, Int)?
    for step in steps {
      let isEqual = step == .both && plain[i] == other[j]
      if isEqual, let start = open {
        pieces.append(Piece(plain: start.0..<i, other: start.1..<j))
        open = nil
      } else if !isEqual, open == nil {
        open = (i, j)
      }
      if step != .insertion { i += 1 }
      if step != .deletion { j += 1 }
    }
    if let start = open { pieces.append(Piece(plain: start.0..<i, other: start.1..<j)) }
    return pieces
  }
}

extension CallReference {
  /// The record range of the codon that holds a coding base, as far as it lies in the same exon.
  func codon(ofOffset offset: Int) -> Range<Int>? {
    var before = 0
    for exon in codingExons {
      if exon.contains(offset) {
        let codingOffset = before + offset - exon.lowerBound
        let start = offset - codingOffset % 3
        return max(start, exon.lowerBound)..<min(start + 3, exon.upperBound)
      }
      before += exon.count
    }
    return nil
  }
}
