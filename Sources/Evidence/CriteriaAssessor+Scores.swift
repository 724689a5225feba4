// PP3 and BP4: scores of predictors against published bounds, one predictor for the residue and one for splicing.

import BioSequence
import HGVS
import Knowledge
import Reporting
import TypeICollagen

extension CriteriaAssessor {
  /// A score with the predictor of the rule pack that it belongs to.
  struct Prediction {
    let predictor: RulePack.Predictor
    let value: Double

    var damaging: EvidenceStrength? { predictor.damaging(value) }
    var harmless: EvidenceStrength? { predictor.harmless(value) }
  }

  /// The score that decides on splicing: of the first predictor of the rule pack that has one.
  var splicingScore: Prediction? { decidingScore("splicing") }

  private var missenseScore: Prediction? {
    // A missense score says nothing of other changes.
    meaning.protein?.kind == .substitution ? decidingScore("missense") : nil
  }

  /// The scores that were given for the variant: by name, and by place from a pack of knowledge. Of one predictor the
  /// score by name counts.
  package var givenScores: [PredictorScores.Score] {
    let named = inputs.scores?[finding.name] ?? []
    guard let variant, let gene = inputs.genes.index(ofSymbol: finding.gene) else { return named }
    let placed = inputs.tables.compactMap { table in
      table.score(of: variant, gene: gene).map { PredictorScores.Score(predictor: table.predictor, value: $0) }
    }
    return named
      + placed.filter { score in !named.contains { $0.predictor.lowercased() == score.predictor.lowercased() } }
  }

  /// Every score of the variant, the embedded one of splicing among them.
  var predictions: [PredictorScores.Score] {
    var all = givenScores.sorted { ($0.predictor, $0.value) < ($1.predictor, $1.value) }
    if let own = inputs.splicePredictor, let variant, !all.contains(where: { $0.predictor == own.name }),
      let value = own.score(meaning.gene, variant)
    {
      all.append(PredictorScores.Score(predictor: own.name, value: value))
    }
    return all
  }

  private func decidingScore(_ looksAt: String) -> Prediction? {
    let given = givenScores
    for predictor in inputs.pack.predictors where predictor.looksAt == looksAt {
      if let score = given.first(where: { predictor.isNamed($0.predictor) }) {
        return Prediction(predictor: predictor, value: score.value)
      }
      if let own = inputs.splicePredictor, predictor.isNamed(own.name), let variant,
        let value = own.score(meaning.gene, variant)
      {
        return Prediction(predictor: predictor, value: value)
      }
    }
    return nil
  }

  /// PP3 and BP4, in this order.
  func computation(
    null: CriterionOutcome, hotspot: CriterionOutcome, isSplicingSeen: Bool = false
  ) -> [CriterionOutcome] {
    func both(_ status: CriterionOutcome.Status, _ reason: String, _ more: [Input] = []) -> [CriterionOutcome] {
      [.pp3, .bp4].map { CriterionOutcome($0, status, inputs: names + more, reason: reason) }
    }
    if meaning.skip != nil || meaning.splicedExon != nil || isAtCanonicalSite {
      return both(
        .notMet, "a canonical splice site and the loss of whole exons are judged by the tree of PVS1 and never by PP3")
    }
    if null.applied != nil { return both(.notMet, "the change is judged under PVS1") }
    let given = givenScores.sorted { ($0.predictor, $0.value) < ($1.predictor, $1.value) }
    var seen = given.map { Input($0.predictor, "\($0.value)") }
    let (residue, splicing) = (missenseScore, isSplicingSeen ? nil : splicingScore)
    if let splicing, !given.contains(where: { splicing.predictor.isNamed($0.predictor) }) {
      seen.append(Input(splicing.predictor.name, decimal(splicing.value, 3)))
    }
    guard !seen.isEmpty else {
      return both(
        .notAssessed,
        inputs.scores == nil && inputs.tables.isEmpty
          ? "no scores were given (--scores, --knowledge)" : "the scores given do not list this variant")
    }
    let note = notCounted(given.map(\.predictor), [residue, splicing].compactMap { $0?.predictor.name })
    guard residue != nil || splicing != nil else {
      return both(.notMet, "no score that can be counted here" + note, seen)
    }
    let damaging = [(residue, "PP3."), (splicing, "PP3.splicing.")].compactMap { score, rule in
      score.flatMap { found in found.damaging.map { (found, $0, rule + found.predictor.name) } }
    }.max { $0.1 < $1.1 }
    if let (score, strength, rule) = damaging {
      return [
        damagingOutcome(score, strength, rule, hotspot: hotspot, seen: seen, note: note),
        CriterionOutcome(.bp4, .notMet, inputs: names + seen, reason: "a score predicts an effect" + note),
      ]
    }
    return [
      CriterionOutcome(
        .pp3, .notMet, inputs: names + seen, reason: "no score reaches a bound for an effect" + note),
      harmlessOutcome(residue, splicing, seen: seen, note: note),
    ]
  }

  /// What is said of scores that were given and do not count.
  private func notCounted(_ given: [String], _ deciding: [String]) -> String {
    let pack = inputs.pack
    let unknown = given.filter { name in !pack.predictors.contains { $0.isNamed(name) } }
    let others = given.filter { name in
      !unknown.contains(name) && !deciding.contains { $0.lowercased() == name.lowercased() }
    }
    var note = ""
    if !unknown.isEmpty {
      note += "; not counted, as the rule pack has no published bounds for it: \(unknown.joined(separator: ", "))"
    }
    if !others.isEmpty { note += "; shown and not counted: \(others.joined(separator: ", ")) (\(pack.predictorRule))" }
    return note
  }

  private func damagingOutcome(
    _ score: Prediction, _ strength: EvidenceStrength, _ rule: String, hotspot: CriterionOutcome, seen: [Input],
    note: String
  ) -> CriterionOutcome {
    let rules = inputs.pack.hotspot
    var (counted, reason) = (strength, "\(score.predictor.name) predicts an effect (\(score.predictor.source))")
    if let applied = hotspot.applied, score.predictor.looksAt == "missense" {
      let room = rules.mostPointsWithPrediction - PointScheme.points(applied)
      let allowed = EvidenceStrength.allCases.last {
        $0 != .standAlone && PointScheme.points(AppliedCriterion(.pp3, $0)) <= room
      }
      guard let allowed else {
        return CriterionOutcome(
          .pp3, .notMet, rule: rule, inputs: names + seen,
          reason: reason + "; not counted beside \(applied.code): \(rules.predictionSource)" + note)
      }
      if allowed < counted {
        counted = allowed
        reason += "; no more than \(allowed.rawValue) beside \(applied.code): \(rules.predictionSource)"
      }
    }
    return CriterionOutcome(.pp3, .applied(counted), rule: rule, inputs: names + seen, reason: reason + note)
  }

  /// A missense change is cleared by a missense score only, a silent or intronic one by a splicing score only, and neither
  /// where a low splicing score is no evidence.
  private func harmlessOutcome(
    _ residue: Prediction?, _ splicing: Prediction?, seen: [Input], note: String
  ) -> CriterionOutcome {
    func not(_ reason: String) -> CriterionOutcome {
      CriterionOutcome(.bp4, .notMet, inputs: names + seen, reason: reason + note)
    }
    func applied(_ score: Prediction, _ strength: EvidenceStrength, _ rule: String) -> CriterionOutcome {
      CriterionOutcome(
        .bp4, .applied(strength), rule: rule + score.predictor.name, inputs: names + seen,
        reason: "\(score.predictor.name) predicts no effect (\(score.predictor.source))" + note)
    }
    if meaning.isHelixGlycineSubstitution {
      return not("a score does not outweigh the loss of a helix glycine (PM1)")
    }
    // Nor does a score of the residue: what the site loses is not its matter.
    if equalPlaces.contains(where: { $0.sites.contains { $0.isWithheld(inputs.pack.splicing) } }) {
      return not("a low score is no evidence at this place: \(inputs.pack.splicing.withheldSource)")
    }
    if meaning.protein?.kind == .substitution {
      guard let residue, let strength = residue.harmless else { return not("no score reaches a bound for no effect") }
      return applied(residue, strength, "BP4.")
    }
    let isSilent = finding.consequence.contains(.synonymous) || meaning.protein?.kind == .synonymous
    guard isSilent || place?.isIntronic == true else {
      return not("a splicing score says nothing of what else this change does")
    }
    guard let splicing, let strength = splicing.harmless else { return not("no score reaches a bound for no effect") }
    return applied(splicing, strength, "BP4.splicing.")
  }
}
