// One copy or two of a long tandem duplication: inferred from how many reads lie wholly inside its unit.

import Alignment
import BioSequence
import Numerics

/// Weighs the reads inside the unit of a long tandem duplication against those of stretches as long elsewhere on the
/// record.
///
/// Two haplotypes have three units in a heterozygous sample and four in a homozygous one, so inside the unit lie 3/2 or
/// 4/2 as many reads as elsewhere. How evenly reads lie is learnt from the sample: where coverage follows targets,
/// stretches differ so much that nothing is gained.
enum DuplicationDepth {
  /// The unit has this many positions more than a read is long, or nothing is said.
  private static let fewestPositions = 100
  /// Fewer stretches beside the unit say nothing of how evenly reads lie.
  private static let leastStretches = 6
  /// Spread of the logarithm that is always allowed for.
  private static let leastDeviation = 0.06
  /// What the counts may gain or lose at most, in natural logarithms.
  private static let most = 8.0
  /// Reads with more bases clipped at the end of a stretch lie across it.
  private static let mostClipped = 8

  /// Natural logarithm of the likelihood of two copies over that of one.
  ///
  /// - Parameter span: the stretch in which the copied bases may be put, on the record.
  static func homozygousGain(unit span: Range<Int>, reads: PreparedReads, reference: Int, recordLength: Int) -> Double {
    let order = reads.sorted[reference]
    let lengths = order.prefix(200).reduce(0) { $0 + reads.store.reads[Int($1)].bases.count }
    let readLength = lengths / max(1, min(200, order.count))
    guard span.count >= readLength + fewestPositions else { return 0 }
    let inside = count(in: span, reads: reads, order: order)
    // Stretches overlap by half; none touches the unit.
    let step = span.count / 2
    let positions =
      Array(stride(from: span.lowerBound - readLength - span.count, through: 0, by: -step))
      + Array(stride(from: span.upperBound + readLength, through: recordLength - span.count, by: step))
    let counts = positions.map { count(in: $0..<$0 + span.count, reads: reads, order: order) }.sorted()
    guard counts.count >= leastStretches else { return 0 }
    let middle = Double(counts[counts.count / 2])
    let quarter = Double(counts[counts.count / 4])
    guard quarter >= 10 else { return 0 }
    // Half of a normal variable lies within 0.6745 deviations of the middle. Another event on the record widens one
    // side.
    let upper = Double(counts[counts.count - 1 - counts.count / 4])
    let deviation = min(Elementary.log(middle / quarter), Elementary.log(upper / middle)) / 0.6745
    let variance = max(deviation * deviation, leastDeviation * leastDeviation + 1 / (1.75 * middle))
    let ratio = Elementary.log(max(1, Double(inside)) / middle)
    let one = ratio - Elementary.log(1.5)
    let two = ratio - Elementary.log(2)
    return max(-most, min(most, (one * one - two * two) / (2 * variance)))
  }

  /// Reads that lie wholly in a stretch and are not clipped at its ends.
  private static func count(in stretch: Range<Int>, reads: PreparedReads, order: [Int32]) -> Int {
    var first = 0
    var last = order.count
    while first < last {
      let middle = (first + last) / 2
      if reads.store.reads[Int(order[middle])].start < stretch.lowerBound { first = middle + 1 } else { last = middle }
    }
    var count = 0
    while first < order.count {
      let read = reads.store.reads[Int(order[first])]
      if read.start >= stretch.upperBound { break }
      first += 1
      guard read.end <= stretch.upperBound else { continue }
      let operations = reads.store.cigars[read.cigar]
      let left = operations.first.map { $0.kind == .softClip ? $0.length : 0 } ?? 0
      let right = operations.last.map { $0.kind == .softClip ? $0.length : 0 } ?? 0
      let crosses =
        (left > mostClipped && read.start - left < stretch.lowerBound)
        || (right > mostClipped && read.end + right > stretch.upperBound)
      if !crosses { count += 1 }
    }
    return count
  }
}
