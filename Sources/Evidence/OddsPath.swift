// How much a laboratory's own controls say about its assay (Brnich et al. 2020, Genome Med 12:3).

import Numerics

/// Controls of known truth by what the assay said of them.
package struct ControlCounts: Sendable, Hashable {
  /// Pathogenic controls with an abnormal readout.
  package let pathogenicAbnormal: Int
  /// Pathogenic controls with a normal readout.
  package let pathogenicNormal: Int
  /// Benign controls with an abnormal readout.
  package let benignAbnormal: Int
  /// Benign controls with a normal readout.
  package let benignNormal: Int

  /// Counts of controls, none negative.
  package init(pathogenicAbnormal: Int, pathogenicNormal: Int, benignAbnormal: Int, benignNormal: Int) {
    precondition(min(pathogenicAbnormal, pathogenicNormal, benignAbnormal, benignNormal) >= 0, "counts")
    self.pathogenicAbnormal = pathogenicAbnormal
    self.pathogenicNormal = pathogenicNormal
    self.benignAbnormal = benignAbnormal
    self.benignNormal = benignNormal
  }

  /// Pathogenic controls.
  package var pathogenic: Int { pathogenicAbnormal + pathogenicNormal }
  /// Benign controls.
  package var benign: Int { benignAbnormal + benignNormal }
  /// All controls.
  package var total: Int { pathogenic + benign }
}

/// Odds of pathogenicity given a readout.
///
///     P1 = pathogenic / all controls
///     P2 = pathogenic / all controls with this readout
///     OddsPath = P2 (1 - P1) / ((1 - P2) P1)
///
/// Where a readout holds one kind of control only, one of the other kind is added to that group (P2 = n/(n+1) or
/// 1/(n+1)), so that a perfect assay never gets infinite odds from few controls.
package struct OddsPath: Sendable, Hashable {
  /// What the assay said.
  package enum Readout: String, Sendable, CaseIterable { case abnormal, normal }

  /// The readout these odds are for.
  package let readout: Readout
  /// Share of pathogenic among all controls.
  package let priorFraction: Double
  /// Share of pathogenic in the readout group, after the correction for a pure group.
  package let readoutFraction: Double
  /// The odds.
  package let odds: Double
  /// 95 % interval of the odds: that of a ratio of proportions on the log scale, with 0.5 added to every cell if one is
  /// empty.
  package let interval: ClosedRange<Double>
  /// The controls.
  package let controls: ControlCounts

  /// Odds from controls; `nil` without controls of both kinds.
  package init?(_ controls: ControlCounts, readout: Readout) {
    guard controls.pathogenic > 0, controls.benign > 0 else { return nil }
    self.controls = controls
    self.readout = readout
    priorFraction = Double(controls.pathogenic) / Double(controls.total)
    let hits = readout == .abnormal ? controls.pathogenicAbnormal : controls.pathogenicNormal
    let misses = readout == .abnormal ? controls.benignAbnormal : controls.benignNormal
    switch (hits, misses) {
    case (0, 0): return nil
    case (_, 0): readoutFraction = Double(hits) / Double(hits + 1)
    case (0, _): readoutFraction = 1 / Double(misses + 1)
    default: readoutFraction = Double(hits) / Double(hits + misses)
    }
    odds = readoutFraction * (1 - priorFraction) / ((1 - readoutFraction) * priorFraction)
    interval = OddsPath.interval(hits: hits, of: controls.pathogenic, misses: misses, of: controls.benign)
  }

  private static func interval(hits: Int, of pathogenic: Int, misses: Int, of benign: Int) -> ClosedRange<Double> {
    let isPure = hits == 0 || misses == 0 || hits == pathogenic || misses == benign
    let correction = isPure ? 0.5 : 0.0
    let a = Double(hits) + correction
    let n = Double(pathogenic) + 2 * correction
    let b = Double(misses) + correction
    let m = Double(benign) + 2 * correction
    let centre = Elementary.log(a / n) - Elementary.log(b / m)
    let error = (1 / a - 1 / n + 1 / b - 1 / m).squareRoot() * Distribution.normal95
    return Elementary.exp(centre - error)...Elementary.exp(centre + error)
  }

  /// The strength that odds give by thresholds, strongest first; `nil` in the gap between benign and damaging.
  package static func strength(ofOdds odds: Double, readout: Readout, rules: RulePack.Functional) -> EvidenceStrength? {
    switch readout {
    case .abnormal: rules.damaging.first { odds > $0.bound }?.strength
    case .normal: rules.benign.first { odds < $0.bound }?.strength
    }
  }

  /// The strength by the rule pack: from the odds (or the unfavourable end of the interval, if the pack asks for it),
  /// no more than supporting with too few controls.
  package func strength(rules: RulePack.Functional) -> EvidenceStrength? {
    let bound = readout == .abnormal ? interval.lowerBound : interval.upperBound
    let taken = rules.usesLowerBound ? bound : odds
    guard let strength = OddsPath.strength(ofOdds: taken, readout: readout, rules: rules) else { return nil }
    return controls.total < rules.controlsForModerate ? min(strength, .supporting) : strength
  }
}
