// What the reads say of one given variant.

package import BioSequence

/// The fragments for and against one given variant.
package struct AlleleEvidence: Sendable, Hashable {
  /// The variant, trimmed and left-aligned on its record.
  package let variant: Variant
  /// Fragments over the variant, mates counted once.
  package let depth: Int
  /// Fragments that carry it.
  package let alternateDepth: Int
  /// Fragments that argue against it.
  package let referenceDepth: Int
  /// Fraction of the fragments that carry the variant, with its 95 % interval.
  package let alleleFraction: AlleleFraction
  /// The smallest fraction of fragments that would have shown three of them or more with a probability of 95 %, given how
  /// many tell; 1 if even a variant in all of them would not.
  package let detectionLimit: Double
}
