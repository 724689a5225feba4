// Sites of modification against controls, melting curves within their runs, bands of both fractions as amounts.

import Documents
import Numerics
import Testing
import TypeICollagen

@testable import ExportAssay

@Suite struct SiteTests {
  private static let header = "line_id,role,bio_rep,chain,residue,modification,occupancy_pct\n"

  private func run(_ rows: String) throws -> AssayResult {
    try AssayRun.run(inputs: [("s.csv", Array((Self.header + rows).utf8))])
  }

  /// Per cent may keep its sign, as a workbook shows it; a bare fraction beside such is refused, fractions of one dish are said.
  @Test func percentSigns() throws {
    func rows(_ first: String, _ second: String) -> String {
      (1...4).map {
        "C\($0),control,1,alpha1_I,99,hydroxylysine,\(first)\nC\($0),control,1,alpha1_I,174,hydroxylysine,\(second)\n"
      }
      .joined()
    }
    let signed = try run(rows("45 %", "0.5%"))
    #expect(signed.sites.map(\.occupancy).prefix(2) == [45, 0.5])
    #expect(try run(rows("45 %", "50")).sites.map(\.occupancy).prefix(2) == [45, 50])
    let error = #expect(throws: InputFaults.self) { try run(rows("45 %", "0.5")) }
    #expect(error?.message.contains("without a sign") == true, "\(error?.message ?? "")")
    let dish = try run(
      rows("45", "50") + "F,case,1,alpha1_I,99,hydroxylysine,44\nF,case,1,alpha1_I,174,hydroxylysine,51\n"
        + "F,case,2,alpha1_I,99,hydroxylysine,0.44\nF,case,2,alpha1_I,174,hydroxylysine,0.51\n")
    #expect(dish.warnings.contains { $0.message.contains("line 'F', dish 2: no occupancy_pct") }, "\(dish.warnings)")
    // In any other column a per cent sign is refused.
    #expect(throws: InputFaults.self) {
      try AssayRun.run(inputs: [
        ("c.csv", Array("line_id,role,label_hours,medium_ml,dna_ug\nC1,control,24,2 %,3\n".utf8))
      ])
    }
  }

  /// Five controls near 30 %, a case at 60 %: the difference with its interval, p by hand, and Holm's p over two sites.
  @Test func comparison() throws {
    var rows = ""
    for (k, value) in [29.0, 30, 31, 30.5, 29.5].enumerated() {
      rows += "C\(k),control,1,alpha1_I,99,hydroxylysine,\(value)\n"
      rows += "C\(k),control,1,alpha1_I,174,hydroxylysine,\(value + 20)\n"
    }
    rows += "F,case,1,alpha1_I,99,hydroxylysine,60\nF,case,1,alpha1_I,174,hydroxylysine,50.2\n"
    let result = try run(rows)
    let own = result.sites.filter { $0.line == "F" }
    #expect(own.map(\.residue) == ["99", "174"])
    let first = try #require(own[0].comparison)
    // s = sqrt(0.625), t = 30 / (s sqrt(6 / 5)).
    #expect(abs(first.difference - 30) < 1e-9 && abs(first.t - 30 / (0.625 * 1.2).squareRoot()) < 1e-9)
    #expect(abs(own[0].adjusted - 2 * first.p) < 1e-12 && own[1].adjusted > 0.5)
    #expect(first.ownInterval.low < 30 && first.ownInterval.high > 30)
    let line = try #require(result.lines.first { $0.line == "F" })
    #expect(line.verdict?.name == .indeterminate)
  }

  @Test func refusals() {
    let rows: [(rows: String, words: String)] = [
      ("F,case,1,alpha1_I,99,hydroxylisine,60\n", "not one of: hydroxylysine, galactosyl_hydroxylysine"),
      ("F,case,1,alpha3_I,99,hydroxylysine,60\n", "not one of: alpha1_I, alpha2_I"),
      ("F,case,1,alpha1_I,99,hydroxylysine,160\n", "0 to 100"),
      ("F,case,1,alpha1_I,99,hydroxylysine,0.6\n", "these are fractions"),
      (
        "F,case,1,alpha1_I,99,hydroxylysine,60\nF,case,1,alpha1_I,99,hydroxylysine,61\n", "already stands in line 2"
      ),
      (
        "F,case,1,alpha1_I,99,hydroxylysine,60\nF,case,1,alpha1_I,99,galactosyl_hydroxylysine,61\n",
        "add up to more than 100 %"
      ),
    ]
    for row in rows {
      let error = #expect(throws: InputFaults.self, "\(row.words)") { try run(row.rows) }
      #expect(error?.message.contains(row.words) == true, "\(error?.message ?? "")")
    }
  }

  /// A line without controls, or without a role, is said.
  @Test func alone() throws {
    let result = try run("F,,1,alpha1_I,99,hydroxylysine,60\n")
    #expect(result.warnings.contains { $0.message.contains("has sites but no role") })
    #expect(result.warnings.contains { $0.message.contains("1 of 1 sites of case lines were not compared") })
    #expect(result.sites[0].comparison == nil && result.sites[0].adjusted.isNaN)
  }
}

@Suite struct MeltingRunTests {
  private func run(_ runs: (String) -> (run: String, melting: Double)) throws -> AssayResult {
    var text = "line_id,role,bio_rep,run_id,temp_c,volume\n"
    for (k, line) in ["C1", "C2", "C3", "C4", "F"].enumerated() {
      let (run, melting) = runs(line)
      for degrees in stride(from: 36.0, through: 46, by: 1) {
        let value = 1000 / (1 + Elementary.exp((degrees - melting - 0.05 * Double(k)) / 0.5))
        text += "\(line),\(line == "F" ? "case" : "control"),1,\(run),\(degrees),\(value)\n"
      }
    }
    return try AssayRun.run(inputs: [("tm.csv", Array(text.utf8))])
  }

  /// A bath that reads a degree high: controls of its run take that off, and a line without controls in it is not compared.
  @Test func withinRuns() throws {
    let same = try run { ("R1", $0 == "F" ? 39.5 : 41.5) }
    let found = try #require(same.lines.first { $0.line == "F" }?.finding(.melting)?.comparison)
    #expect(abs(found.difference + 2) < 0.2 && found.pLow < 0.01)
    let apart = try run { ($0 == "F" ? "R2" : "R1", 41.5) }
    let alone = try #require(apart.lines.first { $0.line == "F" }?.finding(.melting))
    #expect(alone.comparison == nil && apart.warnings.contains { $0.message.contains("where no control did") })
  }

  /// A curve that does not melt within the temperatures is no figure.
  @Test func outside() throws {
    let result = try run { ("R1", $0 == "F" ? 55 : 41.5) }
    #expect(result.lines.first { $0.line == "F" }?.finding(.melting) == nil)
    #expect(
      result.warnings.contains {
        $0.message.contains("does not melt within") || $0.message.contains("no melting curve was fitted")
      })
  }
}

@Suite struct BandAmountTests {
  /// Gels of five controls and a case: 14C-proline, medium and cell layer of each dish on one gel.
  private func run(
    _ edit: (_ line: String, _ fraction: String, _ volume: Double) -> (volume: Double, loading: String, loq: String)
  ) throws -> AssayResult {
    var random = RandomSource(seed: 3)
    var cultures = "line_id,role,bio_rep,label_hours,medium_ml,cell_layer_ml,dna_ug\n"
    var bands = "gel_id,lane,line_id,role,bio_rep,fraction,reduced,label,band,volume,loading,loading_unit,loq\n"
    for line in ["C1", "C2", "C3", "C4", "C5", "F"] {
      let role = line == "F" ? "case" : "control"
      for rep in 1...2 {
        cultures += "\(line),\(role),\(rep),24,2,0.5,3\n"
        let total = 90_000 * Elementary.exp(0.05 * random.normal())
        for (lane, fraction, part, volume, load) in [
          (1, "medium", 0.94, 2000.0, 20.0), (2, "cell_layer", 0.06, 500, 50),
        ] {
          for (band, chain) in [("alpha1_I", 2.0 / 3), ("alpha2_I", 1.0 / 3)] {
            let found = edit(line, fraction, total * part * chain * load / volume * (1 + 0.01 * random.normal()))
            bands +=
              "G\(rep),\(lane),\(line),\(role),\(rep),\(fraction),1,14C-Pro,\(band),\(found.volume),\(found.loading.isEmpty ? "" : "\(load)"),\(found.loading),\(found.loq)\n"
          }
        }
      }
    }
    return try AssayRun.run(inputs: [("c.csv", Array(cultures.utf8)), ("b.csv", Array(bands.utf8))])
  }

  /// 94 % in the medium whatever part of each fraction was loaded; the loss of half is seen.
  @Test func secretionAndSynthesis() throws {
    let result = try run { line, _, volume in (line == "F" ? volume / 2 : volume, "uL", "") }
    let line = try #require(result.lines.first { $0.line == "F" })
    #expect(abs(line.secretion.value - 94) < 1 && abs(line.synthesisPercent - 50) < 8, "\(line.synthesisPercent)")
    #expect(line.verdict?.name == .quantitative, "\(line.verdict?.reason ?? "")")
    #expect(result.dishes.count == 12 && result.dishes[0].batch == "G1")
  }

  /// Without loading nothing is compared, and that is said; a band below its limit is full retention.
  @Test func loadingAndLimits() throws {
    let bare = try run { _, _, volume in (volume, "", "") }
    #expect(bare.dishes.isEmpty && bare.warnings.contains { $0.message.contains("without loading") })
    let retained = try run { line, fraction, volume in
      line == "F" ? (fraction == "medium" ? 0 : volume * 15, "uL", "20") : (volume, "uL", "20")
    }
    let line = try #require(retained.lines.first { $0.line == "F" })
    #expect(
      line.finding(.secretion)?.bound == .atMost && line.verdict?.name == .structural, "\(line.verdict?.reason ?? "")")
    let unknown = try run { line, fraction, volume in (line == "F" && fraction == "medium" ? 0 : volume, "uL", "") }
    #expect(unknown.lines.first { $0.line == "F" }?.finding(.secretion) == nil)
    #expect(unknown.warnings.contains { $0.message.contains("no loq that says what could have been seen") })
  }
}
