// What each fragment says of the haplotypes of a window: mates joined, mapping quality weighed in.

import Alignment
import BioSequence
import Numerics

/// The evidence of one fragment.
struct TemplateEvidence: Sendable {
  /// Likelihood of the fragment's reads for each haplotype, relative to the best one: 1 down to ``floor``.
  let likelihoods: [Double]
  /// The same with the distance of its mates.
  var withInsert: [Double]
  /// The read that distinguishes the haplotypes most; `nil` if only the distance of the mates is informative.
  let read: Int?
  /// Whether the distance of the mates was weighed in.
  var spans = false

  init(likelihoods: [Double], read: Int?) {
    self.likelihoods = likelihoods
    self.withInsert = likelihoods
    self.read = read
  }
}

/// Compares all reads of a window with all its haplotypes.
struct TemplateEvidenceBuilder {
  let reads: PreparedReads
  let record: CallReference
  private let model: LikelihoodModel
  private var kernel: ReadLikelihoodKernel

  /// Bases beside the window that reads are compared in too.
  static let flank = 15
  /// No fragment weighs more than this: copies may err before sequencing.
  static let floor = 1e-6
  private static let clipReach = 12
  /// Aligned bases beyond the flank that tie a read to the end of the window.
  private static let overhang = 12
  /// Costs further apart than this give the same likelihood: that of ``floor``.
  private static let largest: Int32 = 60
  /// Diagonals beside those of the segment's ends that gaps may lead to.
  private static let slack = 10
  /// A longer gap inside a read costs more than all of its bases left unexplained.
  private static let longestJump = 64

  init(reads: PreparedReads, record: CallReference, model: LikelihoodModel = .standard) {
    self.reads = reads
    self.record = record
    self.model = model
    kernel = ReadLikelihoodKernel(model: model)
  }

  /// Evidence of all fragments near the window, in order of their first read.
  mutating func evidence(for region: ActiveRegion, haplotypes: [CandidateHaplotype]) -> [TemplateEvidence] {
    let codes = record.sequence.codes
    let near = reads.reads(near: region.window, margin: TemplateEvidenceBuilder.clipReach, on: region.reference)
    // Reads of a stretch that is turned round lie on the record as if it were not: only those from outside are informative.
    let isTurned = region.candidates.contains { $0.isInversion(on: record.sequence) }
    let flank = isTurned ? TemplateEvidenceBuilder.flank : flank(of: region, reads: near)
    let wide = max(0, region.window.lowerBound - flank)..<min(codes.count, region.window.upperBound + flank)
    let left = Array(codes[wide.lowerBound..<region.window.lowerBound])
    let right = Array(codes[region.window.upperBound..<wide.upperBound])
    let templates = haplotypes.map { HaplotypeTemplate(codes: left + $0.codes + right, model: model) }
    let variants = reads.primers == nil ? [] : Array(Set(haplotypes.flatMap(\.variants))).sorted()
    let spans = variants.map { $0.shiftRange(on: record.sequence) }
    var rows: [Int: Int] = [:]
    // Pieces of one long read are one fragment, as mates are.
    var pieces: [Int: Int] = [:]
    var evidence: [TemplateEvidence] = []
    for index in near {
      guard let segment = reads.segment(of: index, in: wide, overhang: TemplateEvidenceBuilder.overhang),
        segment.bases.count >= 5, !isTurned || segment.isLeftAnchored || segment.isRightAnchored
      else { continue }
      let masked = reads.withoutPrimers(segment, variants: variants, spans: spans)
      let own = likelihoods(of: segment, masked: masked, templates: templates, window: wide)
      let mate = Int(reads.mates[index])
      if mate >= 0, let row = rows[mate] {
        evidence[row] = TemplateEvidenceBuilder.joined(evidence[row], own, read: index)
      } else if reads.hasPieces, let row = pieces[reads.store.reads[index].template] {
        evidence[row] = TemplateEvidenceBuilder.joined(evidence[row], own, read: index)
      } else {
        rows[index] = evidence.count
        if reads.hasPieces { pieces[reads.store.reads[index].template] = evidence.count }
        evidence.append(TemplateEvidence(likelihoods: own, read: index))
      }
    }
    addInsertSizes(to: &evidence, rows: rows, region: region, haplotypes: haplotypes)
    return evidence
  }

  /// The bases beside a window that reads are compared in. Reads over a long deletion or insertion are clipped there,
  /// and what is clipped continues on the other side: it must fit in as a whole.
  private func flank(of region: ActiveRegion, reads near: [Int]) -> Int {
    let isLong = region.candidates.contains {
      max($0.range.count, $0.replacement.count) >= TemplateEvidenceBuilder.clippingLength
    }
    guard isLong else { return TemplateEvidenceBuilder.flank }
    let longest = near.reduce(0) { max($0, reads.store.reads[$1].bases.count) }
    return min(max(longest, TemplateEvidenceBuilder.flank), TemplateEvidenceBuilder.longestFlank)
  }

  /// Aligners clip the reads over variants of this length.
  private static let clippingLength = 40
  private static let longestFlank = 300

  /// Variants of length smaller than this do not show in the distance of mates, and reads show them well enough.
  private static let informativeLengthChange = 60
  /// The fragment of a read with more clipped bases at its first base may end inside the variant.
  private static let longestStartClip = 3

  /// Weighs in the distance of mates whose fragment reaches over the whole window.
  private func addInsertSizes(
    to evidence: inout [TemplateEvidence], rows: [Int: Int], region: ActiveRegion, haplotypes: [CandidateHaplotype]
  ) {
    let lengthChanges = haplotypes.map { $0.codes.count - region.window.count }
    guard let model = reads.insertSizes,
      lengthChanges.contains(where: { abs($0) >= TemplateEvidenceBuilder.informativeLengthChange })
    else { return }
    for index in reads.reads(near: region.window, margin: model.reach, on: region.reference) {
      let read = reads.store.reads[index]
      let mate = Int(reads.mates[index])
      guard mate >= 0, read.strand == .forward, read.mappingQuality >= 20 else { continue }
      let other = reads.store.reads[mate]
      guard other.strand == .reverse, other.mappingQuality >= 20 else { continue }
      let start = reads.store.unclippedFivePrimeEnd(of: read)
      let end = reads.store.unclippedFivePrimeEnd(of: other)
      guard start < region.window.lowerBound, end > region.window.upperBound,
        read.start - start <= TemplateEvidenceBuilder.longestStartClip,
        end - other.end <= TemplateEvidenceBuilder.longestStartClip
      else { continue }
      let fits = lengthChanges.map { model.likelihood(of: end - start + $0) }
      if let row = rows[index] ?? rows[mate] {
        evidence[row].withInsert = TemplateEvidenceBuilder.scaled(evidence[row].withInsert, by: fits)
        evidence[row].spans = true
      } else {
        var own = TemplateEvidence(likelihoods: fits.map { _ in 1 }, read: nil)
        own.withInsert = TemplateEvidenceBuilder.scaled(own.withInsert, by: fits)
        own.spans = true
        evidence.append(own)
      }
    }
  }

  /// Likelihoods multiplied, the best one being 1 again.
  private static func scaled(_ first: [Double], by second: [Double]) -> [Double] {
    let product = zip(first, second).map { $0 * $1 }
    let top = product.max() ?? 1
    return product.map { max($0 / top, floor) }
  }

  private mutating func likelihoods(
    of segment: ReadSegment, masked: [UInt8]?, templates: [HaplotypeTemplate], window: Range<Int>
  ) -> [Double] {
    let store = reads.store
    guard let masked else {
      return likelihoods(
        of: segment, bases: store.bases.span, qualities: store.qualities.span, range: segment.bases,
        templates: templates, window: window)
    }
    let qualities = Array(store.qualities[segment.bases])
    return likelihoods(
      of: segment, bases: masked.span, qualities: qualities.span, range: masked.indices, templates: templates,
      window: window)
  }

  /// - Parameter range: where the segment's bases lie in the spans.
  private mutating func likelihoods(
    of segment: ReadSegment, bases: Span<UInt8>, qualities: Span<UInt8>, range: Range<Int>,
    templates: [HaplotypeTemplate], window: Range<Int>
  ) -> [Double] {
    let read = reads.store.reads[segment.read]
    let kept = reads.fragmentBases(of: segment.read)
    let ends = SegmentEnds(
      isLeftAnchored: segment.isLeftAnchored, isRightAnchored: segment.isRightAnchored,
      mayClipLeft: !segment.isLeftAnchored && segment.bases.lowerBound == kept.lowerBound,
      mayClipRight: !segment.isRightAnchored && segment.bases.upperBound == kept.upperBound)
    let hasGap = reads.store.cigars[read.cigar].contains { $0.kind == .insertion || $0.kind == .deletion }
    let isClipped = ends.mayClipLeft || ends.mayClipRight
    let isUngapped = templates.allSatisfy { $0.codes.count == templates[0].codes.count } && !hasGap
    let hints = templates.map { template in
      (
        segment.start - window.lowerBound,
        template.codes.count - (window.upperBound - segment.end) - segment.bases.count
      )
    }
    let ungapped = zip(templates, hints).map { template, hint in
      kernel.ungappedCost(
        bases: bases, qualities: qualities, range: range, ends: ends, hints: hint, haplotype: template)
    }
    // Falls as haplotypes are found that fit better.
    var limit = (ungapped.compactMap { $0 }.min() ?? 1 << 20) + TemplateEvidenceBuilder.largest
    var costs: [Int32] = []
    costs.reserveCapacity(templates.count)
    for (number, template) in templates.enumerated() {
      if let cost = ungapped[number],
        ReadLikelihoodKernel.settles(cost, ends: ends, haplotype: template) || (isUngapped && !isClipped)
      {
        costs.append(cost)
        continue
      }
      if ReadLikelihoodKernel.isOutOfReach(
        count: segment.bases.count, ends: ends, haplotype: template, limit: limit)
      {
        costs.append(limit + 1)
        continue
      }
      var cost = ungapped[number] ?? Int32.max
      for band in TemplateEvidenceBuilder.bands(hints[number]) {
        cost = min(
          cost,
          kernel.gappedCost(
            bases: bases, qualities: qualities, range: range, ends: ends, haplotype: template, band: band,
            limit: limit))
        limit = min(limit, cost + TemplateEvidenceBuilder.largest)
      }
      costs.append(cost)
    }
    let least = costs.min() ?? 0
    let misplaced = max(TemplateEvidenceBuilder.floor, Phred.probability(Double(read.mappingQuality)))
    // What lies beyond the limit was not followed to its end: it has the likelihood of the floor, however far beyond it is.
    return costs.map { cost in
      let beyond = cost - least
      let explained = beyond > TemplateEvidenceBuilder.largest ? 0 : Phred.probability(Double(beyond))
      return (1 - misplaced) * explained + misplaced
    }
  }

  /// The diagonals that a path may take: those from one hint to the other, or, where a gap from one to the other costs more
  /// than any end left unexplained, those about either hint.
  private static func bands(_ hints: (Int, Int)) -> [ClosedRange<Int>] {
    let (low, high) = (min(hints.0, hints.1), max(hints.0, hints.1))
    if high - low <= longestJump { return [low - slack...high + slack] }
    return [low - slack...low + slack, high - slack...high + slack]
  }

  private static func joined(_ first: TemplateEvidence, _ second: [Double], read: Int) -> TemplateEvidence {
    let isMoreInformative = (second.min() ?? 1) < (first.likelihoods.min() ?? 1)
    return TemplateEvidence(
      likelihoods: scaled(first.likelihoods, by: second), read: isMoreInformative ? read : first.read)
  }
}
