// What kind of defect a variant is expected to cause in the molecule, with the reasons.

import BioSequence
package import HGVS

/// The expected kind of molecular defect.
package enum MolecularClass: String, Sendable, Hashable, CaseIterable {
  /// Less chain is made; the molecules made are normal.
  case nullAllele = "null_allele"
  /// Chains with a changed helix are built into molecules.
  case structural
  /// The N-propeptide is not cut off.
  case nPropeptideRetention = "n_propeptide_retention"
  /// Chains cannot be selected and joined as they should.
  case cPropeptideAssembly = "c_propeptide_assembly"
  /// The C-propeptide is cut off late or not: high bone mass is described.
  case cProteinaseSite = "c_proteinase_site"
  /// The sequence alone does not tell.
  case uncertain
  /// No effect on the chain is expected.
  case none
}

/// A molecular class with the sentences that led to it.
package struct MolecularPrediction: Sendable, Hashable {
  /// The class.
  package let molecularClass: MolecularClass
  /// Why, most important first.
  package let reasons: [String]
}

extension CollagenGene {
  /// The expected molecular class of a variant.
  ///
  /// - Parameters:
  ///   - effects: from ``collagenEffects(of:edit:on:)``.
  ///   - effect: what the variant does to the transcript.
  ///   - skip: the expected exon skip, if a splice site or exon is lost.
  ///   - model: the transcript that the effects are on.
  package func molecularPrediction(
    effects: [CollagenEffect], effect: TranscriptEffect, skip: ExonSkip?, on model: TranscriptModel
  ) -> MolecularPrediction {
    func prediction(_ molecularClass: MolecularClass, _ reasons: String...) -> MolecularPrediction {
      MolecularPrediction(molecularClass: molecularClass, reasons: reasons)
    }
    if let splicing = effect.splicing, splicing.certain == nil {
      return MolecularPrediction(
        molecularClass: .uncertain,
        reasons: ["the sequence alone does not tell which transcript is made"]
          + splicing.all.map { $0.summary(on: model) })
    }
    let coding = effect.splicing?.certain?.coding ?? effect.coding
    if coding.isNonstop { return prediction(.uncertain, CollagenGene.nonstopReason) }
    let decay = NonsenseMediatedDecay(coding)
    if effects.contains(.nullAllele) {
      var reason = decay?.explanation ?? skip?.summary() ?? "no chain is expected from this allele"
      if let decay, decay.outcome == .escape {
        reason += "; the chain ends before its C-propeptide and cannot join others"
      }
      if nullAllele == .tolerated {
        reason += "; one null allele of \(symbol) does not cause osteogenesis imperfecta"
      }
      return prediction(.nullAllele, reason)
    }
    if effects.contains(.nProteinaseSite) {
      let site = nProteinaseSite
      return prediction(
        .nPropeptideRetention,
        skip?.summary() ?? "the N-proteinase site p.\(site.lowerBound)-\(site.upperBound) is changed",
        "the N-propeptide stays on the molecule")
    }
    if effects.contains(.cProteinaseSite) {
      let site = cProteinaseSite
      return prediction(
        .cProteinaseSite, "the C-proteinase site p.\(site.lowerBound)-\(site.upperBound) is changed",
        "high bone mass is described: a normal or high bone density does not exclude disease")
    }
    if let skip, effects.contains(.inFrameExonSkip) { return prediction(.structural, skip.summary()) }
    if effects.contains(.glycineSubstitution) { return glycinePrediction(effect) }
    if effects.contains(.cPropeptide) {
      guard let decay else { return prediction(.cPropeptideAssembly, "the C-propeptide is changed") }
      return prediction(
        .cPropeptideAssembly, decay.explanation,
        "the truncated chain keeps its helix")
    }
    if effects.contains(.inFrameIndel) {
      let inHelix = coding.change.firstResidue.map(tripleHelix.contains) ?? false
      return inHelix
        ? prediction(
          .structural, "residues are lost or gained in the triple helix: the chains lose their register")
        : prediction(.uncertain, "residues are lost or gained outside the triple helix")
    }
    if effects.contains(.spliceUncertain) { return prediction(.uncertain, "splicing may be altered") }
    if effects.contains(.otherMissense) {
      return prediction(.uncertain, "a residue other than a helix glycine is replaced")
    }
    return MolecularPrediction(molecularClass: .none, reasons: [])
  }

  private static let nonstopReason =
    "no stop codon is left in frame: such an mRNA is expected to be degraded (nonstop decay)"

  private func glycinePrediction(_ effect: TranscriptEffect) -> MolecularPrediction {
    guard case .substitution(let residue, let new) = effect.coding.change,
      let found = glycineSubstitution(residue: residue, to: new)
    else {
      return MolecularPrediction(molecularClass: .structural, reasons: ["a glycine of the triple helix is replaced"])
    }
    var text: [UInt8] = []
    text.reserveCapacity(120)
    text.append(literal: "glycine ")
    text.append(number: found.helixResidue)
    text.append(literal: " of the triple helix becomes ")
    text.append(text: new.threeLetter)
    text.append(literal: " (")
    text.append(text: found.sideChain.rawValue)
    text.append(literal: "), ")
    text.append(number: found.distanceToHelixEnd)
    text.append(literal: " residues from the C-terminal end of the helix")
    var reasons = [String(decoding: text, as: UTF8.self)]
    reasons += found.regions.map { "\($0.name) (\($0.source))" }
    return MolecularPrediction(molecularClass: .structural, reasons: reasons)
  }
}
