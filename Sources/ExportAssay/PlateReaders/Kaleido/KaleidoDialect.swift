// Exports of Revvity Kaleido: results by technology, then the plate map and the settings.
internal import Documents

/// Kaleido (EnSight, EnVision Nexus, VICTOR Nivo).
///
/// `Results for ABS mono 1`, then `Barcode: ..., PlateRepeat: 1, WellRepeat: 1` and the grid. The form is that of the test
/// files of allotropy (MIT) and of openreadout.
struct KaleidoDialect: GridDialect {
  let format = PlateFormat(name: "Revvity Kaleido", takesPlateMap: true)
  let words: [String: WellRole] = [
    "b": .blank, "bl": .blank, "c": .qc, "s": .standard, "st": .standard, "un": .unknown,
  ]

  func certainty(_ head: [String]) -> RecognitionCertainty? {
    let isResult = head.contains { $0.hasPrefix("Results for") || $0.hasPrefix("EnSight Results from") }
    let isKaleido = head.contains { $0.contains("Kaleido") || $0.contains("PlateRepeat:") }
    return isResult && isKaleido ? .certain : nil
  }

  func use(_ block: GridBlock, column: Int, in file: GridFile) -> GridUse {
    guard column == 0, block.shape == .grid else { return .unused }
    if file.line(of: ["Platemap"]).map({ block.line > $0 }) ?? false { return .field("sample_id") }
    guard let title = block.titles.first(where: { $0.hasPrefix("Results for") }) else { return .unused }
    return .reading(String(title.dropFirst(11)).trimmingBlanks)
  }

  func plate(_ block: GridBlock, in file: GridFile) -> String {
    guard let line = block.titles.first(where: { $0.hasPrefix("Barcode:") }) else { return "" }
    let barcode = String(line.dropFirst(8).prefix { $0 != "," }).trimmingBlanks
    let name = barcode.split(separator: " ").prefix { !$0.hasPrefix("PlateRepeat") }.joined(separator: " ")
    let again = line.split(whereSeparator: { ", ".contains($0) }).drop { $0 != "PlateRepeat:" }.dropFirst().first
    return again == nil || again == "1" ? name : name + ", repeat \(again ?? "")"
  }

  func provenance(_ file: GridFile) -> PlateProvenance {
    PlateProvenance(
      software: file.value(["Software version"]) ?? "Kaleido", protocolName: file.value(["Protocol Name"]),
      serialNumber: file.value(["Instrument Serial Number"]), measured: file.value(["Measurement Started"]),
      person: file.value(["Protocol Owner"]))
  }
}
