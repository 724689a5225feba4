// A gene as data: its genomic record, transcripts and placements. The core knows genes only through this type.

/// A gene's genomic reference record with everything needed to name a change in it.
///
/// All offsets count on the record, whose strand is the transcripts' strand.
package struct GeneRecord: Sendable {
  /// HGNC symbol, such as `COL1A1`.
  package let symbol: String
  /// HGNC identifier, such as `HGNC:2197`.
  package let hgncID: String
  /// Locus Reference Genomic identifier, such as `LRG_1`.
  package let lrgID: String
  /// RefSeqGene accession with version of the very same sequence, such as `NG_007400.1`.
  package let refSeqGene: String
  /// The record's bases.
  package let sequence: DNASequence
  /// Placements, one an assembly.
  package let mappings: [AssemblyMapping]
  /// Transcript versions, the preferred one first.
  package let transcripts: [Transcript]

  /// A record from its parts.
  ///
  /// - Precondition: there is at least one transcript.
  package init(
    symbol: String, hgncID: String, lrgID: String, refSeqGene: String, sequence: DNASequence,
    mappings: [AssemblyMapping], transcripts: [Transcript]
  ) {
    precondition(!transcripts.isEmpty, "a gene record has a transcript")
    self.symbol = symbol
    self.hgncID = hgncID
    self.lrgID = lrgID
    self.refSeqGene = refSeqGene
    self.sequence = sequence
    self.mappings = mappings
    self.transcripts = transcripts
  }

  /// The transcript version that names are given on unless another was asked for.
  package var preferredTranscript: Transcript { transcripts[0] }

  /// The transcript with this accession and version.
  package func transcript(accession: String) -> Transcript? {
    transcripts.first { $0.accession == accession }
  }

  /// The placement on an assembly.
  package func mapping(on assembly: Assembly) -> AssemblyMapping? {
    mappings.first { $0.assembly == assembly }
  }

  /// The bases of a record range as the assembly has them, still on the record's strand.
  package func assemblyBases(in range: Range<Int>, on mapping: AssemblyMapping) -> DNASequence {
    var codes = Array(sequence.codes[range])
    for difference in mapping.differences where range.contains(difference.offset) {
      codes[difference.offset - range.lowerBound] = difference.assemblyBase.rawValue
    }
    return DNASequence(codes: codes)
  }
}
