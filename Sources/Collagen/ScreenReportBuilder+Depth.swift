// Depth for other tools: the blocks of a gVCF and the mean depth of each region.

import BioSequence
import Reporting
import TypeICollagen
import VariantCalling

extension ScreenReportBuilder {
  /// Mean depth of every region of the target, in chromosome order.
  func regionDepths(_ coverage: [ReferenceCoverage]) -> [RegionDepth] {
    let regions = options.target.regions.compactMap { region -> RegionDepth? in
      let gene = options.genes.genes[region.gene]
      guard let mapping = gene.record.mapping(on: options.assembly) else { return nil }
      let place = mapping.chromosomeRange(ofRecordRange: region.range)
      let sum = coverage[region.gene].depths[region.range].reduce(0) { $0 + Int($1) }
      return RegionDepth(
        chrom: mapping.contig, start: place.lowerBound, end: place.upperBound, name: "\(gene.symbol)_\(region.name)",
        mean: Double(sum) / Double(region.range.count))
    }
    return inChromosomeOrder(regions) { ($0.chrom, $0.start) }
  }

  /// The target's bases that no record tells of, in blocks of one verdict and one step of quality, in chromosome order.
  ///
  /// Bases in the reference allele of a record belong to the record, whether it passed or not, and so do those between the
  /// ends of a symbolic one.
  func referenceBlocks(_ coverage: [ReferenceCoverage], calls: [Call]) -> [ReferenceBlock] {
    var blocks: [ReferenceBlock] = []
    for (index, record) in coverage.enumerated() {
      let gene = options.genes.genes[index]
      guard let mapping = gene.record.mapping(on: options.assembly) else { continue }
      let told = calls.filter { $0.chrom == mapping.contig }.map(\.toldBases)
      var cutter = BlockCutter(coverage: record, mapping: mapping, gene: gene.record)
      for target in record.targets {
        let place = mapping.chromosomeRange(ofRecordRange: target)
        let within = told.filter { $0.overlaps(place) }
        for position in place {
          if within.contains(where: { $0.contains(position) }) {
            cutter.close()
          } else {
            cutter.append(position)
          }
        }
        cutter.close()
      }
      blocks += cutter.blocks
    }
    return inChromosomeOrder(blocks) { ($0.chrom, $0.start) }
  }
}

/// Joins neighbouring bases of one verdict and one step of quality.
private struct BlockCutter {
  let coverage: ReferenceCoverage
  let mapping: AssemblyMapping
  let gene: GeneRecord
  private(set) var blocks: [ReferenceBlock] = []

  private var start = 0
  private var depths: [Int] = []
  private var state = State(reason: nil, step: 0)
  /// Qualities by depth: bases share their depths.
  private var qualities: [Int: Int] = [:]

  private struct State: Equatable {
    let reason: String?
    let step: Int
  }

  /// Qualities from one of these up to the next share a block.
  private static let steps = [10, 20, 30, 40, 60]

  init(coverage: ReferenceCoverage, mapping: AssemblyMapping, gene: GeneRecord) {
    self.coverage = coverage
    self.mapping = mapping
    self.gene = gene
  }

  /// Takes the next base of the chromosome.
  mutating func append(_ position: Int) {
    let offset = mapping.recordOffset(ofChromosomeOffset: position)
    let depth = Int(coverage.depths[offset])
    let quality = qualities[depth] ?? coverage.detection.heterozygousQuality(fragments: depth)
    qualities[depth] = quality
    var reason: String?
    if case .noCall(let why) = coverage.verdicts[offset] { reason = why.rawValue }
    let here = State(reason: reason, step: reason == nil ? BlockCutter.steps.count(where: { $0 <= quality }) : 0)
    if here != state { close() }
    if depths.isEmpty { (start, state) = (position, here) }
    depths.append(depth)
  }

  /// Ends the block, if there is one.
  mutating func close() {
    guard !depths.isEmpty else { return }
    depths.sort()
    let offset = mapping.recordOffset(ofChromosomeOffset: start)
    let base = mapping.oriented(gene.assemblyBases(in: offset..<offset + 1, on: mapping))
    blocks.append(
      ReferenceBlock(
        chrom: mapping.contig, start: start, end: start + depths.count, base: "\(base)", reason: state.reason,
        depthMedian: depths[(depths.count - 1) / 2], depthLow: depths[0], quality: qualities[depths[0]] ?? 0))
    depths = []
  }
}

extension Call {
  /// The 0-based bases of the chromosome that the record tells of.
  fileprivate var toldBases: Range<Int> {
    let start = pos - 1
    guard let event = symbolic else { return start..<start + max(1, ref.count) }
    return start..<max(start + 1, event.end ?? 0)
  }
}
