// samples.tsv, the columns of lines.tsv, and checks whose verdict agrees with their range.

import AssayReport
import Documents
import Testing

@testable import ExportAssay

@Suite struct SampleTableTests {
  private func tables() throws -> (result: AssayResult, samples: [[String]], lines: [[String]]) {
    let result = try AssayRun.run(
      inputs: ["cultures.csv", "plate.csv"].map { ($0, try Fixture.bytes("readers/" + $0)) })
    let files = try AssayReport.files(result, version: "9")
    func rows(_ name: String) throws -> [[String]] {
      let text = String(decoding: try #require(files.first { $0.name == name }).bytes, as: UTF8.self)
      return text.split(separator: "\n").map {
        $0.split(separator: "\t", omittingEmptySubsequences: false).map { String($0) }
      }
    }
    return (result, try rows("samples.tsv"), try rows("lines.tsv"))
  }

  @Test func samples() throws {
    let (result, rows, _) = try tables()
    let header = try #require(rows.first)
    func column(_ name: String) throws -> Int { try #require(header.firstIndex(of: name)) }
    #expect(rows.count == 1 + 24)
    for row in rows.dropFirst() {
      let wells = result.plates[0].wells.filter { $0.well.sample == row[header.firstIndex(of: "sample_id") ?? 0] }
      let mean = try #require(Double(row[column("mean")]))
      let values = wells.compactMap(\.sampleConcentration)
      #expect(values.count == 2 && abs(mean / ((values[0] + values[1]) / 2) - 1) < 1e-5)
      #expect(try row[column("wells_used")] == "2" && row[column("unit")] == "ng/mL")
      let (low, high) = (try #require(Double(row[column("low")])), try #require(Double(row[column("high")])))
      #expect(low < mean && mean < high && high / low < 2)
    }
  }

  @Test func intervalsOfLines() throws {
    let (_, _, rows) = try tables()
    let header = try #require(rows.first)
    for name in ["synthesis_pct_control", "export_pct_control", "secreted_pct_control"] {
      let places = try [name + "_low", name, name + "_high"].map { try #require(header.firstIndex(of: $0)) }
      for row in rows.dropFirst() {
        let values = places.compactMap { Double(row[$0]) }
        #expect(values.count == 3 && values == values.sorted() && values[0] < values[2], "\(row[0]) \(name)")
      }
    }
  }

  /// A check holds exactly where its value lies in its range.
  @Test func checks() throws {
    for name in ["study/plate.csv", "formats/plate.csv", "vendor/softmax_elisatools_assay_2.txt"] {
      let result = try AssayRun.run(inputs: [(name, try Fixture.bytes(name))])
      for check in result.plates.flatMap(\.checks) where check.value.isFinite {
        #expect(
          check.passes == check.limits.contains(check.value), "\(name): \(check.kind) \(check.subject) \(check.value)")
      }
    }
  }
}
