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
  /// When it was seeded; tells dishes of one number apart where there is no batch.
  package let seeded: String
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
  /// The table.
  package let file: String
  /// The line of the file.
  package let fileLine: Int

  /// What tells it from all other dishes: dishes of one number in two batches are two.
  var key: [String] { [line, String(bioRep), batch.isEmpty ? seeded : batch] }

  /// The dish in words: `dish 2 of 'F17'`.
  var words: String { "dish \(bioRep) of \(line.quoted())" + (batch.isEmpty ? "" : ", batch \(batch.quoted())") }

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
    batch = reader.text("batch") ?? ""
    seeded = reader.text("seeded_date") ?? ""
    file = reader.table.file
    passage = try reader.ordinal("passage", from: 0)
    confluentDays = try reader.number("confluent_days")
    ascorbate = try reader.nonNegative("ascorbate_ug_ml")
    hours = try reader.quantity("label_hours", most: 336, or: "label_min", 60)
    mediumVolume = try reader.quantity("medium_ml", most: 300, or: "medium_ul", 1000)
    cellLayerVolume = try reader.quantity("cell_layer_ml", most: 300, or: "cell_layer_ul", 1000)
    cells = try reader.quantity("cells_x1e5", most: 1000)
    dna = try reader.quantity("dna_ug", most: 2000)
    protein = try reader.quantity("protein_ug", most: 100_000)
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
      guard seen.insert(dish.key).inserted else {
        throw reader.error(
          .inconsistent, "bio_rep", "dish \(dish.bioRep) of line \(dish.line.quoted()) stands twice")
      }
      dishes.append(dish)
    }
    return dishes
  }
}

extension RowReader {
  /// A quantity above zero in its unit, or in another that is so many times smaller; `nil` if neither cell says anything.
  ///
  /// - Parameter most: more is no amount of one culture dish.
  fileprivate func quantity(
    _ column: String, most: Double, or other: String = "", _ times: Double = 1
  ) throws(InputFaults) -> Double? {
    let given = try positive(column)
    let converted = other.isEmpty ? nil : try positive(other)
    if given != nil, converted != nil {
      throw error(.inconsistent, other, "both \(column) and \(other) are given", remedy: "keep one of them")
    }
    guard let value = given ?? converted.map({ $0 / times }) else { return nil }
    guard value <= most else {
      let remedy =
        other.isEmpty ? "write it in the unit of the column's name" : "if it is in another unit, use \(other)"
      throw error(
        .badNumber, given == nil ? other : column,
        "\(column) \(NumberText.significant(value)) is too much for one dish (at most \(NumberText.significant(most)))",
        remedy: remedy)
    }
    return value
  }
}
