// The interpretation of a result in sentences, each with its source: mechanism, severity, recurrence, recommendation.

import BioSequence
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

  /// Sentences for the pathogenic variants of a case, else for the weightiest one of uncertain significance, or for a case
  /// without either.
  package init(_ assessment: CaseAssessment, pack: InterpretationPack = .embedded) {
    let pathogenic = assessment.pathogenic
    guard !pathogenic.isEmpty else {
      sentences = Interpretation.withoutPathogenic(assessment, pack)
      return
    }
    let isAdult = assessment.record.isOfAdult
    let named = pathogenic.map { call in
      (call, pack.sentences(.mechanism) { $0.tells(of: call) } + Interpretation.severity(call, isAdult: isAdult, pack))
    }
    sentences =
      Interpretation.joined(named)
      + Interpretation.recurrence(pathogenic, assessment.record, pack)
      + pack.sentences(.recommendation) { $0.result == "pathogenic" }
  }

  private static func withoutPathogenic(_ assessment: CaseAssessment, _ pack: InterpretationPack) -> [Sentence] {
    guard let lead = assessment.calls.first(where: { $0.isOpen && $0.ledger.pointsClass == .uncertain }) else {
      let result = CaseAssessment.filteredCandidates(assessment.screen).isEmpty ? "none" : "filtered"
      return !assessment.isScreened ? [] : pack.sentences(.recommendation) { $0.result == result }
    }
    // Of what is not even known to matter nothing is said where its effect is open.
    let told =
      lead.meaning.molecularClass == .uncertain ? [] : pack.sentences(.mechanism) { $0.tells(of: lead) }
    let result = lead.disease.isCarrierOnly ? "carrier" : "uncertain"
    return told + pack.sentences(.recommendation) { $0.result == result }
  }

  private static func severity(_ call: AssessedCall, isAdult: Bool, _ pack: InterpretationPack) -> [Sentence] {
    if call.copies == .mosaic { return pack.sentences(.severity) { $0.molecularClass == "any" && $0.tells(of: call) } }
    let own = pack.sentences(.severity) {
      $0.tells(of: call) && $0.molecularClass != "any" && ($0.place != "lethal" || ($0.person == "adult") == isAdult)
    }
    return own.isEmpty ? pack.sentences(.severity) { $0.molecularClass == "any" && $0.zygosity == nil } : own
  }

  /// Each sentence once, with the variants that it is about where there are several; two null alleles of a gene on different
  /// chromosomes have sentences for both.
  private static func joined(_ named: [(call: AssessedCall, sentences: [Sentence])]) -> [Sentence] {
    var found: [(sentence: Sentence, calls: [String])] = []
    for (call, sentences) in named {
      let name = "\(call.finding.gene) \(call.finding.shortCodingName)"
      for sentence in sentences {
        if let index = found.firstIndex(where: { $0.sentence == sentence }) {
          found[index].calls.append(name)
        } else {
          found.append((sentence, [name]))
        }
      }
    }
    return Part.allCases.flatMap { part in
      found.filter { $0.sentence.part == part }.map { sentence, calls -> Sentence in
        guard named.count > 1, !named.allSatisfy(\.call.isOneOfTwoNulls) else { return sentence }
        let each = calls.count > 1 ? ", each by itself" : ""
        return Sentence(
          part: part, text: "\(calls.joined(separator: " and "))\(each): \(sentence.text)", source: sentence.source)
      }
    }
  }

  /// What children and siblings have to expect, by the inheritance of the diseases, the copies of the variants and, where
  /// there are two, by their places.
  private static func recurrence(
    _ calls: [AssessedCall], _ record: CaseRecord, _ pack: InterpretationPack
  ) -> [Sentence] {
    let pair = pairing(calls)
    let alone = calls.map { call in
      (
        call,
        pack.sentences(.recurrence) { entry in
          guard let inheritance = entry.inheritance, modes(of: call).contains(inheritance), entry.pair == nil else {
            return false
          }
          // The pair's own sentence stands for the ones of each.
          if pair != nil, inheritance == "AD", entry.group == nil { return false }
          return (entry.zygosity == nil || entry.zygosity == call.copies.rawValue)
            && (entry.group == nil || isOfGroup(call))
            && (entry.origin == nil || record.family.deNovo != .inherited || !record.familyIsAbout(call, among: calls))
        }
      )
    }
    return pack.sentences(.recurrence) { $0.pair != nil && $0.pair == pair } + joined(alone)
  }

  /// The modes of inheritance. A change that is assigned to no disease was judged for that of the rules, which is dominant.
  private static func modes(of call: AssessedCall) -> Set<String> {
    let diseases = call.disease.diseases
    guard diseases.isEmpty else { return Set(diseases.map(\.inheritance)) }
    return call.disease.isCarrierOnly ? [] : ["AD"]
  }

  private static func isOfGroup(_ call: AssessedCall) -> Bool {
    let diseases = call.disease.diseases
    return diseases.contains { $0.group == RulePack.embedded.diseaseGroup } || diseases.isEmpty
  }

  /// How two heterozygous variants of dominant diseases are inherited together; `nil` for all other calls.
  private static func pairing(_ calls: [AssessedCall]) -> String? {
    guard calls.count == 2, calls.allSatisfy({ $0.copies == .one && modes(of: $0) == ["AD"] }) else { return nil }
    let (first, second) = (calls[0].finding, calls[1].finding)
    let places = calls.map { $0.meaning.gene.record.mapping(on: $0.finding.assembly)?.chromosome }
    if places[0] != places[1] { return "chromosomes" }
    guard let isCis = first.isInCis(with: second) else { return "unknown" }
    return isCis ? "cis" : "trans"
  }
}

extension AssessedCall {
  /// Of how many copies of the gene sentences tell.
  enum Copies: String { case one, both, mosaic }

  /// How many of the person's copies of the gene carry it.
  var copies: Copies { hasNoNormalAllele ? .both : finding.zygosity == .mosaic ? .mosaic : .one }
}

extension CaseRecord {
  /// Whether what the record says of the family is about a call: the variant that it names, else the only one.
  package func familyIsAbout(_ call: AssessedCall, among calls: [AssessedCall]) -> Bool {
    let genes = GeneCatalog(genes: [call.meaning.gene])
    if family.variant != nil {
      return FamilyVariant(self, genes: genes, assembly: call.finding.assembly)?.isAbout(call.finding) == true
    }
    return call.isOpen && calls.count(where: \.isOpen) == 1
  }

  /// Whether the record shows that the person has grown up.
  var isOfAdult: Bool {
    (subject.ageYears ?? 0) >= 18 || !pregnancies.isEmpty || !subsequentPregnancies.isEmpty
      || subject.postmenopausal == true
  }
}

/// The sentences that can be printed, read once from the embedded rules.
package struct InterpretationPack: Sendable {
  /// One sentence with what it is for.
  struct Entry: Sendable, Hashable {
    let part: Interpretation.Part
    let molecularClass: String?
    let place: String?
    /// `adult`: of a grown-up person only; `nil` for any.
    let person: String?
    let inheritance: String?
    /// `one`, `both` or `mosaic`: of how many copies of the gene it tells; `nil` for any.
    let zygosity: String?
    /// The group of diseases that it tells of; `nil` for any.
    let group: String?
    /// `not_inherited`: not where a parent is known to carry the variant; `nil` for any.
    let origin: String?
    /// How two variants lie: `chromosomes`, `trans`, `cis` or `unknown`; `nil` for one variant.
    let pair: String?
    let result: String?
    let text: String
    let source: String

    /// Whether it is of a call's class, place and copies; one of class `any` only if it is made for the call's copies.
    func tells(of call: AssessedCall) -> Bool {
      guard zygosity == nil || zygosity == call.copies.rawValue else { return false }
      if molecularClass == "any" { return zygosity != nil }
      let place = call.meaning.isInLethalRegion ? "lethal" : "other"
      return molecularClass == call.meaning.molecularClass.rawValue && (self.place == nil || self.place == place)
    }
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
          person: entry["person"]?.text, inheritance: entry["inheritance"]?.text, zygosity: entry["zygosity"]?.text,
          group: entry["group"]?.text,
          origin: entry["origin"]?.text, pair: entry["pair"]?.text, result: entry["result"]?.text,
          text: entry.word("text"),
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
