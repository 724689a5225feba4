// The flags of a case: where its halves disagree, and what a reader could take for more than it is.

import Reporting
import TypeICollagen

extension CaseAssessment {
  static func flags(
    record: CaseRecord, screen: ScreenDocument?, assay: AssayFinding?, calls: [AssessedCall],
    readings: [SplicingInterpretation] = []
  ) -> [CaseFlag] {
    var flags: [CaseFlag] = []
    if record.synthetic {
      flags.append(CaseFlag(.syntheticCase, "This case was made up. It is no patient."))
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
    switch assay.verdict.readout {
    case nil:
      flags.append(
        CaseFlag(
          .assayIndeterminate,
          "The assay gave no answer: indeterminate is not normal. More control lines or a repeat are needed."))
    case .normal:
      if let call = open.first(where: { $0.isNullOrSplice && $0.meaning.molecularClass != .col1a2NullHeterozygous }) {
        flags.append(
          CaseFlag(
            .normalAssayNullVariant,
            "\(call.finding.label) should halve or change the collagen, but the assay is normal. The variant stands; check "
              + "sample identity, mosaicism of the skin, and the messenger."))
      }
      if let call = open.first(where: { $0.meaning.isHelixGlycineSubstitution }) {
        let near =
          call.meaning.molecularClass == .alpha1GlycineNTerminal
          ? " At this end of the helix that is often so."
          : " About one in seven probands looked normal in the published series (Wenstrup 1990)."
        flags.append(
          CaseFlag(
            .normalAssayGlycine,
            "\(call.finding.label) replaces a glycine of the helix, but the assay is normal. A normal assay does not clear it."
              + near))
      }
    case .abnormal:
      flags += abnormalFlags(screen: screen, open: open, readings: readings.filter(\.isInformative))
    }
    if let recorded = record.recordedCollagenIsAbnormal, let readout = assay.verdict.readout,
      recorded != (readout == .abnormal)
    {
      flags.append(
        CaseFlag(
          .recordContradictsAssay,
          "The clinical record calls the collagen \(recorded ? "abnormal" : "normal"), the assay's table \(readout.rawValue)."
        ))
    }
    return flags
  }

  /// What an abnormal assay says beside the calls and the messages. Departures of splicing that fit it are told by their
  /// own flags.
  private static func abnormalFlags(
    screen: ScreenDocument?, open: [AssessedCall], readings: [SplicingInterpretation]
  ) -> [CaseFlag] {
    let fitting = open.filter { $0.concordance?.verdict == .concordant }
    let others = readings.contains(where: \.isUnexplainedFit) ? 1 : 0
    if fitting.count + others > 1 {
      let what =
        others == 0 ? "\(fitting.count) variants fit" : "Variants and a departure that the transcripts show both fit"
      return [
        CaseFlag(
          .severalCandidates,
          "\(what) the abnormal assay. It tests a person and cannot tell which one acts.")
      ]
    }
    if let only = fitting.first {
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
      "The assay is abnormal and no variant was called that could explain it. Look for: a gap of the panel (\(gap)), a "
        + "deep intronic or structural variant, a mosaic below the detection limit, another gene of collagen folding or "
        + "modification.")
  }

  /// Something was found, but nothing that leads one to expect this assay.
  private static func unexplained(open: [AssessedCall], readings: [SplicingInterpretation]) -> CaseFlag {
    let found = [open.isEmpty ? "" : "the calls", readings.isEmpty ? "" : "the transcripts"].filter { !$0.isEmpty }
    let isUnknown =
      open.contains { $0.concordance?.verdict == .uninformative }
      || readings.contains { $0.concordance?.verdict == .uninformative }
    return CaseFlag(
      .abnormalAssayUnexplained,
      isUnknown
        ? "The assay is abnormal. Whether what \(found.joined(separator: " and ")) show makes it so cannot be told."
        : "The assay is abnormal, but not in the way that \(found.joined(separator: " and ")) lead one to expect.")
  }

  private static func callFlags(_ calls: [AssessedCall], record: CaseRecord) -> [CaseFlag] {
    var flags: [CaseFlag] = []
    for call in calls where call.meaning.decay == .escapes && call.meaning.gene.nullAllele == .disease {
      flags.append(
        CaseFlag(
          .escapesDecay,
          "\(call.finding.label): the early stop escapes nonsense-mediated decay. A broken chain is made, which is worse than "
            + "a missing one, not milder."))
    }
    for call in calls where call.finding.zygosity == .mosaic && !call.isTooFrequent {
      flags.append(
        CaseFlag(
          .mosaicCall,
          "\(call.finding.label) is mosaic in this sample: other tissues may hold more or less of it, and so may the next "
            + "generation."))
    }
    for call in calls where !call.ledger.agrees && !call.isTooFrequent {
      flags.append(CaseFlag(.schemesDiffer, "\(call.finding.label): \(call.ledger.summary)."))
    }
    if calls.contains(where: \.isPathogenic), record.bmd.contains(where: { ($0.zScore ?? -9) > -2 }) {
      flags.append(
        CaseFlag(
          .normalBoneDensity,
          "A bone density within the range for age is on record. Normal or high density does not exclude osteogenesis "
            + "imperfecta."))
    }
    return flags
  }

  /// What the messages show that the calls do not explain, or that speaks against what a call foretells.
  static func splicingFlags(
    _ splicing: SplicingReport?, readings: [SplicingInterpretation], calls: [AssessedCall]
  ) -> [CaseFlag] {
    guard let splicing else { return [] }
    var flags = readings.filter { $0.explainedBy == nil && $0.isInformative }.map { reading in
      let fit = reading.isFit ? ", and the assay fits it" : ""
      let seen =
        "\(reading.gene): \(reading.observation), fraction \(reading.fraction.text(decimals: 2)); it \(reading.text)\(fit)"
      return reading.isLostAllele
        ? CaseFlag(.alleleLost, seen + ". No call explains it: look for a null allele in the DNA.")
        : CaseFlag(
          .splicingUnexplained, seen + ". No call explains it: look for a change of splicing in the introns beside it.")
    }
    for call in calls where call.meaning.decay == .expected {
      let ratio = splicing.alleleRatios.first { $0.gene == call.finding.gene && $0.hgvsC == call.finding.hgvsC }
      guard let ratio, ratio.verdict == .balanced else { continue }
      flags.append(
        CaseFlag(
          .transcriptRemains,
          "\(call.finding.label): the early stop should destroy the messenger, but its fraction of the transcripts is "
            + "\(ratio.fraction.text(decimals: 2)). Decay may have been blocked in the culture; a broken chain may be made."
        ))
    }
    return flags
  }

  private static func screenFlags(_ screen: ScreenDocument) -> [CaseFlag] {
    var flags: [CaseFlag] = []
    if let coverage = screen.coverage, coverage.noCall > 0 {
      flags.append(
        CaseFlag(
          .noCallBases,
          "\(coverage.noCall) of \(coverage.targetBases) target bases have no call. No call is not wild type."))
    }
    if screen.inputs.contains(where: { $0.completeness == .unproven }) {
      flags.append(
        CaseFlag(.inputUnproven, "The end of an input file was not proven: reads may be missing."))
    }
    return flags
  }
}
