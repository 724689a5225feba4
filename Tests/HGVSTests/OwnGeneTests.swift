// Naming a gene of one's own: a record from Swift values, no collagen, no table, no assembly needed.

import BioSequence
import HGVS
import Testing

@Suite struct OwnGeneTests {
  private static func record(
    mappings: [AssemblyMapping] = [], numbering: ResidueNumbering? = nil
  ) throws(GeneRecordFault) -> GeneRecord {
    try GeneRecord(
      symbol: "MINI1", refSeqGene: "NG_1.1", aliases: ["mini chain"], sequence: MiniTranscript.sequence,
      mappings: mappings, transcripts: [MiniTranscript.transcript], residueNumbering: numbering)
  }

  private static func mapping(_ assembly: Assembly, _ start: Int, _ strand: Strand) -> AssemblyMapping {
    AssemblyMapping(
      assembly: assembly, accession: assembly == .grch38 ? "NC_000009.12" : "NC_000009.11", chromosome: "9",
      otherNames: assembly == .grch38 ? ["CM000671.2"] : [], contigLength: 138_394_717, range: start..<start + 121,
      strand: strand)
  }

  @Test func aGeneWithoutAnyAssemblyIsNamedOnItsTranscriptAndRecord() throws {
    let namer = VariantNamer(genes: [GeneModel(try Self.record())])
    let named = try namer.name("NM_1.1:c.4G>T")
    #expect(named.hgvsC == "NM_1.1:c.4G>T" && named.hgvsP == "NP_1.1:p.(Gly2Cys)")
    #expect(named.hgvsRecord == "NG_1.1:g.24G>T" && named.hgvsG38.isEmpty && named.vcf37.isEmpty)
    #expect(named.consequence == "missense_variant" && named.exon == "1" && named.legacyExon == "1")
    #expect(named.corrections.isEmpty && named.message().isEmpty)
    #expect(try namer.name("MINI1:c.4G>T").message() == "read on NM_1.1")
  }

  @Test func aGeneOnOneAssemblyIsReadThereOnly() throws {
    let namer = VariantNamer(genes: [GeneModel(try Self.record(mappings: [Self.mapping(.grch37, 1000, .reverse)]))])
    let named = try namer.name("NM_1.1:c.4G>T")
    #expect(named.hgvsG37 == "NC_000009.11:g.1098C>A" && named.vcf37 == "9-1098-C-A" && named.vcf38.isEmpty)
    for text in ["9-1098-C-A", "chr9:g.1098C>A", "NC_000009.11:g.1098C>A"] {
      #expect(try namer.name(text).hgvsC == "NM_1.1:c.4G>T", "\(text)")
    }
    #expect(throws: HGVSError.self) { try namer.name("NC_000009.12:g.1098C>A") }
    #expect(throws: HGVSError.self) { try namer.name("9-5-C-A") }
  }

  @Test func everyFormGivesTheSameNames() throws {
    let both = [Self.mapping(.grch38, 5000, .forward), Self.mapping(.grch37, 1000, .reverse)]
    let namer = VariantNamer(genes: [GeneModel(try Self.record(mappings: both))])
    let forms = [
      "NM_1.1:c.4G>T", "NM_1.1(MINI1):c.4G>T (p.Gly2Cys)", "NG_1.1:g.24G>T", "NG_1.1(NM_1.1):c.4G>T", "NM_1.1:n.14G>T",
      "NC_000009.12:g.5024G>T", "CM000671.2:g.5024G>T", "chr9:5024:G:T", "9-5024-G-T", "9-1098-C-A",
    ]
    for form in forms {
      let named = try namer.name(form)
      #expect(named.hgvsC == "NM_1.1:c.4G>T" && named.hgvsG38 == "NC_000009.12:g.5024G>T", "\(form)")
      #expect(named.hgvsG37 == "NC_000009.11:g.1098C>A" && named.vcf38 == "9-5024-G-T", "\(form)")
    }
  }

  @Test func twoGenesOfOneChromosomeAreToldByPosition() throws {
    let first = try Self.record(mappings: [Self.mapping(.grch38, 5000, .forward)])
    let second = try GeneRecord(
      symbol: "MINI2", refSeqGene: "NG_2.1", sequence: MiniTranscript.sequence,
      mappings: [Self.mapping(.grch38, 9000, .reverse)],
      transcripts: [
        try Transcript(
          accession: "NM_2.1", proteinAccession: "NP_2.1", exons: MiniTranscript.transcript.exons,
          codingRange: MiniTranscript.transcript.codingRange)
      ])
    let namer = VariantNamer(genes: [GeneModel(first), GeneModel(second)])
    #expect(try namer.name("9-5024-G-T").gene.symbol == "MINI1")
    #expect(try namer.name("9-9098-C-A").hgvsC == "NM_2.1:c.4G>T")
    #expect(try namer.name("NC_000009.12(NM_2.1):c.4G>T").gene.symbol == "MINI2")
    #expect(try namer.variant(for: "NC_000009.12:g.9098C>A").gene == 1)
    #expect(throws: HGVSError.self) { try namer.name("NM_2.1(MINI1):c.4G>T") }
  }

  @Test func olderResidueNumbersAreReadWhereTheGeneHasThem() throws {
    let numbering = ResidueNumbering(part: "mature protein", protein: "mini chain", residues: 3...14)
    let namer = VariantNamer(genes: [GeneModel(try Self.record(numbering: numbering))])
    let named = try namer.name("mini chain A2D")
    #expect(named.hgvsP == "NP_1.1:p.(Ala4Asp)")
    #expect(named.message().contains("mature protein residue 2 is p.4"))
    #expect(named.message().contains("older name mini chain A2D"))
    let plain = VariantNamer(genes: [GeneModel(try Self.record())])
    #expect(throws: HGVSError.self) { try plain.name("MINI1 A2D") }
    #expect(throws: HGVSError.self) { try plain.name("COL1A1 G988C") }
  }

  /// Every single-base variant of the record: its names read back as the same variant.
  @Test func namesOfEverySubstitutionReadBack() throws {
    let both = [Self.mapping(.grch38, 5000, .forward), Self.mapping(.grch37, 1000, .reverse)]
    let gene = GeneModel(try Self.record(mappings: both))
    let namer = VariantNamer(genes: [gene])
    for offset in gene.codes.indices {
      for base in UInt8(0)..<4 where base != gene.codes[offset] {
        let names = gene.names(replacing: offset..<offset + 1, with: [base])
        let variant = Variant(range: offset..<offset + 1, replacement: DNASequence(codes: [base]))
        let forms = [
          names.hgvsRecord, names.grch38?.hgvs ?? "", names.grch37?.hgvs ?? "", names.grch38?.vcf.description ?? "",
          names.hgvsC ?? names.hgvsRecord,
        ]
        for form in forms { #expect(try namer.variant(for: form).variant == variant, "\(form)") }
      }
    }
  }
}
