// An event of a VCF whose ends are wrong, missing or contradict each other is named wherever any of them leads into a gene.

import BioSequence
import Documents
import Reporting
import Testing
import TypeICollagen
import VariantNaming

@testable import Evidence

@Suite struct VCFContradictoryEndTests {
  /// The case as the command reads it: only the lines that may matter.
  private func read(_ maker: VCFMaker, _ records: [String]) throws -> VCFCase {
    var filter = VCFRegionFilter(GenomicLocator().regions)
    // The first record of a chromosome is always kept; it lies far away.
    let bytes = maker.text(["1000|N|<NON_REF>|PASS|.|GT|0/0"] + records)
    let kept: [UInt8] = bytes.split(separator: 10).filter { filter.keeps($0) }.flatMap { Array($0) + [10] }
    return try VCFCase(kept, file: "s.vcf", names: ["S"])
  }

  /// ALT and INFO of events; `@+n` is n bases behind POS, `@-n` before it, and `L` the length of the gene and 40,000 more.
  private static let before = [
    ("<DUP>", "SVTYPE=DUP;END=@+1;SVLEN=L"), ("<DEL>", "SVTYPE=DEL;END=@+1000;SVLEN=-L"),
    ("<DEL>", "SVTYPE=DEL;END=@+1000;END=@+60000"), ("<DEL>", "SVTYPE=DEL;END=@-900"), ("<DEL>", "SVTYPE=DEL"),
    ("<DEL>", "SVTYPE=DEL;END=@+0"), ("<DEL>", "SVTYPE=DEL;END=5.02e7"), ("<DEL>", "SVTYPE=DEL;END=."),
    ("<CN1>", "END=@-5"), ("<INV>", "SVTYPE=INV;END=@-5;SVLEN=L"), ("<DUP:TANDEM>", "SVLEN=L;END=@+2"),
    ("DEL", "SVTYPE=DEL;END=@+60000"), ("dup", "SVTYPE=DUP;END=@+60000"),
  ]

  private func info(_ text: String, _ position: Int, _ maker: VCFMaker) -> String {
    var text = text.replacing("L;", with: "\(maker.last - maker.first + 40_000);")
    if text.hasSuffix("=L") || text.hasSuffix("-L") { text = "\(text.dropLast())\(maker.last - maker.first + 40_000)" }
    for part in text.split(whereSeparator: { $0 == ";" || $0 == "=" }) where part.hasPrefix("@") {
      text = text.replacing(part, with: "\(position + (Int(part.dropFirst()) ?? 0))")
    }
    return text
  }

  @Test(arguments: before, [0, 1]) func whatAnyEndLeadsIntoTheGeneIsNamed(_ event: (String, String), _ gene: Int) throws
  {
    let maker = VCFMaker(assembly: .grch38, gene: gene)
    let position = maker.first - 20_000
    let told = info(event.1, position, maker)
    let found = try read(maker, ["\(position)|N|\(event.0)|PASS|\(told)|GT|0/1"])
    #expect(found.notInterpreted.map(\.gene) == [maker.own.symbol], "\(event.0) \(told)")
    let answer = CaseAssessment(record: CaseRecord(id: "S"), screen: nil, vcf: found, assay: nil).answer
    #expect(answer.contains("could not be interpreted"), "\(answer)")
    // One that the sample does not carry is no finding.
    #expect(try read(maker, ["\(position)|N|\(event.0)|PASS|\(told)|GT|0/0"]).notInterpreted.isEmpty, "\(told)")
  }

  @Test func aSwappedEventBehindTheGeneIsNamed() throws {
    let maker = VCFMaker(assembly: .grch38, gene: 0)
    let position = maker.last + 5_000
    for info in ["SVTYPE=DEL;END=\(maker.first - 9_000);SVLEN=-40000", "SVTYPE=DEL;END=100;SVLEN=-60000"] {
      let found = try read(maker, ["\(position)|N|<DEL>|PASS|\(info)|GT|0/1"])
      #expect(found.notInterpreted.count == 1, "\(info)")
    }
  }

  /// Inside the gene the key in capitals counts, and a second END makes the ends inexact, with a remark.
  @Test func aSecondENDIsNoExactEnd() throws {
    let maker = VCFMaker(assembly: .grch38, gene: 0)
    let position = maker.first + 3_000
    let (near, far) = (position + 400, position + 8_000)
    for info in ["END=\(far);END=\(near)", "END=\(far);end=\(near)", "end=\(near);END=\(far)"] {
      let found = try read(maker, ["\(position)|N|<DEL>|PASS|SVTYPE=DEL;\(info)|GT|0/1"])
      let call = try #require(found.screen.calls.first, "\(info)")
      #expect(call.symbolic?.end == far, "\(info)")
      #expect(found.screen.warnings.contains { $0.contains("second END") }, "\(info): \(found.screen.warnings)")
    }
    let one = try read(maker, ["\(position)|N|<DEL>|PASS|SVTYPE=DEL;END=\(far)|GT|0/1"])
    #expect(!one.screen.warnings.contains { $0.contains("second END") })
  }

  /// Copies of one allele, as the header has it, are no contradiction of the sample's.
  @Test func oneCopyOfAnAlleleIsUsual() throws {
    let maker = VCFMaker(assembly: .grch38, gene: 0)
    let record = "\(maker.first - 9_000)|N|<CN1>|PASS|END=\(maker.last + 9_000)|GT|0/1"
    let found = try maker.read([record], header: ["##ALT=<ID=CN1,Description=\"Copy number allele: 1 copy\">"])
    #expect(found.notInterpreted.isEmpty && found.screen.calls.isEmpty)
  }

  /// Right events beside the gene, and insertions, which have no end of their own.
  @Test func rightEventsElsewhereAreNone() throws {
    let maker = VCFMaker(assembly: .grch38, gene: 1)
    let position = maker.first - 20_000
    for (alt, info) in [
      ("<DEL>", "SVTYPE=DEL;END=\(position + 500);SVLEN=-500"), ("<DUP>", "SVTYPE=DUP;END=\(position + 500);SVLEN=500"),
      ("<INS>", "SVTYPE=INS;END=\(position);SVLEN=50"), ("<INS>", "SVTYPE=INS"), ("<DEL>", "SVTYPE=DEL;SVLEN=-500"),
      ("<DUP>", "SVTYPE=DUP;end=\(position + 500)"), ("<INV>", "SVTYPE=INV;END=\(position + 3_000)"),
      ("<INS:ME:ALU>", "SVTYPE=INS;SVLEN=280"), ("<CNV>", "END=\(position + 1_000);CN=3"),
    ] {
      let found = try read(maker, ["\(position)|N|\(alt)|PASS|\(info)|GT|0/1"])
      #expect(found.notInterpreted.isEmpty && found.screen.calls.isEmpty, "\(alt) \(info)")
    }
  }

  /// The genotype has an allele of copy number, and CN says two copies: of the sample, or of that allele.
  @Test func anAlleleOfTwoCopiesIsNamed() throws {
    let maker = VCFMaker(assembly: .grch38, gene: 0)
    let (position, end) = (maker.first - 20_000, maker.last + 20_000)
    func count(_ info: String, _ format: String, _ sample: String) throws -> Int {
      try read(maker, ["\(position)|N|<CNV>|PASS|END=\(end)\(info)|\(format)|\(sample)"]).notInterpreted.count
    }
    #expect(try count(";CN=2", "GT", "0/1") == 1)
    #expect(try count("", "GT:CN", "0/1:2") == 1)
    #expect(try count("", "GT:CN", "0/0:2") == 0)
    #expect(try count("", "GT:CN", "./.:2") == 0)
    #expect(try count("", "CN", "2") == 0)
  }

  @Test func copiesThatAreNoWholeNumberAreRemarkedAndGiveNoZygosity() throws {
    let maker = VCFMaker(assembly: .grch38, gene: 0)
    let (position, end) = (maker.first - 20_000, maker.last + 20_000)
    for (alt, copies) in [("<DEL>", "1.6"), ("<DEL>", "0.4"), ("<DUP>", "2.6")] {
      let found = try read(maker, ["\(position)|N|\(alt)|PASS|END=\(end)|GT:CN|0/1:\(copies)"])
      let call = try #require(found.screen.calls.first)
      #expect(call.zygosity == nil && found.screen.warnings.contains { $0.contains("CN says \(copies) copies") })
    }
    let whole = try read(maker, ["\(position)|N|<DEL>|PASS|END=\(end)|GT:CN|0/1:1.1"])
    #expect(whole.screen.calls.first?.zygosity == .heterozygous)
  }
}
