// What a variant means for the collagen chain: the effect words of variants.tsv, from sequence effects and chain landmarks.

import BioSequence
package import HGVS

/// The collagen effect of a variant, as the column `collagen_effect` names it.
package enum CollagenEffect: String, Sendable, Hashable, CaseIterable, Codable {
  /// The glycine of a Gly-X-Y triplet becomes another residue.
  case glycineSubstitution = "glycine_substitution"
  /// No chain is expected from this allele.
  case nullAllele = "null_allele"
  /// A splice site is lost whose exon can be skipped in frame: a shortened chain that still enters the molecule.
  case inFrameExonSkip = "in_frame_exon_skip"
  /// The C-propeptide, by which chains find each other, is changed.
  case cPropeptide = "c_propeptide"
  /// The place where the N-propeptide is cut off is changed or lost.
  case nProteinaseSite = "n_proteinase_site"
  /// The place where the C-propeptide is cut off is changed or lost.
  case cProteinaseSite = "c_proteinase_site"
  /// Residues are lost or gained in frame.
  case inFrameIndel = "in_frame_indel"
  /// Splicing may be changed; the sequence alone does not tell.
  case spliceUncertain = "splice_uncertain"
  /// Another residue than a helix glycine is replaced.
  case otherMissense = "other_missense"
  /// The protein stays as it is.
  case synonymous
  /// No codon and no splice site is touched.
  case noncoding
}

/// A set of effects in one word.
package struct CollagenEffects: OptionSet, Sendable, Hashable {
  /// One bit a case of ``CollagenEffect``, in order.
  package let rawValue: UInt16

  /// A set from its bits.
  package init(rawValue: UInt16) { self.rawValue = rawValue }

  /// The set of one effect.
  package init(_ effect: CollagenEffect) { rawValue = 1 << effect.number }

  /// Adds an effect.
  mutating func insert(_ effect: CollagenEffect) { formUnion(CollagenEffects(effect)) }

  /// Takes an effect out.
  mutating func remove(_ effect: CollagenEffect) { subtract(CollagenEffects(effect)) }

  /// Whether the effect is in the set.
  package func contains(_ effect: CollagenEffect) -> Bool { rawValue & 1 << effect.number != 0 }

  /// The effects in order.
  package var effects: [CollagenEffect] {
    var found: [CollagenEffect] = []
    var bits = rawValue
    while bits != 0 {
      found.append(CollagenEffects.inOrder[bits.trailingZeroBitCount])
      bits &= bits - 1
    }
    return found
  }

  private static let inOrder = CollagenEffect.allCases

  /// Appends the effects in order, joined by `&`.
  package func write(to text: inout [UInt8]) {
    var bits = rawValue
    while bits != 0 {
      text.append(text: CollagenEffects.inOrder[bits.trailingZeroBitCount].rawValue)
      bits &= bits - 1
      if bits != 0 { text.append(UInt8(ascii: "&")) }
    }
  }
}

extension CollagenEffect {
  /// Place in the order.
  fileprivate var number: UInt16 {
    switch self {
    case .glycineSubstitution: 0
    case .nullAllele: 1
    case .inFrameExonSkip: 2
    case .cPropeptide: 3
    case .nProteinaseSite: 4
    case .cProteinaseSite: 5
    case .inFrameIndel: 6
    case .spliceUncertain: 7
    case .otherMissense: 8
    case .synonymous: 9
    case .noncoding: 10
    }
  }
}

extension CollagenGene {
  /// The effects of a variant, in the order of ``CollagenEffect``.
  ///
  /// - Parameters:
  ///   - effect: what the variant does to the transcript.
  ///   - edit: the variant, canonical on the gene record.
  ///   - model: the transcript.
  ///   - prediction: what a model predicts for the splice sites around it, if it was scored.
  package func collagenEffects(
    of effect: TranscriptEffect, edit: SequenceEdit, on model: TranscriptModel, prediction: SplicePrediction?
  ) -> [CollagenEffect] {
    var found: CollagenEffects = []
    if let splicing = effect.splicing {
      found = effects(of: splicing, on: model)
      if splicing.expected.isEmpty, effect.consequences.contains(.stopLost) { found.insert(.cPropeptide) }
    } else if effect.consequences.contains(.transcriptAblation) {
      found.insert(.nullAllele)
    } else {
      addChange(effect.coding, to: &found)
      let isPredicted = (prediction?.score ?? 0) >= SplicePrediction.damaging
      if !found.contains(.nullAllele), isPredicted || touchesSpliceRegion(effect, edit, model) {
        found.insert(.spliceUncertain)
      }
    }
    if found.isEmpty { found.insert(.noncoding) }
    return found.effects
  }

  /// The effects of all transcripts that are expected of an allele, with ``CollagenEffect/spliceUncertain`` where the
  /// sequence alone does not tell which is made.
  func effects(of splicing: SplicingOutcomes, on model: TranscriptModel) -> CollagenEffects {
    var found: CollagenEffects = []
    let expected = splicing.expected
    for outcome in expected { found.formUnion(effects(of: outcome, on: model)) }
    if splicing.isUncertain || expected.isEmpty { found.insert(.spliceUncertain) }
    if found.contains(.spliceUncertain) { found.remove(.synonymous) }
    return found
  }

  /// The effects of one transcript, if it were the only one of the allele.
  package func effects(of outcome: TranscriptOutcome, on model: TranscriptModel) -> CollagenEffects {
    var found: CollagenEffects = []
    switch outcome.splicing {
    case .exonSkip(let exons), .exonDeletion(let exons): addSkip(model.skipping(exons: exons), to: &found)
    case .noTranscript, .endLost: found.insert(.nullAllele)
    case .geneDuplication: break
    case .geneInversion: found.insert(.spliceUncertain)
    case .normal, .exonDuplication, .intronRetention, .intronLoss, .crypticDonor, .crypticAcceptor, .crypticExon,
      .otherJunction:
      if outcome.coding.change == .identity { found.insert(.synonymous) }
      addChange(outcome.coding, to: &found)
    }
    return found
  }

  /// The exons that are expected to be missing from the transcript because a splice site or a whole exon is lost.
  ///
  /// - Returns: `nil` if none are, if other transcripts are expected as well, or if the first or last exon is among them.
  package func expectedSkip(of effect: TranscriptEffect, on model: TranscriptModel) -> ExonSkip? {
    effect.splicing?.certain?.missingExons.map { model.skipping(exons: $0) }
  }

  /// The effects of an event whose ends are not exactly known.
  package func effects(of event: ExonEvent, on model: TranscriptModel) -> [CollagenEffect] {
    if event.isWholeGene { return [event.isDeletion ? .nullAllele : .spliceUncertain] }
    if event.isDeletion, event.codons.start { return [.nullAllele] }
    var found: CollagenEffects = []
    if event.isWithinExon, let splicing = event.splicing {
      for outcome in splicing.all { found.formUnion(effects(of: outcome, on: model)) }
      if !found.isEmpty { return found.effects }
    }
    if let splicing = event.splicing, !event.isPartial { found = effects(of: splicing, on: model) }
    if event.isPartial || event.mayReachFurther || found.isEmpty { found.insert(.spliceUncertain) }
    if event.isPartial, event.isDeletion, event.codons.stop { found.insert(.cPropeptide) }
    return found.effects
  }

  /// The effects of leaving out whole exons.
  package func effects(ofSkipping skip: ExonSkip) -> [CollagenEffect] {
    var found: CollagenEffects = []
    addSkip(skip, to: &found)
    return found.effects
  }

  /// The effects of a protein change alone, where the change of the sequence is not known.
  package func collagenEffects(of change: ProteinChange, on model: TranscriptModel) -> [CollagenEffect] {
    var stop: Int?
    switch change {
    case .frameshift(let residue, _, let distance): stop = residue + (distance ?? 1) - 1
    case .substitution(let residue, .ter): stop = residue
    case .delins(let first, _, let residues) where residues.last == .ter: stop = first + residues.count - 1
    case .insertion(let after, let residues) where residues.last == .ter: stop = after + residues.count
    default: break
    }
    let junction = model.exonStarts[model.exonStarts.count - 2]
    let coding = CodingEffect(
      change: change, prematureStop: stop,
      stopToLastJunction: stop.map { junction - (model.coding.lowerBound + 3 * $0) })
    var found: CollagenEffects = []
    addChange(coding, to: &found)
    return found.effects
  }

  private func addSkip(_ skip: ExonSkip, to found: inout CollagenEffects) {
    if skip.losesStartOrStop {
      found.insert(.nullAllele)
      return
    }
    if let decay = skip.decay {
      found.insert(makesNoChain(decay) ? .nullAllele : .cPropeptide)
      return
    }
    found.insert(.inFrameExonSkip)
    guard let residues = skip.residues else { return }
    if residues.overlaps(nProteinaseSite) { found.insert(.nProteinaseSite) }
    if residues.overlaps(cProteinaseSite) { found.insert(.cProteinaseSite) }
    if residues.overlaps(cPropeptide) { found.insert(.cPropeptide) }
  }

  /// Whether no chain comes of an early stop: the mRNA undergoes decay, or, where exons are lost up to the last one, what is
  /// read ends before a C-propeptide begins, without which chains do not join.
  private func makesNoChain(_ decay: NonsenseMediatedDecay) -> Bool {
    decay.outcome == .decay || decay.stopCodon < cPropeptide.lowerBound
  }

  private func addChange(_ coding: CodingEffect, to found: inout CollagenEffects) {
    if coding.isNonstop {
      // What becomes of an mRNA without a stop codon is not told by its sequence alone.
      found.formUnion([CollagenEffects(.nullAllele), CollagenEffects(.spliceUncertain)])
      return
    }
    if let decay = NonsenseMediatedDecay(coding) {
      found.insert(makesNoChain(decay) ? .nullAllele : .cPropeptide)
      return
    }
    switch coding.change {
    case .identity, .unknown: break
    case .startLost, .noProtein: found.insert(.nullAllele)
    case .synonymous: found.insert(.synonymous)
    case .extension, .frameshift: found.insert(.cPropeptide)
    case .substitution(let residue, let new):
      addReplaced(residue...residue, by: [new], to: &found)
    case .delins(let first, let last, let residues) where residues.count == last - first + 1:
      addReplaced(first...last, by: residues, to: &found)
    case .deletion(let first, let last), .duplication(let first, let last), .delins(let first, let last, _):
      addIndel(first...last, to: &found)
    case .insertion(let after, _): addIndel(after...after + 1, to: &found)
    }
  }

  private func addReplaced(_ range: ClosedRange<Int>, by new: [AminoAcid], to found: inout CollagenEffects) {
    let before = found
    for (residue, replacement) in zip(range, new) where replacement != .gly {
      if tripletPosition(ofResidue: residue) == .glycine { found.insert(.glycineSubstitution) }
    }
    addSites(range, to: &found)
    if found == before { found.insert(.otherMissense) }
  }

  private func addIndel(_ range: ClosedRange<Int>, to found: inout CollagenEffects) {
    found.insert(.inFrameIndel)
    addSites(range, to: &found)
  }

  private func addSites(_ range: ClosedRange<Int>, to found: inout CollagenEffects) {
    if range.overlaps(nProteinaseSite) { found.insert(.nProteinaseSite) }
    if range.overlaps(cProteinaseSite) {
      found.insert(.cProteinaseSite)
    } else if range.overlaps(cPropeptide) {
      found.insert(.cPropeptide)
    }
  }

  /// Intron bases in VEP's splice regions, and the last three bases of an exon before an intron.
  private func touchesSpliceRegion(_ effect: TranscriptEffect, _ edit: SequenceEdit, _ model: TranscriptModel) -> Bool {
    let terms = effect.consequences
    if terms.contains(.spliceDonorFifthBase) || terms.contains(.spliceDonorRegion)
      || terms.contains(.splicePolypyrimidineTract)
    {
      return true
    }
    guard terms.contains(.spliceRegion) else { return false }
    guard let exons = effect.exons else { return true }
    let range = edit.replacedRange
    for index in exons where index + 1 < model.exons.count && range.upperBound > model.exons[index].upperBound - 3 {
      return true
    }
    return false
  }
}
