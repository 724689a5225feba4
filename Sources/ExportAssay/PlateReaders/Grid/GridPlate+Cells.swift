// The cells of grids and lists taken into a plate: readings, and what a layout says of the wells.

internal import Documents
internal import TypeICollagen

extension GridPlate {
  /// Adds a column of a block.
  ///
  /// - Throws: `badNumber` at a cell that is no reading.
  mutating func add(
    _ column: GridColumn, _ use: GridUse, words: [String: WellRole], mark: DecimalMark, line: Int
  ) throws(InputFaults) {
    switch use {
    case .unused: break
    case .field(let field):
      for (position, cell) in column.cells { try describe(position, field, cell, words, mark) }
    case .reading(let name): try add(column, name, isCalculated: false, mark)
    case .calculated(let name): try add(column, name, isCalculated: true, mark)
    }
  }

  private mutating func add(
    _ column: GridColumn, _ name: String, isCalculated: Bool, _ mark: DecimalMark
  ) throws(InputFaults) {
    var reading = Reading(name: name, isCalculated: isCalculated)
    for (position, cell) in column.cells.sorted(by: { $0.key < $1.key }) {
      guard let signal = SignalToken.parse(cell.text, mark: mark) ?? (cell.text == "-" ? .missing : nil) else {
        if isCalculated { continue }
        throw InputFaults(
          .badNumber, file: file, line: cell.line, column: cell.column, well: position.description,
          "\(cell.text.quoted()) is neither a number nor a known token of \(format.name)")
      }
      reading.signals[position] = (signal, cell.line)
    }
    guard !reading.signals.isEmpty else { return }
    let twins = readings.count { $0.name == name || $0.name.hasPrefix(name + " (") }
    readings.append(
      twins == 0
        ? reading : Reading(name: "\(name) (\(twins + 1))", isCalculated: isCalculated, signals: reading.signals))
  }

  /// Takes one cell of a layout in the export.
  private mutating func describe(
    _ position: WellPosition, _ field: String, _ cell: GridCell, _ words: [String: WellRole], _ mark: DecimalMark
  ) throws(InputFaults) {
    var own = contents[position] ?? WellContents()
    let number = NumberText.parse(cell.text, mark: mark) ?? Self.leadingNumber(cell.text, mark)
    switch field {
    case "sample_id":
      guard let word = WellWord(cell.text, words: words) else { return }
      own.sample = word.sample
      own.role = own.role ?? word.role
    case "role":
      guard let word = WellWord(cell.text, words: words) else { return }
      own.role = word.role ?? own.role
      if own.sample == nil, word.role == nil { own.sample = word.sample }
    case "nominal_conc": own.nominal = number
    case "dilution_factor": own.dilution = number
    case "conc_or_dilution":
      if cell.text.contains(":") { own.dilution = number } else { own.nominal = number }
    case "line_id": own.line = cell.text
    case "bio_rep": own.bioRep = number.flatMap { $0 == $0.rounded() && abs($0) < 1e6 ? Int($0) : nil }
    case "fraction": own.fraction = Fraction(rawValue: cell.text.lowercased())
    case "batch": own.batch = cell.text
    default: return
    }
    contents[position] = own
  }

  /// The number of `640 ng/mL`, and 20 of `1:20`.
  private static func leadingNumber(_ text: String, _ mark: DecimalMark) -> Double? {
    if text.hasPrefix("1:") { return NumberText.parse(String(text.dropFirst(2)).trimmingBlanks, mark: mark) }
    return text.split(separator: " ").first.flatMap { NumberText.parse(String($0), mark: mark) }
  }
}
