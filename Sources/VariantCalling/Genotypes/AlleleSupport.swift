// Which fragments carry a variant and which argue against it, and what that says of its trustworthiness.

import Alignment
import BioSequence

/// The fragments for and against one variant of a window.
struct AlleleSupport: Sendable {
  private(set) var depth = 0
  private(set) var forward = 0
  private(set) var reverse = 0
  private(set) var against = 0
  private(set) var againstForward = 0
  /// Bases from the variant to the nearer end of the informative read.
  private(set) var distances: [Int] = []
  private(set) var againstDistances: [Int] = []
  private(set) var mappingSum = 0
  private(set) var anchoredCount = 0
  /// Likelihoods of each informative fragment with the variant and without; empty where fragments are met twice.
  private var likelihoods: [(with: Double, without: Double)] = []

  var count: Int { forward + reverse }

  /// Sorts fragments by the likelihood of haplotypes with the variant against those without.
  ///
  /// - Parameters:
  ///   - carriers: haplotypes of the comparison that carry the variant.
  ///   - others: haplotypes of the comparison that do not.
  init(
    of variant: Variant, carriers: [Int], others: [Int], evidence: [TemplateEvidence], reads: PreparedReads,
    record: CallReference
  ) {
    var bases = 0
    var fragments = 0
    let span = variant.shiftRange(on: record.sequence)
    var ends = 0
    for fragment in evidence {
      guard let index = fragment.read else { continue }
      let read = reads.store.reads[index]
      bases += read.bases.count
      fragments += 1
      let own = reads.own(of: index)
      if own.lowerBound <= variant.range.lowerBound, own.upperBound >= variant.range.upperBound { depth += 1 }
      let with = carriers.reduce(0.0) { max($0, fragment.likelihoods[$1]) }
      let without = others.reduce(0.0) { max($0, fragment.likelihoods[$1]) }
      ends += AlleleSupport.endsCovered(of: span, by: index, isInformative: with > 4 * without, reads: reads)
      guard max(with, without) > 4 * min(with, without) else { continue }
      let distance = AlleleSupport.distanceToEnd(of: variant, read: index, reads: reads)
      if with > without || AlleleSupport.crosses(variant, index, reads) { likelihoods.append((with, without)) }
      if with > without {
        if read.strand == .forward { forward += 1 } else { reverse += 1 }
        distances.append(distance)
        mappingSum += Int(read.mappingQuality)
        if AlleleSupport.isAnchored(index, reads: reads, outside: record.repeats) { anchoredCount += 1 }
      } else if AlleleSupport.crosses(variant, index, reads) {
        against += 1
        if read.strand == .forward { againstForward += 1 }
        againstDistances.append(distance)
      }
    }
    if variant.range.count >= InformativePositions.longDeletion {
      // An unchanged fragment is met at either end of a long deletion, a changed one at its junction only.
      against = (against + 1) / 2
      againstForward = (againstForward + 1) / 2
      likelihoods = []
    }
    positions = InformativePositions(
      of: variant, span: span, readLength: AlleleSupport.comparable(bases / max(1, fragments), variant),
      fragments: reads.insertSizes?.typical ?? [])
    if let junction = positions.junction {
      // No read argues against a duplication longer than itself; both haplotypes have the two ends of the unit.
      against = Int(junction.against(count: count, ends: ends).rounded())
      againstForward = against / 2
      likelihoods = []
    }
    depth = max(depth, count + against)
  }

  /// The length of a long read as far as it matters: a short variant shows in all of it alike.
  private static func comparable(_ readLength: Int, _ variant: Variant) -> Int {
    min(readLength, max(1000, 4 * (variant.range.count + variant.replacement.count)))
  }

  /// Positions at which reads are informative.
  private var positions = InformativePositions.even

  /// How many of the two ends of a stretch a fragment covers with ten bases on both sides; a read that crosses the
  /// junction of a duplication does not count.
  private static func endsCovered(of span: Range<Int>, by index: Int, isInformative: Bool, reads: PreparedReads) -> Int
  {
    let mate = Int(reads.mates[index])
    return [span.lowerBound, span.upperBound].count { end in
      [isInformative ? -1 : index, mate].contains { readIndex in
        guard readIndex >= 0 else { return false }
        let read = reads.store.reads[readIndex]
        return read.start <= end - JunctionPositions.endOverhang
          && read.end >= end + JunctionPositions.endOverhang
      }
    }
  }

  /// Whether a fragment covers an end of a long deletion, be it with the less informative read; all fragments count for
  /// shorter variants.
  private static func crosses(_ variant: Variant, _ index: Int, _ reads: PreparedReads) -> Bool {
    guard variant.range.count >= InformativePositions.longDeletion else { return true }
    return [index, Int(reads.mates[index])].contains { readIndex in
      guard readIndex >= 0 else { return false }
      let read = reads.store.reads[readIndex]
      return [variant.range.lowerBound, variant.range.upperBound].contains { read.start < $0 && read.end > $0 }
    }
  }

  private static func distanceToEnd(of variant: Variant, read index: Int, reads: PreparedReads) -> Int {
    let read = reads.store.reads[index]
    let clips = reads.store.cigars[read.cigar]
    let left = clips.first.map { $0.kind == .softClip ? $0.length : 0 } ?? 0
    let right = clips.last.map { $0.kind == .softClip ? $0.length : 0 } ?? 0
    return max(0, min(variant.range.lowerBound - read.start + left, read.end + right - variant.range.upperBound))
  }

  /// Whether the read, or its properly aligned mate, has at least 30 bases outside all repeats.
  private static func isAnchored(_ index: Int, reads: PreparedReads, outside repeats: [Range<Int>]) -> Bool {
    let mate = Int(reads.mates[index])
    for readIndex in [index, mate] where readIndex >= 0 {
      let read = reads.store.reads[readIndex]
      let extent = read.start..<read.end
      let inside = repeats.reduce(0) { $0 + $1.clamped(to: extent).count }
      if extent.count - inside >= 30, read.mappingQuality >= 20, readIndex == index || read.isProperPair { return true }
    }
    return false
  }

  /// The fraction of informative fragments with the variant, and its interval.
  ///
  /// Some fragments show the variant by error. The fraction that explains all fragments best, by their likelihoods, lies
  /// below the fraction that shows the variant; the difference is the probability of a misread fragment.
  ///
  /// - Parameter errorRate: no fragment weighs more than this.
  func fraction(errorRate: Double) -> AlleleFraction {
    let total = count + against
    let shown = Double(count) / Double(max(1, total))
    var fraction = shown
    if !likelihoods.isEmpty, count > 0, against > 0 {
      for _ in 0..<40 {
        var sum = 0.0
        for fragment in likelihoods {
          let top = max(fragment.with, fragment.without) * errorRate
          let with = fraction * max(fragment.with, top)
          sum += with / (with + (1 - fraction) * max(fragment.without, top))
        }
        fraction = sum / Double(likelihoods.count)
      }
    }
    let misread = fraction < shown ? (shown - fraction) / (1 - fraction) : 0
    let shrunk = positions.junction != nil ? InformativePositions.certainty(ofFraction: shown) : 1
    return AlleleFraction(alternate: count, total: total, misread: misread, certainty: shrunk)
      .weighing(positions.weight)
  }
}
