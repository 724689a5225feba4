// Hostile names of lines, plates and samples through the four files of an assay: nothing active, the same values back.

import AssayReport
import ExportAssay
import Foundation
import Testing
import Documents
import DocumentsYAML

@testable import CaseReporting
@testable import Evidence

@Suite struct HostileAssayTests {
  private static let tags = HTMLCheck.tags.union([
    "thead", "tbody", "details", "summary", "polyline", "polygon",
  ])
  private static let attributes = HTMLCheck.attributes.union(["points", "transform"])

  /// A table of the glycine case with its line and plate renamed.
  private static func table(_ name: String, line: String, plate: String) throws -> [UInt8] {
    func quoted(_ text: String) -> String { "\"" + text.replacing("\"", with: "\"\"") + "\"" }
    let text = String(decoding: try fixture("glycine/assay/" + name).bytes, as: UTF8.self)
    let rows = text.split(separator: "\n").map { row in
      row.split(separator: ",", omittingEmptySubsequences: false).map { cell in
        switch cell {
        case "glycine": quoted(line)
        case "P88": quoted(plate)
        case "glycine-1-medium": quoted(line + "-1")
        default: String(cell)
        }
      }.joined(separator: ",")
    }
    return Array((rows.joined(separator: "\n") + "\n").utf8)
  }

  @Test func namesOfAnAssayComeBackAndThePageIsInert() throws {
    var generator = HostileTextTests.Generator(state: 23)
    var read = 0
    for round in 0..<HostileTextTests.rounds / 2 {
      let line = "n" + HostileTextTests.text(&generator)
      let plate = HostileTextTests.text(&generator)
      let inputs = try ["glycine.cultures.csv", "glycine.plate.csv"].map {
        (
          name: HostileTextTests.text(&generator) + ".csv",
          bytes: try HostileAssayTests.table($0, line: line, plate: plate)
        )
      }
      let result: AssayResult
      do { result = try AssayRun.run(inputs: inputs) } catch { continue }
      read += 1
      try check(try AssayReport.files(result), line: line, round: round)
    }
    #expect(read * 5 > HostileTextTests.rounds / 2, "only \(read) were read")
  }

  private func check(_ files: [(name: String, bytes: [UInt8])], line: String, round: Int) throws {
    for file in files {
      let text = String(decoding: file.bytes, as: UTF8.self)
      if file.name.hasSuffix(".html") {
        let faults = HTMLCheck.faults(text, tags: HostileAssayTests.tags, attributes: HostileAssayTests.attributes)
        #expect(faults.isEmpty, "round \(round): \(faults.first ?? "")")
      } else if file.name.hasSuffix(".json") {
        let lines = try DocumentNode.parse(text, file: file.name)["lines"]?.elements ?? []
        #expect(lines.contains { $0["line"]?.text == line.trimmingBlanks }, "round \(round): the line of the JSON")
      } else {
        let rows = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        let columns = rows.first?.split(separator: "\t", omittingEmptySubsequences: false).count
        let cells = rows.map { $0.split(separator: "\t", omittingEmptySubsequences: false) }
        #expect(cells.allSatisfy { $0.count == columns }, "round \(round): the columns of \(file.name)")
        #expect(
          cells.joined().allSatisfy { !"=+@".contains($0.first ?? "n") }, "round \(round): a formula in \(file.name)")
        if file.name == "lines.tsv" {
          #expect(cells.contains { $0[0] == TSV.cell(line.trimmingBlanks) }, "round \(round): the line of lines.tsv")
        }
      }
    }
  }
}
