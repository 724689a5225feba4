// The fields of a laboratory's report: who, what was sent, what was tested, who authorises; and the interpretation.

import BioSequence
import Documents
import Evidence
import Reporting
import TypeICollagen

extension CaseReport {
  /// The fields of the head, each with what is known; `nil` is a blank, which the page labels.
  var headFields: [(name: String, value: String?)] {
    let record = assessment.record
    let specimen = record.specimen
    let genes = assessment.genes.genes.map { "\($0.symbol) (\($0.record.preferredTranscript.accession))" }
    let molecule = assessment.screen.map { $0.isOfRNA ? "RNA" : "DNA" }
    let tested = assessment.screen.map { screen in
      ([molecule, genes.joined(separator: ", "), screen.assembly.rawValue].compactMap(\.self)).joined(separator: ", ")
    }
    return [
      ("Laboratory", joined([laboratory?.name, laboratory?.address])), ("Accreditation", laboratory?.accreditation),
      ("Patient", record.id),
      ("Specimen", joined([specimen?.type, specimen?.id])), ("Collected", specimen?.collected),
      ("Received", specimen?.received), ("Indication", record.indication),
      ("Sequenced", tested), ("Reported", date?.date.text),
      ("Authorised by", joined([laboratory?.authorisedBy, laboratory?.authorisedTitle])),
    ]
  }

  private func joined(_ parts: [String?]) -> String? {
    let said = parts.compactMap(\.self).filter { !$0.isEmpty }
    return said.isEmpty ? nil : said.joined(separator: ", ")
  }

  /// What a blank says.
  static let blank = "(not stated)"

  /// The interpretation, its recommendation in the laboratory's own words if it has some.
  var interpretation: [Interpretation.Sentence] {
    let sentences = Interpretation(assessment).sentences
    guard let own = laboratory?.recommendation, !own.isEmpty else { return sentences }
    return sentences.filter { $0.part != .recommendation }
      + [Interpretation.Sentence(part: .recommendation, text: own, source: laboratory?.name ?? "the laboratory")]
  }

  /// The publications that the report's reasons rest on, with their numbers in PubMed where they are known.
  var citations: [String] {
    let applied = assessment.calls.flatMap { $0.ledger.outcomes.filter { $0.applied != nil } }
    let rules = applied.compactMap { RulePack.embedded.criteria[$0.criterion]?.source }
    let texts =
      applied.map(\.reason) + rules + interpretation.map(\.source) + assessment.calls.compactMap(\.disease.sentence)
      + [RulePack.embedded.scheme.source, "Richards et al. 2015"]
    return InterpretationPack.embedded.citations(in: texts)
  }

  /// How much of the target is covered well enough for a heterozygous variant, in a sentence.
  var heterozygousSentence: String? {
    assessment.screen?.coverage?.heterozygousPercent.map(CaseReport.heterozygousSentence)
  }

  static func heterozygousSentence(_ percent: Double) -> String {
    "Heterozygous substitutions are detected with at least 95 % probability at "
      + "\(NumberText.fixed(percent < 100 ? min(percent, 99.99) : percent, 2)) % of the target bases."
  }
}
