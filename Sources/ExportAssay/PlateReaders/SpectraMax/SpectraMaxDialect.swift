// The XML workbooks that SpectraMax iD readers save themselves, without SoftMax Pro.
internal import Documents

/// SpectraMax iD3 and iD5: an Excel 2003 XML workbook with `Plate name`, settings, `Well data` and grids whose column
/// numbers follow `Wavelength(Ex/Em)`.
///
/// The form is that of the parser growth-curve-calculator.
struct SpectraMaxDialect: GridDialect {
  let format = PlateFormat(name: "SpectraMax iD", takesPlateMap: true)

  func certainty(_ head: [String]) -> RecognitionCertainty? {
    let isNamed = head.contains { $0.hasPrefix("Plate name") }
    return isNamed && head.contains { $0.lowercased().hasPrefix("well data") } ? .certain : nil
  }

  func refusal(_ file: GridFile) -> (line: Int, reason: String)? {
    guard let type = file.value(["Measurement type"]), type != "Endpoint",
      let line = file.line(of: ["Measurement type"])
    else { return nil }
    return (line, "a measurement of type \(type): an ELISA needs an endpoint reading")
  }

  func use(_ block: GridBlock, column: Int, in file: GridFile) -> GridUse {
    block.shape == .grid && column == 0 ? .reading(block.corner) : .unused
  }

  func plate(_ block: GridBlock, in file: GridFile) -> String {
    guard let sheet = file.sheets.first(where: { $0.name == block.sheet }) else { return "" }
    let row = sheet.rows.prefix(block.line).last { $0.first == "Plate name" }
    return row?.dropFirst().first { !$0.isEmpty } ?? ""
  }

  func provenance(_ file: GridFile) -> PlateProvenance {
    PlateProvenance(
      software: "SpectraMax iD", protocolName: file.value(["Protocol name", "Protocol"]),
      instrument: file.value(["Instrument"]), serialNumber: file.value(["Serial number"]),
      measured: file.value(["Read Time"]), person: file.value(["User"]))
  }
}
