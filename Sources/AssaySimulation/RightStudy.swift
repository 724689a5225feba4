// A right study made from a seed: cultures and plates whose classes and figures are known to follow from the tables.

internal import ExportAssay
internal import Numerics

/// A table as columns and rows, to be written in any order and form.
package struct StudyTable: Sendable {
  /// The header.
  package var columns: [String]
  /// The cells of each row by column.
  package var rows: [[String: String]]

  /// The text of the table.
  package func text(_ separator: String = ",") -> String {
    ([columns] + rows.map { row in columns.map { row[$0] ?? "" } }).map { $0.joined(separator: separator) }
      .joined(separator: "\n") + "\n"
  }
}

/// Cultures of control lines and one or two cases, and what measures their collagen: plates, or a table of amounts.
package struct RightStudy: Sendable {
  /// One row a dish.
  package var cultures: StudyTable
  /// The wells, or the amounts.
  package var plate: StudyTable
  /// The lines that are cases.
  package let caseLines: [String]
  /// Whether `plate` holds amounts.
  package let isOfAmounts: Bool

  /// The files of a run.
  package var inputs: [(name: String, bytes: [UInt8])] {
    [
      ("cultures.csv", Array(cultures.text().utf8)),
      (isOfAmounts ? "amounts.csv" : "plate.csv", Array(plate.text().utf8)),
    ]
  }

  /// A study of plates.
  package init(seed: UInt64) { self.init(seed: seed, amounts: false) }

  /// A study whose collagen is measured by plates, or given as amounts: band volumes of a loaded part, or counts of all.
  package init(seed: UInt64, amounts isOfAmounts: Bool) {
    var random = RandomSource(seed: seed)
    let design = StudyDesign(&random, isOfAmounts: isOfAmounts)
    var writer = StudyWriter(design)
    if !isOfAmounts { writer.addStandards(&random) }
    for line in design.lines {
      for rep in 1...design.dishes { writer.addDish(line, rep, &random) }
    }
    cultures = writer.cultures
    plate = writer.plate
    caseLines = design.lines.filter(\.isCase).map(\.name)
    self.isOfAmounts = isOfAmounts
  }
}

/// What a study is like: lines, dishes, plates, units, volumes, normalisers.
private struct StudyDesign {
  struct Line {
    let name: String
    let isCase: Bool
    let amount: Double
    let secreted: Double
  }

  let isOfAmounts: Bool
  let dishes: Int
  let plates: Int
  let hasBatches: Bool
  let normalizers: [String]
  let units: [String]
  let volumes: (medium: Double, cells: Double)
  let hours: Double
  let isLoaded: Bool
  let lines: [Line]

  init(_ random: inout RandomSource, isOfAmounts: Bool) {
    self.isOfAmounts = isOfAmounts
    dishes = 2 + random.below(2)
    plates = 1 + random.below(2)
    hasBatches = random.below(3) == 0
    normalizers =
      [["dna_ug"], ["dna_ug", "protein_ug"], ["cells_x1e5", "dna_ug", "protein_ug"], ["protein_ug"]][
        random.below(4)]
    units = [["ng/mL"], ["ng/mL", "ug/mL"], [""]][random.below(3)]
    volumes = [(2.0, 0.5), (1.0, 0.25), (5.0, 1.0)][random.below(3)]
    hours = [18.0, 24, 48][random.below(3)]
    isLoaded = random.below(2) == 0
    let kinds = [(0.5, 0.94), (1.0, 0.62), (1.0, 0.94)]
    var lines = (0..<(1 + random.below(2))).map { k -> Line in
      let kind = kinds[random.below(3)]
      return Line(name: "F\(k + 1)", isCase: true, amount: kind.0, secreted: kind.1)
    }
    for k in 1...(4 + random.below(5)) {
      let secreted = 1 / (1 + Elementary.exp(-(2.75 + 0.1 * random.normal())))
      lines.append(
        Line(name: "C\(k)", isCase: false, amount: Elementary.exp(0.05 * random.normal()), secreted: secreted))
    }
    self.lines = lines
  }
}

/// The tables of a study as they fill.
private struct StudyWriter {
  let design: StudyDesign
  var cultures: StudyTable
  var plate: StudyTable
  private var next: [Int]

  init(_ design: StudyDesign) {
    self.design = design
    let batch = design.hasBatches ? ["batch"] : []
    cultures = StudyTable(
      columns: ["line_id", "role", "passage", "bio_rep"] + batch
        + ["confluent_days", "ascorbate_ug_ml", "label_hours", "medium_ml", "cell_layer_ml"] + design.normalizers,
      rows: [])
    let wells =
      ["plate_id", "well", "role", "sample_id", "line_id", "bio_rep"] + batch
      + ["tech_rep", "fraction", "nominal_conc", "dilution_factor", "signal"]
      + (design.units == [""] ? [] : ["unit"])
    let amounts =
      ["line_id", "bio_rep"] + batch + ["fraction", "measure", "amount"]
      + (design.isLoaded ? ["loading", "loading_unit"] : [])
    plate = StudyTable(columns: design.isOfAmounts ? amounts : wells, rows: [])
    next = [Int](repeating: 0, count: design.plates)
  }

  /// A well of a plate, read on a four-parameter curve with 1 % noise.
  private mutating func addWell(
    _ index: Int, _ cells: [String: String], _ concentration: Double, _ random: inout RandomSource
  ) {
    let y = 2.6 - 2.55 / (1 + Elementary.pow(Swift.max(concentration, 1e-9) / 180, 1.1))
    var row = cells
    row["plate_id"] = "P\(index + 1)"
    row["well"] = WellPosition(row: next[index] % 16, column: next[index] / 16)?.description
    row["signal"] = number(y * Elementary.exp(0.01 * random.normal()))
    row["unit"] = design.units[index % design.units.count]
    next[index] += 1
    plate.rows.append(row)
  }

  mutating func addStandards(_ random: inout RandomSource) {
    for index in 0..<design.plates {
      let scale = design.units[index % design.units.count] == "ug/mL" ? 1e-3 : 1
      for level in [640.0, 320, 160, 80, 40, 20, 10, 5, 0] {
        for tech in 1...2 {
          let cells = [
            "role": level > 0 ? "standard" : "blank", "sample_id": "S\(Int(level))", "tech_rep": String(tech),
            "nominal_conc": number(level * scale), "dilution_factor": "1",
          ]
          addWell(index, cells, level, &random)
        }
      }
    }
  }

  mutating func addDish(_ line: StudyDesign.Line, _ rep: Int, _ random: inout RandomSource) {
    let batch = design.hasBatches ? "B\(1 + rep % 2)" : ""
    let size = Elementary.exp(0.1 * random.normal())
    var culture = [
      "line_id": line.name, "role": line.isCase ? "case" : "control", "passage": String(4 + random.below(4)),
      "bio_rep": String(rep), "batch": batch, "confluent_days": "2", "ascorbate_ug_ml": "50",
      "label_hours": number(design.hours), "medium_ml": number(design.volumes.medium),
      "cell_layer_ml": number(design.volumes.cells),
    ]
    for (name, mass) in [("dna_ug", 2.9), ("protein_ug", 180), ("cells_x1e5", 4.1)] {
      culture[name] = number(mass * size * Elementary.exp(0.02 * random.normal()))
    }
    cultures.rows.append(culture)
    let total = 5400 * line.amount * size * Elementary.exp(0.03 * random.normal())
    for (fraction, mass, volume, dilution) in [
      ("medium", total * line.secreted, design.volumes.medium, 80 / design.volumes.medium),
      ("cell_layer", total * (1 - line.secreted), design.volumes.cells, 8 / design.volumes.cells),
    ] {
      var cells = [
        "role": "unknown", "line_id": line.name, "bio_rep": String(rep), "batch": batch, "fraction": fraction,
      ]
      guard !design.isOfAmounts else {
        addAmount(cells, mass, volume, &random)
        continue
      }
      cells["sample_id"] = "\(line.name)-\(rep)-\(fraction)"
      cells["dilution_factor"] = number(dilution)
      for tech in 1...2 {
        cells["tech_rep"] = String(tech)
        addWell(
          rep % design.plates, cells, mass / volume / dilution * Elementary.exp(0.01 * random.normal()), &random)
      }
    }
  }

  private mutating func addAmount(
    _ cells: [String: String], _ mass: Double, _ volume: Double, _ random: inout RandomSource
  ) {
    var row = cells
    let loaded = cells["fraction"] == "medium" ? 20.0 : 40
    row["measure"] = design.isLoaded ? "band_volume" : "dpm"
    row["amount"] = number(
      mass * (design.isLoaded ? loaded / 1000 / volume : 1) * Elementary.exp(0.02 * random.normal()))
    row["loading"] = number(loaded)
    row["loading_unit"] = "uL"
    plate.rows.append(row)
  }
}

/// A number as a table has it.
func number(_ value: Double) -> String {
  let rounded = (value * 1e6).rounded() / 1e6
  return rounded == rounded.rounded() ? String(Int(rounded)) : String(rounded)
}
