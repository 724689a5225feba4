// The cultures: one row a dish.

internal import Documents
package import TypeICollagen

/// One culture dish.
package struct CultureDish: Sendable {
  /// The line.
  package let line: String
  /// Its role.
  package let role: CellLineRole
  /// The dish of that line, counted from 1.
  package let bioRep: Int
  /// The run it was grown in; empty when not given.
  package let batch: String
  /// Passage number.
  package let passage: Int?
  /// Days since confluence; 0 or less means not confluent.
  package let confluentDays: Double?
  /// Ascorbate, ug/mL.
  package let ascorbate: Double?
  /// Hours of labelling or of collecting medium.
  package let hours: Double?
  /// Volume of the medium, mL.
  package let mediumVolume: Double?
  /// Volume of the cell-layer extract, mL.
  package let cellLayerVolume: Double?
  /// Cells in units of 100,000.
  package let cells: Double?
  /// DNA, ug.
  package let dna: Double?
  /// Protein, ug.
  package let protein: Double?
  /// Dialysable hydroxyproline and total hydroxyproline, in the same unit.
  package let hydroxyprolineDialysable: Double?
  /// Total hydroxyproline.
  package let hydroxyprolineTotal: Double?
  /// The line of the file.
  package let fileLine: Int

  /// The flags of the culture itself.
  package var flags: Set<QualityFlag> {
    var flags: Set<QualityFlag> = []
    if let confluentDays, confluentDays <= 0 { flags.insert(.notConfluent) }
    if let ascorbate, ascorbate <= 0 { flags.insert(.noAscorbate) }
    if let passage, passage > 10 { flags.insert(.passageHigh) }
    return flags
  }
}

extension CultureDish: TableRow {
  static var kind: TableKind { .cultures }

  init(_ reader: RowReader) throws(InputFaults) {
    line = try reader.requiredText("line_id")
    role = try reader.requiredChoice("role", CellLineRole.self)
    if let age = try reader.nonNegative("age_years"), age > 130 {
      throw reader.error(.badNumber, "age_years", "age_years must be 0 to 130")
    }
    bioRep = try reader.ordinal("bio_rep") ?? 1
    batch = reader.text("batch") ?? reader.text("seeded_date") ?? ""
    passage = try reader.ordinal("passage", from: 0)
    confluentDays = try reader.number("confluent_days")
    ascorbate = try reader.nonNegative("ascorbate_ug_ml")
    hours = try reader.positive("label_hours")
    mediumVolume = try reader.positive("medium_ml")
    cellLayerVolume = try reader.positive("cell_layer_ml")
    cells = try reader.positive("cells_x1e5")
    dna = try reader.positive("dna_ug")
    protein = try reader.positive("protein_ug")
    hydroxyprolineDialysable = try reader.nonNegative("hyp_dialysable")
    hydroxyprolineTotal = try reader.positive("hyp_total")
    fileLine = reader.row.line
  }

  static func read(_ table: NamedTable) throws(InputFaults) -> [CultureDish] {
    try table.check(as: kind)
    var dishes: [CultureDish] = []
    var roles: [String: CellLineRole] = [:]
    var seen: Set<[String]> = []
    for row in table.rows {
      let reader = RowReader(table, row)
      let dish = try CultureDish(reader)
      if let other = roles.updateValue(dish.role, forKey: dish.line), other != dish.role {
        throw reader.error(.inconsistent, "role", "line \(dish.line.quoted()) is \(other.rawValue) in another row")
      }
      guard seen.insert([dish.line, String(dish.bioRep), dish.batch]).inserted else {
        throw reader.error(
          .inconsistent, "bio_rep", "dish \(dish.bioRep) of line \(dish.line.quoted()) stands twice")
      }
      dishes.append(dish)
    }
    return dishes
  }
}
