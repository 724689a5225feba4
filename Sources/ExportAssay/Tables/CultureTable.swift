// The cultures: one row a dish.

/// What a cell line is in the study.
public enum LineRole: String, Sendable, CaseIterable {
  /// A line from a person without a collagen disorder.
  case control
  /// The line in question.
  case `case`
  /// A line grown in every run to watch the assay.
  case qc
}

/// One culture dish.
public struct CultureDish: Sendable {
  /// The line.
  public let line: String
  /// Its role.
  public let role: LineRole
  /// The dish of that line, counted from 1.
  public let bioRep: Int
  /// The run it was grown in; empty when not given.
  public let batch: String
  /// Passage number.
  public let passage: Int?
  /// Days since confluence; 0 or less means not confluent.
  public let confluentDays: Double?
  /// Ascorbate, ug/mL.
  public let ascorbate: Double?
  /// Hours of labelling or of collecting medium.
  public let hours: Double?
  /// Volume of the medium, mL.
  public let mediumVolume: Double?
  /// Volume of the cell-layer extract, mL.
  public let cellLayerVolume: Double?
  /// Cells in units of 100,000.
  public let cells: Double?
  /// DNA, ug.
  public let dna: Double?
  /// Protein, ug.
  public let protein: Double?
  /// Dialysable hydroxyproline and total hydroxyproline, in the same unit.
  public let hydroxyprolineDialysable: Double?
  /// Total hydroxyproline.
  public let hydroxyprolineTotal: Double?
  /// The line of the file.
  public let fileLine: Int

  /// The flags of the culture itself.
  public var flags: Set<QualityFlag> {
    var flags: Set<QualityFlag> = []
    if let confluentDays, confluentDays <= 0 { flags.insert(.notConfluent) }
    if let ascorbate, ascorbate <= 0 { flags.insert(.noAscorbate) }
    if let passage, passage > 10 { flags.insert(.passageHigh) }
    return flags
  }

  static let columns = [
    "line_id", "role", "sex", "age_years", "biopsy_site", "passage", "bio_rep", "batch", "seeded_date",
    "confluent_days",
    "ascorbate_ug_ml", "label_hours", "medium_ml", "cell_layer_ml", "cells_x1e5", "dna_ug", "protein_ug",
    "hyp_dialysable", "hyp_total", "note",
  ]

  static func read(_ table: NamedTable) throws(AssayError) -> [CultureDish] {
    try table.allow(columns)
    for column in ["line_id", "role"] { _ = try table.require(column) }
    var dishes: [CultureDish] = []
    var roles: [String: LineRole] = [:]
    for row in table.rows {
      let reader = RowReader(table, row)
      let line = try reader.requiredText("line_id")
      let role = try reader.requiredChoice("role", LineRole.self)
      if let other = roles.updateValue(role, forKey: line), other != role {
        throw reader.error(.inconsistent, "role", "line \(quoted(line)) is \(other.rawValue) in another row")
      }
      if let age = try reader.nonNegative("age_years"), age > 130 {
        throw reader.error(.badNumber, "age_years", "age_years must be 0 to 130")
      }
      let dish = CultureDish(
        line: line, role: role, bioRep: try reader.ordinal("bio_rep") ?? 1,
        batch: reader.text("batch") ?? reader.text("seeded_date") ?? "",
        passage: try reader.ordinal("passage", from: 0),
        confluentDays: try reader.number("confluent_days"), ascorbate: try reader.nonNegative("ascorbate_ug_ml"),
        hours: try reader.positive("label_hours"), mediumVolume: try reader.positive("medium_ml"),
        cellLayerVolume: try reader.positive("cell_layer_ml"), cells: try reader.positive("cells_x1e5"),
        dna: try reader.positive("dna_ug"), protein: try reader.positive("protein_ug"),
        hydroxyprolineDialysable: try reader.nonNegative("hyp_dialysable"),
        hydroxyprolineTotal: try reader.positive("hyp_total"), fileLine: row.line)
      if dishes.contains(where: { $0.line == dish.line && $0.bioRep == dish.bioRep && $0.batch == dish.batch }) {
        throw reader.error(.inconsistent, "bio_rep", "dish \(dish.bioRep) of line \(quoted(line)) stands twice")
      }
      dishes.append(dish)
    }
    return dishes
  }
}
