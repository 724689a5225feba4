// Criteria that follow from the variant and the gene model: PVS1, PM1, PM4, BP7.

import BioSequence
import HGVS
import Reporting
import TypeICollagen

extension CriteriaAssessor {
  /// PVS1 by the decision tree of the rule pack.
  func nullVariant() -> CriterionOutcome {
    var (id, more) = nullBranch()
    // A lost allele that is tolerated is judged as such; what is no null variant in either gene says so.
    if meaning.gene.nullAllele != .disease, inputs.pack.branch(id).strength != nil {
      (id, more) = ("PVS1.gene", [Input("gene", finding.gene)])
    }
    let branch = inputs.pack.branch(id)
    var text = branch.text
    if let escape = more.first(where: { $0.name == "stop_codon" }), meaning.gene.nullAllele == .disease {
      text +=
        meaning.skip == nil
        ? " (stop at codon \(escape.value); stops from codon \(CollagenLocus.firstEscapingStop(in: meaning.gene)) on escape)"
        : " (stop at codon \(escape.value) of the changed mRNA)"
    }
    if let seen = seenInMessages {
      more.append(Input("transcripts", "\(seen.words), fraction \(seen.fraction.text(decimals: 2))"))
      text +=
        "; the transcripts show \(seen.words), \(seen.consequence ?? ""), fraction \(seen.fraction.text(decimals: 2))"
    }
    guard let strength = branch.strength else {
      return CriterionOutcome(.pvs1, .notMet, rule: id, inputs: names + more, reason: text)
    }
    return CriterionOutcome(.pvs1, .applied(strength), rule: id, inputs: names + more, reason: text)
  }

  private func nullBranch() -> (id: String, inputs: [Input]) {
    if let event = meaning.event { return eventBranch(event) }
    if let exon = meaning.splicedExon, let skip = meaning.skip {
      let number = Input("exon", "\(exon + 1)")
      switch skip {
      case .inFrame(let residues):
        return (
          "PVS1.skip_in_frame", [number, Input("residues_lost", "\(residues.lowerBound)-\(residues.upperBound)")]
        )
      case .frameshift(let stop, let decay):
        let id = decay == .expected ? "PVS1.skip_frameshift" : "PVS1.skip_frameshift_escape"
        return (id, [number, Input("stop_codon", "\(stop)"), Input("decay", decay.rawValue)])
      case .untranslatable: return ("PVS1.splice_unknown", [number])
      }
    }
    if let stop = meaning.stop {
      let more = [Input("stop_codon", "\(stop)"), Input("decay", meaning.decay.rawValue)]
      return (meaning.decay == .expected ? "PVS1.nmd" : "PVS1.escape", more)
    }
    let terms = finding.consequence
    if terms.contains(.spliceDonor) || terms.contains(.spliceAcceptor) {
      let isInFrame = finding.collagenEffect.contains(.inFrameExonSkip)
      return (isInFrame ? "PVS1.skip_in_frame" : "PVS1.splice_unknown", [])
    }
    if terms.contains(.startLost) { return ("PVS1.start", []) }
    if terms.contains(.transcriptAblation) || finding.collagenEffect.contains(.nullAllele) {
      return ("PVS1.allele_lost", [Input("effects", effectWords)])
    }
    return ("PVS1.not_null", [])
  }

  /// The branch of whole exons that are lost or doubled (the tree of Abou Tayoun et al. 2018, Hum Mutat 39:1517).
  private func eventBranch(_ event: ExonEvent) -> (id: String, inputs: [Input]) {
    var more = [Input("exons", event.words)]
    if event.isWholeGene { return (event.isDeletion ? "PVS1.allele_lost" : "PVS1.not_null", more) }
    let kind = event.isDeletion ? "PVS1.exon_deletion" : "PVS1.exon_duplication"
    switch meaning.skip {
    case .inFrame(let residues):
      more.append(
        Input(event.isDeletion ? "residues_lost" : "residues_doubled", "\(residues.lowerBound)-\(residues.upperBound)"))
      return (kind + "_in_frame", more)
    case .frameshift(let stop, let decay):
      more += [Input("stop_codon", "\(stop)"), Input("decay", decay.rawValue)]
      if event.isDeletion { return (kind + (decay == .expected ? "_frameshift" : "_escape"), more) }
      return (kind + (event.isResolved ? "_frameshift" : "_presumed"), more)
    case .untranslatable, nil: return (event.isDeletion ? "PVS1.allele_lost" : "PVS1.not_null", more)
    }
  }

  var effectWords: String { finding.collagenEffect.map(\.rawValue).joined(separator: "&") }

  /// PM1: a glycine of the triple helix is replaced, in either chain.
  func helixGlycine() -> CriterionOutcome {
    guard let helix = meaning.helixResidue, let triplet = meaning.triplet, let position = meaning.tripletPosition else {
      return CriterionOutcome(
        .pm1, .notMet, rule: "PM1.helix_glycine", inputs: names, reason: "the residue is not in the triple helix")
    }
    let place = [
      Input("helix_residue", "\(helix)"), Input("triplet", "\(triplet)"),
      Input("triplet_position", position.rawValue),
    ]
    guard meaning.isHelixGlycineSubstitution else {
      return CriterionOutcome(
        .pm1, .notMet, rule: "PM1.helix_glycine", inputs: names + place,
        reason: "in the triple helix, but no glycine of a Gly-X-Y triplet is replaced")
    }
    var reason =
      "the glycine of triplet \(triplet) of \(meaning.gene.tripleHelix.count / 3) is replaced: only glycine fits inside the triple helix"
    if meaning.isInLethalRegion {
      reason += "; it lies in a stretch where all substitutions seen were lethal (Marini 2007)"
    }
    return CriterionOutcome(.pm1, .applied(.moderate), rule: "PM1.helix_glycine", inputs: names + place, reason: reason)
  }

  /// PM4: the chain gets longer or shorter in frame, or an exon of the helix is left out in frame.
  func lengthChange() -> CriterionOutcome {
    func outcome(_ strength: EvidenceStrength, _ rule: String, _ reason: String, _ more: [Input] = [])
      -> CriterionOutcome
    {
      let seen = seenInMessages.map { Input("transcripts", "\($0.words), fraction \($0.fraction.text(decimals: 2))") }
      let text = reason + (seen.map { "; the transcripts show it: \($0.value)" } ?? "")
      return CriterionOutcome(
        .pm4, .applied(strength), rule: rule, inputs: names + more + (seen.map { [$0] } ?? []), reason: text)
    }
    if let residues = meaning.inFrameResidues {
      let skip = inputs.pack.inFrameSkip
      let exons = Input("exons", meaning.event?.words ?? meaning.splicedExon.map { "\($0 + 1)" } ?? "")
      if meaning.event?.isDeletion == false {
        return outcome(
          .moderate, "PM4.exon_duplication", "in-frame duplication of whole exons: a longer chain", [exons])
      }
      let isHelix = meaning.gene.tripleHelix.overlaps(residues)
      return isHelix
        ? outcome(skip.strength ?? .moderate, skip.id, skip.text, [exons])
        : outcome(.moderate, "PM4.skip_outside_helix", "in-frame skip of an exon outside the helix", [exons])
    }
    if meaning.skip != nil {
      return CriterionOutcome(.pm4, .notMet, rule: "PM4", inputs: names, reason: "not in frame: judged under PVS1")
    }
    if finding.collagenEffect.contains(.inFrameExonSkip) {
      let skip = inputs.pack.inFrameSkip
      return outcome(skip.strength ?? .moderate, skip.id, skip.text, [Input("effects", effectWords)])
    }
    if finding.consequence.contains(.stopLost) || meaning.protein?.kind == .lengthening {
      return outcome(.moderate, "PM4.stop_lost", "stop codon lost: a longer chain")
    }
    let isInFrame =
      finding.consequence.contains { $0 == .inframeDeletion || $0 == .inframeInsertion }
      || finding.collagenEffect.contains(.inFrameIndel)
    if isInFrame, meaning.stop == nil {
      return outcome(
        .moderate, "PM4.in_frame_indel", "in-frame loss or gain of residues in a functional repeat")
    }
    return CriterionOutcome(
      .pm4, .notMet, rule: "PM4", inputs: names, reason: "the length of the chain is unchanged")
  }

  /// BP7: synonymous, with a splicing score that predicts no effect.
  func synonymous() -> CriterionOutcome {
    guard finding.consequence.contains(.synonymous) || meaning.protein?.kind == .synonymous else {
      return CriterionOutcome(.bp7, .notMet, rule: "BP7", inputs: names, reason: "not synonymous")
    }
    if finding.consequence.contains(where: { $0.name.hasPrefix("splice_") }) {
      return CriterionOutcome(.bp7, .notMet, rule: "BP7", inputs: names, reason: "synonymous, but beside a splice site")
    }
    guard let score = splicingScore else {
      return CriterionOutcome(
        .bp7, .notAssessed, rule: "BP7", inputs: names, reason: "synonymous, but no splicing score was given")
    }
    let given = names + [Input(score.name, "\(score.value)")]
    guard score.value <= score.benignBound else {
      return CriterionOutcome(
        .bp7, .notMet, rule: "BP7", inputs: given,
        reason: "synonymous, but the splicing score does not rule an effect out")
    }
    return CriterionOutcome(
      .bp7, .applied(.supporting), rule: "BP7.no_splice_effect", inputs: given,
      reason: "synonymous, and no effect on splicing is predicted")
  }

  /// The splicing score of the variant with the bound below which no effect is predicted.
  private var splicingScore: (name: String, value: Double, benignBound: Double)? {
    guard let scores = inputs.scores else { return nil }
    for predictor in inputs.pack.predictors where predictor.looksAt == "splicing" {
      if let score = scores[finding.name].first(where: { $0.predictor.lowercased() == predictor.name.lowercased() }),
        let bound = predictor.benign.last?.bound
      {
        return (predictor.name, score.value, bound)
      }
    }
    return nil
  }
}
