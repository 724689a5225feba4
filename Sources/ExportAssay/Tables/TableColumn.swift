// The columns of the tidy tables: name, whether it must be there, an example and what it holds. Readers, templates and
// docs/assay-tables.md take them from here.

internal import Documents

/// A column of a tidy table.
package struct TableColumn: Sendable, Equatable {
  /// Its name.
  package let name: String
  /// Whether a table must have it.
  package let isRequired: Bool
  /// A cell as it may stand there; empty where it is left empty in the example.
  package let example: String
  /// What it holds, with its unit.
  package let meaning: String
}

extension TableKind {
  /// The columns in the order of the template.
  package var columns: [TableColumn] { Self.tables[self] ?? [] }

  private static let tables: [TableKind: [TableColumn]] = Dictionary(
    uniqueKeysWithValues: allCases.map { kind in
      (kind, kind.text.split(separator: "\n").map { column(of: String($0)) })
    })

  /// `name* | example | meaning`; the star marks what a table must have.
  private static func column(of line: String) -> TableColumn {
    let parts = line.split(separator: "|", omittingEmptySubsequences: false).map { String($0).trimmingBlanks }
    return TableColumn(
      name: String(parts[0].prefix { $0 != "*" }), isRequired: parts[0].hasSuffix("*"), example: parts[1],
      meaning: parts[2])
  }

  private var text: String {
    switch self {
    case .cultures:
      """
      line_id* | C1 | cell line
      role* | control | control, case or qc
      sex | F | sex of the donor; not used
      age_years | 31 | age of the donor, years; not used
      biopsy_site | forearm | where the skin was taken; not used
      passage | 5 | passage number; above 10 is flagged
      bio_rep | 1 | culture dish of the line, from 1; 1 if empty
      batch | B1 | run in which the dish was grown; dishes of two batches are two dishes
      seeded_date | 2026-03-02 | tells dishes of one number apart where no batch is given
      confluent_days | 3 | days since confluence; 0 or less is not confluent
      ascorbate_ug_ml | 50 | ascorbate in the medium, ug/mL; 0 is flagged
      label_hours | 24 | time of labelling, or of collecting the medium, h
      label_min | | the same in min, instead
      medium_ml | 2.0 | volume of the medium, mL
      medium_ul | | the same in uL, instead
      cell_layer_ml | 0.5 | volume of the extract of the cell layer, mL
      cell_layer_ul | | the same in uL, instead
      cells_x1e5 | 4.1 | cells of the dish, in 100,000
      dna_ug | 3.2 | DNA of the dish, ug
      protein_ug | 210 | protein of the dish, ug
      hyp_dialysable | | dialysable hydroxyproline, in the unit of hyp_total
      hyp_total | | all hydroxyproline: what is dialysable of it was degraded
      note | | free words
      """
    case .plate:
      """
      plate_id* | P1 | plate
      well* | A1 | row letter and column number
      role* | standard | standard, blank, qc, unknown or spike
      sample_id | S1 | sample, or level of a standard; wells of one sample are replicates
      line_id | | cell line of an unknown, as in the cultures
      bio_rep | | culture dish of the line, from 1
      batch | | run in which the dish was grown, as in the cultures; needed where two batches have dishes of one number
      tech_rep | 1 | replicate well of the sample, from 1
      fraction | | medium or cell_layer
      nominal_conc | 640 | concentration of a standard or control in the well, or what a spike adds, in unit
      dilution_factor | 1 | how many times the sample was diluted, 1 or more; 1 if empty
      signal* | 2.41 | what the reader printed; OVRFLW, Masked, NaN and the like are read too
      signal_ref | | signal at a reference wavelength, which is subtracted
      include | 1 | 0 leaves the well out
      note | | free words
      analyte | PICP | what is measured; each analyte has its own standards and is never pooled with another
      assay_form | ELISA | kind of assay; not used
      unit | ng/mL | unit of the plate's concentrations (pg, ng, ug or mg per mL or L are converted); ng/mL if empty
      """
    case .plateMap:
      """
      plate_id | P1 | plate, as the export names it; may be left out where one plate is read
      well | A1 | row letter and column number; without this column a row describes all wells of its sample_id
      role | standard | standard, blank, qc, unknown or spike; inferred from line_id and nominal_conc if empty
      sample_id | S1 | sample, or level of a standard; wells of one sample are replicates
      line_id | | cell line of an unknown, as in the cultures
      bio_rep | | culture dish of the line, from 1
      batch | | run in which the dish was grown, as in the cultures
      tech_rep | 1 | replicate well of the sample, from 1
      fraction | | medium or cell_layer
      nominal_conc | 640 | concentration of a standard or control in the well, or what a spike adds, in unit
      dilution_factor | 1 | how many times the sample was diluted, 1 or more
      read | | the reading that is used where the plate was read more than once: its name or wavelength, or a difference such as 450-570
      include | 1 | 0 leaves the well out
      note | | free words
      analyte | PICP | what is measured
      assay_form | ELISA | kind of assay; not used
      unit | ng/mL | unit of the plate's concentrations; ng/mL if empty
      """
    case .bands:
      """
      gel_id* | G1 | gel
      lane* | 1 | lane of the gel
      line_id* | C1 | cell line
      role* | control | control, case or qc
      bio_rep | 1 | culture dish of the line, from 1
      batch | | run in which the dish was grown, as in the cultures; needed where two batches have dishes of one number
      fraction* | medium | medium or cell_layer
      reduced | 1 | 1 with a reducing agent, 0 without; alpha1(III) runs with alpha1(I) only when reduced
      treatment | pepsin | what was done to the sample: pepsin, dipyridyl or nothing
      label* | 14C-Pro | 14C-Pro, 3H-Pro, 35S-Met, Coomassie, Silver or WB
      band* | alpha1_I | alpha1_I, alpha2_I, alpha1_III, alpha1_I_slow, pN_..., pC_... or pro_...
      volume* | 48210 | volume of the band, any unit
      background | 1200 | background of the same area, subtracted
      rf | 0.42 | distance over that of the front, 0 to 1
      fwhm_mm | 1.1 | width at half height, mm
      exposure_s | 600 | exposure, s; lanes of one gel that were exposed for another time count as a gel of their own
      saturated_px | 0 | saturated pixels; any are flagged
      loading | | how much of the fraction was loaded: with it, bands of medium and cell layer give secretion and synthesis
      loading_unit | | uL, mL, ug (of the dish's protein) or %
      loq | | limit of quantification, in the unit of volume: bands below it are not missing, they are at most the limit
      note | | free words
      """
    case .laneProfile:
      """
      gel_id* | G1 | gel
      lane* | 1 | lane of the gel
      line_id | C1 | cell line
      position_mm* | 10.0 | distance from the well, mm, rising
      intensity* | 120 | intensity, any unit
      """
    case .pulseChase:
      """
      experiment_id* | E1 | experiment
      line_id* | C1 | cell line
      role* | control | control, case or qc
      bio_rep | 1 | series of dishes, from 1
      batch | | run in which the dishes were grown; half-lives are compared within runs
      pulse_min | 10 | length of the pulse, min
      chase_min* | 0 | time of chase, min
      fraction* | cell_layer | medium, cell_layer or degraded
      chain | pro_alpha1_I | chain that was counted
      counts* | 5210 | the count
      count_unit | cpm | cpm, dpm or counts; cpm if empty
      counting_min | 5 | counting time, min; 1 if empty
      background_cpm | 22 | background, cpm
      efficiency | 0.92 | counting efficiency, 0 to 1
      note | | free words
      """
    case .tm:
      """
      line_id* | C1 | cell line
      role | control | control, case or qc
      bio_rep | 1 | culture dish of the line, from 1
      batch | | run in which the dish was grown
      run_id | R1 | run of the bath; melting temperatures are compared within runs
      fraction | medium | medium or cell_layer
      protease | trypsin+chymotrypsin | what cleaves unfolded chains; not used
      temp_c* | 37 | temperature, degrees Celsius
      hold_min | 5 | time at the temperature, min; not used
      band | alpha1_I | band
      volume* | 48000 | volume of the band, any unit
      background | 900 | background of the same area, subtracted
      note | | free words
      """
    case .collagenase:
      """
      line_id* | C1 | cell line
      role* | control | control, case or qc
      bio_rep | 1 | culture dish of the line, from 1
      fraction | medium | medium or cell_layer; empty for the whole culture
      released_dpm* | 52000 | released by collagenase, dpm
      no_enzyme_dpm | 900 | released without enzyme, dpm
      resistant_dpm* | 28900 | resistant to collagenase, dpm
      note | | free words
      """
    case .amounts:
      """
      line_id* | C1 | cell line, as in the cultures
      bio_rep | 1 | culture dish of the line, from 1
      batch | B1 | run in which the dish was grown, as in the cultures
      fraction* | medium | medium or cell_layer
      measure* | band_volume | dpm, collagenase_dpm, total_dpm, band_volume, hydroxyproline or western
      analyte | | what is measured, where it is named: a label, collagen_I, PICP ...; other proteins and collagens are not added to type I
      chain | alpha1_I | chain of a band; the chains of type I of a fraction are added up, those of other collagens are not
      amount* | 48210 | the amount, background subtracted; <250 where it is below a limit of quantification of 250
      loq | | limit of quantification, in the unit of amount: amounts below it are not missing, they are at most the limit
      unit | | unit of the amount; a mass in a volume is multiplied by the fraction's volume
      loading | 20 | how much of the fraction was measured; empty for all of it
      loading_unit | uL | uL, mL, ug (of the dish's protein) or %
      note | | free words
      """
    case .sites:
      """
      line_id* | C1 | cell line
      role | control | control, case or qc; as in the cultures if empty
      bio_rep | 1 | culture dish of the line, from 1
      batch | | run in which it was measured; sites are compared within runs
      chain* | alpha1_I | alpha1_I or alpha2_I
      residue* | 99 | residue, numbered alike in all rows
      modification* | hydroxylysine | hydroxylysine, galactosyl_hydroxylysine, glucosylgalactosyl_hydroxylysine, 3_hydroxyproline or 4_hydroxyproline
      occupancy_pct* | 31.0 | how much of the residue is this very form, per cent, 0 to 100
      note | | free words
      """
    case .hydroxyproline:
      """
      line_id* | C1 | cell line
      role* | control | control, case or qc
      bio_rep | 1 | culture dish of the line, from 1
      fraction | medium | medium or cell_layer; empty for the whole culture
      hyp_ug | 2.4 | hydroxyproline, ug
      hyp_dpm | | radioactive hydroxyproline, dpm
      pro_dpm | | radioactive proline, dpm
      method* | hplc | chloramine_t, hplc or sirius_red
      note | | free words
      """
    }
  }
}

/// A row of a tidy table.
protocol TableRow: Sendable {
  /// The table that it stands in.
  static var kind: TableKind { get }
  /// Reads its cells.
  init(_ reader: RowReader) throws(InputFaults)
}

extension TableRow {
  /// All rows of a table.
  static func read(_ table: NamedTable) throws(InputFaults) -> [Self] {
    try table.check(as: kind)
    var rows: [Self] = []
    for row in table.rows { rows.append(try Self(RowReader(table, row))) }
    return rows
  }
}

extension NamedTable {
  /// Columns that every table may have. Where a kind has no use for them, a table holds one analyte in one unit.
  private static let common = ["batch", "analyte", "unit"]

  /// Refuses columns that the kind of table does not know, tables that lack one of the required, and a header without rows.
  func check(as kind: TableKind, required: [String]? = nil) throws(InputFaults) {
    guard !rows.isEmpty else {
      throw InputFaults(.notEvaluable, file: file, "a \(kind.rawValue) table with a header but no rows")
    }
    let names = kind.columns.map(\.name)
    try check(
      names + Self.common.filter { !names.contains($0) },
      required: required ?? kind.columns.filter(\.isRequired).map(\.name))
    for name in ["analyte", "unit"] where columns.contains(name) && !names.contains(name) {
      try checkOne(name, kind)
    }
  }

  /// Whether two cells name one analyte or unit; capitals do not matter.
  private func isSame(_ a: String, _ b: String, _ column: String) -> Bool {
    func plain(_ text: String) -> String { (column == "analyte" ? CollagenAnalyte(text).name : text).lowercased() }
    return plain(a) == plain(b)
  }

  private func checkOne(_ name: String, _ kind: TableKind) throws(InputFaults) {
    var first: String?
    for row in rows {
      guard let text = RowReader(self, row).text(name) else { continue }
      if kind == .cultures, name == "unit" {
        throw InputFaults(
          .unknownColumn, file: file, line: row.line, reason: "the units of the cultures stand in the names of columns",
          remedy: "write medium_ml or medium_ul, label_hours or label_min, and leave the column unit out")
      }
      guard let before = first, !isSame(before, text, name) else {
        first = text
        continue
      }
      throw InputFaults(
        .inconsistent, file: file, line: row.line,
        reason:
          "\(name) \(text.quoted()) beside \(before.quoted()) in one \(kind.rawValue) table: they are never pooled",
        remedy: "evaluate them apart, each in a table of its own")
    }
  }
}
