// What each molecule says of the haplotypes of a window: mates joined, mapping quality weighed in.

import Alignment
import BioSequence

/// The evidence of one molecule.
struct TemplateEvidence: Sendable {
  /// Likelihood of the molecule's reads for each haplotype, relative to the best one: 1 down to ``floor``.
  let likelihoods: [Double]
  /// The read that tells the haplotypes apart most.
  let read: Int
}

/// Compares all reads of a window with all its haplotypes.
struct TemplateEvidenceBuilder {
  let reads: PreparedReads
  let record: CallReference
  private var kernel = ReadLikelihoodKernel()

  /// Bases beside the window that reads are compared in too.
  static let flank = 15
  /// No molecule speaks more strongly than this: copies may err before sequencing.
  static let floor = 1e-6
  private static let clipReach = 12

  init(reads: PreparedReads, record: CallReference) {
    self.reads = reads
    self.record = record
  }

  /// Evidence of all molecules near the window, in order of their first read.
  mutating func evidence(for region: ActiveRegion, haplotypes: [CandidateHaplotype]) -> [TemplateEvidence] {
    let codes = record.sequence.codes
    let wide =
      max(
        0, region.window.lowerBound - TemplateEvidenceBuilder.flank)..<min(
        codes.count, region.window.upperBound + TemplateEvidenceBuilder.flank)
    let left = Array(codes[wide.lowerBound..<region.window.lowerBound])
    let right = Array(codes[region.window.upperBound..<wide.upperBound])
    let templates = haplotypes.map { HaplotypeTemplate(codes: left + $0.codes + right) }
    let near = reads.reads(near: region.window, margin: TemplateEvidenceBuilder.clipReach, on: region.reference)
    var rows: [Int: Int] = [:]
    var evidence: [TemplateEvidence] = []
    for index in near {
      guard let segment = reads.segment(of: index, in: wide), segment.bases.count >= 5 else { continue }
      let own = likelihoods(of: segment, templates: templates)
      let mate = Int(reads.mates[index])
      if mate >= 0, let row = rows[mate] {
        evidence[row] = TemplateEvidenceBuilder.joined(evidence[row], own, read: index)
      } else {
        rows[index] = evidence.count
        evidence.append(TemplateEvidence(likelihoods: own, read: index))
      }
    }
    return evidence
  }

  private mutating func likelihoods(of segment: ReadSegment, templates: [HaplotypeTemplate]) -> [Double] {
    let read = reads.store.reads[segment.read]
    let kept = reads.fragmentBases(of: segment.read)
    let ends = SegmentEnds(
      isLeftAnchored: segment.isLeftAnchored, isRightAnchored: segment.isRightAnchored,
      mayClipLeft: !segment.isLeftAnchored && segment.bases.lowerBound == kept.lowerBound,
      mayClipRight: !segment.isRightAnchored && segment.bases.upperBound == kept.upperBound)
    let store = reads.store
    let bases = store.bases.span
    let qualities = store.qualities.span
    var costs: [Int32] = []
    costs.reserveCapacity(templates.count)
    for template in templates {
      costs.append(
        kernel.cost(bases: bases, qualities: qualities, range: segment.bases, ends: ends, haplotype: template))
    }
    let least = costs.min() ?? 0
    let misplaced = max(TemplateEvidenceBuilder.floor, Logarithm.chance(phred: Double(read.mappingQuality)))
    return costs.map { (1 - misplaced) * Logarithm.chance(phred: Double($0 - least)) + misplaced }
  }

  private static func joined(_ first: TemplateEvidence, _ second: [Double], read: Int) -> TemplateEvidence {
    let product = zip(first.likelihoods, second).map { $0 * $1 }
    let top = product.max() ?? 1
    let tellsMore = (second.min() ?? 1) < (first.likelihoods.min() ?? 1)
    return TemplateEvidence(
      likelihoods: product.map { max($0 / top, floor) }, read: tellsMore ? read : first.read)
  }
}
