// The one entry point: files in, everything evaluated out.

package import Documents
import Numerics
package import TypeICollagen

/// What a run may be told.
package struct AssayOptions: Sendable, Equatable {
  /// The standard curve.
  package var curve = CurveOptions()
  /// The limits of the class rule.
  package var rules = ClassRules()
  /// Compositions of the chains by name (`alpha1_I`, `alpha2_I`, `alpha1_III`).
  package var chains: [String: ChainComposition]
  /// Constants of the biochemistry.
  package var constants = AssayConstants()

  /// The defaults.
  package init(chains: [String: ChainComposition] = [:]) { self.chains = chains }
}

/// Everything a run found.
package struct AssayResult: Sendable {
  /// An input with what it was read as.
  package struct Input: Sendable {
    /// The name as given.
    package let name: String
    /// The kind.
    package let kind: String
    /// Its text encoding.
    package let encoding: String
    /// Its length in bytes.
    package let byteCount: Int
    /// What an export says of reader, date and operator.
    package let provenance: PlateProvenance?
  }
  /// The inputs in the order given.
  package let inputs: [Input]
  /// The options.
  package let options: AssayOptions
  /// Plates.
  package let plates: [PlateEvaluation]
  /// Dishes.
  package let dishes: [DishMeasurement]
  /// The unit that the collagen of a dish is given in; empty where it is not said.
  package let collagenUnit: String
  /// What synthesis is divided by.
  package let normalizer: DishMeasurement.Normalizer
  /// Lines.
  package let lines: [CellLineResult]
  /// The controls' interval of ln synthesis and logit secretion, where there are controls.
  package let controlIntervals: [AssayReadout: ReferenceInterval]
  /// Bands.
  package let chains: [ChainFigures]
  /// Lane profiles.
  package let lanes: [LaneDeconvolution]
  /// Pulse-chase series.
  package let chases: [ChaseResult]
  /// Thermal stability.
  package let meltings: [MeltingResult]
  /// Collagenase digestions.
  package let collagenase: [CollagenaseResult]
  /// Hydroxyproline.
  package let hydroxyproline: [HydroxyprolineResult]
  /// Quality controls by level over all plates.
  package let qualityLevels: [QualityLevel]
  /// Control lines and quality controls over the runs, from five runs on.
  package let controlCharts: [ControlChart]
  /// Broken control rules, in words.
  package var controlRules: [String] { controlCharts.flatMap(\.words) }
  /// Oddities.
  package let warnings: [AssayWarning]
}

/// Runs the assay evaluation.
package enum AssayRun {
  /// Evaluates files of any known kind together.
  ///
  ///     let result = try AssayRun.run(inputs: [("plate.csv", bytes)], options: AssayOptions())
  ///
  /// - Parameters:
  ///   - inputs: name and bytes of each file; the order does not change numbers, only the order of the results.
  ///   - options: curve, rules, constants.
  /// - Returns: all results.
  /// - Throws: the first located error.
  package static func run(
    inputs: [(name: String, bytes: [UInt8])], options: AssayOptions = AssayOptions()
  ) throws(InputFaults) -> AssayResult {
    var tables = Tables()
    for input in inputs { try tables.read(PlateFile(name: input.name, bytes: input.bytes)) }
    guard !tables.inputs.isEmpty else { throw InputFaults(.notEvaluable, file: "", "no input") }
    return try tables.evaluate(options)
  }

  /// The contents of all inputs.
  private struct Tables {
    var inputs: [AssayResult.Input] = []
    var contents: [(name: String, bytes: [UInt8])] = []
    var records: [PlateRecord] = []
    var maps: [PlateMapEntry] = []
    var mapFile: String?
    var cultures: [CultureDish] = []
    var bands: [Band] = []
    var profiles: [LaneProfile] = []
    var counts: [ChaseCount] = []
    var melting: [MeltingPoint] = []
    var collagenase: [CollagenaseSample] = []
    var hydroxyproline: [HydroxyprolineSample] = []
    var amounts: [CollagenAmount] = []

    mutating func read(_ file: PlateFile) throws(InputFaults) {
      if let same = contents.first(where: { $0.bytes == file.bytes }) {
        throw InputFaults(
          .inconsistent, file: file.name,
          "the same content as \(same.name.quoted()): given twice, its wells would count twice")
      }
      contents.append((file.name, file.bytes))
      if let text = file.text, let map = try PlaterReader.map(text) { return try add(map, of: file) }
      if let reader = try PlateReaders.reader(for: file) { return try add(reader, file) }
      let table = try NamedTable(file.requireText())
      let kind = try TableKind.of(table)
      switch kind {
      case .cultures: try add(CultureDish.read(table), file.name)
      case .plate: return try add(TidyPlateReader(), file)
      case .plateMap: return try add(table, of: file)
      case .bands: bands += try Band.read(table)
      case .laneProfile: profiles += try LaneProfile.read(table)
      case .pulseChase: counts += try ChaseCount.read(table)
      case .tm: melting += try MeltingPoint.read(table)
      case .collagenase: collagenase += try CollagenaseSample.read(table)
      case .amounts: amounts += try CollagenAmount.read(table)
      case .hydroxyproline: hydroxyproline += try HydroxyprolineSample.read(table)
      }
      note(file, kind.rawValue)
    }

    private mutating func note(
      _ file: PlateFile, _ kind: String, _ provenance: PlateProvenance? = nil
    ) {
      inputs.append(
        .init(
          name: file.name, kind: kind, encoding: file.text?.encoding ?? "", byteCount: file.bytes.count,
          provenance: provenance))
    }

    private mutating func add(_ reader: any PlateReader, _ file: PlateFile) throws(InputFaults) {
      let export = try reader.read(file)
      records += export.plates
      note(file, reader.format.inputKind, export.provenance)
    }

    private mutating func add(_ map: NamedTable, of file: PlateFile) throws(InputFaults) {
      maps += try PlateMapEntry.read(map)
      mapFile = mapFile ?? file.name
      note(file, TableKind.plateMap.rawValue)
    }

    /// Adds the dishes of a further table: none may stand in two tables, and a line has one role.
    private mutating func add(_ dishes: [CultureDish], _ file: String) throws(InputFaults) {
      for dish in dishes {
        if let other = cultures.first(where: { $0.line == dish.line && $0.role != dish.role }) {
          throw InputFaults(
            .inconsistent, file: file, line: dish.fileLine,
            "line \(dish.line.quoted()) is \(other.role.rawValue) in another table")
        }
        if cultures.contains(where: { $0.key == dish.key }) {
          throw InputFaults(
            .inconsistent, file: file, line: dish.fileLine, "\(dish.words) stands in another table too")
        }
      }
      cultures += dishes
    }

    func evaluate(_ options: AssayOptions) throws(InputFaults) -> AssayResult {
      var warnings = TableWarnings.find(cultures, bands, profiles, hasPlates: !records.isEmpty || !amounts.isEmpty)
      var plates: [PlateEvaluation] = []
      if let mapFile, records.isEmpty {
        throw InputFaults(
          .missingColumn, file: mapFile, line: 1,
          "the plate table has no column signal, and no export is given whose wells it could describe")
      }
      for record in records {
        let labelled = record.labelled(by: maps)
        let withoutStandards = !labelled.wells.contains { $0.role == .standard }
        if withoutStandards,
          let donor = records.first(where: { $0.file == record.file && $0.wells.contains { $0.role == .standard } })
        {
          throw InputFaults(
            .notEvaluable, file: record.file, line: record.wells.first?.line,
            "plate \(record.name.quoted()) has no standards of its own (plate \(donor.name.quoted()) has): curves are not carried over"
          )
        }
        do { plates.append(try PlateEvaluation.evaluate(labelled, options: options.curve)) } catch {
          throw error.located(line: record.wells.first?.line)
        }
        warnings += record.warnings
        if let odd = labelled.seriesWarning { warnings.append(odd) }
      }
      let measured = try dishes(plates)
      warnings += measured.warnings
      let lanes = profiles.compactMap { LaneDeconvolution.fit($0) }
      var chains = ChainRatios.evaluate(bands, chains: options.chains)
      for lane in lanes { Self.add(lane, to: &chains, bands) }
      let chases = PulseChase.evaluate(counts, pipettingCV: options.constants.pipettingCV)
      let meltings = MeltingResult.evaluate(melting)
      let normalizer = CellLineEvaluation.normalizer(measured.dishes)
      let charts = ControlChart.all(measured.dishes, normalizer, plates)
      let lines = CellLineEvaluation(
        cultures: cultures, dishes: measured.dishes, chains: chains, chases: chases, meltings: meltings, roles: roles(),
        rules: options.rules, normalizer: normalizer,
        straying: Set(charts.filter { !$0.violations.isEmpty }.map(\.subject))
      ).evaluate()
      warnings += Self.contradictions(cultures, bands, counts)
      warnings += DishConsistency.warnings(cultures, measured.dishes, normalizer) + DishConsistency.exchanged(plates)
      return AssayResult(
        inputs: inputs, options: options, plates: plates, dishes: measured.dishes, collagenUnit: measured.unit,
        normalizer: normalizer, lines: lines,
        controlIntervals: Self.intervals(lines), chains: chains, lanes: lanes, chases: chases, meltings: meltings,
        collagenase: collagenase.compactMap { CollagenaseResult($0, constants: options.constants) },
        hydroxyproline: hydroxyproline.map { HydroxyprolineResult($0, constants: options.constants) },
        qualityLevels: QualityLevel.evaluate(plates), controlCharts: charts, warnings: warnings)
    }

    /// The dishes as the plates measure them, or else the amounts.
    private func dishes(
      _ plates: [PlateEvaluation]
    ) throws(InputFaults) -> (dishes: [DishMeasurement], unit: String, warnings: [AssayWarning]) {
      let read = try DishMeasurement.measure(cultures, plates)
      guard let first = amounts.first else { return read }
      let given = DishMeasurement.measure(cultures, amounts)
      if read.dishes.isEmpty { return (given.dishes, given.unit, read.warnings + given.warnings) }
      let words = "lines are read from the plates; the table of amounts is not pooled with them"
      return (read.dishes, read.unit, read.warnings + [AssayWarning(file: first.file, words)])
    }

    private func roles() -> [String: CellLineRole] {
      var roles: [String: CellLineRole] = [:]
      for item in cultures { roles[item.line] = item.role }
      for item in bands where roles[item.line] == nil { roles[item.line] = item.role }
      for item in counts where roles[item.line] == nil { roles[item.line] = item.role }
      return roles
    }

    private static func add(_ lane: LaneDeconvolution, to chains: inout [ChainFigures], _ bands: [Band]) {
      let name =
        lane.profile.line.isEmpty
        ? bands.first { $0.gel == lane.profile.gel && $0.lane == lane.profile.lane }?.line : lane.profile.line
      guard let name, let index = chains.firstIndex(where: { $0.line == name }) else { return }
      chains[index].slowShares.append(lane.slowShare)
      if lane.bands.count > 1 { chains[index].hasSecondBand = true }
    }

    private static func contradictions(
      _ cultures: [CultureDish], _ bands: [Band], _ counts: [ChaseCount]
    ) -> [AssayWarning] {
      var roles: [String: CellLineRole] = [:]
      for item in cultures { roles[item.line] = item.role }
      var result: [AssayWarning] = []
      var seen: Set<String> = []
      for item in bands.map({ ($0.line, $0.role, $0.fileLine) }) + counts.map({ ($0.line, $0.role, $0.fileLine) }) {
        if let role = roles[item.0], role != item.1, seen.insert(item.0).inserted {
          result.append(
            AssayWarning(
              file: "", line: item.2,
              "line \(item.0.quoted()) is \(item.1.rawValue) here and \(role.rawValue) in the cultures"))
        }
      }
      return result
    }

    private static func intervals(_ lines: [CellLineResult]) -> [AssayReadout: ReferenceInterval] {
      var result: [AssayReadout: ReferenceInterval] = [:]
      let controls = lines.filter { $0.role == .control }
      let synthesis = controls.map { Elementary.log($0.synthesis.value) }.filter(\.isFinite)
      let secretion = controls.map { logit($0.secretion.value / 100) }.filter(\.isFinite)
      if let interval = ReferenceInterval(synthesis) { result[.synthesis] = interval }
      if let interval = ReferenceInterval(secretion) { result[.secretion] = interval }
      return result
    }
  }
}
