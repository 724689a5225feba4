// The kinds of tidy tables, told by their header.

internal import Documents

/// The kind of a tidy table.
package enum TableKind: String, Sendable, CaseIterable {
  /// Culture dishes.
  case cultures
  /// Wells.
  case plate
  /// What stands in the wells of a reader's export: the plate table without signals.
  case plateMap = "plate_map"
  /// Gel bands.
  case bands
  /// Intensities along a lane.
  case laneProfile = "lane_profile"
  /// Pulse-chase counts.
  case pulseChase = "pulse_chase"
  /// Thermal stability.
  case tm
  /// Collagenase digestions.
  case collagenase
  /// Hydroxyproline.
  case hydroxyproline
  /// Amounts in medium and cell layer.
  case amounts
  /// Sites of modification by mass spectrometry.
  case sites

  /// Columns that only this kind has.
  private var signature: [String] {
    switch self {
    case .cultures: ["medium_ml", "cell_layer_ml", "label_hours", "dna_ug", "confluent_days", "ascorbate_ug_ml"]
    case .plate: ["plate_id", "well", "signal", "nominal_conc", "dilution_factor", "sample_id"]
    case .plateMap: ["plate_id", "well", "line_id", "fraction", "sample_id"]
    case .bands: ["gel_id", "band", "volume", "label", "rf", "reduced"]
    case .laneProfile: ["gel_id", "position_mm", "intensity"]
    case .pulseChase: ["experiment_id", "chase_min", "pulse_min", "counts", "background_cpm"]
    case .tm: ["temp_c", "protease", "hold_min", "volume"]
    case .collagenase: ["released_dpm", "resistant_dpm", "no_enzyme_dpm"]
    case .amounts: ["measure", "amount", "loading", "loading_unit"]
    case .sites: ["residue", "modification", "occupancy_pct"]
    case .hydroxyproline: ["hyp_ug", "hyp_dpm", "pro_dpm", "method"]
    }
  }

  /// The kind whose own columns the header shows the largest fraction of; `nil` if it is none's.
  static func of(_ columns: [String]) -> TableKind? {
    var best: TableKind?
    var score = 0.0
    for kind in TableKind.allCases {
      let hits = kind.signature.filter { columns.contains($0) }.count
      let value = Double(hits) / Double(kind.signature.count) + 0.01 * Double(hits)
      if hits >= 2, value > score {
        best = kind
        score = value
      }
    }
    guard best == .plate || best == .plateMap else { return best }
    if columns.contains("signal") || columns.contains("signal_ref") { return .plate }
    return columns.contains("line_id") && columns.contains("fraction") ? .plateMap : .plate
  }

  /// Whether a sheet is a table, be it right or wrong: some row names two columns that tables have. Notes do not.
  static func isTable(_ sheet: CellSheet) -> Bool {
    sheet.rows.contains { row in Set(row.map { NamedTable.name($0) }).intersection(columnNames).count >= 2 }
  }

  private static let columnNames = Set(allCases.flatMap { $0.columns.map(\.name) })

  /// The kind of a table.
  ///
  /// - Throws: `unknownFormat` for a header of none.
  static func of(_ table: NamedTable) throws(InputFaults) -> TableKind {
    if ["bmd_g_cm2", "mean_g_cm2"].contains(where: table.columns.contains) {
      throw InputFaults(
        .unknownFormat, file: table.file, line: table.headerLine,
        "a table of bone density is no part of an assay: name it in the case record, as dxa: [\(table.file)]")
    }
    if let kind = of(table.columns) { return kind }
    let names = table.columns.prefix(3).map { $0.quoted() }.joined(separator: ", ")
    let shown = names + (table.columns.count > 3 ? " ..." : "")
    throw InputFaults(
      .unknownFormat, file: table.file, line: table.headerLine,
      "the header (\(shown)) is that of no known table (\(TableKind.allCases.map(\.rawValue).joined(separator: ", "))) and of no export"
    )
  }
}
