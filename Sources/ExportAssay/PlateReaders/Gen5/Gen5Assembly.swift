// From a plate of a Gen5 export to a plate record.

internal import Documents
import Numerics
internal import TypeICollagen

/// Joins the blocks of one Gen5 plate.
struct Gen5Assembly {
  let export: Gen5Export
  let plate: Gen5Plate
  let number: Int
  let format: PlateFormat

  private static func isConcentration(_ label: String) -> Bool {
    let lower = label.lowercased()
    return lower.contains("conc") && !lower.contains("std dev") && !lower.contains("cv")
      && !lower.contains("mean") && !lower.contains("x dil")
  }

  /// Whether a data set is a figure over wells or a by-product, and no signal: `Count`, `Mean`, `CV (%)`, `Lagtime [420]`.
  /// `Mean V`, `Max V` and the like are what a kinetic read is evaluated by.
  static func isStatistic(_ label: String) -> Bool {
    let lower = label.lowercased()
    if lower.contains("conc") || lower == "mean" { return true }
    if lower.hasPrefix("mean "), !lower.hasPrefix("mean v") { return true }
    return ["count", "std dev", "cv", "std err", "r-squared", "r squared", "lagtime", "t at", "pathlength"].contains {
      lower.hasPrefix($0) || lower.hasSuffix(":" + $0)
    }
  }

  /// Whether a data set holds words (`Pos`, `Neg`) and not readings.
  func isText(_ cells: [WellPosition: Gen5Plate.Cell]) -> Bool {
    let filled = cells.values.filter { !$0.text.isEmpty }
    return filled.count { SignalToken.parse($0.text, mark: export.mark) == nil } * 2 > filled.count
  }

  func record() throws(InputFaults) -> PlateRecord {
    let signalSets = plate.sets.filter { !Self.isStatistic($0.label) && !isText($0.cells) }
    guard let raw = signalSets.first else {
      throw InputFaults(
        .notEvaluable, file: export.file, line: plate.line,
        "Gen5: plate \(number) has no results that were read once: kinetic and spectral reads need reduced data in the export"
      )
    }
    guard let identifiers = plate.layout["Well ID"] else {
      throw InputFaults(
        .notEvaluable, file: export.file, line: plate.line,
        "Gen5: no layout says what the wells hold: describe them with --map FILE (collagen template map shows one)")
    }
    let ordered = inOrderOfUse(signalSets)
    try checkBlanks(raw, signalSets, identifiers)
    try checkLayout(raw, identifiers)
    let concentrations = plate.sets.first { Self.isConcentration($0.label) }
    var wells: [PlateWell] = []
    var alternatives = ordered.map { PlateReading(name: $0.label, signals: []) }
    for position in raw.cells.keys.sorted() {
      guard let identifier = identifiers[position], !identifier.text.isEmpty else { continue }
      var signals: [WellSignal] = []
      for set in ordered { signals.append(try signal(set.cells[position], position)) }
      for k in signals.indices { alternatives[k].signals.append(signals[k]) }
      wells.append(try well(position, identifier, signals[0], concentrations?.cells[position]))
    }
    alternatives += sharpened(alternatives)
    var warnings = choiceWarnings(ordered.map(\.label), isTold: concentrations != nil)
    if concentrations == nil, wells.contains(where: { $0.role == .standard }) {
      warnings.append(
        AssayWarning(
          file: export.file, line: plate.line,
          "plate \(number) has standards but prints no concentrations: there is nothing to check the curve against"
            + (plate.curves.isEmpty ? "" : ", although a curve was fitted; is the file cut off?")))
    }
    if let own = identifiers.keys.sorted().first(where: { position in
      let id = identifiers[position]?.text ?? ""
      return !id.isEmpty && Self.role(of: id) == nil
    }), let cell = identifiers[own] {
      warnings.append(
        AssayWarning(
          file: export.file, line: cell.line,
          "well ID \(cell.text.quoted()) is none of Gen5's own: such wells are taken as samples"))
    }
    return PlateRecord(
      file: export.file, format: format, name: plate.name.isEmpty ? "plate \(number)" : plate.name, unit: "",
      wells: wells, alternatives: alternatives, printedCurve: plate.curves.first, warnings: warnings)
  }

  /// Signals known better than printed: `X` and `Blank X` differ by one number in all wells and are rounded on their own,
  /// so the true value lies where both rounding intervals overlap. Taken as the middle of that overlap.
  private func sharpened(_ sets: [PlateReading]) -> [PlateReading] {
    var result: [PlateReading] = []
    for blanked in sets where blanked.name.hasPrefix("Blank ") {
      guard let raw = sets.first(where: { "Blank " + $0.name == blanked.name }) else { continue }
      var offsets: [Double] = []
      for (a, b) in zip(raw.signals, blanked.signals) {
        guard case .value(let x, let p) = a, case .value(let y, let q) = b else { continue }
        guard p == q, p > 0 else { return result }
        offsets.append(x - y)
      }
      guard offsets.count >= 24 else { continue }
      let offset = offsets.mean
      let signals = zip(raw.signals, blanked.signals).map { a, b -> WellSignal in
        guard case .value(let x, _) = a, case .value(let y, let decimals) = b else { return b }
        let half = 0.5 * Elementary.powerOfTen(-decimals)
        let low = Swift.max(x - offset, y) - half
        let high = Swift.min(x - offset, y) + half
        return high >= low ? .value((low + high) / 2, decimals: decimals) : b
      }
      result.append(PlateReading(name: blanked.name + " (from both printed readings)", signals: signals))
    }
    return result
  }

  func signal(_ cell: Gen5Plate.Cell?, _ position: WellPosition) throws(InputFaults) -> WellSignal {
    guard let cell else { return .missing }
    guard let signal = SignalToken.parse(cell.text, mark: export.mark) else {
      throw InputFaults(
        .badNumber, file: export.file, line: cell.line, column: cell.column, well: position.description,
        "\(cell.text.quoted()) is neither a number nor a known token")
    }
    return signal
  }

  /// The role by the prefix that Gen5 gives a well ID by itself.
  private static func role(of id: String) -> WellRole? {
    let prefixes: [(String, WellRole)] = [
      ("STD", .standard), ("BLK", .blank), ("CTL", .qc), ("QC", .qc), ("POS", .qc), ("NEG", .qc), ("SPL", .unknown),
      ("SMP", .unknown), ("UNK", .unknown), ("ASY", .unknown),
    ]
    return prefixes.first { id.hasPrefix($0.0) }?.1
  }

  /// Whether a well ID may be one that the user has named: letters and then digits, in two wells or more with the same
  /// letters, and not one character away from one of Gen5's own, of which it would be a misprint.
  private func isOwnIdentifier(_ id: String) -> Bool {
    func letters(_ text: String) -> [UInt8] { Array(text.utf8.prefix { ($0 | 32) >= 97 && ($0 | 32) <= 122 }) }
    let prefix = letters(id)
    let rest = id.utf8.dropFirst(prefix.count)
    guard SignalToken.parse(id, mark: export.mark) == nil, prefix.count >= 2,
      rest.allSatisfy({ ($0 >= 48 && $0 <= 57) || $0 == UInt8(ascii: ":") })
    else {
      return false
    }
    guard plate.layout["Well ID"]?.values.count(where: { letters($0.text) == prefix }) ?? 0 >= 2 else { return false }
    return !["STD", "BLK", "CTL", "SPL"].contains { name in
      let name = Array(name.utf8)
      let common = zip(prefix, name).count { $0 == $1 }
      return prefix.count == name.count
        ? common >= name.count - 1
        : Swift.abs(prefix.count - name.count) == 1
          && (prefix.starts(with: name.prefix(2)) || prefix.suffix(2) == name.suffix(2))
    }
  }

  private func well(
    _ position: WellPosition, _ identifier: Gen5Plate.Cell, _ signal: WellSignal, _ printed: Gen5Plate.Cell?
  ) throws(InputFaults) -> PlateWell {
    let id = identifier.text
    func fail(_ cell: Gen5Plate.Cell, _ code: InputFault.Code, _ message: String) -> InputFaults {
      InputFaults(
        code, file: export.file, line: cell.line, column: cell.column, well: position.description, message)
    }
    guard let role = Self.role(of: id) ?? (isOwnIdentifier(id) ? .unknown : nil) else {
      throw fail(
        identifier, .badToken,
        "Gen5: well ID \(id.quoted()) is not known (STD, BLK, CTL, SPL with a number): name its well in a --map FILE")
    }
    var amount: Double?
    if let cell = plate.layout["Conc/Dil"]?[position], !cell.text.isEmpty {
      guard let value = NumberText.parse(cell.text, mark: export.mark), value >= 0 else {
        throw fail(cell, .badNumber, "Conc/Dil \(cell.text.quoted()) is not a number")
      }
      amount = value
    }
    if Self.role(of: id) == nil, let amount, amount != 1 {
      throw fail(
        identifier, .badToken, "whether Conc/Dil of \(id.quoted()) is a concentration or a dilution is not known")
    }
    if role == .standard, amount == nil { throw fail(identifier, .badNumber, "a standard without its concentration") }
    let name = plate.layout["Name"]?[position]?.text ?? ""
    var dilution = 1.0
    if role == .unknown, let amount, amount > 0 { dilution = amount < 1 ? 1 / amount : amount }
    var well = PlateWell(
      plate: plate.name.isEmpty ? "plate \(number)" : plate.name, position: position, line: identifier.line, role: role,
      sample: name.isEmpty ? id : name,
      nominal: role == .standard || role == .qc ? amount : (role == .blank ? 0 : nil), dilution: dilution,
      signal: signal,
      isIncluded: signal != .masked)
    well.isDilutionSaid = role == .unknown && amount != nil
    if let printed {
      well.printedConcentration = PrintedNumber(printed.text, mark: export.mark)
      if well.printedConcentration == nil, !printed.text.isEmpty {
        guard SignalToken.parse(printed.text, mark: export.mark) != nil else {
          throw fail(printed, .badNumber, "\(printed.text.quoted()) is neither a number nor a known token")
        }
        well.printedToken = printed.text
      }
    }
    well.group = "plate"
    return well
  }

  /// `Blank X` must be `X` minus the mean of the blanks in every well: a check on both matrices and the layout.
  private func checkBlanks(
    _ raw: (label: String, cells: [WellPosition: Gen5Plate.Cell]),
    _ sets: [(label: String, cells: [WellPosition: Gen5Plate.Cell])],
    _ identifiers: [WellPosition: Gen5Plate.Cell]
  ) throws(InputFaults) {
    for set in sets where set.label.hasPrefix("Blank ") {
      guard let source = sets.first(where: { "Blank " + $0.label == set.label }) else { continue }
      var offsets: [(position: WellPosition, value: Double, unit: Double)] = []
      for position in source.cells.keys.sorted() {
        guard let a = source.cells[position].flatMap({ PrintedNumber($0.text, mark: export.mark) }),
          let b = set.cells[position].flatMap({ PrintedNumber($0.text, mark: export.mark) })
        else { continue }
        offsets.append((position, a.value - b.value, Swift.max(a.unit > 0.9 ? 0 : a.unit, b.unit)))
      }
      guard offsets.count >= 8 else { continue }
      let centre = offsets.map(\.value).median
      let wrong = offsets.filter { Swift.abs($0.value - centre) > 1.6 * $0.unit + 1e-9 * Swift.abs(centre) }
      guard let first = wrong.first else {
        try checkBlankWells(source.cells, identifiers, offset: centre, unit: offsets[0].unit, label: set.label)
        continue
      }
      guard wrong.count * 5 < offsets.count else { continue }
      throw InputFaults(
        .inconsistent, file: export.file, line: set.cells[first.position]?.line,
        column: set.cells[first.position]?.column, well: first.position.description,
        "\(set.label.quoted()) is not the reading minus the blank, as it is in the other wells")
    }
  }

  /// What is subtracted as the blank must be the mean of the wells that the layout calls blanks (of all, or of those with one
  /// identifier, masked ones left out), or a blank and a sample have changed places in the layout.
  private func checkBlankWells(
    _ cells: [WellPosition: Gen5Plate.Cell], _ identifiers: [WellPosition: Gen5Plate.Cell], offset: Double,
    unit: Double,
    label: String
  ) throws(InputFaults) {
    var blanks: [(position: WellPosition, identifier: Gen5Plate.Cell, value: Double)] = []
    for position in identifiers.keys.sorted() {
      guard let identifier = identifiers[position], identifier.text.hasPrefix("BLK"),
        let value = cells[position].flatMap({ PrintedNumber($0.text, mark: export.mark) })?.value
      else { continue }
      blanks.append((position, identifier, value))
    }
    guard let first = blanks.first else { return }
    var means = [blanks.map(\.value).mean]
    for name in Set(blanks.map(\.identifier.text)).sorted() {
      means.append(blanks.filter { $0.identifier.text == name }.map(\.value).mean)
    }
    let allowed = 1.6 * Swift.max(unit, 1e-9 * Swift.abs(offset))
    guard !means.contains(where: { Swift.abs($0 - offset) <= allowed }) else { return }
    let worst = blanks.max { Swift.abs($0.value - offset) < Swift.abs($1.value - offset) } ?? first
    throw InputFaults(
      .inconsistent, file: export.file, line: worst.identifier.line, column: worst.identifier.column,
      well: worst.position.description,
      "\(label.quoted()) is the reading minus \(NumberText.significant(offset, 5)), but the wells that the layout calls blanks have a mean of \(NumberText.significant(means[0], 5))"
    )
  }

  /// One identifier has one concentration or dilution, and nothing else in the layout stands at a well without one.
  private func checkLayout(
    _ raw: (label: String, cells: [WellPosition: Gen5Plate.Cell]), _ identifiers: [WellPosition: Gen5Plate.Cell]
  ) throws(InputFaults) {
    var amounts: [String: (text: String, position: WellPosition)] = [:]
    for position in identifiers.keys.sorted() {
      guard let identifier = identifiers[position] else { continue }
      let amount = plate.layout["Conc/Dil"]?[position]
      if identifier.text.isEmpty {
        for name in ["Conc/Dil", "Name"] {
          if let cell = plate.layout[name]?[position], !cell.text.isEmpty {
            throw InputFaults(
              .inconsistent, file: export.file, line: cell.line, column: cell.column, well: position.description,
              "\(name) \(cell.text.quoted()) at a well without a well ID")
          }
        }
        continue
      }
      guard let amount else { continue }
      if let first = amounts[identifier.text], first.text != amount.text {
        throw InputFaults(
          .inconsistent, file: export.file, line: amount.line, column: amount.column, well: position.description,
          "\(identifier.text) has Conc/Dil \(amount.text.quoted()) here and \(first.text.quoted()) in \(first.position)"
        )
      }
      if amounts[identifier.text] == nil { amounts[identifier.text] = (amount.text, position) }
    }
    try checkEmptyWells(identifiers)
  }

  /// A printed concentration at a well for which the layout names no content shows a damaged layout.
  private func checkEmptyWells(_ identifiers: [WellPosition: Gen5Plate.Cell]) throws(InputFaults) {
    guard let set = plate.sets.first(where: { Self.isConcentration($0.label) }) else { return }
    for position in set.cells.keys.sorted() {
      guard let cell = set.cells[position], !cell.text.isEmpty, identifiers[position]?.text.isEmpty ?? true else {
        continue
      }
      throw InputFaults(
        .inconsistent, file: export.file, line: cell.line, column: cell.column, well: position.description,
        "a concentration at a well that is empty in the layout")
    }
  }
}
