// The files of a run: assay.json, wells.tsv, lines.tsv, assay.html. The same result gives the same bytes.

internal import Documents
package import ExportAssay
internal import TypeICollagen

/// Writes the results of a run.
package enum AssayReport {
  /// The four files of the command-line contract, by name.
  ///
  ///     for file in try AssayReport.files(result) { print(file.name, file.bytes.count) }
  ///
  /// - Throws: what encoding a document throws, which it does for none of these.
  package static func files(_ result: AssayResult) throws -> [(name: String, bytes: [UInt8])] {
    [
      ("assay.json", Array(try json(result).utf8)), ("wells.tsv", Array(wells(result).utf8)),
      ("lines.tsv", Array(lines(result).utf8)), ("assay.html", Array(html(result).utf8)),
    ]
  }

  /// The wells table. `concentration` is in the well, before the dilution factor, as readers print it.
  package static func wells(_ result: AssayResult) -> String {
    var text =
      [
        "source", "plate_id", "well", "role", "sample_id", "line_id", "fraction", "nominal", "dilution", "signal",
        "concentration", "concentration_low", "concentration_high", "unit", "cv_pct", "flags", "bio_rep",
        "sample_concentration", "printed_concentration", "agreement",
      ].joined(separator: "\t") + "\n"
    for plate in result.plates {
      var agreement: [Int: String] = [:]
      for item in plate.parity?.comparisons ?? [] where item.wells.count == 1 && agreement[item.wells[0]] == nil {
        agreement[item.wells[0]] = item.agreement.rawValue
      }
      for (index, item) in plate.wells.enumerated() {
        let well = item.well
        let reading = item.reading
        let cells: [String] = [
          Format.cell(plate.record.file), Format.cell(well.plate), well.position.description, well.role.rawValue,
          Format.cell(well.sample), Format.cell(well.cellLine ?? ""), well.fraction?.rawValue ?? ".",
          Format.cell(well.nominal), Format.cell(well.dilution), Format.cell(item.signal.number, 8),
          Format.cell(reading?.concentration, 9), reading == nil ? "." : Format.cell(reading?.low),
          reading == nil ? "." : Format.cell(reading?.high), Format.cell(plate.record.unit),
          Format.cell(item.replicateCV, 4), Format.flags(item.flags), well.bioRep.map(String.init) ?? ".",
          Format.cell(item.sampleConcentration, 7),
          well.printedConcentration.map { NumberText.fixed($0.value, Swift.max(0, $0.decimals)) }
            ?? Format.cell(well.printedToken ?? ""),
          agreement[index] ?? ".",
        ]
        text += cells.joined(separator: "\t") + "\n"
      }
    }
    return text
  }

  /// The lines table. `t_statistic` and `p_value` are those of synthesis; the further columns give secretion's.
  package static func lines(_ result: AssayResult) -> String {
    var text =
      [
        "line_id", "role", "n_bio", "synthesis", "synthesis_low", "synthesis_high", "synthesis_pct_control",
        "export_pct",
        "export_low", "export_high", "export_pct_control", "t_statistic", "p_value", "power_50pct", "class", "flags",
        "synthesis_unit", "export_t_statistic", "export_p_value", "export_power_79pct", "n_controls",
        "deciding_readout",
      ].joined(separator: "\t") + "\n"
    let unit = synthesisUnit(result)
    for line in result.lines {
      let synthesis = line.finding(.synthesis)
      let secretion = line.finding(.secretion)
      let cells: [String] = [
        Format.cell(line.line), line.role.rawValue, String(line.dishCount), Format.cell(line.synthesis.value),
        Format.cell(line.synthesis.low), Format.cell(line.synthesis.high), Format.cell(line.synthesisPercent, 5),
        Format.cell(line.secretion.value), Format.cell(line.secretion.low), Format.cell(line.secretion.high),
        Format.cell(line.secretionPercent, 5), Format.cell(synthesis?.comparison?.t, 5),
        Format.cell(synthesis?.comparison?.p, 4), Format.cell(synthesis?.power, 4),
        line.verdict?.name.rawValue ?? ".", Format.flags(line.flags), Format.cell(unit),
        Format.cell(secretion?.comparison?.t, 5), Format.cell(secretion?.comparison?.p, 4),
        Format.cell(secretion?.power, 4),
        (synthesis?.comparison ?? secretion?.comparison).map { String($0.controlCount) } ?? ".",
        line.verdict?.readout?.rawValue ?? ".",
      ]
      text += cells.joined(separator: "\t") + "\n"
    }
    return text
  }

  /// The unit of synthesis: mass of the analyte per normaliser and hour.
  static func synthesisUnit(_ result: AssayResult) -> String {
    let unit = result.plates.first?.record.unit ?? ""
    let mass =
      unit.hasSuffix("/mL") || unit.hasSuffix("/ml") ? String(unit.dropLast(3)) : (unit.isEmpty ? "unit" : unit + "*mL")
    return "\(mass)/(\(result.normalizer.rawValue)*h)"
  }
}
