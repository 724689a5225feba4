// From the blocks of a SoftMax Pro export to plate records: which plate, which reading, which curve.

internal import Documents

/// Joins plates and groups of a SoftMax Pro export.
struct SoftMaxAssembly {
  let export: SoftMaxExport
  let layouts: [Layout]
  /// Groups that hold no wells, only figures of other groups.
  let summaries: [SoftMaxExport.Group]
  /// Rows of samples that are on no plate.
  private let unplaced: [(group: String, row: SoftMaxExport.Row)]

  /// The columns of a group by purpose.
  struct Layout {
    let group: SoftMaxExport.Group
    let meanings: [SoftMaxExport.Meaning?]
    /// What the signal that results are computed from is made of.
    let signal: SoftMaxSignalFormula?
    let wells: Int
    let values: Int?
    let plate: Int?
    let nominal: Int?
    let factor: Int?
    let result: Int?
    let unit: String
    /// Whether the group holds the calibrators.
    var isStandard = false

    /// The columns with figures over a sample, or with the dilution factor in them.
    var derived: [Int] {
      meanings.indices.filter { meanings[$0].map { $0.statistic != .each || $0.isScaled } ?? false }
    }
  }

  init(_ export: SoftMaxExport) throws(InputFaults) {
    var layouts: [Layout] = []
    let summaries = export.groups.filter { group in
      group.isListed && !group.columns.contains { $0.formula.hasPrefix("!Well") }
    }
    self.summaries = summaries
    var unplaced: [(group: String, row: SoftMaxExport.Row)] = []
    for group in export.groups where !summaries.contains(where: { $0.line == group.line }) {
      var group = group
      group.columns = SoftMaxExport.markingPrinted(group)
      let left = group.rows.filter { Self.isUnplaced($0, group.columns, export.mark) }
      unplaced += left.map { (group.name, $0) }
      if !left.isEmpty { group.rows.removeAll { row in left.contains { $0.line == row.line } } }
      layouts.append(try Self.layout(group, export.file, like: nil))
    }
    // A group without results has the signal that the results of the others are computed from.
    if let signal = layouts.first(where: { $0.result != nil })?.signal {
      for k in layouts.indices where layouts[k].result == nil {
        layouts[k] = try Self.layout(layouts[k].group, export.file, like: signal)
      }
    }
    let marked = Self.standards(layouts)
    for index in marked { layouts[index].isStandard = true }
    self.layouts = layouts
    self.unplaced = unplaced
    var completed = export
    completed.plates = Self.addingReadings(layouts, to: export.plates)
    self.export = completed
  }

  /// Whether a row is that of a sample without a well: the template names it, and nothing was measured of it.
  private static func isUnplaced(
    _ row: SoftMaxExport.Row, _ columns: [SoftMaxExport.Column], _ mark: DecimalMark
  ) -> Bool {
    guard let wells = columns.firstIndex(where: { $0.formula == "!WellIDs" }), row.cells[wells].isEmpty else {
      return false
    }
    let told = ["!samplenames", "!sampledescriptor", "!concentration", "!factor"]
    return columns.indices.dropFirst().allSatisfy { k in
      told.contains(columns[k].formula.lowercased()) || NumberText.parse(row.cells[k], mark: mark) == nil
    }
  }

  private static func layout(
    _ group: SoftMaxExport.Group, _ file: String, like other: SoftMaxSignalFormula?
  ) throws(InputFaults) -> Layout {
    func column(_ test: (SoftMaxExport.Column) -> Bool) -> Int? { group.columns.firstIndex(where: test) }
    guard let wells = column({ $0.formula == "!WellIDs" }) else {
      throw InputFaults(.missingColumn, file: file, line: group.line + 1, "the group has no column of wells")
    }
    let nominal = column {
      ($0.formula == "!SampleDescriptor" || $0.formula == "!Concentration") && !SoftMaxExport.isDilution($0)
    }
    let all = SoftMaxExport.meanings(of: group.columns)
    func signals(_ quantity: SoftMaxExport.Meaning.Quantity) -> [SoftMaxSignalFormula] {
      all.compactMap { $0 }.filter { $0.quantity == quantity && !$0.isScaled }.compactMap(\.signal)
    }
    let own = signals(.signal)
    let signal =
      signals(.concentration).first ?? other.flatMap { own.contains($0) ? $0 : nil } ?? own.first { !$0.isPlain }
      ?? own.first
    // Figures of another signal of the wells are none of those that are read.
    let meanings = all.map { $0.flatMap { $0.signal == signal ? $0 : nil } }
    let each = SoftMaxExport.Meaning(quantity: .signal, statistic: .each, signal: signal)
    let result = SoftMaxExport.Meaning(quantity: .concentration, statistic: .each, signal: signal)
    var unit = ""
    if let nominal, let last = group.columns[nominal].name.split(separator: " ").last, last.contains("/") {
      unit = String(last)
    }
    return Layout(
      group: group, meanings: meanings, signal: signal, wells: wells, values: meanings.firstIndex(of: each),
      plate: column { $0.formula == "!WellPlateName" }, nominal: nominal, factor: column(SoftMaxExport.isDilution),
      result: meanings.firstIndex(of: result), unit: unit)
  }

  /// The groups of calibrators: by their name, else the one that the limits of the standards are taken from, else the only
  /// one with several concentrations.
  private static func standards(_ layouts: [Layout]) -> [Int] {
    let described = layouts.indices.filter { layouts[$0].nominal != nil }
    func names(_ parts: [String]) -> [Int] {
      described.filter { index in
        let name = layouts[index].group.name.lowercased()
        return parts.contains { name.contains($0) }
      }
    }
    let byName = names(["standard", "std", "calib"])
    if !byName.isEmpty { return byName }
    let named = described.filter { index in
      let mark = "MaxStd@" + layouts[index].group.name
      return layouts.contains { $0.group.columns.contains { $0.formula.contains(mark) } }
    }
    if !named.isEmpty { return named }
    let short = described.filter { layouts[$0].group.name.lowercased().hasPrefix("st") }
    if !short.isEmpty { return short }
    let several = described.filter { index in
      let column = layouts[index].nominal ?? 0
      let levels = layouts[index].group.rows.map { $0.cells[column] }.filter { !$0.trimmingBlanks.isEmpty }
      return Set(levels).count >= 3
    }
    return several.count == 1 ? several : []
  }

  func records(_ format: PlateFormat) throws(InputFaults) -> [PlateRecord] {
    var plates: [[Int]] = []
    for layout in layouts { plates.append(try self.plates(of: layout)) }
    try checkShared(plates)
    var readings = [String?](repeating: nil, count: export.plates.count)
    for plate in Set(plates.joined()).sorted() { readings[plate] = try reading(of: plate, plates) }
    let standards = layouts.indices.filter { layouts[$0].isStandard }
    guard !standards.isEmpty else {
      throw InputFaults(
        .notEvaluable, file: export.file, line: export.groups.first?.line,
        "no group of standards with their concentrations")
    }
    var records: [PlateRecord] = []
    var notes = unused(Set(plates.joined()))
    for standard in standards {
      let members = layouts.indices.filter { index in
        if layouts[index].isStandard { return index == standard }
        return curve(of: index, among: standards, plates) == standard
      }
      records.append(try record(format, standard, members, plates, readings, notes))
      notes = []
    }
    return records
  }

  /// The blocks that are passed over: plates and cuvettes that cannot be read and that no group needs, groups without wells.
  private func unused(_ used: Set<Int>) -> [AssayWarning] {
    var refusals = export.plates.indices.filter { !used.contains($0) }.compactMap { export.plates[$0].refusal }
    if let cuvettes = export.cuvettes { refusals.append(cuvettes) }
    let samples = unplaced.first.map { first in
      let more = unplaced.count > 1 ? " (and \(unplaced.count - 1) more)" : ""
      return AssayWarning(
        file: export.file, line: first.row.line,
        "sample \(first.row.sample.quoted())\(more) of group \(first.group.quoted()) has no well and nothing measured; it is left out"
      )
    }
    return [samples].compactMap(\.self)
      + refusals.map { AssayWarning(file: $0.file, line: $0.line, $0.reason + "; the block is passed over") }
      + summaries.map {
        AssayWarning(file: export.file, line: $0.line, "group \($0.name.quoted()) names no wells and is passed over")
      }
  }

  /// A well belongs to one group. Where it stands in two their values are compared with the plate's; a masked row has none,
  /// so a masked row in a well of another group is one that was renamed.
  private func checkShared(_ plates: [[Int]]) throws(InputFaults) {
    var seen: [String: (group: String, isMasked: Bool, line: Int)] = [:]
    for (k, layout) in layouts.enumerated() {
      for (r, row) in layout.group.rows.enumerated() {
        guard let position = WellPosition(row.cells[layout.wells]) else { continue }
        let isMasked = [layout.values, layout.result].contains { $0.map { row.cells[$0] == "Masked" } ?? false }
        let key = "\(plates[k][r])\t\(position)"
        if let other = seen[key], other.group != layout.group.name, isMasked || other.isMasked {
          throw InputFaults(
            .duplicateWell, file: export.file, line: isMasked ? row.line : other.line, column: layout.wells + 1,
            well: position.description,
            "the well is masked here and stands in group \((isMasked ? other.group : layout.group.name).quoted()) as well"
          )
        }
        seen[key] = (layout.group.name, isMasked, row.line)
      }
    }
  }

  /// The group of standards a group's results come from: on the same plate, else the last one before it, else the first.
  private func curve(of index: Int, among standards: [Int], _ plates: [[Int]]) -> Int {
    let shared = standards.filter { !Set(plates[$0]).isDisjoint(with: plates[index]) }
    let candidates = shared.isEmpty ? standards : shared
    return candidates.last { $0 < index } ?? candidates[0]
  }

  private func record(
    _ format: PlateFormat, _ standard: Int, _ members: [Int], _ plates: [[Int]], _ readings: [String?],
    _ notes: [AssayWarning]
  ) throws(InputFaults) -> PlateRecord {
    var wells: [PlateWell] = []
    var means: [PrintedMean] = []
    var used: Set<Int> = []
    var warnings = notes
    for index in members {
      let base = wells.count
      let rows = try self.wells(of: layouts[index], plates[index], readings)
      wells += rows
      used.formUnion(plates[index])
      means += try self.means(of: layouts[index], rows, offset: base)
      warnings += Self.unevenSamples(layouts[index], rows, file: export.file)
      if let warning = warning(forRoleOf: layouts[index]) { warnings.append(warning) }
    }
    if used.contains(where: { readings[$0] == nil }) {
      warnings.append(
        AssayWarning(
          file: export.file, "the groups' values are none of the plate's readings: the printed, rounded values are used"
        ))
    }
    var record = PlateRecord(
      file: export.file, format: format,
      name: used.sorted().map { export.plates[$0].name }.joined(separator: "+"), unit: layouts[standard].unit,
      wells: wells, printedMeans: means, warnings: warnings)
    record.withoutGroup = withoutGroup(standard, plates, readings)
    return record
  }

  private func role(of layout: Layout) -> WellRole { named(layout) ?? .unknown }

  /// The role that the name of a group tells, or its columns.
  private func named(_ layout: Layout) -> WellRole? {
    if layout.isStandard { return .standard }
    let name = layout.group.name.lowercased()
    if name.contains("blank") { return .blank }
    if name.contains("control") || name.hasPrefix("qc") { return .qc }
    let isSpike =
      name.contains("spike") || layout.group.columns.contains { $0.name.lowercased().contains("spikerecovery") }
    if isSpike { return .spike }
    return ["unk", "sample", "specimen", "patient"].contains { name.contains($0) } ? .unknown : nil
  }

  /// The name of a group is free text: what it does not tell is said.
  private func warning(forRoleOf layout: Layout) -> AssayWarning? {
    guard named(layout) == nil else { return nil }
    return AssayWarning(
      file: export.file, line: layout.group.line,
      "the name of group \(layout.group.name.quoted()) tells neither samples nor controls, blanks, spikes or standards: its wells are taken as samples"
    )
  }

  /// The concentration and the dilution factor that the first row of a sample tells.
  private func described(
    _ row: SoftMaxExport.Row, _ layout: Layout
  ) throws(InputFaults) -> (nominal: Double?, factor: Double) {
    func fail(_ column: Int, _ message: String) -> InputFaults {
      InputFaults(
        .badNumber, file: export.file, line: row.line, column: column + 1, well: row.cells[layout.wells], message)
    }
    var nominal: Double?
    var factor = 1.0
    if let column = layout.nominal, layout.isStandard || !row.cells[column].isEmpty {
      guard let value = NumberText.parse(row.cells[column], mark: export.mark), value >= 0 else {
        throw fail(column, "concentration \(row.cells[column].quoted()) is not a number")
      }
      nominal = value
    }
    if let column = layout.factor {
      guard let value = NumberText.parse(row.cells[column], mark: export.mark), value > 0 else {
        throw fail(column, "dilution factor \(row.cells[column].quoted()) is not a number above 0")
      }
      factor = value
    }
    return (nominal, factor)
  }

  private func wells(
    of layout: Layout, _ plates: [Int], _ readings: [String?]
  ) throws(InputFaults) -> [PlateWell] {
    var result: [PlateWell] = []
    var nominal: Double?
    var factor = 1.0
    var sample = ""
    var seen: Set<String> = []
    for (r, row) in layout.group.rows.enumerated() {
      func error(_ column: Int, _ code: InputFault.Code, _ message: String) -> InputFaults {
        InputFaults(
          code, file: export.file, line: row.line, column: column + 1, well: row.cells[layout.wells], message)
      }
      let plate = export.plates[plates[r]]
      guard let position = WellPosition(row.cells[layout.wells]) else {
        throw error(layout.wells, .badWell, "\(row.cells[layout.wells].quoted()) is not a well")
      }
      guard seen.insert(plate.name + "\t" + position.description).inserted else {
        throw error(layout.wells, .duplicateWell, "the well stands twice in group \(layout.group.name.quoted())")
      }
      if row.sample != sample || r == 0 {
        sample = row.sample
        (nominal, factor) = try described(row, layout)
      }
      let printedValue = layout.values.map { row.cells[$0] }
      let reading = readings[plates[r]]
      guard reading != nil || printedValue != nil else {
        throw InputFaults(
          .notEvaluable, file: export.file, line: layout.group.line,
          "which signal the results of group \(layout.group.name.quoted()) are computed from cannot be told: export the column that they are computed from"
        )
      }
      let name = reading ?? ""
      guard let held = plate.readings.first(where: { $0.name == name || reading == nil })?.signals[position] else {
        throw error(layout.wells, .badWell, "the plate has no such well")
      }
      var signal = held
      if let printedValue {
        guard let token = SignalToken.parse(printedValue, mark: export.mark) else {
          throw error(layout.values ?? 0, .badNumber, "\(printedValue.quoted()) is neither a number nor a known token")
        }
        if reading == nil { signal = token }
      }
      let resultText = layout.result.map { row.cells[$0] } ?? ""
      if !resultText.isEmpty, SignalToken.parse(resultText, mark: export.mark) == nil {
        throw error(
          layout.result ?? 0, .badNumber, "result \(resultText.quoted()) is neither a number nor a known token")
      }
      let isMasked = [printedValue, resultText].contains { $0.map { $0 == "Masked" || $0.hasPrefix("*") } ?? false }
      if isMasked { signal = .masked }
      var well = PlateWell(
        plate: plate.name, position: position, line: row.line, role: role(of: layout), sample: sample,
        nominal: nominal, dilution: factor, signal: signal, isIncluded: !isMasked)
      well.isDilutionSaid = layout.factor != nil
      well.printedConcentration = PrintedNumber(resultText, mark: export.mark)
      well.printedToken = well.printedConcentration == nil && !resultText.isEmpty ? resultText : nil
      well.group = layout.group.name
      result.append(well)
    }
    try checkStatistics(of: layout, result)
    return result
  }
}
