// From a haplotype's sequence to the variants that make it: the fewest, each as one deletion-insertion.

import BioSequence

/// Splits the difference between a haplotype and the record into variants.
///
/// Both are aligned end to end (affine gaps; Gotoh 1982, J Mol Biol 162:705). Differences that touch are one variant.
/// So are differences inside one codon (HGVS recommendations, DNA delins), and an insertion or deletion with whatever
/// lies fewer than ``closeness`` unchanged bases from it: one event is likelier than two so close together. Where equal
/// bases let an insertion or deletion lie in several positions, the nearest one counts: apart, each variant would be
/// written where the other one is.
enum HaplotypeDecomposition {
  /// See above.
  static let closeness = 3
  private static let mismatch: Int32 = 4
  private static let gapOpen: Int32 = 7
  private static let gapExtend: Int32 = 1

  /// The variants of a haplotype in order of position.
  static func variants(of codes: [UInt8], in window: Range<Int>, of record: CallReference) -> [Variant] {
    let plain = Array(record.sequence.codes[window])
    guard codes != plain else { return [] }
    let whole = Variant(range: window, replacement: DNASequence(codes: codes)).trimmed(on: record.sequence)
    if whole.isInversion(on: record.sequence) { return [whole] }
    var pieces: [Piece] = []
    for piece in differences(from: plain, to: codes) {
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

  /// Maximal stretches without an equal aligned base, found by global alignment. Gaps are put as far left as equal
  /// cost allows.
  private static func differences(from plain: [UInt8], to other: [UInt8]) -> [Piece] {
    let trace = alignment(plain, other)
    var pieces: [Piece] = []
    var i = 0
    var j = 0
    var open: (Int, Int)?
    for step in trace {
      let isEqual = step == 0 && plain[i] == other[j]
      if isEqual, let start = open {
        pieces.append(Piece(plain: start.0..<i, other: start.1..<j))
        open = nil
      } else if !isEqual, open == nil {
        open = (i, j)
      }
      if step != 2 { i += 1 }
      if step != 1 { j += 1 }
    }
    if let start = open { pieces.append(Piece(plain: start.0..<i, other: start.1..<j)) }
    return pieces
  }

  /// Steps from start to end: 0 both advance, 1 `plain` only, 2 `other` only.
  private static func alignment(_ plain: [UInt8], _ other: [UInt8]) -> [UInt8] {
    let rows = plain.count + 1
    let columns = other.count + 1
    let far: Int32 = 1 << 28
    var match = [Int32](repeating: far, count: rows * columns)
    var deletion = match
    var insertion = match
    match[0] = 0
    for i in 0..<rows {
      for j in 0..<columns {
        let here = i * columns + j
        if i > 0, j > 0 {
          let before = here - columns - 1
          let cost = plain[i - 1] == other[j - 1] ? 0 : mismatch
          match[here] = min(match[before], deletion[before], insertion[before]) + cost
        }
        if i > 0 {
          let before = here - columns
          deletion[here] = min(min(match[before], insertion[before]) + gapOpen, deletion[before]) + gapExtend
        }
        if j > 0 {
          insertion[here] =
            min(min(match[here - 1], deletion[here - 1]) + gapOpen, insertion[here - 1]) + gapExtend
        }
      }
    }
    return traceBack(plain, other, match: match, deletion: deletion, insertion: insertion)
  }

  private static func traceBack(
    _ plain: [UInt8], _ other: [UInt8], match: [Int32], deletion: [Int32], insertion: [Int32]
  ) -> [UInt8] {
    let columns = other.count + 1
    var i = plain.count
    var j = other.count
    var steps: [UInt8] = []
    func best(_ at: Int) -> UInt8 {
      // Equal bases are taken first from the right, so gaps end up on the left.
      if match[at] <= deletion[at], match[at] <= insertion[at] { return 0 }
      return deletion[at] <= insertion[at] ? 1 : 2
    }
    var state = best(i * columns + j)
    while i > 0 || j > 0 {
      let here = i * columns + j
      steps.append(state)
      switch state {
      case 0:
        i -= 1
        j -= 1
        state = best(i * columns + j)
      case 1:
        let before = here - columns
        if deletion[here] != deletion[before] + gapExtend { state = match[before] <= insertion[before] ? 0 : 2 }
        i -= 1
      default:
        let before = here - 1
        if insertion[here] != insertion[before] + gapExtend { state = match[before] <= deletion[before] ? 0 : 1 }
        j -= 1
      }
    }
    return steps.reversed()
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
