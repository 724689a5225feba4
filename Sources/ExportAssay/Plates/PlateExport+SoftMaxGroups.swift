// The group tables of SoftMax Pro exports: rows, and the formulas of their columns.

extension SoftMaxExport {
  mutating func readGroup(_ lines: [String], _ start: Int, _ end: Int) throws(AssayError) {
    let name = String(try cells(lines[start], start + 1)[0].dropFirst(6)).trimmed
    guard !groups.contains(where: { $0.name == name }) else {
      throw AssayError(.badBlock, file: file, line: start + 1, "two groups are named \(quoted(name))")
    }
    guard start + 1 < end else { throw AssayError(.badBlock, file: file, line: start + 1, "group without a table") }
    let header = try cells(lines[start + 1], start + 2)
    guard header.first == "Sample" else {
      throw AssayError(.missingColumn, file: file, line: start + 2, column: 1, "column Sample expected")
    }
    var group = Group(name: name, line: start + 1, columns: [], rows: [])
    // Some versions leave out the empty cells at the end of a line, others do not; the header shows which.
    let isStripped = header.last?.isEmpty == false
    var index = start + 2
    var sample = ""
    while index < end, !lines[index].trimmed.isEmpty, !lines[index].hasPrefix("Group Column") {
      var row = try cells(lines[index], index + 1)
      guard row.count == header.count || (isStripped && row.count < header.count && row.count > 1) else {
        throw AssayError(
          .rowLength, file: file, line: index + 1, column: Swift.min(row.count, header.count) + 1,
          "\(row.count) cells where the group has \(header.count)")
      }
      let given = row.count
      while row.count < header.count { row.append("") }
      if !row[0].isEmpty { sample = row[0] }
      guard !sample.isEmpty else { throw AssayError(.badBlock, file: file, line: index + 1, "row without a sample") }
      group.rows.append(Row(line: index + 1, sample: sample, cells: row, given: given))
      index += 1
    }
    var formulas: [Int: String] = [:]
    while index < end {
      let row = try? cells(lines[index], index + 1)
      if let row, row.count > 2, let number = Int(row[0]), formulas[number] == nil { formulas[number] = row[2] }
      if lines[index].hasPrefix("Group Summaries") { break }
      index += 1
    }
    let isStandard = name.lowercased().containsText("st")
    for (k, title) in header.enumerated() where !title.isEmpty {
      let formula = formulas[k + 1] ?? Self.formula(forName: title, in: header, isStandard: isStandard)
      group.columns.append(Column(name: title, formula: formula))
    }
    let names = group.columns.map(\.name)
    guard Set(names).count == names.count else {
      throw AssayError(.duplicateColumn, file: file, line: start + 2, "a column name occurs twice")
    }
    try checkLengths(group)
    groups.append(group)
  }

  /// A row may be short only where the columns it lacks can be empty: those of a sample's later rows that stand for the
  /// sample as a whole, and conditional ones.
  private func checkLengths(_ group: Group) throws(AssayError) {
    let meanings = Self.meanings(of: group.columns)
    var last = ""
    for row in group.rows {
      let isFirst = row.sample != last || row.cells[0] == row.sample
      last = row.sample
      for k in row.given..<Swift.max(row.given, group.columns.count) {
        let column = group.columns[k]
        let isEach = meanings[k].map { $0.statistic == .each && $0.quantity == .signal } ?? false
        let isOptional = column.formula.hasPrefix("If") || (meanings[k] == nil && !column.formula.hasPrefix("!"))
        if isEach || column.formula == "!WellIDs" || (isFirst && !isOptional) {
          throw AssayError(
            .rowLength, file: file, line: row.line, column: row.given + 1,
            "\(row.given) cells where the group has \(group.columns.count): \(quoted(column.name)) is missing")
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
