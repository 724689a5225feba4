// Folders of further genes: what is read, and every fault at its file, row and column.

import BioSequence
import Documents
import HGVS
import Testing
import TypeICollagen

@Suite struct GeneFolderTests {
  @Test func theMadeUpGeneIsAddedBehindTheEmbeddedOnes() throws {
    let genes = try GeneFolder().catalog()
    #expect(genes.genes.map(\.symbol) == ["COL1A1", "COL1A2", "COL99A1"])
    let gene = try #require(genes.gene(named: "alpha1(XCIX)"))
    #expect(gene.record.accession == "NG_999099.1" && gene.record.lrgID.isEmpty)
    #expect(gene.chainCopies == 3 && gene.nullAllele == .tolerated)
    #expect(gene.tripleHelix == 77...256 && gene.helixResidue(ofResidue: 256) == 180)
    #expect(gene.legacyExonNames[3] == "4a" && gene.legacyExonNames[4] == "5")
    #expect(gene.pattern(of: .glycine) == "alpha1_glycine" && gene.pattern(of: .biallelicNull) == nil)
    #expect(gene.regions(.lethal, holding: 130).count == 1 && gene.regions(.lethal, holding: 131).isEmpty)
    #expect(
      genes.gene(named: "NM_999099.2")?.symbol == "COL99A1" && genes.gene(named: "np_999099")?.symbol == "COL99A1")
    #expect(genes.indices(onContig: "CM000667.2") == [2] && genes.indices(onContig: "chr5", assembly: .grch37) == [2])
    #expect(genes.contigs(on: .grch38).map(\.contig) == ["chr5", "chr7", "chr17"])
    #expect(genes.contigRank("17", on: .grch38) == 2 && genes.contigRank("chr9", on: .grch38) == nil)
    #expect(genes.list == "COL1A1, COL1A2 or COL99A1")
  }

  @Test func oneAssemblyIsEnough() throws {
    var folder = try GeneFolder()
    folder.removeLine("assemblies.tsv", row: 1)
    let gene = try #require(try folder.catalog().gene(symbol: "COL99A1"))
    #expect(gene.record.mapping(on: .grch37) == nil && gene.record.mapping(on: .grch38) != nil)
    #expect(gene.model.names(of: Variant(range: 600..<601, replacement: "")).grch37 == nil)
  }

  @Test func tablesThatMayBeMissingMayBeMissing() throws {
    var folder = try GeneFolder()
    for name in ["aliases.tsv", "contigs.tsv", "regions.tsv", "patterns.tsv"] { folder.files[name] = nil }
    #expect(try folder.catalog().genes.count == 3)
  }

  @Test func theEmbeddedGenesAreTakenAgainOnlyIfTheyAreTheSame() throws {
    var folder = try GeneFolder.embedded()
    #expect(try folder.catalog() == GeneCatalog.embedded)
    folder.set("genes.tsv", row: 1, column: "chain_copies", to: "1")
    expect(folder, .conflict, "genes.tsv", line: 2, place: "gene")
  }

  private func expect(
    _ folder: GeneFolder, _ code: InputFault.Code, _ file: String, line: Int? = nil, place: String? = nil,
    _ source: SourceLocation = #_sourceLocation
  ) {
    do throws(InputFault) {
      _ = try folder.catalog()
      Issue.record("the folder is read", sourceLocation: source)
    } catch {
      #expect(error.code == code && error.file == file, "\(error)", sourceLocation: source)
      if let line { #expect(error.line == line, "\(error)", sourceLocation: source) }
      if let place { #expect(error.place == place, "\(error)", sourceLocation: source) }
      #expect(!error.reason.isEmpty, sourceLocation: source)
    }
  }

  private func changed(_ change: (inout GeneFolder) -> Void) throws -> GeneFolder {
    var folder = try GeneFolder()
    change(&folder)
    return folder
  }

  @Test(arguments: ["genes.tsv", "exons.tsv", "transcripts.tsv", "landmarks.tsv", "assemblies.tsv", "COL99A1.fa"])
  func aMissingFileIsNamed(_ file: String) throws {
    expect(try changed { $0.files[file] = nil }, .notFound, file)
  }

  @Test func columnsAreKnownOnceAndAll() throws {
    expect(try changed { $0.set("exons.tsv", row: 0, column: "exon", to: "number") }, .unknownKey, "exons.tsv", line: 1)
    expect(try changed { $0.set("exons.tsv", row: 0, column: "exon", to: "gene") }, .duplicate, "exons.tsv", line: 1)
    expect(try changed { $0.files["exons.tsv"] = "" }, .missing, "exons.tsv")
    expect(try changed { $0.files["exons.tsv"]?.append("COL99A1\t11\n") }, .syntax, "exons.tsv", line: 12)
  }

  @Test func genesAreNamedOnceAndEverywhereAlike() throws {
    expect(
      try changed { $0.set("exons.tsv", row: 4, column: "gene", to: "COL98A1") }, .invalidValue, "exons.tsv", line: 5)
    expect(
      try changed { $0.set("genes.tsv", row: 1, column: "gene", to: "../x") }, .invalidValue, "genes.tsv", line: 2,
      place: "gene")
    expect(
      try changed { $0.set("aliases.tsv", row: 1, column: "alias", to: "alpha-1 (I)") }, .conflict, "genes.tsv", line: 2
    )
    expect(
      try changed { $0.set("transcripts.tsv", row: 1, column: "accession", to: "NM_000088.4") }, .conflict, "genes.tsv")
  }

  @Test func exonsLieInOrderOnTheRecord() throws {
    for (row, column, value, code) in [
      (10, "end", "9000", InputFault.Code.outOfRange), (3, "start", "990", .invalidValue),
      (2, "end", "10", .invalidValue),
      (5, "exon", "6", .invalidValue), (5, "start", "x", .wrongType), (5, "start", "0", .wrongType),
      (5, "start", "99999999999999999999", .wrongType),
    ] {
      let folder = try changed { $0.set("exons.tsv", row: row, column: column, to: value) }
      expect(folder, code, "exons.tsv", line: row + 1)
    }
  }

  @Test func codingSequencesAreWholeAndOpen() throws {
    for (column, value) in [("cds_end", "1114"), ("cds_start", "82"), ("cds_end", "1112"), ("cds_end", "1118")] {
      let folder = try changed { $0.set("transcripts.tsv", row: 1, column: column, to: value) }
      expect(folder, .conflict, "transcripts.tsv", line: 2, place: "cds_end")
    }
    expect(
      try changed { $0.set("transcripts.tsv", row: 1, column: "transcript_end", to: "5000") }, .outOfRange,
      "transcripts.tsv", line: 2, place: "transcript_end")
    expect(
      try changed { $0.set("transcripts.tsv", row: 1, column: "transcript_start", to: "90") }, .outOfRange,
      "transcripts.tsv", line: 2, place: "cds_start")
  }

  @Test func theSequenceIsWholeAndOfFourBases() throws {
    expect(
      try changed { $0.set("genes.tsv", row: 1, column: "md5", to: String(repeating: "0", count: 32)) }, .conflict,
      "genes.tsv", line: 2, place: "md5")
    expect(
      try changed { $0.set("genes.tsv", row: 1, column: "refget", to: "SQ.x") }, .conflict, "genes.tsv", line: 2,
      place: "refget")
    expect(
      try changed { $0.set("genes.tsv", row: 1, column: "length", to: "4270") }, .conflict, "genes.tsv", line: 2,
      place: "length")
    let text = try GeneFolder().files["COL99A1.fa"] ?? ""
    for letter in ["N", "U", "-", "*"] {
      let lines = text.split(separator: "\n")
      let spoilt = lines[0] + "\n" + lines[1].dropLast() + letter + "\n" + lines[2...].joined(separator: "\n")
      let folder = try changed { $0.files["COL99A1.fa"] = String(spoilt) }
      expect(folder, .invalidValue, "COL99A1.fa", line: 2)
    }
    expect(try changed { $0.files["COL99A1.fa"]?.append(">again\nACGT\n") }, .syntax, "COL99A1.fa")
    expect(try changed { $0.files["COL99A1.fa"] = ">empty\n" }, .missing, "COL99A1.fa")
  }

  @Test func landmarksLieInTheProteinAndInOrder() throws {
    for (row, column, value, code) in [
      (6, "aa_end", "345", InputFault.Code.outOfRange), (2, "aa_start", "20", .conflict),
      (4, "aa_end", "255", .conflict),
      (4, "aa_start", "78", .conflict), (4, "feature", "helix", .invalidValue),
      (4, "feature", "N_telopeptide", .invalidValue),
    ] {
      let folder = try changed { $0.set("landmarks.tsv", row: row, column: column, to: value) }
      expect(folder, code, "landmarks.tsv", line: row + 1, place: column == "aa_start" && row == 4 ? nil : column)
    }
    expect(try changed { $0.removeLine("landmarks.tsv", row: 6) }, .missing, "landmarks.tsv")
  }

  @Test func placementsFitTheRecord() throws {
    for (column, value, code) in [
      ("assembly", "T2T", InputFault.Code.invalidValue), ("strand", "minus", .invalidValue),
      ("start", "90000002", .conflict),
      ("contig_length", "1000", .conflict), ("assembly", "GRCh38", .conflict), ("accession", ".", .missing),
    ] {
      let folder = try changed { $0.set("assemblies.tsv", row: 1, column: column, to: value) }
      expect(folder, code, "assemblies.tsv", line: column == "assembly" && value == "GRCh38" ? 3 : 2)
    }
    expect(
      try changed { $0.files["assemblies.tsv"] = $0.files["assemblies.tsv"].map { String($0.prefix { $0 != "\n" }) } },
      .missing, "genes.tsv", line: 2)
    let differences = "gene\tassembly\tposition\trecord_base\tassembly_base\tdbsnp\nCOL99A1\tGRCh38\t5000\tA\tG\t.\n"
    expect(
      try changed { $0.files["assembly-differences.tsv"] = differences }, .conflict, "assembly-differences.tsv", line: 2
    )
  }

  @Test func factsOfTheChainAreOfKnownKinds() throws {
    for (file, column, value, code) in [
      ("genes.tsv", "null_allele", "maybe", InputFault.Code.invalidValue),
      ("genes.tsv", "chain_copies", "4", .outOfRange),
      ("genes.tsv", "chain", ".", .missing), ("regions.tsv", "kind", "severe", .invalidValue),
      ("regions.tsv", "helix_end", "181", .outOfRange), ("patterns.tsv", "defect", "x", .invalidValue),
    ] {
      expect(try changed { $0.set(file, row: 1, column: column, to: value) }, code, file, line: 2, place: column)
    }
  }
}
