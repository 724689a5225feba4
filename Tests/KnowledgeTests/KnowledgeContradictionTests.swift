// Tests of outside files that contradict themselves: what is said of them, and that nothing is read from them.

import BioSequence
import Documents
import HGVS
import Testing
import TypeICollagen
import VariantNaming

@testable import Knowledge

@Suite struct KnowledgeContradictionTests {
  private static let columns = "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n"
  private static let gnomad =
    """
    ##fileformat=VCFv4.2
    ##contig=<ID=chr17,length=83257441,assembly=gnomAD_GRCh38>
    ##INFO=<ID=AC,Number=A,Type=Integer,Description="x">
    ##INFO=<ID=AN,Number=1,Type=Integer,Description="x">
    ##INFO=<ID=AF,Number=A,Type=Float,Description="x">
    ##INFO=<ID=faf95,Number=A,Type=Float,Description="x">

    """ + columns
  private static let clinvar =
    "##fileformat=VCFv4.1\n##fileDate=2026-10-01\n##source=ClinVar\n##reference=GRCh38\n"
    + "##INFO=<ID=CLNSIG,Number=.,Type=String,Description=\"x\">\n" + columns
  private static let format = "ALLELE|SYMBOL|DS_AG|DS_AL|DS_DG|DS_DL|DP_AG|DP_AL|DP_DG|DP_DL"
  private static func spliceAI(_ format: String) -> String {
    "##fileformat=VCFv4.2\n##reference=GRCh38\n##contig=<ID=17,length=83257441>\n"
      + "##INFO=<ID=SpliceAI,Number=.,Type=String,Description=\"SpliceAIv1.3 variant annotation. Format: \(format)\">\n"
      + columns
  }
  private static let alphaMissense =
    "#CHROM\tPOS\tREF\tALT\tgenome\tuniprot_id\ttranscript_id\tprotein_variant\tam_pathogenicity\tam_class\n"
  private static let revel = "chr,hg19_pos,grch38_pos,ref,alt,aaref,aaalt,REVEL,Ensembl_transcriptid\n"

  private func part(_ kind: KnowledgeKind, _ text: String, endsWithLine: Bool = true) throws -> KnowledgePack.Part {
    var cutter = KnowledgeCutter(kind, file: "f", locator: GenomicLocator())
    for line in text.split(separator: "\n", omittingEmptySubsequences: true) {
      let bytes = Array(line.utf8)
      guard unsafe bytes.withUnsafeBufferPointer({ unsafe cutter.take($0) }) else { break }
    }
    return try cutter.part(bytes: 1, sha256: String(repeating: "0", count: 64), endsWithLine: endsWithLine)
  }

  private func entry(_ part: KnowledgePack.Part, _ alternate: String = "A") throws -> KnownVariant? {
    let known = try KnownVariants(vcf: part.text, file: "f")
    guard
      case .located(let gene, let variant) = GenomicLocator().locate(
        contig: "17", position: 50_198_002, reference: "C", alternate: alternate, assembly: .grch38)
    else { return nil }
    return known.entries(of: variant, gene: gene).first
  }

  private static func frequencies(_ alternates: String, _ info: String) -> String {
    gnomad + "chr17\t50198002\t.\tC\t\(alternates)\t.\tPASS\t\(info)\n"
  }

  @Test(arguments: [
    ("A", "AC=8000;AN=1600;AF=0.005;faf95=0.0049"), ("A", "AC=-8000;AN=1600000;AF=0.005;faf95=0.0049"),
    ("A", "AC=many1;AN=1600000;AF=0.005;faf95=0.0049"), ("A", "AC=8000;AN=1600000;AF=50;faf95=0.0049"),
    ("A", "AC=8000;AN=1600000;AF=0.5;faf95=0.49"), ("A", "AC=8000;AN=1600000;AF=0,005;faf95=0,0049"),
    ("A", "AC=8000;AN=1600000;AF=0.005;faf95=0"), ("A", "AC=8;AN=0;AF=0.005;faf95=0.0049"),
    ("T,A", "AC=8000;AN=1600000;AF=0.005;faf95=0.0049"),
    ("T,A", "AC=1,8000,3;AN=1600000;AF=1e-06,0.005;faf95=0,0.0049"),
    ("A", "AC=8000;AN=1600000,1600000;AF=0.005;faf95=0.0049"),
  ])
  func noFrequencyIsReadFromNumbersThatContradictEachOther(_ alternates: String, _ info: String) throws {
    let part = try part(.gnomad, Self.frequencies(alternates, info))
    #expect(part.source.remarks.contains { $0.contains("contradict each other") }, "\(part.source.remarks)")
    let entry = try #require(try entry(part), "it stays on file, so that it is not absent")
    #expect(entry.numbers.isEmpty)
  }

  @Test(arguments: [
    ("A", "AC=8000;AN=1600000;AF=0.005;faf95=0.0049", 0.0049),
    ("T,A", "AC=1,8000;AN=1600000;AF=6e-07,0.005;faf95=0,0.0049", 0.0049),
    ("A", "AC=2;AN=251000;AF=7.9e-06;faf95=1.4e-06", 1.4e-06), ("A", "AC=30;AN=5008;AF=0.01;faf95=0.0043", 0.0043),
    ("A", "AC=1;AN=160;AF=0.00625;faf95=0", 0), ("A", "AC=0;AN=0;faf95=.", -1),
    ("A", "AC=0;AN=1600000;AF=0;faf95=0", 0), ("*,A", "AC=3,8000;AN=1600000;AF=1.875e-06,0.005;faf95=0,0.0049", 0.0049),
  ])
  func rightNumbersAreRead(_ alternates: String, _ info: String, _ faf: Double) throws {
    let part = try part(.gnomad, Self.frequencies(alternates, info))
    #expect(part.source.remarks.isEmpty, "\(part.source.remarks)")
    #expect(try entry(part)?.numbers["faf95"] ?? -1 == faf)
  }

  @Test func oneSignificanceForTwoAllelesIsOfNone() throws {
    let both = try part(.clinvar, Self.clinvar + "17\t50198002\t17302\tC\tA,T\t.\t.\tCLNSIG=Pathogenic\n")
    #expect(both.source.remarks.contains { $0.contains("bcftools norm -m -") })
    for alternate in ["A", "T"] { #expect(try entry(both, alternate)?.significance == []) }
    let one = try part(.clinvar, Self.clinvar + "17\t50198002\t17302\tC\tA\t.\t.\tCLNSIG=Pathogenic\n")
    #expect(one.source.remarks.isEmpty)
    #expect(try entry(one)?.significance == ["Pathogenic"])
  }

  @Test(arguments: ["5", "pathogenic", "PATHOGENIC"]) func wordsOfOtherFilesAreTold(_ word: String) throws {
    let part = try part(.clinvar, Self.clinvar + "17\t50198002\t17302\tC\tA\t.\t.\tCLNSIG=\(word)\n")
    #expect(part.source.remarks.contains { $0.contains("'\(word)'") }, "\(part.source.remarks)")
  }

  @Test func spliceAIIsReadInTheOrderOfItsHeader() throws {
    func score(_ format: String, _ value: String) throws -> (String, [String]) {
      let part = try part(.spliceai, Self.spliceAI(format) + "17\t50198002\t.\tC\tA\t.\t.\tSpliceAI=\(value)\n")
      return (String(decoding: part.text, as: UTF8.self), part.source.remarks)
    }
    #expect(try score(Self.format, "A|COL1A1|0.00|0.02|0.91|0.10|1|2|3|4").0 == "17\t50198002\tC\tA\t0.91\n")
    let turned = "ALLELE|SYMBOL|DP_AG|DP_AL|DP_DG|DP_DL|DS_AG|DS_AL|DS_DG|DS_DL"
    #expect(try score(turned, "A|COL1A1|0|0|1|0|0.00|0.02|0.41|0.10").0 == "17\t50198002\tC\tA\t0.41\n")
    for value in ["A|COL1A1|0.00|0.00|0.00|x|1|2|3|4", "A|COL1A1|0.00|.|.|.|.|.|.|.", "A|COL1A1|0.00"] {
      let (text, remarks) = try score(Self.format, value)
      #expect(text.isEmpty, "no score of nothing: \(value)")
      #expect(remarks.contains { $0.contains("not four numbers") }, "\(remarks)")
    }
    #expect(throws: InputFaults.self) { try score("ALLELE|SYMBOL|SCORE", "A|COL1A1|0.1") }
  }

  @Test func scoresOfOtherAminoAcidsAreNotRead() throws {
    let right = "chr17\t50198002\tC\tA\thg38\tP02452\tENST00000225964.10\tG197C\t0.9991\tlikely_pathogenic\n"
    #expect(try part(.alphamissense, Self.alphaMissense + right).source.records == 1)
    let text = String(decoding: try part(.alphamissense, Self.alphaMissense + right).text, as: UTF8.self)
    #expect(text == "chr17\t50198002\tC\tA\t0.9991\n")
    for wrong in [
      right.replacing("G197C", with: "G200C"), right.replacing("G197C", with: "G197S"),
      right.replacing("0.9991", with: "0.01"), right.replacing("likely_pathogenic", with: "ambiguous"),
    ] {
      #expect(throws: InputFaults.self, "\(wrong)") { try part(.alphamissense, Self.alphaMissense + wrong) }
      // One among right ones is left out and said.
      let next = right.replacing("\tA\t", with: "\tT\t").replacing("G197C", with: "G197S")
      let mixed = try part(.alphamissense, Self.alphaMissense + wrong + next)
      #expect(mixed.source.records == 1)
      #expect(mixed.source.remarks.contains { $0.contains("1 row skipped") }, "\(mixed.source.remarks)")
    }
    let row = "17,48275363,50198002,C,A,G,C,0.993,ENST00000225964\n"
    #expect(try part(.revel, Self.revel + row).source.records == 1)
    #expect(throws: InputFaults.self) { try part(.revel, Self.revel + row.replacing("G,C,0", with: "G,S,0")) }
    let other = try part(.revel, Self.revel + row.replacing("ENST00000225964", with: "ENST00000474644"))
    #expect(other.source.remarks.contains { $0.contains("other transcripts") }, "\(other.source.remarks)")
  }

  @Test func aLastLineWithoutItsEndIsTold() throws {
    let text = Self.frequencies("A", "AC=8000;AN=1600000;AF=0.005;faf95=0.0049")
    #expect(try part(.gnomad, text, endsWithLine: false).source.remarks.contains { $0.contains("cut off") })
  }
}
