// What the tests of the case report share: paths, snapshots, and the assay of a case from its tables.

import AssayReport
import Evidence
import ExportAssay
import Foundation
import Testing

@testable import CaseReporting

/// The version that snapshots carry.
let testVersion = "collagen test"

/// A path in the repository.
func repository(_ path: String) -> String {
  "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/") + "/" + path
}

/// A file below fixtures/cases.
func fixture(_ path: String) throws -> SourceFile {
  let data = try Data(contentsOf: URL(fileURLWithPath: repository("fixtures/cases/" + path)))
  return SourceFile(name: path.split(separator: "/").last.map(String.init) ?? path, bytes: Array(data))
}

/// assay.json of some tables.
func assayJSON(_ paths: [String]) throws -> String {
  let inputs = try paths.map { path in
    let data = try Data(contentsOf: URL(fileURLWithPath: path))
    return (name: path.split(separator: "/").last.map(String.init) ?? path, bytes: Array(data))
  }
  let files = try AssayReport.files(try AssayRun.run(inputs: inputs))
  let json = try #require(files.first { $0.name == "assay.json" })
  return String(decoding: json.bytes, as: UTF8.self)
}

/// The made-up case of a glycine substitution with everything that a report can be given.
func glycineSources() throws -> CaseSources {
  var sources = CaseSources(record: try fixture("glycine/case.yaml"))
  sources.screen = try fixture("glycine/glycine.screen.json")
  sources.assay = try fixture("glycine/glycine.assay.json")
  sources.known = [try fixture("glycine/known.vcf")]
  sources.scores = try fixture("glycine/scores.tsv")
  sources.validation = try fixture("glycine/validation.tsv")
  return sources
}

/// Compares a text with a committed file; COLLAGEN_RECORD_SNAPSHOTS=1 writes it anew, and a missing one fails once.
func expectSnapshot(_ text: String, _ path: String) throws {
  let file = repository("fixtures/cases/" + path)
  let isRecording = ProcessInfo.processInfo.environment["COLLAGEN_RECORD_SNAPSHOTS"] == "1"
  guard !isRecording, let old = try? String(contentsOfFile: file, encoding: .utf8) else {
    try FileManager.default.createDirectory(
      atPath: (file as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try text.write(toFile: file, atomically: true, encoding: .utf8)
    if !isRecording { Issue.record("the snapshot \(path) was missing and has been written") }
    return
  }
  #expect(old == text, "\(path) differs; COLLAGEN_RECORD_SNAPSHOTS=1 records it anew")
}
