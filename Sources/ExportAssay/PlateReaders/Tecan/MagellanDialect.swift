// Lists of wells as Tecan Magellan exports them.
internal import Documents

/// Magellan: a list with the column `Well positions`, one column for each reading, and the settings below it.
///
/// The form is that of the parsers of allotropy (MIT) and openreadout.
struct MagellanDialect: GridDialect {
  let format = PlateFormat(name: "Tecan Magellan", takesPlateMap: true)
  let words: [String: WellRole] = ["bl": .blank, "st": .standard, "sm": .unknown]

  func certainty(_ head: [String]) -> RecognitionCertainty? {
    head.contains {
      $0.split(separator: "\t").contains { $0.hasPrefix("Well positions") } || $0.hasPrefix("Well positions")
    }
      ? .certain : nil
  }

  func refusal(_ file: GridFile) -> (line: Int, reason: String)? {
    guard let block = file.blocks.first(where: { $0.shape == .list }) else { return nil }
    let titles = block.columns.map(\.title).filter { GridFields.field($0) == nil && !$0.isEmpty }
    guard Set(titles).count < titles.count else { return nil }
    return (block.line, "several columns of one name, as a kinetic measurement has: an ELISA needs an endpoint reading")
  }

  func use(_ block: GridBlock, column: Int, in file: GridFile) -> GridUse {
    block.shape == .list ? GridFields.use(block, column, file.mark) : .unused
  }

  func provenance(_ file: GridFile) -> PlateProvenance {
    let lines = file.sheets.flatMap(\.rows).map { $0.filter { !$0.isEmpty }.joined(separator: " ") }.filter {
      !$0.isEmpty
    }
    var result = PlateProvenance(software: "Tecan Magellan")
    if let line = lines.first(where: { $0.hasPrefix("Date of measurement:") }) {
      result.measured = line.dropFirst(20).split(separator: "/", maxSplits: 1).isEmpty ? nil : Self.time(line)
    }
    result.protocolName = lines.first { $0.lowercased().hasSuffix(".mth") && !$0.contains("\\") }
    if let place = lines.firstIndex(where: { $0.hasPrefix("Instrument serial number:") }) {
      result.serialNumber = String(lines[place].dropFirst(25)).trimmingBlanks
      // The two lines above the serial number are the operator and the reader.
      if place >= 2 {
        result.person = lines[place - 2]
        result.instrument = lines[place - 1]
      }
    }
    return result
  }

  /// `Date of measurement: 2021-11-08/Time of measurement: 09:12:44`.
  private static func time(_ line: String) -> String {
    let mark = "/Time of measurement:"
    let date = line.dropFirst(20)
    let bytes = Array(date.utf8)
    let needle = Array(mark.utf8)
    guard let place = bytes.indices.first(where: { bytes[$0...].starts(with: needle) }) else {
      return String(date).trimmingBlanks
    }
    let day = String(decoding: bytes[..<place], as: UTF8.self).trimmingBlanks
    return day + " " + String(decoding: bytes[(place + needle.count)...], as: UTF8.self).trimmingBlanks
  }
}
