// Which plate the rows of a SoftMax Pro group stand on, and which of its readings their values come from.

extension SoftMaxAssembly {
  /// The plate of each row.
  func plates(of layout: Layout) throws(AssayError) -> [Int] {
    if let column = layout.plate {
      var result: [Int] = []
      for row in layout.group.rows {
        guard let plate = export.plates.firstIndex(where: { $0.name == row.cells[column] }) else {
          throw AssayError(
            .inconsistent, file: export.file, line: row.line, column: column + 1,
            "plate \(quoted(row.cells[column])) is not in the file")
        }
        try checkReadable(plate, by: layout)
        result.append(plate)
      }
      return result
    }
    guard !export.plates.isEmpty else {
      throw export.cuvettes
        ?? AssayError(.notEvaluable, file: export.file, line: layout.group.line, "a group but no plate")
    }
    var best = 0
    if export.plates.count > 1 {
      let before = export.plates.lastIndex { $0.line < layout.group.line && !$0.readings.isEmpty } ?? 0
      let scores = export.plates.indices.map { plate in
        export.plates[plate].readings.indices.map { mismatches(layout, plate, $0).count }.min() ?? .max
      }
      let least = scores.min() ?? 0
      best = scores[before] == least ? before : scores.firstIndex(of: least) ?? before
    }
    try checkReadable(best, by: layout)
    return [Int](repeating: best, count: layout.group.rows.count)
  }

  /// Of a plate whose readings are not in the export, the values printed in the group can stand for them; else it is refused.
  private func checkReadable(_ plate: Int, by layout: Layout) throws(AssayError) {
    guard let refusal = export.plates[plate].refusal else { return }
    if export.plates[plate].readings.isEmpty || layout.values == nil { throw refusal }
  }

  /// Rows whose printed value is not the plate's, with reading `reading`.
  private func mismatches(_ layout: Layout, _ plate: Int, _ reading: Int) -> [Int] {
    guard let values = layout.values, export.plates[plate].readings.indices.contains(reading) else { return [] }
    return layout.group.rows.indices.filter { index in
      let cells = layout.group.rows[index].cells
      guard let well = WellPosition(cells[layout.wells]) else { return true }
      return !agrees(cells[values], export.plates[plate].readings[reading].signals[well])
    }
  }

  private func agrees(_ printed: String, _ signal: WellSignal?) -> Bool {
    guard let signal else { return false }
    guard let printed = PrintedNumber(printed, mark: export.mark) else { return true }
    guard let number = signal.number else { return false }
    return Swift.abs(printed.value - number) <= 0.500_001 * printed.unit + 1e-9 * Swift.abs(number)
  }

  /// The reading that the printed values come from; `nil` if none of them does and the printed values themselves are used.
  func reading(_ plates: [[Int]]) throws(AssayError) -> String? {
    var names: [String] = []
    for plate in export.plates {
      for item in plate.readings where !names.contains(item.name) { names.append(item.name) }
    }
    var best: (name: String, bad: Int, total: Int, first: (layout: Int, row: Int)?)?
    for name in names {
      var bad = 0
      var total = 0
      var first: (layout: Int, row: Int)?
      for (k, layout) in layouts.enumerated() {
        guard let values = layout.values else { continue }
        for (r, row) in layout.group.rows.enumerated() where PrintedNumber(row.cells[values], mark: export.mark) != nil
        {
          total += 1
          let signals = export.plates[plates[k][r]].readings.first { $0.name == name }?.signals
          let signal = WellPosition(row.cells[layout.wells]).flatMap { signals?[$0] }
          if !agrees(row.cells[values], signal) {
            bad += 1
            if first == nil { first = (k, r) }
          }
        }
      }
      if bad < best?.bad ?? .max { best = (name, bad, total, first) }
    }
    guard let best, best.total > 0 else {
      if let doubt = export.plates.compactMap(\.doubt).first { throw doubt }
      return names.first
    }
    guard let first = best.first else { return best.name }
    if Double(best.bad) <= 0.3 * Double(best.total) {
      if let refusal = export.plates[plates[first.layout][first.row]].refusal { throw refusal }
      let row = layouts[first.layout].group.rows[first.row]
      throw AssayError(
        .inconsistent, file: export.file, line: row.line, column: (layouts[first.layout].values ?? 0) + 1,
        well: row.cells[layouts[first.layout].wells],
        "the group prints another value than the plate holds (\(best.total - best.bad) of \(best.total) others agree)")
    }
    if let doubt = export.plates.compactMap(\.doubt).first { throw doubt }
    return nil
  }
}
