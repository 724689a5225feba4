// A whole synthetic study from tables to the four files.

import Foundation
import Numerics
import Documents
import TypeICollagen
import Testing

@testable import AssayReport
@testable import ExportAssay

@Suite struct StudyTests {
  static let names = [
    "cultures", "plate", "bands", "lane_profile", "pulse_chase", "tm", "collagenase", "hydroxyproline",
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
      for file in try AssayReport.files(result) {
        try Data(file.bytes).write(to: URL(filePath: folder).appending(path: file.name))
      }
    }
  }

  @Test func sameBytesTwice() throws {
    let first = try AssayReport.files(try Self.result())
    let second = try AssayReport.files(try Self.result())
    for (a, b) in zip(first, second) { #expect(a.bytes == b.bytes, "\(a.name)") }
  }

  /// Damaged tables of every kind, extreme numbers included: an error or a report, never a trap.
  @Test func damagedTables() throws {
    var random = RandomSource(seed: 21)
    let words = [
      "1e300", "-1e300", "0", "-1", "nan", "", "x", "1e-9223372036854775808", "99999999999999999999", "<b>", "=1+1",
      "NA",
    ]
    var texts: [String: [String]] = [:]
    for name in Self.names {
      let text = String(decoding: try Fixture.bytes("study/\(name).csv"), as: UTF8.self)
      let lines = text.split(separator: "\n").map(String.init)
      texts[name] = Array(lines.prefix(name == "plate" ? 60 : 40))
    }
    var failures = 0
    for name in Self.names {
      for _ in 0..<6 {
        var lines = texts[name] ?? []
        for _ in 0..<(1 + random.below(3)) {
          let k = 1 + random.below(lines.count - 1)
          var cells = lines[k].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
          cells[random.below(cells.count)] = words[random.below(words.count)]
          lines[k] = cells.joined(separator: ",")
        }
        var inputs = [(name: name + ".csv", bytes: Array(lines.joined(separator: "\n").utf8))]
        if name == "cultures" {
          inputs.append(("plate.csv", Array((texts["plate"] ?? []).joined(separator: "\n").utf8)))
        }
        do {
          let files = try AssayReport.files(try AssayRun.run(inputs: inputs))
          #expect(files.count == 5)
          let page = String(decoding: try #require(files.first { $0.name == "assay.html" }).bytes, as: UTF8.self)
          #expect(!page.contains("<b>"))
        } catch let error as InputFaults {
          failures += 1
          #expect(!error.file.isEmpty)
        }
      }
    }
    #expect(failures > 5)
  }
}
