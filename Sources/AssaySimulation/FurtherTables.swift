// Tables beside the amounts of a right study: gels for chain ratio and migration, and pulse-chases.

internal import Numerics

/// Lanes of gels.
enum GelWriter {
  /// The columns of every gel.
  static let columns = [
    "gel_id", "lane", "line_id", "role", "bio_rep", "fraction", "reduced", "treatment", "label", "band", "volume",
    "background", "rf",
  ]

  /// The bands of one lane that hold an amount of type I collagen, two chains to one.
  static func lane(
    _ cells: [String: String], _ line: StudyDesign.Line, _ lane: Int, _ amount: Double, _ random: inout RandomSource
  ) -> [[String: String]] {
    // The retained collagen of a structural allele migrates 2 % slower.
    let shift = line.secreted < 0.8 ? 0.98 : 1
    return [("alpha1_I", 2.0 / 3, 0.41), ("alpha2_I", 1.0 / 3, 0.455)].map { band, part, rf in
      var row = cells
      row["gel_id"] = "G1"
      row["lane"] = String(lane)
      row["role"] = line.isCase ? "case" : "control"
      row["reduced"] = "1"
      row["treatment"] = "pepsin"
      row["label"] = "14C-Pro"
      row["band"] = band
      row["background"] = "20"
      row["volume"] = number(20 + 100 * amount * part * Elementary.exp(0.01 * random.normal()))
      row["rf"] = number(rf * shift * (1 + 0.001 * random.normal()))
      return row
    }
  }

  /// The medium of two dishes of every line, each in a lane of its own.
  static func chains(_ lines: [StudyDesign.Line], _ random: inout RandomSource) -> StudyTable {
    var table = StudyTable(columns: columns, rows: [])
    for (k, line) in (lines + lines).shuffled(using: &random).enumerated() {
      let isSecond = table.rows.contains { $0["line_id"] == line.name }
      let cells = ["line_id": line.name, "bio_rep": isSecond ? "2" : "1", "fraction": "medium"]
      table.rows += lane(cells, line, k + 1, 40 * line.amount, &random)
    }
    return table
  }
}

/// Pulse-chases.
enum ChaseWriter {
  /// Label in cells and medium of every line at seven times.
  static func counts(_ lines: [StudyDesign.Line], _ random: inout RandomSource) -> StudyTable {
    var table = StudyTable(
      columns: [
        "experiment_id", "line_id", "role", "bio_rep", "pulse_min", "chase_min", "fraction", "chain", "counts",
        "count_unit", "counting_min", "background_cpm", "efficiency",
      ], rows: [])
    for line in lines {
      let label = 40_000 * line.amount * Elementary.exp(0.1 * random.normal())
      let halfLife = (line.secreted < 0.8 ? 90 : 35) * Elementary.exp(0.08 * random.normal())
      for time in [0.0, 10, 20, 40, 80, 160, 240] {
        let out = 0.92 * (1 - Elementary.exp(-time * 0.693147 / halfLife))
        for (fraction, part) in [("cell_layer", 1 - out), ("medium", out)] {
          let counted = 22 + 0.9 * label * part * Elementary.exp(0.02 * random.normal())
          table.rows.append([
            "experiment_id": "PC1", "line_id": line.name, "role": line.isCase ? "case" : "control", "bio_rep": "1",
            "pulse_min": "5", "chase_min": number(time), "fraction": fraction, "chain": "pro_alpha1_I",
            "counts": number(counted.rounded()), "count_unit": "cpm", "counting_min": "10", "background_cpm": "22",
            "efficiency": "0.9",
          ])
        }
      }
    }
    return table
  }
}
