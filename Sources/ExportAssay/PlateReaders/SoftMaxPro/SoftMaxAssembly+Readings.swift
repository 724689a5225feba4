// Which plate the rows of a SoftMax Pro group stand on, and which of its readings their values come from.

internal import Documents

extension SoftMaxAssembly {
  /// The plate of each row: the one that the row names, else the one whose readings the values of the group are.
  ///
  /// Experiments of one document may each have a plate of the same name.
  func plates(of layout: Layout) throws(InputFaults) -> [Int] {
    let rows = Array(layout.group.rows.indices)
    guard let column = layout.plate else {
      guard !export.plates.isEmpty else {
        throw export.cuvettes
          ?? InputFaults(.notEvaluable, file: export.file, line: layout.group.line, "a group but no plate")
      }
      let best = nearest(Array(export.plates.indices), to: layout, rows: rows)
      try checkReadable(best, by: layout)
      return [Int](repeating: best, count: rows.count)
    }
    var found: [String: Int] = [:]
    var result: [Int] = []
    for row in layout.group.rows {
      let name = row.cells[column]
      if found[name] == nil {
        let named = export.plates.indices.filter { export.plates[$0].printedName == name }
        guard !named.isEmpty else {
          throw InputFaults(
            .inconsistent, file: export.file, line: row.line, column: column + 1,
            "plate \(name.quoted()) is not in the file")
        }
        let best = nearest(named, to: layout, rows: rows.filter { layout.group.rows[$0].cells[column] == name })
        try checkReadable(best, by: layout)
        found[name] = best
      }
      result.append(found[name] ?? 0)
    }
    return result
  }

  /// Of several plates the one that most of the rows' values come from; of equals the last one before the group.
  private func nearest(_ plates: [Int], to layout: Layout, rows: [Int]) -> Int {
    guard plates.count > 1 else { return plates[0] }
    let before = plates.last { export.plates[$0].line < layout.group.line && !export.plates[$0].readings.isEmpty }
    let scores = plates.map { plate in
      export.plates[plate].readings.map { mismatches(layout, rows, $0.signals) }.min() ?? .max
    }
    let least = scores.min() ?? 0
    let best = plates.indices.filter { scores[$0] == least }.map { plates[$0] }
    return best.first { $0 == before } ?? best[0]
  }

  /// Of a plate whose readings are not in the export, the values printed in the group can stand for them; else it is refused.
  private func checkReadable(_ plate: Int, by layout: Layout) throws(InputFaults) {
    guard let refusal = export.plates[plate].refusal else { return }
    if export.plates[plate].readings.isEmpty || layout.values == nil { throw refusal }
  }

  /// The reading of a plate of which no group prints values: what the results are computed from.
  private func unprintedReading(of plate: Int, _ plates: [[Int]]) throws(InputFaults) -> String? {
    let readings = export.plates[plate].readings
    for (k, layout) in layouts.enumerated() where plates[k].contains(plate) {
      guard let signal = layout.signal, signal != .values else { continue }
      let name = Self.readingName(signal)
      guard readings.contains(where: { $0.name == name }) else {
        throw InputFaults(
          .notEvaluable, file: export.file, line: layout.group.line,
          "the signal that the results of group \(layout.group.name.quoted()) are computed from is not in the export: export that column"
        )
      }
      return name
    }
    return readings.first?.name
  }

  /// How many of the rows print another value than the plate holds.
  private func mismatches(_ layout: Layout, _ rows: [Int], _ signals: [WellPosition: WellSignal]) -> Int {
    guard let values = layout.values else { return 0 }
    return rows.count { index in
      let cells = layout.group.rows[index].cells
      guard let well = WellPosition(cells[layout.wells]) else { return true }
      return !agrees(cells[values], signals[well])
    }
  }

  private func agrees(_ printed: String, _ signal: WellSignal?) -> Bool {
    guard let signal else { return false }
    guard let printed = PrintedNumber(printed, mark: export.mark) else { return true }
    guard let number = signal.number else { return false }
    return Swift.abs(printed.value - number) <= 0.500_001 * printed.unit + 1e-9 * Swift.abs(number)
  }

  /// The reading of a plate that the printed values come from; `nil` if none of them does and the printed values themselves
  /// are used.
  func reading(of plate: Int, _ plates: [[Int]]) throws(InputFaults) -> String? {
    var best: (name: String, bad: Int, total: Int, first: (layout: Int, row: Int)?)?
    for item in export.plates[plate].readings {
      var bad = 0
      var total = 0
      var first: (layout: Int, row: Int)?
      for (k, layout) in layouts.enumerated() {
        guard let values = layout.values else { continue }
        for (r, row) in layout.group.rows.enumerated()
        where plates[k][r] == plate && PrintedNumber(row.cells[values], mark: export.mark) != nil {
          total += 1
          if !agrees(row.cells[values], WellPosition(row.cells[layout.wells]).flatMap { item.signals[$0] }) {
            bad += 1
            if first == nil { first = (k, r) }
          }
        }
      }
      if bad < best?.bad ?? .max { best = (item.name, bad, total, first) }
    }
    guard let best, best.total > 0 else {
      if let doubt = export.plates[plate].doubt { throw doubt }
      return try unprintedReading(of: plate, plates)
    }
    guard let first = best.first else { return best.name }
    if Double(best.bad) <= 0.3 * Double(best.total) {
      if let refusal = export.plates[plate].refusal { throw refusal }
      let row = layouts[first.layout].group.rows[first.row]
      throw InputFaults(
        .inconsistent, file: export.file, line: row.line, column: (layouts[first.layout].values ?? 0) + 1,
        well: row.cells[layouts[first.layout].wells],
        "the group prints another value than the plate holds (\(best.total - best.bad) of \(best.total) others agree)")
    }
    if let doubt = export.plates[plate].doubt { throw doubt }
    return nil
  }

  /// The plates with one more reading for each formula of signals that results are computed from.
  static func addingReadings(_ layouts: [Layout], to plates: [SoftMaxExport.Plate]) -> [SoftMaxExport.Plate] {
    var plates = plates
    var formulas: [SoftMaxSignalFormula] = []
    for layout in layouts {
      if let formula = layout.signal, !formulas.contains(formula), formula != .values,
        layout.values == nil || !formula.isPlain
      {
        formulas.append(formula)
      }
    }
    for formula in formulas {
      for k in plates.indices {
        let held = plates[k].readings
        let waves = plates[k].waves.compactMap { name in held.first { $0.name == name }?.signals }
        let value = held.first { $0.name == "reduced" }?.signals ?? waves.first
        var made: [WellPosition: WellSignal] = [:]
        for well in (held.first?.signals ?? [:]).keys {
          let read = waves.compactMap { $0[well] }
          made[well] = formula.signal(
            value: value?[well], waves: read.isEmpty ? [value?[well]].compactMap(\.self) : read)
        }
        if let first = held.first, made.count == first.signals.count, !made.isEmpty {
          plates[k].readings.append((readingName(formula), made))
        }
      }
    }
    return plates
  }

  /// The name of the reading that a formula makes.
  static func readingName(_ formula: SoftMaxSignalFormula) -> String { "formula \(formula)" }
}
