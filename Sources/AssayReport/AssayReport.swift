// The files of a run: assay.json, wells.tsv, samples.tsv, lines.tsv, assay.html. The same result gives the same bytes.

internal import Documents
package import ExportAssay
internal import TypeICollagen

/// Writes the results of a run.
package enum AssayReport {
  /// The five files of the command-line contract, by name.
  ///
  ///     for file in try AssayReport.files(result) { print(file.name, file.bytes.count) }
  ///
  /// - Throws: what encoding a document or rendering a page throws, which it does for none of these.
  ///
  /// - Parameter version: of the program, for the document and the page.
  package static func files(
    _ result: AssayResult, version: String? = nil
  ) throws -> [(name: String, bytes: [UInt8])] {
    [
      ("assay.json", Array(try json(result, version: version).utf8)), ("wells.tsv", Array(wells(result).utf8)),
      ("samples.tsv", Array(samplesTable(result).utf8)),
      ("lines.tsv", Array(lines(result).utf8)), ("assay.html", Array(try html(result, version: version).utf8)),
    ]
  }

  /// The wells table. `concentration` is in the well, before the dilution factor, as readers print it.
  package static func wells(_ result: AssayResult) -> String {
    let columns = [
      "source", "plate_id", "well", "role", "sample_id", "line_id", "fraction", "nominal", "dilution", "signal",
      "concentration", "concentration_low", "concentration_high", "unit", "cv_pct", "flags", "bio_rep",
      "sample_concentration", "printed_concentration", "agreement",
    ]
    return TSV.table(
      columns,
      result.plates.flatMap { plate in
        var agreement: [Int: String] = [:]
        for item in plate.parity?.comparisons ?? [] where item.wells.count == 1 && agreement[item.wells[0]] == nil {
          agreement[item.wells[0]] = item.agreement.rawValue
        }
        return plate.wells.indices.map { row(plate.wells[$0], of: plate.record, agreement: agreement[$0]) }
      })
  }

  private static func row(_ item: WellResult, of record: PlateRecord, agreement: String?) -> [String] {
    let well = item.well
    let reading = item.reading
    return [
      record.file, well.plate, well.position.description, well.role.rawValue, well.sample, well.cellLine ?? "",
      well.fraction?.rawValue ?? "", TSV.cell(well.nominal), TSV.cell(well.dilution), TSV.cell(item.signal.number, 8),
      TSV.cell(reading?.concentration, 9), TSV.cell(reading?.low), TSV.cell(reading?.high), record.unit,
      TSV.cell(item.replicateCV, 4), flags(item.flags), TSV.cell(well.bioRep), TSV.cell(item.sampleConcentration, 7),
      well.printedConcentration.map { NumberText.fixed($0.value, Swift.max(0, $0.decimals)) } ?? well.printedToken
        ?? "",
      agreement ?? "",
    ]
  }

  private static func flags(_ flags: Set<QualityFlag>) -> String {
    flags.sorted().map(\.rawValue).joined(separator: ",")
  }

  /// The lines table. `t_statistic` and `p_value` are those of synthesis; the further columns give secretion's.
  package static func lines(_ result: AssayResult) -> String {
    let columns = [
      "line_id", "role", "n_bio", "synthesis", "synthesis_low", "synthesis_high", "synthesis_pct_control", "export_pct",
      "export_low", "export_high", "export_pct_control", "t_statistic", "p_value", "power_50pct", "class", "flags",
      "synthesis_unit", "export_t_statistic", "export_p_value", "export_power_79pct", "n_controls", "deciding_readout",
      "synthesis_pct_control_low", "synthesis_pct_control_high", "export_pct_control_low", "export_pct_control_high",
      "secreted", "secreted_pct_control", "secreted_pct_control_low", "secreted_pct_control_high",
    ]
    let unit = synthesisUnit(result)
    return TSV.table(
      columns,
      result.lines.map { line in
        let synthesis = line.finding(.synthesis)
        let secretion = line.finding(.secretion)
        return [
          line.line, line.role.rawValue, String(line.dishCount), TSV.cell(line.synthesis.value),
          TSV.cell(line.synthesis.low), TSV.cell(line.synthesis.high), TSV.cell(line.synthesisPercent, 5),
          TSV.cell(line.secretion.value), TSV.cell(line.secretion.low), TSV.cell(line.secretion.high),
          TSV.cell(line.secretionPercent, 5), TSV.cell(synthesis?.comparison?.t, 5),
          TSV.cell(synthesis?.comparison?.p, 4), TSV.cell(synthesis?.power, 4), line.verdict?.name.rawValue ?? "",
          flags(line.flags), unit, TSV.cell(secretion?.comparison?.t, 5), TSV.cell(secretion?.comparison?.p, 4),
          TSV.cell(secretion?.power, 4), TSV.cell((synthesis?.comparison ?? secretion?.comparison)?.controlCount),
          line.verdict?.readout?.rawValue ?? "", TSV.cell(line.synthesisPercentInterval.low, 5),
          TSV.cell(line.synthesisPercentInterval.high, 5), TSV.cell(line.secretionPercentInterval.low, 5),
          TSV.cell(line.secretionPercentInterval.high, 5), TSV.cell(line.secreted.value),
          TSV.cell(line.secreted.percent, 5),
          TSV.cell(line.secreted.low, 5), TSV.cell(line.secreted.high, 5),
        ]
      })
  }

  /// The unit of synthesis: mass of the analyte per normaliser and hour.
  static func synthesisUnit(_ result: AssayResult) -> String {
    result.synthesisUnit
  }
}
