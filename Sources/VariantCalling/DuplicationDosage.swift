// One copy or two of a tandem duplication that reads do not span: told by how many cross its junction.

import Alignment
import BioSequence

/// Weighs the reads over the junction of a tandem duplication against those over the two ends of its unit.
///
/// Each haplotype, changed or not, has one left and one right end of the unit; a changed one has the junction besides.
/// Of the reads over the three places a share 1/5 would be over the junction in a heterozygous sample, 1/3 in a
/// homozygous one, were all found. Reads over the ends fit both haplotypes, so the likelihoods alone would take every
/// such sample for homozygous.
enum DuplicationDosage {
  /// Shorter duplications are spanned by reads, or by fragments of telling length; and a read may cover the junction
  /// together with an end of the unit.
  private static let shortest = 140
  /// Bases a read must have on both sides of a place.
  private static let overhang = 10
  /// Molecules found over a junction for each read over an end, were there as many of both: a read tells of the junction
  /// with fewer bases beyond it than ``overhang`` (measured with `accuracy call`: 1.0 to 1.2 at 2x100, 2x150 and 2x250,
  /// with few errors and many).
  private static let found = 1.08

  /// Shortest duplications whose junction has reads of its own to be counted.
  private static let shortestOwn = 60
  /// So many of a junction's places are not found: reads that reach over it by little fit elsewhere.
  private static let lostPlaces = 40

  /// How many more places than the record a haplotype with a tandem duplication of middling length has for reads to
  /// start and be found; 0 for all others.
  static func junctionPlaces(of haplotype: CandidateHaplotype, record: CallReference) -> Int {
    guard haplotype.variants.count == 1, let variant = haplotype.variants.first, variant.range.isEmpty,
      (shortestOwn..<shortest).contains(variant.replacement.count),
      variant.shiftRange(on: record.sequence).count >= variant.replacement.count
    else { return 0 }
    return variant.replacement.count - lostPlaces
  }

  /// What is to be added to the logarithm of the likelihood of the haplotype being there twice; 0 for haplotypes
  /// without a long tandem duplication.
  static func homozygousGain(
    of index: Int, haplotypes: [CandidateHaplotype], evidence: [TemplateEvidence], reads: PreparedReads,
    record: CallReference
  ) -> Double {
    guard haplotypes[index].variants.count == 1, let variant = haplotypes[index].variants.first,
      variant.range.isEmpty, variant.replacement.count >= shortest
    else { return 0 }
    let span = variant.shiftRange(on: record.sequence)
    guard span.count >= variant.replacement.count else { return 0 }
    var junction = 0
    var ends = 0
    for molecule in evidence {
      guard let place = molecule.read else { continue }
      if molecule.likelihoods[index] > 4 * molecule.likelihoods[0] {
        junction += 1
        continue
      }
      let mate = Int(reads.mates[place])
      for read in [place, mate] where read >= 0 {
        let extent = reads.store.reads[read]
        for end in [span.lowerBound, span.upperBound]
        where extent.start <= end - overhang && extent.end >= end + overhang { ends += 1 }
      }
    }
    let found = DuplicationDosage.found
    let one = found / (found + 4)
    let two = 2 * found / (2 * found + 4)
    let heterozygous = Logarithm.natural(one) * Double(junction) + Logarithm.natural(1 - one) * Double(ends)
    let homozygous = Logarithm.natural(two) * Double(junction) + Logarithm.natural(1 - two) * Double(ends)
    return homozygous - heterozygous - Double(junction) * Logarithm.natural(2)
  }
}
