// Judges every criterion for one variant from what is at hand; the parts lie in CriteriaAssessor+*.swift.

package import BioSequence
package import Documents
package import Knowledge
package import Reporting
package import TypeICollagen

/// A predictor of splicing that the program has for every variant of a gene.
package struct SplicePredictor: Sendable {
  /// Its name in the rule pack.
  package let name: String
  /// The score of a change of a gene's record (the greatest of its delta scores, 0-1); `nil` where there is none.
  package let score: @Sendable (CollagenGene, Variant) -> Double?

  /// A predictor.
  package init(name: String, score: @escaping @Sendable (CollagenGene, Variant) -> Double?) {
    self.name = name
    self.score = score
  }

  /// The predictions that are compiled into the program; a score of 0 stands for less than 0.02.
  package static let embedded = SplicePredictor(name: SplicePrediction.model) { gene, variant in
    gene.splicePrediction(of: variant)?.score
  }
}

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
  /// Scores by place, from a pack of knowledge.
  package var tables: [PredictorTable] = []
  /// A predictor of splicing that needs no file.
  package var splicePredictor: SplicePredictor?
  /// The clinical record, if there is one.
  package var record: CaseRecord?
  /// The assay, if there is one.
  package var assay: AssayFinding?
  /// The laboratory's controls, if a table was given.
  package var controls: ControlCounts?
  /// What the transcripts show, if RNA was screened.
  package var splicing: SplicingReport?
  /// The DNA's heterozygous variants in the transcripts, if there are both.
  package var transcripts: TranscriptComparison?
  /// What the transcripts have or lack at borders of exons that is not known of the DNA.
  package var borders: [BorderChange] = []
  /// The day on which the report is issued, if the caller says it.
  package var issued: CalendarDate?
  /// All calls of the sample, for their phase.
  package var calls: [Call] = []
  /// Those of them that are too common to cause the disease.
  package var commonCalls: Set<Call> = []

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
  /// Whether this call is one of them.
  let isOpen: Bool
  /// Number of things that fit the abnormal assay: calls, and what the transcripts show that no call explains.
  package let explaining: Int
  /// How the variant stands among the calls.
  package let standing: CandidateStanding
  /// The change of the gene's record; `nil` for alleles without a sequence.
  let variant: Variant?
  /// The other disease than that of the rules that the variant causes; `nil` for all others.
  let otherDisease: OtherDisease?
  /// What it has in common with other calls of its haplotype; `nil` where it is judged by itself.
  package let haplotypePart: HaplotypePart?
  /// Where it lies at splice sites; `nil` far from every exon's end and for alleles without a place.
  let place: SplicePlace?
  /// The same in every description that makes the same allele: what one of them touches, the variant touches.
  let equalPlaces: [SplicePlace]

  /// An assessor; `nil` if the gene of the finding is not known.
  package init?(
    _ finding: Call, inputs: AssessmentInputs, candidates: Int = 1, explaining: Int = 1,
    standing: CandidateStanding = .candidate(otherGenesNegative: false), haplotypePart: HaplotypePart? = nil,
    isOppositeNull: Bool = false, isOpen: Bool = true
  ) {
    guard var meaning = MolecularConsequence(finding, genes: inputs.genes, isOppositeNull: isOppositeNull) else {
      return nil
    }
    // Where the transcripts show what the allele becomes, that decides, and no prediction.
    if meaning.stop == nil,
      let seen = inputs.splicing?.event(
        explainedBy: haplotypePart?.original ?? finding, meaning, among: inputs.calls, common: inputs.commonCalls,
        genes: inputs.genes)
    {
      let shown = seen.molecularClass(in: meaning.gene)
      if shown != .none, shown != .uncertain {
        let isLost = meaning.isOnBothAlleles && shown == PatternClass(of: .null, in: meaning.gene)
        meaning.molecularClass = isLost ? PatternClass(of: .biallelicNull, in: meaning.gene) : shown
      }
    }
    self.finding = finding
    self.meaning = meaning
    self.inputs = inputs
    self.candidates = candidates
    self.isOpen = isOpen
    self.explaining = explaining
    self.standing = standing
    self.haplotypePart = haplotypePart
    variant = finding.recordVariant(on: meaning.gene)
    otherDisease = OtherDisease(finding, meaning, record: inputs.record, pack: inputs.pack)
    place = SplicePlace(finding, variant: variant, gene: meaning.gene)
    if let variant {
      equalPlaces = SplicePlace.all(variant, gene: meaning.gene)
    } else {
      equalPlaces = place.map { [$0] } ?? []
    }
    concordance = inputs.assay.map {
      Concordance(meaning.molecularClass, assay: $0, isOfFewCells: finding.isOfFewCells)
    }
  }

  /// The whole ledger, every criterion once, in the order of ``ACMGCriterion``.
  package func ledger() -> VariantClassificationLedger {
    var null = nullVariant()
    var residue = residueEvidence(null: null)
    var silent = silentChange(benign: residue.prediction[1])
    var same =
      residue.known[0].applied == nil
      ? sameSplicing(null: null, prediction: residue.prediction[0]) ?? residue.known[0] : residue.known[0]
    if let contradicted = contradictedSplicing() {
      null = contradicted
      same = residue.known[0]
      silent = transcriptEvidence(null: null, silent: silent)?.silent ?? silent
      residue = residueBesideTranscripts(&null)
    } else if let shown = transcriptEvidence(null: null, silent: silent) {
      (null, silent) = (shown.null, shown.silent)
      if null.isRNA {
        let isOfResidue = same.rule == residue.known[0].rule
        residue = residueBesideTranscripts(&null, isWhole: shown.isWhole)
        if isOfResidue { same = residue.known[0] }
      } else if silent.isRNA, silent.applied != nil {
        residue.withdraw(names)
      }
    }
    let (hotspot, length, prediction, known) = (residue.hotspot, residue.length, residue.prediction, residue.known)
    var judged: [CriterionOutcome] = [null, hotspot, length, silent, same, known[1]]
    judged += frequency(silent: silent.applied != nil || prediction[1].rule.hasPrefix("BP4.splicing"))
    judged += prediction
    judged += deNovo()
    judged += familyAndPhenotype()
    judged += functional(null: null)
    var byCriterion: [ACMGCriterion: CriterionOutcome] = [:]
    for outcome in judged { byCriterion[outcome.criterion] = onceForHaplotype(outcome) }
    let outcomes = ACMGCriterion.allCases.map { criterion in
      byCriterion[criterion]
        ?? CriterionOutcome(criterion, .notUsed, reason: inputs.pack.criteria[criterion]?.reason ?? "")
    }
    return VariantClassificationLedger(outcomes, pack: inputs.pack)
  }

  /// What follows from the change of the protein counts once for a haplotype, and by what all of it makes: a predictor's
  /// score of one substitution does not hold for another residue that two make. What a change does to splicing is its own.
  private func onceForHaplotype(_ outcome: CriterionOutcome) -> CriterionOutcome {
    guard let haplotypePart else { return outcome }
    let isSplicing = outcome.rule.contains(".splicing")
    switch outcome.criterion {
    case .pp3, .bp4:
      if isSplicing { return outcome }
    case .pvs1, .pm1, .pm4, .ps1, .pm5, .bp7:
      if haplotypePart.role == .lead {
        return CriterionOutcome(
          outcome.criterion, outcome.status, rule: outcome.rule, inputs: outcome.inputs, isRNA: outcome.isRNA,
          reason: outcome.applied == nil ? outcome.reason : "\(outcome.reason); \(haplotypePart.words)")
      }
    default: return outcome
    }
    return CriterionOutcome(outcome.criterion, .notMet, inputs: names, reason: haplotypePart.words)
  }

  typealias Input = CriterionOutcome.Input

  /// The aberrant splicing that the transcripts show where this variant predicts it.
  var seenInTranscripts: ReportedJunction? { attribution.own.first }

  /// The aberrant splicing at its sites: what counts for it, and what does not.
  var attribution: EventAttribution {
    inputs.splicing?.attribution(
      to: haplotypePart?.original ?? finding, meaning, among: inputs.calls, common: inputs.commonCalls,
      genes: inputs.genes) ?? EventAttribution()
  }

  /// The inputs that describe the variant itself.
  var names: [Input] {
    var list = [Input(finding.hgvsC == nil ? "name" : "hgvs_c", finding.name)]
    if let name = finding.hgvsP { list.append(Input("hgvs_p", name)) }
    if let terms = finding.consequenceWords { list.append(Input("consequence", terms)) }
    return list
  }
}
