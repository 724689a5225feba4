// Text exports of Gen5.

package import Documents

/// Reads text exports of Gen5: one record a plate.
package struct Gen5Reader: PlateReader {
  package let format = PlateFormat(name: "Gen5", takesPlateMap: true)

  /// The words that lines of the head of an export begin with.
  private static let marks = ["Software Version", "Procedure Details", "Plate Number"]

  package func recognize(_ file: PlateFile) -> RecognitionCertainty? {
    guard let text = file.text else { return nil }
    return text.lines.prefix(40).contains { line in Self.marks.contains { line.hasPrefix($0) } } ? .likely : nil
  }

  package func read(_ file: PlateFile) throws(InputFaults) -> PlateExport {
    let text = try file.requireText()
    let export = try Gen5Export(text)
    var records: [PlateRecord] = []
    for (index, plate) in export.plates.enumerated() {
      records.append(try Gen5Assembly(export: export, plate: plate, number: index + 1, format: format).record())
    }
    return PlateExport(plates: records, provenance: provenance(text))
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
