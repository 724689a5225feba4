// Lanes that are not alike: exposures, backgrounds, treatments.

import Documents
import Testing
import TypeICollagen

@testable import ExportAssay

@Suite struct UnlikeLaneTests {
  private static let lines = ["C1", "C2", "C3", "C4", "F1"]

  private static func run(_ change: (inout [String: String]) -> Void) throws -> AssayResult {
    var cultures = "line_id,role,bio_rep,label_hours,medium_ml,cell_layer_ml,dna_ug\n"
    let columns = [
      "gel_id", "lane", "line_id", "role", "bio_rep", "fraction", "reduced", "treatment", "label", "band", "volume",
      "background", "exposure_s", "loading", "loading_unit",
    ]
    var bands = columns.joined(separator: ",") + "\n"
    var lane = 0
    for (k, line) in lines.enumerated() {
      let role = line == "F1" ? "case" : "control"
      for rep in 1...2 {
        cultures += "\(line),\(role),\(rep),24,2,0.5,3\n"
        for fraction in ["medium", "cell_layer"] {
          lane += 1
          for (band, part) in [("alpha1_I", 2), ("alpha2_I", 1)] {
            let volume = 100 + part * ((fraction == "medium" ? 900 : 100) + 7 * ((3 * k + rep) % 5))
            var row = [
              "gel_id": "G1", "lane": String(lane), "line_id": line, "role": role, "bio_rep": String(rep),
              "fraction": fraction, "reduced": "1", "treatment": "pepsin", "label": "14C-Pro", "band": band,
              "volume": String(volume), "background": "20", "exposure_s": "600", "loading": "20", "loading_unit": "uL",
            ]
            change(&row)
            bands += columns.map { row[$0] ?? "" }.joined(separator: ",") + "\n"
          }
        }
      }
    }
    return try AssayRun.run(inputs: [("c.csv", Array(cultures.utf8)), ("b.csv", Array(bands.utf8))])
  }

  private static func said(_ result: AssayResult, _ words: String) -> Bool {
    result.warnings.contains { $0.message.contains(words) }
  }

  @Test func alike() throws {
    let result = try Self.run { _ in }
    for words in ["exposed", "background", "treated"] { #expect(!Self.said(result, words), "\(result.warnings)") }
    #expect(result.lines.last?.secretionPercent.isFinite == true)
  }

  /// The cell layer of the case exposed ten times as long: not one figure comes from it.
  @Test func exposures() throws {
    let result = try Self.run { row in
      guard row["line_id"] == "F1", row["fraction"] == "cell_layer" else { return }
      row["exposure_s"] = "6000"
      row["volume"] = row["volume"].flatMap { Int($0) }.map { String(20 + 10 * ($0 - 20)) }
    }
    #expect(Self.said(result, "exposed for 600 s and 6000 s"), "\(result.warnings)")
    let line = try #require(result.lines.first { $0.line == "F1" })
    #expect(line.secretion.value.isNaN && line.verdict?.name == .indeterminate)
  }

  /// An exposure that is not said is no other one: the figures stay, and it is told.
  @Test func exposureNotSaid() throws {
    let whole = try #require(try Self.run { _ in }.lines.first { $0.line == "F1" })
    // Empty for a line's band, a line's medium, and one band of every lane.
    let places: [[String: String]] = [
      ["line_id": "F1", "band": "alpha2_I"], ["line_id": "F1", "fraction": "medium"], ["band": "alpha2_I"],
    ]
    for place in places {
      let result = try Self.run { row in
        if place.allSatisfy({ row[$0.key] == $0.value }) { row["exposure_s"] = "" }
      }
      let line = try #require(result.lines.first { $0.line == "F1" })
      #expect(line.secretion.value == whole.secretion.value && line.verdict?.name == whole.verdict?.name)
      #expect(Self.said(result, "without exposure_s"), "\(result.warnings)")
    }
  }

  /// All lanes of a line exposed longer: it shares no gel with a control.
  @Test func exposureOfOneLine() throws {
    let result = try Self.run { row in if row["line_id"] == "F1" { row["exposure_s"] = "1200" } }
    let line = try #require(result.lines.first { $0.line == "F1" })
    #expect(line.flags.contains(.batchConfounded) && Self.said(result, "exposed for 600 s and 1200 s"))
    #expect(line.synthesis.value.isFinite && line.synthesisPercent.isNaN && line.secretionPercent.isNaN)
    #expect(line.secreted.percent.isNaN && line.verdict?.name == .indeterminate)
    #expect(Self.said(result, "no control is on its gel 'G1, 1200 s'"), "\(result.warnings)")
    // Volumes and backgrounds twice as large are no odd ones among lanes that were exposed half as long.
    let strong = try Self.run { row in
      guard row["line_id"] == "F1" else { return }
      row["exposure_s"] = "6000"
      for column in ["volume", "background"] {
        row[column] = row[column].flatMap { Int($0) }.map { String(10 * $0) }
      }
    }
    #expect(!Self.said(strong, "times as strong") && !Self.said(strong, "the background of band"), "\(strong.warnings)")
  }

  /// A gel without a control, one of two dishes alone, and a control alone: what remains is compared.
  @Test func alone() throws {
    let gel = try Self.run { row in if row["line_id"] == "F1" { row["gel_id"] = "G2+b" } }
    #expect(try #require(gel.lines.last).synthesisPercent.isNaN && Self.said(gel, "no control is on its gel 'G2+b'"))
    let shared = try Self.run { row in
      if row["line_id"] == "F1" || row["line_id"] == "C1" || row["line_id"] == "C2" { row["gel_id"] = "G2+b" }
    }
    #expect(
      try #require(shared.lines.last).synthesisPercent.isFinite && !Self.said(shared, "on its gel"),
      "\(shared.warnings)")
    let whole = try #require(try Self.run { _ in }.lines.last)
    let dish = try Self.run { row in
      guard row["line_id"] == "F1", row["bio_rep"] == "2" else { return }
      row["exposure_s"] = "6000"
      row["volume"] = row["volume"].flatMap { Int($0) }.map { String(20 + 10 * ($0 - 20)) }
    }
    let line = try #require(dish.lines.last)
    #expect(abs(line.synthesisPercent / whole.synthesisPercent - 1) < 0.1, "\(line.synthesisPercent)")
    #expect(Self.said(dish, "1 of its 2 dishes are not compared"), "\(dish.warnings)")
    let control = try Self.run { row in
      guard row["line_id"] == "C2" else { return }
      row["exposure_s"] = "6000"
      row["volume"] = row["volume"].flatMap { Int($0) }.map { String(20 + 10 * ($0 - 20)) }
    }
    #expect(abs(try #require(control.lines.last).synthesisPercent / whole.synthesisPercent - 1) < 0.1)
    #expect(Self.said(control, "line 'C2': no other line is on its gel"), "\(control.warnings)")
  }

  @Test func backgrounds() throws {
    let bare = try Self.run { row in if row["line_id"] == "F1" { row["background"] = "" } }
    #expect(Self.said(bare, "has no background"), "\(bare.warnings)")
    let high = try Self.run { row in
      if row["line_id"] == "F1", row["fraction"] == "medium" { row["background"] = "600" }
    }
    #expect(Self.said(high, "30 times that of most bands"), "\(high.warnings)")
    let none = try Self.run { row in row["background"] = "" }
    #expect(!Self.said(none, "background"), "\(none.warnings)")
  }

  @Test func treatments() throws {
    for change in [["treatment": ""], ["reduced": "0"], ["treatment": "none"]] {
      let result = try Self.run { row in if row["line_id"] == "F1" { row.merge(change) { $1 } } }
      #expect(Self.said(result, "were treated otherwise"), "\(result.warnings)")
    }
  }
}
