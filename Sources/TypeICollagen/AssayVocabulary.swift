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

/// A check of a sample or control on a plate. Its figure is in per cent.
package enum PlateCheckKind: String, Sendable, Codable, CaseIterable {
  /// Dilutions of a sample against each other: the largest deviation from their mean.
  case dilutionLinearity = "dilution_linearity"
  /// The coefficient of variation of the dilution-corrected concentrations.
  case parallelism
  /// The slope of a dilution series over that of the standards.
  case parallelSlope = "parallel_slope"
  /// The coefficient of variation of replicate wells that differ too much; only those that do are listed.
  case replicates
  /// Neat against diluted: the rise of the corrected result.
  case hook
  /// Recovery of an added amount.
  case spike
  /// A quality control: the deviation from its nominal concentration.
  case qualityControl = "quality_control"
  /// Rim against the inside.
  case edge
  /// Row or column trends.
  case drift

  /// The range that passes. Limits follow ICH M10 (2022) in style; those of the rim and of trends are ours.
  package var allowed: ClosedRange<Double> {
    switch self {
    case .dilutionLinearity, .qualityControl: -20...20
    case .parallelism: 0...30
    case .parallelSlope: 80...125
    case .replicates: 0...20
    case .hook: -100...30
    case .spike: 80...120
    case .edge: -5...5
    case .drift: -10...10
    }
  }

  /// What replicates near the lower limit of quantification may have instead of ``allowed``.
  package static let allowedNearLimit = 0.0...25

  /// The least that the figure can be: a spread is never below 0, and wells differ by a factor, which is above 0.
  package var least: Double {
    switch self {
    case .parallelism, .replicates: 0
    case .edge, .drift: -100
    case .dilutionLinearity, .qualityControl, .hook, .parallelSlope, .spike: -.infinity
    }
  }
}
