// A right study made from a seed: cultures and plates whose classes and figures are known to follow from the tables.

internal import ExportAssay
internal import Numerics

/// Cultures of control lines and one or two cases, and what measures their collagen: plates, a table of amounts, or gels; some
/// with a gel for the chains or a pulse-chase beside it.
package struct RightStudy: Sendable {
  /// One row a dish.
  package var cultures: StudyTable
  /// The wells, the amounts, or the bands.
  package var plate: StudyTable
  /// A gel for chain ratio and migration, or a pulse-chase; `nil` where there is none.
  package var further: StudyTable?
  /// The lines that are cases.
  package let caseLines: [String]
  /// What measures the collagen.
  package let measure: StudyMeasure

  /// The files of a run.
  package var inputs: [(name: String, bytes: [UInt8])] {
    [("cultures.csv", cultures), (measure.fileName, plate), ("further.csv", further)].compactMap { name, table in
      table.map { (name, Array($0.text().utf8)) }
    }
  }

  /// A study of plates.
  package init(seed: UInt64) { self.init(seed: seed, measures: [.plates]) }

  /// A study of any kind: half of them of plates.
  package static func ofAnyKind(seed: UInt64) -> RightStudy {
    RightStudy(seed: seed, measures: [StudyMeasure](repeating: .plates, count: 6) + StudyMeasure.allCases)
  }

  private init(seed: UInt64, measures: [StudyMeasure]) {
    var random = RandomSource(seed: seed)
    let measure = measures[random.below(measures.count)]
    let design = StudyDesign(&random, measure)
    var writer = StudyWriter(design)
    if measure == .plates { writer.addStandards(&random) }
    for line in design.lines {
      for rep in 1...design.dishes { writer.addDish(line, rep, &random) }
    }
    cultures = writer.cultures
    plate = writer.plate
    caseLines = design.lines.filter(\.isCase).map(\.name)
    self.measure = measure
    switch random.below(6) {
    case 0 where measure != .bands: further = GelWriter.chains(design.lines, &random)
    case 1: further = ChaseWriter.counts(design.lines, &random)
    default: further = nil
    }
  }
}

/// The tables of a study as they fill.
private struct StudyWriter {
  let design: StudyDesign
  var cultures: StudyTable
  var plate: StudyTable
  private var next: [Int]
  private var lane = 0

  init(_ design: StudyDesign) {
    self.design = design
    let batch = design.batches > 0 ? ["batch"] : []
    cultures = StudyTable(
      columns: ["line_id", "role", "passage", "bio_rep"] + batch
        + ["confluent_days", "ascorbate_ug_ml", "label_hours", "medium_ml", "cell_layer_ml"] + design.normalizers,
      rows: [])
    let columns: [String]
    switch design.measure {
    case .plates:
      columns =
        ["plate_id", "well", "role", "sample_id", "line_id", "bio_rep"] + batch
        + ["tech_rep", "fraction", "nominal_conc", "dilution_factor", "signal"]
        + (design.units == [""] ? [] : ["unit"])
    case .bands: columns = GelWriter.columns + batch + ["loading", "loading_unit"]
    default:
      columns =
        ["line_id", "bio_rep"] + batch + ["fraction", "measure", "amount"]
        + (design.measure.isLoaded ? ["loading", "loading_unit"] : [])
    }
    plate = StudyTable(columns: columns, rows: [])
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
    let batch = design.batches > 0 ? "B\(1 + rep % design.batches)" : ""
    let label = String(design.restarts ? (rep + design.batches - 1) / design.batches : rep)
    let size = Elementary.exp(0.1 * random.normal())
    var culture = [
      "line_id": line.name, "role": line.isCase ? "case" : "control", "passage": String(4 + random.below(4)),
      "bio_rep": label, "batch": batch, "confluent_days": "2", "ascorbate_ug_ml": "50",
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
        "role": "unknown", "line_id": line.name, "bio_rep": label, "batch": batch, "fraction": fraction,
      ]
      guard design.measure == .plates else {
        addAmount(cells, line, mass, volume, &random)
        continue
      }
      cells["sample_id"] = "\(line.name)-\(rep)-\(fraction)"
      cells["dilution_factor"] = number(dilution)
      for tech in 1...2 {
        cells["tech_rep"] = String(tech)
        addWell(
          line.plate ?? rep % design.plates, cells,
          mass / volume / dilution * Elementary.exp(0.01 * random.normal()), &random)
      }
    }
  }

  private mutating func addAmount(
    _ cells: [String: String], _ line: StudyDesign.Line, _ mass: Double, _ volume: Double,
    _ random: inout RandomSource
  ) {
    var row = cells
    let loaded = cells["fraction"] == "medium" ? 20.0 : 40
    let part =
      !design.measure.isLoaded ? 1 : design.loadingUnit == "%" ? loaded / 100 : Swift.min(1, loaded / 1000 / volume)
    row["loading"] = number(loaded)
    row["loading_unit"] = design.loadingUnit
    let amount = mass * part * Elementary.exp(0.02 * random.normal())
    guard design.measure != .bands else {
      lane += 1
      plate.rows += GelWriter.lane(row, line, lane, amount, &random)
      return
    }
    row["measure"] = design.measure.rawValue
    row["amount"] = number(amount)
    plate.rows.append(row)
  }
}
