// Tests of packs of knowledge: every source in its exact layout, what is refused, and that a pack is what was written.

import BioSequence
import Documents
import Testing
import TypeICollagen
import VariantNaming

@testable import Knowledge

@Suite struct KnowledgePackTests {
  /// Two places of each gene with their bases: `NM_000088.4:c.589G>T` and a helix proline of COL1A2.
  private static let clinvar = """
    ##fileformat=VCFv4.1
    ##fileDate=2026-01-03
    ##source=ClinVar
    ##reference=GRCh38
    ##ID=<Description="ClinVar Variation ID">
    ##INFO=<ID=AF_ESP,Number=1,Type=Float,Description="allele frequencies from GO-ESP">
    ##INFO=<ID=ALLELEID,Number=1,Type=Integer,Description="the ClinVar Allele ID">
    ##INFO=<ID=CLNDN,Number=.,Type=String,Description="preferred disease name">
    ##INFO=<ID=CLNHGVS,Number=.,Type=String,Description="Top-level genomic HGVS expression">
    ##INFO=<ID=CLNREVSTAT,Number=.,Type=String,Description="review status">
    ##INFO=<ID=CLNSIG,Number=.,Type=String,Description="Aggregate germline classification">
    ##INFO=<ID=GENEINFO,Number=1,Type=String,Description="Gene(s)">
    #CHROM|POS|ID|REF|ALT|QUAL|FILTER|INFO
    1|69134|2205837|A|G|.|.|ALLELEID=2193183;CLNSIG=Likely_benign;GENEINFO=OR4F5:79501
    7|94413927|256010|C|G|.|.|AF_ESP=0.3;ALLELEID=249531;CLNDN=not_specified;CLNREVSTAT=criteria_provided,_multiple_submitters,_no_conflicts;CLNSIG=Benign
    17|50198002|17302|C|A|.|.|ALLELEID=32341;CLNDN=OI;CLNHGVS=NC_000017.11:g.50198002C>A;CLNREVSTAT=criteria_provided,_single_submitter;CLNSIG=Pathogenic;GENEINFO=COL1A1:1277

    """
  private static let joint = """
    ##fileformat=VCFv4.2
    ##contig=<ID=chr7,length=159345973,assembly=gnomAD_GRCh38>
    ##contig=<ID=chr17,length=83257441,assembly=gnomAD_GRCh38>
    ##FILTER=<ID=EXOMES_FILTERED,Description="x">
    ##INFO=<ID=AC_joint,Number=A,Type=Integer,Description="x">
    ##INFO=<ID=AN_joint,Number=1,Type=Integer,Description="x">
    ##INFO=<ID=fafmax_faf95_max_joint,Number=A,Type=Float,Description="x">
    ##INFO=<ID=vep,Number=.,Type=String,Description="x">
    #CHROM|POS|ID|REF|ALT|QUAL|FILTER|INFO
    chr7|94413927|rs42524|C|G|.|PASS|AC_joint=400000;AN_joint=1600000;AF_joint=0.25;AC_joint_XX=1;grpmax_joint=eas;fafmax_faf95_max_joint=0.3;vep=G|x
    chr17|50198002|.|C|A|.|AC0|AC_joint=0;AN_joint=1600000;vep=A|y

    """
  private static let old = """
    ##fileformat=VCFv4.2
    ##contig=<ID=17,length=81195210,assembly=gnomAD_GRCh37>
    ##INFO=<ID=AC,Number=A,Type=Integer,Description="x">
    ##INFO=<ID=AN,Number=1,Type=Integer,Description="x">
    ##INFO=<ID=faf95,Number=A,Type=Float,Description="x">
    ##INFO=<ID=popmax,Number=A,Type=String,Description="x">
    #CHROM|POS|ID|REF|ALT|QUAL|FILTER|INFO
    17|48275363|rs72667023|C|A|3000.1|PASS|AC=2;AN=251000;AF=7.9e-06;faf95=1.4e-06;popmax=nfe;AC_popmax=2;AN_popmax=113000;AF_raw=8e-06

    """
  private static let alphaMissense = """
    # Copyright 2023 DeepMind Technologies Limited
    #
    # Licensed under CC BY-NC-SA 4.0 license
    #CHROM|POS|REF|ALT|genome|uniprot_id|transcript_id|protein_variant|am_pathogenicity|am_class
    chr1|69094|G|T|hg38|Q8NH21|ENST00000335137.4|V2L|0.2937|likely_benign
    chr17|50198002|C|A|hg38|P02452|ENST00000225964.10|G197C|0.9991|likely_pathogenic
    chr17|50198002|C|A|hg38|P02452|ENST00000000001.1|G197C|0.1|likely_benign

    """
  private static let revel = """
    chr,hg19_pos,grch38_pos,ref,alt,aaref,aaalt,REVEL,Ensembl_transcriptid
    1,35142,35142,G,A,T,M,0.027,ENST00000417324
    17,48275363,50198002,C,A,G,C,0.993,ENST00000225964;ENST00000474644
    17,48275364,.,C,A,G,V,0.5,ENST00000225964

    """
  private static let spliceAI = """
    ##fileformat=VCFv4.2
    ##fileDate=20191004
    ##reference=GRCh38
    ##contig=<ID=17,length=83257441>
    ##INFO=<ID=SpliceAI,Number=.,Type=String,Description="SpliceAIv1.3 variant annotation. Format: ALLELE|SYMBOL|DS_AG|DS_AL|DS_DG|DS_DL|DP_AG|DP_AL|DP_DG|DP_DL">
    #CHROM|POS|ID|REF|ALT|QUAL|FILTER|INFO
    1|69091|.|A|C|.|.|SpliceAI=C\u{1}OR4F5\u{1}0.01\u{1}0.00\u{1}0.00\u{1}0.00\u{1}42\u{1}25\u{1}24\u{1}2
    17|50198002|.|C|A|.|.|SpliceAI=A\u{1}COL1A1\u{1}0.00\u{1}0.02\u{1}0.91\u{1}0.10\u{1}42\u{1}25\u{1}24\u{1}2

    """

  private func lines(_ text: String) -> [[UInt8]] {
    let tabbed = text.contains("ALLELE|SYMBOL") || text.contains("vep=")
    let shown = text.split(separator: "\n").map { line -> String in
      // Bars are tabs but for those of SpliceAI's and VEP's own fields.
      if tabbed, line.hasPrefix("##INFO") { return String(line) }
      let parts = line.components("vep=")
      return (parts.first ?? "").replacing("|", with: "\t").replacing("\u{1}", with: "|")
        + (parts.count > 1 ? "vep=" + parts[1] : "")
    }
    return shown.map { Array($0.utf8) }
  }

  private func part(_ kind: KnowledgeKind, _ file: String, _ text: String) throws -> KnowledgePack.Part {
    var cutter = KnowledgeCutter(kind, file: file, locator: GenomicLocator())
    for line in lines(text) {
      guard unsafe line.withUnsafeBufferPointer({ unsafe cutter.take($0) }) else { break }
    }
    return try cutter.part(bytes: 1, sha256: String(repeating: "0", count: 60) + String(file.utf8.count + 1000))
  }

  private func parts() throws -> [KnowledgePack.Part] {
    [
      try part(.revel, "revel_with_transcript_ids", Self.revel), try part(.clinvar, "clinvar.vcf.gz", Self.clinvar),
      try part(.gnomad, "gnomad.joint.v4.1.sites.vcf.bgz", Self.joint),
      try part(.gnomad, "gnomad.exomes.r2.1.1.sites.17.vcf.bgz", Self.old),
      try part(.alphamissense, "AlphaMissense_hg38.tsv.gz", Self.alphaMissense),
      try part(.spliceai, "spliceai_scores.raw.snv.hg38.vcf.gz", Self.spliceAI),
    ]
  }

  /// Of how much of each gene a file of frequencies has records is told when the pack is built: elsewhere absence says nothing.
  @Test func aPieceOfAPopulationFileIsTold() throws {
    let loaded = try LoadedKnowledge(KnowledgePack(try parts()), file: "k.pack", locator: GenomicLocator())
    let told = loaded.warnings(on: nil).filter { $0.contains("coding bases") }
    #expect(told.count == 3, "\(told)")
    #expect(told.contains { $0.hasPrefix("gnomad.exomes.r2.1.1.sites.17.vcf.bgz: ") && $0.contains("COL1A1") })
  }

  @Test func everySourceIsReadInItsOwnLayout() throws {
    let pack = KnowledgePack(try parts())
    let told = pack.parts.map { part in
      "\(part.source.kind) \(part.source.version ?? "-") \(part.source.date ?? "-") \(part.source.assembly ?? "-") "
        + "\(part.source.records) \(part.source.licence)"
    }
    #expect(
      told == [
        "clinvar - 2026-01-03 GRCh38 2 public domain", "gnomad v2.1.1 exomes - GRCh37 1 CC0 1.0",
        "gnomad v4.1 joint 2024-04-19 GRCh38 2 CC0 1.0", "alphamissense - 2023 GRCh38 1 CC BY-NC-SA 4.0",
        "revel - - GRCh38 1 free for non-commercial use",
        "spliceai v1.3 raw 2019-10-04 GRCh38 1 free for academic and not-for-profit use",
      ])
    #expect(pack.date == "2026-01-03")
    let loaded = try LoadedKnowledge(pack, file: "k.pack", locator: GenomicLocator())
    let entries = loaded.known.entries(ofVCFStyle: "17-50198002-C-A")
    let given = entries.filter { $0.file > 0 }
    #expect(given.map(\.significance) == [["Pathogenic"], [], []])
    #expect(given.map(\.isFiltered) == [false, false, true])
    #expect(entries.compactMap { $0.numbers["faf95"] } == [1.4e-06])
    let variant = try #require(entries.first).variant
    let scores = Dictionary(
      uniqueKeysWithValues: loaded.tables.map { ($0.predictor, $0.scores(of: variant, gene: 0)) })
    #expect(scores == ["AlphaMissense": [0.9991], "REVEL": [0.993], "SpliceAI": [0.91]])
    // What is not used of a record does not make the pack large.
    #expect(!String(decoding: pack.text, as: UTF8.self).contains("vep="))
    #expect(!String(decoding: pack.text, as: UTF8.self).contains("CLNDN=OI"))
  }

  @Test func aPackIsWhatWasWritten() throws {
    let pack = KnowledgePack(try parts())
    let again = try KnowledgePack(pack.text, file: "k.pack")
    #expect(again.text == pack.text && again.digest == pack.digest && again.parts == pack.parts)
    #expect(KnowledgePack(try parts().reversed()).text == pack.text, "the order of the files does not matter")
    for place in stride(from: 30, to: pack.text.count, by: 97) {
      var changed = pack.text
      changed[place] ^= 1
      #expect(throws: InputFaults.self, "byte \(place)") { try KnowledgePack(changed, file: "k.pack") }
    }
    for count in stride(from: 0, to: pack.text.count, by: 211) {
      #expect(throws: InputFaults.self) { try KnowledgePack(Array(pack.text.prefix(count)), file: "k.pack") }
    }
  }

  @Test func wrongFilesAreRefusedByName() throws {
    let files: [(KnowledgeKind, String)] = [
      (.clinvar, Self.clinvar), (.gnomad, Self.joint), (.alphamissense, Self.alphaMissense), (.revel, Self.revel),
      (.spliceai, Self.spliceAI), (.own, "hgvs_c|predictor|score\nNM_000088.4:c.589G>T|REVEL|0.9\n"),
    ]
    for (own, text) in files {
      for (kind, _) in files {
        if kind == own {
          _ = try part(kind, "f", text)
          continue
        }
        let error = #expect(throws: InputFaults.self) { try part(kind, "f", text) }
        let words = error?.faults.first?.description ?? ""
        #expect(words.contains("is a file of \(own.title), not of \(kind.title)"), "\(words)")
        #expect(words.contains("--\(own.rawValue)"), "\(words)")
      }
    }
    let none = #expect(throws: InputFaults.self) { try part(.clinvar, "f", "a|b|c\n1|2|3\n") }
    #expect(none?.faults.first?.description.contains("clinvar.vcf.gz") == true)
    let zip = #expect(throws: InputFaults.self) { try part(.revel, "revel.zip", "PK\u{3}\u{4}x\n") }
    #expect(zip?.faults.first?.description.contains("zip") == true)
  }

  @Test func aScoreOutsideItsRangeOrOnAnotherAssemblyIsRefused() throws {
    let error = #expect(throws: InputFaults.self) {
      try part(.revel, "f", Self.revel.replacing("0.993", with: "99.3"))
    }
    #expect(error?.faults.first?.description.contains("outside 0 to 1") == true)
    let other = #expect(throws: InputFaults.self) {
      try part(
        .alphamissense, "f", Self.alphaMissense.replacing("hg38", with: "hg19").replacing("50198002", with: "48275400"))
    }
    #expect(other?.faults.first?.description.contains("GRCh37") == true || other == nil)
  }

  @Test func aFileWithoutTheGenesWarnsAndAnOldOneIsTold() throws {
    let elsewhere = try part(
      .clinvar, "f.vcf", Self.clinvar.replacing("50198002", with: "1000").replacing("94413927", with: "1000"))
    #expect(elsewhere.source.records == 0)
    let old = try part(.clinvar, "old.vcf", Self.clinvar.replacing("2026-01-03", with: "2024-02-29"))
    let loaded = try LoadedKnowledge(KnowledgePack([elsewhere, old]), file: "k", locator: GenomicLocator())
    let warnings = loaded.warnings(on: CalendarDate("2025-03-01"))
    #expect(warnings.contains { $0.contains("f.vcf: not one record lies in the genes") })
    #expect(
      warnings.contains { $0.contains("old.vcf: ClinVar of 2024-02-29 is more than a year older than 2025-03-01") })
    #expect(!loaded.warnings(on: CalendarDate("2025-02-28")).contains { $0.contains("year") })
    let one = try LoadedKnowledge(
      KnowledgePack([try part(.gnomad, "g.vcf", Self.old)]), file: "k", locator: GenomicLocator())
    #expect(one.warnings(on: nil).contains { $0.contains("no file of gnomAD has records of COL1A2") })
  }

  @Test func anEntryOfAGivenFileTakesThePlaceOfTheEmbeddedOne() throws {
    let row = try #require(
      KnownVariants.embeddedText.split(separator: "\n").first { $0.contains("CLNSIG=Pathogenic/Likely_pathogenic") })
    let cells = row.split(separator: "\t")
    func known(_ date: String, _ significance: String) throws -> [[String]] {
      var known = KnownVariants.embedded()
      let text =
        "##fileformat=VCFv4.2\n##fileDate=\(date)\n##reference=GRCh38\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n"
        + "\(cells[0])\t\(cells[1])\t1\t\(cells[3])\t\(cells[4])\t.\t.\tCLNSIG=\(significance)\n"
      try known.add(vcf: Array(text.utf8), file: "own.vcf")
      return known.entries(ofVCFStyle: "\(cells[0])-\(cells[1])-\(cells[3])-\(cells[4])").map(\.significance)
        .filter { !$0.isEmpty }
    }
    #expect(try known("20260103", "Benign") == [["Benign"]])
    #expect(try known("20200103", "Pathogenic/Likely_pathogenic").count == 1, "shown once")
    #expect(try known("20200103", "Benign") == [["Pathogenic/Likely_pathogenic"]], "the newer class counts")
  }
}

extension KnownVariants {
  fileprivate func entries(ofVCFStyle description: String) -> [KnownVariant] {
    let parts = description.split(separator: "-").map(String.init)
    guard
      case .located(let gene, let variant) = GenomicLocator().locate(
        contig: parts[0], position: Int(parts[1]) ?? 0, reference: parts[2], alternate: parts[3], assembly: .grch38)
    else { return [] }
    return entries(of: variant, gene: gene)
  }
}

extension Substring {
  /// The parts between a text.
  fileprivate func components(_ separator: String) -> [String] {
    guard let range = firstRange(of: separator) else { return [String(self)] }
    return [String(self[..<range.lowerBound]), String(self[range.upperBound...])]
  }
}
