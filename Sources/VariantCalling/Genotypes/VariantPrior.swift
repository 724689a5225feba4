// How probable a variant is before any read.

import BioSequence
import Numerics

/// Prior probability of variants, before any read.
enum VariantPrior {
  /// A substitution of one base by a given other base on one haplotype.
  static let substitution = 1e-4
  /// Any other variant on one haplotype.
  static let other = 3e-5
  /// Each further variant on the same haplotype of one window.
  static let further = 1e-2

  /// Natural logarithm of the probability that a haplotype of a window is this one, against the record's.
  static func logarithm(of haplotype: CandidateHaplotype) -> Double {
    guard let first = haplotype.variants.first else { return 0 }
    let isSubstitution = first.range.count == 1 && first.replacement.count == 1
    return Elementary.log(isSubstitution ? substitution : other)
      + Double(haplotype.variants.count - 1) * Elementary.log(further)
  }
}
