// Pulse-chase counts, thermal stability, collagenase digestion and hydroxyproline.

internal import Documents
package import TypeICollagen

/// One counted sample of a pulse-chase experiment.
package struct ChaseCount: Sendable {
  /// The experiment.
  package let experiment: String
  /// The line.
  package let line: String
  /// Its role.
  package let role: CellLineRole
  /// The dish series.
  package let bioRep: Int
  /// Length of the pulse, min.
  package let pulse: Double
  /// Time of chase, min.
  package let chase: Double
  /// Where it was found.
  package let fraction: Fraction
  /// The chain (`pro_alpha1_I` ...).
  package let chain: String
  /// The count and how it is determined.
  package let measurement: CountMeasurement
  /// The line of the file.
  package let fileLine: Int

  static let columns = [
    "experiment_id", "line_id", "role", "bio_rep", "pulse_min", "chase_min", "fraction", "chain", "counts",
    "count_unit",
    "counting_min", "background_cpm", "efficiency", "note",
  ]

  static func read(_ table: NamedTable) throws(InputFault) -> [ChaseCount] {
    try table.check(columns, required: ["experiment_id", "line_id", "role", "chase_min", "fraction", "counts"])
    var result: [ChaseCount] = []
    for row in table.rows {
      let reader = RowReader(table, row)
      guard let chase = try reader.nonNegative("chase_min") else {
        throw reader.error(.badNumber, "chase_min", "chase_min is empty")
      }
      let item = ChaseCount(
        experiment: try reader.requiredText("experiment_id"), line: try reader.requiredText("line_id"),
        role: try reader.requiredChoice("role", CellLineRole.self), bioRep: try reader.integer("bio_rep") ?? 1,
        pulse: try reader.nonNegative("pulse_min") ?? 0, chase: chase,
        fraction: try reader.requiredChoice("fraction", Fraction.self), chain: reader.text("chain") ?? "",
        measurement: try CountMeasurement.read(reader, "counts"), fileLine: row.line)
      result.append(item)
    }
    return result
  }
}

/// A band after brief proteolysis at one temperature.
package struct MeltingPoint: Sendable {
  /// The line.
  package let line: String
  /// The dish.
  package let bioRep: Int
  /// Medium or cell layer.
  package let fraction: String
  /// Temperature, degrees Celsius.
  package let temperature: Double
  /// The band.
  package let band: String
  /// Volume minus background.
  package let signal: Double
  /// The line of the file.
  package let fileLine: Int

  static let columns = [
    "line_id", "role", "bio_rep", "run_id", "fraction", "protease", "temp_c", "hold_min", "band", "volume",
    "background", "note",
  ]

  static func read(_ table: NamedTable) throws(InputFault) -> [MeltingPoint] {
    try table.check(columns, required: ["line_id", "temp_c", "volume"])
    var result: [MeltingPoint] = []
    for row in table.rows {
      let reader = RowReader(table, row)
      guard (0...100).contains(try reader.requiredNumber("temp_c")) else {
        throw reader.error(.badNumber, "temp_c", "temp_c must be 0 to 100 degrees Celsius")
      }
      result.append(
        MeltingPoint(
          line: try reader.requiredText("line_id"), bioRep: try reader.integer("bio_rep") ?? 1,
          fraction: reader.text("fraction") ?? "", temperature: try reader.requiredNumber("temp_c"),
          band: reader.text("band") ?? "",
          signal: try reader.requiredNumber("volume") - (try reader.number("background") ?? 0),
          fileLine: row.line))
    }
    return result
  }
}

/// A collagenase digestion.
package struct CollagenaseSample: Sendable {
  /// The line.
  package let line: String
  /// Its role.
  package let role: CellLineRole
  /// The dish.
  package let bioRep: Int
  /// Medium, cell layer, or empty for the whole culture.
  package let fraction: String
  /// Released by collagenase, dpm.
  package let released: Double
  /// Released without enzyme, dpm.
  package let blank: Double
  /// Resistant to collagenase, dpm.
  package let resistant: Double
  /// The line of the file.
  package let fileLine: Int

  static let columns = [
    "line_id", "role", "bio_rep", "fraction", "released_dpm", "no_enzyme_dpm", "resistant_dpm", "note",
  ]

  static func read(_ table: NamedTable) throws(InputFault) -> [CollagenaseSample] {
    try table.check(columns, required: ["line_id", "role", "released_dpm", "resistant_dpm"])
    var result: [CollagenaseSample] = []
    for row in table.rows {
      let reader = RowReader(table, row)
      result.append(
        CollagenaseSample(
          line: try reader.requiredText("line_id"), role: try reader.requiredChoice("role", CellLineRole.self),
          bioRep: try reader.integer("bio_rep") ?? 1, fraction: reader.text("fraction") ?? "",
          released: try reader.nonNegative("released_dpm") ?? .nan, blank: try reader.nonNegative("no_enzyme_dpm") ?? 0,
          resistant: try reader.nonNegative("resistant_dpm") ?? .nan, fileLine: row.line))
    }
    return result
  }
}

/// A hydroxyproline determination.
package struct HydroxyprolineSample: Sendable {
  /// The line.
  package let line: String
  /// Its role.
  package let role: CellLineRole
  /// The dish.
  package let bioRep: Int
  /// Medium, cell layer, or empty.
  package let fraction: String
  /// Hydroxyproline, ug; or `nil`.
  package let mass: Double?
  /// Radioactive hydroxyproline, dpm; or `nil`.
  package let hydroxyprolineCounts: Double?
  /// Radioactive proline, dpm; or `nil`.
  package let prolineCounts: Double?
  /// `chloramine_t`, `hplc` or `sirius_red`.
  package let method: String
  /// The line of the file.
  package let fileLine: Int

  static let columns = ["line_id", "role", "bio_rep", "fraction", "hyp_ug", "hyp_dpm", "pro_dpm", "method", "note"]

  static func read(_ table: NamedTable) throws(InputFault) -> [HydroxyprolineSample] {
    try table.check(columns, required: ["line_id", "role", "method"])
    var result: [HydroxyprolineSample] = []
    for row in table.rows {
      let reader = RowReader(table, row)
      let method = try reader.requiredText("method")
      guard ["chloramine_t", "hplc", "sirius_red"].contains(method) else {
        throw reader.error(
          .badToken, "method", "method \(method.quoted()) is not one of: chloramine_t, hplc, sirius_red")
      }
      result.append(
        HydroxyprolineSample(
          line: try reader.requiredText("line_id"), role: try reader.requiredChoice("role", CellLineRole.self),
          bioRep: try reader.integer("bio_rep") ?? 1, fraction: reader.text("fraction") ?? "",
          mass: try reader.nonNegative("hyp_ug"), hydroxyprolineCounts: try reader.nonNegative("hyp_dpm"),
          prolineCounts: try reader.nonNegative("pro_dpm"), method: method, fileLine: row.line))
    }
    return result
  }
}
