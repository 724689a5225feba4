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
    return VariantClassificationLedger(judged, pack: pack)
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
    let signed = [entry.by, entry.date].compactMap(\.self).joined(separator: ", ")
    text += "; judged by \(signed.isEmpty ? "a person the record does not name" : signed)"
    if earlier > 0 { text += "; \(earlier) earlier \(earlier == 1 ? "judgement" : "judgements") on record" }
    text += "; the program: \(automatic)"
    return CriterionOutcome(
      criterion, curatedStatus(entry, pack: pack), rule: "\(criterion.rawValue).curated", inputs: inputs, curated: note,
      reason: text)
  }

  /// A stand-alone criterion has one strength; of PS2 and PM6 further probands are added to the record's own.
  private func curatedStatus(_ entry: CaseRecord.Curation, pack: RulePack) -> Status {
    guard let strength = EvidenceStrength(rawValue: entry.strength.rawValue) else { return .notMet }
    if criterion == .ba1 { return .applied(.standAlone) }
    guard criterion == .ps2 || criterion == .pm6, let count = entry.count else { return .applied(strength) }
    let row = pack.deNovo.points[.consistent] ?? (0, 0)
    let own = applied.flatMap { applied in pack.deNovo.steps.first { $0.strength == applied.strength }?.bound } ?? 0
    let sum = own + Double(count) * (criterion == .ps2 ? row.confirmed : row.assumed)
    let summed = pack.deNovo.steps.first { sum >= $0.bound }?.strength ?? strength
    return .applied(max(strength, summed))
  }
}
