// Variants of a few sequences without base qualities: a consensus of Sanger reads, contigs. Each is one observation.

import Alignment
import BioSequence

/// Calls what sequences without qualities show where the comparison of haplotypes, which asks for several fragments, has
/// nothing to go by.
///
/// A letter of two bases (R, Y, S, W, K, M) is two alleles: the sequence shows both. Fewer than ``few`` sequences over a
/// variant give a call with the filter `low_depth`; up to ``many`` of them no base is reference that differs in one.
struct SequenceCaller {
  let reads: PreparedReads
  let pileup: Pileup
  let record: CallReference
  let reference: Int

  /// From this number of sequences on plain differences are left to the comparison of haplotypes.
  private static let few = 4
  /// Up to this number of sequences each may be right.
  private static let many = 20
  /// Differences this close together are taken apart as one haplotype.
  private static let near = 12
  private static let flank = 20
  /// A sequence with more differing places is of something else.
  private static let mostPlaces = 500
  /// Phred scores: what is assumed of a base of a sequence, and the highest quality of a genotype from a few.
  private static let score = 30.0
  private static let highestGenotypeQuality = 29

  /// What sequences show of one variant.
  private struct Votes {
    var onBoth = 0
    var onOne = 0
    var forward = 0
    var all: Int { onBoth + onOne }
  }

  /// The calls that others lack, and the bases that are not reference although there is no call.
  func found(beside calls: [VariantCall]) -> (calls: [VariantCall], doubtful: [Range<Int>]) {
    var votes: [Variant: Votes] = [:]
    reads.forEachUsed(on: reference) { index in
      let isForward = reads.store.reads[index].strand == .forward
      for (variant, isOnBoth) in variants(of: index) {
        votes[variant, default: Votes()].onBoth += isOnBoth ? 1 : 0
        votes[variant, default: Votes()].onOne += isOnBoth ? 0 : 1
        votes[variant, default: Votes()].forward += isForward ? 1 : 0
      }
    }
    var own: [VariantCall] = []
    var doubtful: [Range<Int>] = []
    for (variant, seen) in votes.sorted(by: { $0.key < $1.key }) {
      let span = SequenceCaller.touched(by: variant, length: record.sequence.count)
      guard record.targets.contains(where: { $0.overlaps(span) }),
        !calls.contains(where: { SequenceCaller.touched(by: $0.variant, length: record.sequence.count).overlaps(span) })
      else { continue }
      let depth = max(seen.all, Int(pileup.rawDepth[min(variant.range.lowerBound, record.sequence.count - 1)]))
      if depth < SequenceCaller.few || seen.onOne > 0 && 2 * seen.all >= depth {
        own.append(call(variant, seen, depth: depth))
      } else if depth < SequenceCaller.many {
        doubtful.append(span)
      }
    }
    return (own, doubtful)
  }

  private func call(_ variant: Variant, _ seen: Votes, depth: Int) -> VariantCall {
    let isOnBoth = seen.onBoth == depth
    return VariantCall(
      reference: reference, variant: variant,
      genotype: Genotype(first: isOnBoth ? 1 : 0, second: 1, isPhased: false),
      zygosity: isOnBoth ? .homozygous : .heterozygous, phaseSet: nil,
      quality: min(3000, SequenceCaller.score * Double(seen.all)),
      genotypeQuality: min(SequenceCaller.highestGenotypeQuality, Int(SequenceCaller.score) * seen.all / 2),
      depth: depth, referenceDepth: depth - seen.onBoth, alternateForwardDepth: seen.forward,
      alternateReverseDepth: seen.all - seen.forward, filters: depth < SequenceCaller.few ? [.lowDepth] : [])
  }

  /// The variants of one sequence, each with whether both of its alleles have it.
  private func variants(of index: Int) -> [Variant: Bool] {
    let read = reads.store.reads[index]
    let places = differences(of: index)
    guard places.count <= SequenceCaller.mostPlaces else { return [:] }
    var found: [Variant: Bool] = [:]
    for cluster in SequenceCaller.clusters(places) {
      let window =
        max(
          read.start, cluster.lowerBound - SequenceCaller.flank)..<min(
          read.end, cluster.upperBound + SequenceCaller.flank)
      guard let segment = reads.segment(of: index, in: window), segment.isLeftAnchored, segment.isRightAnchored else {
        continue
      }
      let (one, two) = alleles(segment, isReverse: read.strand == .reverse)
      guard !one.contains(Nucleotide.n.rawValue) else { continue }
      let first = Set(HaplotypeDecomposition.variants(of: one, in: window, of: record))
      let second = one == two ? first : Set(HaplotypeDecomposition.variants(of: two, in: window, of: record))
      for variant in first.union(second) {
        found[variant] = first.contains(variant) && second.contains(variant)
      }
    }
    return found
  }

  /// The bases of a segment on either allele; which letter's bases lie on one chromosome is not known, and the record's own
  /// base is taken first.
  private func alleles(_ segment: ReadSegment, isReverse: Bool) -> (one: [UInt8], two: [UInt8]) {
    let store = reads.store
    var one = Array(store.bases[segment.bases])
    var two = one
    for (step, index) in segment.bases.enumerated() where store.bases[index] > 3 {
      guard let letter = AmbiguityLetter(score: store.qualities[index]) else { continue }
      (one[step], two[step]) = isReverse ? letter.complement.codes : letter.codes
    }
    return (one, two)
  }

  /// Where a sequence differs from the record, in order.
  private func differences(of index: Int) -> [Range<Int>] {
    let store = reads.store
    let read = store.reads[index]
    let codes = record.sequence.codes
    var places: [Range<Int>] = []
    var offset = read.start
    var base = read.bases.lowerBound
    for operation in store.cigars[read.cigar] {
      let length = operation.length
      switch operation.kind {
      case .match:
        for step in 0..<length {
          let code = store.bases[base + step]
          let isDifferent =
            code > 3 ? AmbiguityLetter(score: store.qualities[base + step]) != nil : code != codes[offset + step]
          if isDifferent { places.append(offset + step..<offset + step + 1) }
        }
      case .insertion: places.append(offset..<offset)
      case .deletion: places.append(offset..<offset + length)
      case .skip, .softClip: break
      }
      if operation.consumesReference { offset += length }
      if operation.consumesRead { base += length }
    }
    return places
  }

  private static func clusters(_ places: [Range<Int>]) -> [Range<Int>] {
    var clusters: [Range<Int>] = []
    for place in places {
      if let last = clusters.last, place.lowerBound - last.upperBound < near {
        clusters[clusters.count - 1] = last.lowerBound..<max(last.upperBound, place.upperBound)
      } else {
        clusters.append(place)
      }
    }
    return clusters
  }

  /// The bases that a variant says something of: for an insertion those on both sides.
  private static func touched(by variant: Variant, length: Int) -> Range<Int> {
    let range = variant.range
    return range.isEmpty ? max(0, range.lowerBound - 1)..<min(length, range.upperBound + 1) : range
  }
}
