// A whole synthetic study from tables to the four files.

import Foundation
import Testing

@testable import AssayReport
@testable import ExportAssay

@Suite struct StudyTests {
  static let names = [
    "cultures", "plate", "bands", "lane_profile", "pulse_chase", "tm", "dxa", "dxa_reference", "dxa_precision",
    "collagenase", "hydroxyproline",
  ]

  static func result() throws -> AssayResult {
    var options = AssayOptions()
    options.chains = [
      "alpha1_I": ChainComposition(prolines: 240, methionines: 7, mass: 95),
      "alpha2_I": ChainComposition(prolines: 206, methionines: 5, mass: 93),
      "alpha1_III": ChainComposition(prolines: 240, methionines: 8, mass: 97),
    ]
    return try AssayRun.run(
      inputs: try names.map { ($0 + ".csv", try Fixture.bytes("study/\($0).csv")) }, options: options)
  }

  @Test func classesOfTheStudy() throws {
    let result = try Self.result()
    let classes = Dictionary(uniqueKeysWithValues: result.lines.map { ($0.line, $0.verdict?.name) })
    #expect(classes["F17"] == .quantitative)
    #expect(classes["F18"] == .structural)
    #expect(classes["F19"] == .normal)
    #expect(result.warnings.isEmpty)
    if let folder = ProcessInfo.processInfo.environment["ASSAY_REPORT_DIR"] {
      for file in AssayReport.files(result) {
        try Data(file.bytes).write(to: URL(filePath: folder).appending(path: file.name))
      }
    }
  }

  @Test func sameBytesTwice() throws {
    let first = AssayReport.files(try Self.result())
    let second = AssayReport.files(try Self.result())
    for (a, b) in zip(first, second) { #expect(a.bytes == b.bytes, "\(a.name)") }
  }
}
