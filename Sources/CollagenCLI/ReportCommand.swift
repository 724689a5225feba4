// `collagen report`: screen, assay and clinical record of one case -> evidence and one report.

import ArgumentParser
import CaseReporting
import Collagen
import Evidence
import Reporting
import SequenceIO
import Documents
import TypeICollagen

/// Files that evidence takes from outside, shared by one case and a cohort.
struct EvidenceOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "ClinVar-like VCF: significance and allele frequency; may be given several times.", valueName: "vcf"))
  var known: [String] = []

  @Option(help: ArgumentHelp("Predictor scores: TSV hgvs_c, predictor, score.", valueName: "tsv"))
  var scores: String?

  @Option(help: ArgumentHelp("The laboratory's own controls: TSV control_id, truth, readout.", valueName: "tsv"))
  var validation: String?

  @Option(
    help: ArgumentHelp(
      "The laboratory: header, authorised by, own texts; 'collagen template lab' shows the keys.", valueName: "yaml"),
    completion: .file())
  var lab: String?

  @OptionGroup var knowledge: KnowledgeOptions
  @OptionGroup var geneOptions: GeneOptions

  /// The files, read.
  func read() throws -> SharedSources {
    var sources = SharedSources()
    sources.genes = try geneOptions.catalog()
    if let (pack, file) = try knowledge.load(sources.genes) {
      (sources.knowledge, sources.knowledgeFile) = (pack, file)
    }
    sources.laboratory = try lab.map(SourceFile.read)
    sources.known = try known.map { try SourceFile.readVCF($0, sources.genes) }
    sources.scores = try scores.map(SourceFile.read)
    sources.validation = try validation.map(SourceFile.read)
    return sources
  }

  var paths: [String] { known + [knowledge.path, lab, scores, validation].compactMap(\.self) }
}

/// Forms of the result for other programs, and the time that stands in them.
struct ExportOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Forms for other programs, joined by commas: clinvar (submission), va (GA4GH VA-Spec), fhir (HL7 FHIR Genomics), lovd.",
      valueName: "forms"))
  var export: String?

  @Option(
    help: ArgumentHelp(
      "When the report is issued: 2026-03-01 or 2026-03-01T09:30:00Z. Nothing else tells the time.", valueName: "date"))
  var date: String?

  func validate() throws {
    let names = CaseExport.allCases.map(\.rawValue)
    for name in words where !names.contains(name) {
      throw ValidationError("--export takes \(names.joined(separator: ", ")), not '\(name.visible)'")
    }
    if let date, TimeStamp(date) == nil {
      throw ValidationError("--date takes a day like 2026-03-01, or a time like 2026-03-01T09:30:00Z")
    }
  }

  private var words: [String] {
    let text: String = export ?? ""
    return text.split { $0 == "," }.map { String($0).trimmingBlanks }.filter { !$0.isEmpty }
  }

  /// The forms, each once.
  var forms: [CaseExport] { CaseExport.allCases.filter { words.contains($0.rawValue) } }

  var stamp: TimeStamp? { date.flatMap { TimeStamp($0) } }
}

/// What is done when the parts of a case seem to be of two persons.
struct IdentityOptions: ParsableArguments {
  @Flag(help: "Go on if names or genotypes say that parts of a case are of two persons; every output is marked.")
  var allowIdentityMismatch = false
}

struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Join a case's screen, assay and clinical record into one report.",
    discussion: """
      Writes CASE.report.html, .txt, .json and CASE.phenopacket.json, and with --export CASE.clinvar.json, CASE.va-spec.json, \
      CASE.fhir.json and CASE.lovd.tsv. All files except the case record are optional: the \
      report says what is not known without them. Of the files that the record itself names, tables of bone density (dxa) \
      are read; the others (sequence, fibroblast_assay.files) are not: give them with the options below.

      EXAMPLES
        collagen report --case P07.yaml --screen P07.collagen/P07.json --assay assay.collagen/assay.json
        collagen report --case P07.yaml --vcf P07.vcf.gz --known clinvar.vcf.gz --validation controls.tsv
        collagen report --case P07.yaml --screen P07.collagen/P07.json --export clinvar,va,fhir,lovd --date 2026-03-01
        collagen report --case P07.yaml --vcf P07.vcf.gz --previous P07.report/P07.report.json -o P07.report.2
      """)

  @Option(name: .customLong("case"), help: ArgumentHelp("The case record, YAML or JSON.", valueName: "file"))
  var record: String

  @Option(
    help: ArgumentHelp(
      "The JSON of a screen; of further ones names and genotypes are compared with the first.", valueName: "json"))
  var screen: [String] = []

  @Option(help: ArgumentHelp("The JSON of a screen of RNA, alone or beside that of DNA.", valueName: "json"))
  var rna: String?

  @Option(help: ArgumentHelp("A VCF instead of a screen.", valueName: "vcf"))
  var vcf: String?

  @Option(
    help: ArgumentHelp(
      "The sample of the VCF to read; needed where none, or more than one, has a name of the case.", valueName: "name"))
  var vcfSample: String?

  @Option(help: ArgumentHelp("The assay.json of an assay.", valueName: "json"))
  var assay: String?

  @Option(
    help: ArgumentHelp(
      "The CASE.report.json that this report takes the place of: the new one says what changed since.",
      valueName: "json"),
    completion: .file())
  var previous: String?

  @OptionGroup var identity: IdentityOptions
  @OptionGroup var evidence: EvidenceOptions
  @OptionGroup var exports: ExportOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if !screen.isEmpty, vcf != nil { throw ValidationError("give --screen or --vcf, not both") }
    if vcfSample != nil, vcf == nil { throw ValidationError("--vcf-sample needs --vcf") }
  }

  /// A record's own paths say where its data came from; whoever meant them to be read should know that they were not.
  private func warnOfUnreadFiles(_ record: CaseRecord) {
    let name = InputText.baseName(self.record)
    if record.sequence?.namesFiles == true, screen.isEmpty, vcf == nil, rna == nil {
      Console.note(
        "collagen: warning: \(name): sequence: the files named there are not read; give the JSON of their screen with "
          + "--screen or --rna, or a VCF with --vcf")
    }
    if record.fibroblastAssay?.files.isEmpty == false, assay == nil {
      Console.note(
        "collagen: warning: \(name): fibroblast_assay.files: the tables named there are not read; give the assay.json "
          + "that 'collagen assay' makes of them with --assay")
    }
  }

  /// What the record contradicts itself in, and an identity that was not confirmed, are told where the report is made.
  private func warnOfContradictions(_ report: CaseReport) {
    let name = InputText.baseName(record)
    for flag in report.assessment.flags where flag.code == .recordContradiction {
      Console.note("collagen: warning: \(name): \(flag.code.rawValue): \(flag.text.visible)")
    }
    for doubt in report.assessment.identityDoubts {
      Console.note("collagen: warning: \(name): \(InputFault.Code.identityUncertain.rawValue): \(doubt.visible)")
    }
    for alarm in report.identity.alarms { Console.note("collagen: warning: \(alarm.description)") }
    for warning in report.decisiveWarnings { Console.note("collagen: warning: \(name): \(warning.visible)") }
    for warning in report.assayWarnings { Console.note("collagen: warning: \(warning.visible)") }
    for remark in report.fileRemarks { Console.note("collagen: warning: \(remark.visible)") }
  }

  /// A result that changes silently is the harm that a report issued again must not do. The report before this one may lie in
  /// the folder that is replaced: it has been read by then.
  private func warnOfReplaced(_ report: CaseReport, in destination: String) {
    let path = "\(destination)/\(CaseReporter.fileStem(report.id)).report.json"
    guard previous == nil, FileBytes.exists(path), let file = try? SourceFile.read(path),
      let earlier = try? EarlierReport(file, id: report.id, date: nil)
    else { return }
    let count = Reissue(earlier, now: report).changedResults
    guard count > 0 else { return }
    Console.note(
      "collagen: warning: \(file.name): the report that this one replaces differs in its result (\(count) "
        + "\(count == 1 ? "change" : "changes") of answer, variants or classes); give it with --previous, and the new report says what changed"
    )
  }

  func run() throws {
    do {
      let caseRecord = try SourceFile.read(record)
      let id = (try? CaseRecord(text: caseRecord.text(), file: caseRecord.name))?.id
      let destination = common.output ?? "\(CaseReporter.fileStem(id ?? "case")).report"
      var written: CaseReport?
      try common.publish(to: destination, "report", sample: id) { folder in
        let report = try self.report(of: caseRecord)
        let files = try CaseReporter.files(report, exports: exports.forms)
        let densities = SourceFile.densityTables(caseRecord, path: record)
        let inputs = [record] + densities + screen + [rna, vcf, assay].compactMap(\.self) + evidence.paths
        try InputGuard.check(inputs: inputs, outputs: files.map { "\(destination)/\($0.name)" })
        warnOfReplaced(report, in: destination)
        for file in files { try folder.write(file.name, file.text) }
        written = report
        return report.inputs.map { Manifest.File(name: $0.name, bytes: $0.bytes, sha256: $0.sha256) }
      }
      if !common.quiet, let written { try Console.output(CaseReportText.text(written)) }
    } catch let error as EvidenceError {
      throw ExitFailure(error)
    }
  }

  private func report(of record: SourceFile) throws -> CaseReport {
    var sources = CaseSources(record: record)
    sources.dxa = try SourceFile.densityTables(record, path: self.record).map(SourceFile.read)
    let screens = try screen.map(SourceFile.read)
    sources.screen = screens.first
    sources.repeats = Array(screens.dropFirst())
    sources.allowsIdentityMismatch = identity.allowIdentityMismatch
    sources.rna = try rna.map(SourceFile.read)
    sources.assay = try assay.map(SourceFile.read)
    sources.shared = try evidence.read()
    sources.vcf = try vcf.map { try SourceFile.readVCF($0, sources.shared.genes) }
    sources.vcfSample = vcfSample
    sources.previous = try previous.map(SourceFile.read)
    let report = try CaseReporter.report(sources, version: "collagen \(CollagenVersion.number)", date: exports.stamp)
    warnOfUnreadFiles(report.assessment.record)
    warnOfContradictions(report)
    return report
  }
}

extension ExitFailure {
  /// Every fault on a line of its own that says which program speaks.
  init(_ error: EvidenceError) {
    self.init(.badData, InputFault.text(of: error.faults, separator: "\ncollagen: "))
  }
}

extension SourceFile {
  /// Reads a file, unpacked if it is packed.
  static func read(_ path: String) throws -> SourceFile { try read(path, keeping: nil) }

  /// Reads a VCF, unpacked if it is packed; of its records only those of the genes.
  static func readVCF(_ path: String, _ genes: GeneCatalog) throws -> SourceFile {
    try read(path, keeping: genes.geneLines)
  }

  private static func read(_ path: String, keeping isKept: ((ArraySlice<UInt8>) -> Bool)?) throws -> SourceFile {
    do {
      let text = try WholeText.document(InputSource(path: path), keeping: isKept)
      if let fault = Manifest.fault(
        ofFile: path, bytes: text.byteCount, sha256: text.sha256, contents: { text.bytes })
      {
        throw ExitFailure(.badData, fault.description)
      }
      return SourceFile(
        name: InputText.baseName(path), bytes: text.bytes, diskDigest: text.sha256, diskCount: text.byteCount)
    } catch let error as ParseError {
      throw ExitFailure(ExitStatus(rawValue: error.exitStatus) ?? .badData, error.description)
    }
  }
}
