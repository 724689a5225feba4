// The fibroblast assay of one line as evidence sees it: its axes against the controls, its class, its power.

import Numerics

/// A thing the assay measures.
package enum AssayAxisKind: String, Sendable, CaseIterable {
  case synthesis, secretion, migration, melting
  case chainRatio = "chain_ratio"
  case typeIIIRatio = "type_iii_ratio"
}

/// One axis of one case line against its control lines.
///
/// All numbers are on the axis's own scale of analysis, on which controls are taken as normally distributed: natural
/// logarithm for `synthesis`, `chainRatio` and `typeIIIRatio`, logit of the share for `secretion`, plain for
/// `migration` (per cent of the front) and `melting` (degrees Celsius).
package struct AxisReading: Sendable, Hashable {
  /// What was measured.
  package var kind: AssayAxisKind
  /// The case.
  package var value: Double
  /// Mean of the control lines.
  package var controlMean: Double
  /// Standard deviation of the control lines.
  package var controlSD: Double
  /// Number of control lines.
  package var controls: Int
  /// Standard error of a new single value about the controls' mean, where the assay's own model gave one (batches).
  package var standardError: Double?
  /// Degrees of freedom of that model.
  package var degreesOfFreedom: Double?
  /// Two-sided p of the case against the controls, if the assay gave one.
  package var pValue: Double?
  /// The assay's own statement of power for the effect of its class rule, 0-1.
  package var power: Double?
  /// Flags of quality.
  package var flags: [String]
  /// Whether quality control allows the axis to be counted.
  package var isUsable: Bool
  /// The controls one by one on the same scale, for the picture; may be empty.
  package var controlValues: [Double]

  /// An axis of a line.
  package init(
    kind: AssayAxisKind, value: Double, controlMean: Double, controlSD: Double, controls: Int,
    standardError: Double? = nil, degreesOfFreedom: Double? = nil, pValue: Double? = nil, power: Double? = nil,
    flags: [String] = [], isUsable: Bool = true, controlValues: [Double] = []
  ) {
    self.kind = kind
    self.value = value
    self.controlMean = controlMean
    self.controlSD = controlSD
    self.controls = controls
    self.standardError = standardError
    self.degreesOfFreedom = degreesOfFreedom
    self.pValue = pValue
    self.power = power
    self.flags = flags
    self.isUsable = isUsable
    self.controlValues = controlValues
  }

  /// The value on the scale people read: ratios and per cent instead of logarithms and logits.
  package func natural(_ value: Double) -> Double {
    switch kind {
    case .synthesis, .chainRatio, .typeIIIRatio: Elementary.exp(value)
    case .secretion: 100 / (1 + Elementary.exp(-value))
    case .migration, .melting: value
    }
  }

  /// The unit of ``natural(_:)``.
  package var unit: String {
    switch kind {
    case .synthesis, .typeIIIRatio: "units of the assay"
    case .chainRatio: "ratio"
    case .secretion: "%"
    case .migration: "% of the front"
    case .melting: "degrees Celsius"
    }
  }

  /// The case relative to the controls as people say it: per cent of control, or the difference.
  package var relative: Double {
    switch kind {
    case .synthesis, .chainRatio, .typeIIIRatio: 100 * Elementary.exp(value - controlMean)
    case .secretion: 100 * natural(value) / natural(controlMean)
    case .migration, .melting: value - controlMean
    }
  }

  /// Whether the numbers can be used at all.
  package var isSound: Bool {
    isUsable && controls >= 2 && controlSD.isFinite && value.isFinite && controlMean.isFinite && predictionScale > 0
      && predictionScale.isFinite
  }

  /// Standard error of a new single value: that of the assay's model, else SD sqrt(1 + 1/n) (Crawford and Howell 1998).
  package var predictionScale: Double {
    standardError ?? controlSD * (1 + 1 / Double(controls)).squareRoot()
  }

  /// Degrees of freedom of the prediction: those of the assay's model, else n - 1.
  package var freedom: Double { max(degreesOfFreedom ?? Double(controls - 1), 1) }

  /// 95 % prediction interval of the controls for one more line.
  package var predictionInterval: ClosedRange<Double>? {
    guard isSound else { return nil }
    let reach = Distribution.tQuantile(0.975, df: freedom) * predictionScale
    return controlMean - reach...controlMean + reach
  }

  /// Whether the case lies outside the prediction interval.
  package var isOutside: Bool { predictionInterval.map { !$0.contains(value) } ?? false }
}

/// The assay of one line.
package struct AssayFinding: Sendable, Hashable {
  /// The biochemical class.
  package enum Verdict: String, Sendable, CaseIterable {
    case quantitative = "QUANTITATIVE"
    case structural = "STRUCTURAL"
    case mixed = "MIXED"
    case nProcessing = "N_PROCESSING"
    case homotrimer = "HOMOTRIMER"
    case normal = "NORMAL"
    case indeterminate = "INDETERMINATE"

    /// What the readout is for a table of controls; `nil` where the assay gave no answer.
    package var readout: OddsPath.Readout? {
      switch self {
      case .indeterminate: nil
      case .normal: .normal
      default: .abnormal
      }
    }
  }

  /// The case's line.
  package var line: String
  /// Its class.
  package var verdict: Verdict
  /// Why the class was given, in words; may be empty.
  package var reasons: [String]
  /// Its axes.
  package var axes: [AxisReading]
  /// Flags of the line.
  package var flags: [String]
  /// The assay's power to see the loss of one allele, 0-1.
  package var power: Double?
  /// Whether the assay holds any measurement of the line.
  package var isMeasured: Bool

  /// An assay of a line.
  package init(
    line: String, verdict: Verdict, reasons: [String] = [], axes: [AxisReading], flags: [String] = [],
    power: Double? = nil, isMeasured: Bool = true
  ) {
    self.line = line
    self.isMeasured = isMeasured
    self.verdict = verdict
    self.reasons = reasons
    self.axes = axes
    self.flags = flags
    self.power = power
  }

  /// The axis of a kind.
  package func axis(_ kind: AssayAxisKind) -> AxisReading? { axes.first { $0.kind == kind } }
}
