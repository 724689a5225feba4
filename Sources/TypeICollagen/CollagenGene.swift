// One of the two type I collagen genes: its record, exon names, and the landmarks of its protein.

package import BioSequence

/// A part of the procollagen chain between fixed residues.
package struct ChainDomain: Sendable, Hashable {
  /// Which part of the chain this is; raw values are those of `reference/landmarks.tsv`.
  package enum Kind: String, Sendable, CaseIterable {
    case signalPeptide = "signal_peptide"
    case nPropeptide = "N_propeptide"
    case nTelopeptide = "N_telopeptide"
    case tripleHelix = "triple_helix"
    case cTelopeptide = "C_telopeptide"
    case cPropeptide = "C_propeptide"
  }

  /// Which part this is.
  package let kind: Kind
  /// 1-based inclusive residue numbers of the precursor (p. numbers).
  package let residues: ClosedRange<Int>
}

/// A type I collagen gene with the facts that the field asks for beside its ``GeneRecord``.
package struct CollagenGene: Sendable {
  /// Sequence, transcripts and placements.
  package let record: GeneRecord
  /// The exon names of the older literature, one an exon; exon 33 of COL1A1 is `33/34` there.
  package let legacyExonNames: [String]
  /// Ensembl transcript identifier without version.
  package let ensemblTranscript: String
  /// The parts of the chain, N-terminal first.
  package let domains: [ChainDomain]
  /// Stretches of the record (0-based half-open) whose sequence also occurs elsewhere in the human genome.
  package let repeats: [Range<Int>]
  /// MD5 of the record's upper-case letters, in hexadecimal.
  package let md5: String
  /// GA4GH refget digest, `SQ.` and the truncated SHA-512 of the record's letters.
  package let refget: String

  /// HGNC symbol.
  package var symbol: String { record.symbol }

  /// 1-based inclusive residue numbers of the part `kind`.
  package func residues(of kind: ChainDomain.Kind) -> ClosedRange<Int> {
    guard let domain = domains.first(where: { $0.kind == kind }) else {
      preconditionFailure("a type I collagen chain has every part")
    }
    return domain.residues
  }

  /// 1-based inclusive residue numbers of the triple helix: 1014 residues, 338 Gly-X-Y triplets.
  package var tripleHelix: ClosedRange<Int> { residues(of: .tripleHelix) }

  /// The number of a residue counted from the first glycine of the triple helix.
  ///
  /// - Parameter residue: 1-based residue number of the precursor (p. number).
  /// - Returns: 1-1014, or `nil` outside the helix.
  package func helixResidue(ofResidue residue: Int) -> Int? {
    tripleHelix.contains(residue) ? residue - tripleHelix.lowerBound + 1 : nil
  }
}

extension CollagenGene {
  /// Reads one gene from the embedded tables.
  init(symbol: String) {
    let genes = ReferenceTable(named: "genes.tsv")
    guard let gene = genes.rows(of: symbol).first else { preconditionFailure("the gene is embedded") }
    let letters = EmbeddedReference.text(named: "\(symbol).fa").split(separator: "\n").dropFirst().joined()
    guard let sequence = DNASequence(text: letters), sequence.count == genes.number(gene, "length") else {
      preconditionFailure("the embedded sequence is whole")
    }
    let exonTable = ReferenceTable(named: "exons.tsv")
    let exonRows = exonTable.rows(of: symbol)
    let exons = exonRows.map { exonTable.range($0, "start", "end") }
    let transcripts = ReferenceTable(named: "transcripts.tsv")
    record = GeneRecord(
      symbol: symbol, hgncID: genes.text(gene, "hgnc"), lrgID: genes.text(gene, "lrg"),
      refSeqGene: genes.text(gene, "refseq_gene"), sequence: sequence, mappings: CollagenGene.mappings(of: symbol),
      transcripts: transcripts.rows(of: symbol).map { CollagenGene.transcript($0, of: transcripts, exons: exons) })
    legacyExonNames = exonRows.map { exonTable.text($0, "legacy_exon") }
    ensemblTranscript = transcripts.text(transcripts.rows(of: symbol)[0], "ensembl")
    let landmarks = ReferenceTable(named: "landmarks.tsv")
    domains = landmarks.rows(of: symbol).compactMap { row in
      ChainDomain.Kind(rawValue: landmarks.text(row, "feature")).map {
        ChainDomain(kind: $0, residues: landmarks.number(row, "aa_start")...landmarks.number(row, "aa_end"))
      }
    }
    let repeatTable = ReferenceTable(named: "repeats.tsv")
    repeats = repeatTable.rows(of: symbol).map { repeatTable.range($0, "lrg_start", "lrg_end") }
    md5 = genes.text(gene, "md5")
    refget = genes.text(gene, "refget")
  }

  private static func mappings(of symbol: String) -> [AssemblyMapping] {
    let table = ReferenceTable(named: "assemblies.tsv")
    let differences = ReferenceTable(named: "assembly-differences.tsv")
    return table.rows(of: symbol).compactMap { row in
      guard let assembly = Assembly(rawValue: table.text(row, "assembly")) else { return nil }
      let own = differences.rows(of: symbol).filter { differences.text($0, "assembly") == assembly.rawValue }
      return AssemblyMapping(
        assembly: assembly, accession: table.text(row, "accession"), chromosome: table.text(row, "chromosome"),
        contigLength: table.number(row, "contig_length"), range: table.range(row, "start", "end"),
        strand: table.text(row, "strand") == "-" ? .reverse : .forward,
        differences: own.compactMap { row in
          guard let recordBase = DNASequence(text: differences.text(row, "record_base")),
            let assemblyBase = DNASequence(text: differences.text(row, "assembly_base"))
          else { return nil }
          return AssemblyDifference(
            offset: differences.number(row, "position") - 1, recordBase: recordBase[0], assemblyBase: assemblyBase[0])
        })
    }
  }

  /// A transcript version is a window of the longest one: its exons are trimmed to the window.
  private static func transcript(_ row: [String], of table: ReferenceTable, exons: [Range<Int>]) -> Transcript {
    let window = table.range(row, "transcript_start", "transcript_end")
    let coding = table.range(row, "cds_start", "cds_end")
    var start = 0
    let trimmed = exons.compactMap { exon -> Range<Int>? in
      let shift = exon.lowerBound - start
      let kept = (start..<start + exon.count).clamped(to: window)
      start += exon.count
      return kept.isEmpty ? nil : kept.lowerBound + shift..<kept.upperBound + shift
    }
    return Transcript(
      accession: table.text(row, "accession"), proteinAccession: table.text(row, "protein"), exons: trimmed,
      codingRange: coding.lowerBound - window.lowerBound..<coding.upperBound - window.lowerBound)
  }
}
