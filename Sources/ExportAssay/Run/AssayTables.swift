// The inputs of a run by kind: every table, export and plate map that was given.

internal import Documents
internal import TypeICollagen

/// The contents of all inputs.
struct AssayTables {
  var inputs: [AssayResult.Input] = []
  var contents: [(name: String, bytes: [UInt8])] = []
  var records: [PlateRecord] = []
  var grids: [GridPlate] = []
  /// SHA-256 by name of the file.
  var digests: [String: String] = [:]
  /// assay.json of earlier runs.
  var history: [(name: String, bytes: [UInt8])] = []
  var maps = PlateMap()
  var cultures: [CultureDish] = []
  var bands: [Band] = []
  var profiles: [LaneProfile] = []
  var counts: [ChaseCount] = []
  var melting: [MeltingPoint] = []
  var collagenase: [CollagenaseSample] = []
  var hydroxyproline: [HydroxyprolineSample] = []
  var amounts: [CollagenAmount] = []
  var sites: [SiteOccupancy] = []
  /// What is odd about the files themselves.
  private(set) var warnings: [AssayWarning] = []
  private var copies = TableCopies()

  mutating func read(_ file: PlateFile) throws(InputFaults) {
    try checkNew(file)
    let before = warnings.count
    try readContents(of: file)
    noteHidden(file, since: before)
  }

  private mutating func readContents(of file: PlateFile) throws(InputFaults) {
    if let text = file.text, let map = try PlaterReader.map(text) { return try add(map, of: file) }
    if let reader = try PlateReaders.reader(for: file) { return try add(reader, file) }
    if let workbook = file.workbook { return try read(sheets: workbook, of: file) }
    let table = try NamedTable(file.requireText())
    try read(table, TableKind.of(table), file)
  }

  /// Tables in the sheets of a workbook, each as if it were a file.
  private mutating func read(sheets: [CellSheet], of file: PlateFile) throws(InputFaults) {
    var kinds: [String] = []
    let filled = sheets.filter { sheet in sheet.rows.contains { $0.contains { !$0.isEmpty } } }
    let tables = filled.filter(TableKind.isTable)
    for sheet in tables.isEmpty ? filled : tables {
      let part = PlateFile(sheet, of: file, isOnly: filled.count == 1)
      let table = try NamedTable(part.requireText())
      let kind = try TableKind.of(table)
      try HiddenCells.checkMerged(sheet, table)
      try read(table, kind, part, isNoted: false)
      kinds.append(kind.rawValue)
    }
    if !tables.isEmpty {
      warnings += filled.filter { !TableKind.isTable($0) }.map {
        HiddenCells.unread($0.name, "no table of an assay", file: file.name)
      }
    }
    note(file, kinds.joined(separator: ", "))
  }

  /// A file that is given as a plate map.
  mutating func readMap(_ file: PlateFile) throws(InputFaults) {
    try checkNew(file)
    let before = warnings.count
    maps.add(try PlateMapFile.read(file))
    warnings += PlateMapFile.warnings(file)
    noteHidden(file, since: before)
    note(file, TableKind.plateMap.rawValue)
  }

  /// Says what of a workbook was read though it is hidden; a sheet that is told not to be read was not.
  private mutating func noteHidden(_ file: PlateFile, since before: Int) {
    let own = warnings[before...]
    let read = (file.workbook ?? []).filter { !HiddenCells.isUnread($0.name, in: own) }
    warnings += HiddenCells.warnings(read, file: file.name)
  }

  private mutating func checkNew(_ file: PlateFile) throws(InputFaults) {
    try VendorDocument.check(file)
    if let same = contents.first(where: { $0.bytes == file.bytes }) {
      throw InputFaults(
        .inconsistent, file: file.name,
        "the same content as \(same.name.quoted()): given twice, its wells would count twice")
    }
    contents.append((file.name, file.bytes))
  }

  private mutating func read(
    _ table: NamedTable, _ kind: TableKind, _ file: PlateFile, isNoted: Bool = true
  ) throws(InputFaults) {
    // Blank wells of two plates may read alike: plates are compared as wholes.
    if kind != .plate { warnings += try copies.check(table, kind) }
    switch kind {
    case .cultures: try add(CultureDish.read(table), file.name)
    case .plate: records += try TidyPlateReader.records(table, TidyPlateReader().format)
    case .plateMap: maps.add(try PlateMapEntry.read(table))
    case .bands:
      let more = try Band.read(table)
      try TableCopies.check(more.map { ($0.place, $0.fileLine) }, bands.map { ($0.place, $0.file, $0.fileLine) }, table)
      warnings += GelConsistency.inTwoFiles(more, bands)
      bands += more
    case .laneProfile: profiles += try LaneProfile.read(table)
    case .pulseChase:
      let more = try ChaseCount.read(table)
      warnings += TableCopies.warnings(more.map { ($0.point, $0.fileLine) }, counts.map(\.point), table)
      counts += more
    case .tm:
      let more = try MeltingPoint.read(table)
      warnings += TableCopies.warnings(more.map { ($0.point, $0.fileLine) }, melting.map(\.point), table)
      melting += more
    case .collagenase: collagenase += try CollagenaseSample.read(table)
    case .amounts: amounts += try CollagenAmount.read(table)
    case .sites:
      let more = try SiteOccupancy.read(table)
      try TableCopies.check(more.map { ($0.site, $0.fileLine) }, sites.map { ($0.site, $0.file, $0.fileLine) }, table)
      sites += more
    case .hydroxyproline: hydroxyproline += try HydroxyprolineSample.read(table)
    }
    if isNoted { note(file, kind.rawValue) }
  }

  private mutating func note(
    _ file: PlateFile, _ kind: String, _ provenance: PlateProvenance? = nil
  ) {
    inputs.append(
      .init(
        name: file.name, kind: kind, encoding: file.text?.encoding ?? "workbook", byteCount: file.bytes.count,
        sha256: digests[file.name], provenance: provenance))
  }

  private mutating func add(_ reader: any PlateReader, _ file: PlateFile) throws(InputFaults) {
    let export = try reader.read(file)
    records += export.plates
    grids += export.grids
    warnings += export.warnings
    note(file, reader.format.inputKind, export.provenance)
  }

  private mutating func add(_ map: NamedTable, of file: PlateFile) throws(InputFaults) {
    maps.add(try PlateMapEntry.read(map))
    note(file, TableKind.plateMap.rawValue)
  }

  /// Adds the dishes of a further table: none may stand in two tables, and a line has one role.
  private mutating func add(_ dishes: [CultureDish], _ file: String) throws(InputFaults) {
    let known = Dictionary(cultures.map { ($0.line, $0) }) { first, _ in first }
    let keys = Set(cultures.map(\.key))
    for dish in dishes {
      if let other = known[dish.line], other.role != dish.role {
        throw InputFaults(
          .inconsistent, file: file, line: dish.fileLine,
          "line \(dish.line.quoted()) is \(other.role.rawValue) in another table")
      }
      if keys.contains(dish.key) {
        throw InputFaults(
          .inconsistent, file: file, line: dish.fileLine, "\(dish.words) stands in another table too")
      }
    }
    cultures += dishes
  }

  /// All plates with what the maps say of their wells.
  func described() throws(InputFaults) -> [PlateRecord] {
    let records = distinctRecords
    let mapped = records.filter(\.format.takesPlateMap)
    let grids = distinctGrids
    let names = Set(mapped.flatMap { $0.wells.map(\.plate) }).union(grids.map(\.name))
    if !maps.isEmpty, names.isEmpty {
      throw InputFaults(
        .missingColumn, file: maps.file, line: 1,
        "the plate table has no column signal, and no export is given whose wells it could describe")
    }
    try maps.check(names)
    var result: [PlateRecord] = []
    for record in records { result.append(try record.labelled(by: maps, isOnly: names.count == 1)) }
    for grid in grids { result.append(try grid.record(maps.of(grid.name, isOnly: names.count == 1))) }
    try TableCopies.check(result)
    return result
  }

  /// The records; those of plates of one name in two files have the file in their names.
  private var distinctRecords: [PlateRecord] {
    let twice = namesInTwoFiles(records.flatMap { record in record.wells.map { ($0.plate, record.file) } })
    return records.map { record in record.wells.contains { twice.contains($0.plate) } ? record.namedByFile : record }
  }

  private func namesInTwoFiles(_ plates: [(name: String, file: String)]) -> Set<String> {
    Set(Dictionary(grouping: plates, by: \.name).filter { Set($0.value.map(\.file)).count > 1 }.keys)
  }

  /// Plates of one name in two files, which are two plates.
  var plateNameWarnings: [AssayWarning] {
    let plates = records.flatMap { record in record.wells.map { ($0.plate, record.file) } }
    return namesInTwoFiles(plates).sorted().map { name in
      let files = Set(plates.filter { $0.0 == name }.map(\.1)).sorted().map { $0.quoted() }
      return AssayWarning(
        file: "",
        "plate \(name.quoted()) stands in \(files.joined(separator: " and ")): they count as plates of their own, named by their files"
      )
    }
  }

  /// The plates of exports that leave their wells to maps; those of one name in two files have the file in their name.
  private var distinctGrids: [GridPlate] {
    let twice = namesInTwoFiles(grids.map { ($0.name, $0.file) })
    return grids.map { grid in
      guard twice.contains(grid.name) else { return grid }
      var copy = grid
      copy.name = grid.file + "/" + grid.name
      return copy
    }
  }
}
