// A transcript with its bases and protein laid out for naming: made once a version, then only read.

package import BioSequence

/// A transcript version with everything naming needs, precomputed.
///
/// Costs one copy of the spliced sequence; make one a transcript version and keep it. Not for reading single facts off
/// a transcript: ``Transcript`` has those. An immutable class, so that handing one on costs one reference count.
package final class TranscriptModel: Sendable {
  /// The transcript.
  package let transcript: Transcript
  /// The gene record's bases as nucleotide codes.
  package let record: [UInt8]
  /// The bases of the exons joined.
  package let spliced: [UInt8]
  /// The protein with its stop: residue n is element n - 1, `ter` the last.
  package let protein: [AminoAcid]
  /// The coding sequence, stop codon included, as 0-based half-open transcript offsets.
  package let coding: Range<Int>
  /// The exons as 0-based half-open record ranges.
  package let exons: [Range<Int>]
  /// Transcript offset of each exon's first base, and the transcript's length.
  package let exonStarts: [Int]
  /// The borders of every exon in order, as splice sites; the first and last are the ends of the transcript.
  let sites: [PlacedSite]

  /// Lays out one transcript version of a gene record.
  package init(transcript: Transcript, record: DNASequence) {
    self.transcript = transcript
    self.record = record.codes
    spliced = transcript.splicedSequence(from: record).codes
    protein = GeneticCode.translate(transcript.codingSequence(from: record), stopping: true)
    coding = transcript.codingRange
    exons = transcript.exons
    exonStarts = transcript.exonStarts
    sites = transcript.exons.enumerated().flatMap { index, exon in
      [
        PlacedSite(kind: .acceptor, exon: index, place: exon.lowerBound),
        PlacedSite(kind: .donor, exon: index, place: exon.upperBound),
      ]
    }
  }

  /// From the first to the last transcribed base, 0-based half-open on the record.
  package var recordRange: Range<Int> { exons[0].lowerBound..<exons[exons.count - 1].upperBound }

  /// Whether a range of the record holds a whole exon.
  func holdsExon(_ range: Range<Int>) -> Bool {
    exons.contains { range.lowerBound <= $0.lowerBound && $0.upperBound <= range.upperBound }
  }

  /// The index of the exon that holds the offset, or of the last exon before it; -1 before the first exon.
  @inlinable package func exonIndex(atOrBefore offset: Int) -> Int {
    var low = -1
    var high = exons.count - 1
    while low < high {
      let middle = (low + high + 1) / 2
      if exons[middle].lowerBound <= offset { low = middle } else { high = middle - 1 }
    }
    return low
  }

  /// The `c.` position of a record offset; `nil` outside the transcript. O(log exons).
  package func position(ofRecordOffset offset: Int) -> CodingPosition? {
    let index = exonIndex(atOrBefore: offset)
    guard index >= 0 else { return nil }
    let exon = exons[index]
    if offset < exon.upperBound {
      return position(ofTranscriptOffset: exonStarts[index] + offset - exon.lowerBound, intronOffset: 0)
    }
    guard index + 1 < exons.count else { return nil }
    let afterDonor = offset - exon.upperBound + 1
    let beforeAcceptor = exons[index + 1].lowerBound - offset
    if afterDonor <= beforeAcceptor {
      return position(ofTranscriptOffset: exonStarts[index + 1] - 1, intronOffset: afterDonor)
    }
    return position(ofTranscriptOffset: exonStarts[index + 1], intronOffset: -beforeAcceptor)
  }

  /// The `c.` position of a transcript offset, moved into the intron by `intronOffset`.
  package func position(ofTranscriptOffset offset: Int, intronOffset: Int) -> CodingPosition {
    if offset < coding.lowerBound {
      return CodingPosition(region: .fivePrimeUTR, number: coding.lowerBound - offset, offset: intronOffset)
    }
    if offset < coding.upperBound {
      return CodingPosition(region: .coding, number: offset - coding.lowerBound + 1, offset: intronOffset)
    }
    return CodingPosition(region: .threePrimeUTR, number: offset - coding.upperBound + 1, offset: intronOffset)
  }

  /// The transcript offset that a position's number means, intron offset aside; may lie outside the transcript.
  package func transcriptOffset(of position: CodingPosition) -> Int {
    switch position.region {
    case .fivePrimeUTR: coding.lowerBound - position.number
    case .coding: coding.lowerBound + position.number - 1
    case .threePrimeUTR: coding.upperBound + position.number - 1
    }
  }

  /// The transcript offset of an exonic record offset, `nil` elsewhere.
  @inlinable package func transcriptOffset(ofRecordOffset offset: Int) -> Int? {
    let index = exonIndex(atOrBefore: offset)
    guard index >= 0, offset < exons[index].upperBound else { return nil }
    return exonStarts[index] + offset - exons[index].lowerBound
  }

  /// A record range as transcript offsets where it lies within one exon (an empty range: inside an exon or at the
  /// outer ends of the transcript), else `nil`.
  package func transcriptRange(ofRecordRange range: Range<Int>) -> Range<Int>? {
    let index = exonIndex(atOrBefore: range.isEmpty ? range.lowerBound - 1 : range.lowerBound)
    guard index >= 0 else { return nil }
    let exon = exons[index]
    guard range.isEmpty ? range.lowerBound < exon.upperBound : range.upperBound <= exon.upperBound else { return nil }
    let shift = exonStarts[index] - exon.lowerBound
    return range.lowerBound + shift..<range.upperBound + shift
  }
}
