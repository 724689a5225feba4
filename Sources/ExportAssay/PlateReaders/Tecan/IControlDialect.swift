// Exports of Tecan i-control and SparkControl, in English or German.
internal import Documents

/// i-control (Infinite, Spark) and SparkControl.
///
/// One section for each label: settings as key, value and unit, then a grid with `<>` in its corner; with several reads in
/// each well a list of `Well`, `Mean`, `StDev` and the single reads. The form is that of the parsers prtecan, tread and
/// openreadout.
struct IControlDialect: GridDialect {
  let format = PlateFormat(name: "Tecan i-control", takesPlateMap: true)

  private static let applications = [
    "Application: Tecan i-control", "Programm: Tecan i-control", "Application: SparkControl",
  ]

  func certainty(_ head: [String]) -> RecognitionCertainty? {
    head.contains { line in Self.applications.contains { line.hasPrefix($0) } } ? .certain : nil
  }

  func refusal(_ file: GridFile) -> (line: Int, reason: String)? {
    guard let line = file.line(of: ["Cycle Nr", "Zyklus Nr", "Cycles / Well", "Zyklen / Well"]) else { return nil }
    return (line, "a kinetic measurement, many readings of every well: an ELISA needs an endpoint reading")
  }

  func use(_ block: GridBlock, column: Int, in file: GridFile) -> GridUse {
    switch block.shape {
    case .list:
      let title = GridScan.plain(block.columns[column].title)
      guard title == "mean" || title == "mittelwert" || title == "value" || title == "wert" else { return .unused }
    case .grid: guard column == 0 else { return .unused }
    case .bare: return .unused
    }
    return .reading(name(block))
  }

  /// The label with its wavelength: `Label1 (450)`.
  private func name(_ block: GridBlock) -> String {
    func value(_ keys: [String]) -> String? {
      block.titles.lazy.compactMap { line in
        keys.lazy.filter { line.hasPrefix($0) }.first.map {
          String(line.dropFirst($0.count).drop { $0 == ":" || $0 == " " }).trimmingBlanks
        }
      }.first { !$0.isEmpty }
    }
    let label = value(["Label:", "Name"]) ?? "Label"
    let wavelength = value(["Measurement Wavelength", "Measurement wavelength", "Wellenlänge", "Wavelength"])
    return wavelength.flatMap { $0.split(separator: " ").first }.map { "\(label) (\($0))" } ?? label
  }

  func plate(_ block: GridBlock, in file: GridFile) -> String { file.sheets.count > 1 ? block.sheet : "" }

  func provenance(_ file: GridFile) -> PlateProvenance {
    let version = file.sheets.lazy.flatMap { $0.rows.prefix(3) }.flatMap { $0 }.first {
      $0.hasPrefix("Tecan i-control ,")
    }
    let start = file.value(["Start Time", "Startzeit"])
    let date = file.value(["Date", "Datum"]).map { date in
      file.value(["Time", "Zeit"]).map { date + " " + $0 } ?? date
    }
    return PlateProvenance(
      software: version?.split(separator: ",").map { String($0).trimmingBlanks }.joined(separator: " ")
        ?? file.value(["Application", "Programm"]),
      protocolName: file.value(["Method name"]), instrument: file.value(["Device", "Gerät"]),
      serialNumber: file.value(["Serial number", "Seriennummer"]), measured: start ?? date,
      person: file.value(["User", "Anwender"]))
  }
}
