// One case as everything that its report says: every output file is written from this.

import BioSequence
import Digests
package import Documents
package import Evidence
package import Knowledge
import Reporting
import TypeICollagen

/// An input of the report, by what it was used for.
package struct CaseInputFile: Sendable, Hashable {
  /// The role of the report that this one takes the place of.
  static let previousRole = "previous"

  /// `case`, `dxa`, `screen`, `rna`, `vcf`, `assay`, `lab`, `knowledge`, `known`, `scores`, `validation`, `previous`.
  package let role: String
  /// Base name.
  package let name: String
  /// Bytes of the file on disk.
  package let bytes: Int
  /// SHA-256 of the file on disk, in hexadecimal.
  package let sha256: String

  /// An input with the digest of its bytes.
  package init(role: String, name: String, bytes: [UInt8], diskDigest: String? = nil, diskCount: Int? = nil) {
    self.role = role
    self.name = name
    self.bytes = diskCount ?? bytes.count
    sha256 = diskDigest ?? SHA256.hexadecimal(bytes)
  }
}

/// The report of one case.
package struct CaseReport: Sendable {
  /// The joined case.
  package let assessment: CaseAssessment
  /// Program and version.
  package let version: String
  /// Files it was made from, in a fixed order.
  package let inputs: [CaseInputFile]
  /// The laboratory's controls, if there were any.
  package let controls: ControlCounts?
  /// The files of known variants and how they were read, if there were any.
  package let known: KnownVariants?
  /// The pack of knowledge, if one was used.
  package let knowledge: LoadedKnowledge?
  /// The laboratory, if it says who it is.
  package let laboratory: Laboratory?
  /// Who the parts of the case are of.
  package let identity: CaseIdentity
  /// When the report is issued, as the caller says; nothing asks the clock, so that the same inputs give the same bytes.
  package let date: TimeStamp?
  /// Rows of tables of scores that are not used although they name a gene of ours, a sentence each.
  package internal(set) var scoreRemarks: [String] = []
  /// What the screens beside the one that is judged warn of, each with its file.
  package internal(set) var warningsBeside: [String] = []
  /// What the assay warns of, each with its file.
  package internal(set) var assayWarnings: [String] = []
  /// Names of the pages of its screens that are published in the same folder; plain letters, digits, points, dashes and
  /// underscores.
  package var screenPages: [String] = []
  /// The report that this one takes the place of, and what differs; `nil` if none was given.
  package internal(set) var reissue: Reissue?

  /// 1 for a report that names none before it.
  package var issue: Int { (reissue?.earlier.issue ?? 0) + 1 }

  /// Time stamp of the Phenopacket, which must have one: without a date the epoch stands there.
  package var created: String { date?.text ?? "1970-01-01T00:00:00Z" }

  /// A report.
  package init(
    assessment: CaseAssessment, version: String, inputs: [CaseInputFile], controls: ControlCounts? = nil,
    known: KnownVariants? = nil, knowledge: LoadedKnowledge? = nil,
    laboratory: Laboratory? = nil, identity: CaseIdentity = .none, date: TimeStamp? = nil
  ) {
    self.assessment = assessment
    self.version = version
    self.inputs = inputs
    self.controls = controls
    self.known = known
    self.knowledge = knowledge
    self.laboratory = laboratory
    self.identity = identity
    self.date = date
  }

  /// The case's id.
  package var id: String { assessment.record.id }

  /// Case, samples, lines and files in one line: what stands at the head of the report and on every printed page.
  package var identityLine: String {
    let specimen = assessment.record.specimen?.id.map { ["specimen \($0)"] } ?? []
    return (["case \(id)"] + specimen + identity.parts.map(\.sentence)).joined(separator: "; ")
  }

  /// The same for the head of printed pages, which has room for three lines: all names first, then the files as far as they fit.
  package var printedHead: String {
    let specimen = assessment.record.specimen?.id.map { ["specimen \($0)"] } ?? []
    let names = ["case \(id)"] + specimen + identity.parts.map { "\($0.kind.words) \($0.name)" }
    let files = identity.parts.flatMap { $0.madeFrom.isEmpty ? [$0.file] : $0.madeFrom }.uniqued
    let head = names.map { visible($0, limit: 80) }.joined(separator: "; ")
    var shown: [String] = []
    var room = CaseReport.headLength - head.count
    for file in files.map({ visible($0, limit: 80) }) where shown.count < files.count {
      guard file.count + 2 < room else { break }
      shown.append(file)
      room -= file.count + 2
    }
    let more = files.count - shown.count
    return head + "; files " + (shown + (more > 0 ? ["and \(more) more"] : [])).joined(separator: ", ")
  }

  /// Characters in three lines of the head of a printed page.
  private static let headLength = 400

  /// The sentence that stands on every output.
  package static let researchUse =
    "For research use only. Not a diagnosis: confirm by an independent method and have the evidence judged by a clinical geneticist."

  /// What the screens, or the VCF, warn of.
  package var screenWarnings: [String] { (assessment.screen?.warnings ?? []) + warningsBeside }

  /// What the screens, or the VCF, and the assay warn of.
  package var warnings: [String] { screenWarnings + assayWarnings }

  /// Those of the screens' warnings that decide what the result is worth.
  package var decisiveWarnings: [String] {
    // Doubts of who the sample is stand as such.
    screenWarnings.filter { ScreenWarning.isDecisive($0) && !assessment.identityDoubts.contains($0) }
  }

  /// What must not be missed of the files of known variants and scores and of the knowledge pack, without a full stop.
  package var fileRemarks: [String] {
    (known?.warnings ?? []) + scoreRemarks + (knowledge?.warnings(on: referenceDay) ?? [])
  }

  /// What the result does not say, in sentences.
  package var limits: [String] {
    var list: [String] = []
    if let screen = assessment.screen {
      list.append(
        !screen.isOfRNA
          ? "Sequencing of DNA does not show deep intronic splice effects or variants outside the genes named; a mosaic variant "
            + "below the screen's smallest fraction is not called."
          : "Sequencing of RNA shows exons only, and only alleles that are transcribed: the mRNA of a null allele may have "
            + "decayed, so that a heterozygous variant can appear absent or homozygous; genes other than those named "
            + "were not assessed.")
      if screen.coverage == nil {
        list.append("The variants came as a VCF without coverage: what was not covered is not known.")
      }
    } else {
      list.append(
        "No sequence was given: variants were not assessed."
          + (assessment.record.sequence?.namesFiles == true ? " The files that the record names were not read." : ""))
    }
    list += fileRemarks.map { $0.hasSuffix("?") ? $0 : "\($0)." }
    list += ageRemarks.map { "\($0)." }
    if let own = laboratory?.limits, !own.isEmpty { list.append(own) }
    if assessment.splicing != nil { list.append(SplicingInterpretation.rule + ".") }
    if let assay = assessment.assay, !assay.isMeasured {
      list.append("Nothing was measured of line \(assay.line.visible): synthesis and export are not known.")
    } else if assessment.assay != nil {
      list.append(
        "Limits of the assay are ranges from the literature and of this laboratory's controls, not diagnostic "
          + "cut-offs. Published detection of type I collagen defects in cultured fibroblasts was 86 % (Wenstrup 1990)."
      )
    } else {
      let isNamed = assessment.record.fibroblastAssay?.files.isEmpty == false
      list.append(
        "No fibroblast assay was given: synthesis and export are not known."
          + (isNamed ? " The tables that the record names were not read." : ""))
    }
    if assessment.calls.contains(where: { $0.concordance != nil }) {
      list.append("The readouts of the assay are weighed as if independent.")
    }
    if !assessment.record.bmd.isEmpty {
      list.append("Bone density neither makes nor excludes the diagnosis of osteogenesis imperfecta.")
    }
    return list
  }

  /// Methods as name and value.
  package var methods: [(name: String, value: String)] {
    let pack = RulePack.embedded
    var list: [(String, String)] = [
      ("program", version),
      ("criteria", "\(pack.label), for \(pack.disorder)"),
      ("points", "\(pack.scheme.source), prior \(pack.prior)"),
      (
        "rules of 2015", "Richards et al. 2015, Genet Med 17:405, criteria at applied strength; shown where they differ"
      ),
      ("allele frequency", pack.population.derivationText),
      ("concordance", ExpectedPatterns.embedded.label),
      ("splice predictions", SplicePrediction.attribution),
      ("functional evidence", "OddsPath, \(pack.functional.source)"),
      (
        "transcripts",
        assessment.genes.genes.map { gene in
          let accession = gene.record.preferredTranscript.accession
          let set = pack.transcriptSets[accession].map { ", \($0)" } ?? ""
          return "\(accession) (\(gene.symbol)\(set))"
        }.joined(separator: ", ") + ", names by HGVS"
      ),
    ]
    if let own = laboratory?.method, !own.isEmpty { list.insert(("laboratory", own), at: 0) }
    list += (knowledge?.pack.parts ?? []).map { ("knowledge", $0.source.sentence) }
    let packed = Set((knowledge?.pack.parts ?? []).map(\.source.file))
    list += (known?.files ?? []).filter { !packed.contains($0.name) }.map { ("known variants", $0.summary) }
    if let screen = assessment.screen {
      list.append(("assembly", screen.assembly.rawValue))
      if let version = screen.version { list.append(("screen", version)) }
      list += (screen.settings?.told ?? []).sorted { $0.name < $1.name }.map { ("screen " + $0.name, $0.value) }
    }
    return list
  }

  /// The digest over digests of all inputs, rules and the program's version: what the result stands for. The report before
  /// this one is no part of it.
  package var digest: String {
    var text = version + "\n" + RulePack.embedded.label + "\n" + ExpectedPatterns.embedded.label + "\n"
    for input in inputs where input.role != CaseInputFile.previousRole {
      text += "\(input.role)\t\(input.sha256)\n"
    }
    return SHA256.hexadecimal(Array(text.utf8))
  }
}

/// Text made safe to look at: control and direction characters shown as escapes, long runs of bases shortened, and long
/// texts cut. The JSON holds everything as it is.
///
/// - Parameter limit: the most characters kept.
func visible(_ text: String, limit: Int = 240) -> String {
  let shown = shortened(text).unicodeScalars
  let head = String(String.UnicodeScalarView(shown.prefix(limit))).visible
  guard shown.count > limit else { return head }
  // A name is cut as a name; of a sentence it is said where the rest is.
  return head + (limit < 200 ? "…" : "… [cut here; whole in the JSON]")
}

/// A text of the program's own, which is shown whole: only what no sentence of ours reaches is cut.
func whole(_ text: String) -> String { visible(text, limit: 4000) }

/// Text in which a run of more than 30 bases is its first eight and its length: `delinsACGTTGCA…(480 bases)`.
private func shortened(_ text: String) -> String {
  guard text.utf8.count > 30 else { return text }
  // Bytes: to append to a text scalar by scalar is work in its square.
  var result: [UInt8] = []
  var run = 0
  let bytes = Array(text.utf8)
  func close(at end: Int) {
    if run > 30 {
      result += bytes[end - run..<end - run + 8]
      result += "…(\(run) bases)".utf8
    } else {
      result += bytes[end - run..<end]
    }
    run = 0
  }
  for (index, byte) in bytes.enumerated() {
    switch byte {
    case UInt8(ascii: "A"), UInt8(ascii: "C"), UInt8(ascii: "G"), UInt8(ascii: "T"), UInt8(ascii: "N"): run += 1
    default:
      close(at: index)
      result.append(byte)
    }
  }
  close(at: bytes.count)
  return String(decoding: result, as: UTF8.self)
}

extension CaseReport {
  /// The variant's own entries on file. They are shown and never counted.
  static func knownEntries(of call: AssessedCall, _ known: KnownVariants?) -> [KnownAnnotation] {
    guard let known, let variant = call.finding.recordVariant(on: call.meaning.gene) else { return [] }
    // An entry that gave way to one that says the same is not shown twice.
    return known.entries(of: variant, symbol: call.finding.gene).filter { $0.gaveWay == nil || $0.isContradicted }
      .map(known.annotation)
  }

  /// The same in a line; empty if there are none.
  static func knownStatus(of call: AssessedCall, _ known: KnownVariants?) -> String {
    knownEntries(of: call, known).filter { !$0.significance.isEmpty }.map { entry in
      let stars = entry.stars.map { ", \($0) \($0 == 1 ? "star" : "stars")" } ?? ""
      let date = entry.fileDate.map { " of \($0)" } ?? ""
      let words = entry.significance.map { $0.replacing("_", with: " ") }.joined(separator: ", ")
      let newer = entry.supersededBy.map { ", superseded by \($0)" } ?? ""
      return "\(words)\(stars) (\(entry.id ?? "no id"); \(entry.file)\(date))\(newer), not counted"
    }.joined(separator: "; ")
  }
}
