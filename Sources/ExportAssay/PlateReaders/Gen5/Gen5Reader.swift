// Exports of Gen5, as text or as a workbook.

package import Documents

/// Reads exports of Gen5: one record a plate; plates without a layout are left to a plate map.
///
/// A workbook holds the same blocks, the tables one column further to the right than in the text (letters
/// in column B, wells from C on, as public parsers of such workbooks expect).
package struct Gen5Reader: PlateReader {
  package let format = PlateFormat(name: "Gen5", takesPlateMap: true)

  /// The words that lines of the head of an export begin with.
  private static let marks = ["Software Version", "Procedure Details", "Plate Number"]

  package func recognize(_ file: PlateFile) -> RecognitionCertainty? {
    guard let text = Self.text(file) else { return nil }
    return text.lines.prefix(40).contains { line in Self.marks.contains { line.hasPrefix($0) } } ? .likely : nil
  }

  package func read(_ file: PlateFile) throws(InputFaults) -> PlateExport {
    let text: DecodedText
    if let found = Self.text(file) { text = found } else { text = try file.requireText() }
    let export = try Gen5Export(text)
    var records: [PlateRecord] = []
    var grids: [GridPlate] = []
    for (index, plate) in export.plates.enumerated() {
      let assembly = Gen5Assembly(export: export, plate: plate, number: index + 1, format: format)
      if let grid = try assembly.grid() { grids.append(grid) } else { records.append(try assembly.record()) }
    }
    return PlateExport(plates: records, grids: grids, provenance: provenance(text))
  }

  /// The text of an export; of a workbook the sheets that are Gen5's, one below the other, their tables moved to where the
  /// text has them.
  private static func text(_ file: PlateFile) -> DecodedText? {
    file.workbook.map { tables($0, file: file.name) } ?? file.text
  }

  /// The sheets of a workbook that are Gen5's as text; `nil` if none is.
  static func tables(_ sheets: [CellSheet], file: String) -> DecodedText? {
    let own = sheets.filter { sheet in
      sheet.rows.prefix(40).contains { row in marks.contains { row.first?.hasPrefix($0) == true } }
    }
    guard !own.isEmpty else { return nil }
    let rows = own.flatMap { sheet -> [[String]] in
      let isMoved = sheet.rows.contains {
        $0.count > 3 && $0[0].isEmpty && $0[1].isEmpty && $0[2] == "1" && $0[3] == "2"
      }
      let width = sheet.rows.map(\.count).max() ?? 0
      return sheet.rows.map { row in
        guard row.contains(where: { !$0.isEmpty }) else { return [] }
        let moved = isMoved && row[0].isEmpty ? Array(row.dropFirst()) : row
        return moved + [String](repeating: "", count: width - moved.count)
      } + [[]]
    }
    return CellSheet(name: "", rows: rows).tabSeparated(file: file)
  }

  /// What the heads of the plates say; several values where the plates differ.
  private func provenance(_ text: DecodedText) -> PlateProvenance {
    func values(_ name: String) -> [String] {
      text.lines.compactMap { line in
        let cells = line.split(whereSeparator: { "\t;,".contains($0) }).map { String($0).trimmingBlanks }
        guard cells.count > 1, cells[0] == name, cells[1] != "n/a" else { return nil }
        return cells[1]
      }
    }
    func all(_ values: [String]) -> String? {
      var kept: [String] = []
      for value in values where !kept.contains(value) { kept.append(value) }
      return kept.isEmpty ? nil : kept.joined(separator: "; ")
    }
    let dates = values("Date")
    let times = values("Time")
    let measured = dates.indices.map { dates[$0] + (times.count == dates.count ? " " + times[$0] : "") }
    return PlateProvenance(
      software: all(values("Software Version")).map { format.name + " " + $0 } ?? format.name,
      instrument: all(values("Reader Type:")), serialNumber: all(values("Reader Serial Number:")),
      measured: all(measured))
  }
}
