// Exports of BMG LABTECH MARS and SMART Control: grids with titles, or one line for each well.
internal import Documents

/// MARS (PHERAstar, CLARIOstar, FLUOstar, POLARstar, SPECTROstar) and SMART Control.
///
/// `Raw Data (450)` was measured; other titles are computed from it or describe the wells (`Layout`, `Content`, `Standard
/// Concentrations`). The form is that of the test files of allotropy (MIT) and of openreadout.
struct MARSDialect: GridDialect {
  let format = PlateFormat(name: "BMG MARS", takesPlateMap: true)
  let words: [String: WellRole] = ["x": .unknown, "s": .standard, "b": .blank, "n": .qc, "p": .qc, "c": .qc]

  func certainty(_ head: [String]) -> RecognitionCertainty? {
    let first = head.prefix(12).filter { !$0.isEmpty }
    let isUser = first.prefix(4).contains { $0.hasPrefix("User:") }
    let isTest = first.contains { line in
      ["Test run no.:", "Test name:", "Test Name:", "Test ID:"].contains { mark in
        line.hasPrefix(mark)
          || line.split(whereSeparator: { ",;\t".contains($0) }).contains {
            String($0).trimmingBlanks.hasPrefix(mark)
          }
      }
    }
    return isUser && isTest ? .certain : nil
  }

  func refusal(_ file: GridFile) -> (line: Int, reason: String)? {
    for sheet in file.sheets {
      for (index, row) in sheet.rows.enumerated() {
        let words = row.prefix(4).filter { !$0.isEmpty }
        if words.first == "Time" || words.first?.hasPrefix("Time [") == true
          || (words.first?.hasPrefix("Cycle ") == true && words.first?.contains("(") == true)
        {
          return (index + 1, "a kinetic measurement, many readings of every well: an ELISA needs an endpoint reading")
        }
        if words.first?.hasPrefix("Wavelength [nm]") == true {
          return (index + 1, "a spectral scan, many readings of every well: an ELISA needs a reading at one wavelength")
        }
      }
    }
    return nil
  }

  func use(_ block: GridBlock, column: Int, in file: GridFile) -> GridUse {
    if block.shape == .list {
      let title = Self.plain(block.columns[column].title)
      if let field = GridFields.field(title) { return .field(field) }
      return title.isEmpty ? .unused : Self.use(title)
    }
    guard column == 0, let title = block.titles.first(where: { !$0.hasPrefix("Plate:") }) else { return .unused }
    return Self.use(Self.plain(title))
  }

  /// A title without the number of its section: `4. Raw Data (450)`.
  private static func plain(_ title: String) -> String {
    let rest = title.drop { $0.isNumber }
    return rest.hasPrefix(". ") ? String(rest.dropFirst(2)) : title
  }

  private static func use(_ title: String) -> GridUse {
    if title.hasPrefix("Raw Data") { return .reading(title) }
    if title.hasPrefix("Standard Conc") || title.hasPrefix("Concentration") { return .field("nominal_conc") }
    if title.hasPrefix("Dilution") { return .field("dilution_factor") }
    if title.hasPrefix("Layout") || title.hasPrefix("Content") { return .field("sample_id") }
    return title.contains("Raw Data") ? .calculated(title) : .unused
  }

  func plate(_ block: GridBlock, in file: GridFile) -> String { file.value(["ID1"]) ?? "" }

  func provenance(_ file: GridFile) -> PlateProvenance {
    let date = file.value(["Date"])
    // The folder behind BMG in the path is the reader.
    let folders = file.value(["Path"])?.split(whereSeparator: { "\\/".contains($0) }).map { String($0) } ?? []
    let reader = folders.firstIndex(of: "BMG").flatMap { $0 + 1 < folders.count ? folders[$0 + 1] : nil }
    return PlateProvenance(
      software: "BMG MARS", protocolName: file.value(["Test name"]), instrument: reader,
      measured: date.map { date in file.value(["Time"]).map { date + " " + $0 } ?? date }, person: file.value(["User"]))
  }
}
