// Whether a case is what its inputs and options give: digests of what it is made from, and cases that another run has finished.

import CaseReporting
import Digests
import Documents
import Evidence
import Reporting
import SequenceIO
import TypeICollagen

extension Cohort {
  /// A case that another run has finished: its reads need not be there, everything else must be what it was made from.
  func gathered(_ row: CohortSheet.Row) throws -> CohortEntry {
    let folder = folder(row)
    func fault(_ reason: String) -> any Error {
      // The run that could not work it out has said why.
      if let told = CohortFailures.read(case: row.id, in: options.output) { return CohortFailures.Told(reason: told) }
      return EvidenceError(
        InputFault(
          .missing, file: sheet.file, line: row.line, reason: reason, remedy: "work the case out again, then gather"))
    }
    let found = Manifest.find(in: folder)
    guard case .manifest = found else { throw fault("the case has no finished folder") }
    guard FolderCheck(folder: folder).isUnharmed else {
      throw fault("the case's folder is not what its manifest lists")
    }
    let kept = FileBytes.read(folder + "/inputs.sha256").map { String(decoding: $0, as: UTF8.self) }
    guard try digest(row, ListedInputs(found)).digest + "\n" == kept else {
      throw fault("the case was made from other inputs, with other options or by another version")
    }
    return CohortEntry(id: row.id, state: .kept, report: try report(row, existing(folder, row)))
  }

  /// Digests of the row's reads, and of those that a finished screen of RNA was made from.
  func readDigests(_ row: CohortSheet.Row) -> [(name: String, sha256: String)] {
    let files = row.reads1 + row.reads2 + (row.rnaScreen == nil ? row.rna : [])
    var listed = ListedInputs(options.part == .gathered ? Manifest.find(in: folder(row)) : .none)
    var found = files.compactMap { name in
      (listed.next(name)?.sha256 ?? digests.sha256(sheet.path(name))).map { (name: name, sha256: $0) }
    }
    if let finished = row.rnaScreen, let bytes = FileBytes.read(sheet.path(finished)),
      let node = try? DocumentNode.json(String(decoding: bytes, as: UTF8.self), file: finished)
    {
      found += (node["inputs"]?.elements ?? []).compactMap { input in
        guard let name = input["name"]?.text, let digest = input["sha256"]?.text else { return nil }
        return (name, digest)
      }
    }
    // An empty file is nobody's.
    return found.filter { $0.sha256 != SHA256.hexadecimal([]) }
  }

  /// A file of the sheet with its digest.
  ///
  /// - Parameter isReads: whether it holds reads, and so no result.
  /// - Throws: ``EvidenceError`` if it cannot be read, or is not what the manifest beside it lists.
  func input(_ relative: String, isReads: Bool) throws(EvidenceError) -> Manifest.File {
    let path = sheet.path(relative)
    guard let found = digests.summary(path) else {
      throw EvidenceError(InputFault(.missing, file: relative, reason: "the file cannot be read"))
    }
    func contents() -> [UInt8]? { isReads ? nil : try? WholeText.document(InputSource(path: path)).bytes }
    if let fault = Manifest.fault(ofFile: path, bytes: found.bytes, sha256: found.sha256, contents: contents) {
      throw EvidenceError(fault)
    }
    return Manifest.File(
      name: InputSource(path: relative).displayName, bytes: found.bytes, sha256: found.sha256)
  }

  /// The digest of everything that the case's result depends on, and the case's own files.
  ///
  /// - Parameter listed: what a finished folder says of its inputs; reads are taken from there.
  func digest(
    _ row: CohortSheet.Row, _ listed: ListedInputs = ListedInputs(.none)
  ) throws(EvidenceError) -> (digest: String, inputs: [Manifest.File]) {
    var inputs: [Manifest.File] = []
    var listed = listed
    let usual = screenOptions(row.id, .dna)
    var text = "\(version)\n\(usual.targetName) \(usual.assembly.rawValue)\n"
    text += "\(usual.calling) \(usual.controls.digest)\n"
    text += usual.target.regions.map { "\($0.gene) \($0.range) \($0.name)\n" }.joined()
    text += options.shared.genes.genes.map { "\($0.symbol) \($0.refget)\n" }.joined()
    text += RulePack.embedded.label + "\n" + ExpectedPatterns.embedded.label + "\n"
    let known: [SourceFile?] = options.shared.known.isEmpty ? [nil] : options.shared.known
    for file in known + [
      options.shared.knowledgeFile, options.shared.laboratory, options.shared.scores, options.shared.validation,
    ] {
      text += (file.map { $0.diskDigest ?? SHA256.hexadecimal($0.bytes) } ?? "-") + "\n"
    }
    text += "\(options.exports.map(\.rawValue)) \(options.date?.text ?? "")\n"
    // Written only where they are asked for, so that other cases stay what they are.
    if !row.confirm.isEmpty { text += "\(row.confirm)\n" }
    if !row.rna.isEmpty, row.rnaScreen == nil {
      let panel = screenOptions(row.id, .rna).splicingControls
      if panel.count > 0 { text += "\(panel.digest)\n" }
    }
    if let identifiers = usual.identifiers { text += "\(identifiers.description) \(usual.dropsSingletons)\n" }
    text += "\(row.sample ?? "")\t\(row.cellLine ?? "")\t\(options.allowsIdentityMismatch)\n"
    text += findings.of(row).text
    let densities = try row.clinical.map { name throws(EvidenceError) in
      SourceFile.densityTables(try source(name), path: name)
    }
    let groups =
      [row.reads1, row.reads2, row.assay, row.clinical.map { [$0] } ?? [], densities ?? [], row.rna]
      + (row.vcf.map { [[$0]] } ?? [])
    for (number, group) in groups.enumerated() {
      text += "\n"
      for name in group {
        let isRead = number < 2 || number == 5 && row.rnaScreen == nil
        if isRead, let file = listed.next(name) {
          inputs.append(file)
        } else {
          inputs.append(try input(name, isReads: isRead))
        }
        text += "\(name)\t\(inputs.last?.sha256 ?? "")\n"
      }
    }
    return (SHA256.hexadecimal(Array(text.utf8)), inputs)
  }
}
