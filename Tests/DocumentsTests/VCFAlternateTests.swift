// Tests of alternative alleles: symbols, junctions and their ends, and which far lines reach into a region.

import Documents
import Testing

@Suite struct VCFAlternateTests {
  @Test func kindsOfAlleles() {
    #expect(VCFAlternate("acG") == .bases("ACG") && VCFAlternate("*") == .missing)
    for text in ["<*>", "<NON_REF>", "<X>"] { #expect(VCFAlternate(text) == .anyOther) }
    #expect(
      VCFAlternate("<DUP:TANDEM>") == .symbolic(["DUP", "TANDEM"]) && VCFAlternate("<cn0>") == .symbolic(["CN0"]))
    for text in ["", ".", "<>", "A[17:1", "[17:1[", "A[17:1]", "A[17[", "A[:5[", "A]17:x]", "A[17:5[C", "1"] {
      #expect(VCFAlternate(text) == .unknown, "\(text)")
    }
  }

  @Test(arguments: [
    ("A[17:200[", true, true, ""), ("A]17:200]", true, false, ""), ("]17:200]A", false, false, ""),
    ("[17:200[A", false, true, ""), ("ACG[17:200[", true, true, "CG"), ("]17:200]GTA", false, false, "GT"),
  ]) func junctions(_ text: String, _ keepsLeft: Bool, _ joinsRight: Bool, _ inserted: String) throws {
    guard case .breakend(let junction) = VCFAlternate(text) else { throw TestFailure(text) }
    #expect(junction.contig == "17" && junction.position == 200)
    #expect(junction.keepsLeft == keepsLeft && junction.joinsRight == joinsRight && junction.inserted == inserted)
    #expect(junction.text(base: "A") == text)
    // The mate tells the same junction, and its mate is the record itself.
    let mate = try #require(junction.seenFromMate(contig: "7", position: 100))
    #expect(mate.contig == "7" && mate.position == 100)
    #expect(mate.seenFromMate(contig: "17", position: 200) == junction)
  }

  @Test func placesThatAreNotKnownAndOddNames() throws {
    guard case .breakend(let open) = VCFAlternate("AG."), case .breakend(let before) = VCFAlternate(".A"),
      case .breakend(let named) = VCFAlternate("A[<ctg:1>:7[")
    else { throw TestFailure("no junction") }
    #expect(open.contig == nil && open.keepsLeft && open.inserted == "G" && open.text(base: "A") == "AG.")
    #expect(before.contig == nil && !before.keepsLeft && before.seenFromMate(contig: "1", position: 2) == nil)
    #expect(named.contig == "ctg:1" && named.position == 7)
  }

  private struct TestFailure: Error {
    let text: String
    init(_ text: String) { self.text = text }
  }

  private func record(_ alternate: String, _ info: String) throws -> VCFRecord {
    let text =
      "##fileformat=VCFv4.3\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n17\t100\t.\tC\t\(alternate)\t9.5\t.\t\(info)\n"
    return try VCFDocument(Array(text.utf8), file: "a.vcf").records[0]
  }

  @Test(
    arguments: [
      ("<DEL>", "END=140", 140, true), ("<DEL>", "SVLEN=-30", 130, true), ("<DEL>", "SVLEN=30;IMPRECISE", 130, false),
      ("<DEL>", "END=100;SVLEN=-30", 130, true), ("<DEL>", "END=140;CIPOS=-5,5;CIEND=0,0", 140, false),
      ("<DEL>", "END=140;CIPOS=0,4;CIEND=0,4;HOMLEN=4", 140, true), ("<DEL>", "END=140;CIPOS=-5,5;PRECISE", 140, true),
      ("<DEL>", "END=140;CIPOS=(-5,5)", 140, false), ("<DEL>", ".", nil, false), ("<DEL>", "END=90", nil, false),
      ("<DEL>", "END=99999999999999999999", nil, false), ("<DEL>", "SVLEN=0", nil, false),
    ] as [(String, String, Int?, Bool)])
  func endsOfSymbolicAlleles(_ alternate: String, _ info: String, _ last: Int?, _ isExact: Bool) throws {
    let record = try record(alternate, info)
    let span = record.span(alternate: 0)
    #expect(span?.last == last && (span.map { $0.first == 101 && $0.isExact == isExact } ?? true))
    #expect(record.quality == 9.5)
  }

  @Test func everyAlleleHasItsOwnLength() throws {
    let record = try record("<DEL>,<DUP>", "END=150;SVLEN=-20,50")
    #expect(record.span(alternate: 0)?.last == 120 && record.span(alternate: 1)?.last == 150)
  }

  @Test func farLinesThatReachIntoARegionAreKept() {
    var filter = VCFRegionFilter([.init(names: ["17"], positions: [1000...2000])])
    let lines: [(String, Bool)] = [
      ("##fileformat=VCFv4.2", true), ("17|5|.|A|C|.|.|.", true), ("17|6|.|A|C|.|.|.", false),
      ("17|10|.|A|<DEL>|.|.|SVLEN=-20,-995", true), ("17|10|.|A|<DEL>,<DUP>|.|.|END=5000", true),
      ("17|2050|.|A|<DEL>|.|.|END=9000;CIPOS=-60,60", true), ("17|2050|.|A|<DEL>|.|.|END=9000;CIPOS=-40,40", false),
      ("17|900|.|A|<DUP>|.|.|END=950;CIEND=-70,70", true), ("17|900|.|A|<DUP>|.|.|END=950;CIEND=-20,20", false),
      ("3|7|.|A|A[17:1500[|.|.|SVTYPE=BND", true), ("3|7|.|A|A[17:150[|.|.|SVTYPE=BND", false),
      ("3|7|.|A|A[5:1500[|.|.|SVTYPE=BND", false), ("3|7|.|A|C,]17:2000]A|.|.|.", true),
      ("17|900|.|A|A[17:3000[|.|.|SVTYPE=BND", true), ("17|3000|.|A|]17:900]A|.|.|SVTYPE=BND", true),
      ("17|900|.|A|A[17:990[|.|.|SVTYPE=BND", false), ("17|900|.|A|A[4:1500[|.|.|SVTYPE=BND", false),
      ("3|7|.|A|C|.|.|X=[17:1500[", false),
    ]
    for (line, isKept) in lines {
      #expect(filter.keeps(Array(line.replacing("|", with: "\t").utf8)[...]) == isKept, "\(line)")
    }
  }
}
