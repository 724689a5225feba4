// One call of a case, judged.

import Documents
import HGVS
package import Reporting
import TypeICollagen

/// One call with everything that is known of it.
package struct AssessedCall: Sendable {
  /// The call.
  package let finding: Call
  /// What it has in common with other calls of its haplotype; `nil` where it is judged by itself.
  package let haplotypePart: HaplotypePart?
  /// What it means for the chain.
  package let meaning: MolecularConsequence
  /// Its ledger, with a person's judgements where the record has them.
  package let ledger: VariantClassificationLedger
  /// The diseases that it is known to cause if it is pathogenic.
  package let disease: DiseaseAssignment
  /// What the transcripts say of the effect that it predicts on them, if DNA and RNA were screened.
  package let transcripts: TranscriptFinding?
  /// How it fits the assay, if there is one.
  package let concordance: Concordance?
  /// Scores of predictors, those that do not count among them.
  package let predictions: [PredictorScores.Score]
}

extension AssessedCall {
  /// Whether it is (likely) pathogenic.
  package var isPathogenic: Bool { ledger.pointsClass.isPathogenic }

  /// Whether it could matter at all: not ruled out by its frequency, and with an effect on the chain or on splicing.
  package var isOpen: Bool {
    !isTooFrequent
      && (meaning.molecularClass != .none || ledger.applied.contains { [.pvs1, .ps1, .pp3].contains($0.criterion) })
  }

  /// Whether its frequency rules it out as the cause.
  package var isTooFrequent: Bool {
    ledger.applied.contains { $0.criterion == .ba1 || ($0.criterion == .bs1 && $0.strength >= .strong) }
  }

  /// Whether no normal allele of the gene stands beside it.
  var hasNoNormalAllele: Bool { meaning.isOnBothAlleles || finding.zygosity == .hemizygous }

  /// Whether it is a null allele opposite another one, on different chromosomes.
  var isOneOfTwoNulls: Bool {
    meaning.isOnBothAlleles && finding.zygosity != .homozygous
      && meaning.molecularClass == PatternClass(of: .biallelicNull, in: meaning.gene)
  }

  /// Whether it is heterozygous by its genotype, but not by its reads (``Call/isBelowHalf``).
  package var isBelowHalf: Bool { finding.isBelowHalf }

  /// The reads that show it, as in `6 of 37 reads (0.16)`.
  var fractionWords: String {
    let (alternate, depth) = finding.reads ?? (0, 0)
    let fraction = Double(alternate) / Double(max(1, depth))
    return "\(alternate) of \(depth) reads (\(NumberText.fixed(fraction, 2)))"
  }

  /// Whether it could be why an allele leaves no transcripts, or other ones: a null allele, or a change of splicing.
  ///
  /// Uncertain splicing (`splice_uncertain`) explains it only at a canonical site or as a structural variant. Many variants
  /// beside a splice site have that effect and leave splicing alone; one of them must not silence the doubt whose RNA it is.
  var mayLoseTranscripts: Bool {
    let effects = finding.collagenEffect
    let isAtSite = finding.consequence.contains(.spliceDonor) || finding.consequence.contains(.spliceAcceptor)
    return isNullOrSplice || meaning.decay == .expected || meaning.splicedExon != nil || meaning.event != nil
      || effects.contains(.nullAllele) || effects.contains(.inFrameExonSkip)
      || (effects.contains(.spliceUncertain) && (isAtSite || finding.symbolic != nil))
      || finding.consequence.contains(.startLost)
      || ledger.outcomes.contains { $0.applied != nil && $0.rule.hasPrefix("PP3.splicing") }
  }

  /// Whether PVS1 holds, or a canonical splice site is lost.
  var isNullOrSplice: Bool {
    ledger.applied.contains { $0.criterion == .pvs1 } || meaning.skip != nil
  }
}
