// One plate (or plates under one curve) evaluated: curve, limits, every well, verdict.

/// What the caller wants of the curve.
public struct CurveOptions: Sendable, Equatable {
  /// A function, or `nil` for the choice by AICc and identifiability.
  public var model: CurveModel?
  /// A weighting, or `nil` for the estimated power of the mean.
  public var weighting: Weighting?
  /// What blank wells are for.
  public var blanks: BlankUse
  /// What the curve is fitted to.
  public var calibrators: CalibratorUse

  /// What the curve is fitted to.
  public enum CalibratorUse: String, Sendable, CaseIterable {
    /// Every well of the standards.
    case wells
    /// The mean of each level; the noise of single wells still comes from the replicates.
    case means
  }

  /// What is done with blank wells.
  public enum BlankUse: String, Sendable, CaseIterable {
    /// They are standards of concentration zero.
    case zeroStandard = "zero"
    /// Their mean is subtracted from every signal.
    case subtract
    /// A of 4PL and 5PL is held at their mean.
    case constrain
    /// They are left out.
    case ignore
  }

  /// Options; everything automatic by default.
  public init(
    model: CurveModel? = nil, weighting: Weighting? = nil, blanks: BlankUse = .zeroStandard,
    calibrators: CalibratorUse = .wells
  ) {
    self.model = model
    self.weighting = weighting
    self.blanks = blanks
    self.calibrators = calibrators
  }
}

/// A well with what was computed for it.
public struct WellResult: Sendable {
  /// The well.
  public let well: PlateWell
  /// The signal the curve was read with.
  public let signal: WellSignal
  /// The concentration in the well with its interval; `nil` for wells without a signal.
  public let reading: CurveReading?
  /// The concentration as the curve of the reader's software gives it, where that one was reproduced.
  public let usesVendorCurve: Bool
  /// The replicates' coefficient of variation in per cent; NaN for single wells.
  public internal(set) var replicateCV: Double
  /// The flags.
  public internal(set) var flags: Set<QualityFlag>

  /// Concentration in the undiluted sample.
  public var sampleConcentration: Double? { reading?.concentration.map { $0 * well.dilution } }

  /// Whether the number may enter means.
  public var isUsable: Bool {
    well.isIncluded && reading?.concentration != nil && !flags.contains { $0.excludesFromMeans }
  }
}

/// Limits on the concentration scale, in the well.
public struct CurveLimits: Sendable {
  /// Limit of blank; NaN where it cannot be given.
  public let blank: Double
  /// Limit of detection.
  public let detection: Double
  /// Lower limit of quantification.
  public let lower: Double
  /// Upper limit of quantification.
  public let upper: Double
  /// Blank wells used for the limit of blank.
  public let blankCount: Int
}

/// One level of the standards.
public struct CalibratorLevel: Sendable {
  /// Known concentration.
  public let nominal: Double
  /// Wells used.
  public let count: Int
  /// Mean signal.
  public let meanSignal: Double
  /// CV of the signals in per cent; NaN for single wells.
  public let signalCV: Double
  /// Mean of the back-calculated concentrations; NaN outside the asymptotes.
  public let backCalculated: Double
  /// 100 (back-calculated - nominal) / nominal; NaN at zero.
  public let relativeError: Double
  /// Whether it is within ±20 % (±25 % at the ends); anchors at zero have none.
  public let passes: Bool?
}

/// The result for one curve.
public struct PlateEvaluation: Sendable {
  /// The plate.
  public let record: PlateRecord
  /// The curve fitted by this program with replicate wells.
  public let curve: StandardCurve
  /// The other function, if both were tried.
  public let alternative: StandardCurve?
  /// Why this function was chosen, in words.
  public let choice: String
  /// How the vendor's printed numbers were reproduced, if it printed any.
  public let parity: VendorParity?
  /// Whether the concentrations come from the vendor's reproduced curve.
  public let usesVendorCurve: Bool
  /// The limits.
  public let limits: CurveLimits
  /// The levels of the standards.
  public let levels: [CalibratorLevel]
  /// Every well.
  public let wells: [WellResult]
  /// Checks of samples and controls.
  public let checks: [PlateCheck]
  /// Flags of the plate as a whole.
  public let flags: Set<QualityFlag>
  /// The M10-style verdict in words, and whether all criteria were met.
  public let verdict: PlateVerdict
}

/// A check of a sample or control.
public struct PlateCheck: Sendable {
  /// What kind.
  public enum Kind: String, Sendable {
    /// Dilutions of a sample against each other.
    case dilutionLinearity = "dilution_linearity"
    /// The spread of the dilution-corrected concentrations.
    case parallelism
    /// The slope of a dilution series against that of the standards.
    case parallelSlope = "parallel_slope"
    /// Replicate wells of a sample that differ too much; only those that do are listed.
    case replicates
    /// Neat against diluted.
    case hook
    /// Recovery of an added amount.
    case spike
    /// A quality control.
    case qualityControl = "quality_control"
    /// Rim against the inside.
    case edge
    /// Row or column trends.
    case drift
  }
  /// Kind.
  public let kind: Kind
  /// Sample.
  public let subject: String
  /// The figure in per cent (or as `detail` says).
  public let value: Double
  /// Its allowed range.
  public let limits: ClosedRange<Double>
  /// How many wells it rests on.
  public let count: Int
  /// Whether it holds.
  public let passes: Bool
  /// In words.
  public let detail: String
}

/// The run verdict, after ICH M10 in style; fit for purpose, no claim of compliance.
public struct PlateVerdict: Sendable {
  /// Each criterion: in words, and whether it was met (`nil`: could not be tested).
  public let criteria: [(text: String, isMet: Bool?)]

  /// Whether no criterion failed.
  public var isAccepted: Bool { !criteria.contains { $0.isMet == false } }
}
