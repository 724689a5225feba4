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
    var index = start + 2
    var sample = ""
    while index < end, !lines[index].trimmed.isEmpty, !lines[index].hasPrefix("Group Column") {
      let row = try cells(lines[index], index + 1)
      guard row.count == header.count else {
        throw AssayError(
          .rowLength, file: file, line: index + 1, column: Swift.min(row.count, header.count) + 1,
          "\(row.count) cells where the group has \(header.count)")
      }
      if !row[0].isEmpty { sample = row[0] }
      guard !sample.isEmpty else { throw AssayError(.badBlock, file: file, line: index + 1, "row without a sample") }
      group.rows.append(Row(line: index + 1, sample: sample, cells: row))
      index += 1
    }
    var formulas: [Int: String] = [:]
    while index < end {
      let row = try? cells(lines[index], index + 1)
      if let row, row.count > 2, let number = Int(row[0]), formulas[number] == nil { formulas[number] = row[2] }
      if lines[index].hasPrefix("Group Summaries") { break }
      index += 1
    }
    for (k, name) in header.enumerated() where !name.isEmpty {
      group.columns.append(Column(name: name, formula: formulas[k + 1] ?? Self.formula(forName: name)))
    }
    let names = group.columns.map(\.name)
    guard Set(names).count == names.count else {
      throw AssayError(.duplicateColumn, file: file, line: start + 2, "a column name occurs twice")
    }
    groups.append(group)
  }

  /// What a column most likely holds where the export does not print the formulas.
  private static func formula(forName name: String) -> String {
    switch name.lowercased() {
    case "wells", "well": "!WellIDs"
    case "value", "values", "od": "!WellValues"
    case "wellplatename": "!WellPlateName"
    case "dilution", "factor": "!Factor"
    case "result", "results", "backcalcconc", "conc.": "InterpX(Std@StandardCurve,Value)"
    default: name.lowercased().hasPrefix("conc") || name.hasPrefix("Standard Value") ? "!SampleDescriptor" : ""
    }
  }
}
