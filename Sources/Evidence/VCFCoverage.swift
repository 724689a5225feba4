// What a VCF with blocks (gVCF) says of the bases of the exons: like the reference, changed, or without a call.

import BioSequence
import HGVS
import Reporting
import TypeICollagen

/// The coverage that the records of a VCF give.
struct VCFCoverage {
  /// What records say of a base.
  enum Mark {
    /// Like the reference, at a depth; `nil` where the record tells none.
    case reference(Int?)
    case variant
    /// Filtered, without a genotype, or not interpreted; with the depth that is told of it.
    case ambiguous(Int = 0)
  }

  /// The depth from which a block counts as like the reference: the default of the screen's `--min-depth`.
  static let minimumDepth = 20

  private struct Base {
    var depth: Int32 = -1
    var isVariant = false
    var isAmbiguous = false
    /// Whether a record without a depth says that the base is like the reference.
    var isReferenceOfUnknownDepth = false
  }

  private let genes: GeneCatalog
  private let assembly: Assembly
  private var bases: [[Base]]
  /// Whether a record tells of bases that are like the reference; without one a VCF says nothing of its coverage.
  var isTold = false

  init(genes: GeneCatalog, assembly: Assembly) {
    self.genes = genes
    self.assembly = assembly
    bases = genes.genes.map { Array(repeating: Base(), count: $0.record.sequence.count) }
  }

  /// Notes what a record says of positions of a gene's chromosome, 1-based.
  mutating func mark(_ range: ClosedRange<Int>, _ gene: Int, _ mark: Mark) {
    guard let mapping = genes.genes[gene].record.mapping(on: assembly) else { return }
    let inside = (range.lowerBound - 1..<range.upperBound).clamped(to: mapping.range)
    guard !inside.isEmpty else { return }
    for offset in mapping.recordRange(ofChromosomeRange: inside) {
      switch mark {
      case .reference(nil): bases[gene][offset].isReferenceOfUnknownDepth = true
      case .reference(.some(let depth)):
        // Of records that tell different depths of a base none is known to be right: the smaller one counts.
        let told = bases[gene][offset].depth
        bases[gene][offset].depth = told < 0 ? Int32(clamping: depth) : min(told, Int32(clamping: depth))
      case .variant: bases[gene][offset].isVariant = true
      case .ambiguous(let depth):
        bases[gene][offset].isAmbiguous = true
        // A record without a depth leaves what is known of the base.
        if depth > 0 { bases[gene][offset].depth = max(bases[gene][offset].depth, Int32(clamping: depth)) }
      }
    }
  }

  /// The coverage of every exon with 20 bases of intron on each side, the screen's default target; `nil` if no record
  /// tells it.
  func coverage() -> ScreenCoverage? {
    guard isTold else { return nil }
    let regions = TargetRegions.exons(of: genes).regions
    var runs: [CoverageRun] = []
    for region in regions {
      guard let mapping = genes.genes[region.gene].record.mapping(on: assembly) else { continue }
      var start = region.range.lowerBound
      for offset in region.range where offset + 1 == region.range.upperBound || !isSame(region.gene, offset, offset + 1)
      {
        runs.append(run(region, start..<offset + 1, mapping))
        start = offset + 1
      }
    }
    let ranks = genes.contigs(on: assembly).map(\.contig)
    runs.sort {
      let (one, two) = (ranks.firstIndex(of: $0.chrom) ?? 0, ranks.firstIndex(of: $1.chrom) ?? 0)
      return one == two ? $0.start < $1.start : one < two
    }
    return ScreenCoverage(runs: runs, detectionLimits: [])
  }

  private func isSame(_ gene: Int, _ one: Int, _ two: Int) -> Bool {
    verdict(bases[gene][one]) == verdict(bases[gene][two])
  }

  private func verdict(_ base: Base) -> String {
    if base.isVariant { return CoverageRun.Verdict.variant.rawValue }
    if base.isAmbiguous { return "ambiguous" }
    if base.depth < 0 { return base.isReferenceOfUnknownDepth ? GeneCoverage.depthNotTold : "not_listed" }
    return base.depth < VCFCoverage.minimumDepth ? "low_depth" : CoverageRun.Verdict.reference.rawValue
  }

  private func run(_ region: TargetRegion, _ range: Range<Int>, _ mapping: AssemblyMapping) -> CoverageRun {
    let own = bases[region.gene][range]
    let word = verdict(own[range.lowerBound])
    let depths = own.map { max(0, Int($0.depth)) }.sorted()
    let place = mapping.chromosomeRange(ofRecordRange: range)
    let verdict = CoverageRun.Verdict(rawValue: word)
    return CoverageRun(
      chrom: mapping.contig, start: place.lowerBound, end: place.upperBound, gene: genes.genes[region.gene].symbol,
      region: region.name, depthMedian: depths[depths.count / 2], verdict: verdict ?? .noCall,
      reason: verdict == nil ? word : nil)
  }
}
