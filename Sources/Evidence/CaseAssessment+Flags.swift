// The flags of a case: where its halves disagree, and what a reader could take for more than it is.

import BioSequence
import Documents
import Reporting
import TypeICollagen

extension CaseAssessment {
  static func flags(
    record: CaseRecord, screen: ScreenDocument?, assay: AssayFinding?, calls: [AssessedCall],
    readings: [SplicingInterpretation] = [], issued: CalendarDate? = nil
  ) -> [CaseFlag] {
    var flags: [CaseFlag] = []
    if record.synthetic {
      flags.append(CaseFlag(.syntheticCase, "Synthetic case: not a patient."))
    }
    // A finding outside the disease that was asked for stands first.
    flags += otherDiseaseFlags(calls)
    flags += NullAlleles(calls).sentences.map { CaseFlag(.twoNullAlleles, $0) }
    flags += record.contradictions(issued: issued?.text).map { CaseFlag(.recordContradiction, $0 + ".") }
    if !record.curation.isEmpty, !calls.contains(where: { $0.ledger.outcomes.contains { $0.curated != nil } }) {
      let codes = record.curation.map(\.code).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
      flags.append(
        CaseFlag(
          .recordContradiction,
          "curation: \(codes.joined(separator: ", ")) \(codes.count == 1 ? "is" : "are") not counted, "
            + (record.family.variant.map {
              "as family.variant, \($0.quoted(80)), is not among the calls that are judged."
            } ?? "as the record does not say of which variant: name it as family.variant.")))
    }
    if let assay { flags += assayFlags(assay, record: record, screen: screen, calls: calls, readings) }
    flags += callFlags(calls, record: record)
    if let screen { flags += screenFlags(screen) }
    return flags
  }

  private static func assayFlags(
    _ assay: AssayFinding, record: CaseRecord, screen: ScreenDocument?, calls: [AssessedCall],
    _ readings: [SplicingInterpretation]
  ) -> [CaseFlag] {
    var flags: [CaseFlag] = []
    let open = calls.filter(\.isOpen)
    // Of a culture in which many cells may be without the variant a normal assay is no surprise.
    let expected = open.filter { !$0.finding.isOfFewCells }
    switch assay.verdict.readout {
    case nil where !assay.isMeasured:
      flags.append(
        CaseFlag(
          .assayNotMeasured,
          "Nothing was measured of line \(assay.line.visible): the tables of the assay have no well, band, count or amount of it. "
            + "Give the tables that hold its dishes."))
    case nil:
      flags.append(
        CaseFlag(
          .assayIndeterminate,
          "The assay is indeterminate, which is not normal. Repeat it or add control lines."))
    case .normal:
      if let call = expected.first(where: { $0.isNullOrSplice && $0.meaning.molecularClass != .col1a2NullHeterozygous })
      {
        flags.append(
          CaseFlag(
            .normalAssayNullVariant,
            "\(call.finding.label) is expected to halve or alter type I collagen, but the assay is normal. The classification stands; check "
              + "sample identity, mosaicism of the skin, and the mRNA."))
      }
      if let call = expected.first(where: { $0.meaning.isHelixGlycineSubstitution }) {
        let near =
          call.meaning.molecularClass == .alpha1GlycineNTerminal
          ? " This is common at this end of the helix."
          : " About one in seven probands looked normal in the published series (Wenstrup 1990)."
        flags.append(
          CaseFlag(
            .normalAssayGlycine,
            "\(call.finding.label) replaces a glycine of the helix, but the assay is normal. A normal assay does not exclude an effect."
              + near))
      }
    case .abnormal:
      flags += abnormalFlags(screen: screen, open: open, readings: readings.filter(\.isInformative))
    }
    return flags + record.contradictions(of: assay).map { CaseFlag(.recordContradictsAssay, $0) }
  }

  /// What an abnormal assay says beside the calls and the messages. Splicing changes that fit it are inferred from their
  /// own flags.
  private static func abnormalFlags(
    screen: ScreenDocument?, open: [AssessedCall], readings: [SplicingInterpretation]
  ) -> [CaseFlag] {
    let fitting = open.filter { $0.concordance?.verdict == .concordant }
    let others = readings.contains(where: \.isUnexplainedFit) ? 1 : 0
    let able = open.filter { $0.concordance?.wouldFit == true }
    // Two null alleles of one gene on different chromosomes are one cause.
    let isPair = able.allSatisfy { $0.isOneOfTwoNulls && $0.finding.gene == able[0].finding.gene }
    if able.count + others > 1, !isPair || others > 0 {
      let what =
        others == 0 ? "\(able.count) variants fit" : "A variant and a splicing change both fit"
      return [
        CaseFlag(
          .severalCandidates,
          "\(what) the abnormal assay. The assay tests the person and cannot show which of them is the cause.")
      ]
    }
    if let only = fitting.first {
      guard fitting.count == 1 else { return [] }
      guard let unexplained = only.concordance?.unexplained, !unexplained.isEmpty else { return [] }
      let names = unexplained.map { ExpectedPatterns.embedded.titles[$0] ?? $0.rawValue }.joined(separator: ", ")
      return [
        CaseFlag(
          .abnormalAssayUnexplained,
          "The assay is also outside the controls in \(names), which \(only.finding.label) does not explain.")
      ]
    }
    guard screen != nil || !readings.isEmpty, !readings.contains(where: \.isFit) else { return [] }
    if open.isEmpty, readings.isEmpty { return screen.map { [noVariant($0)] } ?? [] }
    return [unexplained(open: open, readings: readings)]
  }

  private static func noVariant(_ screen: ScreenDocument) -> CaseFlag {
    let gap =
      screen.coverage.map { $0.noCall > 0 ? "\($0.noCall) target bases have no call" : "every target base was called" }
      ?? "the coverage is not known"
    return CaseFlag(
      .abnormalAssayNoVariant,
      "The assay is abnormal and no variant \(screen.coverage == nil ? "listed in the VCF" : "called") explains it. Consider a gap of the panel (\(gap)), a "
        + "deep intronic or structural variant, a mosaic below the detection limit, another gene of collagen folding or "
        + "modification.")
  }

  /// Something was found, but nothing that explains this assay result.
  private static func unexplained(open: [AssessedCall], readings: [SplicingInterpretation]) -> CaseFlag {
    let found = [open.isEmpty ? "" : "the calls", readings.isEmpty ? "" : "the transcripts"].filter { !$0.isEmpty }
    let isUnknown =
      open.contains { $0.concordance?.verdict == .uninformative }
      || readings.contains { $0.concordance?.verdict == .uninformative }
    return CaseFlag(
      .abnormalAssayUnexplained,
      isUnknown
        ? "The assay is abnormal. Whether this is caused by what \(found.joined(separator: " and ")) show cannot be determined."
        : "The assay is abnormal, but not as expected of \(found.joined(separator: " and ")).")
  }

  private static func otherDiseaseFlags(_ calls: [AssessedCall]) -> [CaseFlag] {
    calls.filter { $0.isPathogenic && $0.disease.isOutsideGroup }.map { call in
      CaseFlag(
        .otherDisease,
        "\(call.finding.label): \(call.disease.sentence ?? "another disease"), not osteogenesis imperfecta.")
    }
  }

  private static func scoreFlags(_ call: AssessedCall) -> [CaseFlag] {
    PredictorScores.contradictions(call.predictions).map { found in
      CaseFlag(
        .scoresDisagree,
        "\(call.finding.label): the scores of \(found.predictor) differ: \(found.values). Neither is counted; find out "
          + "which is of this predictor and version, and give that one.")
    }
  }

  private static func callFlags(_ calls: [AssessedCall], record: CaseRecord) -> [CaseFlag] {
    var flags: [CaseFlag] = []
    for call in calls {
      guard let event = call.meaning.event, event.mayPassEnd(of: call.meaning.gene) else { continue }
      flags.append(
        CaseFlag(
          .neighboursNotAssessed,
          "\(call.finding.label) holds the \(event.isWholeGene ? "whole gene" : "first or last exon") and may run past the gene: its "
            + "neighbours were not assessed. An array or genome sequencing shows how far it goes."))
    }
    flags += calls.flatMap(scoreFlags)
    for call in calls where call.meaning.decay == .escapes {
      let isCause = call.meaning.gene.nullAllele == .disease
      let null =
        isCause
        ? "acts as a null allele"
        : call.meaning.isOnBothAlleles
          ? "acts as one of two null alleles"
          : "acts as a null allele, of which one does not cause osteogenesis imperfecta"
      flags.append(
        CaseFlag(
          .escapesDecay,
          "\(call.finding.label): the early stop escapes nonsense-mediated decay. Either the chain does not assemble and the "
            + "allele \(null), or a chain with a defective C-propeptide is built in (Willing et al. 1990). The "
            + (isCause
              ? "assay distinguishes the two: half the amount, or delayed migration."
              : "assay may distinguish the two: only the second delays migration.")))
    }
    flags += calls.filter { !$0.isTooFrequent }.compactMap(\.zygosityFlag).sorted {
      $0.code == .lowAlleleFraction && $1.code != .lowAlleleFraction
    }
    for call in calls where call.ledger.outcomes.contains(where: { $0.rule == CriteriaAssessor.newOnBoth }) {
      flags.append(
        CaseFlag(
          .recordContradiction,
          "family: de_novo is \(record.family.deNovo?.rawValue ?? ""), yet \(call.finding.label): \(CriteriaAssessor.newOnBothWords)."
        ))
    }
    // Beside a low density elsewhere a normal one asks for nothing.
    let scores = record.bmd.compactMap(\.zScore)
    if calls.contains(where: \.isPathogenic), !scores.isEmpty, scores.allSatisfy({ $0 > -2 }) {
      flags.append(
        CaseFlag(
          .normalBoneDensity,
          "A bone density within the range for age is on record. Normal or high density does not exclude osteogenesis "
            + "imperfecta."))
    }
    return flags
  }

  /// What the messages show that the calls do not explain, or that contradicts what a call foretells.
  static func splicingFlags(
    _ splicing: SplicingReport?, readings: [SplicingInterpretation], calls: [AssessedCall]
  ) -> [CaseFlag] {
    guard let splicing else { return [] }
    var flags = readings.filter { $0.explainedBy == nil && $0.isInformative }.map { reading in
      let fit = reading.isFit ? ", and the assay fits it" : ""
      let seen =
        "\(reading.gene): \(reading.observation), fraction \(reading.fraction.text(decimals: 2)); it \(reading.text)\(fit)"
      return reading.isLostAllele
        ? CaseFlag(.alleleLost, seen + ". No variant called explains it: look for a null allele in the DNA.")
        : CaseFlag(
          .splicingUnexplained, seen + ". No variant called explains it: look for a splice variant in the introns.")
    }
    for call in calls where call.meaning.decay == .expected {
      let ratio = splicing.alleleRatios.first { $0.gene == call.finding.gene && $0.hgvsC == call.finding.hgvsC }
      guard let ratio, [.balanced, .bothAlleles].contains(ratio.verdict) else { continue }
      flags.append(
        CaseFlag(
          .transcriptRemains,
          "\(call.finding.label): the premature stop is expected to cause decay of the mRNA, but the allele makes up a fraction of "
            + "\(ratio.fraction.text(decimals: 2)) of the transcripts. Decay may have been inhibited in culture; a truncated chain may be made."
        ))
    }
    return flags
  }

  /// What DNA and RNA beside each other contradict.
  static func transcriptFlags(_ compared: TranscriptComparison?, calls: [AssessedCall]) -> [CaseFlag] {
    guard let compared else { return [] }
    var flags = calls.compactMap { call -> CaseFlag? in
      guard let test = call.transcripts, test.prediction == .splicing, test.verdict == .contradicted else { return nil }
      return CaseFlag(.splicingContradicted, "\(call.finding.label): \(test.sentence).")
    }
    if let doubt = compared.identityDoubt(calls: calls) { flags.append(CaseFlag(.identityUncertain, doubt)) }
    return flags
  }

  /// From this fraction of another person's DNA on a screen is no longer of one person: its alleles reach the germline range.
  private static let mixture = 0.1

  private static func screenFlags(_ screen: ScreenDocument) -> [CaseFlag] {
    var flags: [CaseFlag] = []
    if let coverage = screen.coverage, coverage.noCall > 0 {
      flags.append(
        CaseFlag(
          .noCallBases,
          "\(coverage.noCall) of \(coverage.targetBases) target bases have no call. A variant there would be missed."))
    }
    if let other = screen.library?.contamination, other.fraction >= mixture {
      func percent(_ value: Double) -> String { NumberText.fixed(100 * value, 1) }
      flags.append(
        CaseFlag(
          .identityUncertain,
          "about \(percent(other.fraction)) % (\(percent(other.low)) to \(percent(other.high)) %) of the DNA of the screen are another "
            + "person's: which of the calls are the patient's is not known. Repeat the screen from the specimen."))
    }
    if screen.inputs.contains(where: { $0.completeness == .unproven }) {
      flags.append(
        CaseFlag(.inputUnproven, "An input file may be cut short: reads may be missing."))
    }
    flags += screen.warnings.filter { $0.contains(ScreenWarning.otherLanes) }.map { CaseFlag(.identityUncertain, $0) }
    return flags
  }
}

extension CaseAssessment {
  /// Where the variant of the family is not among the calls.
  static func familyFlags(_ record: CaseRecord, _ screen: ScreenDocument?, genes: GeneCatalog) -> [CaseFlag] {
    let named = FamilyVariant(record, genes: genes, assembly: screen?.assembly ?? .grch38)
    return named?.absence(from: screen).map { [CaseFlag(.familyVariantNotFound, $0)] } ?? []
  }
}

extension AssessedCall {
  /// What must be said of its zygosity: that the reads contradict the genotype, or that it is mosaic; `nil` where neither holds.
  package var zygosityFlag: CaseFlag? {
    if isBelowHalf {
      return CaseFlag(
        .lowAlleleFraction,
        "\(finding.label) is called heterozygous, but only \(fractionWords) show it, fewer than half: "
          + "a mosaic, a further copy of the other allele, or an artefact. The sentences on mechanism, severity and "
          + "inheritance are of a person who carries it in every cell."
      )
    }
    guard finding.zygosity == .mosaic else { return nil }
    return CaseFlag(
      .mosaicCall,
      "\(finding.label) is mosaic in this sample: the fraction may differ in other tissues, and so may that of the next "
        + "generation.")
  }
}
