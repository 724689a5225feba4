// The seven biochemical classes.

/// The class.
package enum BiochemicalClass: String, Sendable, CaseIterable {
  /// Too little collagen of normal structure.
  case quantitative = "QUANTITATIVE"
  /// Abnormal collagen: slow, retained, or in two bands.
  case structural = "STRUCTURAL"
  /// Both.
  case mixed = "MIXED"
  /// The N-propeptide stays.
  case nProcessing = "N_PROCESSING"
  /// alpha1 trimers without alpha2.
  case homotrimer = "HOMOTRIMER"
  /// All in range, and the assay could have seen it.
  case normal = "NORMAL"
  /// Neither shown nor excluded.
  case indeterminate = "INDETERMINATE"
}
