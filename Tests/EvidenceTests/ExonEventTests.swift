// Tests of whole exons that are lost or doubled: what PVS1, PM4 and the expected pattern make of them, in both genes.

import BioSequence
import HGVS
import Reporting
import Testing
import TypeICollagen
import VariantNaming

@testable import Evidence

@Suite struct ExonEventTests {
  private func screen(_ call: Call) -> ScreenDocument {
    var screen = ScreenDocument(sample: "s", assembly: .grch38)
    screen.calls = [call]
    return screen
  }

  private func call(_ call: Call) throws -> AssessedCall {
    let assessment = CaseAssessment(record: CaseRecord(id: "x"), screen: screen(call), assay: nil)
    return try #require(assessment.calls.first)
  }

  /// A call of exons with a symbolic allele and a name with uncertain ends.
  private func event(_ exons: String, _ kind: VariantClass = .exonDeletion, gene: String = "COL1A1") -> Call {
    var call = Call(
      gene: gene, assembly: .grch38, chrom: "chr17", pos: 50_190_000, ref: "C",
      alt: kind == .exonDeletion ? "<DEL>" : "<DUP>")
    call.class = kind
    call.symbolic = Call.SymbolicAllele(type: kind == .exonDeletion ? "DEL" : "DUP", end: 50_190_400)
    (call.exon, call.hgvsP, call.hgvsC) = (exons, "p.?", "NM_000088.4:c.(1_2)_(3_4)del")
    (call.depth, call.altDepth, call.zygosity, call.filter) = (40, 20, .heterozygous, ["PASS"])
    return call
  }

  private func event(_ exons: String, effect: CollagenEffect, _ terms: [Consequence] = []) -> Call {
    var call = event(exons)
    (call.collagenEffect, call.consequence) = ([effect], terms)
    return call
  }

  /// What holds an exon at an end of the gene may go on into its neighbours, which nobody looked at.
  @Test(arguments: [("1", true), ("1-51", true), ("49-51", true), ("2", false), ("8-12", false), ("2-50", false)])
  func neighboursOfTheGeneWereNotAssessed(_ exons: String, _ isTold: Bool) {
    for kind in [VariantClass.exonDeletion, .exonDuplication] {
      let assessment = CaseAssessment(
        record: CaseRecord(id: "x"), screen: screen(event(exons, kind)), assay: nil)
      let flags = assessment.flags.filter { $0.code == .neighboursNotAssessed }
      #expect(flags.count == (isTold ? 1 : 0), "\(exons) \(kind)")
      #expect(flags.allSatisfy { $0.text.contains("neighbours were not assessed") })
    }
  }

  @Test func everySingleExonOfCOL1A1() throws {
    let gene = GeneCatalog.embedded.genes[0]
    for exon in 1...51 {
      let call = try call(event("\(exon)"))
      let codes = call.ledger.applied.map(\.code)
      switch exon {
      case 1, 51: #expect(codes == ["PVS1"] && call.meaning.molecularClass == .col1a1Null, "exon \(exon)")
      case 3: #expect(codes == ["PVS1"] && call.meaning.molecularClass == .col1a1Null)
      case 48, 49: #expect(codes == ["PVS1"], "exon \(exon)")
      default:
        let residues = try #require(call.meaning.inFrameResidues)
        let isHelix = residues.overlaps(gene.tripleHelix)
        #expect(codes == [[2, 4, 5].contains(exon) ? "PVS1_Moderate" : "PVS1"], "exon \(exon)")
        #expect((call.meaning.molecularClass == .helixInFrame) == (isHelix && exon != 6), "exon \(exon)")
        let null = try #require(call.ledger.outcomes.first)
        #expect(null.rule.hasPrefix("PVS1.in_frame_") && !null.reason.isEmpty)
      }
    }
    #expect(try call(event("6")).meaning.molecularClass == .nProteinaseSite)
  }

  @Test func aShiftedFrameIsNeverCountedTwice() throws {
    // Exons 2 to 16 shift the frame, whatever effect the call was given.
    let wrong = try call(event("2-16", effect: .inFrameExonSkip))
    #expect(wrong.ledger.applied.map(\.code) == ["PVS1"])
    #expect(wrong.ledger.outcomes.first { $0.criterion == .pm4 }?.reason == "judged under PVS1")
  }

  @Test func wholeGenes() throws {
    let lost = try call(event("1-51", effect: .nullAllele, [.transcriptAblation]))
    #expect(lost.ledger.applied.map(\.code) == ["PVS1"] && lost.ledger.outcomes.first?.rule == "PVS1.allele_lost")
    #expect(lost.meaning.molecularClass == .col1a1Null)
    let other = try call(event("1-52", gene: "COL1A2"))
    #expect(other.ledger.applied.isEmpty && other.meaning.molecularClass == .col1a2NullHeterozygous)
    let extra = try call(event("1-51", .exonDuplication))
    #expect(extra.ledger.applied.isEmpty && extra.meaning.molecularClass == .uncertain)
  }

  @Test func severalExonsKeepOrShiftTheFrame() throws {
    #expect(try call(event("11-12", gene: "COL1A2")).ledger.applied.map(\.code) == ["PVS1"])
    #expect(try call(event("11-12", gene: "COL1A2")).meaning.molecularClass == .helixInFrame)
    #expect(try call(event("2-5")).ledger.outcomes.first?.rule == "PVS1.exon_deletion_frameshift")
    // Exons 48 and 49 together: the shift of one undoes that of the other or not, as their lengths say.
    let transcript = GeneCatalog.embedded.genes[0].record.preferredTranscript
    let isInFrame = (transcript.exons[47].count + transcript.exons[48].count) % 3 == 0
    let both = try call(event("48-49"))
    #expect((both.meaning.inFrameResidues != nil) == isInFrame)
  }

  @Test func copiesAreStrongUnlessTheJunctionWasSeen() throws {
    #expect(try call(event("3", .exonDuplication)).ledger.applied.map(\.code) == ["PVS1_Strong"])
    var seen = event("3", .exonDuplication)
    (seen.alt, seen.symbolic, seen.hgvsC) = ("CAA", nil, "NM_000088.4:c.299-20_334+10dup")
    #expect(try call(seen).ledger.applied.map(\.code) == ["PVS1"])
    #expect(try call(event("10", .exonDuplication)).ledger.applied.map(\.code) == ["PM1", "PM4"])
    #expect(try call(event("10", .exonDuplication)).meaning.molecularClass == .helixInFrame)
  }

  @Test func aNormalAssayDoesNotCancelThem() throws {
    let axis = AxisReading(kind: .synthesis, value: 0, controlMean: 0, controlSD: 0.08, controls: 9)
    let normal = AssayFinding(line: "L", verdict: .normal, axes: [axis], power: 0.99)
    for exons in ["3", "10", "1-51"] {
      let assessment = CaseAssessment(record: CaseRecord(id: "x"), screen: screen(event(exons)), assay: normal)
      #expect(!assessment.calls[0].ledger.applied.contains { $0.criterion == .bs3 }, "\(exons)")
      #expect(assessment.flags.map(\.code).contains(.normalAssayNullVariant), "\(exons)")
    }
  }

  @Test func withoutExonsTheEndsTellAndWithoutAnythingNothingIsApplied() throws {
    let gene = GeneCatalog.embedded.genes[0]
    let mapping = try #require(gene.record.mapping(on: .grch38))
    let exon = mapping.chromosomeRange(ofRecordRange: gene.record.preferredTranscript.exons[2])
    var lost = Call(
      gene: "COL1A1", assembly: .grch38, chrom: "chr17", pos: exon.lowerBound - 30, ref: "C", alt: "<DEL>")
    lost.symbolic = Call.SymbolicAllele(type: "DEL", end: exon.upperBound + 30)
    let byEnds = try call(lost)
    #expect(byEnds.meaning.event?.exons == 2...2 && byEnds.ledger.applied.map(\.code) == ["PVS1"])
    #expect(byEnds.finding.label.contains("<DEL>"))
    lost.alt = "<INV>"
    let nothing = try call(lost)
    #expect(nothing.ledger.applied.isEmpty && nothing.meaning.molecularClass == .uncertain)
    for exons in ["0", "52", "9-8", "a", "", "8i", "-", "1-2-3", "99999999999999999999"] {
      var event = event(exons)
      event.symbolic?.end = nil
      let odd = try call(event)
      #expect(odd.meaning.event == nil && odd.ledger.applied.isEmpty, "\(exons)")
    }
  }

  @Test func symbolicAllelesOfVCFs() throws {
    let gene = GeneCatalog.embedded.genes[0]
    let mapping = try #require(gene.record.mapping(on: .grch38))
    let exon = mapping.chromosomeRange(ofRecordRange: gene.record.preferredTranscript.exons[2])
    let head =
      "##fileformat=VCFv4.3\n##contig=<ID=chr17,length=83257441>\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tS\n"
    let row = "chr17\t\(exon.lowerBound - 30)\t.\tN\t<DEL>\t.\tPASS\tSVTYPE=DEL;END=\(exon.upperBound + 30)\tGT\t0/1\n"
    let others =
      "chr17\t50190000\t.\tC\t*,<NON_REF>\t.\tPASS\t.\tGT\t1/2\nchr17\t50190001\t.\tA\t.\t.\tPASS\t.\tGT\t0/0\n"
    let finding = try ScreenDocument(vcf: Array((head + row + others).utf8), file: "s.vcf")
    #expect(finding.calls.count == 1)
    let assessment = CaseAssessment(record: CaseRecord(id: "x"), screen: finding, assay: nil)
    #expect(assessment.calls[0].ledger.applied.map(\.code) == ["PVS1"])
    let byLength = row.replacing("END=\(exon.upperBound + 30)", with: "SVLEN=-\(exon.count + 60)")
    #expect(
      try ScreenDocument(vcf: Array((head + byLength).utf8), file: "s.vcf").calls[0].symbolic?.end == exon.upperBound
        + 30)
  }
}
