// One plate (or plates under one curve) evaluated: curve, limits, every well, verdict.

package import TypeICollagen

/// What the caller wants of the curve.
package struct CurveOptions: Sendable, Equatable {
  /// A function, or `nil` for the choice by AICc and identifiability.
  package var model: CurveModel?
  /// A weighting, or `nil` for the estimated power of the mean.
  package var weighting: Weighting?
  /// What blank wells are for.
  package var blanks = BlankUse.zeroStandard
  /// What the curve is fitted to.
  package var calibrators = CalibratorUse.wells

  /// What the curve is fitted to.
  package enum CalibratorUse: String, Sendable, CaseIterable {
    /// Every well of the standards.
    case wells
    /// The mean of each level; the noise of single wells still comes from the replicates.
    case means
  }

  /// What is done with blank wells.
  package enum BlankUse: String, Sendable, CaseIterable {
    /// They are standards of concentration zero.
    case zeroStandard = "zero"
    /// Their mean is subtracted from every signal.
    case subtract
    /// A of 4PL and 5PL is held at their mean.
    case constrain
    /// They are left out.
    case ignore
  }
}

/// A well with what was computed for it.
package struct WellResult: Sendable {
  /// The well.
  package let well: PlateWell
  /// The signal the curve was read with.
  package let signal: WellSignal
  /// The concentration in the well with its interval; `nil` for wells without a signal.
  package let reading: CurveReading?
  /// The concentration as the curve of the reader's software gives it, where that one was reproduced.
  package let usesVendorCurve: Bool
  /// The replicates' coefficient of variation in per cent; NaN for single wells.
  package internal(set) var replicateCV: Double
  /// The flags.
  package internal(set) var flags: Set<QualityFlag>

  /// Concentration in the undiluted sample.
  package var sampleConcentration: Double? { reading?.concentration.map { $0 * well.dilution } }

  /// Whether the number may enter means.
  package var isUsable: Bool {
    well.isIncluded && reading?.concentration != nil && !flags.contains { $0.excludesFromMeans }
  }
}

/// Limits on the concentration scale, in the well.
package struct CurveLimits: Sendable {
  /// Limit of blank; NaN where it cannot be given.
  package let blank: Double
  /// Limit of detection.
  package let detection: Double
  /// Lower limit of quantification.
  package let lower: Double
  /// Upper limit of quantification.
  package let upper: Double
  /// Blank wells used for the limit of blank.
  package let blankCount: Int
}

/// One level of the standards.
package struct CalibratorLevel: Sendable {
  /// Known concentration.
  package let nominal: Double
  /// Wells used.
  package let count: Int
  /// Mean signal.
  package let meanSignal: Double
  /// CV of the signals in per cent; NaN for single wells.
  package let signalCV: Double
  /// Mean of the back-calculated concentrations; NaN outside the asymptotes.
  package let backCalculated: Double
  /// 100 (back-calculated - nominal) / nominal; NaN at zero.
  package let relativeError: Double
  /// Whether it is within ±20 % (±25 % at the ends); anchors at zero have none.
  package let passes: Bool?
}

/// The result for one curve.
package struct PlateEvaluation: Sendable {
  /// The plate.
  package let record: PlateRecord
  /// The curve fitted by this program with replicate wells.
  package let curve: StandardCurve
  /// The other function, if both were tried.
  package let alternative: StandardCurve?
  /// Why this function was chosen, in words.
  package let choice: String
  /// How the vendor's printed numbers were reproduced, if it printed any.
  package let parity: VendorParity?
  /// Whether the concentrations come from the vendor's reproduced curve.
  package let usesVendorCurve: Bool
  /// The limits.
  package let limits: CurveLimits
  /// The levels of the standards.
  package let levels: [CalibratorLevel]
  /// Every well.
  package let wells: [WellResult]
  /// Checks of samples and controls.
  package let checks: [PlateCheck]
  /// Flags of the plate as a whole.
  package let flags: Set<QualityFlag>
  /// The M10-style verdict in words, and whether all criteria were met.
  package let verdict: PlateVerdict
}

/// A check of a sample or control.
package struct PlateCheck: Sendable {
  /// Kind.
  package let kind: PlateCheckKind
  /// Sample.
  package let subject: String
  /// The figure in per cent.
  package let value: Double
  /// Its interval where it has one: 90 % for slopes (two one-sided tests at 5 %), otherwise 95 %.
  package let interval: (low: Double, high: Double)?
  /// Its allowed range.
  package let limits: ClosedRange<Double>
  /// How many wells it rests on.
  package let count: Int
  /// Whether it holds.
  package let passes: Bool
  /// In words.
  package let detail: String

  /// A check; without limits of its own it has those of its kind.
  package init(
    kind: PlateCheckKind, subject: String, value: Double, interval: (low: Double, high: Double)? = nil,
    limits: ClosedRange<Double>? = nil, count: Int, passes: Bool, detail: String
  ) {
    self.kind = kind
    self.subject = subject
    self.value = value
    self.interval = interval
    self.limits = limits ?? kind.allowed
    self.count = count
    self.passes = passes
    self.detail = detail
  }
}

/// The run verdict, after ICH M10 in style; fit for purpose, no claim of compliance.
package struct PlateVerdict: Sendable {
  /// Each criterion: in words, and whether it was met (`nil`: could not be tested).
  package let criteria: [(text: String, isMet: Bool?)]

  /// Whether no criterion failed.
  package var isAccepted: Bool { !criteria.contains { $0.isMet == false } }
}
