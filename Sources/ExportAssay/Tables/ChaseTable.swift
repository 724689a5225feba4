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
  /// The run of cultures; empty where it is not said.
  package internal(set) var batch = ""
  /// The count and how it is determined.
  package let measurement: CountMeasurement
  /// The line of the file.
  package let fileLine: Int
}

extension ChaseCount: TableRow {
  static var kind: TableKind { .pulseChase }

  /// The series that it is a point of.
  var series: [String] { [experiment, line, String(bioRep), chain.lowercased(), batch] }
  /// The point of its series.
  var point: [String] { series + [String(chase), fraction.rawValue] }

  init(_ reader: RowReader) throws(InputFaults) {
    guard let chase = try reader.nonNegative("chase_min") else {
      throw reader.error(.badNumber, "chase_min", "chase_min is empty")
    }
    self.chase = chase
    experiment = try reader.requiredText("experiment_id")
    line = try reader.requiredText("line_id")
    role = try reader.requiredChoice("role", CellLineRole.self)
    bioRep = try reader.ordinal("bio_rep") ?? 1
    pulse = try reader.nonNegative("pulse_min") ?? 0
    fraction = try reader.requiredChoice("fraction", Fraction.self)
    chain = reader.text("chain") ?? ""
    batch = reader.text("batch") ?? ""
    measurement = try CountMeasurement.read(reader, "counts")
    fileLine = reader.row.line
  }
}

/// A band after brief proteolysis at one temperature.
package struct MeltingPoint: Sendable {
  /// The line.
  package let line: String
  /// Its role, where the table says it.
  package let role: CellLineRole?
  /// The run of the bath; melting temperatures of two runs are not compared.
  package let run: String
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
}

extension MeltingPoint: TableRow {
  static var kind: TableKind { .tm }

  /// The point of its curve.
  var point: [String] { [line, String(bioRep), run, fraction, band, String(temperature)] }

  init(_ reader: RowReader) throws(InputFaults) {
    temperature = try reader.requiredNumber("temp_c")
    guard (0...100).contains(temperature) else {
      throw reader.error(.badNumber, "temp_c", "temp_c must be 0 to 100 degrees Celsius")
    }
    line = try reader.requiredText("line_id")
    role = try reader.choice("role", CellLineRole.self)
    run = [reader.text("batch"), reader.text("run_id")].compactMap(\.self).joined(separator: "/")
    bioRep = try reader.ordinal("bio_rep") ?? 1
    fraction = try reader.choice("fraction", Fraction.self)?.rawValue ?? ""
    band = reader.text("band") ?? ""
    signal = try reader.requiredNumber("volume") - (try reader.number("background") ?? 0)
    fileLine = reader.row.line
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
}

extension CollagenaseSample: TableRow {
  static var kind: TableKind { .collagenase }

  init(_ reader: RowReader) throws(InputFaults) {
    line = try reader.requiredText("line_id")
    role = try reader.requiredChoice("role", CellLineRole.self)
    bioRep = try reader.ordinal("bio_rep") ?? 1
    fraction = try reader.choice("fraction", Fraction.self)?.rawValue ?? ""
    released = try reader.nonNegative("released_dpm") ?? .nan
    blank = try reader.nonNegative("no_enzyme_dpm") ?? 0
    resistant = try reader.nonNegative("resistant_dpm") ?? .nan
    fileLine = reader.row.line
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
}

extension HydroxyprolineSample: TableRow {
  static var kind: TableKind { .hydroxyproline }

  init(_ reader: RowReader) throws(InputFaults) {
    guard let method = try reader.word("method", ["chloramine_t", "hplc", "sirius_red"]) else {
      throw reader.error(.badToken, "method", "method is empty")
    }
    self.method = method
    line = try reader.requiredText("line_id")
    role = try reader.requiredChoice("role", CellLineRole.self)
    bioRep = try reader.ordinal("bio_rep") ?? 1
    fraction = try reader.choice("fraction", Fraction.self)?.rawValue ?? ""
    mass = try reader.nonNegative("hyp_ug")
    hydroxyprolineCounts = try reader.nonNegative("hyp_dpm")
    prolineCounts = try reader.nonNegative("pro_dpm")
    fileLine = reader.row.line
  }
}
