// PVS1 (RNA) and BP7 (RNA): what the patient's own transcripts show in place of a prediction (Walker et al. 2023).

import HGVS
import Reporting
import TypeICollagen

extension CriteriaAssessor {
  /// What the transcripts say of PVS1 and BP7.
  struct TranscriptEvidence {
    var null: CriterionOutcome
    var silent: CriterionOutcome
    /// Whether next to all transcripts of the allele are aberrant.
    var isWhole = false
  }

  /// PVS1 and BP7 as the transcripts decide them; `nil` where they say nothing of this variant.
  ///
  /// - Parameter null: PVS1 by prediction.
  func transcriptEvidence(null: CriterionOutcome, silent: CriterionOutcome) -> TranscriptEvidence? {
    guard let splicing = inputs.splicing, let place else { return nil }
    if seenInTranscripts != nil {
      guard let (outcome, isWhole) = aberrant(predicted: null) else { return nil }
      return TranscriptEvidence(
        null: outcome,
        silent: CriterionOutcome(
          .bp7, .notMet, rule: "BP7.rna", inputs: silent.inputs, reason: "the transcripts show aberrant splicing"),
        isWhole: isWhole)
    }
    let others = attribution.others
    if !others.isEmpty {
      let why = others.map(\.why).joined(separator: "; ")
      return TranscriptEvidence(
        null: CriterionOutcome(
          .pvs1, null.status, rule: null.rule, inputs: null.inputs,
          reason: "\(null.reason); not by the transcripts: \(why)"),
        silent: CriterionOutcome(
          .bp7, .notAssessed, rule: "BP7.rna", inputs: silent.inputs, isRNA: true,
          reason: "not testable on these transcripts: \(why)"))
    }
    guard meaning.splicedExon == nil, meaning.event == nil, let normal = normalSplicing(splicing, place) else {
      return nil
    }
    return TranscriptEvidence(null: null, silent: normal)
  }

  /// Aberrant transcripts of an effect of PVS1, and the fraction of the allele's own transcripts that they are.
  private struct Aberrant {
    let events: [ReportedJunction]
    let branch: RulePack.Branch
    let given: [Input]
    let expected: AlleleFraction
    /// Fraction of the allele's own transcripts.
    let own: Fraction
    let isDecaying: Bool
    /// What they count for; `nil` for nothing.
    var counted: EvidenceStrength?
  }

  /// Every event that the variant explains with the branch of its effect.
  private var branched: [(event: ReportedJunction, branch: RulePack.Branch, given: [Input])] {
    attribution.own.compactMap { event in
      effectBranch(of: event).map { effect in
        let (id, given) = branchInGene(effect, [])
        return (event, inputs.pack.branch(id), given)
      }
    }
  }

  private func isAtLeast(_ own: EvidenceStrength?, _ other: EvidenceStrength?) -> Bool {
    guard let other else { return true }
    return own.map { $0 >= other } ?? false
  }

  /// What the events count for: those of one effect, with all whose effect is as strong, by their fraction together.
  private func weighed() -> Aberrant? {
    let all = branched
    var best: Aberrant?
    for lead in all {
      let alike = all.filter { isAtLeast($0.branch.strength, lead.branch.strength) }
      let together = Fraction(
        min(1, alike.reduce(0) { $0 + $1.event.fraction.value }),
        min(1, alike.reduce(0) { $0 + $1.event.fraction.low }),
        min(1, alike.reduce(0) { $0 + $1.event.fraction.high }))
      let decays = lead.event.collagenEffect.contains(.nullAllele)
      let expected = expectedFraction(together, isDecaying: decays)
      let own = expected.own(together)
      var lowered = inputs.pack.rna.steps.first { own.value >= $0.fraction }?.loweredBy
      // Transcripts that undergo decay are seen too rarely: their fraction is a lower limit.
      if decays { lowered = min(lowered ?? 1, 1) }
      let counted = lowered.flatMap { lead.branch.strength?.lowered(by: $0) }
      if let best, isAtLeast(best.counted, counted) { continue }
      // The event whose effect is counted stands first.
      best = Aberrant(
        events: [lead.event] + alike.map(\.event).filter { $0 != lead.event }, branch: lead.branch, given: lead.given,
        expected: expected, own: own, isDecaying: decays, counted: counted)
    }
    return best
  }

  /// PVS1 (RNA): proven aberrant splicing, with the strength of its effect, lowered where the allele still gives normal
  /// transcript; and whether it gives next to none.
  private func aberrant(predicted: CriterionOutcome) -> (outcome: CriterionOutcome, isWhole: Bool)? {
    guard let found = weighed() else { return nil }
    let rules = inputs.pack.rna
    let (own, branch) = (found.own, found.branch)
    let isWhole = own.value >= (rules.steps.first?.fraction ?? 1)
    var inputs =
      names + found.given
      + found.events.map { Input("transcripts", "\($0.words), fraction \($0.fraction.text(decimals: 2))") } + [
        Input("expected_fraction", decimal(found.expected.fraction.value, 3)),
        Input("allele_fraction", decimal(own.value, 3)),
        Input("allele_fraction_low", decimal(own.low, 3)), Input("allele_fraction_high", decimal(own.high, 3)),
      ]
    func percent(_ fraction: Double) -> String { decimal((100 * fraction).rounded(), 3) }
    let seen = found.events.map { "\($0.words), \($0.consequence ?? "")" }.joined(separator: ", and ")
    var text =
      "the transcripts show \(seen), \(found.events.count > 1 ? "together " : "")about \(percent(own.value)) % "
      + "(\(percent(own.low))-\(percent(own.high)) %) of this allele's transcripts"
    if found.isDecaying { text += " or more, as such transcripts undergo decay" }
    if !found.expected.words.isEmpty { text += " (\(found.expected.words))" }
    var counted = found.counted
    // Neither more than what is predicted nor more than what the effect that is seen counts for.
    if found.expected.isOfOtherCells, let own = predicted.applied?.strength, let full = branch.strength,
      counted.map({ $0 < min(own, full) }) ?? true
    {
      counted = min(own, full)
      inputs.append(Input("predicted", own.rawValue))
      let which = own <= full ? "the predicted \(own.rawValue)" : "\(full.rawValue), the strength of this effect"
      text += "; no less than \(which), as that fraction is not of the same cells"
    }
    guard let counted else {
      return (
        CriterionOutcome(
          .pvs1, .notMet, rule: "PVS1.rna", inputs: inputs, isRNA: true,
          reason: branch.strength == nil ? "\(text): \(branch.text)" : "\(text): too few to count (\(rules.source))"),
        isWhole
      )
    }
    return (
      CriterionOutcome(
        .pvs1, .applied(counted), rule: "PVS1.rna", inputs: inputs, isRNA: true,
        reason:
          "\(text): \(branch.text) (\(rules.source)); counted in place of the predicted PVS1, PM4 and PP3 of splicing"),
      isWhole
    )
  }

  /// The branch of PVS1 of the effect that an event has.
  private func effectBranch(of seen: ReportedJunction) -> String? {
    let effects = seen.collagenEffect
    if effects.contains(.nullAllele) { return "PVS1.nmd" }
    if effects.contains(.nProteinaseSite) { return "PVS1.in_frame_n_proteinase" }
    if effects.contains(.inFrameExonSkip) || effects.contains(.inFrameIndel) {
      if let residues = meaning.inFrameResidues { return inFrameBranch(residues) }
      guard let exons = seen.exons else { return nil }
      let outcome = CollagenLocus.skipping(exons: exons.lowerBound - 1...exons.upperBound - 1, of: meaning.gene)
      if seen.kind == .exonSkip, case .inFrame(let residues) = outcome { return inFrameBranch(residues) }
      return "PVS1.in_frame_helix"
    }
    return effects.contains(.cPropeptide) ? "PVS1.escape" : nil
  }

  /// BP7 (RNA): proven normal splicing of an intronic or synonymous variant, where its allele is shown to be transcribed.
  private func normalSplicing(_ splicing: SplicingReport, _ place: SplicePlace) -> CriterionOutcome? {
    let isSynonymous = finding.consequence.contains(.synonymous) || meaning.protein?.kind == .synonymous
    guard isSynonymous || place.isIntronic else { return nil }
    let rules = inputs.pack.rna
    let wanted = place.junctions
    let seen = wanted.compactMap { name in
      splicing.junctions.first { $0.kind == .canonical && $0.gene == finding.gene && $0.exon == name }
    }
    let given = names + seen.map { Input("junction \($0.exon)", "\($0.reads) reads") }
    func untestable(_ why: String) -> CriterionOutcome {
      CriterionOutcome(
        .bp7, .notAssessed, rule: "BP7.rna", inputs: given, isRNA: true,
        reason: "not testable on these transcripts: \(why)")
    }
    if let why = unresolvedBorder(at: wanted) { return untestable(why) }
    guard !wanted.isEmpty, seen.count == wanted.count, seen.allSatisfy({ $0.reads >= rules.leastReads }) else {
      return inputs.scores == nil && inputs.splicePredictor == nil
        ? untestable("the junctions beside the variant have fewer than \(rules.leastReads) reads") : nil
    }
    guard seen.allSatisfy(\.leavesNoRoom) else {
      return inputs.scores == nil && inputs.splicePredictor == nil
        ? untestable("the reads leave room for another form in a fifth of the transcripts") : nil
    }
    guard let witness = transcribedAllele(splicing) else {
      // A prediction stands where the transcripts cannot test it.
      return inputs.scores == nil && inputs.splicePredictor == nil
        ? untestable("it is not shown that the variant's allele is transcribed") : nil
    }
    return CriterionOutcome(
      .bp7, .applied(.strong), rule: "BP7.rna", inputs: given + [Input("allele_transcribed", witness)], isRNA: true,
      reason:
        "splicing is normal in the patient's transcripts (\(seen.map { "\($0.exon): \($0.reads) reads" }.joined(separator: ", "))), "
        + "and the variant's allele is transcribed (\(witness)); counted in place of BP4 and BP7 by prediction (\(rules.source))"
    )
  }

  /// What shows that the variant's allele is transcribed: the variant itself, or a heterozygous site in phase with it.
  private func transcribedAllele(_ splicing: SplicingReport) -> String? {
    func fraction(_ name: String?) -> Double? {
      splicing.sites.first { $0.gene == finding.gene && $0.hgvsC == name && $0.verdict != .undetermined }?.ratio
    }
    let least = inputs.pack.rna.transcribedAbove
    if let own = fraction(finding.hgvsC), own >= least { return "the variant itself, fraction \(decimal(own, 2))" }
    if finding.zygosity == .homozygous { return "the variant is homozygous" }
    // Where both alleles are in the RNA it does not matter which of them has the variant.
    let sites = inputs.transcripts?.sites(of: finding.gene) ?? []
    if finding.zygosity != .mosaic, let site = sites.first(where: \.showsBothAlleles) {
      return "both alleles are: \(site.sentence)"
    }
    guard let set = finding.phaseSet, let genotype = finding.genotype else { return nil }
    for other in inputs.calls where other.gene == finding.gene && other.phaseSet == set && other.hgvsC != finding.hgvsC
    {
      guard let shown = fraction(other.hgvsC), let theirs = other.genotype, genotype.contains("|"), theirs.contains("|")
      else { continue }
      // The same side of the bar is the same allele.
      let carried = genotype == theirs ? shown : 1 - shown
      if carried >= least { return "\(other.shortCodingName) in phase, fraction \(decimal(carried, 2))" }
    }
    return nil
  }
}

extension ReportedJunction {
  /// Of a known junction: whether so many of the transcripts there surely have it that no other form may be common. Reads that
  /// are too short for unknown junctions never show that.
  var leavesNoRoom: Bool { fraction.low >= 1 - ReportedJunction.common }

  /// From this fraction of the transcripts on another form would be common: two fifths of one allele's.
  static let common = 0.2
}

extension EvidenceStrength {
  /// This strength so many steps weaker; `nil` below supporting.
  func lowered(by steps: Int) -> EvidenceStrength? {
    let scale: [EvidenceStrength] = [.supporting, .moderate, .strong, .veryStrong]
    guard let own = scale.firstIndex(of: self), own - steps >= 0 else { return nil }
    return scale[own - steps]
  }
}
