// Exports of the EnVision Workstation: plates with their information, results by label and channel, and a plate map.

internal import Documents

/// PerkinElmer (Revvity) EnVision.
///
/// Every plate begins with `Plate information`; `Results for A450(1) - channel 1` was measured, `Calculated results` was
/// not. Grids without a title are those of the label in the plate's information. Where the export says so the information
/// stands behind its plate. The form is that of the test files of allotropy (MIT) and of openreadout.
struct EnVisionDialect: GridDialect {
  let format = PlateFormat(name: "PerkinElmer EnVision", takesPlateMap: true)
  // Codes of the plate map: BL blank, CTL control, S sample, STD standard, UNK unknown.
  let words: [String: WellRole] = ["bl": .blank, "ctl": .qc, "s": .unknown, "std": .standard, "unk": .unknown]

  func certainty(_ head: [String]) -> RecognitionCertainty? {
    let isPlate = head.contains { $0.hasPrefix("Plate information") }
    let isHeader = head.contains {
      $0.hasPrefix("Plate,Repeat,Barcode") || $0.hasPrefix("Plate;Repeat;Barcode")
        || $0.hasPrefix("Plate\tRepeat\tBarcode")
    }
    return isPlate && isHeader || head.contains { $0.hasPrefix("Exported with EnVision") } ? .certain : nil
  }

  func use(_ block: GridBlock, column: Int, in file: GridFile) -> GridUse {
    guard column == 0, block.shape != .list else { return .unused }
    if isPlateMap(block, file) { return block.shape == .grid ? .field("sample_id") : .unused }
    if let title = block.titles.first(where: { $0.hasPrefix("Results for") }) {
      return .reading(String(title.dropFirst(11)).trimmingBlanks)
    }
    if let title = block.titles.first(where: { $0.hasPrefix("Calculated results") }) { return .calculated(title) }
    let information = self.information(block, file)
    if information["Formula"] != nil { return .calculated(information["Formula"] ?? "") }
    return .reading(information["Label"] ?? "results")
  }

  func plate(_ block: GridBlock, in file: GridFile) -> String {
    if isPlateMap(block, file) {
      let number = block.titles.first { $0.hasPrefix("Plate ") }?.split(separator: " ").last
      return number.map { "Plate \($0)" } ?? ""
    }
    let information = self.information(block, file)
    let name = information["Plate"].map { "Plate \($0)" } ?? ""
    let again = information["Repeat"].flatMap { Int($0) } ?? 1
    return again > 1 ? name + ", repeat \(again)" : name
  }

  private func isPlateMap(_ block: GridBlock, _ file: GridFile) -> Bool {
    file.line(of: ["Platemap"]).map { block.line > $0 } ?? false
  }

  /// The information of a block's plate, above or below it: the line of headings and the line of values.
  private func information(_ block: GridBlock, _ file: GridFile) -> [String: String] {
    guard let sheet = file.sheets.first(where: { $0.name == block.sheet }) else { return [:] }
    func isHeader(_ row: [String]) -> Bool { row.first == "Plate" && row.dropFirst().first == "Repeat" }
    let isBehind = sheet.rows.contains { $0.first == "Place plate information at" && $0.contains("End of plate") }
    let found =
      isBehind
      ? sheet.rows.dropFirst(block.lastLine).firstIndex(where: isHeader)
      : sheet.rows.prefix(block.line).lastIndex(where: isHeader)
    guard let header = found else { return [:] }
    let values = sheet.rows.indices.contains(header + 1) ? sheet.rows[header + 1] : []
    return Dictionary(
      zip(sheet.rows[header], values).filter { !$0.0.isEmpty && !$0.1.isEmpty }, uniquingKeysWith: { first, _ in first }
    )
  }

  func provenance(_ file: GridFile) -> PlateProvenance {
    let mark = "Exported with EnVision Workstation version"
    let version = file.sheets.lazy.flatMap(\.rows).compactMap(\.first).first { $0.hasPrefix(mark) }
    return PlateProvenance(
      software: version.map { "EnVision Workstation" + $0.dropFirst(mark.count) } ?? "EnVision Workstation",
      protocolName: file.value(["Protocol Name"]), instrument: file.value(["Nickname"]) ?? "EnVision",
      serialNumber: file.value(["Serial number", "Serial#"]), measured: file.value(["Assay Started"]))
  }
}
