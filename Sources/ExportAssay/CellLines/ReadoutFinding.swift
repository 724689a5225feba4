// What was measured about a cell line, each readout compared with the controls.

internal import Documents
import Numerics
package import TypeICollagen

/// One readout of one line.
package struct ReadoutFinding: Sendable {
  /// The readout.
  package let readout: AssayReadout
  /// The value in its unit (per cent, min, ratio ...).
  package let value: Double
  /// In per cent of the controls, or NaN.
  package let percentOfControl: Double
  /// The comparison; `nil` without two control lines.
  package let comparison: ControlComparison?
  /// The power to tell the class-defining effect, NaN if none is defined: the probability to see it where it is, and for synthesis
  /// also that to exclude it where it is not, whichever is smaller. With few controls the second is.
  package let power: Double
  /// The probability alone to see the effect where it is; NaN if none is defined.
  package let detectionPower: Double
  /// The p value that the class-defining effect is NOT there (small: excluded); NaN if none is defined.
  package let exclusion: Double
  /// Whether quality checks took the readout out of the verdict.
  package let isExcluded: Bool
  /// The effect that the power is given for, on the scale of analysis; NaN if none is defined.
  package let effect: Double
  /// Whether the value is measured, or the most or least that it can be: what it rests on is below the limit of quantification.
  package var bound = FigureBound.exact
  /// The same of the controls' mean.
  package var controlBound = FigureBound.exact

  /// A finding.
  package init(
    readout: AssayReadout, value: Double, percentOfControl: Double, comparison: ControlComparison?,
    power: Double = .nan,
    detectionPower: Double = .nan, exclusion: Double = .nan, isExcluded: Bool = false, effect: Double = .nan
  ) {
    self.readout = readout
    self.value = value
    self.percentOfControl = percentOfControl
    self.comparison = comparison
    self.power = power
    self.detectionPower = detectionPower
    self.exclusion = exclusion
    self.isExcluded = isExcluded
    self.effect = effect
  }
}

extension ReadoutFinding {
  /// Synthesis on the ln scale.
  package static func synthesis(
    _ logValue: Double, _ comparison: ControlComparison?, rules: ClassRules, isExcluded: Bool = false
  ) -> ReadoutFinding {
    let effect = -Elementary.log(rules.nullEffect / 100)
    let seen = comparison?.power(effect) ?? .nan
    let excluded = comparison?.exclusionPower(effect, level: rules.exclusion, spread: rules.nullSpread) ?? .nan
    return ReadoutFinding(
      readout: .synthesis, value: Elementary.exp(logValue),
      percentOfControl: comparison.map { 100 * Elementary.exp($0.difference) } ?? .nan, comparison: comparison,
      power: Swift.min(seen, excluded), detectionPower: seen,
      exclusion: exclusion(comparison, -effect, spread: rules.nullSpread), isExcluded: isExcluded, effect: effect)
  }

  /// Secretion on the logit scale; its power is that for `rules.secretionEffect` per cent of the controls' secretion.
  package static func secretion(
    _ logitValue: Double, _ comparison: ControlComparison?, rules: ClassRules, isExcluded: Bool = false
  ) -> ReadoutFinding {
    guard let comparison else {
      return ReadoutFinding(
        readout: .secretion, value: 100 * logistic(logitValue), percentOfControl: .nan, comparison: nil,
        isExcluded: isExcluded)
    }
    let centre = comparison.controlMean
    let reference = logistic(centre)
    let effect = centre - logit(reference * rules.secretionEffect / 100)
    let seen = comparison.power(effect)
    return ReadoutFinding(
      readout: .secretion, value: 100 * logistic(logitValue),
      percentOfControl: 100 * logistic(centre + comparison.difference) / reference, comparison: comparison,
      power: seen, detectionPower: seen, exclusion: exclusion(comparison, -effect), isExcluded: isExcluded,
      effect: effect)
  }

  /// The one-sided p value against a shift around `effect` (negative): small if the line lies clearly above it.
  private static func exclusion(_ comparison: ControlComparison?, _ effect: Double, spread: Double = 0) -> Double {
    guard let comparison else { return .nan }
    let error = (comparison.standardError * comparison.standardError + spread * spread).squareRoot()
    return Distribution.tUpper((comparison.difference - effect) / error, df: comparison.degreesOfFreedom)
  }
}

extension ReadoutFinding {
  /// What would give the power that a normal result needs, in words that follow a figure; empty where it is not known.
  package func remedy(_ rules: ClassRules) -> String {
    guard effect.isFinite, let needed = comparison?.needed(effect, power: rules.power) else { return "" }
    let power = NumberText.fixed(100 * rules.power, 0)
    let ways = [
      needed.controls.map { "\($0) control lines" }, needed.dishes.map { "\($0) dishes of every line" },
    ].compactMap { $0 }
    guard ways.isEmpty else { return "; \(ways.joined(separator: ", or ")) would give \(power) %" }
    let words =
      "; neither sixty control lines nor twelve dishes of every line would give \(power) %: the lines vary too much"
    guard readout == .synthesis, let limit = comparison?.limit(effect, power: rules.power) else { return words }
    return words
      + " (any number of lines gives at most \(NumberText.fixed(100 * limit.power, 0)) %; \(power) % takes a variation of less than \(NumberText.fixed(100 * limit.variation, 0)) %)"
  }
}
