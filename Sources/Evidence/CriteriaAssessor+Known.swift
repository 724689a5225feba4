// Criteria that need known variants: PS1 and PM5 of a residue, PS1 of a splice site.

import BioSequence
import HGVS
import Knowledge
import Reporting
import TypeICollagen
import VariantNaming

extension CriteriaAssessor {
  var missingKnown: String { "no file of known variants was given (--known)" }

  /// How an entry is classed by the rule pack: 0 pathogenic, 1 likely pathogenic, `nil` neither or not trusted.
  func pathogenicRank(_ entry: KnownVariant) -> Int? {
    let rules = inputs.pack.known
    guard !rules.refusedReview.contains(entry.review) else { return nil }
    return pathogenicRank(entry.significance)
  }

  private func pathogenicRank(_ significance: [String]) -> Int? {
    let rules = inputs.pack.known
    if significance.contains(where: { $0.hasPrefix("Conflicting") }) { return nil }
    return rules.significance.indices.first { rank in
      significance.contains { rules.significance[rank].contains($0) }
    }
  }

  /// The disease that the rule pack assigns to a known variant, where it is another than that of the rules and this variant
  /// is not assigned to it too; `nil` for all others.
  private func foreignDisease(_ entry: KnownVariant) -> String? {
    guard let call = Call(annotate(variant: entry.variant, gene: meaning.gene), assembly: .grch38),
      let meant = MolecularConsequence(call, genes: inputs.genes)
    else { return nil }
    let assigned = DiseaseAssignment(call, meant, pack: inputs.pack)
    guard assigned.isOutsideGroup else { return nil }
    let own = DiseaseAssignment(finding, meaning, pack: inputs.pack)
    let theirs = assigned.diseases + assigned.carrierOf
    guard Set(theirs).isDisjoint(with: own.diseases + own.carrierOf) else { return nil }
    return theirs.first?.name
  }

  /// What is said of entries that would be evidence and are not: of another disease, or with a class that a newer file, or
  /// one that may be newer, does not give.
  private func setAside(_ entries: [KnownVariant], _ known: KnownVariants) -> String {
    var list: [String] = []
    for entry in entries {
      let name = "\(meaning.gene.model.names(of: entry.variant).hgvsC ?? "") (\(entry.identifier))"
      if let other = entry.gaveWay, entry.isContradicted, pathogenicRank(entry.listed) != nil {
        let files = (known.files[entry.file].title, known.files[other.file].title)
        let newer = other.significance.isEmpty ? "has no class" : "is \(plain(other.significance))"
        list.append(
          "\(name) is \(plain(entry.listed)) in \(files.0) and \(newer) in \(files.1), "
            + (other.isNewer ? "which is newer and counts" : "and which is newer is not known"))
      } else if pathogenicRank(entry) != nil, let disease = foreignDisease(entry) {
        list.append("\(name) is known to cause \(disease), and is not counted")
      }
    }
    return list.isEmpty ? "" : "; " + list.joined(separator: "; ")
  }

  private func plain(_ significance: [String]) -> String {
    significance.map { $0.replacing("_", with: " ") }.joined(separator: ", ")
  }

  /// PS1 and PM5, from other substitutions of the same codon. The variant's own entry never counts.
  func sameResidue(hotspot: CriterionOutcome) -> [CriterionOutcome] {
    guard let protein = meaning.protein, protein.kind == .substitution, let alternate = protein.alternate else {
      return [.ps1, .pm5].map { CriterionOutcome($0, .notMet, inputs: names, reason: "no missense change") }
    }
    guard let known = inputs.known else {
      return [.ps1, .pm5].map { CriterionOutcome($0, .notAssessed, inputs: names, reason: missingKnown) }
    }
    let listed = known.entries.filter {
      $0.symbol == finding.gene && $0.substitution?.residue == protein.residue && $0.variant != variant
    }
    let others = listed.filter { pathogenicRank($0) != nil && foreignDisease($0) == nil }
    // Neither a stop nor a change that leaves the residue as it is counts.
    func isOther(_ entry: KnownVariant) -> Bool {
      entry.substitution.map { ![alternate, .ter].contains($0.alternate) } == true
    }
    let file = [Input("known", fileNames(known))]
    let same = best(others.filter { $0.substitution?.alternate == alternate })
    guard let same else {
      let aside = setAside(listed.filter { $0.substitution?.alternate == alternate }, known)
      return [
        CriterionOutcome(.ps1, .notMet, inputs: names + file, reason: notMetReason(known) + aside),
        otherChange(
          others.filter(isOther), known, aside: setAside(listed.filter(isOther), known), file: file, hotspot: hotspot),
      ]
    }
    return [
      CriterionOutcome(
        .ps1, .applied(inputs.pack.known.sameChange[same.rank]), rule: "PS1.same_residue_change",
        inputs: names + file + entry(same, known),
        reason: "another base change to the same amino acid is listed as \(words(same))" + unlisted(same.entry, known)),
      CriterionOutcome(.pm5, .notMet, inputs: names + file, reason: "the residue is already counted under PS1"),
    ]
  }

  /// PM5: one other pathogenic change of the residue, or several different ones.
  private func otherChange(
    _ entries: [KnownVariant], _ known: KnownVariants, aside: String, file: [Input], hotspot: CriterionOutcome
  ) -> CriterionOutcome {
    let rules = inputs.pack.known
    guard let first = best(entries) else {
      return CriterionOutcome(
        .pm5, .notMet, inputs: names + file,
        reason: "no other pathogenic missense change of this residue is listed" + aside)
    }
    let count = Set(entries.compactMap { $0.substitution?.alternate.rawValue }).count
    var strength = count > 1 ? rules.otherChange.several : rules.otherChange.one
    var reason =
      count > 1
      ? "\(count) other missense changes of this residue are listed as (likely) pathogenic"
      : "another missense change of this residue is listed as \(words(first))"
    if hotspot.applied != nil, strength > rules.otherChange.besideHotspot {
      strength = rules.otherChange.besideHotspot
      reason += "; no more than \(strength.rawValue) beside PM1 (\(rules.otherChangeSource))"
    }
    return CriterionOutcome(
      .pm5, .applied(strength), rule: "PM5.other_residue_change", inputs: names + file + entry(first, known),
      reason: reason + unlisted(first.entry, known) + aside)
  }

  private func notMetReason(_ known: KnownVariants) -> String {
    let text = "no other base change to the same amino acid is listed as pathogenic"
    guard let variant, known.entries(of: variant, symbol: finding.gene).contains(where: { pathogenicRank($0) != nil })
    else { return text }
    return text + "; this very change is, but that is no evidence by itself (PP5 is not used)"
  }

  /// PS1 by the same splice event as a known pathogenic variant (Walker et al. 2023, Table 2); `nil` if it does not apply.
  func sameSplicing(null: CriterionOutcome, prediction: CriterionOutcome) -> CriterionOutcome? {
    let rules = inputs.pack.known
    guard let known = inputs.known, let site = place?.site(inputs.pack.splicing) else { return nil }
    let isAtDinucleotide = meaning.splicedExon != nil
    let baseline: String
    if isAtDinucleotide, let strength = null.applied?.strength {
      baseline = strength == .veryStrong ? "PVS1" : "PVS1_reduced"
    } else if !isAtDinucleotide, prediction.rule.hasPrefix("PP3.splicing") {
      baseline = "PP3"
    } else {
      return nil
    }
    var found: (entry: KnownVariant, rank: Int, strength: EvidenceStrength)?
    for entry in known.entries where entry.symbol == finding.gene && entry.variant != variant {
      guard let rank = pathogenicRank(entry), let comparison = comparison(entry, site: site),
        let row = rules.splicing.first(where: {
          $0.isAtDinucleotide == isAtDinucleotide && $0.baseline == baseline && $0.comparison == comparison
        }), let strength = row.strengths[rank], isAsStrong(as: entry, isAtDinucleotide), foreignDisease(entry) == nil
      else { continue }
      if found.map({ $0.strength < strength }) ?? true { found = (entry, rank, strength) }
    }
    guard let found else { return nil }
    return CriterionOutcome(
      .ps1, .applied(found.strength), rule: "PS1.same_splice_event",
      inputs: names + [Input("known", fileNames(known))] + entry((found.entry, found.rank), known),
      reason:
        "another variant of the same splice site, listed as \(words((found.entry, found.rank))), predicts the same "
        + "event (\(rules.splicingSource))" + unlisted(found.entry, known))
  }

  /// Where a known variant lies, seen from this one; `nil` at another site. Known exonic variants that change a residue
  /// do not count, as they may be pathogenic by the residue.
  private func comparison(_ entry: KnownVariant, site: SplicePlace.Site) -> RulePack.SpliceRow.Comparison? {
    let exons = meaning.gene.record.preferredTranscript.exons
    guard entry.substitution == nil, let other = SplicePlace(entry.variant.range, exons: exons),
      let same = other.sites.first(where: {
        $0.exon == site.exon && $0.isDonor == site.isDonor && $0.isInMotif(inputs.pack.splicing)
      })
    else { return nil }
    if site.touchesDinucleotide { return same.touchesDinucleotide ? .sameDinucleotide : .sameMotif }
    return same.places == site.places ? .sameNucleotide : .sameMotif
  }

  /// Whether the prediction for this variant is about as strong as that for a known one, or stronger. The loss of a
  /// canonical dinucleotide counts as certain; a known variant without a score is no comparison for one that needs it.
  private func isAsStrong(as entry: KnownVariant, _ isAtDinucleotide: Bool) -> Bool {
    if isAtDinucleotide { return true }
    guard let own = splicingScore?.value else { return false }
    let exons = meaning.gene.record.preferredTranscript.exons
    let touches = SplicePlace(entry.variant.range, exons: exons)?.sites.contains { $0.touchesDinucleotide } == true
    let other =
      touches ? 1 : inputs.splicePredictor?.score(meaning.gene, entry.variant) ?? givenSplicingScore(of: entry)
    return other.map { own + inputs.pack.known.scoreTolerance >= $0 } ?? false
  }

  func fileNames(_ known: KnownVariants) -> String { known.files.map(\.name).joined(separator: ", ") }

  private func best(_ entries: [KnownVariant]) -> (entry: KnownVariant, rank: Int)? {
    entries.compactMap { entry in pathogenicRank(entry).map { (entry, $0) } }.min { $0.1 < $1.1 }
      .map { (entry: $0.0, rank: $0.1) }
  }

  /// Said where a newer file has entries of the gene and not this one.
  private func unlisted(_ entry: KnownVariant, _ known: KnownVariants) -> String {
    known.newerFile(than: entry.file, symbol: entry.symbol).map {
      " (\(known.files[entry.file].title); not listed in the newer \($0.title))"
    } ?? ""
  }

  private func entry(_ found: (entry: KnownVariant, rank: Int), _ known: KnownVariants) -> [Input] {
    [
      Input("record", found.entry.identifier), Input("file", known.files[found.entry.file].title),
      Input("CLNSIG", found.entry.significance.joined(separator: "|")),
      Input("CLNREVSTAT", found.entry.review.isEmpty ? "not given" : found.entry.review),
    ]
  }

  private func words(_ found: (entry: KnownVariant, rank: Int)) -> String {
    found.rank == 0 ? "pathogenic" : "likely pathogenic"
  }
}

extension RulePack.Predictor {
  /// Whether a name of a file means this predictor.
  func isNamed(_ name: String) -> Bool { self.name.lowercased() == name.lowercased() }
}
