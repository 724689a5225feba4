// Joins the halves of one case: every call with its ledger and concordance, the flags, and the answer in a sentence.

package import Reporting
package import TypeICollagen

/// A named thing that the reader of a case must not miss.
package struct CaseFlag: Sendable, Hashable {
  /// Which thing.
  package enum Code: String, Sendable, CaseIterable {
    /// The assay is normal although a call meets PVS1 or loses a splice site.
    case normalAssayNullVariant = "NORMAL_ASSAY_NULL_VARIANT"
    /// The assay is normal although a helix glycine is replaced.
    case normalAssayGlycine = "NORMAL_ASSAY_GLYCINE_SUBSTITUTION"
    /// The assay is abnormal, and neither calls nor messages hold anything that could explain it.
    case abnormalAssayNoVariant = "ABNORMAL_ASSAY_NO_VARIANT"
    /// The assay is abnormal, and what was called or seen in the messages does not explain it, or not all of it.
    case abnormalAssayUnexplained = "ABNORMAL_ASSAY_UNEXPLAINED"
    /// Several calls, or a call and a splicing change, fit the abnormal assay.
    case severalCandidates = "SEVERAL_CANDIDATES"
    /// The assay's tables hold nothing of the case's line.
    case assayNotMeasured = "ASSAY_NOT_MEASURED"
    /// The assay gave no answer.
    case assayIndeterminate = "ASSAY_INDETERMINATE"
    /// The record and the assay's table contradict each other.
    case recordContradictsAssay = "RECORD_CONTRADICTS_ASSAY"
    /// The record contradicts itself.
    case recordContradiction = "RECORD_CONTRADICTION"
    case twoNullAlleles = "TWO_NULL_ALLELES"
    /// What two calls do to the protein depends on whether they lie on one chromosome, which is not known.
    case phaseNotKnown = "PHASE_NOT_KNOWN"
    /// A change of the protein lies on one chromosome with a change of splicing, which may alter what it does.
    case haplotypeWithSplicing = "HAPLOTYPE_WITH_SPLICING"
    /// Bases of the target have no call.
    case noCallBases = "NO_CALL_BASES"
    /// Nothing is known of one gene, while the other was screened.
    case geneNotCovered = "GENE_NOT_COVERED"
    /// Records of the VCF that lie in the genes cannot be interpreted.
    case recordsNotInterpreted = "RECORDS_NOT_INTERPRETED"
    /// The VCF lists variants of the genes for which the sample has no genotype.
    case recordsWithoutGenotype = "RECORDS_WITHOUT_GENOTYPE"
    /// A call that did not pass its filters would explain type I collagen disease if it is real.
    case filteredCandidate = "FILTERED_CANDIDATE"
    /// The variant that the record's family data are about is not among the calls.
    case familyVariantNotFound = "FAMILY_VARIANT_NOT_FOUND"
    /// The end of an input was not proven.
    case inputUnproven = "INPUT_UNPROVEN"
    /// A pathogenic variant is known to cause another disease than osteogenesis imperfecta.
    case otherDisease = "OTHER_DISEASE"
    /// One predictor has different scores of one variant in several sources.
    case scoresDisagree = "SCORES_DISAGREE"
    /// A loss or gain of exons that may run past the gene.
    case neighboursNotAssessed = "NEIGHBOURS_NOT_ASSESSED"
    /// A stop that escapes decay.
    case escapesDecay = "ESCAPES_DECAY"
    /// The messages show a splicing change that no call explains.
    case splicingUnexplained = "SPLICING_UNEXPLAINED"
    /// One allele leaves next to no message.
    case alleleLost = "ALLELE_LOST"
    /// An early stop should destroy the mRNA, but it is there.
    case transcriptRemains = "TRANSCRIPT_REMAINS"
    /// A predicted loss of splicing does not show, although both alleles are in the RNA.
    case splicingContradicted = "SPLICING_CONTRADICTED"
    /// The RNA shows one allele only where the DNA has two: it may be another person's.
    case identityUncertain = "IDENTITY_UNCERTAIN"
    /// A call that is heterozygous by its genotype although its fraction excludes one half.
    case lowAlleleFraction = "LOW_ALLELE_FRACTION"
    /// A mosaic call.
    case mosaicCall = "MOSAIC_CALL"
    /// Bone density is normal beside a pathogenic call.
    case normalBoneDensity = "NORMAL_BONE_DENSITY"
    /// The record was made up.
    case syntheticCase = "SYNTHETIC_CASE"
  }

  /// Which thing.
  package let code: Code
  /// What it means, in words.
  package let text: String

  init(_ code: Code, _ text: String) {
    self.code = code
    self.text = text
  }
}

/// One case, joined.
package struct CaseAssessment: Sendable {
  /// The genes whose variants are judged.
  package let genes: GeneCatalog
  /// The clinical record.
  package let record: CaseRecord
  /// The screen, if there was one.
  package let screen: ScreenDocument?
  /// The genes of the target of which nothing can be said: not covered, or without a call at any base.
  package let unknownGenes: [GeneCoverage]
  /// The VCF that stands for a screen, if one was given.
  package let vcf: VCFCase?
  /// The assay, if there was one.
  package let assay: AssayFinding?
  /// The heterozygous variants of the DNA in the RNA and the other way round, if both were screened.
  package let transcripts: TranscriptComparison?
  /// What the messages show, if RNA was screened; its allele ratios are those of the DNA's sites where there is DNA.
  package let splicing: SplicingReport?
  /// What the transcripts show at borders of exons that may be another splice site, in words.
  package let openBorders: [String]
  /// Splicing changes and lost alleles, read beside the calls and the assay.
  package let splicingInterpretations: [SplicingInterpretation]
  /// The calls, the weightiest first.
  package let calls: [AssessedCall]
  /// Calls that are too common to be the cause of what the transcripts show; empty without aberrant splicing.
  package let commonCalls: Set<Call>
  /// What must not be missed, in a fixed order.
  package internal(set) var flags: [CaseFlag]
  /// The result in one sentence.
  package let answer: String

  /// Joins a case.
  ///
  /// - Parameters:
  ///   - screen: the sequence half, or `nil`.
  ///   - vcf: a VCF in place of a screen.
  ///   - rna: an RNA screen beside it.
  ///   - splicing: the transcripts of an RNA screen; without them those of `rna`, or of `screen` if it was one.
  ///   - inputs: the other inputs; its record and assay are replaced by those of this case.
  package init(
    record: CaseRecord, screen: ScreenDocument?, vcf: VCFCase? = nil, assay: AssayFinding?,
    rna: ScreenDocument? = nil, splicing: SplicingReport? = nil, inputs: AssessmentInputs = .init()
  ) {
    let screen = screen ?? vcf?.screen
    let compared = rna.flatMap { rna in
      screen.flatMap { $0.isOfRNA ? nil : TranscriptComparison(dna: $0, rna: rna, genes: inputs.genes) }
    }
    let seen = splicing ?? rna?.rna ?? screen?.rna
    let splicing = seen.map { seen in
      let judged = seen.judgedBesideEvents(genes: inputs.genes)
      return compared?.joined(judged) ?? judged
    }
    var own = inputs
    own.transcripts = compared
    own.borders = compared?.borders ?? (rna ?? screen)?.bordersOfRNA(genes: inputs.genes) ?? []
    own.record = record
    own.assay = assay
    own.splicing = splicing
    own.calls = screen?.passed ?? []
    own.commonCalls = CriteriaAssessor.common(own.calls, own)
    commonCalls = own.commonCalls
    let calls = CaseAssessment.assessed(own.calls, screen: screen, inputs: own)
    genes = inputs.genes
    self.record = record
    self.screen = screen
    unknownGenes = screen?.coverage?.unknownGenes ?? []
    self.vcf = vcf
    self.assay = assay
    self.calls = calls
    self.splicing = splicing
    transcripts = compared
    let readings =
      splicing?.interpretations(
        calls: calls, borders: own.borders, common: own.commonCalls, assay: assay, genes: inputs.genes) ?? []
    openBorders = own.borders.filter(\.call.isPass).map(\.named)
    splicingInterpretations = readings
    flags =
      CaseAssessment.flags(
        record: record, screen: screen, assay: assay, calls: calls, readings: readings, issued: inputs.issued)
      + CaseAssessment.coverageFlags(screen)
      + CallHaplotypes.openPhases(own.calls, genes: genes).map { CaseFlag(.phaseNotKnown, $0) }
      + CallHaplotypes.besideSplicing(own.calls, genes: genes).map { CaseFlag(.haplotypeWithSplicing, $0) }
      + CaseAssessment.filteredFlags(screen) + CaseAssessment.familyFlags(record, screen, genes: inputs.genes)
      + CaseAssessment.splicingFlags(splicing, readings: readings, calls: calls)
      + CaseAssessment.transcriptFlags(compared, calls: calls) + CaseAssessment.flags(of: vcf)
    answer = CaseAssessment.answer(
      screen: screen, assay: assay, calls: calls, readings: readings, genes: inputs.genes, vcf: vcf)
  }

  /// Whether anything of the genes was sequenced.
  package var isSequenced: Bool { screen?.isSequenced ?? false }

  /// Why the parts of the case may be of two persons although nothing contradicts it, in sentences.
  package var identityDoubts: [String] { flags.filter { $0.code == .identityUncertain }.map(\.text) }

  /// Adds a reason why the parts of the case may be of two persons.
  package mutating func addIdentityDoubt(_ text: String) { flags.append(CaseFlag(.identityUncertain, text)) }

  /// Calls that are pathogenic or likely so.
  package var pathogenic: [AssessedCall] { calls.filter(\.isPathogenic) }

  /// Judges every call twice: the first time each by itself, to see which ones could explain anything at all.
  private static func assessed(
    _ findings: [Call], screen: ScreenDocument?, inputs: AssessmentInputs
  ) -> [AssessedCall] {
    let alone = CandidateStanding.other(reason: "judged after all calls are known")
    let parts = CallHaplotypes(findings, genes: inputs.genes).parts
    let alleles = NullAlleles(findings, genes: inputs.genes)
    func assessor(
      _ index: Int, _ standing: CandidateStanding, candidates: Int = 1, explaining: Int = 1, isOpen: Bool = true
    ) -> CriteriaAssessor? {
      CriteriaAssessor(
        parts[index]?.judged ?? findings[index], inputs: inputs, candidates: candidates, explaining: explaining,
        standing: standing, haplotypePart: parts[index]?.haplotypePart,
        isOppositeNull: alleles.isOppositeNull(findings[index]), isOpen: isOpen)
    }
    let first = findings.indices.map { assessor($0, alone)?.assessed() }
    let open = first.compactMap { $0 }.filter(\.isOpen)
    var explaining = open.count { $0.concordance?.wouldFit == true }
    // Aberrant splicing that fits the assay and that no call explains is one more thing that may act.
    let readings =
      inputs.splicing?.interpretations(
        calls: first.compactMap { $0 }, borders: inputs.borders, common: inputs.commonCalls, assay: inputs.assay,
        genes: inputs.genes) ?? []
    if readings.contains(where: \.isUnexplainedFit) { explaining += 1 }
    let calls = findings.indices.compactMap { index -> AssessedCall? in
      let standing = CandidateStanding.of(
        first[index], among: open, readings: readings, screen: screen, pack: inputs.pack)
      let isOpen = first[index]?.isOpen == true
      return assessor(
        index, standing, candidates: open.count, explaining: explaining, isOpen: isOpen)?.assessed(
          isCurated: CandidateStanding.isCurated(first[index], among: open, record: inputs.record, genes: inputs.genes))
    }
    return calls.enumerated().sorted { left, right in
      left.element.ledger.points == right.element.ledger.points
        ? left.offset < right.offset : left.element.ledger.points > right.element.ledger.points
    }.map(\.element)
  }
}

extension CriteriaAssessor {
  func assessed() -> AssessedCall {
    assessed(isCurated: false)
  }

  /// - Parameter isCurated: whether the record's judgements are about this variant.
  func assessed(isCurated: Bool) -> AssessedCall {
    let automatic = ledger()
    return AssessedCall(
      finding: haplotypePart?.original ?? finding, haplotypePart: haplotypePart, meaning: meaning,
      ledger: isCurated ? automatic.curated(by: inputs.record?.curation ?? [], pack: inputs.pack) : automatic,
      disease: DiseaseAssignment(finding, meaning, pack: inputs.pack), transcripts: transcriptFinding,
      concordance: concordance, predictions: predictions)
  }
}
