// What is judged of a changed residue, and what of it still holds once the transcripts show what the allele becomes.

import HGVS
import Reporting
import TypeICollagen

/// The criteria that judge the changed protein: PM1, PM4, PP3 and BP4, PS1 and PM5.
struct ResidueEvidence {
  var hotspot: CriterionOutcome
  var length: CriterionOutcome
  /// PP3 and BP4.
  var prediction: [CriterionOutcome]
  /// PS1 and PM5.
  var known: [CriterionOutcome]

  private static let counted = "the patient's transcripts are counted in place of the prediction"

  /// Takes away PM4, PP3 and BP4: the transcripts show what they predict.
  mutating func withdraw(_ names: [CriterionOutcome.Input]) {
    length = CriterionOutcome(.pm4, .notMet, inputs: names, reason: ResidueEvidence.counted)
    prediction = [.pp3, .bp4].map { CriterionOutcome($0, .notMet, inputs: names, reason: ResidueEvidence.counted) }
  }

  /// The points of all that is applied for the residue.
  var points: Int {
    PointScheme.total(([hotspot, length] + prediction + known).compactMap(\.applied).filter(\.criterion.isPathogenic))
  }
}

extension CriteriaAssessor {
  /// The criteria of the changed protein.
  ///
  /// - Parameter isSplicingSeen: whether the transcripts show the splicing, so that no score of it counts.
  func residueEvidence(null: CriterionOutcome, isSplicingSeen: Bool = false) -> ResidueEvidence {
    let hotspot = helixPattern(null: null)
    return ResidueEvidence(
      hotspot: hotspot, length: lengthChange(null: null),
      prediction: computation(null: null, hotspot: hotspot, isSplicingSeen: isSplicingSeen),
      known: sameResidue(hotspot: hotspot))
  }

  /// Whether the change of the sequence by itself replaces, removes or adds residues.
  private var changesResidues: Bool {
    finding.consequence.contains { [.missense, .inframeDeletion, .inframeInsertion].contains($0) }
      || meaning.protein?.kind == .substitution
  }

  /// The criteria of the changed protein beside PVS1 (RNA).
  ///
  /// Transcripts that leave a residue out have no changed residue: one of the two is counted. Where next to all transcripts of the
  /// allele are aberrant that is PVS1; otherwise the other transcripts carry the change, and the one with more points counts, so
  /// that proof of a further effect weighs no less than none.
  ///
  /// - Parameter null: PVS1 as the transcripts show it; taken back where the change of the residue counts.
  func residueBesideTranscripts(_ null: inout CriterionOutcome, isWhole: Bool = false) -> ResidueEvidence {
    let open = CriterionOutcome(.pvs1, .notMet, rule: null.rule, inputs: null.inputs, isRNA: true, reason: null.reason)
    var alone = residueEvidence(null: open, isSplicingSeen: true)
    if !changesResidues { alone.withdraw(names) }
    guard let applied = null.applied else { return alone }
    let points = PointScheme.points(applied)
    if changesResidues, !isWhole, alone.points > points {
      null = CriterionOutcome(
        .pvs1, .notMet, rule: null.rule, inputs: null.inputs, isRNA: true,
        reason: null.reason
          + "; \(applied.code) is not added to what the changed residue counts for in the allele's other transcripts, which weighs "
          + "more (\(alone.points) points)")
      return alone
    }
    var beside = residueEvidence(null: null, isSplicingSeen: true)
    beside.withdraw(names)
    if meaning.protein?.kind == .substitution {
      let reason = "the transcripts counted under PVS1 are not those with the changed residue"
      beside.known = [.ps1, .pm5].map { CriterionOutcome($0, .notMet, inputs: names, reason: reason) }
    }
    return beside
  }
}
