// The blocks of a gVCF and the depth of regions: every base of the target is told once, and as the coverage has it.

import BioSequence
import Documents
import Numerics
import Reporting
import Testing
import TypeICollagen
import VariantCalling
import VariantNaming

@testable import Collagen

@Suite struct ReferenceBlockTests {
  /// Coverage of both genes with stretches of other depths and verdicts, drawn from a seed.
  private static func coverage(_ seed: UInt64) -> [ReferenceCoverage] {
    var random = RandomSource(seed: seed)
    return GeneCatalog.embedded.genes.enumerated().map { index, gene in
      let count = gene.record.sequence.count
      var verdicts = [CoverageVerdict](repeating: .reference, count: count)
      var depths = [Int32](repeating: 40, count: count)
      for target in TargetRegions.exons(of: .embedded).ranges(ofGene: index) {
        for _ in 0..<2 {
          let start = target.lowerBound + random.below(target.count)
          let range = start..<min(target.upperBound, start + 1 + random.below(40))
          let depth = Int32(random.below(90))
          for offset in range {
            depths[offset] = depth
            verdicts[offset] = depth < 20 ? .noCall(depth == 0 ? .noReads : .lowDepth) : .reference
          }
        }
      }
      return ReferenceCoverage(
        targets: TargetRegions.exons(of: .embedded).ranges(ofGene: index), depths: depths, verdicts: verdicts)
    }
  }

  /// A record that takes `count` bases of an assembly, from a target's base on.
  private static func call(_ gene: CollagenGene, _ target: Range<Int>, _ count: Int, _ assembly: Assembly) throws
    -> Call
  {
    let range = target.lowerBound + target.count / 2..<target.lowerBound + target.count / 2 + count
    let variant = Variant(range: range, replacement: DNASequence(codes: []))
    return try #require(Call(annotate(variant: variant, gene: gene), assembly: assembly))
  }

  @Test(arguments: [(Assembly.grch38, 3 as UInt64), (.grch37, 4)])
  func everyBaseOfTheTargetIsToldOnce(_ assembly: Assembly, _ seed: UInt64) throws {
    let coverage = Self.coverage(seed)
    var options = ScreenOptions(sample: "s")
    options.assembly = assembly
    var calls: [Call] = []
    for (index, gene) in GeneCatalog.embedded.genes.enumerated() {
      for (number, target) in coverage[index].targets.enumerated() where number % 7 == 3 {
        calls.append(try Self.call(gene, target, 1 + number % 5, assembly))
      }
    }
    let blocks = ScreenReportBuilder(options: options).referenceBlocks(coverage, calls: calls)
    #expect(blocks.contains { $0.reason == "low_depth" } && blocks.contains { $0.reason == nil })
    for (index, gene) in GeneCatalog.embedded.genes.enumerated() {
      let mapping = try #require(gene.record.mapping(on: assembly))
      var told = [Int: Int]()
      for call in calls where call.chrom == mapping.contig {
        for position in call.pos - 1..<call.pos - 1 + call.ref.count { told[position, default: 0] += 1 }
      }
      for block in blocks where block.chrom == mapping.contig {
        let offsets = (block.start..<block.end).map { mapping.recordOffset(ofChromosomeOffset: $0) }
        for (position, offset) in zip(block.start..<block.end, offsets) {
          told[position, default: 0] += 1
          let reason: String? =
            if case .noCall(let why) = coverage[index].verdicts[offset] { why.rawValue } else { nil }
          #expect(block.reason == reason)
        }
        let depths = offsets.map { Int(coverage[index].depths[$0]) }
        #expect(block.depthLow == depths.min() && depths.contains(block.depthMedian))
        let base = gene.record.assemblyBases(in: offsets[0]..<offsets[0] + 1, on: mapping)
        #expect(block.base == mapping.oriented(base).description)
      }
      let wanted = coverage[index].targets.flatMap { Array(mapping.chromosomeRange(ofRecordRange: $0)) }
      #expect(wanted.allSatisfy { told[$0] == 1 })
    }
  }

  @Test func blocksStandBetweenTheRecords() throws {
    let coverage = Self.coverage(5)
    let gene = GeneCatalog.embedded.genes[0]
    let call = try Self.call(gene, coverage[0].targets[9], 3, .grch38)
    var document = ScreenDocument(sample: "s", assembly: .grch38)
    document.calls = [call]
    document.contigs = GeneCatalog.embedded.contigs(on: .grch38).map {
      Contig(name: $0.contig, length: $0.contigLength)
    }
    let blocks = ScreenReportBuilder(options: ScreenOptions(sample: "s")).referenceBlocks(coverage, calls: [call])
    let text = ScreenVCF.text(document, source: "test", filters: [], blocks: blocks)
    let rows = text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { $0.split(separator: "\t") }
    #expect(rows.count == blocks.count + 1)
    let places = rows.compactMap { row in Int(row[1]).map { (String(row[0]), $0) } }
    #expect(zip(places, places.dropFirst()).allSatisfy { $0.0 != $1.0 || $0.1 < $1.1 })
    #expect(places.map(\.0).reduce(into: [String]()) { if $0.last != $1 { $0.append($1) } } == ["chr7", "chr17"])
    #expect(text.contains("##ALT=<ID=NON_REF,") && text.contains("##FORMAT=<ID=MIN_DP,"))
    let open = try #require(rows.first { $0[9].hasPrefix("./.") })
    #expect(open[4] == "<NON_REF>" && open[7].contains("NOCALL=") && open[8] == "GT:DP:GQ:MIN_DP")
    #expect(!ScreenVCF.text(document, source: "test", filters: []).contains("NON_REF"))
  }

  @Test func qualityIsThatOfAHeterozygoteThatIsMissed() {
    let model = DetectionModel(minVAF: 0.05, errorRate: 1e-3)
    #expect(model.heterozygousQuality(fragments: 0) == 0 && model.heterozygousQuality(fragments: 3) == 0)
    let qualities = (4...120).map { model.heterozygousQuality(fragments: $0) }
    #expect(qualities.last == 99 && qualities[16] >= 20)
    // Some more fragments may need one more for a call: quality falls by little where that happens.
    #expect(zip(qualities, qualities.dropFirst(4)).allSatisfy { $1 >= $0 })
  }

  @Test func regionsTellTheirMeanDepth() throws {
    let coverage = Self.coverage(6)
    let regions = ScreenReportBuilder(options: ScreenOptions(sample: "s")).regionDepths(coverage)
    #expect(regions.count == TargetRegions.exons(of: .embedded).regions.count)
    let exon = try #require(regions.first { $0.name == "COL1A1_exon_7" })
    let range = GeneCatalog.embedded.genes[0].record.preferredTranscript.exons[6]
    let bases = range.lowerBound - 20..<range.upperBound + 20
    let mean = Double(coverage[0].depths[bases].reduce(0) { $0 + Int($1) }) / Double(bases.count)
    #expect(abs(exon.mean - mean) < 1e-9 && exon.end - exon.start == bases.count)
    let rows = RegionDepth.table(regions).split(separator: "\n")
    #expect(rows.count == regions.count && rows[0].hasPrefix("chr7\t") && rows[0].split(separator: "\t").count == 5)
  }
}
