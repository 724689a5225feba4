// The group tables of SoftMax Pro exports: rows, and the formulas of their columns.

internal import Documents

extension SoftMaxExport {
  mutating func readGroup(_ lines: [String], _ start: Int, _ end: Int) throws(InputFaults) {
    let title = String(try cells(lines[start], start + 1)[0].dropFirst(6)).trimmingBlanks
    let name = Self.unused(title, among: groups.map(\.name))
    guard start + 1 < end else { throw InputFaults(.badBlock, file: file, line: start + 1, "group without a table") }
    let header = try cells(lines[start + 1], start + 2)
    var group = Group(name: name, line: start + 1, columns: [], rows: [])
    // Some versions leave out the empty cells at the end of a line, others do not; the header shows which.
    let isStripped = header.last?.isEmpty == false
    var index = start + 2
    var rows: [(line: Int, cells: [String], given: Int)] = []
    while index < end, !lines[index].trimmingBlanks.isEmpty, !lines[index].hasPrefix("Group Column") {
      var row = try cells(lines[index], index + 1)
      guard row.count == header.count || (isStripped && row.count < header.count && row.count > 1) else {
        throw InputFaults(
          .rowLength, file: file, line: index + 1, column: Swift.min(row.count, header.count) + 1,
          "\(row.count) cells where the group has \(header.count)")
      }
      let given = row.count
      while row.count < header.count { row.append("") }
      if let stray = row.indices.first(where: { header[$0].isEmpty && !row[$0].isEmpty }) {
        throw InputFaults(
          .rowLength, file: file, line: index + 1, column: stray + 1,
          "\(row[stray].quoted()) stands outside all columns"
        )
      }
      rows.append((index + 1, row, given))
      index += 1
    }
    let listed = try formulas(lines, index, end)
    group.isListed = !listed.isEmpty
    guard let sampleColumn = Self.sampleColumn(header, listed) else {
      throw InputFaults(
        .missingColumn, file: file, line: start + 2, column: 1,
        "column Sample expected, none of \(header.filter { !$0.isEmpty }.map { $0.quoted() }.joined(separator: ", ")) has samples' names"
      )
    }
    group.sampleColumn = sampleColumn
    group.rows = try named(rows, by: sampleColumn)
    let places = try Self.places(of: header, in: listed, file: file, line: start + 2)
    let isStandard = name.lowercased().contains("st")
    for (k, title) in header.enumerated() where !title.isEmpty {
      let item = places[k].map { listed[$0] }
      let formula = item?.formula ?? Self.formula(forName: title, in: header, isStandard: isStandard)
      group.columns.append(Column(name: title, formula: formula, precision: item?.precision))
    }
    let names = group.columns.map(\.name)
    guard Set(names).count == names.count else {
      throw InputFaults(.duplicateColumn, file: file, line: start + 2, "a column name occurs twice")
    }
    try checkLengths(group)
    groups.append(group)
  }

  /// The column that names the samples: by its formula where the export lists it, else by its own name.
  private static func sampleColumn(_ header: [String], _ listed: [ListedFormula]) -> Int? {
    if let item = listed.first(where: { $0.formula.lowercased() == "!samplenames" }),
      let index = header.firstIndex(of: item.name)
    {
      return index
    }
    let others = Set(listed.map(\.name))
    return header.firstIndex {
      !others.contains($0)
        && ["sample", "samples", "samplename", "samplenames", "sampleid"].contains(GridScan.plain($0))
    }
  }

  /// The rows with their samples; an empty cell goes on with the sample above it.
  private func named(
    _ rows: [(line: Int, cells: [String], given: Int)], by column: Int
  ) throws(InputFaults) -> [Row] {
    var sample = ""
    var result: [Row] = []
    for row in rows {
      if !row.cells[column].isEmpty { sample = row.cells[column] }
      guard !sample.isEmpty else { throw InputFaults(.badBlock, file: file, line: row.line, "row without a sample") }
      result.append(Row(line: row.line, sample: sample, cells: row.cells, given: row.given))
    }
    return result
  }

  /// A line of the list of formulas below a group table.
  struct ListedFormula {
    let line: Int
    let name: String
    let formula: String
    let precision: Int?
  }

  /// The list of formulas below a group table; empty where the export does not print it.
  ///
  /// - Throws: `badBlock` where something else follows the table, or a line is not the next of the list.
  private func formulas(_ lines: [String], _ start: Int, _ end: Int) throws(InputFaults) -> [ListedFormula] {
    var index = start
    while index < end, lines[index].trimmingBlanks.isEmpty { index += 1 }
    guard index < end, !lines[index].hasPrefix("Group Summaries") else { return [] }
    guard lines[index].hasPrefix("Group Column") else {
      throw InputFaults(
        .badBlock, file: file, line: index + 1, "a row outside the table of the group: a line above is damaged")
    }
    var result: [ListedFormula] = []
    var isWhole = true
    for index in (index + 1)..<end where !lines[index].trimmingBlanks.isEmpty {
      if lines[index].hasPrefix("Group Summaries") { break }
      var row = listCells(lines[index])
      if row[0] == String(result.count + 1), row.count > 1 {
        isWhole = row.count > 3
        while row.count < 4 { row.append("") }
        let words = row[3].split(separator: " ")
        let precision = words.count == 3 && words[1] == "decimal" ? Int(words[0]) : nil
        result.append(ListedFormula(line: index + 1, name: row[1], formula: row[2], precision: precision))
        continue
      }
      // A formula of several lines ends with the line that has its precision.
      guard !isWhole, Int(row[0]) == nil, row.count < 4, let open = result.popLast() else {
        throw InputFaults(
          .badBlock, file: file, line: index + 1, column: 1,
          "column \(result.count + 1) of the list of formulas expected, \(row[0].quoted()) found")
      }
      isWhole = row.count > 1
      result.append(
        ListedFormula(line: open.line, name: open.name, formula: open.formula + row[0], precision: open.precision))
    }
    return result
  }

  /// The cells of a line of the list. A formula may begin or end with a quote of its own; only quotes around all of it go.
  private func listCells(_ line: String) -> [String] {
    var cells = line.split(separator: "\t", omittingEmptySubsequences: false).map { String($0).trimmingBlanks }
    while cells.count > 1, cells[cells.count - 1].isEmpty { cells.removeLast() }
    return cells.map {
      $0.utf8.count > 1 && $0.hasPrefix("\"") && $0.hasSuffix("\"") ? String($0.dropFirst().dropLast()) : $0
    }
  }

  /// The listed formula of each column, by its name (`Conc` or, with the unit, `Conc ng/mL`).
  ///
  /// Both lists have the same order. A listed column may be hidden in the table unless wells, values, results, dilutions or
  /// concentrations are read from it.
  ///
  /// - Throws: `inconsistent` or `missingColumn` where table and list do not match: columns are missing or exchanged.
  private static func places(
    of header: [String], in listed: [ListedFormula], file: String, line: Int
  ) throws(InputFaults) -> [Int: Int] {
    guard !listed.isEmpty else { return [:] }
    var places: [Int: Int] = [:]
    var next = 0
    func isNamed(_ title: String, _ item: ListedFormula) -> Bool {
      title == item.name || title.hasPrefix(item.name + " ")
    }
    func checkHidden(_ range: Range<Int>) throws(InputFaults) {
      for item in listed[range] {
        let formula = item.formula.lowercased()
        guard formula.hasPrefix("!") || formula.hasPrefix("interpx") else { continue }
        throw InputFaults(
          .missingColumn, file: file, line: line,
          "column \(item.name.quoted()) is listed in line \(item.line) but the group has no such column")
      }
    }
    for (k, title) in header.enumerated() where !title.isEmpty {
      guard let place = listed[next...].firstIndex(where: { isNamed(title, $0) }) else {
        throw InputFaults(
          .inconsistent, file: file, line: line, column: k + 1,
          "column \(title.quoted()) is not where the list of formulas (line \(listed[0].line) on) has it: columns are missing, renamed or exchanged"
        )
      }
      try checkHidden(next..<place)
      places[k] = place
      next = place + 1
    }
    try checkHidden(next..<listed.count)
    return places
  }

  /// A row may be short only where the columns it lacks can be empty: those of a sample's later rows that stand for the
  /// sample as a whole, and conditional ones.
  private func checkLengths(_ group: Group) throws(InputFaults) {
    let meanings = Self.meanings(of: group.columns)
    var last = ""
    for row in group.rows {
      let isFirst = row.sample != last || row.cells[group.sampleColumn] == row.sample
      last = row.sample
      for k in row.given..<Swift.max(row.given, group.columns.count) {
        let column = group.columns[k]
        let isEach = meanings[k].map { $0.statistic == .each && $0.quantity == .signal } ?? false
        let isOptional = column.formula.hasPrefix("If") || (meanings[k] == nil && !column.formula.hasPrefix("!"))
        if isEach || column.formula == "!WellIDs" || (isFirst && !isOptional) {
          throw InputFaults(
            .rowLength, file: file, line: row.line, column: row.given + 1,
            "\(row.given) cells where the group has \(group.columns.count): \(column.name.quoted()) is missing")
        }
      }
    }
  }

  /// What a column most likely holds where the export does not print the formulas.
  private static func formula(forName name: String, in header: [String], isStandard: Bool) -> String {
    func isValue(_ title: String) -> Bool {
      ["value", "values", "od", "rfu", "rlu", "absorbance", "signal"].contains(title.lowercased())
    }
    func isResult(_ title: String) -> Bool {
      ["result", "results", "backcalcconc", "conc.", "calcconc"].contains(title.lowercased())
    }
    let values = header.first(where: isValue) ?? "!WellValues"
    let lower = name.lowercased()
    if isValue(name) { return "!WellValues" }
    if isResult(name) { return "InterpX(Std@StandardCurve," + values + ")" }
    switch lower {
    case "wells", "well": return "!WellIDs"
    case "wellplatename": return "!WellPlateName"
    case "dilution", "factor", "dilution factor": return "!Factor"
    case "meanvalue", "meanod", "avgod", "mean value": return "Average(" + values + ")"
    case "meanresult", "avgconc", "meanconc":
      return header.first(where: isResult).map { "Average(" + $0 + ")" } ?? ""
    default: break
    }
    guard lower.hasPrefix("conc") || lower.hasPrefix("standard value") || lower.hasPrefix("expected") else { return "" }
    return isStandard ? "!SampleDescriptor" : "InterpX(Std@StandardCurve," + values + ")"
  }
}
