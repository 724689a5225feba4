// From the files of one case to its report, and from the report to its output files.

import BioSequence
package import Documents
package import Evidence
package import Knowledge
package import Reporting
package import TypeICollagen
import VariantNaming

/// A file as it was read: its base name and its bytes, decompressed if it was compressed.
package struct SourceFile: Sendable {
  /// Base name for messages and reports.
  package let name: String
  /// Content.
  package let bytes: [UInt8]
  /// SHA-256 of the bytes as they lie on disk, if they differ from ``bytes`` (compressed files, parts of files).
  package let diskDigest: String?
  /// Number of bytes on disk.
  package let diskCount: Int
  /// The document that ``bytes`` were written from, if the file was made in this run.
  let made: (any VersionedDocument)?

  /// A file.
  package init(name: String, bytes: [UInt8], diskDigest: String? = nil, diskCount: Int? = nil) {
    self.name = name
    self.bytes = bytes
    self.diskDigest = diskDigest
    self.diskCount = diskCount ?? bytes.count
    made = nil
  }

  /// The file that a document is written to: whoever wants the document gets it without reading the file.
  package init(name: String, document: some VersionedDocument) {
    self.name = name
    bytes = Array(document.text().utf8)
    diskDigest = nil
    diskCount = bytes.count
    made = document
  }

  /// The document in the file.
  ///
  /// - Throws: ``InputFaults`` if the file holds no such document.
  package func document<Document: VersionedDocument>(_ type: Document.Type) throws(InputFaults) -> Document {
    if let made = made as? Document { return made }
    return try Document(json: try text(), file: name)
  }

  /// The content as text.
  ///
  /// - Throws: ``EvidenceError`` if it is not UTF-8.
  package func text() throws(EvidenceError) -> String {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw EvidenceError(InputFault(.syntax, file: name, reason: "not UTF-8 text; save it as UTF-8"))
    }
    return text
  }
}

/// The files that one case's report is made from; only the clinical record is needed.
package struct CaseSources: Sendable {
  /// The clinical record, YAML or JSON.
  package var record: SourceFile
  /// The JSON of a screen.
  package var screen: SourceFile?
  /// The JSON of a screen of the same person's RNA: its messages are shown, its calls only if nothing else has any.
  package var rna: SourceFile?
  /// A VCF instead of it, plain text.
  package var vcf: SourceFile?
  /// The sample of the VCF to read, if it has not the name of the case.
  package var vcfSample: String?
  /// assay.json.
  package var assay: SourceFile?
  /// Further screens of the person's DNA: nothing is judged by them, their names and genotypes are compared.
  package var repeats: [SourceFile] = []
  /// Names of the case's samples and lines that somebody else than the record vouches for, such as a cohort's sheet. Those
  /// of a kind count where the record itself names none of that kind.
  package var names = CaseRecord.Identity()
  /// Sample names of VCFs that several cases have, as programs write them (`SAMPLE`, `default`): they are of no person.
  package var genericSamples: Set<String> = []
  /// Lines of tables that several cases share, each another case's: that this case's tables do not describe them is no fault.
  package var linesElsewhere: Set<String> = []
  /// Faults of identity that somebody else found, such as those of a cohort's sheet.
  package var identityFaults: [InputFault] = []
  /// Whether the report is made although names or genotypes say that its parts are of two persons.
  package var allowsIdentityMismatch = false
  /// The tables of bone density that the record names, in its order.
  package var dxa: [SourceFile] = []
  /// The JSON of the report that this one takes the place of.
  package var previous: SourceFile?
  /// Files that other cases may share.
  package var shared: SharedSources

  /// Sources with a record only.
  package init(record: SourceFile, shared: SharedSources = SharedSources()) {
    self.record = record
    self.shared = shared
  }

  /// Reads the tables of bone density that a record names.
  ///
  /// - Parameters:
  ///   - path: the record's own path, which its names are relative to.
  ///   - read: reads the file at a path.
  package mutating func readDensities<Failure: Error>(
    recordPath path: String, _ read: (String) throws(Failure) -> SourceFile
  ) throws(Failure) {
    dxa = try SourceFile.densityTables(record, path: path).map(read)
  }
}

extension SourceFile {
  /// The paths of the tables of bone density that a record names; none if it cannot be read, which its report says.
  package static func densityTables(_ record: SourceFile, path: String) -> [String] {
    guard let text = try? record.text(), let names = try? CaseRecord(text: text, file: record.name).dxa else {
      return []
    }
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    return names.map { $0.hasPrefix("/") ? $0 : folder + $0 }
  }
}

/// The genes, and files that evidence takes from outside: the same for every case of a cohort.
package struct SharedSources: Sendable {
  /// The genes whose variants are judged.
  package var genes = GeneCatalog.embedded
  /// A pack of knowledge, and its file; without one what is embedded is used.
  package var knowledge: LoadedKnowledge?
  package var knowledgeFile: SourceFile?
  /// Who the laboratory is, YAML.
  package var laboratory: SourceFile?
  /// ClinVar-like VCFs, plain text.
  package var known: [SourceFile] = []
  /// Predictor scores.
  package var scores: SourceFile?
  /// The laboratory's controls.
  package var validation: SourceFile?

  /// None.
  package init() {}
}

/// Makes reports.
package enum CaseReporter {
  /// Reads the files and joins them.
  ///
  /// - Parameters:
  ///   - version: program and version, as `collagen --version` prints it.
  ///   - date: when the report is issued, or `nil`.
  /// - Throws: ``EvidenceError`` with every fault of every file.
  package static func report(
    _ sources: CaseSources, version: String, date: TimeStamp? = nil
  ) throws(EvidenceError) -> CaseReport {
    var faults: [InputFault] = []
    func read<Value>(_ file: SourceFile?, _ parse: (SourceFile) throws(EvidenceError) -> Value) -> Value? {
      guard let file else { return nil }
      do throws(EvidenceError) {
        return try parse(file)
      } catch {
        faults += error.faults
        return nil
      }
    }
    let record = read(sources.record) { file throws(EvidenceError) in
      var record = try CaseRecord(text: file.text(), file: file.name)
      guard record.dxa.count == sources.dxa.count else {
        throw EvidenceError(.missing, file: file.name, place: "dxa", reason: "the tables named there were not read")
      }
      try record.addDensities(sources.dxa.map { ($0.name, $0.bytes) })
      return record
    }
    var screen = read(sources.screen) { file throws(EvidenceError) in
      try file.screen(sources.shared.genes, version: version)
    }
    var vcf: VCFCase?
    if sources.screen == nil {
      vcf = read(sources.vcf) { file throws(EvidenceError) in
        try VCFCase(
          file.bytes, file: file.name, names: record.map { sampleNames($0, sources.names) } ?? [],
          sample: sources.vcfSample, genes: sources.shared.genes)
      }
    }
    let rna = read(sources.rna) { file throws(EvidenceError) in try rnaScreen(file, sources.shared.genes, version) }
    let repeats = sources.repeats.compactMap { file in
      read(file) { file throws(EvidenceError) in
        (document: try file.screen(sources.shared.genes, version: version), file: file.name, namesSample: true)
      }
    }
    let judged = screen
    // Without a screen of DNA the calls of the RNA are the only ones.
    if sources.screen == nil, sources.vcf == nil { screen = rna }
    let assay = read(sources.assay) { file throws(EvidenceError) in
      try AssayFinding(
        json: file.text(), file: file.name, lines: record.map { $0.names(or: sources.names) } ?? [])
    }
    var inputs = AssessmentInputs(genes: sources.shared.genes)
    inputs.splicePredictor = .embedded
    inputs.issued = date?.date
    var known = sources.shared.knowledge?.known ?? .embedded(GenomicLocator(genes: sources.shared.genes))
    for file in sources.shared.known {
      do throws(InputFaults) {
        try known.add(vcf: file.bytes, file: file.name)
      } catch {
        faults += error.faults
      }
    }
    inputs.known = known.isEmpty ? nil : known
    inputs.tables = sources.shared.knowledge?.tables ?? []
    inputs.scores = read(sources.shared.scores) { file throws(EvidenceError) in
      try PredictorScores(text: file.text(), file: file.name, genes: sources.shared.genes)
    }
    for own in sources.shared.knowledge?.ownScores ?? [] {
      let scores = read(SourceFile(name: own.file, bytes: own.text)) { file throws(EvidenceError) in
        try PredictorScores(text: file.text(), file: file.name, genes: sources.shared.genes)
      }
      inputs.scores =
        scores.map { (inputs.scores ?? PredictorScores(genes: sources.shared.genes)).adding($0) } ?? inputs.scores
    }
    inputs.controls = read(sources.shared.validation) { file throws(EvidenceError) in
      try ControlCounts(text: file.text(), file: file.name)
    }
    let laboratory = read(sources.shared.laboratory) { file throws(EvidenceError) in
      try Laboratory(text: file.text(), file: file.name)
    }
    guard let record else { throw EvidenceError(faults) }
    let assembly = (screen ?? vcf?.screen)?.assembly ?? .grch38
    let named = FamilyVariant(record, genes: sources.shared.genes, assembly: assembly)
    if let fault = named?.fault(in: sources.record.name) { faults.append(fault) }
    let earlier = read(sources.previous) { file throws(EvidenceError) in
      try EarlierReport(file, id: record.id, date: date)
    }
    var parts = CaseParts(id: record.id, names: record.names(or: sources.names))
    if let judged = judged ?? vcf?.screen, let file = sources.screen ?? sources.vcf {
      parts.screens = [(judged, file.name, sources.screen != nil || file.isVCFOfSamples)]
    }
    parts.screens += repeats
    parts.rna = rna.flatMap { rna in sources.rna.map { (rna, $0.name) } }
    parts.assay = assay.flatMap { assay in sources.assay.map { (assay, $0.name, $0.assayTables) } }
    parts.genericSamples = sources.genericSamples
    let own = parts.identity()
    let identity = (parts: own.parts, faults: sources.identityFaults + own.faults)
    if !sources.allowsIdentityMismatch { faults += identity.faults }
    guard faults.isEmpty else { throw EvidenceError(faults) }
    var assessment = CaseAssessment(
      record: record, screen: screen, vcf: vcf, assay: assay, rna: rna, inputs: inputs)
    if let screen = judged ?? vcf?.screen ?? rna, let doubt = earlier?.identityDoubt(beside: screen) {
      assessment.addIdentityDoubt(doubt)
    }
    var report = CaseReport(
      assessment: assessment, version: version, inputs: files(sources), controls: inputs.controls,
      known: inputs.known, knowledge: sources.shared.knowledge, laboratory: laboratory,
      identity: CaseIdentity(parts: identity.parts, alarms: identity.faults, grounds: parts.grounds()),
      date: date)
    let beside = (sources.screen == nil && sources.vcf == nil ? [] : parts.rna.map { [$0] } ?? [])
    report.warningsBeside =
      (beside.map { ($0.0, $0.1) } + repeats.map { ($0.document, $0.file) })
      .flatMap { screen, file in screen.warnings.map { "\(file): \($0)" } }
    report.assayWarnings = sources.assay?.assayWarnings(withoutLines: sources.linesElsewhere) ?? []
    report.scoreRemarks = inputs.scores?.remarks ?? []
    report.reissue = earlier.map { Reissue($0, now: report) }
    return report
  }

  private static func rnaScreen(
    _ file: SourceFile, _ genes: GeneCatalog, _ version: String
  ) throws(EvidenceError) -> ScreenDocument {
    let rna = try file.screen(genes, version: version)
    guard rna.rna != nil else {
      throw EvidenceError(
        InputFault(
          .invalidValue, file: file.name, place: "rna", reason: "not a screen of RNA (collagen screen --molecule rna)"))
    }
    return rna
  }

  /// The names that a sample of the case's DNA may have.
  private static func sampleNames(_ record: CaseRecord, _ given: CaseRecord.Identity) -> [String] {
    [record.id] + (record.identity.samples.isEmpty ? given.samples : record.identity.samples)
  }

  private static func files(_ sources: CaseSources) -> [CaseInputFile] {
    var all: [(String, SourceFile?)] = [
      ("case", sources.record)
    ]
    all += sources.dxa.map { ("dxa", $0) }
    all += [
      ("screen", sources.screen), ("rna", sources.rna),
      ("vcf", sources.screen == nil ? sources.vcf : nil),
      ("assay", sources.assay),
    ]
    all += sources.repeats.map { ("screen", $0) }
    let shared = sources.shared
    all += [("lab", shared.laboratory), ("knowledge", shared.knowledgeFile)]
    all += shared.known.map { ("known", $0) } + [("scores", shared.scores), ("validation", shared.validation)]
    all.append((CaseInputFile.previousRole, sources.previous))
    return all.compactMap { role, file in file.map { CaseInputFile(role: role, file: $0) } }
  }

  /// The output files by name, the JSON last as the one that says the report is whole.
  ///
  /// - Parameter exports: forms for other programs that are wanted too.
  /// - Throws: the template engine's error if the built-in template does not parse, which a test rules out.
  package static func files(
    _ report: CaseReport, exports: [CaseExport] = []
  ) throws -> [(name: String, text: String)] {
    let stem = fileStem(report.id)
    return [
      (pageName(report.id), try CaseReportHTML.text(report)), (stem + ".report.txt", CaseReportText.text(report)),
      (stem + ".phenopacket.json", Phenopacket.text(report)),
    ] + exports.map { (stem + $0.suffix, $0.text(report)) } + [(stem + ".report.json", CaseReportJSON.text(report))]
  }

  /// The name of the page of a case.
  package static func pageName(_ id: String) -> String { fileStem(id) + ".report.html" }

  /// An id as the stem of file names: letters, digits, point, dash and underscore; all else becomes an underscore.
  package static func fileStem(_ id: String) -> String {
    var stem = ""
    for scalar in id.unicodeScalars.prefix(100) {
      let isSafe = scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
      stem.unicodeScalars.append(isSafe || scalar == "." || scalar == "-" || scalar == "_" ? scalar : "_")
    }
    if stem.isEmpty || stem.hasPrefix(".") || stem.hasPrefix("-") { stem = "_" + stem }
    return stem
  }
}

extension SourceFile {
  /// Whether the header of a VCF names samples: columns after FORMAT, the ninth.
  var isVCFOfSamples: Bool {
    var line: ArraySlice<UInt8> = bytes[...]
    while line.starts(with: "##".utf8), let end = line.firstIndex(of: UInt8(ascii: "\n")) { line = line[(end + 1)...] }
    guard line.starts(with: "#CHROM".utf8) else { return false }
    return line.prefix { $0 != UInt8(ascii: "\n") }.count { $0 == UInt8(ascii: "\t") } >= 9
  }
}

extension CaseInputFile {
  /// An input with its digest as it lies on disk.
  init(role: String, file: SourceFile) {
    self.init(role: role, name: file.name, bytes: file.bytes, diskDigest: file.diskDigest, diskCount: file.diskCount)
  }
}
