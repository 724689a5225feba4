// One copy or two of a tandem duplication that reads do not span: inferred from how many cross its junction.

import Alignment
import BioSequence
import Numerics

/// Weighs the reads over the junction of a tandem duplication against those over the two ends of its unit.
///
/// Each haplotype, changed or not, has one left and one right end of the unit; a changed one has the junction besides.
/// Of the reads over the three positions a fraction 1/5 would be over the junction in a heterozygous sample, 1/3 in a
/// homozygous one, were all found. Reads over the ends fit both haplotypes, so the likelihoods alone would take every
/// such sample for homozygous.
enum DuplicationZygosity {
  /// Shorter duplications are spanned by reads, or by fragments of informative length; and a read may cover the junction
  /// together with an end of the unit.
  private static func shortest(readLength: Int) -> Int {
    readLength > longRead ? readLength / 2 : min(140, max(40, readLength - 10))
  }
  /// Reads above this length span duplications, whatever their unit.
  private static let longRead = 1000
  /// Bases a read must have on both sides of an end of the unit.
  private static let overhang = 10
  /// Bases it has on both sides of the junction where that is found.
  private static let junctionOverhang = 4

  /// Fragments found over a junction for each one over an end, were there as many of both: a read shows the junction
  /// with fewer bases beyond it (measured with `accuracy call`: 1.0 to 1.2 at 2x100, 2x150 and 2x250, with few errors
  /// and many).
  private static func found(readLength: Int) -> Double {
    let length = max(readLength, 60)
    return Double(length - 2 * junctionOverhang) / Double(length - 2 * overhang)
  }

  /// The junctions of shorter duplications, as fractions of a read, have no reads of their own to be counted.
  private static let shortestOwn = 0.4
  /// So many of a junction's positions, as a fraction of a read, are not found: reads that reach over it by little fit
  /// elsewhere.
  private static let lostPositions = 0.27

  /// How many more positions than the record a haplotype with a tandem duplication of middling length has for reads to
  /// start and be found; 0 for all others.
  static func junctionPositions(of haplotype: CandidateHaplotype, record: CallReference, readLength: Int) -> Int {
    let length = Double(min(readLength, 150))
    guard haplotype.variants.count == 1, let variant = haplotype.variants.first, variant.range.isEmpty,
      Double(variant.replacement.count) >= shortestOwn * length,
      variant.replacement.count < shortest(readLength: readLength),
      variant.shiftRange(on: record.sequence).count >= variant.replacement.count
    else { return 0 }
    return variant.replacement.count - Int(lostPositions * length)
  }

  /// What is to be added to the logarithm of the likelihood of the haplotype being there twice; 0 for haplotypes
  /// without a long tandem duplication.
  static func homozygousGain(
    of index: Int, haplotypes: [CandidateHaplotype], evidence: [TemplateEvidence], reads: PreparedReads,
    record: CallReference, reference: Int, readLength: Int
  ) -> Double {
    guard haplotypes[index].variants.count == 1, let variant = haplotypes[index].variants.first,
      variant.range.isEmpty, variant.replacement.count >= shortest(readLength: readLength)
    else { return 0 }
    let span = variant.shiftRange(on: record.sequence)
    guard span.count >= variant.replacement.count else { return 0 }
    var junction = 0
    var ends = 0
    for fragment in evidence {
      guard let readIndex = fragment.read else { continue }
      let isAcross = fragment.likelihoods[index] > 4 * fragment.likelihoods[0]
      if isAcross { junction += 1 }
      let mate = Int(reads.mates[readIndex])
      let extents = [isAcross ? -1 : readIndex, mate].filter { $0 >= 0 }.map { reads.store.reads[$0] }
      for end in [span.lowerBound, span.upperBound] {
        let isOver = extents.contains { $0.start <= end - overhang && $0.end >= end + overhang }
        if isOver { ends += 1 }
      }
    }
    let found = found(readLength: readLength)
    let one = found / (found + 4)
    let two = 2 * found / (2 * found + 4)
    let heterozygous = Elementary.log(one) * Double(junction) + Elementary.log(1 - one) * Double(ends)
    let homozygous = Elementary.log(two) * Double(junction) + Elementary.log(1 - two) * Double(ends)
    let depth = DuplicationDepth.homozygousGain(
      unit: span, reads: reads, reference: reference, recordLength: record.sequence.count)
    return homozygous - heterozygous - Double(junction) * Elementary.log(2) + depth
  }
}
