// What the fibroblast assay measures and concludes: the words that assay, documents, evidence and reports share.

/// A readout of the fibroblast assay, each compared with the control lines.
package enum AssayReadout: String, Sendable, Codable, CaseIterable {
  /// Collagen made per unit of DNA and hour.
  case synthesis
  /// Percentage of it that was secreted.
  case secretion
  /// Slow electrophoretic migration of alpha1(I).
  case migration
  /// A second, slow band of alpha1(I).
  case secondBand = "second_band"
  /// Half-life of secretion.
  case rate
  /// alpha1(I) : alpha2(I).
  case chainRatio = "chain_ratio"
  /// Type III : type I.
  case typeThree = "type_three"
  /// Chains that keep the N-propeptide.
  case propeptide
  /// Melting temperature of the triple helix.
  case melting
}

/// The biochemical class of a cell line.
package enum BiochemicalClass: String, Sendable, Codable, CaseIterable {
  /// Too little collagen of normal structure.
  case quantitative = "QUANTITATIVE"
  /// Abnormal collagen: slow to migrate, retained, or in two bands.
  case structural = "STRUCTURAL"
  /// Both.
  case mixed = "MIXED"
  /// The N-propeptide stays.
  case nProcessing = "N_PROCESSING"
  /// alpha1 homotrimers, without alpha2.
  case homotrimer = "HOMOTRIMER"
  /// All in range, and the assay had the power to see a defect.
  case normal = "NORMAL"
  /// Neither shown nor excluded.
  case indeterminate = "INDETERMINATE"
}

/// What a cell line is in a study.
package enum CellLineRole: String, Sendable, Codable, CaseIterable {
  /// A line from a person without a collagen disorder.
  case control
  /// The line in question.
  case `case`
  /// A line grown in every run to monitor the assay.
  case qc
}
