// Of which genes "no variant was called" is said: of those of which a base has a call.

import BioSequence
import Documents
import HGVS
import Reporting
import Testing
import TypeICollagen
import VariantNaming

@testable import CaseReporting
@testable import Evidence

@Suite struct GeneCoverageTests {
  /// What is put over a gene, with the word for it in the answer.
  private enum Kind: CaseIterable {
    case called, thin, doubtful, noCall, absent

    /// FORMAT and sample of a block; `nil` for none.
    var cells: String? {
      switch self {
      case .called: "0/0:30:60"
      case .thin: "0/0:12:30"
      case .doubtful: "0/0:30:0"
      case .noCall: "./.:0:0"
      case .absent: nil
      }
    }
  }

  private func vcf(_ kinds: [Kind]) -> [UInt8] {
    let genes = GeneCatalog.embedded.genes
    var lines = ["##fileformat=VCFv4.2"]
    let mappings = genes.map { $0.record.mapping(on: .grch38)! }
    lines += mappings.map { "##contig=<ID=\($0.contig),length=\($0.contigLength)>" }
    lines.append("#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tC")
    for (index, kind) in kinds.enumerated() {
      guard let cells = kind.cells else { continue }
      let (mapping, placement) = (mappings[index], genes[index].model.placement(on: .grch38)!)
      let first = DNASequence(codes: Array(placement.forward[0...0])).description
      let end = "END=\(mapping.range.upperBound)"
      lines.append(
        [mapping.contig, "\(mapping.range.lowerBound + 1)", ".", first, "<NON_REF>", ".", ".", end, "GT:DP:GQ", cells]
          .joined(separator: "\t"))
    }
    return Array((lines.joined(separator: "\n") + "\n").utf8)
  }

  private func report(_ kinds: [Kind]) throws -> CaseReport {
    var sources = CaseSources(record: SourceFile(name: "c.yaml", bytes: Array("id: C\n".utf8)))
    sources.vcf = SourceFile(name: "c.g.vcf", bytes: vcf(kinds))
    return try CaseReporter.report(sources, version: testVersion)
  }

  @Test func everyPairOfGenesIsToldForWhatItIs() throws {
    let names = GeneCatalog.embedded.genes.map(\.symbol)
    for one in Kind.allCases {
      for other in Kind.allCases where one.cells != nil || other.cells != nil {
        let report = try report([one, other])
        let answer = report.assessment.answer
        let note = "\(one) \(other): \(answer)"
        for (name, kind) in zip(names, [one, other]) {
          let unsaid = "o variant was called in \(name)"
          switch kind {
          case .called: #expect(answer.contains(unsaid) || answer.contains("or \(name)"), "\(note)")
          case .thin: #expect(answer.contains("\(name) was covered, but too thinly for a call"), "\(note)")
          case .doubtful: #expect(answer.contains("\(name) was covered, but no base of it has a call"), "\(note)")
          case .noCall, .absent:
            #expect(
              answer.lowercased().contains("not one base of \(name.lowercased())")
                || answer.contains("of COL1A1 or COL1A2 was covered"), "\(note)")
          }
          if kind != .called { #expect(!answer.contains(unsaid), "\(note)") }
        }
        #expect(answer.contains("median depth 12") == [one, other].contains(.thin), "\(note)")
        let isWhole = one == .called && other == .called
        let isNone = one != .called && other != .called
        #expect(report.assessment.isScreened == isWhole, "\(note)")
        #expect(report.assessment.flags.contains { $0.code == .geneNotCovered } == (!isWhole && !isNone), "\(note)")
        let word = report.assessment.weightiestClass
        #expect((word == "none called") == isWhole, "\(note) \(word)")
        let table = CohortTable([CohortCase(report.assessment)])
        #expect(table.row("screened")?.value == (isWhole ? 1 : 0), "\(note)")
        let row = table.row("nothing_covered") ?? table.row("no_base_called") ?? table.row("gene_not_covered")
        #expect((row?.value == 1) != isWhole, "\(note)")
        // What was covered is no "nothing covered".
        if [one, other].contains(where: { $0 == .thin || $0 == .doubtful || $0 == .called }) {
          #expect(word != "nothing covered" && table.row("nothing_covered") == nil, "\(note)")
        }
      }
    }
  }

  /// Each gene is judged by its own runs, in the order of the target, however they lie among each other.
  @Test func runsOfManyGenesAreGrouped() {
    func run(_ gene: String, _ start: Int, _ isCalled: Bool) -> CoverageRun {
      CoverageRun(
        chrom: "chr1", start: start, end: start + 10, gene: gene, region: "r", depthMedian: 0,
        verdict: isCalled ? .reference : .noCall, reason: isCalled ? nil : "low_depth")
    }
    let runs = (0..<300).map { run("G\($0 % 30)", 10 * $0, $0 % 30 < 3 && $0 >= 270) }
    let coverage = ScreenCoverage(runs: runs)
    #expect(coverage.unknownGenes.map(\.gene) == (3..<30).map { "G\($0)" })
    #expect(coverage.unknownGenes == (3..<30).map { coverage.coverage(ofGene: "G\($0)") })
    #expect(coverage.unknownGenes.allSatisfy { $0.targetBases == 100 && $0.calledBases == 0 })
    #expect(coverage.coverage(ofGene: "G0").calledBases == 10)
  }

  @Test func gapsOfDoubtfulBlocksHaveTheirDepth() throws {
    let coverage = try #require(try report([.doubtful, .called]).assessment.screen?.coverage)
    #expect(
      coverage.noCalls.allSatisfy { $0.depthMedian == 30 && $0.reason == "ambiguous" } && !coverage.noCalls.isEmpty)
  }

  /// A cause in one gene is one, whatever is known of the other; what is not known of the other is said beside it.
  @Test func aScreenOfOneGeneSaysSoBesideItsCalls() throws {
    let stop = Call(
      gene: "COL1A1", hgvsC: "NM_000088.4:c.1243C>T", hgvsP: "NP_000079.2:p.(Arg415Ter)", consequence: "stop_gained")
    func run(_ gene: String, _ verdict: CoverageRun.Verdict) -> CoverageRun {
      CoverageRun(
        chrom: gene == "COL1A1" ? "chr17" : "chr7", start: 1000, end: 1100, gene: gene, region: "exon_9",
        depthMedian: verdict == .noCall ? 0 : 40, verdict: verdict, reason: verdict == .noCall ? "low_depth" : nil)
    }
    func assessment(_ calls: [Call]) throws -> CaseAssessment {
      var document = screenDocument("s", calls: calls)
      document.coverage = ScreenCoverage(runs: [run("COL1A1", .reference), run("COL1A2", .noCall)])
      #expect(document.coverage?.unknownGenes.map(\.gene) == ["COL1A2"])
      let text = ScreenText.summary(document, color: false)
      #expect(text.contains("not one base of COL1A2 was covered") == calls.isEmpty)
      #expect(ScreenMultiQC.text(document).contains("\"collagen_variants\": \(calls.count)") == !calls.isEmpty)
      let record = try CaseRecord(text: "id: s\n", file: "c.yaml")
      return CaseAssessment(record: record, screen: document, assay: nil)
    }
    let none = try assessment([])
    #expect(none.extent == .geneNotCovered && none.weightiestClass == "none called; COL1A2 not covered")
    var call = stop
    (call.pos, call.ref, call.alt, call.class) = (50_195_288, "G", "A", .snv)
    (call.collagenEffect, call.exon, call.depth, call.altDepth, call.vaf) = ([.nullAllele], "19", 30, 14, 0.4667)
    call.zygosity = .heterozygous
    let found = try assessment([call])
    #expect(found.answer.contains("not one base of COL1A2 was covered"), "\(found.answer)")
    #expect(found.extent == (found.pathogenic.isEmpty ? .geneNotCovered : .screened))
  }

  @Test func aGeneOutsideTheTargetIsNoGap() throws {
    var document = screenDocument("s")
    document.coverage = ScreenCoverage(runs: document.coverage?.runs.filter { $0.gene == "COL1A1" } ?? [])
    let assessment = CaseAssessment(
      record: try CaseRecord(text: "id: s\n", file: "c.yaml"), screen: document, assay: nil)
    #expect(assessment.answer.hasPrefix("No variant was called in COL1A1; COL1A2 is not part of the target"))
    #expect(assessment.isScreened && assessment.unknownGenes.isEmpty)
  }
}
