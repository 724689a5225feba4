// Judges every criterion for one variant from what is at hand; the parts lie in CriteriaAssessor+*.swift.

import BioSequence
package import Knowledge
package import Reporting
package import TypeICollagen

/// What a variant is judged from.
package struct AssessmentInputs: Sendable {
  /// The genes whose variants are judged.
  package var genes: GeneCatalog
  /// The rules.
  package var pack: RulePack
  /// Known variants, if a file was given.
  package var known: KnownVariants?
  /// Scores, if a file was given.
  package var scores: PredictorScores?
  /// The clinical record, if there is one.
  package var record: CaseRecord?
  /// The assay, if there is one.
  package var assay: AssayFinding?
  /// The laboratory's controls, if a table was given.
  package var controls: ControlCounts?
  /// What the messages show, if RNA was screened.
  package var splicing: SplicingReport?

  /// Inputs, nothing at first but the embedded rules.
  package init(
    pack: RulePack = .embedded, known: KnownVariants? = nil, scores: PredictorScores? = nil, record: CaseRecord? = nil,
    assay: AssayFinding? = nil, controls: ControlCounts? = nil, genes: GeneCatalog = .embedded
  ) {
    self.genes = genes
    self.pack = pack
    self.known = known
    self.scores = scores
    self.record = record
    self.assay = assay
    self.controls = controls
  }
}

/// Judges one variant.
package struct CriteriaAssessor {
  /// The variant.
  package let finding: Call
  /// What it means for the chain.
  package let meaning: MolecularConsequence
  /// What it is judged from.
  package let inputs: AssessmentInputs
  /// The comparison with the assay, if there is one.
  package let concordance: Concordance?
  /// Number of calls of the sample that could matter at all: what the family was tested for must be one of them.
  package let candidates: Int
  /// Number of things that fit the abnormal assay: calls, and what the messages show that no call explains.
  package let explaining: Int

  /// An assessor; `nil` if the gene of the finding is not known.
  package init?(_ finding: Call, inputs: AssessmentInputs, candidates: Int = 1, explaining: Int = 1) {
    guard let meaning = MolecularConsequence(finding, genes: inputs.genes) else { return nil }
    self.finding = finding
    self.meaning = meaning
    self.inputs = inputs
    self.candidates = candidates
    self.explaining = explaining
    concordance = inputs.assay.map { Concordance(meaning.molecularClass, assay: $0) }
  }

  /// The whole ledger, every criterion once, in the order of ``ACMGCriterion``.
  package func ledger() -> VariantClassificationLedger {
    let null = nullVariant()
    let hotspot = helixGlycine()
    var judged: [CriterionOutcome] = [null, hotspot, lengthChange(), synonymous()]
    judged += sameResidue()
    judged += frequency()
    judged += computation(null: null, hotspot: hotspot)
    judged += deNovo()
    judged += segregation()
    judged.append(phenotype())
    judged += functional(null: null)
    var byCriterion: [ACMGCriterion: CriterionOutcome] = [:]
    for outcome in judged { byCriterion[outcome.criterion] = outcome }
    let outcomes = ACMGCriterion.allCases.map { criterion in
      byCriterion[criterion]
        ?? CriterionOutcome(criterion, .notUsed, reason: inputs.pack.criteria[criterion]?.reason ?? "")
    }
    return VariantClassificationLedger(outcomes, pack: inputs.pack)
  }

  typealias Input = CriterionOutcome.Input

  /// The splicing change that the transcripts show where this variant predicts it.
  var seenInMessages: ReportedJunction? { inputs.splicing?.event(explainedBy: finding, meaning) }

  /// The inputs that describe the variant itself.
  var names: [Input] {
    var list = [Input(finding.hgvsC == nil ? "name" : "hgvs_c", finding.name)]
    if let name = finding.hgvsP { list.append(Input("hgvs_p", name)) }
    if let terms = finding.consequenceText { list.append(Input("consequence", terms)) }
    return list
  }
}
