// `collagen knowledge` as a process: a pack of made files, its use in a report, and what is refused.

import Foundation
import Testing

@Suite struct KnowledgeTests {
  private static let clinvar =
    "##fileformat=VCFv4.1\n##fileDate=2024-01-07\n##source=ClinVar\n##reference=GRCh38\n"
    + "##INFO=<ID=CLNSIG,Number=.,Type=String,Description=\"x\">\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n"
    + "17\t50198002\t17302\tC\tA\t.\t.\tCLNSIG=Pathogenic;CLNREVSTAT=criteria_provided,_single_submitter\n"
  private static let revel =
    "chr,hg19_pos,grch38_pos,ref,alt,aaref,aaalt,REVEL,Ensembl_transcriptid\n"
    + "17,48275363,50198002,C,A,G,C,0.993,ENST00000225964\n"
  private static let sample =
    "##fileformat=VCFv4.2\n##reference=GRCh38\n##contig=<ID=chr7,length=159345973>\n"
    + "##contig=<ID=chr17,length=83257441>\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tX\n"
    + "chr17\t50198002\t.\tC\tA\t.\tPASS\t.\tGT\t0/1\n"

  @Test func aPackIsBuiltShownAndUsed() throws {
    let scratch = try ScratchFolder()
    let clinvar = try scratch.write("clinvar.vcf", Self.clinvar)
    let revel = try scratch.write("revel.csv", Self.revel)
    let built = try CommandRun(
      ["knowledge", "build", "--clinvar", clinvar, "--revel", revel, "-o", "k.pack"], folder: scratch.url)
    #expect(built.status == 0, "\(built.errors)")
    // The embedded entries stay where the pack has none, or older ones.
    #expect(built.errors.contains("no file of ClinVar in the pack has entries of COL1A2"), "\(built.errors)")
    #expect(built.errors.contains("older than the embedded ClinVar entries"), "\(built.errors)")
    #expect(built.errors.split(separator: "\n").count == 2, "\(built.errors)")
    #expect(built.output.contains("ClinVar") && built.output.contains("2024-01-07") && built.output.contains("REVEL"))
    let shown = try CommandRun(["knowledge", "show", "k.pack"], folder: scratch.url)
    #expect(shown.status == 0 && shown.output == built.output)
    let again = try CommandRun(["knowledge", "build", "--revel", revel, "-o", "k.pack"], folder: scratch.url)
    #expect(again.status == 73 && again.errors.contains("--force"))
    let record = try scratch.write("X.yaml", "id: X\n")
    let vcf = try scratch.write("X.vcf", Self.sample)
    let arguments = ["report", "--quiet", "--case", record, "--vcf", vcf, "--date", "2026-03-01", "-o"]
    let given = try CommandRun(arguments + ["given", "--knowledge", "k.pack"], folder: scratch.url)
    #expect(given.status == 0, "\(given.errors)")
    let named = try CommandRun(
      arguments + ["named"], folder: scratch.url, environment: ["COLLAGEN_KNOWLEDGE": scratch.path("k.pack")])
    #expect(named.status == 0, "\(named.errors)")
    #expect(scratch.text("given/X.report.json") == scratch.text("named/X.report.json"))
    let text = scratch.text("given/X.report.txt").split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(text.contains("REVEL 0.993"))
    #expect(text.contains("Pathogenic, 1 star (17302; clinvar.vcf of 2024-01-07), not counted"))
    #expect(text.contains("ClinVar of 2024-01-07 is more than a year older than 2026-03-01"))
    #expect(text.contains("REVEL (revel.csv; free for non-commercial use): 1 record in the genes"))
    #expect(scratch.text("given/X.report.json").contains("\"kind\": \"revel\""))
  }

  @Test func whatIsNoPackOrAnotherFileIsRefused() throws {
    let scratch = try ScratchFolder()
    let clinvar = try scratch.write("clinvar.vcf", Self.clinvar)
    let wrong = try CommandRun(["knowledge", "build", "--gnomad", clinvar, "-o", "k"], folder: scratch.url)
    #expect(wrong.status == 65 && wrong.errors.contains("is a file of ClinVar") && wrong.errors.contains("--clinvar"))
    #expect(!scratch.names().contains("k"))
    let record = try scratch.write("X.yaml", "id: X\n")
    let noPack = try CommandRun(["report", "--case", record, "--knowledge", clinvar], folder: scratch.url)
    #expect(noPack.status == 65 && noPack.errors.contains("knowledge build"), "\(noPack.errors)")
    let none = try CommandRun(["report", "--case", record, "--knowledge", "none"], folder: scratch.url)
    #expect(none.status == 66)
    #expect(try CommandRun(["knowledge", "build", "-o", "k"], folder: scratch.url).status == 64)
    #expect(try CommandRun(["knowledge", "build", "--own", "none", "-o", "k"], folder: scratch.url).status == 66)
  }
}
