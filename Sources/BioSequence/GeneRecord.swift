// A gene as data: its genomic record, transcripts and placements. The core knows genes only through this type.

/// A gene's genomic reference record with everything needed to name a variant of it.
///
/// All offsets count on the record, whose strand is the transcripts' strand.
public struct GeneRecord: Sendable, Equatable {
  /// HGNC symbol, such as `COL1A1`.
  public let symbol: String
  /// HGNC identifier, such as `HGNC:2197`; empty if there is none.
  public let hgncID: String
  /// Locus Reference Genomic identifier, such as `LRG_1`; empty if there is none.
  public let lrgID: String
  /// RefSeqGene accession with version of the very same sequence, such as `NG_007400.1`; empty if there is none.
  public let refSeqGene: String
  /// Other names of the gene and its protein, such as `alpha1(I)`; case, spaces, brackets and hyphens do not count.
  public let aliases: [String]
  /// The record's bases.
  public let sequence: DNASequence
  /// Placements, at most one an assembly.
  public let mappings: [AssemblyMapping]
  /// Transcript versions, the preferred one first.
  public let transcripts: [Transcript]
  /// The exon names of the older literature, one an exon of the preferred transcript.
  public let legacyExonNames: [String]
  /// The older numbering of the protein's residues; `nil` if there is none.
  public let residueNumbering: ResidueNumbering?

  /// A record from its parts, checked against each other.
  ///
  /// - Parameter legacyExonNames: the numbers from 1 on unless given.
  /// - Throws: ``GeneRecordFault`` at the first part that does not fit: exons, coding sequences and placements must lie
  ///   on the record, and coding sequences begin with ATG and have their only stop codon at the end.
  public init(
    symbol: String, hgncID: String = "", lrgID: String = "", refSeqGene: String = "", aliases: [String] = [],
    sequence: DNASequence, mappings: [AssemblyMapping], transcripts: [Transcript], legacyExonNames: [String]? = nil,
    residueNumbering: ResidueNumbering? = nil
  ) throws(GeneRecordFault) {
    guard let preferred = transcripts.first else { throw GeneRecordFault(.record, "the gene has no transcript") }
    guard !symbol.isEmpty else { throw GeneRecordFault(.record, "the gene has no symbol") }
    guard !lrgID.isEmpty || !refSeqGene.isEmpty else {
      throw GeneRecordFault(.record, "the record has neither an LRG nor a RefSeqGene accession")
    }
    let exonNames = legacyExonNames ?? (1...preferred.exons.count).map { String($0) }
    guard exonNames.count == preferred.exons.count else {
      throw GeneRecordFault(
        .record, "there are \(exonNames.count) exon names for the \(preferred.exons.count) exons of the transcript")
    }
    for (index, transcript) in transcripts.enumerated() {
      if let fault = transcript.fault(on: sequence, index: index) { throw fault }
    }
    if let fault = AssemblyMapping.fault(of: mappings, on: sequence) { throw fault }
    if let numbering = residueNumbering,
      numbering.residues.lowerBound < 1 || numbering.residues.upperBound > preferred.codingRange.count / 3 - 1
    {
      throw GeneRecordFault(
        .numbering,
        "residues \(numbering.residues.lowerBound) to \(numbering.residues.upperBound) lie outside the protein, "
          + "which has \(preferred.codingRange.count / 3 - 1) residues")
    }
    self.symbol = symbol
    self.hgncID = hgncID
    self.lrgID = lrgID
    self.refSeqGene = refSeqGene
    self.aliases = aliases
    self.sequence = sequence
    self.mappings = mappings
    self.transcripts = transcripts
    self.legacyExonNames = exonNames
    self.residueNumbering = residueNumbering
  }

  /// What names on the record stand on: the LRG identifier, or the RefSeqGene accession where there is none.
  package var accession: String { lrgID.isEmpty ? refSeqGene : lrgID }

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

extension Transcript {
  /// What does not fit between this transcript and its record; `index` is its own among the transcripts.
  fileprivate func fault(on sequence: DNASequence, index: Int) -> GeneRecordFault? {
    if let exon = exons.firstIndex(where: { $0.upperBound > sequence.count }) {
      return GeneRecordFault(
        .exon(exon),
        "exon \(exon + 1) ends at base \(exons[exon].upperBound) of a record of \(sequence.count) bases")
    }
    guard codingRange.count % 3 == 0 else {
      return GeneRecordFault(
        .transcript(index), "the coding sequence has \(codingRange.count) bases, which is not a multiple of 3")
    }
    let protein = GeneticCode.translate(codingSequence(from: sequence))
    guard protein.first == .met else {
      return GeneRecordFault(.transcript(index), "the coding sequence does not begin with the start codon ATG")
    }
    guard let stop = protein.firstIndex(of: .ter) else {
      return GeneRecordFault(.transcript(index), "the coding sequence does not end with a stop codon")
    }
    guard stop == protein.count - 1 else {
      return GeneRecordFault(
        .transcript(index), "the coding sequence has a stop codon at residue \(stop + 1) of \(protein.count)")
    }
    return nil
  }
}

extension AssemblyMapping {
  fileprivate static func fault(of mappings: [AssemblyMapping], on sequence: DNASequence) -> GeneRecordFault? {
    for (index, mapping) in mappings.enumerated() {
      let part = GeneRecordFault.Part.mapping(index)
      if mappings[..<index].contains(where: { $0.assembly == mapping.assembly }) {
        return GeneRecordFault(part, "the record is placed twice on \(mapping.assembly.rawValue)")
      }
      guard mapping.range.count == sequence.count else {
        return GeneRecordFault(
          part, "the placement covers \(mapping.range.count) bases, the record has \(sequence.count)")
      }
      guard mapping.range.lowerBound >= 0, mapping.range.upperBound <= mapping.contigLength else {
        return GeneRecordFault(part, "the placement lies outside the chromosome")
      }
      for (number, difference) in mapping.differences.enumerated() {
        guard sequence.codes.indices.contains(difference.offset),
          sequence[difference.offset] == difference.recordBase
        else {
          return GeneRecordFault(
            .difference(mapping: index, index: number), "the record does not have this base at this position")
        }
      }
    }
    return nil
  }
}
