// Criteria that need the clinical record or a file of scores: PP3, BP4, PS2, PM6, PP1, BS4, PP4.

import Reporting
import TypeICollagen

extension CriteriaAssessor {
  /// PP3 and BP4, from scores of predictors that the rule pack knows.
  func computation(null: CriterionOutcome, hotspot: CriterionOutcome) -> [CriterionOutcome] {
    func both(_ status: CriterionOutcome.Status, _ reason: String, _ more: [Input] = []) -> [CriterionOutcome] {
      [.pp3, .bp4].map { CriterionOutcome($0, status, inputs: names + more, reason: reason) }
    }
    guard let scores = inputs.scores else { return both(.notAssessed, "no file of scores was given (--scores)") }
    if null.rule.hasPrefix("PVS1.skip") || null.rule == "PVS1.splice_unknown" || meaning.skip != nil {
      return both(
        .notMet, "a canonical splice site and the loss of whole exons are judged by the tree of PVS1 and never by PP3")
    }
    if null.applied != nil { return both(.notMet, "the change is judged under PVS1") }
    let given = scores[finding.name].sorted { ($0.predictor, $0.value) < ($1.predictor, $1.value) }
    var damaging: [(RulePack.Predictor, Double, EvidenceStrength)] = []
    var benign: [(RulePack.Predictor, Double, EvidenceStrength)] = []
    var seen: [Input] = []
    for score in given {
      seen.append(Input(score.predictor, "\(score.value)"))
      guard let rule = inputs.pack.predictors.first(where: { $0.name.lowercased() == score.predictor.lowercased() })
      else { continue }
      // A missense score says nothing of other changes.
      if rule.looksAt == "missense", meaning.protein?.kind != .substitution { continue }
      if let step = rule.pathogenic.first(where: { score.value >= $0.bound }) {
        damaging.append((rule, score.value, step.strength))
      } else if let step = rule.benign.first(where: { score.value <= $0.bound }) {
        benign.append((rule, score.value, step.strength))
      }
    }
    guard !seen.isEmpty else { return both(.notAssessed, "the file of scores does not list this variant") }
    if let best = damaging.max(by: { $0.2 < $1.2 }) {
      let isCapped = hotspot.applied != nil && best.2 > .moderate
      let strength = isCapped ? .moderate : best.2
      let note = isCapped ? "; at most moderate beside PM1, which rests on the same fact" : ""
      return [
        CriterionOutcome(
          .pp3, .applied(strength), rule: "PP3.\(best.0.name)", inputs: names + seen,
          reason: "\(best.0.name) predicts an effect (\(best.0.source))\(note)"),
        CriterionOutcome(.bp4, .notMet, inputs: names + seen, reason: "a score predicts an effect"),
      ]
    }
    return benignScores(benign, seen: seen)
  }

  /// A missense change is cleared by a missense score only: a splicing score says nothing of the residue.
  private func benignScores(
    _ benign: [(RulePack.Predictor, Double, EvidenceStrength)], seen: [Input]
  ) -> [CriterionOutcome] {
    let isMissense = meaning.protein?.kind == .substitution
    let counted = benign.filter { !isMissense || $0.0.looksAt == "missense" }
    let pp3 = CriterionOutcome(.pp3, .notMet, inputs: names + seen, reason: "no score reaches a bound for an effect")
    if meaning.isHelixGlycineSubstitution {
      return [
        pp3,
        CriterionOutcome(
          .bp4, .notMet, inputs: names + seen, reason: "a score does not outweigh the loss of a helix glycine (PM1)"),
      ]
    }
    guard let best = counted.max(by: { $0.2 < $1.2 }) else {
      return [
        pp3, CriterionOutcome(.bp4, .notMet, inputs: names + seen, reason: "no score reaches a bound for no effect"),
      ]
    }
    return [
      pp3,
      CriterionOutcome(
        .bp4, .applied(best.2), rule: "BP4.\(best.0.name)", inputs: names + seen,
        reason: "\(best.0.name) predicts no effect (\(best.0.source))"),
    ]
  }

  /// Why the family's counts cannot be used for this variant, or `nil` if they can.
  private var familyObstacle: (CriterionOutcome.Status, String)? {
    guard let record = inputs.record else { return (.notAssessed, "no clinical record was given") }
    if let variant = record.family.variant {
      let parts = variant.split(separator: ":").map(String.init)
      let gene = parts.count > 1 ? inputs.genes.gene(named: parts[0])?.symbol : finding.gene
      return gene == finding.gene && parts.last == finding.shortCodingName
        ? nil : (.notMet, "the record's family data are about another variant")
    }
    return candidates <= 1
      ? nil
      : (.notAssessed, "several variants were called and the record does not say which one the family was tested for")
  }

  /// PS2 and PM6.
  func deNovo() -> [CriterionOutcome] {
    func both(_ status: CriterionOutcome.Status, _ reason: String, _ more: [Input] = []) -> [CriterionOutcome] {
      [.ps2, .pm6].map { CriterionOutcome($0, status, inputs: more, reason: reason) }
    }
    if let (status, reason) = familyObstacle { return both(status, reason) }
    guard let family = inputs.record?.family, let state = family.deNovo, state != .unknown else {
      return both(.notAssessed, "the record does not say whether the variant is de novo")
    }
    let given = [Input("family.de_novo", state.rawValue)]
    if state == .inherited { return both(.notMet, "the variant was inherited", given) }
    if let fraction = family.parentalMosaicismVAF, fraction > 0 {
      return both(
        .notMet, "a parent is mosaic: the variant is not de novo",
        given + [Input("family.parental_mosaicism_vaf", "\(fraction)")])
    }
    if family.affectedRelatives == true {
      return both(.notMet, "other relatives are affected", given + [Input("family.affected_relatives", "true")])
    }
    let isConfirmed = state == .confirmed
    return [
      CriterionOutcome(
        .ps2, isConfirmed ? .applied(.strong) : .notMet, rule: "PS2.confirmed", inputs: given,
        reason: isConfirmed ? "de novo, both parents confirmed" : "the parents are not confirmed"),
      CriterionOutcome(
        .pm6, isConfirmed ? .notMet : .applied(.moderate), rule: "PM6.assumed", inputs: given,
        reason: isConfirmed ? "counted under PS2" : "de novo, parents not confirmed"),
    ]
  }

  /// PP1 and BS4.
  func segregation() -> [CriterionOutcome] {
    if let (status, reason) = familyObstacle {
      return [.pp1, .bs4].map { CriterionOutcome($0, status, reason: reason) }
    }
    let family = inputs.record?.family ?? CaseRecord.Family()
    let rules = inputs.pack.segregation
    var outcomes: [CriterionOutcome] = []
    let without = family.affectedWithoutVariant ?? 0
    if let meioses = family.countedMeioses {
      let given = [Input("family.meioses", "\(meioses)"), Input("family.affected_without_variant", "\(without)")]
      let step = rules.steps.first { meioses >= $0.meioses }
      if without > 0 {
        outcomes.append(
          CriterionOutcome(.pp1, .notMet, inputs: given, reason: "an affected relative does not carry the variant"))
      } else if let step {
        outcomes.append(
          CriterionOutcome(
            .pp1, .applied(step.strength), rule: "PP1.meioses", inputs: given,
            reason: "\(meioses) informative meioses (\(rules.source))"))
      } else {
        outcomes.append(CriterionOutcome(.pp1, .notMet, inputs: given, reason: "too few informative meioses"))
      }
    } else {
      outcomes.append(CriterionOutcome(.pp1, .notAssessed, reason: "the record counts no meioses"))
    }
    if without > 0 {
      outcomes.append(
        CriterionOutcome(
          .bs4, .applied(.strong), rule: "BS4.affected_without",
          inputs: [Input("family.affected_without_variant", "\(without)")],
          reason: "an affected relative does not carry the variant"))
    } else {
      outcomes.append(
        CriterionOutcome(
          .bs4, family.affectedWithoutVariant == nil ? .notAssessed : .notMet,
          reason: family.affectedWithoutVariant == nil
            ? "the record counts no affected relatives without it" : "every affected relative tested carries it"))
    }
    return outcomes
  }

  /// PP4: clinical osteogenesis imperfecta. Pregnancy-associated osteoporosis alone is not specific, and the assay is
  /// never counted here.
  func phenotype() -> CriterionOutcome {
    let rule = "PP4.clinical_oi"
    guard let record = inputs.record else {
      return CriterionOutcome(.pp4, .notAssessed, rule: rule, reason: "no clinical record was given")
    }
    let signs = record.distinctFeatures.filter { $0 != .jointHypermobility && $0 != .shortStature }
    let isDiagnosed = record.preExisting.contains {
      ($0.kind == .mildOI || $0.kind == .osteogenesisImperfecta) && $0.basis == .clinical
    }
    let given = [
      Input("features", signs.isEmpty ? "none" : signs.map(\.rawValue).joined(separator: ", ")),
      Input("clinical_diagnosis", isDiagnosed ? "osteogenesis imperfecta" : "none"),
    ]
    guard isDiagnosed || signs.count >= inputs.pack.phenotype.features else {
      return CriterionOutcome(
        .pp4, .notMet, rule: rule, inputs: given,
        reason: "fragile bones alone, in pregnancy or not, are not specific for osteogenesis imperfecta")
    }
    return CriterionOutcome(
      .pp4, .applied(.supporting), rule: rule, inputs: given,
      reason: "osteogenesis imperfecta by clinical signs; the assay is not counted here")
  }
}
