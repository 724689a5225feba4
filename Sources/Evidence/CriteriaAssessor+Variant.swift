// Criteria that follow from the variant and the gene model: PM1, PM4, BP7.

import BioSequence
import HGVS
import Reporting
import TypeICollagen

extension CriteriaAssessor {
  /// PM1: the Gly-X-Y pattern of the triple helix is broken or put out of register, in either chain.
  func helixPattern(null: CriterionOutcome) -> CriterionOutcome {
    func not(_ reason: String, _ place: [Input] = []) -> CriterionOutcome {
      CriterionOutcome(.pm1, .notMet, rule: "PM1.helix", inputs: names + place, reason: reason)
    }
    if null.applied != nil { return not("the change is judged under PVS1") }
    if let residues = meaning.inFrameResidues, meaning.event?.isDeletion == false,
      meaning.gene.tripleHelix.contains(residues.lowerBound), meaning.gene.tripleHelix.contains(residues.upperBound)
    {
      return hotspot(inputs.pack.hotspot.triplets, "PM1.triplets", [Input("exons", meaning.event?.words ?? "")])
    }
    guard let helix = meaning.helixResidue, let triplet = meaning.triplet, let position = meaning.tripletPosition else {
      return not("the residue is not in the triple helix")
    }
    let place = [
      Input("helix_residue", "\(helix)"), Input("triplet", "\(triplet)"),
      Input("triplet_position", position.rawValue),
    ]
    if let protein = meaning.protein, let breaks = protein.breaksTriplets(of: meaning.gene) {
      let rules = inputs.pack.hotspot
      return breaks
        ? hotspot(rules.interrupted, "PM1.interrupted", place) : hotspot(rules.triplets, "PM1.triplets", place)
    }
    guard meaning.isHelixGlycineSubstitution else {
      return not("in the triple helix, but no glycine of a Gly-X-Y triplet is replaced", place)
    }
    var reason = "the glycine of triplet \(triplet) of \(meaning.gene.tripleHelix.count / 3) is replaced: "
    if meaning.isInLethalRegion {
      reason = "it lies in a stretch where all substitutions seen were lethal (Marini et al. 2007); " + reason
    }
    return hotspot(inputs.pack.hotspot.glycine, "PM1.helix_glycine", place, reason)
  }

  private func hotspot(
    _ rule: RulePack.Hotspot.Rule, _ id: String, _ place: [Input], _ reason: String = ""
  ) -> CriterionOutcome {
    CriterionOutcome(
      .pm1, .applied(rule.strength), rule: id, inputs: names + place, reason: "\(reason)\(rule.text) (\(rule.source))")
  }

  /// PM4: the chain gets longer or shorter in frame, unless PVS1 counts it.
  func lengthChange(null: CriterionOutcome) -> CriterionOutcome {
    func outcome(_ rule: String, _ reason: String, _ more: [Input] = []) -> CriterionOutcome {
      CriterionOutcome(.pm4, .applied(.moderate), rule: rule, inputs: names + more, reason: reason)
    }
    func not(_ reason: String) -> CriterionOutcome {
      CriterionOutcome(.pm4, .notMet, rule: "PM4", inputs: names, reason: reason)
    }
    if meaning.inFrameResidues != nil, let event = meaning.event, !event.isDeletion {
      return outcome(
        "PM4.exon_duplication", "in-frame duplication of whole exons: a longer chain",
        [Input("exons", event.words)])
    }
    if null.applied != nil { return not("judged under PVS1") }
    if meaning.skip != nil { return not("not in frame: judged under PVS1") }
    if finding.consequence.contains(.stopLost) || meaning.protein?.kind == .lengthening {
      return outcome("PM4.stop_lost", "stop codon lost: a longer chain")
    }
    let isInFrame =
      finding.consequence.contains { $0 == .inframeDeletion || $0 == .inframeInsertion }
      || finding.collagenEffect.contains(.inFrameIndel)
    if isInFrame, meaning.stop == nil {
      let place =
        meaning.molecularClass == .helixInFrame ? "in the triple helix" : "outside the triple helix"
      return outcome("PM4.in_frame_indel", "in-frame loss or gain of residues \(place)")
    }
    return not("the length of the chain is unchanged")
  }

  /// BP7: synonymous, or intronic away from the splice sites, and no effect on splicing is predicted (BP4).
  func silentChange(benign: CriterionOutcome) -> CriterionOutcome {
    let isSynonymous = finding.consequence.contains(.synonymous) || meaning.protein?.kind == .synonymous
    func not(_ reason: String, _ status: CriterionOutcome.Status = .notMet) -> CriterionOutcome {
      CriterionOutcome(.bp7, status, rule: "BP7", inputs: names, reason: reason)
    }
    guard isSynonymous || place?.isIntronic == true else { return not("neither synonymous nor intronic") }
    if isSynonymous {
      if finding.consequence.contains(where: { $0.name.hasPrefix("splice_") }) {
        return not("synonymous, but beside a splice site")
      }
    } else {
      let rules = inputs.pack.splicing
      let isFar = equalPlaces.allSatisfy { place in
        (place.donor?.places.lowerBound ?? rules.silentFrom.donor) >= rules.silentFrom.donor
          && (place.acceptor?.places.upperBound ?? -rules.silentFrom.acceptor) <= -rules.silentFrom.acceptor
      }
      guard isFar else { return not("intronic, but nearer to the exon than +7 or -21 (\(rules.silentSource))") }
    }
    let what = isSynonymous ? "synonymous" : "intronic"
    guard benign.status != .notAssessed else {
      return not("\(what), but no splicing score was given", .notAssessed)
    }
    guard benign.applied != nil, benign.rule.hasPrefix("BP4.splicing") else {
      return not("\(what), but the splicing score does not rule an effect out")
    }
    return CriterionOutcome(
      .bp7, .applied(.supporting), rule: isSynonymous ? "BP7.no_splice_effect" : "BP7.intronic", inputs: benign.inputs,
      reason: "\(what), and no effect on splicing is predicted"
        + (isSynonymous ? "" : " (\(inputs.pack.splicing.silentSource))"))
  }
}
