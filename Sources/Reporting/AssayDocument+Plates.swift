// The calibration of each plate as assay.json holds it: read back to see that its figures agree with each other.

package import Documents
import Numerics

extension AssayDocument {
  /// One plate: the curve that was used, the one that was not, and the reader's own.
  package struct Plate: Codable, Sendable, Hashable, ValidatedDocument {
    /// The curve that gave the concentrations.
    package var curve: Curve
    /// The other one that was fitted.
    package var alternative: Curve?
    /// The reader software's curve, reproduced.
    package var vendor: Vendor?
    /// Levels of the calibrator.
    package var calibrators: [Level]
    /// What can be told from nothing, and how much can be detected.
    package var limits: Limits?
    /// Checks of the plate.
    package var checks: [Check]?

    package func validate() throws(InvalidValue) {
      try checkDilutions()
      // Level means carry the sum of squares about the common mean; the spread within a level is its CV.
      let wells = calibrators.reduce(0) { $0 + Double($1.wells) }
      let centre = calibrators.reduce(0) { $0 + Double($1.wells) * ($1.meanSignal ?? 0) } / max(wells, 1)
      let total = calibrators.reduce(0) { sum, level in
        let mean = level.meanSignal ?? 0
        let deviation = mean * (level.signalCvPercent ?? 0) / 100
        return sum + Double(level.wells) * (mean - centre) * (mean - centre) + Double(level.wells) * deviation
          * deviation
      }
      for (key, one) in [("curve", curve), ("alternative", alternative), ("vendor.curve", vendor?.curve)] {
        guard let one, let sum = one.residualSumOfSquares, let explained = one.rSquared, total > 0,
          wells > Double(one.degreesOfFreedom)
        else { continue }
        // Wells that were left out and level means change the total; a hundred times as much or as little is another plate's.
        let expected = (1 - explained) * total
        try require(
          sum <= 100 * (expected + 1e-9 * total) && sum >= 0.01 * (expected - 1e-9 * total),
          key + ".residual_sum_of_squares", "does not agree with r_squared and the signals of the calibrators")
      }
    }
  }

  /// Limits of the plate, in the unit of its concentrations.
  package struct Limits: Codable, Sendable, Hashable, ValidatedDocument {
    /// The most that a blank is read as.
    package var limitOfBlank: Double?
    /// The least that can be distinguished from a blank.
    package var limitOfDetection: Double?

    package func validate() throws(InvalidValue) {
      guard let limitOfBlank, let limitOfDetection else { return }
      try require(limitOfBlank <= limitOfDetection, "limit_of_detection", "below the limit of blank")
    }
  }

  /// One level of a plate's calibrator.
  package struct Level: Codable, Sendable, Hashable, ValidatedDocument {
    /// The concentration that it has by its label.
    package var nominal: Double?
    /// The concentration that the curve gives its mean signal.
    package var backCalculated: Double?
    /// 100 (back-calculated - nominal) / nominal.
    package var relativeErrorPercent: Double?
    /// Wells.
    package var wells: Int
    /// Mean signal, in the reader's unit.
    package var meanSignal: Double?
    /// Coefficient of variation of the signal, in per cent.
    package var signalCvPercent: Double?

    package func validate() throws(InvalidValue) {
      try check("wells", wells, in: 0...1_000_000)
      guard let nominal, nominal > 0, let backCalculated, let relativeErrorPercent else { return }
      let error = 100 * (backCalculated / nominal - 1)
      try require(
        abs(relativeErrorPercent - error) <= 1e-4 * (1 + abs(error)), "relative_error_percent",
        "not what the back-calculated and the nominal concentration give")
    }
  }

  /// The reader's curve.
  package struct Vendor: Codable, Sendable, Hashable {
    /// The curve.
    package var curve: Curve
  }

  /// A fitted standard curve.
  package struct Curve: Codable, Sendable, Hashable, ValidatedDocument {
    /// `linear`, `loglog`, `4pl` or `5pl`.
    package var model: String
    /// `none` where all signals weigh the same.
    package var weighting: String
    /// A, D, C, B, G; or a, b.
    package var parameters: [Parameter]
    /// Of a signal of 1, or of every signal without weights.
    package var residualVariance: Double?
    /// Calibrators less parameters.
    package var degreesOfFreedom: Int
    /// Without weights, in squares of the signal's unit.
    package var residualSumOfSquares: Double?
    /// Against the mean of the calibrators.
    package var rSquared: Double?

    package func validate() throws(InvalidValue) {
      try check("degrees_of_freedom", degreesOfFreedom, in: 0...1_000_000_000)
      if let rSquared { try require(rSquared <= 1, "r_squared", "above 1") }
      // The variance of a line through logarithms is one of logarithms.
      if weighting == "none", model != "loglog", degreesOfFreedom > 0, let residualVariance, let residualSumOfSquares {
        // At most the variance of one well from the sum over level means, each of up to a thousand wells.
        let one = residualSumOfSquares / Double(degreesOfFreedom)
        try require(
          residualVariance >= one * 1e-4 - 1e-15 && residualVariance <= one * 1e4 + 1e-15, "residual_variance",
          "not the residual sum of squares over its degrees of freedom")
      }
      guard degreesOfFreedom > 0 else { return }
      let t = Distribution.tTwoSided(0.95, df: Double(degreesOfFreedom))
      for (index, parameter) in parameters.enumerated() {
        try check(parameter, t: t, isOnLogScale: index >= 2, key: "parameters[\(index + 1)]")
      }
    }

    /// The interval lies around the value, and its half width is t standard errors: on the log scale for C, B and G.
    private func check(
      _ parameter: Parameter, t: Double, isOnLogScale: Bool, key: String
    ) throws(InvalidValue) {
      guard let value = parameter.value, let low = parameter.low, let high = parameter.high else { return }
      try require(low <= value && value <= high, "\(key).value", "outside its own interval")
      guard let standardError = parameter.standardError else { return }
      let half: Double
      let width: Double
      if isOnLogScale {
        guard low > 0 else { return }
        half = t * standardError / value
        width = Elementary.log(high / low) / 2
      } else {
        half = t * standardError
        width = (high - low) / 2
      }
      // The ends are written with ten digits, so that a narrow interval around a large value is coarse.
      try require(
        abs(half - width) <= 1e-4 * width + 1e-8 * (isOnLogScale ? 1 : abs(value)), "\(key).standard_error",
        "not the one that its interval was made from")
    }
  }

  /// A parameter of a curve with its 95 % interval.
  package struct Parameter: Codable, Sendable, Hashable {
    /// The estimate.
    package var value: Double?
    /// Its standard error.
    package var standardError: Double?
    /// Lower end.
    package var low: Double?
    /// Upper end.
    package var high: Double?
  }
}
