// From what the caller found to the document of a screen: names, places on either assembly, runs, limits, warnings.

import BioSequence
import Documents
import HGVS
import Reporting
import Testing
import TypeICollagen
import VariantCalling

@testable import Collagen

@Suite struct ScreenReportBuilderTests {
  private static let gene = GeneCatalog.embedded.genes[0]

  /// A heterozygous substitution of a record offset of COL1A1.
  private func call(_ offset: Int, _ base: UInt8, filters: [CallFilter] = []) -> VariantCall {
    VariantCall(
      reference: 0, variant: Variant(range: offset..<offset + 1, replacement: DNASequence(codes: [base])),
      genotype: Genotype(first: 0, second: 1, isPhased: false), zygosity: .heterozygous, phaseSet: offset,
      quality: 412.6, genotypeQuality: 99, depth: 60, referenceDepth: 31, alternateForwardDepth: 14,
      alternateReverseDepth: 15, filters: filters)
  }

  /// Coverage of both genes: depth 40 and reference everywhere but where a change says otherwise.
  private func coverage(
    _ change: (inout [CoverageVerdict], inout [Int32]) -> Void = { _, _ in }
  ) -> [ReferenceCoverage] {
    GeneCatalog.embedded.genes.enumerated().map { index, gene in
      var verdicts = [CoverageVerdict](repeating: .reference, count: gene.record.sequence.count)
      var depths = [Int32](repeating: 40, count: verdicts.count)
      if index == 0 { change(&verdicts, &depths) }
      return ReferenceCoverage(
        targets: TargetRegions.exons(of: .embedded).ranges(ofGene: index), depths: depths, verdicts: verdicts)
    }
  }

  private func document(
    _ calls: [VariantCall] = [], _ coverage: [ReferenceCoverage]? = nil, isAmplicon: Bool = false,
    diagnostics: [CallDiagnostic] = [], _ change: (inout ScreenOptions) -> Void = { _ in }
  ) -> ScreenDocument {
    var options = ScreenOptions(sample: "s")
    change(&options)
    let result = CallSet(
      calls: calls, coverage: coverage ?? self.coverage(),
      readUse: ReadUse(used: 10, duplicates: 0, ambiguousAlignment: 0), ampliconLike: isAmplicon,
      diagnostics: diagnostics)
    return ScreenReportBuilder(options: options).report(
      result, counts: ReadCounts(reads: 10, used: 10, filtered: [:], unmapped: 0), qualities: nil,
      confirmations: [],
      inputs: [
        ReportedInput(
          name: "a.fq", bytes: 1, sha256: String(repeating: "0", count: 64), container: "plain", completeness: .unproven
        )
      ], warnings: ["said before"]
    ).document
  }

  @Test func qualitiesThatWereBlankedAreTold() {
    func coverage(_ unusable: Int) -> ScreenCoverage {
      func run(_ range: Range<Int>, _ reason: String?) -> CoverageRun {
        CoverageRun(
          chrom: "chr17", start: range.lowerBound, end: range.upperBound, gene: "COL1A1", region: "exon_1",
          depthMedian: 30, verdict: reason == nil ? .reference : .noCall, reason: reason)
      }
      return ScreenCoverage(runs: [run(0..<unusable, "low_base_quality"), run(unusable..<1000, nil)])
    }
    #expect(ScreenReportBuilder.masking(coverage(500)).isEmpty)
    #expect(ScreenReportBuilder.masking(coverage(501)).first?.hasPrefix("501 of 1000 target bases have reads") == true)
  }

  @Test func aCallIsNamedAndCounted() throws {
    let document = document([call(8637, 3)])
    let call = try #require(document.calls.first)
    #expect(call.name == "NM_000088.4:c.589G>T" && call.hgvsLRG == "LRG_1:g.8638G>T")
    #expect(call.place == "chr17:50198002:C:A" && call.assembly == .grch38)
    #expect(call.genotype == "0/1" && call.zygosity == .heterozygous)
    #expect([call.depth, call.refDepth, call.altDepth] == [60, 31, 29])
    // Rounded as documents hold it, so that what is handed on is what is written.
    #expect(call.vaf == 0.4833 && call.qual == 413 && call.quality == 99)
    #expect(call.filter == ["PASS"] && document.passed.count == 1 && document.failed.isEmpty)
    // A phase set of one record says nothing.
    #expect(call.phaseSet == nil)
  }

  /// On GRCh37 the assembly has the base of a common variant: no record, and no base that is called without one.
  @Test(arguments: [Zygosity.heterozygous, .homozygous]) func theAssemblysOwnBaseIsNoVariant(_ zygosity: Zygosity)
    throws
  {
    let gene = GeneCatalog.embedded.genes[0]
    let difference = try #require(gene.record.mapping(on: .grch37)?.differences.first)
    let placement = try #require(gene.model.placement(on: .grch37))
    let mapping = placement.mapping
    let place =
      mapping.chromosomeRange(ofRecordRange: difference.offset..<difference.offset + 1).lowerBound
      - mapping.range.lowerBound
    let own = placement.recordEdit(replacing: place..<place + 1, with: [placement.forward[place]])
    let variant = Variant(range: own.range, replacement: DNASequence(codes: own.replacement))
    let found = VariantCall(
      reference: 0, variant: variant,
      genotype: Genotype(first: zygosity == .homozygous ? 1 : 0, second: 1, isPhased: false), zygosity: zygosity,
      phaseSet: nil, quality: 412.6, genotypeQuality: 99, depth: 60, referenceDepth: 0, alternateForwardDepth: 30,
      alternateReverseDepth: 30, filters: [])
    let coverage = coverage { verdicts, _ in verdicts[difference.offset] = .variant }
    let document = document([found], coverage) { $0.assembly = .grch37 }
    #expect(document.calls.isEmpty && document.warnings.contains { $0.contains("no record") })
    #expect(document.coverage?.variant == 0)
    #expect(try ScreenDocument(json: document.text(), file: "s.json") == document)
  }

  @Test func whatTheDocumentHoldsMayBeReadBack() throws {
    let coverage = coverage { verdicts, _ in verdicts[8637] = .variant }
    let document = document([call(8637, 3), call(8700, 0, filters: [.lowDepth, .strandBias])], coverage)
    #expect(try ScreenDocument(json: document.text(), file: "s.json") == document)
    #expect(document.failed.map(\.filter) == [["low_depth", "strand_bias"]])
    #expect(document.inputCompleteness == .unproven && document.warnings.first == "said before")
    #expect(document.version == "collagen \(CollagenVersion.number)")
  }

  @Test func callsAreSortedByPlaceOnTheAssembly() {
    // COL1A1 lies on the reverse strand: the later change of the record comes first.
    let document = document([call(8637, 3), call(9000, 0)])
    #expect(document.calls.map(\.pos) == document.calls.map(\.pos).sorted() && document.calls.count == 2)
    #expect(document.contigs.map(\.name) == ["chr7", "chr17"])
  }

  @Test func theOldAssemblyHasItsOwnPlacesAndItsOwnWarning() throws {
    let document = document([call(8637, 3)]) { $0.assembly = .grch37 }
    let call = try #require(document.calls.first)
    #expect(call.pos == 48_275_363 && call.assembly == .grch37 && call.hgvsG == "NC_000017.10:g.48275363C>A")
    #expect(document.warnings.contains { $0.contains("GRCh37 has another base") })
    #expect(document.contigs.map(\.length) == [159_138_663, 81_195_210])
  }

  @Test func runsTileTheTargetOnceWithTheirVerdicts() throws {
    let exon = ScreenReportBuilderTests.gene.record.preferredTranscript.exons[7]
    let document = document(
      [],
      coverage { verdicts, depths in
        for offset in exon.lowerBound..<exon.lowerBound + 10 {
          (verdicts[offset], depths[offset]) = (.noCall(.lowDepth), 3)
        }
        verdicts[exon.lowerBound + 20] = .variant
      })
    let coverage = try #require(document.coverage)
    let targets = GeneCatalog.embedded.genes.indices.flatMap { TargetRegions.exons(of: .embedded).ranges(ofGene: $0) }
    #expect(coverage.targetBases == targets.reduce(0) { $0 + $1.count })
    #expect(coverage.noCall == 10 && coverage.variant == 1 && coverage.noCallByReason == ["low_depth": 10])
    let gap = try #require(coverage.gaps.first)
    #expect(gap.region == "exon_8" && gap.depthMedian == 3 && gap.reason == "low_depth" && gap.isExonic)
    let bounds = zip(coverage.runs, coverage.runs.dropFirst()).filter { $0.0.chrom == $0.1.chrom }
    #expect(bounds.allSatisfy { $0.0.end <= $0.1.start })
    #expect(coverage.runs.map(\.chrom).first == "chr7" && coverage.runs.map(\.chrom).last == "chr17")
  }

  @Test func theLimitOfDetectionFollowsTheDepth() throws {
    let deep = try #require(
      document([], coverage { _, depths in depths.indices.forEach { depths[$0] = 400 } }).coverage?.detectionLimit)
    let shallow = try #require(document().coverage?.detectionLimit)
    #expect(shallow.power == 0.95 && shallow.worst >= shallow.median)
    #expect(deep.median <= shallow.median && DetectionRun.steps.contains(deep.median))
    let none = try #require(
      document([], coverage { _, depths in depths.indices.forEach { depths[$0] = 0 } }).coverage?.detectionLimit)
    #expect(none.worst == 1)
  }

  @Test func settingsAreValues() {
    let plain = document()
    #expect(plain.settings == ScreenSettings() && !plain.isOfRNA)
    let other = document(isAmplicon: true, diagnostics: [.ampliconLike]) {
      $0.targetName = "panel.bed"
      $0.calling = CallOptions(minDepth: 7, minVAF: 0.02, marksDuplicates: true)
    }
    #expect(
      other.settings == ScreenSettings(target: "panel.bed", minDepth: 7, minVAF: 0.02, duplicates: .amplicons))
    #expect(other.warnings.contains { $0.contains("amplicons") })
    #expect(document { $0.calling = CallOptions(marksDuplicates: false) }.settings?.duplicates == .notMarked)
  }

  @Test func farMoreVariantsThanAPersonHasAreQuestioned() {
    let many = (0..<200).map { call(8000 + 7 * $0, 3) }
    #expect(document(many).warnings.contains { $0.contains("more than expected of one person") })
    #expect(!document([call(8637, 3)]).warnings.contains { $0.contains("more than a person has") })
  }
}
