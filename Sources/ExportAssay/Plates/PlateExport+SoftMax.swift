// SoftMax Pro text exports: plates in time or plate format, and the group tables that say what is in the wells.

/// A SoftMax Pro export taken apart.
struct SoftMaxExport {
  struct Plate {
    let name: String
    let line: Int
    /// Readings by name: `reduced`, `450`, `620` ..., and `450-620` made of the first two.
    var readings: [(name: String, signals: [WellPosition: WellSignal])] = []
    /// Set where a data row is not as long as its header; an error unless the groups confirm the values.
    var doubt: AssayError?
  }

  struct Column {
    let name: String
    let formula: String
  }

  struct Row {
    let line: Int
    let sample: String
    let cells: [String]
  }

  struct Group {
    let name: String
    let line: Int
    var columns: [Column]
    var rows: [Row]
  }

  let file: String
  var plates: [Plate] = []
  var groups: [Group] = []
  var mark = DecimalMark.point

  /// Reads the blocks.
  init(_ text: DecodedText) throws(AssayError) {
    file = text.file
    let lines = text.lines
    var index = 0
    while index < lines.count, lines[index].trimmed.isEmpty { index += 1 }
    guard index < lines.count, let announced = Self.blockCount(lines[index]) else {
      throw AssayError(.badBlock, file: file, line: index + 1, "##BLOCKS= with a number expected")
    }
    mark = Self.decimalMark(lines)
    index += 1
    var blocks = 0
    while index < lines.count {
      let title = lines[index].trimmed
      if title.isEmpty {
        index += 1
        continue
      }
      let isBlock = ["Plate:", "Group:", "Note:", "Cuvette:"].contains { title.hasPrefix($0) }
      if !isBlock {
        guard blocks == announced, title.hasPrefix("Original Filename:") || title.hasPrefix("Copyright") else {
          throw AssayError(.badBlock, file: file, line: index + 1, "unexpected text outside a block: \(quoted(title))")
        }
        index += 1
        continue
      }
      guard let end = lines[index...].firstIndex(where: { $0.trimmed.hasPrefix("~End") }) else {
        throw AssayError(.badBlock, file: file, line: index + 1, "the block has no ~End: the file is cut off")
      }
      if let nested = lines[(index + 1)..<end].firstIndex(where: {
        $0.hasPrefix("Plate:") || $0.hasPrefix("Group:") || $0.hasPrefix("Note:")
      }) {
        throw AssayError(.badBlock, file: file, line: nested + 1, "a block begins before the last one has ended")
      }
      blocks += 1
      if title.hasPrefix("Plate:") { try readPlate(lines, index, end) }
      if title.hasPrefix("Group:") { try readGroup(lines, index, end) }
      if title.hasPrefix("Cuvette:") {
        throw AssayError(.unknownFormat, file: file, line: index + 1, "cuvette blocks are not read")
      }
      index = end + 1
    }
    guard blocks == announced else {
      throw AssayError(.badBlock, file: file, line: 1, "##BLOCKS= announces \(announced) blocks, \(blocks) are there")
    }
  }

  private static func blockCount(_ line: String) -> Int? {
    let text = line.trimmed
    guard text.hasPrefix("##BLOCKS=") else { return nil }
    return Int(String(text.dropFirst(9)).trimmed)
  }

  private static func decimalMark(_ lines: [String]) -> DecimalMark {
    for line in lines {
      for cell in line.split(separator: "\t") {
        let text = String(cell).trimmed
        if text.utf8.contains(UInt8(ascii: ".")), NumberText.parse(text) != nil, text != "1.3" { return .point }
      }
    }
    return .comma
  }

  /// Cells of a line: tabs, a cell wholly in quotes loses them.
  func cells(_ line: String, _ number: Int) throws(AssayError) -> [String] {
    var out: [String] = []
    for part in line.split(separator: "\t", omittingEmptySubsequences: false) {
      let cell = String(part).trimmed
      if cell.hasPrefix("\"") {
        guard cell.utf8.count >= 2, cell.hasSuffix("\"") else {
          throw AssayError(.quoting, file: file, line: number, column: out.count + 1, "open quote")
        }
        out.append(String(cell.dropFirst().dropLast()))
      } else {
        out.append(cell)
      }
    }
    return out
  }

  // MARK: Plates

  private mutating func readPlate(_ lines: [String], _ start: Int, _ end: Int) throws(AssayError) {
    let header = try cells(lines[start], start + 1)
    guard header.count > 8 else { throw AssayError(.badBlock, file: file, line: start + 1, "plate header cut off") }
    guard !plates.contains(where: { $0.name == header[1] }) else {
      throw AssayError(.badBlock, file: file, line: start + 1, "two plates are named \(quoted(header[1]))")
    }
    guard header[3] == "TimeFormat" || header[3] == "PlateFormat" else {
      throw AssayError(.badBlock, file: file, line: start + 1, column: 4, "format \(quoted(header[3])) is not known")
    }
    guard header[4] == "Endpoint" || header[6] == "Reduced" || header[7] == "Reduced" else {
      throw AssayError(
        .unknownFormat, file: file, line: start + 1, column: 5,
        "\(quoted(header[4])) reads are taken only as reduced data")
    }
    guard let type = header.indices.first(where: { $0 >= 6 && ["Raw", "Reduced", "Both"].contains(header[$0]) }) else {
      throw AssayError(.badBlock, file: file, line: start + 1, "plate header does not say Raw or Reduced")
    }
    let waves = header.count > type + 9 ? header[type + 9].split(separator: " ").map(String.init) : []
    if header.count > type + 8, let count = Int(header[type + 8]), count != waves.count {
      throw AssayError(.badBlock, file: file, line: start + 1, column: type + 9, "\(count) wavelengths announced")
    }
    var plate = Plate(name: header[1], line: start + 1)
    if header[3] == "TimeFormat" {
      try readTime(lines, start + 1, end, waves, &plate)
    } else {
      try readGrid(lines, start + 1, end, waves, &plate)
    }
    guard !plate.readings.isEmpty else {
      throw AssayError(.badBlock, file: file, line: start + 1, "plate without data")
    }
    plates.append(plate)
  }

  private func value(_ text: String, line: Int, column: Int, well: WellPosition) throws(AssayError) -> WellSignal {
    guard let signal = SignalToken.parse(text, mark: mark) else {
      throw AssayError(
        .badNumber, file: file, line: line, column: column, well: well.description,
        "\(quoted(text)) is neither a number nor a known token")
    }
    return signal
  }

  private func readTime(
    _ lines: [String], _ start: Int, _ end: Int, _ waves: [String], _ plate: inout Plate
  ) throws(AssayError) {
    var wells: [WellPosition] = []
    var width = 0
    var isReduced = false
    var wave = 0
    for index in start..<end where !lines[index].trimmed.isEmpty {
      let row = try cells(lines[index], index + 1)
      if row.count > 2, row[2...].contains("A1") || (row.count > 3 && WellPosition(row[2]) != nil) {
        wells = []
        isReduced = !row[1].hasPrefix("Temperature")
        width = row.count
        for (k, name) in row.enumerated().dropFirst(2) where !name.isEmpty {
          guard let well = WellPosition(name), !wells.contains(well), wells.count == k - 2 else {
            throw AssayError(
              .badWell, file: file, line: index + 1, column: k + 1, "well name \(quoted(name)) unexpected")
          }
          if let last = wells.last, !(last < well) {
            throw AssayError(.badWell, file: file, line: index + 1, column: k + 1, "well \(well) out of order")
          }
          wells.append(well)
        }
        continue
      }
      guard !wells.isEmpty else { throw AssayError(.badBlock, file: file, line: index + 1, "well names expected") }
      guard row.count >= 2 + wells.count, row[(2 + wells.count)...].allSatisfy(\.isEmpty) else {
        throw AssayError(
          .rowLength, file: file, line: index + 1, column: Swift.min(row.count, 2 + wells.count) + 1,
          "\(Swift.max(0, row.count - 2)) values for \(wells.count) wells")
      }
      if row.count != width {
        plate.doubt = AssayError(.rowLength, file: file, line: index + 1, "the row is not as long as its header")
      }
      let name = isReduced ? "reduced" : (wave < waves.count ? waves[wave] : "")
      guard !name.isEmpty, !plate.readings.contains(where: { $0.name == name }) else {
        throw AssayError(.badBlock, file: file, line: index + 1, "more data rows than announced")
      }
      if !isReduced { wave += 1 }
      var signals: [WellPosition: WellSignal] = [:]
      for (k, well) in wells.enumerated() {
        signals[well] = try value(row[k + 2], line: index + 1, column: k + 3, well: well)
      }
      plate.readings.append((name, signals))
    }
    try complete(&plate, waves, wave, end)
  }

  private func readGrid(
    _ lines: [String], _ start: Int, _ end: Int, _ waves: [String], _ plate: inout Plate
  ) throws(AssayError) {
    var columns: [(index: Int, column: Int, wave: Int)] = []
    var width = 0
    var isReduced = false
    var row = 0
    var found: [[WellPosition: WellSignal]] = []
    func store(_ plate: inout Plate) {
      guard row > 0 else { return }
      for (k, signals) in found.enumerated() {
        plate.readings.append((isReduced ? "reduced" : (k < waves.count ? waves[k] : "reading \(k + 1)"), signals))
      }
      row = 0
    }
    for index in start..<end where !lines[index].trimmed.isEmpty {
      let line = try cells(lines[index], index + 1)
      let numbers = line.dropFirst(2).compactMap { Int($0) }
      let first = line.count > 2 ? Int(line[2]).flatMap { (1...48).contains($0) ? $0 : nil } : nil
      if line.count > 4, let first, line[3] == String(first + 1), line[4] == String(first + 2), numbers.count > 2 {
        store(&plate)
        isReduced = !line[1].hasPrefix("Temperature")
        width = line.count
        columns = []
        var wave = 0
        for (k, cell) in line.enumerated().dropFirst(2) {
          guard !cell.isEmpty else { continue }
          guard let column = Int(cell), (1...48).contains(column) else {
            throw AssayError(.badBlock, file: file, line: index + 1, column: k + 1, "plate column expected")
          }
          if let last = columns.last {
            if column == first {
              wave += 1
            } else if column != last.column + 2 {
              throw AssayError(.badBlock, file: file, line: index + 1, column: k + 1, "plate column out of order")
            }
          }
          columns.append((k, column - 1, wave))
        }
        found = [[WellPosition: WellSignal]](repeating: [:], count: wave + 1)
        continue
      }
      guard !columns.isEmpty else { throw AssayError(.badBlock, file: file, line: index + 1, "plate columns expected") }
      guard line.count > (columns.last?.index ?? 0) else {
        throw AssayError(
          .rowLength, file: file, line: index + 1, column: line.count + 1,
          "row \(WellPosition.rowName(row)) is cut short")
      }
      if line.count != width {
        plate.doubt = AssayError(.rowLength, file: file, line: index + 1, "the row is not as long as its header")
      }
      for (k, cell) in line.enumerated().dropFirst(2) where !cell.isEmpty && !columns.contains(where: { $0.index == k })
      {
        throw AssayError(.rowLength, file: file, line: index + 1, column: k + 1, "a value outside the plate's columns")
      }
      for item in columns {
        guard let well = WellPosition(row: row, column: item.column) else {
          throw AssayError(.badWell, file: file, line: index + 1, column: item.index + 1, "beyond 32 x 48 wells")
        }
        found[item.wave][well] = try value(line[item.index], line: index + 1, column: item.index + 1, well: well)
      }
      row += 1
    }
    store(&plate)
    try complete(&plate, waves, plate.readings.filter { $0.name != "reduced" }.count, end)
  }

  /// Checks the number of readings and the plate's size, and adds the difference of the first two wavelengths.
  private func complete(_ plate: inout Plate, _ waves: [String], _ raw: Int, _ end: Int) throws(AssayError) {
    guard raw == 0 || raw == waves.count else {
      throw AssayError(
        .badBlock, file: file, line: end + 1, "\(waves.count) wavelengths announced, \(raw) rows of data before ~End")
    }
    if let first = plate.readings.first {
      for reading in plate.readings where Set(reading.signals.keys) != Set(first.signals.keys) {
        throw AssayError(
          .badBlock, file: file, line: end + 1, "reading \(reading.name) covers other wells than the first")
      }
      let sizes = [6, 12, 24, 48, 96, 384, 1536]
      let rows = Set(first.signals.keys.map(\.row)).count
      let columns = Set(first.signals.keys.map(\.column)).count
      guard rows * columns == first.signals.count, rows == (first.signals.keys.map(\.row).max() ?? -1) + 1 || rows == 1,
        sizes.contains(first.signals.count) || columns < 12 || rows < 8
      else {
        throw AssayError(.badBlock, file: file, line: end + 1, "\(first.signals.count) wells are not a plate")
      }
    }
    if raw >= 2 {
      let a = plate.readings[0].name == "reduced" ? 1 : 0
      let difference = plate.readings[a].signals.reduce(into: [WellPosition: WellSignal]()) { result, item in
        result[item.key] = PlateRecord.difference(item.value, plate.readings[a + 1].signals[item.key] ?? .missing)
      }
      plate.readings.append((plate.readings[a].name + "-" + plate.readings[a + 1].name, difference))
    }
  }
}
