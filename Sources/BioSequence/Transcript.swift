// A spliced transcript on its gene record.

/// One version of a coding transcript.
///
///     record     ....[exon 1]--------[exon 2]-----[exon 3]....
///     transcript     [0 ......................... length)       (0-based offsets, introns removed)
///     coding             [codingRange)                           c.1 is its first base; the stop codon is included
public struct Transcript: Sendable, Hashable {
  /// RefSeq accession with version, such as `NM_000088.4`.
  public let accession: String
  /// Accession with version of its protein, such as `NP_000079.2`.
  public let proteinAccession: String
  /// Exons as 0-based half-open record ranges, 5' to 3'.
  public let exons: [Range<Int>]
  /// Accession of the same transcript in Ensembl, without version; empty if there is none.
  public let ensemblAccession: String
  /// The coding sequence, stop codon included, as a 0-based half-open range of transcript offsets.
  public let codingRange: Range<Int>
  /// Transcript offset at which each exon starts, and the transcript's length as a last element.
  package let exonStarts: [Int]

  /// A transcript from its exons.
  ///
  /// - Throws: ``GeneRecordFault`` unless the exons are in order, apart and not empty, and hold the coding range.
  public init(
    accession: String, proteinAccession: String, ensemblAccession: String = "", exons: [Range<Int>],
    codingRange: Range<Int>
  ) throws(GeneRecordFault) {
    guard let first = exons.first else { throw GeneRecordFault(.transcript(0), "\(accession) has no exon") }
    guard first.lowerBound >= 0 else { throw GeneRecordFault(.exon(0), "exon 1 begins before the record") }
    for (index, exon) in exons.enumerated() {
      guard !exon.isEmpty else { throw GeneRecordFault(.exon(index), "exon \(index + 1) has no base") }
      guard index == 0 || exons[index - 1].upperBound < exon.lowerBound else {
        throw GeneRecordFault(.exon(index), "exon \(index + 1) overlaps or touches exon \(index)")
      }
    }
    var starts = [0]
    for exon in exons { starts.append(starts[starts.count - 1] + exon.count) }
    guard codingRange.lowerBound >= 0, !codingRange.isEmpty, codingRange.upperBound <= starts[starts.count - 1] else {
      throw GeneRecordFault(.transcript(0), "the coding sequence of \(accession) lies outside its exons")
    }
    self.accession = accession
    self.proteinAccession = proteinAccession
    self.ensemblAccession = ensemblAccession
    self.exons = exons
    self.codingRange = codingRange
    self.exonStarts = starts
  }

  /// Number of bases without introns.
  package var length: Int { exonStarts[exonStarts.count - 1] }

  /// From the first base of the first exon to the last of the last, on the record.
  package var recordRange: Range<Int> { exons[0].lowerBound..<exons[exons.count - 1].upperBound }

  /// The index of the exon that holds a record offset, `nil` in introns and outside. O(log exons).
  package func exonIndex(containingRecordOffset offset: Int) -> Int? {
    var low = 0
    var high = exons.count
    while low < high {
      let middle = (low + high) / 2
      if exons[middle].upperBound <= offset { low = middle + 1 } else { high = middle }
    }
    return low < exons.count && exons[low].contains(offset) ? low : nil
  }

  /// The transcript offset of an exonic record offset, `nil` in introns and outside.
  package func transcriptOffset(ofRecordOffset offset: Int) -> Int? {
    guard let exon = exonIndex(containingRecordOffset: offset) else { return nil }
    return exonStarts[exon] + offset - exons[exon].lowerBound
  }

  /// The record offset of a transcript offset.
  ///
  /// - Precondition: `offset` lies in the transcript.
  package func recordOffset(ofTranscriptOffset offset: Int) -> Int {
    precondition(offset >= 0 && offset < length, "the offset lies in the transcript")
    let exon = exonIndex(containingTranscriptOffset: offset)
    return exons[exon].lowerBound + offset - exonStarts[exon]
  }

  /// The index of the exon that holds a transcript offset; offsets outside give the first or last exon.
  package func exonIndex(containingTranscriptOffset offset: Int) -> Int {
    var low = 0
    var high = exons.count - 1
    while low < high {
      let middle = (low + high + 1) / 2
      if exonStarts[middle] <= offset { low = middle } else { high = middle - 1 }
    }
    return low
  }

  /// The spliced sequence, cut from the record's bases.
  package func splicedSequence(from record: DNASequence) -> DNASequence {
    DNASequence(codes: exons.flatMap { record.codes[$0] })
  }

  /// The coding sequence with its stop codon, cut from the record's bases.
  package func codingSequence(from record: DNASequence) -> DNASequence {
    splicedSequence(from: record)[codingRange]
  }

  /// The coding exon parts on the record, 5' to 3'; wholly untranslated exons are left out.
  package var codingExons: [Range<Int>] {
    exons.indices.compactMap { index in
      let start = max(codingRange.lowerBound, exonStarts[index])
      let end = min(codingRange.upperBound, exonStarts[index + 1])
      guard start < end else { return nil }
      let shift = exons[index].lowerBound - exonStarts[index]
      return start + shift..<end + shift
    }
  }
}
