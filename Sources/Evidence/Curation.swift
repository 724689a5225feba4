// Criteria that a person has judged: they stand in the place of the program's judgement, which is shown beside them.

package import Reporting

extension VariantClassificationLedger {
  /// The ledger with a person's judgements. The last entry of a criterion counts; earlier ones are the audit trail.
  ///
  /// - Parameter entries: as the clinical record has them, in its order.
  package func curated(by entries: [CaseRecord.Curation], pack: RulePack = .embedded) -> VariantClassificationLedger {
    guard !entries.isEmpty else { return self }
    let judged = outcomes.map { outcome in
      guard let entry = entries.last(where: { $0.code == outcome.criterion.rawValue }) else { return outcome }
      let earlier = entries.count { $0.code == entry.code } - 1
      return outcome.curated(by: entry, earlier: earlier, pack: pack)
    }
    return VariantClassificationLedger(VariantClassificationLedger.summed(judged, pack.deNovo), pack: pack)
  }

  /// PS2 and PM6 are one evidence: the points of all probands are summed and count once, under the code that has more.
  private static func summed(_ outcomes: [CriterionOutcome], _ rules: RulePack.DeNovo) -> [CriterionOutcome] {
    let parts = outcomes.filter { [.ps2, .pm6].contains($0.criterion) && $0.applied != nil }
    let points = parts.map { $0.deNovoPoints(rules) }
    guard parts.count == 2, let strength = rules.steps.first(where: { points[0] + points[1] >= $0.bound })?.strength
    else {
      return outcomes
    }
    let sum =
      "\(decimal(points[0], 3)) points of \(parts[0].criterion.rawValue) and \(decimal(points[1], 3)) of "
      + "\(parts[1].criterion.rawValue) are one sum"
    let lead = points[0] >= points[1] ? parts[0].criterion : parts[1].criterion
    return outcomes.map { outcome in
      guard parts.contains(outcome) else { return outcome }
      let isLead = outcome.criterion == lead
      return CriterionOutcome(
        outcome.criterion, isLead ? .applied(strength) : .notMet, rule: outcome.rule, inputs: outcome.inputs,
        curated: outcome.curated,
        reason: "\(outcome.reason); \(sum), counted under \(lead.rawValue) (\(rules.source))")
    }
  }
}

extension CriterionOutcome {
  fileprivate func curated(by entry: CaseRecord.Curation, earlier: Int, pack: RulePack) -> CriterionOutcome {
    let automatic = "\(applied == nil ? status.word : code): \(reason)"
    let note = Curated(by: entry.by ?? "", date: entry.date ?? "", count: entry.count, automatic: automatic)
    var text = entry.reason ?? "judged by a person"
    if let count = entry.count { text += "; count \(count)" }
    if criterion == .ps4, let count = entry.count {
      let step = pack.caseCounts.steps.first { Double(count) >= $0.bound }?.strength.rawValue ?? "no strength"
      text += " (the rule pack gives \(step) for so many; \(pack.caseCounts.source))"
    }
    if criterion == .ba1, entry.strength != .notMet { text += "; it stands alone: no other criterion is added" }
    let signed = [entry.by, entry.date].compactMap(\.self).joined(separator: ", ")
    text += "; judged by \(signed.isEmpty ? "a person the record does not name" : signed)"
    if earlier > 0 { text += "; \(earlier) earlier \(earlier == 1 ? "judgement" : "judgements") on record" }
    text += "; the program: \(automatic)"
    return CriterionOutcome(
      criterion, curatedStatus(entry, pack: pack), rule: "\(criterion.rawValue).curated",
      inputs: inputs.filter { $0.name != "points" } + deNovoInputs(entry, pack: pack), curated: note, reason: text)
  }

  /// The points of all probands of an entry with a count, the record's own among them.
  private func deNovoInputs(_ entry: CaseRecord.Curation, pack: RulePack) -> [Input] {
    deNovoSum(entry, pack: pack).map { [Input("points", decimal($0, 6))] } ?? []
  }

  /// The points of PS2 or PM6 in sum with the counted probands; `nil` where none are counted.
  private func deNovoSum(_ entry: CaseRecord.Curation, pack: RulePack) -> Double? {
    guard criterion == .ps2 || criterion == .pm6, entry.strength != .notMet, let count = entry.count else { return nil }
    let row = pack.deNovo.points[.consistent] ?? (0, 0)
    let own = applied.flatMap { applied in pack.deNovo.steps.first { $0.strength == applied.strength }?.bound } ?? 0
    return own + Double(count) * (criterion == .ps2 ? row.confirmed : row.assumed)
  }

  /// The points that PS2 or PM6 stands for: those that were summed, at least those of its strength.
  fileprivate func deNovoPoints(_ rules: RulePack.DeNovo) -> Double {
    let bound = rules.steps.first { $0.strength == applied?.strength }?.bound ?? 0
    return max(bound, inputs.last { $0.name == "points" }.flatMap { Double($0.value) } ?? 0)
  }

  /// A stand-alone criterion has one strength; of PS2 and PM6 further probands are added to the record's own.
  private func curatedStatus(_ entry: CaseRecord.Curation, pack: RulePack) -> Status {
    guard let strength = EvidenceStrength(rawValue: entry.strength.rawValue) else { return .notMet }
    if criterion == .ba1 { return .applied(.standAlone) }
    guard let sum = deNovoSum(entry, pack: pack) else { return .applied(strength) }
    let summed = pack.deNovo.steps.first { sum >= $0.bound }?.strength ?? strength
    return .applied(max(strength, summed))
  }
}
