// What the reads of an RNA sample show at every base of a transcript, so that alleles of the DNA can be counted later.

package import BioSequence
package import Documents
import Numerics

/// Fragments over one gene's transcript, by what they show; positions are 0-based offsets of the transcript.
package struct BaseCounts: Sendable, Hashable, Codable, ValidatedDocument {
  /// An insertion or deletion, left-aligned on the transcript.
  package struct Indel: Sendable, Hashable, Codable, ValidatedDocument {
    /// First base that is replaced.
    package let start: Int
    /// The one after the last.
    package let end: Int
    /// Bases in their place.
    package let inserted: String
    /// Fragments that have it.
    package let fragments: Int

    /// An indel with its fragments.
    package init(_ variant: Variant, fragments: Int) {
      start = variant.range.lowerBound
      end = variant.range.upperBound
      inserted = variant.replacement.description
      self.fragments = fragments
    }

    package func validate() throws(InvalidValue) {
      try check("start", start, in: DocumentRange.offset)
      try check("end", end, in: DocumentRange.offset)
      try require(start <= end, "end", "before start")
      try check("fragments", fragments, in: DocumentRange.depth)
    }
  }

  /// Gene symbol.
  package let gene: String
  /// RefSeq accession of the transcript.
  package let transcript: String
  /// Fragments that show A, base by base.
  package let a: [Int]
  /// Fragments that show C.
  package let c: [Int]
  /// Fragments that show G.
  package let g: [Int]
  /// Fragments that show T.
  package let t: [Int]
  /// Fragments that run on without a gap before each base, with enough aligned bases on both sides.
  package let crossing: [Int]
  /// Insertions and deletions by place.
  package let indels: [Indel]
  /// Whether there were more different ones than are kept.
  package let indelsCut: Bool

  /// Counts of one transcript.
  ///
  /// - Parameter bases: for A, C, G and T the fragments at each base.
  package init(
    gene: String, transcript: String, bases: [[Int]], crossing: [Int], indels: [Indel], indelsCut: Bool
  ) {
    self.gene = gene
    self.transcript = transcript
    (a, c, g, t) = (bases[0], bases[1], bases[2], bases[3])
    self.crossing = crossing
    self.indels = indels
    self.indelsCut = indelsCut
  }

  package func validate() throws(InvalidValue) {
    for (key, list) in [("a", a), ("c", c), ("g", g), ("t", t), ("crossing", crossing)] {
      try require(list.count == a.count, key, "\(list.count) bases beside \(a.count) of a")
      for (index, count) in list.enumerated() { try check("\(key)[\(index + 1)]", count, in: DocumentRange.depth) }
    }
    for (index, indel) in indels.enumerated() {
      try require(indel.end <= a.count, "indels[\(index + 1)].end", "behind the transcript's last base")
    }
  }
}

extension BaseCounts {
  /// Insertions as long as this, with the bases that they can be moved by, are seen about as often as their absence; reads
  /// hold longer ones too rarely.
  private static let longestInsertion = 12

  /// The fragments with an allele and without it.
  ///
  /// A substitution is counted at its base, one of several bases at the base that fewest fragments show changed. Of an
  /// insertion or deletion the fragments that have it stand against those that run on without a gap where it would be,
  /// with equally many aligned bases on both sides.
  ///
  /// - Parameters:
  ///   - variant: the change of the transcript.
  ///   - mRNA: the transcript's bases, as many as are counted.
  /// - Returns: `nil` where base counts cannot tell: long insertions, changes of several bases and of length at once.
  package func count(of variant: Variant, on mRNA: DNASequence) -> (alternate: Int, reference: Int)? {
    let core = variant.trimmed(on: mRNA)
    guard mRNA.count == a.count, core.range.upperBound <= mRNA.count else { return nil }
    if !core.range.isEmpty, core.range.count == core.replacement.count {
      let columns = [a, c, g, t]
      let codes = core.replacement.codes
      let counts = zip(core.range, codes).compactMap { offset, code -> (alternate: Int, reference: Int)? in
        let own = mRNA.codes[offset]
        guard own != code, own < 4, code < 4 else { return nil }
        return (columns[Int(code)][offset], columns[Int(own)][offset])
      }
      return counts.min { ($0.alternate, $0.reference) < ($1.alternate, $1.reference) }
    }
    guard core.range.isEmpty != core.replacement.isEmpty else { return nil }
    let form = core.leftAligned(on: mRNA)
    let room = core.shiftRange(on: mRNA)
    let excess = room.count - form.range.count + form.replacement.count
    guard excess <= BaseCounts.longestInsertion else { return nil }
    let inserted = form.replacement.description
    let found = indels.first {
      $0.start == form.range.lowerBound && $0.end == form.range.upperBound && $0.inserted == inserted
    }
    if found == nil, indelsCut { return nil }
    let borders = [room.lowerBound, room.upperBound].filter(crossing.indices.contains)
    return borders.map { crossing[$0] }.min().map { (found?.fragments ?? 0, $0) }
  }
}
