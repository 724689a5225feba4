// What stands in the wells of an export: a list or grids, such as a layout that was made here.

internal import Documents
internal import TypeICollagen

/// What a map says of one well, or of all wells of a sample.
struct PlateMapEntry: Sendable {
  /// The plate's name in the export; empty where the map does not say.
  let plate: String
  /// The place; `nil` for all wells of the sample.
  let position: WellPosition?
  /// What the well holds.
  var contents: WellContents
  /// The file.
  let file: String
  /// The line of the file.
  let fileLine: Int

  /// Reads the rows of a list, or of grids made into one.
  ///
  /// - Throws: columns that are not known, wells that stand twice, cells that are none of the allowed words.
  static func read(_ table: NamedTable) throws(InputFaults) -> [PlateMapEntry] {
    try table.check(as: .plateMap, required: table.index("sample_id") == nil ? ["well"] : [])
    var result: [PlateMapEntry] = []
    var seen: Set<[String]> = []
    for row in table.rows {
      var reader = RowReader(table, row)
      let plate = reader.text("plate_id") ?? ""
      let position = table.index("well") == nil ? nil : try reader.well()
      let contents = try WellContents(reader)
      let key = position?.description ?? "sample " + (contents.sample ?? "")
      guard seen.insert([plate, key]).inserted else {
        throw reader.error(
          .duplicateWell, "well", "the well or sample stands twice", remedy: "keep one of the two rows")
      }
      guard position != nil || contents.sample != nil else { continue }
      result.append(
        PlateMapEntry(plate: plate, position: position, contents: contents, file: table.file, fileLine: row.line))
    }
    return result
  }
}

extension WellContents {
  init(_ reader: RowReader) throws(InputFaults) {
    role = try reader.choice("role", WellRole.self)
    sample = reader.text("sample_id")
    nominal = try reader.nonNegative("nominal_conc")
    dilution = try reader.dilution()
    line = reader.text("line_id")
    bioRep = try reader.ordinal("bio_rep")
    fraction = try reader.choice("fraction", Fraction.self)
    batch = reader.text("batch")
    unit = reader.text("unit")
    analyte = reader.analyte
    read = reader.text("read")
    isIncluded = reader.text("include") == nil ? nil : try reader.flag("include", default: true)
  }
}

extension RowReader {
  /// The plate and the place of the row's well, which messages then name.
  mutating func placeOfWell() throws(InputFaults) -> (plate: String, position: WellPosition) {
    let plate = try requiredText("plate_id")
    return (plate, try well())
  }

  /// How many times the sample was diluted; `nil` where the cell says nothing.
  func dilution() throws(InputFaults) -> Double? {
    guard let factor = try positive("dilution_factor") else { return nil }
    guard factor >= 1 else {
      throw error(
        .badNumber, "dilution_factor", "dilution_factor \(NumberText.significant(factor)) is below 1",
        remedy: "write how many times the sample was diluted, such as \(NumberText.significant(1 / factor, 3))")
    }
    return factor
  }

  /// The place of the row's well, which messages then name.
  mutating func well() throws(InputFaults) -> WellPosition {
    let name = try requiredText("well")
    guard let position = WellPosition(name) else {
      throw error(.badWell, "well", "\(name.quoted()) is not a well", remedy: "write a letter and a number, such as B7")
    }
    well = position.description
    return position
  }
}

/// All maps of a run.
struct PlateMap: Sendable {
  private(set) var entries: [PlateMapEntry] = []

  /// What the maps say of one plate.
  struct OfPlate: Sendable {
    /// By well.
    var byWell: [WellPosition: PlateMapEntry] = [:]
    /// By sample, where a map has no wells.
    var bySample: [String: PlateMapEntry] = [:]
  }

  /// The cell lines that it names.
  var lines: [String] { entries.compactMap(\.contents.line) }

  /// Whether there is none.
  var isEmpty: Bool { entries.isEmpty }
  /// The file of the first.
  var file: String { entries.first?.file ?? "" }

  /// Adds the rows of a map.
  mutating func add(_ more: [PlateMapEntry]) { entries += more }

  /// Refuses maps of plates that are not there.
  ///
  /// - Parameter plates: the names of all plates that maps describe.
  func check(_ plates: Set<String>) throws(InputFaults) {
    let named = Set(entries.map(\.plate).filter { !$0.isEmpty })
    let strange = named.subtracting(plates).sorted()
    // One map for one plate need not repeat a name that the reader's software made up.
    guard let first = strange.first, named.count > 1 || plates.count > 1,
      let entry = entries.first(where: { $0.plate == first })
    else { return }
    throw InputFaults(
      .inconsistent, file: entry.file, line: entry.fileLine,
      "no plate \(first.quoted()) was read; there are: \(plates.sorted().joined(separator: ", "))")
  }

  /// What the maps say of a plate; later maps fill what earlier ones leave open.
  ///
  /// - Parameters:
  ///   - plate: its name.
  ///   - isOnly: whether no other plate is described.
  /// - Throws: where two maps contradict each other, or a map of wells does not say which of several plates it is of.
  func of(_ plate: String, isOnly: Bool) throws(InputFaults) -> OfPlate {
    var result = OfPlate()
    for entry in entries where entry.plate == plate || entry.plate.isEmpty || isOnly {
      if let position = entry.position {
        guard isOnly || !entry.plate.isEmpty else {
          throw InputFaults(
            .inconsistent, file: entry.file, line: entry.fileLine, well: position.description,
            "several plates were read and the map does not say which it describes: add the column plate_id")
        }
        result.byWell[position] =
          try result.byWell[position].map { old throws(InputFaults) in
            try old.filled(by: entry)
          } ?? entry
      } else if let sample = entry.contents.sample {
        result.bySample[sample] =
          try result.bySample[sample].map { old throws(InputFaults) in
            try old.filled(by: entry)
          } ?? entry
      }
    }
    return result
  }
}

extension PlateMapEntry {
  /// This entry with what another one adds.
  fileprivate func filled(by other: PlateMapEntry) throws(InputFaults) -> PlateMapEntry {
    var copy = self
    copy.contents = try contents.filled(by: other.contents) { what in
      InputFaults(
        .inconsistent, file: other.file, line: other.fileLine, well: position?.description,
        "\(what) differs from that in line \(fileLine) of \(file.quoted())")
    }
    return copy
  }
}

extension PlateMap.OfPlate {
  /// The contents of a well: what the map of wells says, then that of samples, then the export.
  ///
  /// - Returns: the contents, and whether a map overrules the layout of the export.
  func merged(
    _ own: WellContents?, at position: WellPosition
  ) throws(InputFaults) -> (contents: WellContents, overrules: Bool) {
    var said = byWell[position]?.contents ?? WellContents()
    for label in [said.sample, own?.sample].compactMap({ $0 }) {
      guard let entry = bySample[label] else { continue }
      var more = entry.contents
      more.sample = said.sample
      said = try said.filled(by: more) { what in
        InputFaults(
          .inconsistent, file: entry.file, line: entry.fileLine, well: position.description,
          "\(what) differs from that in the map of wells")
      }
    }
    guard let own else { return (said, false) }
    func differ<T: Equatable>(_ a: T?, _ b: T?) -> Bool { a != nil && b != nil && a != b }
    let overrules =
      differ(said.role, own.role) || differ(said.nominal, own.nominal) || differ(said.dilution, own.dilution)
      || differ(said.line, own.line) || differ(said.fraction, own.fraction)
    var open = own
    // A cell line or a concentration of the map says more than a role that every well of a layout has.
    if said.role == nil, said.line != nil { open.role = .unknown }
    return (try said.filled(by: open) { _ in nil }, overrules)
  }
}

extension PlateRecord {
  /// The record with lines, dishes and fractions from maps; wells that no map names stay as they are, and standards and
  /// blanks are those of the export.
  func labelled(by map: PlateMap, isOnly: Bool) throws(InputFaults) -> PlateRecord {
    guard !map.isEmpty, format.takesPlateMap else { return self }
    var plates: [String: PlateMap.OfPlate] = [:]
    for name in Set(wells.map(\.plate)) { plates[name] = try map.of(name, isOnly: isOnly) }
    var copy = self
    for (name, maps) in plates.sorted(by: { $0.key < $1.key }) { copy.wells += try described(name, maps) }
    for (index, well) in copy.wells.enumerated() where well.role == .unknown {
      guard let maps = plates[well.plate] else { continue }
      guard let entry = maps.byWell[well.position] ?? maps.bySample[well.sample], let line = entry.contents.line else {
        continue
      }
      copy.wells[index].cellLine = line
      copy.wells[index].bioRep = entry.contents.bioRep
      copy.wells[index].fraction = entry.contents.fraction
      copy.wells[index].batch = entry.contents.batch ?? ""
      copy.wells[index].dilution = entry.contents.dilution ?? well.dilution
      copy.wells[index].isDilutionSaid = entry.contents.dilution != nil || well.isDilutionSaid
      copy.wells[index].isIncluded = well.isIncluded && entry.contents.isIncluded ?? true
    }
    copy.warnings += copy.unused(plates)
    return copy
  }

  /// The wells of a plate that only the maps describe, and the export reads without a group of its own.
  private func described(_ name: String, _ maps: PlateMap.OfPlate) throws(InputFaults) -> [PlateWell] {
    guard let read = withoutGroup[name] else { return [] }
    var result: [PlateWell] = []
    for (position, entry) in maps.byWell.sorted(by: { $0.key < $1.key }) {
      guard let signal = read.signals[position], let role = entry.contents.impliedRole else { continue }
      let said = entry.contents
      guard role != .standard || said.nominal != nil else {
        throw InputFaults(
          .badNumber, file: entry.file, line: entry.fileLine, well: position.description,
          "a standard needs nominal_conc")
      }
      result.append(
        PlateWell(
          plate: name, position: position, line: read.line, role: role,
          sample: said.sample ?? said.line ?? position.description,
          cellLine: nil, bioRep: nil, fraction: nil,
          nominal: role == .unknown ? nil : role == .blank ? 0 : said.nominal,
          dilution: said.dilution ?? 1, signal: signal,
          isIncluded: (said.isIncluded ?? true) && signal != .masked))
      result[result.count - 1].isDilutionSaid = said.dilution != nil
    }
    return result
  }

  /// What maps say of wells and the record does not take up: wells that the export does not hold, and other roles,
  /// concentrations or exclusions of its standards and blanks.
  private func unused(_ plates: [String: PlateMap.OfPlate]) -> [AssayWarning] {
    plates.sorted { $0.key < $1.key }.flatMap { name, maps -> [AssayWarning] in
      let own = Dictionary(wells.filter { $0.plate == name }.map { ($0.position, $0) }) { first, _ in first }
      let entries = maps.byWell.sorted { $0.key < $1.key }
      let absent = entries.filter { own[$0.key] == nil && $0.value.contents.line != nil }
      let kept = entries.filter { place, entry in
        guard let well = own[place], well.role != .unknown else { return false }
        let said = entry.contents
        return said.impliedRole.map { $0 != well.role && !(well.nominal == 0 && $0 == .blank) } ?? false
          || said.nominal.map { $0 != well.nominal ?? $0 } ?? false || (said.isIncluded == false && well.isIncluded)
      }
      func warning(_ found: [(key: WellPosition, value: PlateMapEntry)], _ words: String) -> AssayWarning? {
        found.first.map { first in
          AssayWarning(
            file: first.value.file, line: first.value.fileLine,
            "plate \(name.quoted()): the plate map describes \(found.count) wells \(words), the first is \(first.key)")
        }
      }
      return [
        warning(absent, "of cell lines that the export does not hold; they are not measured"),
        warning(kept, "otherwise than the export, whose standards, controls and blanks are kept"),
      ].compactMap { $0 }
    }
  }
}
