// From a plate as it was read and the maps to the record that is evaluated.

internal import Documents

extension GridPlate {
  /// The plate with what its wells hold.
  ///
  /// - Throws: where nothing says what the wells hold, where a map names a well without a reading, and where a standard has
  ///   no concentration.
  func record(_ maps: PlateMap.OfPlate) throws(InputFaults) -> PlateRecord {
    let (chosen, isNamed) = try chosenReading(maps)
    let positions = Set(contents.keys).union(maps.byWell.keys).union(chosen.signals.keys).sorted()
    var wells: [PlateWell] = []
    var undescribed: [WellPosition] = []
    var overruled: [WellPosition] = []
    for position in positions {
      let (known, overrules) = try maps.merged(contents[position], at: position)
      if overrules { overruled.append(position) }
      guard let role = known.impliedRole else {
        undescribed.append(position)
        continue
      }
      guard let read = chosen.signals[position] else {
        guard maps.byWell[position] != nil else { continue }
        throw InputFaults(
          .inconsistent, file: file, line: line, well: position.description,
          "the plate map describes a well that was not read on plate \(name.quoted())")
      }
      wells.append(try well(position, role, known, read))
    }
    guard !wells.isEmpty else {
      throw InputFaults(
        .notEvaluable, file: file, line: line,
        "plate \(name.quoted()) of \(format.name) does not say what its wells hold: describe them with --map FILE (collagen template map shows one)"
      )
    }
    var record = PlateRecord(file: file, format: format, name: name, unit: "", wells: wells)
    try record.setUnit(from: wells.map { maps.byWell[$0.position] })
    record.alternatives = alternatives(chosen, wells)
    record.warnings = warnings(chosen, isNamed: isNamed, wells, undescribed)
    if let first = overruled.first {
      record.warnings.append(
        AssayWarning(
          file: file, line: line,
          "plate \(name.quoted()): the plate map overrules the layout of the export in \(overruled.count) wells, first \(first)"
        ))
    }
    return record
  }

  private func well(
    _ position: WellPosition, _ role: WellRole, _ known: WellContents, _ read: (signal: WellSignal, line: Int)
  ) throws(InputFaults) -> PlateWell {
    let sample = known.sample ?? known.line ?? position.description
    var nominal = role == .unknown ? nil : known.nominal
    if role == .blank { nominal = 0 }
    guard role != .standard || nominal != nil else {
      throw InputFaults(
        .badNumber, file: file, line: read.line, well: position.description,
        "standard \(sample.quoted()) has no concentration: give it in a plate map, as sample_id and nominal_conc")
    }
    if let dilution = known.dilution, dilution < 1 {
      throw InputFaults(
        .badNumber, file: file, line: read.line, well: position.description,
        "a dilution of \(NumberText.significant(dilution)): write how many times the sample was diluted, 1 or more")
    }
    var well = PlateWell(
      plate: name, position: position, line: read.line, role: role, sample: sample, cellLine: known.line,
      bioRep: known.bioRep, fraction: known.fraction, nominal: nominal, dilution: known.dilution ?? 1,
      signal: read.signal, isIncluded: (known.isIncluded ?? true) && read.signal != .masked, batch: known.batch ?? "")
    well.isDilutionSaid = known.dilution != nil
    return well
  }

  // MARK: Readings

  /// The reading that the map names, or else the first that was measured.
  private func chosenReading(
    _ maps: PlateMap.OfPlate
  ) throws(InputFaults) -> (reading: Reading, isNamed: Bool) {
    let names = Set(maps.byWell.values.compactMap(\.contents.read) + maps.bySample.values.compactMap(\.contents.read))
    guard let name = names.first else {
      if let first = readings.first(where: { !$0.isCalculated }) { return (first, false) }
      throw InputFaults(
        .notEvaluable, file: file, line: line,
        "plate \(self.name.quoted()) of \(format.name) holds computed values only (\(readings.map(\.name).joined(separator: ", "))): export the raw data"
      )
    }
    guard names.count == 1 else {
      throw InputFaults(
        .inconsistent, file: file, "the plate maps name several readings: \(names.sorted().joined(separator: ", "))")
    }
    if let reading = reading(named: name) { return (reading, true) }
    let parts = name.split(separator: "-").map { String($0).trimmingBlanks }
    if parts.count == 2, let first = reading(named: parts[0]), let second = reading(named: parts[1]) {
      var difference = Reading(name: name, isCalculated: false)
      for (position, read) in first.signals {
        difference.signals[position] = (
          read.signal.subtracting(second.signals[position]?.signal ?? .missing), read.line
        )
      }
      return (difference, true)
    }
    throw InputFaults(
      .inconsistent, file: file, line: line,
      "no reading \(name.quoted()) on plate \(self.name.quoted()); there are: \(readings.map(\.name).joined(separator: ", "))"
    )
  }

  /// A reading by its name, or by a number that is only in its name: `450` for `Raw Data (450)`.
  private func reading(named name: String) -> Reading? {
    if let exact = readings.first(where: { $0.name.lowercased() == name.lowercased() }) { return exact }
    let holding = readings.filter { reading in
      reading.name.split { !$0.isNumber && !$0.isLetter }.contains { $0 == name }
    }
    return holding.count == 1 ? holding[0] : nil
  }

  private func alternatives(_ chosen: Reading, _ wells: [PlateWell]) -> [PlateReading] {
    let others = readings.filter { !$0.isCalculated && $0.name != chosen.name }
    guard !others.isEmpty else { return [] }
    return ([chosen] + others).map { reading in
      PlateReading(name: reading.name, signals: wells.map { reading.signals[$0.position]?.signal ?? .missing })
    }
  }

  private func warnings(
    _ chosen: Reading, isNamed: Bool, _ wells: [PlateWell], _ undescribed: [WellPosition]
  ) -> [AssayWarning] {
    var result: [AssayWarning] = []
    let measured = readings.filter { !$0.isCalculated }.map { $0.name.quoted() }
    if measured.count > 1, !isNamed {
      result.append(
        AssayWarning(
          file: file, line: line,
          "plate \(name.quoted()) was read \(measured.count) times (\(measured.joined(separator: ", "))): \(chosen.name.quoted()) is used; a column read in the plate map names another, or a difference such as 450-570"
        ))
    }
    if let lost = lost(chosen, wells, undescribed) {
      result.append(
        AssayWarning(
          file: file, line: chosen.signals[lost]?.line,
          "plate \(name.quoted()): well \(lost) reads above the blanks, but nothing says what it holds; it is left out")
      )
    }
    return result
  }

  /// The first well that nothing describes although its signal is twice that of every blank.
  private func lost(_ chosen: Reading, _ wells: [PlateWell], _ undescribed: [WellPosition]) -> WellPosition? {
    let blanks = wells.filter { $0.role == .blank || $0.nominal == 0 }.compactMap(\.signal.number)
    let standards = wells.filter { $0.role == .standard && ($0.nominal ?? 0) > 0 }.compactMap(\.signal.number)
    guard let high = blanks.max(), let top = standards.max(), top > 2 * high else { return nil }
    return undescribed.first { (chosen.signals[$0]?.signal.number ?? 0) > 2 * high }
  }
}

extension PlateRecord {
  /// The unit and analyte that the maps give; ng/mL where they give none, as in a plate table.
  fileprivate mutating func setUnit(from entries: [PlateMapEntry?]) throws(InputFaults) {
    let units = Set(entries.compactMap { $0?.contents.unit }.map { ConcentrationUnit($0).name })
    guard units.count <= 1 else {
      throw InputFaults(.inconsistent, file: file, "two units on one plate: \(units.sorted().joined(separator: ", "))")
    }
    let analytes = Set(entries.compactMap { $0?.contents.analyte })
    guard analytes.count <= 1 else {
      throw InputFaults(
        .inconsistent, file: file, "two analytes on one plate: \(analytes.sorted().joined(separator: ", "))")
    }
    unit = units.first ?? "ng/mL"
    analyte = analytes.first ?? ""
  }
}
