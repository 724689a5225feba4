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

  /// The scores that were given for the variant, by name and by place from a pack of knowledge, each value of a predictor
  /// once.
  package var givenScores: [PredictorScores.Score] { givenScores(finding.name, variant) }

  private func givenScores(_ name: String, _ variant: Variant?) -> [PredictorScores.Score] {
    var all = inputs.scores?[name] ?? []
    if let variant, let gene = inputs.genes.index(ofSymbol: finding.gene) {
      all += inputs.tables.flatMap { table in
        table.scores(of: variant, gene: gene).map {
          PredictorScores.Score(predictor: table.predictor, value: $0, source: table.source.file)
        }
      }
    }
    return all.reduce(into: []) { list, score in
      if !list.contains(where: { $0.predictor.lowercased() == score.predictor.lowercased() && $0.value == score.value })
      {
        list.append(score)
      }
    }
  }

  /// Every score of the variant, the embedded one of splicing among them unless a given one is the same as far as its
  /// digits go.
  var predictions: [PredictorScores.Score] {
    var all = givenScores.sorted { ($0.predictor, $0.value, $0.source) < ($1.predictor, $1.value, $1.source) }
    if let own = embeddedScore, !all.contains(where: { own.isSame(as: $0) }) { all.append(own) }
    return all
  }

  private var embeddedScore: PredictorScores.Score? {
    guard let own = inputs.splicePredictor, let variant, let value = own.score(meaning.gene, variant) else {
      return nil
    }
    return PredictorScores.Score(predictor: own.name, value: value, source: "embedded")
  }

  /// The score of the first predictor of the rule pack that has one; `nil` where it has several that differ: the next one
  /// would be chosen by what the first one says.
  private func decidingScore(_ looksAt: String) -> Prediction? {
    let all = predictions
    for predictor in inputs.pack.predictors where predictor.looksAt == looksAt {
      let own = all.filter { predictor.isNamed($0.predictor) }
      guard let first = own.first else { continue }
      return own.count == 1 ? Prediction(predictor: predictor, value: first.value) : nil
    }
    return nil
  }

  /// The splicing score of a known variant among those given; `nil` where there is none, or several that differ.
  func givenSplicingScore(of entry: KnownVariant) -> Double? {
    guard let name = meaning.gene.model.names(of: entry.variant).hgvsC else { return nil }
    let all = givenScores(name, entry.variant)
    for predictor in inputs.pack.predictors where predictor.looksAt == "splicing" {
      let own = all.filter { predictor.isNamed($0.predictor) }
      if !own.isEmpty { return own.count == 1 ? own[0].value : nil }
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
    let given = predictions
    let contradictions = PredictorScores.contradictions(given)
    let (residue, splicing) = (missenseScore, isSplicingSeen ? nil : splicingScore)
    let seen = given.compactMap { score -> Input? in
      let differs = contradictions.contains { $0.scores.contains(score) }
      if score.source == "embedded" {
        // The embedded prediction is an input where it decides, or where another value of the same predictor was given.
        let isUsed = differs || splicing?.predictor.isNamed(score.predictor) == true
        return isUsed ? Input(score.predictor, decimal(score.value, 3) + (differs ? " (embedded)" : "")) : nil
      }
      return Input(score.predictor, "\(score.value)" + (differs ? " (\(score.source))" : ""))
    }
    guard !seen.isEmpty else {
      return both(
        .notAssessed,
        inputs.scores == nil && inputs.tables.isEmpty
          ? "no scores were given (--scores, --knowledge)" : "the scores given do not list this variant")
    }
    let note = notCounted(
      given.filter { $0.source != "embedded" }.map(\.predictor), [residue, splicing].compactMap { $0?.predictor.name },
      contradictions)
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
  private func notCounted(
    _ all: [String], _ deciding: [String], _ contradictions: [PredictorScores.Contradiction]
  ) -> String {
    let pack = inputs.pack
    let given = all.filter { name in !contradictions.contains { $0.predictor.lowercased() == name.lowercased() } }
    let unknown = given.filter { name in !pack.predictors.contains { $0.isNamed(name) } }
    let others = given.filter { name in
      !unknown.contains(name) && !deciding.contains { $0.lowercased() == name.lowercased() }
    }
    var note = contradictions.map { "; not counted, as the values of \($0.predictor) differ: \($0.values)" }.joined()
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

extension PredictorScores.Score {
  /// Whether a given score of the same predictor is this one of the embedded table, which holds hundredths and of what is
  /// less than 0.02 nothing.
  fileprivate func isSame(as given: PredictorScores.Score) -> Bool {
    given.predictor.lowercased() == predictor.lowercased()
      && (abs(given.value - value) < 0.0051 || (value == 0 && given.value < 0.02))
  }
}
