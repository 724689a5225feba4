// docs/assay-tables.md, made from the code's own tables, roles, flags and classes.

internal import TypeICollagen

/// The guide to the tables.
package enum TableGuide {
  /// Slips that leave no trace in the tables: nothing can reveal them, and pages say so.
  package static let unseen = [
    "the names of two cell lines, or the roles of a case and a control, exchanged in all tables",
    "the unit of the concentrations wrong alike on every plate, or an amount wrong alike in every dish",
    "medium and cell layer exchanged in all dishes of a line whose figures stay within what is published",
    "a dilution or amount wrong by less than twofold, or a volume by less than 1.5-fold, in all dishes of one line",
  ]

  /// Which exports a map describes, and its other forms.
  private static var readers: String {
    let names = PlateReaders.all.filter(\.format.takesPlateMap).map {
      $0.format.name == "grid" ? "any other grid or list of wells" : $0.format.name
    }
    return """
      A map describes the wells of an export: `collagen assay --map map.csv export.xlsx cultures.csv`. `--map` may be given several times;
      what one map leaves open another fills. A map may be a list with the column `well`, a list without it whose rows describe all wells
      of a `sample_id` (for exports that name their samples), or grids of 8 x 12, 16 x 24 or 32 x 48 cells whose top-left cell or title
      names a column. Exports are read as text, CSV or .xlsx: \(names.joined(separator: ", ")).


      """
  }

  /// What each class says.
  private static func meaning(_ name: BiochemicalClass) -> String {
    switch name {
    case .quantitative: "too little collagen of normal structure: the pattern of a null allele"
    case .structural: "abnormal collagen: retained, slow to migrate or in two bands"
    case .mixed: "less collagen, and abnormal"
    case .nProcessing: "the N-propeptide stays on part of the chains"
    case .homotrimer: "alpha1(I) homotrimers, with little or no alpha2(I)"
    case .normal: "synthesis and secretion in range, and the assay had the power to see a defect"
    case .indeterminate: "a defect is neither shown nor excluded"
    }
  }

  /// The whole page.
  package static var markdown: String {
    var text = """
      # Tables of the fibroblast assay

      <!-- Made from Sources/ExportAssay/Tables; recorded by the tests with COLLAGEN_RECORD_SNAPSHOTS=1. Do not edit. -->

      Tables are CSV, TSV or semicolon-separated text, one experiment together: `collagen assay cultures.csv plate.csv`. The kind of a
      table follows from its columns. Lines that begin with `#` before the header are comments. A cell that is empty, `.` or `NA`
      says nothing. Words may be written in any case. `collagen template cultures` prints a filled example.

      Every table may have the columns `batch`, `analyte` and `unit`. Tables that list no analyte or unit below hold one of each.

      Bone density is no part of an assay: its tables are named in the case record, `dxa: [dxa.csv]`.


      """
    for kind in TableKind.allCases {
      text += "## `\(kind.rawValue)`\n\n\(kind.title).\n\n| column | needed | example | meaning |\n|---|---|---|---|\n"
      for column in kind.columns {
        text += "| `\(column.name)` | \(column.isRequired ? "yes" : "") | \(column.example) | \(column.meaning) |\n"
      }
      text += "\n"
      if kind == .plate {
        text += """
          It may also be written as stacked grids, the top-left cell of each naming its column.


          """
      }
      if kind == .plateMap { text += readers }
    }
    text += "## Roles\n\nCell lines: " + CellLineRole.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", ")
    text += ". Wells: " + WellRole.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", ")
    text += ". Fractions: " + Fraction.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", ") + ".\n\n"
    text += "## Classes\n\n| class | meaning |\n|---|---|\n"
    for name in BiochemicalClass.allCases { text += "| `\(name.rawValue)` | \(meaning(name)) |\n" }
    text += "\n## Flags\n\nFlags never remove a number; they say what touches it.\n\n| flag | meaning |\n|---|---|\n"
    for flag in QualityFlag.allCases { text += "| `\(flag.rawValue)` | \(flag.meaning) |\n" }
    text += "\n## What nothing in the tables can reveal\n\n" + unseen.map { "- \($0)\n" }.joined()
    return text
  }
}
