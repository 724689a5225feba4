// Gene records in the layout of reference/: the tables, read and checked against each other.

import BioSequence
import Digests
import Documents
import HGVS

/// The tables of a folder of gene records, each read once.
///
/// `genes.tsv`, `exons.tsv`, `transcripts.tsv`, `landmarks.tsv`, `assemblies.tsv` and one `SYMBOL.fa` a gene must be
/// there; the other tables may be missing.
struct GeneTables {
  let genes, exons, transcripts, landmarks, assemblies: ReferenceTable
  let aliases, contigs, differences, repeats, regions, patterns, diseases, commonVariants: ReferenceTable
  /// The content of a file of the folder.
  let content: (String) throws(InputFault) -> String?

  /// Whether the digests in `genes.tsv` are held against the sequences; the tests do that for the embedded ones.
  let checksDigests: Bool

  /// - Parameter content: the text of a file by its name; `nil` if the folder has no such file.
  init(
    checksDigests: Bool = true, _ content: @escaping (String) throws(InputFault) -> String?
  ) throws(InputFault) {
    self.checksDigests = checksDigests
    func table(_ file: String, _ columns: [String], isOptional: Bool = false) throws(InputFault) -> ReferenceTable {
      let text = try content(file)
      guard text != nil || isOptional else {
        throw InputFault(
          .notFound, file: file, reason: "the folder of gene records has no such file",
          remedy: "write it with the columns " + columns.joined(separator: ", "))
      }
      return try ReferenceTable(file: file, text: text ?? columns.joined(separator: "\t"), columns: columns)
    }
    genes = try table(
      "genes.tsv",
      ["gene", "hgnc", "lrg", "refseq_gene", "length", "md5", "refget", "chain", "chain_copies", "null_allele"])
    exons = try table("exons.tsv", ["gene", "exon", "legacy_exon", "start", "end"])
    transcripts = try table(
      "transcripts.tsv",
      ["gene", "accession", "protein", "ensembl", "transcript_start", "transcript_end", "cds_start", "cds_end"])
    landmarks = try table("landmarks.tsv", ["gene", "feature", "aa_start", "aa_end"])
    assemblies = try table(
      "assemblies.tsv", ["gene", "assembly", "accession", "chromosome", "contig_length", "start", "end", "strand"])
    aliases = try table("aliases.tsv", ["gene", "alias"], isOptional: true)
    contigs = try table("contigs.tsv", ["accession", "genbank", "refget"], isOptional: true)
    differences = try table(
      "assembly-differences.tsv", ["gene", "assembly", "position", "record_base", "assembly_base", "dbsnp"],
      isOptional: true)
    repeats = try table(
      "repeats.tsv", ["gene", "lrg_start", "lrg_end", "copies_per_mb", "highest_identity"], isOptional: true)
    regions = try table(
      "regions.tsv", ["gene", "kind", "helix_start", "helix_end", "name", "source"], isOptional: true)
    patterns = try table("patterns.tsv", ["gene", "defect", "pattern"], isOptional: true)
    diseases = try table(
      "diseases.tsv", ["gene", "mim", "mondo", "name", "group", "inheritance", "defect", "place", "source"],
      isOptional: true)
    commonVariants = try table("common-variants.tsv", ["gene", "hgvs_c", "frequency", "source"], isOptional: true)
    self.content = content
  }

  /// Every gene of the tables, in the order of `genes.tsv`.
  func all() throws(InputFault) -> [CollagenGene] {
    guard !genes.rows.isEmpty else {
      throw InputFault(.missing, file: genes.file, reason: "the table has no gene", remedy: "write one row a gene")
    }
    var symbols: [String] = []
    for row in genes.rows {
      let symbol = try genes.value(row, "gene")
      // The symbol is also the name of the sequence's file.
      guard symbol.utf8.allSatisfy({ Self.isSymbolByte($0) }), symbol.utf8.count <= 40 else {
        throw genes.fault(
          .invalidValue, row, "gene", "not a gene symbol", remedy: "use letters, digits, hyphen and underscore")
      }
      guard !symbols.contains(symbol) else { throw genes.fault(.duplicate, row, "gene", "the gene is there twice") }
      symbols.append(symbol)
    }
    for table in [
      exons, transcripts, landmarks, assemblies, aliases, differences, repeats, regions, patterns, diseases,
      commonVariants,
    ] {
      for row in table.rows where !symbols.contains(table.text(row, "gene")) {
        throw table.fault(.invalidValue, row, "gene", "genes.tsv has no such gene")
      }
    }
    var found: [CollagenGene] = []
    var models: [GeneModel] = []
    for row in genes.rows { models.append(GeneModel(try record(row))) }
    let motif = SpliceMotif(models.map { $0.transcripts[0] })
    for (row, model) in zip(genes.rows, models) { found.append(try gene(row, model, motif)) }
    return found
  }

  private static func isSymbolByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 48...57, 65...90, 97...122, 45, 95: true
    default: false
    }
  }

  private func gene(
    _ row: ReferenceTable.Row, _ model: GeneModel, _ motif: SpliceMotif
  ) throws(InputFault) -> CollagenGene {
    let record = model.record
    let domains = try domains(of: record)
    let helix = domains[3].residues
    let digests = try digests(of: record, row)
    let copies = try genes.number(row, "chain_copies")
    guard copies <= 3 else { throw genes.fault(.outOfRange, row, "chain_copies", "a molecule has three chains") }
    return CollagenGene(
      record: record, model: model, chain: try genes.value(row, "chain"), chainCopies: copies,
      nullAllele: try genes.choice(row, "null_allele", NullAlleleOutcome.self), domains: domains,
      regions: try regions(of: record, helix: helix), patterns: try patterns(of: record),
      diseases: try diseases(of: record), commonVariants: try commonVariants(of: record),
      repeats: try repeats(of: record), md5: digests.md5, refget: digests.refget,
      spliceTable: try content("splice-\(record.symbol).tsv").map { SpliceTable(text: $0) }, motif: motif)
  }

  private func digests(
    of record: GeneRecord, _ row: ReferenceTable.Row
  ) throws(InputFault) -> (md5: String, refget: String) {
    let md5 = try genes.value(row, "md5")
    let refget = genes.text(row, "refget")
    guard checksDigests else { return (md5, refget) }
    let letters = Array(record.sequence.description.utf8)
    guard md5.lowercased() == MD5.hexadecimal(letters) else {
      throw genes.fault(
        .conflict, row, "md5", "not the MD5 of \(record.symbol).fa",
        remedy: "check that the sequence is whole; the MD5 is that of its upper-case letters without line ends")
    }
    let own = "SQ." + TruncatedDigest.sha512t24u(letters)
    guard refget.isEmpty || refget == own else {
      throw genes.fault(.conflict, row, "refget", "not the refget digest of \(record.symbol).fa")
    }
    return (md5.lowercased(), own)
  }
}
