// Laws of the fields in which callers write depths, fractions and local alleles: each is read, and held against the genotype.

import BioSequence
import Documents
import Reporting
import Testing
import TypeICollagen

@testable import Evidence

@Suite struct VCFDepthFieldTests {
  private let maker = VCFMaker(assembly: .grch38, gene: 0)

  private func read(_ info: String, _ format: String, _ sample: String, alt: String = "A") throws -> VCFCase {
    try maker.read(["50198002|C|\(alt)|PASS|\(info)|\(format)|\(sample)"])
  }

  private func isDoubted(_ vcf: VCFCase, _ words: String) -> Bool {
    vcf.screen.warnings.contains { $0.contains(words) }
  }

  /// INFO, FORMAT, a sample with few reads of the allele, and one with half of them.
  @Test(arguments: [
    (".", "GT:AD", "0/1:183,17", "0/1:100,100"), (".", "GT:RO:AO", "0/1:183:17", "0/1:100:100"),
    (".", "GT:DP:RD:AD:FREQ", "0/1:200:183:17:8.5%", "0/1:200:100:100:50%"),
    (".", "GT:DP:FREQ", "0/1:200:8.5%", "0/1:200:50%"),
    (".", "GT:DP:AF", "0/1:200:0.085", "0/1:200:0.5"), (".", "GT:AF", "0/1:0.085", "0/1:0.4"),
    (".", "GT:DP:VF", "0/1:200:0.085", "0/1:200:0.5"), (".", "GT:NR:NV", "0/1:200:17", "0/1:200:90"),
    (".", "GT:LAD:LAA", "0/1:183,17:1", "0/1:100,100:1"), (".", "GT:DP4", "0/1:90,93,8,9", "0/1:50,50,45,55"),
  ])
  func fewReadsOfAnAlleleAreToldWhateverSaysSo(
    _ info: String, _ format: String, _ few: String, _ many: String
  ) throws {
    let found = try read(info, format, few)
    #expect(
      found.screen.passed.count == 1 && isDoubted(found, "few for a heterozygous"), "\(format) \(found.screen.warnings)"
    )
    let stated = try #require(found.screen.passed.first?.vaf, "\(format)")
    #expect(abs(stated - 0.085) < 1e-9, "\(format) \(stated)")
    #expect(!isDoubted(try read(info, format, many), "few for"), "\(format)")
    let homozygous = try read(info, format, many.replacing("0/1", with: "1/1"))
    #expect(isDoubted(homozygous, "yet the genotype is homozygous"), "\(format)")
  }

  @Test func theDepthsOfAllSamplesCountOnlyWhereThereIsOne() throws {
    #expect(isDoubted(try read("DP=100;DP4=45,48,4,3", "GT", "0/1"), "few for a heterozygous"))
    let text = maker.text(["50198002|C|A|PASS|DP4=45,48,4,3|GT|0/1|0/0"], samples: ["S", "T"])
    let two = try VCFCase(text, file: "s.vcf", names: ["S"])
    #expect(two.screen.passed.count == 1 && !isDoubted(two, "few for") && two.screen.passed.first?.altDepth == nil)
  }

  // MARK: local alleles (VCF 4.5)

  /// FORMAT, sample, the alleles that are called with their depth; `nil` where the record cannot be interpreted.
  @Test(
    arguments: [
      ("LGT:LAA:LAD", "0/0:.:40", []), ("LGT:LAA:LAD", "0/1:2:20,21", ["G 21"]),
      ("LGT:LAA:LAD", "0/1:1:20,22", ["A 22"]),
      ("LGT:LAA:LAD", "1/2:1,2:0,20,21", ["A 20", "G 21"]), ("LGT:LA:LAD", "0/1:0,2:20,23", ["G 23"]),
      ("LGT:LAA:LAD", "0¦1:2:20,21", ["G 21"]), ("LGT:LAA", "0/2:1", nil), ("LGT", "0/1", nil),
      ("LGT:LAA", "0/1:3", nil),
      ("LGT", "0/0", []),
    ] as [(String, String, [String]?)])
  func localAllelesAreReadOrNamed(_ format: String, _ sample: String, _ alleles: [String]?) throws {
    let found = try read(".", format, sample, alt: "A,G")
    let called = found.screen.calls.map { "\($0.alt) \($0.altDepth ?? -1)" }
    #expect(called == alleles ?? [], "\(format) \(sample)")
    #expect(found.notInterpreted.isEmpty == (alleles != nil), "\(format) \(sample)")
    #expect(!isDoubted(found, "no genotypes"))
  }

  // MARK: losses, blocks and filters

  private func loss(_ genotype: String) -> String { "50197500|N|<DEL>|PASS|SVTYPE=DEL;END=50199000|GT|\(genotype)" }

  @Test func whatIsLeftBesideALossIsHemizygous() throws {
    let inside = "50198002|C|A|PASS|.|GT:AD|1/1:0,20"
    let found = try maker.read([loss("0/1"), inside])
    #expect(found.screen.passed.last?.zygosity == .hemizygous && isDoubted(found, "hemizygous, not homozygous"))
    for call in found.screen.calls { #expect(throws: Never.self) { try call.validate() } }
    let outside = try maker.read([
      loss("0/1"), "50199002|\(maker.bases(50_199_002...50_199_002))|T|PASS|.|GT:AD|1/1:0,20",
    ])
    #expect(outside.screen.passed.last?.zygosity == .homozygous && !isDoubted(outside, "hemizygous"))
    let whole = try maker.read([loss("1/1"), inside])
    #expect(whole.screen.passed.last?.zygosity == .homozygous && isDoubted(whole, "no allele is left"))
    // Two changes of one codon on the allele that is left are read together.
    let codon = try maker.read([loss("0/1"), "50198001|C|T|PASS|.|GT|1/1", "50198002|C|A|PASS|.|GT|1/1"])
    let joined = CaseAssessment(record: CaseRecord(id: "s"), screen: nil, vcf: codon, assay: nil).calls
    #expect(joined.count { $0.haplotypePart != nil } == 2)
  }

  @Test(arguments: ["GT|0/1", "GT|./.", "GT|.", "AD|7"])
  func anEventWithoutAnAlternativeAlleleIsNamed(_ columns: String) throws {
    let found = try maker.read(["50196000|N|.|PASS|SVTYPE=DEL;END=50196900|\(columns)"])
    #expect(found.screen.calls.isEmpty && found.notInterpreted.count == 1, "\(columns)")
    let reference = try maker.read(["50196000|N|.|PASS|SVTYPE=DEL;END=50196900|GT|0/0"])
    #expect(reference.notInterpreted.isEmpty)
  }

  @Test func anEventOfAListOfSitesIsNamed() throws {
    let whole = String(decoding: maker.text(["50196000|N|.|PASS|SVTYPE=DEL;END=50196900"], samples: []), as: UTF8.self)
    let found = try VCFCase(Array(whole.replacing("\tFORMAT\n", with: "\n").utf8), file: "s.vcf")
    #expect(found.screen.calls.isEmpty && found.notInterpreted.count == 1)
  }

  /// DeepVariant: `RefCall` beside 0/0 is like the reference, beside ./. it is not known.
  @Test(arguments: [("RefCall|.|GT|0/0", 0), ("RefCall|.|GT|./.", 1), ("LowQual|.|GT|0/0", 1)])
  func whatACallerFoundLikeTheReferenceIsSo(_ record: String, _ ambiguous: Int) throws {
    let exon = maker.exon(8)
    let block = "\(exon.lowerBound - 30)|N|<*>|.|END=\(exon.upperBound + 30)|GT:MIN_DP|0/0:40"
    let bases = maker.bases(exon.lowerBound + 3...exon.lowerBound + 3)
    let found = try maker.read([
      block,
      "\(exon.lowerBound + 3)|\(bases)|\(bases == "A" ? "C" : "A"),<*>|\(record)".replacing("GT|", with: "GT:DP|")
        + ":40",
    ])
    let open = found.screen.coverage?.runs.filter { $0.reason == "ambiguous" }.count
    #expect(open == ambiguous, "\(record)")
  }
}
