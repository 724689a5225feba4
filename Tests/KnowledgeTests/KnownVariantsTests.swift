// Tests of files of known variants: what an entry keeps, how the assembly is told, and what is said of a file.

import BioSequence
import Documents
import HGVS
import Testing
import TypeICollagen
import VariantNaming

@testable import Knowledge

@Suite struct KnownVariantsTests {
  /// A VCF with further header lines; `|` stands for tabs.
  private func vcf(_ records: [String], header: [String] = []) -> [UInt8] {
    let lines = ["##fileformat=VCFv4.1"] + header + ["#CHROM|POS|ID|REF|ALT|QUAL|FILTER|INFO"] + records
    return Array((lines.joined(separator: "\n") + "\n").replacing("|", with: "\t").utf8)
  }

  @Test func anEntryKeepsWhatTheFileSays() throws {
    let record =
      "17|50187049|12345|C|G|.|.|CLNSIG=Pathogenic;CLNREVSTAT=reviewed_by_expert_panel;GENEINFO=COL1A1:1277;AF_EXAC=0.1"
    let both = "17|50187049|.|C|T,A|.|.|AF_EXAC=0.3,0.2"
    let known = try KnownVariants(vcf: vcf([record, both], header: ["##fileDate=2026-01-03"]), file: "clinvar.vcf.gz")
    #expect(known.entries.count == 3)
    let entry = known.entries[0]
    #expect(entry.symbol == "COL1A1" && entry.identifier == "12345" && entry.stars == 3)
    #expect(entry.substitution?.residue == 1166 && entry.substitution?.alternate == .ala)
    #expect(known.entries.map { $0.numbers["AF_EXAC"] } == [0.1, 0.3, 0.2])
    let annotation = known.annotation(entry)
    #expect(annotation.text == "12345|Pathogenic" && annotation.geneInfo == "COL1A1:1277")
    #expect(annotation.file == "clinvar.vcf.gz" && annotation.fileDate == "2026-01-03")
    #expect(known.annotations(of: entry.variant, gene: 0) == [annotation])
    #expect(known.annotations(of: entry.variant, gene: 1).isEmpty)
    #expect(known.warnings.isEmpty)
    #expect(known.summaries == ["clinvar.vcf.gz of 2026-01-03: 3 entries lie in the genes, read as GRCh38"])
  }

  @Test(arguments: [
    ("practice_guideline", 4), ("reviewed_by_expert_panel", 3),
    ("criteria_provided,_multiple_submitters,_no_conflicts", 2), ("criteria_provided,_single_submitter", 1),
    ("criteria_provided,_conflicting_classifications", 1), ("no_assertion_criteria_provided", 0),
  ]) func starsOfReviewStatus(_ review: String, _ stars: Int) throws {
    let known = try KnownVariants(vcf: vcf(["17|50187049|1|C|G|.|.|CLNREVSTAT=\(review)"]), file: "k.vcf")
    #expect(known.entries[0].stars == stars)
  }

  @Test func filesStayApart() throws {
    var known = try KnownVariants(vcf: vcf(["17|50187049|1|C|G|.|.|CLNSIG=Pathogenic"]), file: "one.vcf")
    try known.add(vcf: vcf(["17|48264410|own|C|G|.|.|CLNSIG=Benign"]), file: "two.vcf")
    #expect(known.files.map(\.assembly) == [.grch38, .grch37])
    let both = known.annotations(ofVCFStyle: "17-50187049-C-G", assembly: .grch38)
    #expect(both.map(\.file) == ["one.vcf", "two.vcf"] && both.map(\.text) == ["1|Pathogenic", "own|Benign"])
  }

  @Test func aFileWithoutEntriesOfTheGenesIsTold() throws {
    for records in [[], ["1|50187049|1|C|G|.|.|."], ["17|5|1|C|G|.|.|."]] {
      let known = try KnownVariants(vcf: vcf(records), file: "k.vcf")
      #expect(known.warnings == ["k.vcf: not one entry lies in the genes: is it the right file?"])
      #expect(known.files[0].inGenes == 0)
    }
  }

  @Test func entriesWithOtherReferenceBasesAreCounted() throws {
    let known = try KnownVariants(
      vcf: vcf(["17|50187049|1|C|G|.|.|.", "17|50187049|2|A|G,T|.|.|.", "17|50187049|3|C|<DEL>|.|.|END=50187060"]),
      file: "k.vcf")
    #expect(known.files[0].misfits == 1 && known.files[0].inGenes == 1 && known.files[0].notComparable == 1)
    #expect(known.warnings.count == 1 && known.warnings[0].contains("1 entry in the genes skipped"))
  }

  @Test func aFileWithoutAHeaderIsRefused() {
    #expect(throws: InputFaults.self) {
      try KnownVariants(vcf: Array("17\t50187049\t1\tC\tG\t.\t.\t.\n".utf8), file: "k.vcf")
    }
  }

  // MARK: assembly

  /// Records of `count` places of COL1A1 on an assembly, with a name of the chromosome.
  private func records(_ count: Int, _ assembly: Assembly, contig: String = "17") throws -> [String] {
    let placement = try #require(GeneCatalog.embedded.genes[0].model.placement(on: assembly))
    return (0..<count).map { index in
      let local = 6_000 + index * 37
      let reference = "ACGT".map(String.init)[Int(placement.forward[local])]
      let position = placement.mapping.range.lowerBound + local + 1
      return "\(contig)|\(position)|\(index)|\(reference)|\(reference == "A" ? "C" : "A")|.|.|."
    }
  }

  private func inferred(_ records: [String], _ header: [String] = []) throws -> AssemblyInference {
    try AssemblyInference(try VCFDocument(vcf(records, header: header), file: "k.vcf"), locator: GenomicLocator())
  }

  @Test func theBasesTellTheAssemblyWhereTheHeaderDoesNot() throws {
    for assembly in Assembly.allCases {
      let found = try inferred(records(3, assembly))
      #expect(found.assembly == assembly && found.fitting == 3 && found.misfitting == 0 && found.warning == nil)
    }
    #expect(try inferred([]).assembly == .grch38)
  }

  @Test(arguments: [
    "##contig=<ID=17,length=81195210>", "##contig=<ID=chr17,assembly=hg19>", "##contig=<ID=NC_000017.10>",
    "##contig=<ID=CM000669.1>", "##reference=file:///ref/human_g1k_v37.fasta", "##reference=GRCh37.p13",
  ]) func theHeaderTellsTheAssembly(_ line: String) throws {
    #expect(try inferred([], [line]).assembly == .grch37)
    #expect(try inferred(records(4, .grch37), [line]).warning == nil)
  }

  @Test func aHeaderThatItsBasesContradictIsRefused() throws {
    let header = ["##reference=hg19"]
    let error = #expect(throws: InputFault.self) { try self.inferred(self.records(9, .grch38), header) }
    #expect(error?.reason.contains("GRCh37") == true && error?.reason.contains("GRCh38") == true)
    let few = try inferred(records(2, .grch38), header)
    #expect(few.assembly == .grch37 && few.warning?.contains("is the header right?") == true)
  }

  @Test(arguments: [
    ["##contig=<ID=17,length=81195210>", "##reference=hg38"],
    ["##contig=<ID=NC_000017.11>", "##contig=<ID=7,length=159138663>"],
    ["##contig=<ID=17,length=81195210,assembly=GRCh38>"], ["##contig=<ID=17,length=78774742>"],
    ["##contig=<ID=NC_000017.9>"],
  ]) func aContradictionOrAForeignAssemblyIsRefused(_ header: [String]) {
    #expect(throws: InputFault.self) { try self.inferred([], header) }
  }

  @Test(arguments: [
    ("##contig=<ID=chr17,length=84276897>", "T2T-CHM13"), ("##contig=<ID=7,length=160567428>", "T2T-CHM13"),
    ("##contig=<ID=NC_060941.1>", "T2T-CHM13"), ("##reference=file:///ref/chm13v2.0_maskedY.fa", "T2T-CHM13"),
    ("##reference=hs1.fa.gz", "T2T-CHM13"), ("##contig=<ID=17,assembly=T2T>", "T2T-CHM13"),
    ("##contig=<ID=chr17,length=78774742>", "NCBI36"), ("##contig=<ID=NC_000017.9>", "NCBI36"),
    ("##reference=/seq/hg18.fasta", "NCBI36"), ("##contig=<ID=7,length=158628139>", "NCBI35"),
    ("##reference=mm10.fa", "GRCm38"), ("##contig=<ID=17,length=95294699>", "GRCm39"),
    ("##contig=<ID=chr17,length=83000000>", "chr17"), ("##contig=<ID=NC_000017.8>", "NC_000017.8"),
  ]) func otherAssembliesAreRefusedByName(_ line: String, _ name: String) throws {
    let error = #expect(throws: InputFault.self) { try self.inferred(self.records(1, .grch38), [line]) }
    #expect(error?.reason.contains(name) == true && error?.remedy.contains("GRCh38") == true)
  }

  @Test(arguments: Assembly.allCases) func wrongReferenceBasesAreRefusedUnlessTheyAreFew(_ assembly: Assembly) throws {
    func wrong(_ records: [String]) -> [String] {
      records.map { record in
        var cells = record.split(separator: "|").map(String.init)
        cells[3] = cells[3] == "C" ? "G" : "C"
        if cells[4] == cells[3] { cells[4] = "T" }
        return cells.joined(separator: "|")
      }
    }
    let all = try records(8, assembly)
    for header in [[], ["##reference=\(assembly.rawValue)"]] {
      let one = try inferred(Array(all.prefix(5)) + wrong([all[6]]), header)
      #expect(one.assembly == assembly && one.fitting == 5 && one.misfitting == 1)
      #expect(throws: InputFault.self) { try self.inferred(wrong(all), header) }
    }
  }

  @Test func recordsOfTwoAssembliesAreRefused() {
    #expect(throws: InputFault.self) { try self.inferred(try self.records(6, .grch37) + self.records(6, .grch38)) }
    #expect(throws: InputFault.self) {
      try self.inferred(
        self.records(1, .grch37, contig: "NC_000017.10") + self.records(1, .grch38, contig: "CM000679.2"))
    }
  }

  @Test func accessionsDecideOverOtherPlaces() throws {
    let known = try KnownVariants(vcf: vcf(records(2, .grch37, contig: "NC_000017.10")), file: "k.vcf")
    #expect(known.files[0].assembly == .grch37 && known.files[0].inGenes == 2)
  }
}
