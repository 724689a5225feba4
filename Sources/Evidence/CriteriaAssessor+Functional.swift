// PS3 and BS3: what the fibroblast assay adds, weighed by the laboratory's own controls.

import Reporting
import TypeICollagen

extension CriteriaAssessor {
  /// PS3 and BS3.
  func functional(null: CriterionOutcome) -> [CriterionOutcome] {
    func both(_ status: CriterionOutcome.Status, _ reason: String, _ more: [Input] = []) -> [CriterionOutcome] {
      [.ps3, .bs3].map { CriterionOutcome($0, status, inputs: more, reason: reason) }
    }
    guard let assay = inputs.assay, let concordance else {
      return both(.notAssessed, "no assay was given (--assay)")
    }
    var given = [
      Input("assay_class", assay.verdict.rawValue), Input("concordance", concordance.verdict.rawValue),
      Input("expected_class", meaning.molecularClass.rawValue),
    ]
    guard let readout = assay.verdict.readout else {
      return both(
        .notAssessed, assay.isMeasured ? "the assay is indeterminate" : "nothing was measured of the line", given)
    }
    if finding.isOfFewCells {
      return both(.notAssessed, "the assay is \(readout.rawValue), but \(Concordance.fewCells)", given)
    }
    let (strength, basis, counts) = weight(of: readout)
    given += counts
    if readout == .abnormal { return damaging(strength, basis, concordance, given) }
    return cleared(strength, basis, null, concordance, given)
  }

  private func damaging(
    _ strength: EvidenceStrength?, _ basis: String, _ concordance: Concordance, _ given: [Input]
  ) -> [CriterionOutcome] {
    let bs3 = CriterionOutcome(.bs3, .notMet, rule: "BS3.oddspath", inputs: given, reason: "the assay is abnormal")
    func not(_ reason: String, _ status: CriterionOutcome.Status = .notMet) -> [CriterionOutcome] {
      [CriterionOutcome(.ps3, status, rule: "PS3.oddspath", inputs: given, reason: reason), bs3]
    }
    guard concordance.verdict == .concordant else {
      return not(
        concordance.verdict == .discordant
          ? "the assay is abnormal, but not as expected of this variant"
          : "the assay is abnormal, but whether because of this variant cannot be determined")
    }
    guard explaining <= 1 else {
      return not(
        meaning.isOnBothAlleles && finding.zygosity != .homozygous
          ? "the assay shows what both null alleles do together, and not what each does"
          : "the assay tests the person: with several candidates it cannot show which is the cause", .notAssessed)
    }
    guard let strength else { return not(basis) }
    return [
      CriterionOutcome(
        .ps3, .applied(strength), rule: "PS3.oddspath", inputs: given,
        reason: "the assay is abnormal as expected; \(basis)"),
      bs3,
    ]
  }

  private func cleared(
    _ strength: EvidenceStrength?, _ basis: String, _ null: CriterionOutcome, _ concordance: Concordance,
    _ given: [Input]
  ) -> [CriterionOutcome] {
    let ps3 = CriterionOutcome(.ps3, .notMet, rule: "PS3.oddspath", inputs: given, reason: "the assay is normal")
    func not(_ reason: String) -> [CriterionOutcome] {
      [ps3, CriterionOutcome(.bs3, .notMet, rule: "BS3.oddspath", inputs: given, reason: reason)]
    }
    if null.applied != nil {
      return not("a normal assay never cancels a variant that meets PVS1: the disagreement must be resolved")
    }
    if meaning.skip != nil || finding.collagenEffect.contains(.inFrameExonSkip) {
      return not(
        "a normal assay never cancels a canonical splice variant or a change of whole exons: sequence and assay disagree, and "
          + "must be settled")
    }
    if meaning.isHelixGlycineSubstitution, concordance.verdict != .discordant {
      return not(
        "a normal assay is no evidence against this glycine substitution: the expected pattern is near normal or the power too low"
      )
    }
    guard concordance.verdict == .discordant else {
      return not("the effect of this variant on the assay is not predictable enough for a normal result to count")
    }
    guard let strength else { return not(basis) }
    return [
      ps3,
      CriterionOutcome(
        .bs3, .applied(strength), rule: "BS3.oddspath", inputs: given,
        reason: "the assay is normal where an effect of this variant is expected; \(basis)"),
    ]
  }

  /// The strength of a readout, what it rests on, and the numbers behind it.
  func weight(of readout: OddsPath.Readout) -> (strength: EvidenceStrength?, basis: String, inputs: [Input]) {
    let rules = inputs.pack.functional
    if let controls = inputs.controls {
      guard let path = OddsPath(controls, readout: readout) else {
        return (nil, "the table of controls needs pathogenic and benign ones", [])
      }
      let strength = path.strength(rules: rules)
      let numbers = [
        Input("controls", "\(controls.pathogenic) pathogenic, \(controls.benign) benign"),
        Input("oddspath", decimal(path.odds, 4)),
        Input("oddspath_95", "\(decimal(path.interval.lowerBound, 4)) to \(decimal(path.interval.upperBound, 4))"),
      ]
      let ends = [path.interval.lowerBound, path.interval.upperBound].map { decimal($0, 3) }
      var basis =
        "OddsPath \(decimal(path.odds, 3)) (95 % \(ends[0])-\(ends[1])) by the laboratory's own controls, "
        + "\(controls.pathogenic) pathogenic and \(controls.benign) benign (\(rules.source))"
      if controls.total < rules.controlsForModerate {
        basis += "; fewer than \(rules.controlsForModerate) controls: no more than supporting"
      }
      return (strength, strength == nil ? basis + ": indeterminate" : basis, numbers)
    }
    let odds =
      readout == .abnormal
      ? rules.defaultSensitivity / (1 - rules.defaultSpecificity)
      : (1 - rules.defaultSensitivity) / rules.defaultSpecificity
    let cap = readout == .abnormal ? rules.capAbnormal : rules.capNormal
    let strength = OddsPath.strength(ofOdds: odds, readout: readout, rules: rules).map { min($0, cap) }
    return (
      strength,
      "no table of the laboratory's own controls (--validation): at most \(cap.rawValue) from published detection (\(rules.defaultSource))",
      [Input("assumed_odds", decimal(odds, 3))]
    )
  }
}
