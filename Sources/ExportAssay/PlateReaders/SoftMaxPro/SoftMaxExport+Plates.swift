// The plate blocks of SoftMax Pro exports: one long row (TimeFormat) or a grid (PlateFormat), raw and reduced.

internal import Documents

extension SoftMaxExport {
  /// What the header of a plate block says.
  struct PlateHeader {
    let waves: [String]
    let area: SoftMaxReadArea?
    /// One reading a well and wavelength; kinetic and spectrum reads are taken only as reduced data.
    let isEndpoint: Bool
    let mark: DecimalMark
  }

  mutating func readPlate(_ lines: [String], _ start: Int, _ end: Int) throws(InputFaults) {
    let header = try cells(lines[start], start + 1)
    guard header.count > 8 else { throw InputFaults(.badBlock, file: file, line: start + 1, "plate header cut off") }
    guard header[3] == "TimeFormat" || header[3] == "PlateFormat" else {
      throw InputFaults(.badBlock, file: file, line: start + 1, column: 4, "format \(header[3].quoted()) is not known")
    }
    guard ["Endpoint", "Kinetic", "Spectrum", "Well Scan"].contains(header[4]) else {
      throw InputFaults(
        .unknownFormat, file: file, line: start + 1, column: 5, "\(header[4].quoted()) reads are not read")
    }
    var plate = Plate(
      name: Self.unused(header[1], among: plates.map(\.name)), printedName: header[1], line: start + 1)
    if header[4] == "Well Scan" || lines[(start + 1)..<end].allSatisfy(\.trimmingBlanks.isEmpty) {
      plate.refusal = InputFaults(
        .unknownFormat, file: file, line: start + 1, column: 5,
        header[4] == "Well Scan" ? "well scans are not read" : "plate \(header[1].quoted()) holds no data")
      plates.append(plate)
      return
    }
    guard let type = header.indices.first(where: { $0 >= 6 && ["Raw", "Reduced", "Both"].contains(header[$0]) }) else {
      throw InputFaults(.badBlock, file: file, line: start + 1, "plate header does not say Raw or Reduced")
    }
    var listed = header.count > type + 9 ? header[type + 9].split(separator: " ").map(String.init) : []
    // Luminescence without a filter has no wavelength.
    if listed.isEmpty, header[5] == "Luminescence", header.count > type + 8, let count = Int(header[type + 8]) {
      listed = [String](repeating: "signal", count: Swift.min(count, 4))
    }
    if header.count > type + 8, let count = Int(header[type + 8]), count != listed.count,
      header[4] != "Spectrum" || !listed.isEmpty
    {
      throw InputFaults(.badBlock, file: file, line: start + 1, column: type + 9, "\(count) wavelengths announced")
    }
    var waves: [String] = []
    for wave in listed {
      let earlier = waves.filter { $0 == wave || $0.hasPrefix(wave + " (") }.count
      waves.append(earlier == 0 ? wave : "\(wave) (\(earlier + 1))")
    }
    let head = PlateHeader(
      waves: waves, area: SoftMaxReadArea(header, type: type), isEndpoint: header[4] == "Endpoint",
      mark: Self.decimalMark(lines[(start + 1)..<end]))
    if header[3] == "TimeFormat" {
      try readTime(lines, start + 1, end, head, &plate)
    } else {
      try readGrid(lines, start + 1, end, head, &plate)
    }
    if plate.readings.isEmpty {
      guard !head.isEndpoint else {
        throw InputFaults(.badBlock, file: file, line: start + 1, "plate without data")
      }
      plate.refusal = InputFaults(
        .unknownFormat, file: file, line: start + 1, column: 5,
        "\(header[4]) reads are taken only as reduced data: export those too")
      plate.readings = [("reduced, not exported", Self.unread(head.area))]
    }
    plates.append(plate)
  }

  /// All wells of a plate without a signal: the values that the groups print stand for them.
  private static func unread(_ area: SoftMaxReadArea?) -> [WellPosition: WellSignal] {
    let size = area?.size ?? (rows: 8, columns: 12)
    var signals: [WellPosition: WellSignal] = [:]
    for row in 0..<size.rows {
      for column in 0..<size.columns {
        if let well = WellPosition(row: row, column: column) { signals[well] = .missing }
      }
    }
    return signals
  }

  private func value(
    _ text: String, _ mark: DecimalMark, line: Int, column: Int, well: WellPosition
  ) throws(InputFaults) -> WellSignal {
    guard let signal = SignalToken.parse(text, mark: mark) else {
      throw InputFaults(
        .badNumber, file: file, line: line, column: column, well: well.description,
        "\(text.quoted()) is neither a number nor a known token")
    }
    return signal
  }

  // MARK: One long row

  private func wellNames(_ row: [String], _ index: Int) throws(InputFaults) -> [WellPosition] {
    var wells: [WellPosition] = []
    for (k, name) in row.enumerated().dropFirst(2) where !name.isEmpty {
      guard let well = WellPosition(name), !wells.contains(well), wells.count == k - 2 else {
        throw InputFaults(
          .badWell, file: file, line: index + 1, column: k + 1, "well name \(name.quoted()) unexpected")
      }
      if let last = wells.last, !(last < well) {
        throw InputFaults(.badWell, file: file, line: index + 1, column: k + 1, "well \(well) out of order")
      }
      wells.append(well)
    }
    return wells
  }

  private func readTime(
    _ lines: [String], _ start: Int, _ end: Int, _ head: PlateHeader, _ plate: inout Plate
  ) throws(InputFaults) {
    var wells: [WellPosition] = []
    var width = 0
    var isReduced = false
    var wave = 0
    for index in start..<end where !lines[index].trimmingBlanks.isEmpty {
      let row = try cells(lines[index], index + 1)
      if row.count > 2, row[2...].contains("A1") || (row.count > 3 && WellPosition(row[2]) != nil) {
        wells = try wellNames(row, index)
        isReduced = !row[1].hasPrefix("Temperature")
        width = row.count
        continue
      }
      guard !wells.isEmpty else { throw InputFaults(.badBlock, file: file, line: index + 1, "well names expected") }
      // Cells at the end may be left out only for wells that were not read.
      let unread = wells.reversed().prefix { well in
        head.area.map { !$0.holds(column: well.column) } ?? false
      }.count
      guard row.count >= 2 + wells.count - unread, row.dropFirst(2 + wells.count).allSatisfy(\.isEmpty) else {
        throw InputFaults(
          .rowLength, file: file, line: index + 1, column: Swift.min(row.count, 2 + wells.count) + 1,
          "\(Swift.max(0, row.count - 2)) values for \(wells.count) wells")
      }
      if row.count != width {
        plate.doubt = InputFaults(.rowLength, file: file, line: index + 1, "the row is not as long as its header")
      }
      var signals: [WellPosition: WellSignal] = [:]
      for (k, well) in wells.enumerated() {
        let text = k + 2 < row.count ? row[k + 2] : ""
        signals[well] = try value(text, head.mark, line: index + 1, column: k + 3, well: well)
      }
      if !isReduced, !head.isEndpoint { continue }
      let name = isReduced ? "reduced" : (wave < head.waves.count ? head.waves[wave] : "")
      guard !name.isEmpty, !plate.readings.contains(where: { $0.name == name }) else {
        throw InputFaults(.badBlock, file: file, line: index + 1, "more data rows than announced")
      }
      if !isReduced { wave += 1 }
      plate.readings.append((name, signals))
    }
    try complete(&plate, head, wave, end)
  }

  // MARK: Grids

  /// The header line of a grid: cell index, plate column and number of the wavelength of each column.
  private func gridColumns(
    _ line: [String], _ index: Int
  ) throws(InputFaults) -> [(index: Int, column: Int, wave: Int)]? {
    guard line.count > 3, let first = Int(line[2]), (1...48).contains(first) else { return nil }
    let following = line.dropFirst(3).prefix(2)
    let runs = zip(following, 1...).allSatisfy { $0 == String(first + $1) || $0.isEmpty || $0 == String(first) }
    guard runs, !line[1].isEmpty || line[0].isEmpty, NumberText.parse(line[1], mark: .point) == nil else { return nil }
    guard line.dropFirst(2).allSatisfy({ $0.isEmpty || Int($0).map { (1...48).contains($0) } ?? false }) else {
      guard line[3] == String(first + 1) else { return nil }
      let bad = line.indices.first { $0 > 1 && !line[$0].isEmpty && Int(line[$0]) == nil } ?? 2
      throw InputFaults(.badBlock, file: file, line: index + 1, column: bad + 1, "plate column expected")
    }
    var columns: [(index: Int, column: Int, wave: Int)] = []
    var wave = 0
    for (k, cell) in line.enumerated().dropFirst(2) {
      guard !cell.isEmpty, let column = Int(cell) else { continue }
      if let last = columns.last {
        if column == first {
          wave += 1
        } else if column != last.column + 2 {
          throw InputFaults(.badBlock, file: file, line: index + 1, column: k + 1, "plate column out of order")
        }
      }
      columns.append((k, column - 1, wave))
    }
    let perWave = Dictionary(grouping: columns, by: \.wave).mapValues(\.count)
    guard Set(perWave.values).count == 1 else {
      throw InputFaults(
        .badBlock, file: file, line: index + 1, "the wavelengths have different numbers of plate columns")
    }
    return columns
  }

  private func readGrid(
    _ lines: [String], _ start: Int, _ end: Int, _ head: PlateHeader, _ plate: inout Plate
  ) throws(InputFaults) {
    var columns: [(index: Int, column: Int, wave: Int)] = []
    var width = 0
    var isReduced = false
    var raw = 0
    var rows: [[(text: String, line: Int)]] = []
    let most = head.area?.size.rows ?? 32
    for index in start...end {
      let isBlank = index == end || lines[index].trimmingBlanks.isEmpty
      let line = index == end ? [] : try cells(lines[index], index + 1)
      let next = isBlank ? nil : try gridColumns(line, index)
      // A line of tabs inside a grid is a row of wells that were not read.
      let isEmptyRow =
        isBlank && index < end && !columns.isEmpty && line.count > (columns.last?.index ?? 0) && rows.count < most
        && !(rows.count == head.area?.rows && head.area?.firstRow == 1)
      if index == end || next != nil || (isBlank && !isEmptyRow && !rows.isEmpty && !head.isEndpoint && !isReduced) {
        if isReduced || head.isEndpoint { try store(rows, columns, isReduced, head, &plate, &raw) }
        rows = []
      }
      if let next {
        columns = next
        isReduced = !line[1].hasPrefix("Temperature")
        width = line.count
        continue
      }
      if isBlank && !isEmptyRow { continue }
      guard !columns.isEmpty else {
        throw InputFaults(.badBlock, file: file, line: index + 1, "plate columns expected")
      }
      try checkRow(line, columns, rows.count, index, head)
      if line.count != width {
        plate.doubt = InputFaults(.rowLength, file: file, line: index + 1, "the row is not as long as its header")
      }
      rows.append(columns.map { (text: $0.index < line.count ? line[$0.index] : "", line: index + 1) })
    }
    try complete(&plate, head, raw, end)
  }

  private func checkRow(
    _ line: [String], _ columns: [(index: Int, column: Int, wave: Int)], _ row: Int, _ index: Int, _ head: PlateHeader
  ) throws(InputFaults) {
    let needed = columns.last { item in head.area.map { $0.holds(column: item.column) } ?? true }?.index ?? 0
    guard line.count > needed else {
      throw InputFaults(
        .rowLength, file: file, line: index + 1, column: line.count + 1,
        "row \(WellPosition.rowName(row)) is cut short")
    }
    for (k, cell) in line.enumerated().dropFirst(2) where !cell.isEmpty && !columns.contains(where: { $0.index == k }) {
      throw InputFaults(.rowLength, file: file, line: index + 1, column: k + 1, "a value outside the plate's columns")
    }
  }

  /// Keeps the rows of a grid as readings. Fewer rows than the plate has are placed where the header says that reading
  /// began, and must then be confirmed by the groups.
  private func store(
    _ rows: [[(text: String, line: Int)]], _ columns: [(index: Int, column: Int, wave: Int)], _ isReduced: Bool,
    _ head: PlateHeader, _ plate: inout Plate, _ raw: inout Int
  ) throws(InputFaults) {
    guard !rows.isEmpty else { return }
    let line = rows.last?.last?.line ?? 0
    var offset = 0
    if let area = head.area, rows.count != area.size.rows {
      guard rows.count == area.rows else {
        throw InputFaults(
          .badBlock, file: file, line: line,
          "\(rows.count) rows where the header says \(area.rows) of \(area.size.rows): rows are missing or doubled")
      }
      offset = area.firstRow - 1
      if offset > 0 {
        plate.doubt = InputFaults(
          .badBlock, file: file, line: line, "rows from \(WellPosition.rowName(offset)) on, without names")
      }
    }
    var found = [[WellPosition: WellSignal]](repeating: [:], count: (columns.last?.wave ?? 0) + 1)
    for (r, cells) in rows.enumerated() {
      for (item, cell) in zip(columns, cells) {
        guard let well = WellPosition(row: r + offset, column: item.column) else {
          throw InputFaults(.badWell, file: file, line: cell.line, column: item.index + 1, "beyond 32 x 48 wells")
        }
        found[item.wave][well] = try value(cell.text, head.mark, line: cell.line, column: item.index + 1, well: well)
      }
    }
    for (k, signals) in found.enumerated() {
      let name = isReduced ? "reduced" : (k < head.waves.count ? head.waves[k] : "")
      guard !name.isEmpty, !plate.readings.contains(where: { $0.name == name }) else {
        throw InputFaults(.badBlock, file: file, line: line, "more data than announced")
      }
      plate.readings.append((name, signals))
      if !isReduced { raw += 1 }
    }
  }

  // MARK: Completeness

  /// Checks the number of readings and the plate's size, and adds the difference of the first two wavelengths.
  private func complete(_ plate: inout Plate, _ head: PlateHeader, _ raw: Int, _ end: Int) throws(InputFaults) {
    guard raw == 0 || raw == head.waves.count else {
      throw InputFaults(
        .badBlock, file: file, line: end + 1,
        "\(head.waves.count) wavelengths announced, \(raw) rows of data before ~End")
    }
    guard let first = plate.readings.first else { return }
    for reading in plate.readings where Set(reading.signals.keys) != Set(first.signals.keys) {
      throw InputFaults(
        .badBlock, file: file, line: end + 1, "reading \(reading.name) covers other wells than the first")
    }
    let sizes = [6, 12, 24, 48, 96, 384, 1536]
    let rows = Set(first.signals.keys.map(\.row)).count
    let columns = Set(first.signals.keys.map(\.column)).count
    let count = first.signals.count
    let isPlausible =
      head.area.map {
        [$0.wells, $0.rows * $0.columns, $0.rows * $0.size.columns, $0.size.rows * $0.columns].contains(count)
      }
      ?? (sizes.contains(count) || columns < 12 || rows < 8)
    guard rows * columns == count, isPlausible else {
      throw InputFaults(.badBlock, file: file, line: end + 1, "\(count) wells are not a plate")
    }
    plate.waves = head.waves.filter { name in plate.readings.contains { $0.name == name } }
    if raw >= 2 {
      let a = plate.readings[0].name == "reduced" ? 1 : 0
      let difference = plate.readings[a].signals.reduce(into: [WellPosition: WellSignal]()) { result, item in
        result[item.key] = item.value.subtracting(plate.readings[a + 1].signals[item.key] ?? .missing)
      }
      plate.readings.append((plate.readings[a].name + "-" + plate.readings[a + 1].name, difference))
    }
  }
}
