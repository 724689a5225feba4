// Filled examples of the tidy tables: one small made-up experiment that can be evaluated as it stands.

internal import Documents
internal import Numerics

extension TableKind {
  /// A filled example: each column explained in a comment, then the header and the rows. Read together, the examples of the
  /// cultures and the plate are one experiment of five control lines and a case.
  package var template: String {
    let shown = columns
    var text = "# \(title). A star marks what the table must have; columns that are not needed may be left out.\n"
    for column in shown { text += "# \(column.name)\(column.isRequired ? "*" : ""): \(column.meaning)\n" }
    text += shown.map(\.name).joined(separator: ",") + "\n"
    for row in exampleRows { text += shown.map { row[$0.name] ?? "" }.joined(separator: ",") + "\n" }
    return text
  }

  /// What one row is.
  package var title: String {
    switch self {
    case .cultures: "Cultures: one row a culture dish"
    case .plate: "Plate: one row a well, with the reader's signals"
    case .plateMap: "Plate map: one row a well of a reader's export, without signals"
    case .bands: "Bands: one row a band of a lane of a gel"
    case .laneProfile: "Lane profile: one row a position along a lane"
    case .pulseChase: "Pulse-chase: one row a counted sample"
    case .tm: "Thermal stability: one row a band after heating and brief proteolysis"
    case .collagenase: "Collagenase digestions: one row a sample"
    case .hydroxyproline: "Hydroxyproline: one row a sample"
    case .sites: "Sites of modification by mass spectrometry: one row a modification of a residue in one dish"
    case .amounts: "Amounts: one row an amount in one fraction of one dish, however it was measured"
    }
  }

  private typealias Row = [String: String]

  private static let lines = [("C1", 1.0), ("C2", 1.06), ("C3", 0.95), ("C4", 1.03), ("C5", 0.98), ("P1", 0.5)]

  private var example: Row { Dictionary(uniqueKeysWithValues: columns.map { ($0.name, $0.example) }) }

  private func row(_ cells: Row) -> Row { example.merging(cells) { $1 } }

  private static func number(_ value: Double, _ decimals: Int = 2) -> String { NumberText.fixed(value, decimals) }

  private static func role(_ line: String) -> String { line == "P1" ? "case" : "control" }

  /// Dishes with the amount of collagen in the medium and in the cell layer, ng.
  private static var dishes: [(line: String, rep: Int, dna: Double, medium: Double, cells: Double)] {
    var random = RandomSource(seed: 1)
    return lines.flatMap { line, amount in
      (1...2).map { rep in
        let dna = 3 * Elementary.exp(0.05 * random.normal())
        let total = 1800 * dna * amount * Elementary.exp(0.03 * random.normal())
        return (line, rep, dna, 0.94 * total, 0.06 * total)
      }
    }
  }

  private var exampleRows: [Row] {
    switch self {
    case .cultures:
      Self.dishes.map { dish in
        row([
          "line_id": dish.line, "role": Self.role(dish.line), "bio_rep": String(dish.rep),
          "dna_ug": Self.number(dish.dna),
          "protein_ug": Self.number(62 * dish.dna, 0), "cells_x1e5": Self.number(1.4 * dish.dna, 1),
        ])
      }
    case .plate, .plateMap: wells
    case .amounts:
      Self.dishes.flatMap { dish in
        [("medium", dish.medium, "20"), ("cell_layer", dish.cells, "40")].map { fraction, amount, loading in
          row([
            "line_id": dish.line, "bio_rep": String(dish.rep), "fraction": fraction, "loading": loading,
            "amount": Self.number(amount * (fraction == "medium" ? 0.1 : 0.8), 0),
          ])
        }
      }
    case .bands:
      [("C1", 1, 0.42), ("P1", 2, 0.42), ("C2", 3, 0.42)].flatMap { line, lane, rf in
        [("alpha1_I", 48_000.0, rf), ("alpha2_I", 24_600, rf + 0.04)].map { band, volume, place in
          row([
            "line_id": line, "role": Self.role(line), "lane": String(lane), "band": band, "rf": Self.number(place, 3),
            "volume": Self.number(volume * (1 + 0.02 * Double(lane)), 0),
          ])
        }
      }
    case .laneProfile:
      (0..<24).map { k in
        let z = (Double(k) - 11.5) / 3
        return row([
          "position_mm": Self.number(10 + 0.2 * Double(k), 1),
          "intensity": Self.number(20 + 900 * Elementary.exp(-z * z), 0),
        ])
      }
    case .pulseChase:
      ["C1", "P1"].flatMap { line in
        [0.0, 20, 40, 80, 160].flatMap { (time: Double) -> [Row] in
          let kept: Double = 0.06 + 0.94 * Elementary.exp(-time / 45)
          let counts = ["medium": 5000 * (1 - kept), "cell_layer": 5000 * kept]
          return ["medium", "cell_layer"].map { fraction in
            row([
              "line_id": line, "role": Self.role(line), "fraction": fraction, "chase_min": Self.number(time, 0),
              "counts": Self.number((counts[fraction] ?? 0) + 22, 0),
            ])
          }
        }
      }
    case .tm:
      ["C1", "P1"].flatMap { line in
        [37.0, 39, 40, 41, 42, 43, 45].map { degrees in
          row([
            "line_id": line, "role": Self.role(line), "temp_c": Self.number(degrees, 0),
            "volume": Self.number(900 + 48_000 / (1 + Elementary.exp((degrees - 41.5) / 0.6)), 0),
          ])
        }
      }
    case .sites:
      [("C1", 0.0), ("C2", 1.4), ("C3", -1.1), ("P1", 12)].flatMap { line, more in
        [
          ("hydroxylysine", 31.0, 0.4), ("galactosyl_hydroxylysine", 12, 0.2),
          ("glucosylgalactosyl_hydroxylysine", 28, 1),
        ]
        .map { form, occupancy, part in
          row([
            "line_id": line, "role": Self.role(line), "modification": form,
            "occupancy_pct": Self.number(occupancy + part * more, 1),
          ])
        }
      }
    case .collagenase, .hydroxyproline: ["C1", "P1"].map { row(["line_id": $0, "role": Self.role($0)]) }
    }
  }

  /// Standards, blanks and the samples of all dishes on one plate, read on a four-parameter curve.
  private var wells: [Row] {
    var random = RandomSource(seed: 2)
    var rows: [Row] = []
    func add(_ cells: Row, _ concentration: Double) {
      for tech in 1...2 {
        let place = WellPosition(row: rows.count % 8, column: rows.count / 8)?.description ?? ""
        let curve = 2.6 - 2.55 / (1 + Elementary.pow(Swift.max(concentration, 1e-9) / 180, 1.1))
        let well = [
          "plate_id": "P1", "well": place, "tech_rep": String(tech), "include": "1", "analyte": "PICP", "unit": "ng/mL",
          "assay_form": "ELISA", "signal": Self.number(curve * (1 + 0.01 * random.normal()), 4),
        ]
        rows.append(well.merging(cells) { $1 })
      }
    }
    for level in [640.0, 320, 160, 80, 40, 20, 10, 0] {
      add(
        [
          "role": level > 0 ? "standard" : "blank", "sample_id": "S\(Int(level))", "dilution_factor": "1",
          "nominal_conc": Self.number(level, 0),
        ], level)
    }
    for dish in Self.dishes {
      for (fraction, amount, volume, dilution) in [
        ("medium", dish.medium, 2.0, 20.0), ("cell_layer", dish.cells, 0.5, 8),
      ] {
        add(
          [
            "role": "unknown", "sample_id": "\(dish.line)-\(dish.rep)-\(fraction)", "line_id": dish.line,
            "bio_rep": String(dish.rep), "fraction": fraction, "batch": "B1",
            "dilution_factor": Self.number(dilution, 0),
          ], amount / volume / dilution)
      }
    }
    return rows
  }
}
