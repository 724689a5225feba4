// Calls where fragments break off: insertions longer than the reads show, and breaks behind which lies something unknown.

import Alignment
import BioSequence
import Numerics

/// Calls the junctions of a record that no other call explains.
///
/// A clip to the right at p and one to the left at q, at most 60 bases before p (what an insertion repeats) or 25 behind (what it
/// replaces), are the two sides of an insertion. One side alone is a break. Of k fragments that break and m that go on,
/// those with the event are informative w times as often, as an insertion has two junctions:
///
///     heterozygous  k ~ Binomial(k + m, w/(w+1))        homozygous  k ~ Binomial(k + m, 0.97)
struct BreakpointCaller {
  let reads: PreparedReads
  let pileup: Pileup
  let record: CallReference
  let reference: Int

  /// A junction's clips may lie so far apart: equal bases on both sides, errors beside it.
  private static let spread = 3
  /// Most bases that an insertion replaces.
  private static let mostReplaced = 25
  /// Bases on both sides of the place by which a fragment goes on.
  private static let overhang = 10
  /// Bases that clipped ends agree on: of each side of an insertion, and of a break.
  private static let leastOfTwo = 12
  private static let leastOfOne = 20
  /// Fewest fragments of a break, and smallest fraction.
  private static let fewestOfOne = 6
  private static let smallestOfOne = 0.2
  /// A break this near an interspersed repeat may be another copy's read.
  private static let besideRepeat = 150
  /// More calls than this on one record are of a library or construct, not of two genomes.
  private static let most = 12
  private static let homozygous = 0.97

  /// The calls, in order of position; none where they are too many for the genomes of one person.
  func calls(of junctions: [BrokenJunction]) -> [BreakpointCall] {
    var sides = joined(junctions)
    var found: [BreakpointCall] = []
    while !sides.isEmpty {
      let side = sides.removeFirst()
      let other = sides.firstIndex { other in
        guard other.isLeft != side.isLeft else { return false }
        let (right, left) = side.isLeft ? (other, side) : (side, other)
        return left.position - right.position <= BreakpointCaller.mostReplaced
          && right.position - left.position <= BrokenFragments.oneSite
      }
      let pair = other.map { sides.remove(at: $0) }
      if let call = call(side, pair), isInTarget(call) { found.append(call) }
    }
    return found.count > BreakpointCaller.most ? [] : found
  }

  private func isInTarget(_ call: BreakpointCall) -> Bool {
    record.targets.contains { call.range.lowerBound <= $0.upperBound && call.range.upperBound >= $0.lowerBound }
  }

  /// Neighbouring junctions of one side as one, at the place where most fragments break.
  private func joined(_ junctions: [BrokenJunction]) -> [BrokenJunction] {
    var found: [BrokenJunction] = []
    for junction in junctions {
      if let last = found.lastIndex(where: {
        $0.isLeft == junction.isLeft && junction.position - $0.position <= BreakpointCaller.spread
      }) {
        if junction.broken > found[last].broken { found[last] = junction }
      } else {
        found.append(junction)
      }
    }
    return found
  }

  private func call(_ one: BrokenJunction, _ other: BrokenJunction?) -> BreakpointCall? {
    let right = one.isLeft ? other : one
    let left = one.isLeft ? one : other
    let first = right.flatMap(flank)
    let last = left.flatMap(flank)
    let ends = [right?.position, left?.position].compactMap(\.self)
    guard let low = ends.min(), let high = ends.max() else { return nil }
    let counts = fragments(right: right?.position, left: left?.position)
    let total = counts.broken + counts.whole
    let weight = other == nil ? 1.0 : 2.0
    let fraction = AlleleFraction(alternate: counts.broken, total: total).weighing(weight)
    if other == nil {
      guard let bases = first ?? last, isSound(bases, at: low, counts.broken, fraction) else { return nil }
    } else {
      guard min(first?.count ?? 0, last?.count ?? 0) >= BreakpointCaller.leastOfTwo else { return nil }
    }
    let genotype = genotype(broken: counts.broken, of: total, weight: weight)
    return BreakpointCall(
      reference: reference, kind: other != nil ? .insertion : one.isLeft ? .breakBefore : .breakAfter,
      position: right?.position ?? low, range: low..<high, first: DNASequence(codes: first ?? []),
      last: DNASequence(codes: last ?? []), genotype: genotype.genotype, zygosity: genotype.zygosity,
      quality: min(3000, one.quality + (other?.quality ?? 0)), genotypeQuality: genotype.quality,
      alternateDepth: counts.broken, referenceDepth: counts.whole, alleleFraction: fraction)
  }

  /// Whether a break that is seen from one side only is more than an artefact of library or aligner.
  private func isSound(_ bases: [UInt8], at position: Int, _ broken: Int, _ fraction: AlleleFraction) -> Bool {
    let beside = BreakpointCaller.besideRepeat
    return !reads.ampliconLike && bases.count >= BreakpointCaller.leastOfOne
      && BreakpointFinder.isManifold(bases.prefix(BreakpointFinder.seed))
      && BreakpointFinder.isManifold(bases.suffix(BreakpointFinder.seed)) && broken >= BreakpointCaller.fewestOfOne
      && fraction.value >= BreakpointCaller.smallestOfOne
      && !record.repeats.contains { $0.lowerBound - beside <= position && position <= $0.upperBound + beside }
  }

  /// The new bases beside a junction, in record order, carried on by orphan mates.
  private func flank(of junction: BrokenJunction) -> [UInt8]? {
    let clips = pileup.clips.filter { Int($0.position) == junction.position && $0.isLeft == junction.isLeft }
    let finder = BreakpointFinder(record: record.sequence, reads: reads, reference: reference)
    return finder.consensus(of: clips[...]).map(finder.carriedOn)
  }

  /// Fragments that break at the place, and that go on as the record does.
  private func fragments(right: Int?, left: Int?) -> (broken: Int, whole: Int) {
    var broken: Set<Int> = []
    for clip in pileup.clips {
      guard let end = clip.isLeft ? left : right, abs(Int(clip.position) - end) <= BreakpointCaller.spread else {
        continue
      }
      broken.insert(reads.store.reads[Int(clip.read)].template)
    }
    let ends = [right, left].compactMap(\.self)
    guard let low = ends.min(), let high = ends.max() else { return (0, 0) }
    let span = low - BreakpointCaller.overhang..<high + BreakpointCaller.overhang
    var whole: Set<Int> = []
    for index in reads.reads(near: span, margin: 0, on: reference) {
      let read = reads.store.reads[index]
      if read.start <= span.lowerBound, read.end >= span.upperBound { whole.insert(read.template) }
    }
    return (broken.count, whole.subtracting(broken).count)
  }

  private func genotype(
    broken: Int, of total: Int, weight: Double
  ) -> (genotype: Genotype, zygosity: Zygosity, quality: Int) {
    func logLikelihood(_ probability: Double) -> Double {
      Double(broken) * Elementary.log(probability) + Double(total - broken) * Elementary.log(1 - probability)
    }
    let fraction = weight / (weight + 1)
    let gain = logLikelihood(BreakpointCaller.homozygous) - logLikelihood(fraction)
    let highest = total < 40 ? 29.0 : 99.0
    let quality = Int(min(highest, Phred.perNat * abs(gain)))
    if gain > 0 { return (Genotype(first: 1, second: 1, isPhased: false), .homozygous, quality) }
    let isMosaic = MosaicModel.isBelow(fraction: fraction, broken, of: total)
    return (Genotype(first: 0, second: 1, isPhased: false), isMosaic ? .mosaic : .heterozygous, quality)
  }
}
