// The result of a case in one sentence, the first thing on the page.

import Documents
import Reporting
import TypeICollagen

extension CaseAssessment {
  static func answer(
    screen: ScreenDocument?, assay: AssayFinding?, calls: [AssessedCall], readings: [SplicingInterpretation] = [],
    genes: GeneCatalog, vcf: VCFCase? = nil
  ) -> String {
    let sequence = sequencePart(screen, calls, genes)
    let culture = assayPart(assay, calls, readings, hasScreen: screen != nil)
    var parts = [
      sequence, unknownPart(screen, genes, hasCalls: !calls.isEmpty), openPart(screen, vcf, hasCalls: !calls.isEmpty),
      messagePart(readings), culture,
    ].filter { !$0.isEmpty }
    if let coverage = screen?.coverage, coverage.noCall > 0 {
      parts.append(
        "\(coverage.noCall) of \(coverage.targetBases) target bases have no call, where a variant would be missed")
    }
    if screen == nil, assay == nil, readings.isEmpty {
      return "Neither sequence nor assay was given: type I collagen was not assessed."
    }
    let text = parts.joined(separator: "; ")
    return text.prefix(1).uppercased() + text.dropFirst() + "."
  }

  private static func sequencePart(_ screen: ScreenDocument?, _ calls: [AssessedCall], _ genes: GeneCatalog) -> String {
    guard let screen else { return "no sequence was given" }
    let pathogenic = calls.filter(\.isPathogenic)
    if !pathogenic.isEmpty { return foundPart(pathogenic) }
    // A call that is read together with others of its haplotype is one more variant of theirs.
    let open = calls.filter { ($0.isOpen || $0.haplotypePart != nil) && $0.ledger.pointsClass == .uncertain }
    if let first = open.first {
      let found =
        open.count == 1
        ? "one variant of uncertain significance was found, \(named(first))"
        : "\(open.count) variants of uncertain significance were found, first \(named(first))"
      let missing = missingOf(first)
      return missing.isEmpty ? found : "\(found) (not known: \(missing.joined(separator: ", ")))"
    }
    if calls.isEmpty {
      return screen.coverage.map { nothingCalled($0, genes) } ?? nothingListed(screen, genes)
    }
    return calls.count == 1
      ? "one variant was called, and it is not a likely cause"
      : "\(calls.count) variants were called, none of them a likely cause"
  }

  /// The pathogenic variants, each with the disease that it causes where that is not the one of the rules.
  private static func foundPart(_ calls: [AssessedCall]) -> String {
    let most = 3
    var words = calls.prefix(most).map(inWords)
    if calls.count > most { words.append("\(calls.count - most) more") }
    guard words.count > 1 else { return "\(words[0]) was found" }
    return "\(words.dropLast().joined(separator: ", ")) and \(words[words.count - 1]) were found"
  }

  /// What was not there to judge a variant by, which might have decided: a common variant must not pass for a finding.
  private static func missingOf(_ call: AssessedCall) -> [String] {
    func isMissing(_ criterion: ACMGCriterion) -> Bool {
      call.ledger.outcomes.first { $0.criterion == criterion }?.status == .notAssessed
    }
    return [
      isMissing(.ba1) ? "its frequency in the population" : nil, isMissing(.pp3) ? "a prediction of its effect" : nil,
    ].compactMap(\.self)
  }

  private static func messagePart(_ readings: [SplicingInterpretation]) -> String {
    let informative = readings.filter(\.isInformative)
    guard let first = informative.first else { return "" }
    let more = informative.count > 1 ? " and \(informative.count - 1) more" : ""
    return
      "the transcripts show in \(first.gene) \(first.observation) (fraction \(first.fraction.text(decimals: 2)))\(more)"
  }

  /// The label of a call; of one that is read with others the protein that they make, as no allele makes its own.
  private static func named(_ call: AssessedCall) -> String {
    call.haplotypePart.map { "\(call.finding.gene) \(call.finding.shortCodingName), \($0.words)" } ?? call.finding.label
  }

  private static func inWords(_ call: AssessedCall) -> String {
    let classification = call.ledger.pointsClass.rawValue.lowercased() + " "
    let zygosity = call.finding.zygosity.map { "\($0.rawValue) " } ?? ""
    let names = [
      call.finding.shortCodingName,
      call.haplotypePart == nil ? call.finding.shortProteinName : call.haplotypePart?.words,
    ]
    let other = call.disease.isOutsideGroup ? call.disease.diseases.first.map { "; causes \($0.name)" } ?? "" : ""
    return "a \(classification)\(zygosity)variant of \(call.finding.gene) "
      + "(\(names.compactMap(\.self).joined(separator: ", "))\(other))"
  }

  private static func assayPart(
    _ assay: AssayFinding?, _ calls: [AssessedCall], _ readings: [SplicingInterpretation], hasScreen: Bool
  ) -> String {
    guard let assay else { return hasScreen ? "no fibroblast assay was given" : "" }
    guard assay.isMeasured else { return "nothing was measured of line \(assay.line.visible) in the fibroblast assay" }
    // The variant that the sentence names: a pathogenic one, else one of uncertain significance.
    let isOne = calls.count(where: \.isPathogenic) < 2
    let lead = calls.first(where: \.isPathogenic) ?? calls.first { $0.isOpen && $0.ledger.pointsClass == .uncertain }
    switch assay.verdict {
    case .indeterminate:
      return "the fibroblast assay is indeterminate\(powerWords(assay)), which is not normal"
    case .normal:
      let text = "the fibroblast assay is normal\(powerWords(assay))"
      return lead?.isPathogenic == true ? text + ", which does not cancel the variant\(isOne ? "" : "s")" : text
    default:
      let text = "the fibroblast assay is abnormal (\(assay.verdict.words))"
      let this = isOne ? "this variant" : lead.map { "\($0.finding.gene) \($0.finding.shortCodingName)" } ?? "these"
      if lead?.concordance?.verdict == .concordant { return text + " as expected of \(this)" }
      if readings.contains(where: \.isFit) { return text + " as expected of the transcripts" }
      switch lead?.concordance?.verdict {
      case .discordant: return text + ", but not as expected of \(this)"
      case .uninformative: return text + ", and whether \(this) is the cause cannot be determined"
      default: return hasScreen ? text + " and unexplained" : text
      }
    }
  }

  private static func powerWords(_ assay: AssayFinding) -> String {
    assay.power.map { " (power \(powerText($0)) for the loss of one allele)" } ?? ""
  }

  /// A chance in per cent; never a round 100 or 0, which no assay has.
  package static func powerText(_ power: Double) -> String {
    let percent = Int((power * 100).rounded())
    return percent >= 100 ? "over 99 %" : percent <= 0 ? "under 1 %" : "\(percent) %"
  }
}

extension AssayFinding.Verdict {
  /// What the class means, in words.
  package var words: String {
    switch self {
    case .quantitative: "too little collagen of normal structure"
    case .structural: "collagen of abnormal structure, or retained in the cell"
    case .mixed: "too little collagen, of abnormal structure"
    case .nProcessing: "the N-propeptide is not cleaved"
    case .homotrimer: "alpha1 homotrimers"
    case .normal: "normal"
    case .indeterminate: "no answer"
    }
  }
}
