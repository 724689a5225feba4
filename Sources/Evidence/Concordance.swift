// Does the assay show the biochemical phenotype expected of the variant? Log-likelihood ratios axis by axis.

import Numerics

/// The comparison of one variant's expected pattern with the assay.
///
/// For each usable axis with a band, the observed value x is weighed by
///
///     ln [ 1/(b-a) * integral over m from a to b of f(x - m) ]  -  ln f(x - control mean)
///
/// where f is Student's t with n-1 degrees of freedom, scaled by SD sqrt(1 + 1/n) (the predictive distribution of one
/// more line). Axes are taken as independent and summed; one axis never weighs more than the rules' cap.
package struct Concordance: Sendable, Hashable {
  /// The answer.
  package enum Verdict: String, Sendable, CaseIterable {
    case concordant = "CONCORDANT"
    case discordant = "DISCORDANT"
    case uninformative = "UNINFORMATIVE"
  }

  /// One axis.
  package struct AxisResult: Sendable, Hashable {
    /// What was measured.
    package let kind: AssayAxisKind
    /// The band expected, on the axis's scale of analysis.
    package let expected: ClosedRange<Double>
    /// The log-likelihood ratio, expected pattern against normal; natural logarithm.
    package let logRatio: Double
    /// Probability that a value of the band falls outside the controls' 95 % prediction interval.
    package let power: Double
  }

  /// The molecular class of the variant.
  package let molecularClass: PatternClass
  /// The pattern expected, in words.
  package let expectation: String
  /// The axes that were weighed.
  package let axes: [AxisResult]
  /// Axes that could not be weighed although a band exists, with the reason.
  package let leftOut: [AssayAxisKind: String]
  /// The sum of the log-likelihood ratios.
  package let logRatio: Double
  /// Probability that at least one axis would show the expected pattern.
  package let power: Double
  /// The answer.
  package let verdict: Verdict
  /// Whether the assay fits the pattern of cells that all carry the variant: a mosaic one may be its cause, though it is not shown.
  package let wouldFit: Bool
  /// The axis that weighed most in the answer's direction.
  package let decidedBy: AssayAxisKind?
  /// Why, in words.
  package let reason: String
  /// Axes outside the controls' interval that the variant does not explain.
  package let unexplained: [AssayAxisKind]

  /// Compares a class with an assay.
  ///
  /// - Parameter isOfFewCells: whether many cells of the culture may be without the variant, or all; what they make is then no
  ///   answer, whatever the assay shows.
  package init(
    _ molecularClass: PatternClass, assay: AssayFinding, rules: ExpectedPatterns = .embedded, isOfFewCells: Bool = false
  ) {
    let pattern = rules[molecularClass]
    var axes: [AxisResult] = []
    var leftOut: [AssayAxisKind: String] = [:]
    for kind in AssayAxisKind.allCases {
      guard let band = pattern.bands[kind] else { continue }
      guard let axis = assay.axis(kind) else {
        leftOut[kind] = "not measured"
        continue
      }
      guard axis.isSound else {
        leftOut[kind] = axis.isUsable ? "fewer than two controls or no spread" : "quality control failed"
        continue
      }
      axes.append(Concordance.weigh(axis, band: band, cap: Elementary.log(rules.axisOddsCap)))
    }
    let sum = axes.reduce(0) { $0 + $1.logRatio }
    let power = 1 - axes.reduce(1) { $0 * (1 - $1.power) }
    let threshold = Elementary.log(rules.concordantOdds)
    var verdict: Verdict = .uninformative
    var reason = "the sum of the axes lies between the bounds"
    if axes.isEmpty {
      reason =
        pattern.bands.isEmpty
        ? (molecularClass == .uncertain
          ? "the effect of this kind of variant on the assay cannot be predicted"
          : "this kind of variant is expected to leave the assay normal")
        : "none of the readouts could be weighed"
    } else if sum >= threshold {
      verdict = .concordant
      reason = "the assay fits the expected pattern better than normal"
    } else if sum <= -threshold {
      let isSure = power >= rules.powerNeeded && assay.verdict != .indeterminate
      verdict = isSure ? .discordant : .uninformative
      reason =
        !isSure
        ? "the assay is normal, but its power to detect the expected phenotype is too low"
        : assay.verdict.readout == .abnormal
          ? "the assay is abnormal, but does not fit the expected pattern"
          : "the assay fits normal better than the expected pattern"
    }
    wouldFit = verdict == .concordant
    if isOfFewCells, verdict != .uninformative {
      verdict = .uninformative
      reason = "\(Concordance.fewCells): the pattern expected is that of cells that carry it"
    }
    self.molecularClass = molecularClass
    self.axes = axes
    self.leftOut = leftOut
    self.power = power
    self.verdict = verdict
    self.reason = reason
    expectation = pattern.text
    logRatio = sum
    decidedBy = Concordance.deciding(axes, verdict: verdict)
    unexplained = assay.axes.filter { pattern.bands[$0.kind] == nil && $0.isSound && $0.isOutside }.map(\.kind)
  }

  /// Why neither a normal nor an abnormal culture is an answer for a mosaic variant.
  static let fewCells = "many cells of the culture, or all, may be without the variant"

  private static func deciding(_ axes: [AxisResult], verdict: Verdict) -> AssayAxisKind? {
    switch verdict {
    case .concordant: axes.max { $0.logRatio < $1.logRatio }?.kind
    case .discordant: axes.min { $0.logRatio < $1.logRatio }?.kind
    case .uninformative: nil
    }
  }

  private static func weigh(_ axis: AxisReading, band: ClosedRange<Double>, cap: Double) -> AxisResult {
    let expected = ExpectedPatterns.onScale(band, of: axis)
    let scale = axis.predictionScale
    let freedom = axis.freedom
    let width = max(expected.upperBound - expected.lowerBound, scale * 1e-6)
    let above = Distribution.t((axis.value - expected.lowerBound) / scale, df: freedom)
    let below = Distribution.t(
      (axis.value - expected.lowerBound - width) / scale, df: freedom)
    let underBand = max(above - below, 1e-300) / width
    let underNormal =
      max(Distribution.tDensity((axis.value - axis.controlMean) / scale, df: freedom), 1e-300) / scale
    let ratio = min(max(Elementary.log(underBand) - Elementary.log(underNormal), -cap), cap)
    return AxisResult(
      kind: axis.kind, expected: expected, logRatio: ratio, power: power(axis, expected: expected, scale: scale))
  }

  /// Mean over the band, at 21 evenly spaced places, of the probability to fall outside the prediction interval.
  private static func power(_ axis: AxisReading, expected: ClosedRange<Double>, scale: Double) -> Double {
    let freedom = axis.freedom
    let reach = Distribution.tQuantile(0.975, df: freedom)
    let places = 21
    var sum = 0.0
    for place in 0..<places {
      let mean =
        expected.lowerBound + (expected.upperBound - expected.lowerBound) * Double(place) / Double(places - 1)
      let shift = (mean - axis.controlMean) / scale
      let inside =
        Distribution.t(reach - shift, df: freedom)
        - Distribution.t(-reach - shift, df: freedom)
      sum += 1 - inside
    }
    return sum / Double(places)
  }
}
