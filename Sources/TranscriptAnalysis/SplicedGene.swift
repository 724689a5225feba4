// A gene as its transcript is read: the record, the exons on it, and the bases joined.

package import BioSequence

/// A gene's record with one transcript laid out for spliced reads.
///
///     record      ....[exon 0]------[exon 1]----[exon 2]....      introns: the dashes
///     transcript         [exon 0][exon 1][exon 2]
///
/// Transcript offsets are 0-based offsets of the spliced transcript; record offsets count on the gene record.
package struct SplicedGene: Sendable {
  /// The record's bases.
  package let record: DNASequence
  /// The exons.
  package let transcript: Transcript
  /// The transcript's bases.
  package let mRNA: DNASequence
  /// The introns as 0-based half-open record ranges; intron `i` follows exon `i`.
  package let introns: [Range<Int>]

  /// A gene from its record and transcript.
  package init(record: DNASequence, transcript: Transcript) {
    self.record = record
    self.transcript = transcript
    mRNA = transcript.splicedSequence(from: record)
    introns = zip(transcript.exons, transcript.exons.dropFirst()).map { $0.upperBound..<$1.lowerBound }
  }

  /// Transcript offset of the first base of every exon, and the transcript's length.
  package var exonStarts: [Int] { transcript.exonStarts }

  /// The record offset of the transcript's base `offset`.
  func recordStart(_ offset: Int) -> Int {
    offset < transcript.length
      ? transcript.recordOffset(ofTranscriptOffset: offset) : transcript.recordRange.upperBound
  }

  /// The record offset after the transcript's base `offset - 1`: where a piece that ends at `offset` ends.
  func recordEnd(_ offset: Int) -> Int {
    offset > 0 ? transcript.recordOffset(ofTranscriptOffset: offset - 1) + 1 : transcript.recordRange.lowerBound
  }

  /// The pieces of the record that a piece of the transcript consists of, 5' to 3'.
  func recordPieces(of range: Range<Int>) -> [Range<Int>] {
    guard !range.isEmpty else { return [] }
    let first = transcript.exonIndex(containingTranscriptOffset: range.lowerBound)
    let last = transcript.exonIndex(containingTranscriptOffset: range.upperBound - 1)
    return (first...last).map { index in
      let start = max(range.lowerBound, exonStarts[index])
      let end = min(range.upperBound, exonStarts[index + 1])
      let shift = transcript.exons[index].lowerBound - exonStarts[index]
      return start + shift..<end + shift
    }
  }

  /// Record ranges as transcript ranges: what of them lies in exons.
  package func mRNARanges(of ranges: [Range<Int>]) -> [Range<Int>] {
    ranges.flatMap { range in
      transcript.exons.indices.compactMap { index -> Range<Int>? in
        let part = transcript.exons[index].clamped(to: range)
        let shift = exonStarts[index] - transcript.exons[index].lowerBound
        return part.isEmpty ? nil : part.lowerBound + shift..<part.upperBound + shift
      }
    }
  }

  /// The exon that starts at a transcript offset, `nil` if none does.
  func exon(startingAt offset: Int) -> Int? {
    guard offset >= 0, offset < transcript.length else { return nil }
    let exon = transcript.exonIndex(containingTranscriptOffset: offset)
    return exonStarts[exon] == offset ? exon : nil
  }
}
