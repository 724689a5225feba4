// How many fragments each group of exons of one gene is expected to have in a sample with two copies.

/// What is expected of one group of exons in a sample with two copies.
package struct ExpectedGroup: Sendable, Hashable {
  /// Index (0-based) of the first exon shown.
  package let first: Int
  /// Index (0-based) of the last exon shown.
  package let last: Int
  /// Expected fragments, up to a factor of the sample that is the same for all groups and records.
  package internal(set) var weight: Double
  /// The number of fragments behind the weight: the size of the negative binomial that a sample's count follows when its exons
  /// are captured as the controls'.
  package let certainty: Double
  /// Variance of the group's share among the fragments of its exons, over the squared mean, from sample to sample: where
  /// fragments are longer, more of them reach several exons.
  package internal(set) var variance: Double
}

/// What is expected of one record.
package struct ExonExpectation: Sendable, Hashable {
  /// Number of exons.
  package let exonCount: Int
  /// Groups with a positive weight, by first and last exon.
  package internal(set) var groups: [ExpectedGroup]
  /// For every exon the variance of the logarithm of its capture efficiency between samples.
  package internal(set) var variances: [Double]

  /// An expectation from its parts.
  init(exonCount: Int, groups: [ExpectedGroup], variances: [Double]) {
    self.exonCount = exonCount
    self.groups = groups
    self.variances = variances
  }
}
