// Genotypes of a VCF that cannot stand together at one place, and blocks that contradict each other.

import BioSequence
import Reporting
import Testing
import TypeICollagen

@testable import Evidence

@Suite struct VCFAlleleConflictTests {
  private let maker = VCFMaker(assembly: .grch38, gene: 0)
  private var position: Int { maker.exon(8).lowerBound + 10 }

  private func base(_ offset: Int) -> String { maker.bases(position + offset...position + offset) }

  /// The nth base other than the reference's.
  private func other(_ offset: Int, _ n: Int = 0) -> String { "ACGT".map(String.init).filter { $0 != base(offset) }[n] }

  private func snv(_ genotype: String, _ n: Int = 0, at offset: Int = 0) -> String {
    "\(position + offset)|\(base(offset))|\(other(offset, n))|PASS|.|GT|\(genotype)"
  }

  private func doubts(_ records: [String]) throws -> [String] {
    try maker.read(records).screen.warnings.filter { $0.contains("two copies") || $0.contains("0/0") }
  }

  @Test func moreThanTwoCopiesOfABaseAreTold() throws {
    #expect(try doubts([snv("1/1"), snv("0/1", 1)]).count == 1)
    #expect(try doubts([snv("0/1"), snv("0/1", 1), snv("0/1", 2)]).count == 1)
    #expect(try doubts([snv("1/1"), snv("1/1", 1)]).count == 1)
    #expect(try doubts([snv("0/1"), snv("0/0")]).count == 1)
  }

  /// What one person can have.
  @Test func rightGenotypesAreNoDoubt() throws {
    #expect(try doubts([snv("0/1"), snv("0/1", 1)]).isEmpty)
    #expect(try doubts([snv("1/1"), snv("1/1", at: 1)]).isEmpty)
    #expect(try doubts([snv("1/1"), snv("0/1", at: 1), snv("0/0", at: 2)]).isEmpty)
    #expect(try doubts(["\(position)|\(base(0))|\(other(0)),\(other(0, 1))|PASS|.|GT|1/2"]).isEmpty)
    #expect(try doubts([snv("0/1"), snv("0/0", 1)]).isEmpty)
    // Two bases on one copy, the first of them on the other one too.
    let both = "\(position)|\(base(0) + base(1))|\(other(0) + other(1))|PASS|.|GT|0/1"
    #expect(try doubts([both, snv("1/1")]).isEmpty)
    // A site of two alleles that was split.
    let split = [0, 1].map {
      "\(position)|\(base(0))|\(other(0, $0))|PASS|.|GT:AD:DP|\($0 == 0 ? "1/0" : "0/1"):0,20:40"
    }
    #expect(try maker.read(split).screen.warnings.isEmpty)
    let deletion = "\(position - 1)|\(maker.bases(position - 1...position + 3))|\(base(-1))|PASS|.|GT|1/1"
    #expect(try doubts([deletion, snv("1/1", at: -2)]).isEmpty)
    let insertion = "\(position)|\(base(0))|\(base(0))GG|PASS|.|GT|1/1"
    #expect(try doubts([insertion, snv("0/1")]).isEmpty)
  }

  // MARK: blocks

  private func block(_ range: ClosedRange<Int>, _ fields: String) -> String {
    "\(range.lowerBound)|\(maker.bases(range.lowerBound...range.lowerBound))|<NON_REF>|.|END=\(range.upperBound)|\(fields)"
  }

  /// Verdict and reason at a base.
  private func verdict(_ records: [String]) throws -> String? {
    let runs = try maker.read(records).screen.coverage?.runs
    let run = runs?.first { $0.gene == maker.own.symbol && $0.start < position && position <= $0.end }
    return run.map { $0.reason ?? $0.verdict.rawValue }
  }

  /// One site that was asked for is no coverage; sites that follow on each other are.
  @Test func aSingleSiteTellsNoCoverage() throws {
    func site(_ offset: Int) -> String { "\(position + offset)|\(base(offset))|.|PASS|.|GT:DP|0/0:40" }
    #expect(try maker.read([site(0), snv("0/1", at: 5)]).screen.coverage == nil)
    #expect(try maker.read([site(0), site(9)]).screen.coverage == nil)
    #expect(try maker.read((0..<9).map(site)).screen.coverage?.reference == 9)
  }

  @Test func theSmallerDepthOfBlocksCounts() throws {
    let whole = block(maker.first...maker.last, "GT:DP:MIN_DP|0/0:35:30")
    let exon = block(maker.exon(8), "GT:DP:MIN_DP|0/0:3:2")
    #expect(try verdict([whole]) == "reference")
    #expect(try verdict([whole, exon]) == "low_depth" && verdict([exon, whole]) == "low_depth")
    #expect(try verdict([block(maker.first...maker.last, "GT:DP:MIN_DP|0/0:5:300")]) == "low_depth")
  }

  @Test(arguments: ["GT|0/0", "GT:DP:GQ|0/0:.:."]) func aBlockWithoutADepthIsNotUncovered(_ fields: String) throws {
    let whole = block(maker.first...maker.last, fields)
    #expect(try verdict([whole]) == "depth_not_told")
    let gene = try maker.read([whole]).screen.coverage?.coverage(ofGene: maker.own.symbol)
    #expect(gene?.state == .withoutCall && gene?.unknownWords.contains("no DP") == true)
    // Another record that tells a depth decides.
    #expect(try verdict([whole, block(maker.exon(8), "GT:DP|0/0:40")]) == "reference")
  }
}
