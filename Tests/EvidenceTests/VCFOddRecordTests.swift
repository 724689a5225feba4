// Laws of records that say something of a gene in a form of their own, or against themselves: each is told or read, none passes in silence.

import BioSequence
import Documents
import HGVS
import Reporting
import Testing
import TypeICollagen
import VariantNaming

@testable import Evidence

@Suite struct VCFOddRecordTests {
  static let maker = VCFMaker(assembly: .grch38, gene: 0)
  private var maker: VCFMaker { VCFOddRecordTests.maker }

  /// A record over exon 8 and 200 bases on both sides, by ALT, INFO, FORMAT and sample.
  private func event(_ alt: String, _ info: String, _ format: String = "GT", _ sample: String = "0/1") -> String {
    let exon = maker.exon(8)
    let end = exon.upperBound + 200
    return "\(exon.lowerBound - 201)|N|\(alt)|PASS|\(info.replacing("@", with: "\(end)"))|\(format)|\(sample)"
  }

  private func words(_ vcf: VCFCase) -> String { vcf.screen.warnings.joined(separator: "\n") }

  @Test(arguments: [
    ("CIPOS=-100,100,-50,50", "<DEL>,<DUP>"), ("CIPOS=.,100", "<DEL>"), ("CIPOS=100", "<DEL>"), ("SVCLAIM=D", "<DEL>"),
    ("CIEND=-100,.", "<DEL>"), ("SVLEN=-9", "<DEL>"),
  ])
  func endsThatAreNotStatedAsExactAreNot(_ info: String, _ alt: String) throws {
    let exact = try #require(try maker.read([event("<DEL>", "SVTYPE=DEL;END=@")]).screen.calls.first)
    let call = try #require(try maker.read([event(alt, "SVTYPE=DEL;END=@;\(info)")]).screen.calls.first, "\(info)")
    #expect(exact.hgvsG?.contains("(") == false)
    #expect(call.hgvsG?.contains("(") == true, "\(info): \(call.hgvsG ?? "")")
  }

  @Test func oneIntervalOfTwoIsThatOfItsAllele() throws {
    let info = "END=@;CIPOS=-100,100,-7,7;CIEND=-90,90,-5,5"
    let call = try #require(try maker.read([event("<DEL>,<DUP>", info, "GT", "0/2")]).screen.calls.first)
    #expect(call.symbolic?.positionInterval == -7...7 && call.symbolic?.endInterval == -5...5)
  }

  /// One event of two callers is one; two of which the phase, or the exons that they change, say that they are two are two.
  @Test func oneEventOfTwoCallersIsCountedOnce() throws {
    func two(_ first: (start: Int, end: Int), _ genotypes: (String, String) = ("0/1", "0/1"), alt: String = "<DEL>")
      throws -> VCFCase
    {
      let exon = maker.exon(8)
      let (start, end) = (exon.lowerBound - 41, exon.upperBound + 40)
      let kind = alt.filter(\.isLetter)
      let records = [
        "\(start + first.start)|N|\(alt)|PASS|SVTYPE=\(kind);END=\(end + first.end)|GT|\(genotypes.0)",
        "\(start)|N|<DEL>|PASS|SVTYPE=DEL;END=\(end)|GT|\(genotypes.1)",
      ]
      return try maker.read(records.sorted { Int($0.prefix { $0 != "|" }) ?? 0 < Int($1.prefix { $0 != "|" }) ?? 0 })
    }
    for shift in [(0, 0), (-12, 0), (9, -12), (-20, 15)] {
      let found = try two(shift)
      #expect(found.screen.calls.count == 1 && words(found).contains("one event"), "\(shift)")
      #expect(found.screen.calls.first?.zygosity == .heterozygous)
    }
    let unlike = try two((-12, 0), ("0/1", "1/1"))
    #expect(unlike.screen.calls.count == 1 && unlike.screen.calls.first?.zygosity == nil)
    #expect(try two((-12, 0), ("0¦1", "1¦0")).screen.calls.count == 2)
    #expect(try two((-12, 0), ("0¦1", "0¦1")).screen.calls.count == 1)
    #expect(try two((-12, 0), alt: "<DUP>").screen.calls.count == 2)
    // Two alleles of one record, and two whose bases are written out, are two.
    let start = maker.exon(8).lowerBound
    let (long, short) = (maker.bases(start - 1...start + 89), maker.bases(start - 1...start + 79))
    let base = maker.bases(start - 1...start - 1)
    let written = try maker.read([
      "\(start - 1)|\(long)|\(base)|PASS|.|GT|0/1", "\(start - 1)|\(short)|\(base)|PASS|.|GT|0/1",
    ])
    #expect(written.screen.calls.count == 2 && words(written).isEmpty, "\(words(written))")
    let both = try maker.read(["\(start - 1)|\(long)|\(base + long.suffix(10)),\(base)|PASS|.|GT|1/2"])
    #expect(both.screen.calls.count == 2 && words(both).isEmpty, "\(words(both))")
    // Exons 8 to 13 and 9 to 13 share most of their bases.
    let (near, far, next) = (maker.exon(8), maker.exon(13), maker.exon(9))
    let whole = (min(near.lowerBound, far.lowerBound) - 31, max(near.upperBound, far.upperBound) + 30)
    let less = near.lowerBound > far.lowerBound ? (whole.0, next.upperBound + 30) : (next.lowerBound - 31, whole.1)
    let records = [whole, less].sorted { $0.0 < $1.0 }.map { "\($0.0)|N|<DEL>|PASS|SVTYPE=DEL;END=\($0.1)|GT|0/1" }
    let more = try maker.read(records)
    #expect(more.screen.calls.count == 2 && words(more).contains("counted as two"), "\(words(more))")
  }

  /// No variant can lie where both alleles are lost, and no heterozygous one where one is.
  @Test func aCallThatContradictsALossIsTold() throws {
    let inside = maker.exon(8).lowerBound + 3
    func found(_ loss: String, _ own: String, _ info: String = "", at place: Int? = nil) throws -> String {
      let place = place ?? inside
      let base = maker.bases(place...place)
      let small = "\(place)|\(base)|\(base == "A" ? "C" : "A")|PASS|.|GT|\(own)"
      let large = event("<DEL>", "SVTYPE=DEL;END=@\(info)", "GT", loss)
      return words(try maker.read(place < maker.exon(8).lowerBound - 201 ? [small, large] : [large, small]))
    }
    #expect(try found("1/1", "0/1").contains("no allele is left"))
    #expect(try found("1/1", "1/1").contains("no allele is left"))
    #expect(try found("0/1", "0/1").contains("one allele is lost"))
    #expect(try found("0/1", "1/1").contains("taken as hemizygous"))
    #expect(try found("0/1", "1").isEmpty && found("0/1", "0/0").isEmpty)
    // Beside it, and where the loss is not certain.
    #expect(try found("1/1", "0/1", at: maker.exon(8).lowerBound - 220).isEmpty)
    #expect(!(try found("1/1", "0/1", ";CIPOS=-10,5000;CIEND=-5000,10").contains("no allele is left")))
  }

  @Test func anAlleleThatIsTheReferenceIsNamed() throws {
    let place = maker.exon(8).lowerBound + 3
    let base = maker.bases(place...place)
    for alt in [base, base.lowercased()] {
      let found = try maker.read(["\(place)|\(base)|\(alt)|PASS|.|GT|0/1"])
      #expect(found.screen.calls.isEmpty && found.notInterpreted.count == 1, "\(alt)")
    }
    #expect(try maker.read(["\(place)|\(base)|\(base)|PASS|.|GT|0/0"]).notInterpreted.isEmpty)
  }

  @Test func aLengthThatContradictsTheEndIsTold() throws {
    let found = try maker.read([event("<DEL>", "SVTYPE=DEL;END=@;SVLEN=-9")])
    #expect(words(found).contains("SVLEN 9"))
    let exon = maker.exon(8)
    for length in [exon.count + 400, exon.count + 401] {
      #expect(words(try maker.read([event("<DEL>", "SVTYPE=DEL;END=@;SVLEN=-\(length)")])).isEmpty, "\(length)")
    }
    let roughly = try maker.read([event("<DEL>", "SVTYPE=DEL;END=@;IMPRECISE;SVLEN=-\(exon.count + 300)")])
    #expect(words(roughly).isEmpty)
  }

  @Test func endsOfExonsAreThoseOfDepth() throws {
    let exons = (maker.exon(10), maker.exon(8))
    let range = min(exons.0.lowerBound, exons.1.lowerBound)...max(exons.0.upperBound, exons.1.upperBound)
    for shift in [-1, 0, 1] {
      let record = "\(range.lowerBound - 1 + shift)|N|<DEL>|PASS|SVTYPE=DEL;END=\(range.upperBound + shift)|GT|0/1"
      let found = try maker.read([record])
      #expect(
        found.screen.calls.first?.hgvsG?.contains("(") == true && words(found).contains("those of exons"), "\(shift)")
    }
    let other = "\(range.lowerBound - 6)|N|<DEL>|PASS|SVTYPE=DEL;END=\(range.upperBound + 40)|GT|0/1"
    #expect(try maker.read([other]).screen.calls.first?.hgvsG?.contains("(") == false)
  }

  @Test(arguments: [
    (".", "END=@", "GT:CN", "0:1"), (".", "SVTYPE=CNV;END=@", "GT:CN", "./.:3"), (".", "END=@;CN=0", "GT", "0/0"),
    ("<DEL>", "SVTYPE=DUP;END=@", "GT", "0/1"), ("<DUP>", "SVTYPE=DEL;END=@", "GT", "0/1"),
    ("<CNV>", "SVTYPE=CNV;END=@", "GT:CN", "./.:1.6"), ("<CNV>", "SVTYPE=CNV;END=@", "GT:CN", "./1:1.4"),
    ("<INV:DUP>", "SVTYPE=INV;END=@", "GT", "0/1"), ("<DUP:INV>", "SVTYPE=DUP;END=@", "GT", "0/1"),
    ("<DUP:INT>", "SVTYPE=DUP;END=@", "GT", "0/1"), ("<DEL>", "SVTYPE=DEL;END=@", "GT", "A/B"),
    ("<DEL>", "SVTYPE=DEL;END=@", "GT", "0\\1"), ("<DEL>", "SVTYPE=DEL;END=@", "GT", "01"),
  ])
  func whatContradictsItselfIsNamed(_ alt: String, _ info: String, _ format: String, _ sample: String) throws {
    let found = try maker.read([event(alt, info, format, sample)])
    #expect(
      found.notInterpreted.count == 1 && found.screen.calls.isEmpty, "\(alt) \(info) \(sample): \(found.screen.calls)")
  }

  @Test func segmentsOfTwoCopiesAndHalvesOfARoundingSayNothing() throws {
    for (alt, copies) in [(".", "2"), ("<CNV>", "2"), ("<CNV>", "2.1"), (".", "1.9")] {
      let found = try maker.read([event(alt, "SVTYPE=CNV;END=@", "GT:CN", "0/0:\(copies)")])
      #expect(found.notInterpreted.isEmpty && found.screen.calls.isEmpty, "\(alt) \(copies)")
    }
    #expect(try maker.read([event("<CNV>", "SVTYPE=CNV;END=@", "GT:CN", "./.:1.1")]).screen.calls.count == 1)
  }

  @Test func aFigureOfASegmentIsNoHemizygousGenotype() throws {
    let call = try #require(
      try maker.read([event("<DEL>,<DUP>", "END=@;IMPRECISE", "GT:NDQ", "1:60")]).screen.calls.first)
    #expect(call.zygosity == nil)
    let counted = try maker.read([event("<DEL>,<DUP>", "END=@", "GT:CN", "1:1")]).screen.calls.first
    #expect(counted?.zygosity == .heterozygous)
  }

  @Test(arguments: [("1/1", "1"), ("0/1", "0")])
  func copiesThatContradictTheGenotypeAreTold(_ genotype: String, _ copies: String) throws {
    let found = try maker.read([event("<DEL>", "SVTYPE=DEL;END=@", "GT:CN", "\(genotype):\(copies)")])
    #expect(words(found).contains("yet CN says"))
    #expect(
      !words(try maker.read([event("<DEL>", "END=@", "GT:CN", genotype == "1/1" ? "1/1:0" : "0/1:1")])).contains(
        "yet CN"))
  }

  // MARK: places

  private func elsewhere(_ alt: String, _ info: String, on chromosome: String = "chr3") -> [UInt8] {
    let text = String(decoding: maker.text([]), as: UTF8.self)
    return Array((text + "\(chromosome)\t12345\t.\tN\t\(alt)\t50\tPASS\t\(info)\tGT\t0/1\n").utf8)
  }

  /// The file as the command reads it: only the lines that may matter.
  private func kept(_ bytes: [UInt8]) -> [UInt8] {
    var filter = VCFRegionFilter(GenomicLocator().regions)
    return bytes.split(separator: 10).filter { filter.keeps($0) }.flatMap { Array($0) + [10] }
  }

  @Test(arguments: [
    ("<TRA>", "SVTYPE=TRA;CHR2=chr17;END=@;CT=3to5"), ("<BND>", "SVTYPE=BND;CHR2=chr17;POS2=@;END=12346"),
    ("<CTX>", "SVTYPE=CTX;CHR2=chr17;END2=@;END=12346"),
  ])
  func aPlaceOnAnotherChromosomeIsSeen(_ alt: String, _ info: String) throws {
    let bytes = kept(elsewhere(alt, info.replacing("@", with: "\(maker.first + 9_000)")))
    let found = try VCFCase(bytes, file: "s.vcf", names: ["S"])
    #expect(found.notInterpreted.first?.gene == "COL1A1" && found.notInterpreted.first?.place == "chr3:12345")
    // Far from the gene, and END on another chromosome than the record's own.
    for other in [
      elsewhere(alt, info.replacing("@", with: "1000")),
      elsewhere(alt, info.replacing("chr17", with: "chr2").replacing("@", with: "\(maker.last + 9_000)"), on: "chr17"),
    ] {
      let none = try VCFCase(kept(other), file: "s.vcf", names: ["S"])
      #expect(none.notInterpreted.isEmpty && none.screen.calls.isEmpty, "\(alt)")
    }
  }

  /// Delly, Sniffles and SURVIVOR write CHR2 beside losses and inversions too, and renamed files have it in the old form.
  @Test(
    arguments: ["17", "CHR17", "NC_000017.11", "chr2"], ["<DEL>", "<DUP>", "<DUP:TANDEM>", "<INV>", "<CNV>", "<CN1>"])
  func lossesAndInversionsLieOnTheirChromosome(_ other: String, _ alt: String) throws {
    let copies = alt == "<CNV>" ? ("GT:CN", "0/1:1") : ("GT", "0/1")
    func found(_ info: String) throws -> VCFCase { try maker.read([event(alt, info, copies.0, copies.1)]) }
    let plain = try found("END=@")
    let named = try found("CHR2=\(other);END=@")
    #expect(plain.screen.calls.count == 1)
    #expect(named.screen.calls == plain.screen.calls && named.notInterpreted == plain.notInterpreted, "\(alt) \(other)")
    let joined = try maker.read([event("<TRA>", "SVTYPE=TRA;CHR2=17;END=@")])
    #expect(!words(joined).contains("it leads from") && joined.notInterpreted.count == 1)
  }

  /// POS of a symbolic allele is the base before it: what begins right behind the gene is none of it.
  @Test func anExactEventRightBehindTheGeneIsNoneOfIt() throws {
    let found = try maker.read(["\(maker.last)|N|<DEL>|PASS|SVTYPE=DEL;END=\(maker.last + 3_000)|GT|0/1"])
    #expect(found.screen.calls.isEmpty && found.notInterpreted.isEmpty, "\(words(found))")
  }

  @Test func intervalsThatReachIntoTheGeneAreTold() throws {
    let info = "END=\(maker.first - 100);SVTYPE=DEL;IMPRECISE;CIPOS=-5,5;CIEND=-500,500"
    let found = try maker.read(["\(maker.first - 5_000)|N|<DEL>|PASS|\(info)|GT|0/1"])
    #expect(found.notInterpreted.count == 1)
    let far = try maker.read(["\(maker.first - 5_000)|N|<DEL>|PASS|\(info.replacing("500", with: "50"))|GT|0/1"])
    #expect(far.notInterpreted.isEmpty)
  }

  @Test func accessionsWithoutAVersionAndRecordsOfGenesAreNoSilence() throws {
    let position = maker.first + 9_000
    let base = maker.bases(position...position)
    func file(_ name: String) -> [UInt8] {
      let text = String(decoding: maker.text([]), as: UTF8.self)
      return Array((text + "\(name)\t\(position)\t.\t\(base)\t\(base == "A" ? "C" : "A")\t50\tPASS\t.\tGT\t0/1\n").utf8)
    }
    #expect(try VCFCase(kept(file("NC_000017")), file: "s.vcf", names: ["S"]).screen.calls.count == 1)
    for name in ["LRG_1", "NG_007400.1", "NM_000088.4", "COL1A1", "COL1A2", "ENST00000225964.10"] {
      #expect(throws: EvidenceError.self, "\(name)") { try VCFCase(kept(file(name)), file: "s.vcf", names: ["S"]) }
    }
  }

  @Test(arguments: [
    ("file:///home/lab37/ref/genome.fa", Assembly?.none), ("/data/b370/x.fa", nil), ("/x/b37.fa", Assembly.grch37),
    ("human_b37_decoy.fasta", .grch37), ("ucsc.hg19.fasta", .grch37), ("hg38.fa", .grch38), ("hg38_noalt", .grch38),
    ("Homo_sapiens_assembly38.fasta", .grch38), ("/hg19/to/hg38.fa", nil), ("human_g1k_v37.fasta", .grch37),
    ("chg19x", nil),
  ])
  func shortWordsNameAnAssemblyOnlyByThemselves(_ text: String, _ assembly: Assembly?) {
    #expect(AssemblyInference.assembly(named: text) == assembly)
  }

  // MARK: blocks and genotypes

  @Test func blocksMayTellTheirLength() throws {
    var text = String(decoding: maker.text([]), as: UTF8.self)
    for gene in 0...1 {
      let own = VCFMaker(assembly: .grch38, gene: gene)
      let start = own.first - 10
      text +=
        "\(own.name(own.mapping))\t\(start)\t.\tN\t<*>\t.\t.\t.\tGT:DP:GQ:LEN\t0/0:40:99:\(own.last - start + 20)\n"
    }
    let coverage = try #require(try VCFCase(kept(Array(text.utf8)), file: "s.vcf", names: ["S"]).screen.coverage)
    #expect(coverage.noCall == 0)
  }

  @Test func aMarkBeforeTheFirstAlleleIsRead() throws {
    let position = maker.first + 9_000
    let base = maker.bases(position...position)
    func found(_ sample: String, _ format: String = "GT") throws -> VCFCase {
      try maker.read(["\(position)|\(base)|\(base == "A" ? "C" : "A")|PASS|.|\(format)|\(sample)"])
    }
    #expect(try found("/0/1").screen.calls.first?.zygosity == .heterozygous)
    #expect(try found("¦1¦1").screen.calls.first?.zygosity == .homozygous)
    let none = try found("/0/0")
    #expect(none.screen.calls.isEmpty && none.withoutGenotype.isEmpty && none.notInterpreted.isEmpty)
    #expect(words(try found("0/0:20,20", "GT:AD")).contains("20 of 40 reads"))
    #expect(words(try found("0/0:38,2", "GT:AD")).isEmpty)
    #expect(words(try found("0/1:0", "GT:GQ")).contains("GQ"))
  }
}
