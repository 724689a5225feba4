// Slips in gels and pulse-chases that leave the tables well formed are said; right tables say nothing.

import Documents
import Foundation
import Testing
import TypeICollagen

@testable import ExportAssay

@Suite struct ConsistencyTests {
  private typealias Row = [String: String]

  private static func text(_ columns: [String], _ rows: [Row]) -> [UInt8] {
    let lines = [columns] + rows.map { row in columns.map { row[$0] ?? "" } }
    return Array((lines.map { $0.joined(separator: ",") }.joined(separator: "\n") + "\n").utf8)
  }

  private static let gelColumns = [
    "gel_id", "lane", "line_id", "role", "bio_rep", "fraction", "label", "band", "volume", "rf",
  ]

  /// Five lines in two lanes each.
  private static let gel: [Row] = {
    var rows: [Row] = []
    for (k, line) in ["C1", "C2", "F1", "C3", "C4", "C1", "C2", "F1", "C3", "C4"].enumerated() {
      for (band, volume, rf) in [("alpha1_I", 2000 + 30 * k, 0.41), ("alpha2_I", 1000 + 9 * k, 0.455)] {
        rows.append([
          "gel_id": "G", "lane": "\(k + 1)", "line_id": line, "role": line == "F1" ? "case" : "control",
          "bio_rep": k < 5 ? "1" : "2", "fraction": "medium", "label": "14C-Pro", "band": band, "volume": "\(volume)",
          "rf": "\(rf)",
        ])
      }
    }
    return rows
  }()

  private static func said(_ name: String, _ columns: [String], _ rows: [Row]) throws -> [String] {
    try AssayRun.run(inputs: [(name, text(columns, rows))]).warnings.map(\.message)
  }

  @Test func gels() throws {
    let right = Set(try Self.said("b.csv", Self.gelColumns, Self.gel))
    let slips: [(words: String, row: Int, change: (inout Row) -> Void)] = [
      ("times as strong as in the other lanes", 4, { $0["volume"] = "20600" }),
      ("in its lanes; check their volumes", 5, { $0["volume"] = "310" }),
      ("check rf", 4, { $0["rf"] = "0.205" }), ("check rf", 4, { $0["rf"] = "0.40" }),
      ("the lane holds line", 4, { $0["line_id"] = "C9" }),
      ("do not stand together", 5, { $0["lane"] = "11" }),
      ("do not stand together", 4, { $0["fraction"] = "cell_layer" }),
    ]
    for slip in slips {
      var rows = Self.gel
      slip.change(&rows[slip.row])
      let more = Set(try Self.said("b.csv", Self.gelColumns, rows)).subtracting(right)
      #expect(more.contains { $0.contains(slip.words) }, "\(slip.words): \(more)")
    }
    #expect(!right.contains { $0.contains("check") || $0.contains("wrong") || $0.contains("together") }, "\(right)")
  }

  private static let chaseColumns = [
    "experiment_id", "line_id", "role", "chase_min", "fraction", "counts", "count_unit", "efficiency",
  ]

  private static let chase: [Row] = {
    var rows: [Row] = []
    for (line, halfLife) in [("C1", 30.0), ("C2", 34), ("C3", 38), ("F1", 90)] {
      for time in [0, 10, 20, 40, 80, 160] {
        let out = 0.92 * (1 - exp2(-Double(time) / halfLife))
        for (fraction, part) in [("cell_layer", 1 - out), ("medium", out)] {
          rows.append([
            "experiment_id": "E", "line_id": line, "role": line == "F1" ? "case" : "control", "chase_min": "\(time)",
            "fraction": fraction, "counts": "\((22 + 9000 * part).rounded())", "count_unit": "cpm", "efficiency": "0.9",
          ])
        }
      }
    }
    return rows
  }()

  @Test func chases() throws {
    let right = Set(try Self.said("c.csv", Self.chaseColumns, Self.chase))
    // Rows of F1: 36 on; even ones are cells, odd ones medium; 40 min is 42 and 43.
    let slips: [(words: String, change: (inout [Row]) -> Void)] = [
      (
        "are the fractions exchanged",
        { rows in
          for k in 36..<48 { rows[k]["fraction"] = rows[k]["fraction"] == "medium" ? "cell_layer" : "medium" }
        }
      ),
      ("times what they hold beside it", { $0[42]["counts"] = "66000" }),
      ("times what they hold beside it", { $0[46]["efficiency"] = "0.09" }),
      ("label does not leave the medium", { $0[45]["counts"] = "900" }),
      ("that no other series", { rows in for k in [46, 47] { rows[k]["chase_min"] = "1600" } }),
    ]
    for slip in slips {
      var rows = Self.chase
      slip.change(&rows)
      let more = Set(try Self.said("c.csv", Self.chaseColumns, rows)).subtracting(right)
      #expect(more.contains { $0.contains(slip.words) }, "\(slip.words): \(more)")
    }
    #expect(!right.contains { $0.contains("check") || $0.contains("right?") }, "\(right)")
  }
}
