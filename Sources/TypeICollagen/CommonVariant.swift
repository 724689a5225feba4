// Common variants of a gene: a witness of who a sample is.

/// A variant that is common in the general population.
package struct CommonVariant: Sendable, Hashable {
  /// Coding name with its transcript.
  package let hgvsC: String
  /// Frequency of the allele in the population of ``source``, 0-1.
  package let frequency: Double
  /// Where the frequency is from.
  package let source: String
}
