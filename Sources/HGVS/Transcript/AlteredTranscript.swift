// A transcript with one change made, read through without building the changed sequence.

package import BioSequence

/// The spliced sequence of a transcript with one stretch replaced. Reading a base is O(1); nothing is copied.
package struct AlteredTranscript: Sendable {
  @usableFromInline let spliced: [UInt8]
  /// The replaced stretch, 0-based half-open transcript offsets.
  package let replaced: Range<Int>
  /// What stands there instead, as nucleotide codes.
  package let replacement: [UInt8]
  /// The number of bases after the change.
  package let count: Int

  /// The transcript `spliced` with `replaced` exchanged.
  package init(spliced: [UInt8], replaced: Range<Int>, replacement: [UInt8]) {
    self.spliced = spliced
    self.replaced = replaced
    self.replacement = replacement
    count = spliced.count + replacement.count - replaced.count
  }

  /// The base at an offset of the changed transcript.
  @inlinable package subscript(offset: Int) -> UInt8 {
    if offset < replaced.lowerBound { return spliced[offset] }
    let inside = offset - replaced.lowerBound
    if inside < replacement.count { return replacement[inside] }
    return spliced[replaced.upperBound + inside - replacement.count]
  }

  /// The residue of the codon that starts at an offset; `nil` if fewer than three bases are left.
  @inlinable package func residue(at offset: Int) -> AminoAcid? {
    guard offset >= 0, offset + 3 <= count else { return nil }
    return GeneticCode.translate(self[offset], self[offset + 1], self[offset + 2])
  }

  /// Counts the codons from `offset` up to and with the first stop; `nil` if the transcript ends first.
  package func codonsToStop(from offset: Int) -> Int? {
    var place = offset
    var codons = 0
    while let residue = residue(at: place) {
      codons += 1
      if residue == .ter { return codons }
      place += 3
    }
    return nil
  }
}
