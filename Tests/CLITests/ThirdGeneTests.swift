// A made-up third gene, given as data, goes through every command that knows genes: fixtures/genes.

import Foundation
import Testing

@Suite struct ThirdGeneTests {
  private static let genes = ["--genes", Repository.path("fixtures/genes")]
  /// A glycine of the helix becomes another residue.
  private static let variant = "NM_999099.2:c.410G>A"

  /// The rows of `collagen name` by column.
  private func rows(_ descriptions: [String], _ scratch: ScratchFolder) throws -> [[String: String]] {
    let run = try CommandRun(["name"] + Self.genes + descriptions, folder: scratch.url)
    #expect(run.status == 0, "\(run.errors)\(run.output)")
    let lines = run.output.split(separator: "\n").map { $0.split(separator: "\t").map(String.init) }
    return lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(lines[0], $0)) }
  }

  @Test func everyFormOfItsNamesIsReadAndGivesTheSame() throws {
    let scratch = try ScratchFolder()
    let first = try #require(try rows([Self.variant], scratch).first)
    #expect(first["gene"] == "COL99A1" && first["status"] == "ok" && first["helix_residue"] == "61")
    #expect(first["collagen_effect"] == "glycine_substitution" && first["triplet_position"] == "G")
    let columns = ["hgvs_g38", "hgvs_g37", "hgvs_lrg", "vcf38", "vcf37"]
    let names = columns.compactMap { first[$0] }
    #expect(names.count == 5 && names.allSatisfy { $0 != "." }, "\(first)")
    #expect(first["hgvs_g38"]?.hasPrefix("NC_000005.10:g.9100") == true && first["vcf37"]?.hasPrefix("5-9000") == true)
    let forms =
      names + [
        "COL99A1:c.410G>A", "NM_999099.2(COL99A1):c.410G>A", "NG_999099.1(NM_999099.2):c.410G>A",
        (first["hgvs_g38"] ?? "").replacingOccurrences(of: "NC_000005.10", with: "chr5"),
        (first["hgvs_g38"] ?? "").replacingOccurrences(of: "NC_000005.10", with: "CM000667.2"),
      ]
    for (form, row) in zip(forms, try rows(forms, scratch)) {
      #expect(row["hgvs_c"] == Self.variant && row["hgvs_p"] == first["hgvs_p"], "\(form): \(row["message"] ?? "")")
    }
    let protein = try #require(first["hgvs_p"])
    let residue = try #require(protein.split(separator: "(").last?.dropLast())
    let older = residue.prefix(3) + "61" + residue.suffix(3)
    for form in [protein, "alpha1(XCIX) \(older)", "COL99A1 \(older)", "a1(XCIX) \(older)"] {
      let row = try #require(try rows([form], scratch).first)
      #expect(row["hgvs_p"] == protein && row["hgvs_c"]?.contains(Self.variant) == true, "\(form)")
    }
  }

  @Test func withoutTheFolderItIsNoKnownGene() throws {
    let run = try CommandRun(["name", Self.variant])
    #expect(run.status == 65 && run.output.contains("the reference is not one of COL1A1 or COL1A2"))
  }

  @Test func referenceListsAndExportsIt() throws {
    let table = try CommandRun(["reference"] + Self.genes)
    #expect(table.status == 0 && table.output.split(separator: "\n").count == 4, "\(table.errors)")
    #expect(table.output.contains("COL99A1\t.\t.\tNG_999099.1\t"))
    let bed = try CommandRun(["reference", "--bed"] + Self.genes)
    #expect(bed.output.split(separator: "\n").filter { $0.hasPrefix("chr5\t") }.count == 10)
  }

  @Test func faultyFoldersAreRefusedWithTheirPlace() throws {
    let scratch = try ScratchFolder()
    let missing = try CommandRun(["name", "--genes", scratch.path("none"), Self.variant])
    #expect(missing.status == 66 && missing.errors.contains("genes.tsv"), "\(missing.errors)")
    let folder = scratch.url.appending(path: "genes")
    try FileManager.default.copyItem(at: URL(filePath: Repository.path("fixtures/genes")), to: folder)
    let exons = folder.appending(path: "exons.tsv")
    let text = try String(contentsOf: exons, encoding: .utf8).replacingOccurrences(of: "\t641\n", with: "\t9641\n")
    try text.write(to: exons, atomically: true, encoding: .utf8)
    for command in [["name", Self.variant], ["reference"]] {
      let run = try CommandRun(command + ["--genes", folder.path])
      #expect(run.status == 65 && run.errors.contains("exons.tsv:"), "\(run.errors)")
    }
  }

  @Test func readsOfItAreScreenedReportedAndJoinedInACohort() throws {
    let scratch = try ScratchFolder()
    func run(_ arguments: [String]) throws -> CommandRun {
      let run = try CommandRun(arguments, folder: scratch.url)
      #expect(run.status == 0, "\(arguments.first ?? ""): \(run.errors)")
      return run
    }
    _ = try run(
      ["simulate", "--seed", "7", "--sample", "third", "--depth", "40", "-o", "sim", "--variant", Self.variant]
        + Self.genes)
    let reads = ["sim/third_R1.fastq.gz", "sim/third_R2.fastq.gz"]
    _ = try run(["screen", "-o", "screen", "--sample", "third"] + Self.genes + reads)
    let called = scratch.text("screen/third.variants.tsv").split(separator: "\n").filter { $0.contains("\tPASS\t") }
    #expect(called.count == 1 && called.first?.contains(Self.variant) == true, "\(called)")
    #expect(called.first?.contains("\tchr5\t") == true && called.first?.contains("\tCOL99A1\t") == true)
    #expect(scratch.text("screen/third.coverage.tsv").contains("COL99A1"))
    #expect(scratch.text("screen/third.html").contains("COL99A1"))
    let without = try run(["screen", "-o", "without", "--sample", "third"] + reads)
    #expect(!without.output.contains("COL99A1") && !scratch.text("without/third.variants.tsv").contains("NM_999099"))

    let record = try scratch.write("third.yaml", "id: third\nfibroblast_assay: {cultured: no}\n")
    _ = try run(["report", "-o", "report", "--case", record, "--screen", "screen/third.json"] + Self.genes)
    let report = scratch.text("report/third.report.txt")
    #expect(report.contains("COL99A1") && report.contains("c.410G>A"))
    let sheet = try scratch.write(
      "cohort.csv", "case_id,reads1,reads2,clinical\nthird,\(reads[0]),\(reads[1]),third.yaml\n")
    _ = try run(["cohort", "-o", "cohort", sheet] + Self.genes)
    #expect(
      scratch.text("cohort/cohort.tsv").contains("all\tscreened\t1\t1")
        && scratch.text("cohort/cohort.json").contains("third"))
    #expect(scratch.text("cohort/third/third.report.txt").contains("c.410G>A"))
  }
}
