// Gen5 text exports: layout block, result matrices or lists, printed curve; one or several plates a file.

internal import Documents

/// One plate of a Gen5 export taken apart.
struct Gen5Plate {
  var name = ""
  var line = 0
  /// Layout rows by label (`Well ID`, `Conc/Dil`, `Name`).
  var layout: [String: [WellPosition: Cell]] = [:]
  /// Data sets by label in the order met.
  var sets: [(label: String, cells: [WellPosition: Cell])] = []
  var curves: [PrintedCurve] = []

  struct Cell {
    let text: String
    let line: Int
    let column: Int
  }
}

/// Reads Gen5 exports.
struct Gen5Export {
  let file: String
  private(set) var plates: [Gen5Plate] = []
  private(set) var mark = DecimalMark.point
  private var lines: [String] = []

  init(_ text: DecodedText) throws(InputFaults) {
    file = text.file
    lines = try text.tabbed(after: "Software Version")
    mark = Self.decimalMark(lines)
    try scan()
    guard !plates.isEmpty else {
      throw InputFaults(
        .unknownFormat, file: file, line: 1, "no plate in the Gen5 export: export layout and results as text with tabs")
    }
  }

  /// The decimal mark that more of the cells of tables are written with.
  private static func decimalMark(_ lines: [String]) -> DecimalMark {
    var commas = 0
    var points = 0
    for line in lines {
      let cells = line.split(separator: "\t")
      guard cells.count > 2 else { continue }
      for cell in cells {
        let text = String(cell).trimmingBlanks
        if text.utf8.contains(UInt8(ascii: ".")), NumberText.parse(text) != nil { points += 1 }
        if text.utf8.contains(UInt8(ascii: ",")), NumberText.parse(text, mark: .comma) != nil { commas += 1 }
      }
    }
    return commas > points ? .comma : .point
  }

  private func cells(_ index: Int) -> [String] {
    lines[index].split(separator: "\t", omittingEmptySubsequences: false).map { String($0).trimmingBlanks }
  }

  private func fail(
    _ code: InputFault.Code, _ index: Int, _ column: Int, well: String? = nil, _ message: String
  ) -> InputFaults {
    InputFaults(code, file: file, line: index + 1, column: column, well: well, message)
  }

  private func fail(_ code: InputFault.Code, _ index: Int, _ message: String) -> InputFaults {
    InputFaults(code, file: file, line: index + 1, message)
  }

  /// The plate columns of a matrix header, or `nil` if the line is not one.
  private func gridColumns(_ row: [String]) -> Int? {
    guard row.count >= 4, row[0].isEmpty, row[1] == "1", row[2] == "2" else { return nil }
    var count = 0
    for (k, cell) in row.enumerated().dropFirst() {
      if cell.isEmpty { continue }
      guard cell == String(k), count == k - 1 else { return nil }
      count += 1
    }
    return count
  }

  private mutating func scan() throws(InputFaults) {
    var index = 0
    var current = Gen5Plate()
    var isOpen = false
    var inProcedure = false
    var title = ""
    while index < lines.count {
      let row = cells(index)
      let first = row[0]
      if first == "Software Version" || (first == "Plate Number" && isOpen && !current.sets.isEmpty) {
        if isOpen, !current.sets.isEmpty || !current.layout.isEmpty { plates.append(current) }
        current = Gen5Plate()
        isOpen = true
        inProcedure = false
        current.line = index + 1
      }
      if first == "Plate Number", row.count > 1 {
        isOpen = true
        current.name = row[1]
      } else if first == "Procedure Details" {
        inProcedure = true
      } else if let columns = gridColumns(row) {
        guard isOpen else { throw fail(.badBlock, index, "a matrix before the header of the export") }
        inProcedure = false
        index = try readMatrix(index, columns, title: title, &current)
        title = ""
        continue
      } else if row.contains("Well"), row.count >= 2, !inProcedure || row.contains("Well ID") {
        inProcedure = false
        index = try readList(index, row, &current)
        title = ""
        continue
      } else if first == "Curve Name" {
        index = try readCurves(index, row, &current)
        continue
      } else if first == "Time" || first.hasPrefix("Wavelength"), row.contains(where: { WellPosition($0) != nil }) {
        index = try skipCourse(index, row)
        continue
      } else if !inProcedure, isStatisticsHeader(row) {
        index = try skipStatistics(index, row)
        continue
      } else if !inProcedure, !first.isEmpty || row.count > 4 {
        try checkStray(index, row, current)
      }
      if !first.isEmpty { title = first }
      index += 1
    }
    if isOpen { plates.append(current) }
  }

  /// A line outside all blocks that looks like a matrix row or a broken matrix header is an error, not a title.
  private func checkStray(_ index: Int, _ row: [String], _ current: Gen5Plate) throws(InputFaults) {
    let numbers = row.dropFirst().filter { SignalToken.parse($0, mark: mark) != nil && !$0.isEmpty }.count
    if numbers >= 3 {
      throw fail(.badBlock, index, "a row of values outside a matrix: its header is missing or damaged")
    }
  }

  private mutating func readMatrix(
    _ start: Int, _ columns: Int, title: String, _ plate: inout Gen5Plate
  ) throws(InputFaults) -> Int {
    let isLayout = title == "Layout"
    if title == "Time" || title.isEmpty, !isLayout {
      throw fail(.badBlock, start, "a matrix without a title")
    }
    var index = start + 1
    var row = -1
    var labels: [String] = []
    var seen: [String] = []
    var found: [String: [WellPosition: Gen5Plate.Cell]] = [:]
    while index < lines.count, !lines[index].trimmingBlanks.isEmpty {
      let line = cells(index)
      guard line.count == columns + 2 || (line.count > columns + 2 && line[(columns + 2)...].allSatisfy(\.isEmpty))
      else {
        throw fail(
          .rowLength, index, Swift.min(line.count, columns + 2),
          "\(line.count - 2) values and a label where the matrix has \(columns) columns")
      }
      if !line[0].isEmpty {
        if row >= 0 { try checkLabels(seen, &labels, index - 1, isLayout) }
        row += 1
        seen = []
        guard line[0] == WellPosition.rowName(row) else {
          throw fail(.badBlock, index, 1, "row \(WellPosition.rowName(row)) expected, \(line[0].quoted()) found")
        }
      }
      guard row >= 0 else { throw fail(.badBlock, index, 1, "row A expected") }
      let label = line[columns + 1]
      guard !label.isEmpty, !seen.contains(label) else {
        throw fail(
          .badBlock, index, columns + 2, label.isEmpty ? "row without its label" : "label \(label.quoted()) twice")
      }
      // A wavelength may be a label (`660`); a reading with decimals is none.
      if !isLayout, Int(label) == nil, SignalToken.parse(label, mark: mark) != nil {
        throw fail(.badBlock, index, columns + 2, "a value where the row's label belongs")
      }
      seen.append(label)
      for k in 0..<columns {
        guard let position = WellPosition(row: row, column: k) else {
          throw fail(.badWell, index, k + 2, "beyond the plate")
        }
        found[label, default: [:]][position] = Gen5Plate.Cell(text: line[k + 1], line: index + 1, column: k + 2)
      }
      index += 1
    }
    guard row >= 0 else { throw fail(.badBlock, start, "matrix without rows") }
    try checkLabels(seen, &labels, index - 1, isLayout)
    let sizes = [6, 12, 24, 48, 96, 384, 1536]
    guard sizes.contains((row + 1) * columns) else {
      throw fail(.badBlock, index - 1, "\(row + 1) rows and \(columns) columns are not a plate: rows are missing")
    }
    if !isLayout, title != "Results", labels.count == 1, labels[0] != title {
      throw fail(.badBlock, start + 1, columns + 2, "block \(title.quoted()) holds rows of \(labels[0].quoted())")
    }
    try keep(found, labels, isLayout, start, &plate)
    return index
  }

  /// Keeps the rows of a matrix as the layout or as data sets.
  private func keep(
    _ found: [String: [WellPosition: Gen5Plate.Cell]], _ labels: [String], _ isLayout: Bool, _ start: Int,
    _ plate: inout Gen5Plate
  ) throws(InputFaults) {
    guard isLayout else {
      for label in labels { try add(label, found[label] ?? [:], start, &plate) }
      return
    }
    guard plate.layout.isEmpty else { throw fail(.badBlock, start, "a second layout") }
    plate.layout = found
  }

  /// Every row of a matrix has the labels of the first one.
  private func checkLabels(
    _ seen: [String], _ labels: inout [String], _ index: Int, _ isLayout: Bool
  ) throws(InputFaults) {
    if labels.isEmpty { labels = seen }
    guard seen == labels else {
      throw fail(
        .badBlock, index, "the lines of this row are not those of row A: \(seen.count) against \(labels.count)")
    }
  }

  private func add(
    _ label: String, _ cells: [WellPosition: Gen5Plate.Cell], _ index: Int, _ plate: inout Gen5Plate
  ) throws(InputFaults) {
    guard !plate.sets.contains(where: { $0.label == label }) else {
      throw fail(.duplicateColumn, index, "data set \(label.quoted()) twice")
    }
    plate.sets.append((label, cells))
  }

  private mutating func readList(_ start: Int, _ header: [String], _ plate: inout Gen5Plate) throws(InputFaults) -> Int
  {
    guard let wellColumn = header.firstIndex(of: "Well") else { return start + 1 }
    let named = header.filter { !$0.isEmpty }
    guard Set(named).count == named.count else { throw fail(.duplicateColumn, start, "a column name occurs twice") }
    var index = start + 1
    var carried: [String: String] = [:]
    var found: [String: [WellPosition: Gen5Plate.Cell]] = [:]
    while index < lines.count, !lines[index].trimmingBlanks.isEmpty {
      let row = cells(index)
      guard row.count == header.count else {
        throw fail(
          .rowLength, index, Swift.min(row.count, header.count) + 1, "\(row.count) cells, \(header.count) expected")
      }
      guard let position = WellPosition(row[wellColumn]) else {
        throw fail(.badWell, index, wellColumn + 1, "\(row[wellColumn].quoted()) is not a well")
      }
      if let id = header.firstIndex(of: "Well ID"), !row[id].isEmpty { carried = [:] }
      for (k, name) in header.enumerated() where k != wellColumn && !name.isEmpty {
        var text = row[k]
        if ["Well ID", "Name", "Conc/Dil"].contains(name) {
          if text.isEmpty { text = carried[name] ?? "" } else { carried[name] = text }
        }
        if found[name]?[position] != nil {
          throw fail(
            .duplicateWell, index, wellColumn + 1, well: position.description, "the well stands twice in the list")
        }
        found[name, default: [:]][position] = Gen5Plate.Cell(text: text, line: index + 1, column: k + 1)
      }
      index += 1
    }
    for name in header where name != "Well" && !name.isEmpty {
      if ["Well ID", "Name", "Conc/Dil"].contains(name) {
        plate.layout[name, default: [:]].merge(found[name] ?? [:]) { old, _ in old }
      } else if let existing = plate.sets.firstIndex(where: { $0.label == name }) {
        plate.sets[existing].cells.merge(found[name] ?? [:]) { old, _ in old }
      } else {
        try add(name, found[name] ?? [:], start, &plate)
      }
    }
    return index
  }

  private mutating func readCurves(
    _ start: Int, _ header: [String], _ plate: inout Gen5Plate
  ) throws(InputFaults) -> Int {
    var index = start + 1
    while index < lines.count, !lines[index].trimmingBlanks.isEmpty {
      let row = cells(index)
      guard row.count >= 3 else { throw fail(.rowLength, index, "curve without parameters") }
      var parameters: [PrintedNumber] = []
      for (k, name) in header.enumerated().dropFirst(2) where k < row.count && name.utf8.count == 1 {
        guard let number = PrintedNumber(row[k], mark: mark) else {
          if row[k].isEmpty || row[k] == "?????" { continue }
          throw fail(.badNumber, index, k + 1, "parameter \(row[k].quoted()) is not a number")
        }
        parameters.append(number)
      }
      plate.curves.append(PrintedCurve(name: row[0], formula: row[1], parameters: parameters))
      index += 1
    }
    guard index > start + 1 else {
      throw fail(.badBlock, start, "curve fitting results without a curve: the file is cut off")
    }
    return index
  }

  /// Passes over the readings by time or by wavelength (what is evaluated of them is in the matrices); every row must be as
  /// long as the header.
  private func skipCourse(_ start: Int, _ header: [String]) throws(InputFaults) -> Int {
    var index = start + 1
    while index < lines.count, !lines[index].trimmingBlanks.isEmpty {
      guard cells(index).count == header.count else {
        throw fail(.rowLength, index, "a row of a kinetic or spectral read is not as long as its header")
      }
      index += 1
    }
    return index
  }

  /// The header of a table of figures over groups or samples: words only, one of them a statistic, no wells.
  private func isStatisticsHeader(_ row: [String]) -> Bool {
    let words = row.filter { !$0.isEmpty }
    return words.count >= 3 && !row.contains("Well") && words.allSatisfy { SignalToken.parse($0, mark: mark) == nil }
      && words.contains { ["Count", "Mean", "Std Dev", "SD", "CV (%)", "%CV", "Average"].contains($0) }
  }

  /// Passes over a table of figures over groups or samples: they follow from the wells.
  private func skipStatistics(_ start: Int, _ header: [String]) throws(InputFaults) -> Int {
    var index = start + 1
    while index < lines.count, !lines[index].trimmingBlanks.isEmpty {
      let row = cells(index)
      guard row.count <= header.count, !row.contains(where: { WellPosition($0) != nil }) else {
        throw fail(.badBlock, index, "the row does not belong to a table of statistics")
      }
      index += 1
    }
    return index
  }
}
