// Criteria that need the `--known` file: PS1, PM5, PM2, BA1, BS1.

import BioSequence
import Knowledge
import Reporting
import TypeICollagen

extension CriteriaAssessor {
  private var missingKnown: String { "no file of known variants was given (--known)" }

  /// How an entry is classed by the rule pack: 0 pathogenic, 1 likely pathogenic, `nil` neither or not trusted.
  private func pathogenicRank(_ entry: KnownVariant) -> Int? {
    guard !inputs.pack.refusedReview.contains(entry.review) else { return nil }
    if entry.significance.contains(where: { $0.hasPrefix("Conflicting") }) { return nil }
    return inputs.pack.knownPathogenic.indices.first { rank in
      entry.significance.contains { inputs.pack.knownPathogenic[rank].contains($0) }
    }
  }

  /// PS1 and PM5, from other substitutions of the same codon.
  func sameResidue() -> [CriterionOutcome] {
    guard let protein = meaning.protein, protein.kind == .substitution, let alternate = protein.alternate else {
      return [.ps1, .pm5].map { CriterionOutcome($0, .notMet, inputs: names, reason: "no missense change") }
    }
    guard let known = inputs.known else {
      return [.ps1, .pm5].map { CriterionOutcome($0, .notAssessed, inputs: names, reason: missingKnown) }
    }
    let own = finding.recordVariant(on: meaning.gene)
    let others = known.entries.filter {
      $0.symbol == finding.gene && $0.substitution?.residue == protein.residue && $0.variant != own
        && pathogenicRank($0) != nil
    }
    let same = best(others.filter { $0.substitution?.alternate == alternate })
    // Only missense entries count: neither a stop nor a change that leaves the residue as it is.
    let different = best(
      others.filter { entry in
        entry.substitution.map { ![alternate, .ter].contains($0.alternate) } == true
      })
    let file = [Input("known", fileNames(known))]
    var outcomes: [CriterionOutcome] = []
    if let same {
      outcomes.append(
        CriterionOutcome(
          .ps1, .applied(strength("ps1", same.rank)), rule: "PS1.same_residue_change",
          inputs: names + file + entry(same),
          reason: "another base change to the same amino acid is listed as \(words(same))"))
    } else {
      outcomes.append(CriterionOutcome(.ps1, .notMet, inputs: names + file, reason: notMetReason(known, own)))
    }
    if same != nil {
      outcomes.append(
        CriterionOutcome(.pm5, .notMet, inputs: names + file, reason: "the residue is already counted under PS1"))
    } else if let different {
      outcomes.append(
        CriterionOutcome(
          .pm5, .applied(strength("pm5", different.rank)), rule: "PM5.other_residue_change",
          inputs: names + file + entry(different),
          reason: "another missense change of this residue is listed as \(words(different))"))
    } else {
      outcomes.append(
        CriterionOutcome(
          .pm5, .notMet, inputs: names + file, reason: "no other pathogenic missense change of this residue is listed")
      )
    }
    return outcomes
  }

  private func notMetReason(_ known: KnownVariants, _ own: Variant?) -> String {
    let text = "no other base change to the same amino acid is listed as pathogenic"
    guard let own, known.entries(of: own, symbol: finding.gene).contains(where: { pathogenicRank($0) != nil }) else {
      return text
    }
    return text + "; this very change is, but that is no evidence by itself (PP5 is not used)"
  }

  private func fileNames(_ known: KnownVariants) -> String { known.files.map(\.name).joined(separator: ", ") }

  private func best(_ entries: [KnownVariant]) -> (entry: KnownVariant, rank: Int)? {
    entries.compactMap { entry in pathogenicRank(entry).map { (entry, $0) } }.min { $0.1 < $1.1 }
      .map { (entry: $0.0, rank: $0.1) }
  }

  private func strength(_ code: String, _ rank: Int) -> EvidenceStrength {
    inputs.pack.knownStrengths[code + (rank == 0 ? "_pathogenic" : "_likely")] ?? .supporting
  }

  private func entry(_ found: (entry: KnownVariant, rank: Int)) -> [Input] {
    [
      Input("record", found.entry.identifier), Input("CLNSIG", found.entry.significance.joined(separator: "|")),
      Input("CLNREVSTAT", found.entry.review.isEmpty ? "not given" : found.entry.review),
    ]
  }

  private func words(_ found: (entry: KnownVariant, rank: Int)) -> String {
    found.rank == 0 ? "pathogenic" : "likely pathogenic"
  }

  /// PM2, BA1 and BS1, from the greatest frequency of exactly this change.
  func frequency() -> [CriterionOutcome] {
    let all: [ACMGCriterion] = [.pm2, .ba1, .bs1]
    func every(_ status: CriterionOutcome.Status, _ more: [Input], _ reason: String) -> [CriterionOutcome] {
      all.map { CriterionOutcome($0, status, rule: "\($0.rawValue).frequency", inputs: names + more, reason: reason) }
    }
    guard let known = inputs.known else { return every(.notAssessed, [], missingKnown) }
    let file = Input("known", fileNames(known))
    guard let own = finding.recordVariant(on: meaning.gene) else {
      return every(.notAssessed, [file], "the alleles of this variant cannot be compared with the file's")
    }
    let entries = known.entries(of: own, symbol: finding.gene)
    let rules = inputs.pack.population
    let found = entries.flatMap { $0.frequencies }.filter { rules.fields.contains($0.key) }
      .max { ($0.value, $1.key) < ($1.value, $0.key) }
    if let found {
      return byFrequency(found.value, inputs: [file, Input(found.key, "\(found.value)")])
    }
    let complete = known.files.indices.filter { known.files[$0].isCompletePopulation }
    if !complete.isEmpty, !entries.contains(where: { complete.contains($0.file) }) {
      return byFrequency(0, inputs: [file, Input("AF", "absent from a complete population file")])
    }
    return every(
      .notAssessed, [file],
      entries.isEmpty
        ? "the file has no record of this variant, which gives no frequency"
        : "the file's record of this variant has no frequency")
  }

  private func byFrequency(_ value: Double, inputs more: [Input]) -> [CriterionOutcome] {
    let rules = inputs.pack.population
    func outcome(_ criterion: ACMGCriterion, _ strength: EvidenceStrength?, _ reason: String) -> CriterionOutcome {
      CriterionOutcome(
        criterion, strength.map { .applied($0) } ?? .notMet, rule: "\(criterion.rawValue).frequency",
        inputs: names + more,
        reason: reason)
    }
    let isCommon = value > rules.standAloneAbove
    let isTooCommon = value > rules.strongAbove && !isCommon
    let isRare = value <= rules.rareAtMost
    return [
      outcome(
        .pm2, isRare ? rules.rareStrength : nil,
        isRare
          ? "at most \(decimal(rules.rareAtMost, 3)) in controls" : "more frequent than \(decimal(rules.rareAtMost, 3))"
      ),
      outcome(
        .ba1, isCommon ? .standAlone : nil,
        isCommon
          ? "more frequent than \(decimal(rules.standAloneAbove, 3))"
          : "not more frequent than \(decimal(rules.standAloneAbove, 3))"),
      outcome(
        .bs1, isTooCommon ? .strong : nil,
        isTooCommon
          ? "more frequent than \(decimal(rules.strongAbove, 3)): \(rules.sources[1])"
          : isCommon ? "counted under BA1" : "not more frequent than \(decimal(rules.strongAbove, 3))"),
    ]
  }
}
