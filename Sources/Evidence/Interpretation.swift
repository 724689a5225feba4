// The interpretation of a result in sentences, each with its source: mechanism, severity, recurrence, recommendation.

import Documents
import Reporting
import TypeICollagen

/// Sentences of rules/interpretation.json, chosen for a case.
package struct Interpretation: Sendable, Hashable {
  /// A sentence that is printed.
  package struct Sentence: Sendable, Hashable {
    /// What it is about.
    package let part: Part
    /// The sentence.
    package let text: String
    /// Where it comes from.
    package let source: String

    /// A sentence.
    package init(part: Part, text: String, source: String) {
      self.part = part
      self.text = text
      self.source = source
    }
  }

  /// What a sentence is about, in the order of the page.
  package enum Part: String, Sendable, CaseIterable {
    case mechanism, severity, recurrence, recommendation
  }

  /// The sentences, in the order of the page.
  package let sentences: [Sentence]

  /// Sentences for the weightiest variant of a case, or for a case without one.
  package init(_ assessment: CaseAssessment, pack: InterpretationPack = .embedded) {
    let lead =
      assessment.pathogenic.first ?? assessment.calls.first { $0.isOpen && $0.ledger.pointsClass == .uncertain }
    guard let lead else {
      let result = CaseAssessment.filteredCandidates(assessment.screen).isEmpty ? "none" : "filtered"
      sentences = !assessment.isScreened ? [] : pack.sentences(.recommendation) { $0.result == result }
      return
    }
    let own = lead.meaning.molecularClass.rawValue
    let place = lead.meaning.isInLethalRegion ? "lethal" : "other"
    let zygosity = lead.hasNoNormalAllele ? "both" : "one"
    func fits(_ entry: InterpretationPack.Entry) -> Bool {
      entry.molecularClass == own && (entry.place == nil || entry.place == place)
        && (entry.zygosity == nil || entry.zygosity == zygosity)
    }
    let mechanism = pack.sentences(.mechanism, where: fits)
    guard lead.isPathogenic else {
      // Of what is not even known to matter nothing is said where its effect is open.
      let told = lead.meaning.molecularClass == .uncertain ? [] : mechanism
      sentences = told + pack.sentences(.recommendation) { $0.result == "uncertain" }
      return
    }
    let severity = pack.sentences(.severity, where: fits)
    sentences =
      mechanism + (severity.isEmpty ? pack.sentences(.severity) { $0.molecularClass == "any" } : severity)
      + Interpretation.recurrence(lead, pack) + pack.sentences(.recommendation) { $0.result == "pathogenic" }
  }

  /// What children and siblings have to expect, by the inheritance of the diseases and the copies of the variant.
  private static func recurrence(_ lead: AssessedCall, _ pack: InterpretationPack) -> [Sentence] {
    let diseases = lead.disease.diseases
    // A change that is assigned to no disease was judged for that of the rules, which is dominant.
    var modes = Set(diseases.map(\.inheritance))
    if diseases.isEmpty { modes = lead.disease.isCarrierOnly ? [] : ["AD"] }
    let isOfGroup = diseases.contains { $0.group == RulePack.embedded.diseaseGroup } || diseases.isEmpty
    let copies = lead.hasNoNormalAllele ? "both" : lead.finding.zygosity == .mosaic ? "mosaic" : "one"
    return pack.sentences(.recurrence) { entry in
      entry.inheritance.map(modes.contains) == true && (entry.zygosity == nil || entry.zygosity == copies)
        && (entry.group == nil || isOfGroup)
    }
  }
}

/// The sentences that can be printed, read once from the embedded rules.
package struct InterpretationPack: Sendable {
  /// One sentence with what it is for.
  struct Entry: Sendable, Hashable {
    let part: Interpretation.Part
    let molecularClass: String?
    let place: String?
    let inheritance: String?
    /// `one`, `both` or `mosaic`: of how many copies of the gene it tells; `nil` for any.
    let zygosity: String?
    /// The group of diseases that it tells of; `nil` for any.
    let group: String?
    let result: String?
    let text: String
    let source: String
  }

  /// Name and version.
  package let label: String
  let entries: [Entry]
  /// The register of sources: how a publication is written, and its number in PubMed where that is known. The rule file also
  /// says where each was read.
  private let citations: [(mark: String, pmid: String?)]

  /// The sentences compiled into the program.
  package static let embedded = InterpretationPack(EmbeddedRules.document(named: "interpretation.json"))

  init(_ document: DocumentNode) {
    label = "\(document.word("name"))/\(document.word("version"))"
    citations = document.part("citations").elements.map { ($0.word("mark"), $0["pmid"]?.text) }
    entries = document.part("statements").elements.compactMap { entry in
      Interpretation.Part(rawValue: entry.word("part")).map { part in
        Entry(
          part: part, molecularClass: entry["class"]?.text, place: entry["place"]?.text,
          inheritance: entry["inheritance"]?.text, zygosity: entry["zygosity"]?.text, group: entry["group"]?.text,
          result: entry["result"]?.text, text: entry.word("text"),
          source: entry.word("source"))
      }
    }
  }

  func sentences(_ part: Interpretation.Part, where isWanted: (Entry) -> Bool) -> [Interpretation.Sentence] {
    entries.filter { $0.part == part && isWanted($0) }
      .map { Interpretation.Sentence(part: part, text: $0.text, source: $0.source) }
  }

  /// The publications that texts name, with their numbers in PubMed: `Marini et al. 2007 (PMID 17078022)`.
  package func citations(in texts: some Sequence<String>) -> [String] {
    let all = Array(texts)
    return citations.compactMap { citation in
      guard let pmid = citation.pmid, all.contains(where: { InterpretationPack.names(citation.mark, in: $0) }) else {
        return nil
      }
      return "\(citation.mark) (PMID \(pmid))"
    }
  }

  /// "et al." stands or not.
  private static func names(_ mark: String, in text: String) -> Bool {
    text.contains(mark) || text.contains(mark.replacing(" et al.", with: ""))
  }

  /// What the source of a statement leads to: entries of the register, or `this pack` where it says that the statement is the
  /// rule pack's own. Empty for a source that leads nowhere.
  package func traces(_ source: String) -> [String] {
    citations.map(\.mark).filter { InterpretationPack.names($0, in: source) }
      + (source.contains("this pack") ? ["this pack"] : [])
  }
}
