// Workbooks and text of Thermo Scientific SkanIt: a sheet for each step of the protocol, grids for each plate.

internal import Documents

/// SkanIt (Varioskan, Multiskan, Fluoroskan, Luminoskan).
///
/// A step named for a way of detection was measured, every other is computed. `Sample` grids name the wells; `Layout
/// definitions` adds concentrations and dilutions. The form is that of the parsers of allotropy (MIT) and openreadout.
struct SkanItDialect: GridDialect {
  let format = PlateFormat(name: "Thermo SkanIt", takesPlateMap: true)

  func isOwnSheet(_ name: String) -> Bool {
    ["General information", "Session information", "Instrument information", "Layout", "Protocol", "Run log"]
      .contains { name.hasPrefix($0) }
  }

  private static let corners: Set<String> = ["abs", "rlu", "rfu", "fluorescence", "luminescence", "absorbance"]

  func certainty(_ head: [String]) -> RecognitionCertainty? {
    head.contains { $0.hasPrefix("Measurement results") || $0.contains("SkanIt") } ? .certain : nil
  }

  func refusal(_ file: GridFile) -> (line: Int, reason: String)? {
    guard let line = file.line(of: ["Reading:", "Kinetic"]), file.blocks.isEmpty else { return nil }
    return (line, "a kinetic measurement, many readings of every well: an ELISA needs an endpoint reading")
  }

  func use(_ block: GridBlock, column: Int, in file: GridFile) -> GridUse {
    if block.sheet.hasPrefix("Layout") { return layoutUse(block, column) }
    if block.shape == .list { return GridFields.use(block, column, file.mark) }
    guard column == 0 else { return .unused }
    let corner = GridScan.plain(block.corner)
    if GridFields.field(block.corner) == "sample_id" { return .field("sample_id") }
    let step = self.step(block, file)
    let wavelength = block.titles.first { $0.hasPrefix("Wavelength") }.flatMap { line in
      line.split { !$0.isNumber }.first.map { " (\($0))" }
    }
    let name = step + (wavelength ?? "")
    return Self.corners.contains(corner) ? .reading(name) : .calculated(name.isEmpty ? block.corner : name)
  }

  /// Below every letter of the layout: the samples, their group, and concentration or dilution.
  private func layoutUse(_ block: GridBlock, _ column: Int) -> GridUse {
    guard block.shape == .grid else { return .unused }
    switch column {
    case 0: return .field("sample_id")
    case 2: return .field("conc_or_dilution")
    default: return .unused
    }
  }

  /// The step of the protocol: the sheet's name, or the line below the time of the run.
  private func step(_ block: GridBlock, _ file: GridFile) -> String {
    if !block.sheet.isEmpty, file.sheets.count > 1 { return block.sheet }
    return block.titles.first { title in
      ["Absorbance", "Fluorescence", "Luminescence", "Photometric"].contains { title.hasPrefix($0) }
    } ?? ""
  }

  /// The line above a grid that names the plate; the grid of its samples stands below it.
  func plate(_ block: GridBlock, in file: GridFile) -> String {
    let others = ["Wavelength", "Measurement results", "Absorbance", "Fluorescence", "Luminescence", "Photometric"]
    func named(_ block: GridBlock) -> String? {
      block.titles.first { title in !others.contains { title.hasPrefix($0) } && title.hasPrefix("Plate") }
    }
    if let name = named(block) { return name }
    let before = file.blocks.last { $0.sheet == block.sheet && $0.line < block.line && named($0) != nil }
    if let name = before.flatMap({ named($0) }) { return name }
    let all = Set(file.blocks.compactMap { named($0) })
    return all.count == 1 ? all.first ?? "" : ""
  }

  func provenance(_ file: GridFile) -> PlateProvenance {
    let version = file.sheets.lazy.flatMap(\.rows).flatMap { $0 }.first { $0.hasPrefix("SkanIt Software") }
    return PlateProvenance(
      software: version ?? "Thermo SkanIt", protocolName: file.value(["Session name"]),
      instrument: instrument(file), serialNumber: file.value(["Serial number"]),
      measured: file.value(["Execution time"]), person: file.value(["Executed by", "User"]))
  }

  private func instrument(_ file: GridFile) -> String? {
    guard let sheet = file.sheets.first(where: { $0.name == "Instrument information" }) else { return nil }
    let row = sheet.rows.first { $0.first == "Name" || $0.dropFirst().first == "Name" }
    return row?.last { !$0.isEmpty && $0 != "Name" }
  }
}
