// Which of the readings of a Gen5 plate is the signal where the printed concentrations do not tell.

internal import Documents

extension Gen5Assembly {
  typealias DataSet = (label: String, cells: [WellPosition: Gen5Plate.Cell])

  /// The plate for a map to describe, where the export has readings but no layout; `nil` with a layout.
  ///
  /// The first reading in the order of use is the signal unless the map names another.
  func grid() throws(InputFaults) -> GridPlate? {
    guard plate.layout["Well ID"] == nil else { return nil }
    let sets = plate.sets.filter { !Self.isStatistic($0.label) && !isText($0.cells) }
    guard let first = sets.first else { return nil }
    let line = first.cells.values.map(\.line).min() ?? plate.line
    var grid = GridPlate(
      file: export.file, format: format, name: plate.name.isEmpty ? "plate \(number)" : plate.name, line: line)
    for set in inOrderOfUse(sets) {
      var reading = GridPlate.Reading(name: set.label, isCalculated: false)
      for position in set.cells.keys.sorted() {
        guard let cell = set.cells[position], !cell.text.isEmpty else { continue }
        reading.signals[position] = (try signal(cell, position), cell.line)
      }
      grid.readings.append(reading)
    }
    return grid
  }

  /// Differences of two others first, then readings less the blank, then the others as they stand in the file.
  func inOrderOfUse(_ sets: [DataSet]) -> [DataSet] {
    func rank(_ set: DataSet) -> Int {
      let isBlanked = set.label.hasPrefix("Blank ")
      let source = isBlanked ? sets.first { "Blank " + $0.label == set.label } ?? set : set
      return (isDifference(source, of: sets) ? 0 : 2) + (isBlanked ? 0 : 1)
    }
    let ranks = sets.map(rank)
    return sets.indices.sorted { (ranks[$0], $0) < (ranks[$1], $1) }.map { sets[$0] }
  }

  /// Whether a data set is the difference of two that stand before it, in every well and to the rounding. (A reference
  /// wavelength is a difference too, of the signal and the difference of both, but these follow it.)
  private func isDifference(_ set: DataSet, of sets: [DataSet]) -> Bool {
    let before = sets.prefix { $0.label != set.label }.filter { !$0.label.hasPrefix("Blank ") }
    for a in before {
      for b in before where b.label != a.label && isDifference(set, a, b) { return true }
    }
    return false
  }

  private func isDifference(_ set: DataSet, _ a: DataSet, _ b: DataSet) -> Bool {
    var compared = 0
    var sizes: Set<Bool> = []
    for (position, cell) in set.cells {
      guard let value = PrintedNumber(cell.text, mark: export.mark) else { continue }
      guard let x = a.cells[position].flatMap({ PrintedNumber($0.text, mark: export.mark) }),
        let y = b.cells[position].flatMap({ PrintedNumber($0.text, mark: export.mark) }),
        Swift.abs(x.value - y.value - value.value) <= 0.6 * (value.unit + x.unit + y.unit)
      else { return false }
      compared += 1
      sizes.insert(Swift.abs(y.value) > 2 * y.unit)
    }
    return compared >= 8 && sizes.contains(true)
  }

  /// Said where several readings could be the signal and no concentrations show which one it is.
  func choiceWarnings(_ labels: [String], isTold: Bool) -> [AssayWarning] {
    let own = labels.filter { !$0.hasPrefix("Blank ") || !labels.contains(String($0.dropFirst(6))) }
    guard !isTold, own.count > 1, let used = labels.first else { return [] }
    return [
      AssayWarning(
        file: export.file, line: plate.line,
        "plate \(number) holds the readings \(own.map { $0.quoted() }.joined(separator: ", ")) and prints no concentrations that would tell which one is the signal: \(used.quoted()) is used"
      )
    ]
  }
}
