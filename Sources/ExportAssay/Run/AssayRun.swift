// The one entry point: files in, everything evaluated out.

package import Documents
import Numerics
internal import TypeICollagen

/// Runs the assay evaluation.
package enum AssayRun {
  /// Evaluates files of any known kind together.
  ///
  ///     let result = try AssayRun.run(inputs: [("plate.csv", bytes)], options: AssayOptions())
  ///
  /// - Parameters:
  ///   - inputs: name and bytes of each file; the order does not change numbers, only the order of the results.
  ///   - maps: plate maps, which describe the wells of exports; maps may stand among the inputs too.
  ///   - history: assay.json of earlier runs, whose control lines join the panel.
  ///   - digests: SHA-256 of the files as they lie on disk, by name.
  ///   - options: curve, rules, constants.
  /// - Returns: all results.
  /// - Throws: the first located error.
  package static func run(
    inputs: [(name: String, bytes: [UInt8])], maps: [(name: String, bytes: [UInt8])] = [],
    history: [(name: String, bytes: [UInt8])] = [], digests: [String: String] = [:],
    options: AssayOptions = AssayOptions()
  ) throws(InputFaults) -> AssayResult {
    var tables = AssayTables()
    tables.digests = digests
    for input in inputs { try tables.read(PlateFile(name: input.name, bytes: input.bytes)) }
    tables.history = history
    for map in maps { try tables.readMap(PlateFile(name: map.name, bytes: map.bytes)) }
    guard !tables.inputs.isEmpty else { throw InputFaults(.notEvaluable, file: "", "no input") }
    return try tables.evaluate(options)
  }
}

extension AssayTables {
  func evaluate(_ options: AssayOptions) throws(InputFaults) -> AssayResult {
    var warnings =
      self.warnings + plateNameWarnings
      + TableWarnings.find(
        cultures, bands, profiles, hasPlates: measuresDishes,
        hasDigests: !collagenase.isEmpty || !hydroxyproline.isEmpty)
    let plates = try evaluatedPlates(options, &warnings)
    let measured = try dishes(plates)
    warnings += measured.warnings
    let lanes = profiles.compactMap { LaneDeconvolution.fit($0) }
    var chains = ChainRatios.evaluate(bands, chains: options.chains)
    for lane in lanes { Self.add(lane, to: &chains, bands) }
    let chases = PulseChase.evaluate(counts, pipettingCV: options.constants.pipettingCV)
    let meltings = MeltingResult.evaluate(melting)
    let siteRoles = roles()
    let siteResults = SiteComparison.evaluate(sites, roles: siteRoles)
    warnings +=
      SiteComparison.warnings(sites, siteResults, roles: siteRoles) + Self.unmelted(meltings, melting, siteRoles)
    let normalizer = CellLineEvaluation.normalizer(measured.dishes)
    let charts = ControlChart.all(measured.dishes, normalizer, plates)
    let history = try ControlHistory(
      history,
      of: ControlHistory.Run(
        unit: AssayResult.synthesisUnit(measured.unit, normalizer), measure: measured.measure, normalizer: normalizer,
        dishes: measured.dishes, roles: siteRoles,
        digests: inputs.filter { ControlHistory.measures($0.kind) }.compactMap(\.sha256)))
    warnings +=
      LineNames.warnings(siteRoles.keys + history.lines)
      + LineNames.warnings(
        cultures.map(\.batch) + measured.dishes.map(\.dish.batch) + bands.map(\.batch), of: "batches")
    let evaluated = CellLineEvaluation(
      cultures: cultures, dishes: measured.dishes, chains: chains, chases: chases, meltings: meltings,
      sites: siteResults, roles: siteRoles,
      rules: options.rules, normalizer: normalizer,
      straying: Set(charts.filter { !$0.violations.isEmpty }.map(\.subject)), history: history
    ).evaluate()
    let lines = evaluated.lines
    warnings += evaluated.notes + history.warnings + history.drift(measured.dishes, normalizer)
    warnings += contradictions
    warnings += GelConsistency.warnings(bands, chains) + ChaseConsistency.warnings(chases)
    warnings +=
      DishConsistency.warnings(cultures, measured.dishes, normalizer) + DishConsistency.exchanged(plates)
      + DishConsistency.dilutions(plates)
    return AssayResult(
      inputs: inputs, options: options, plates: plates, dishes: measured.dishes, collagenUnit: measured.unit,
      collagenMeasure: measured.measure,
      normalizer: normalizer, lines: lines,
      controlIntervals: Self.intervals(lines), chains: chains, lanes: lanes, chases: chases, meltings: meltings,
      sites: siteResults,
      collagenase: collagenase.compactMap { CollagenaseResult($0, constants: options.constants) },
      hydroxyproline: hydroxyproline.map { HydroxyprolineResult($0, constants: options.constants) },
      qualityLevels: QualityLevel.evaluate(plates), controlCharts: charts, warnings: warnings)
  }

  /// Every plate on its own standards.
  private func evaluatedPlates(
    _ options: AssayOptions, _ warnings: inout [AssayWarning]
  ) throws(InputFaults) -> [PlateEvaluation] {
    var plates: [PlateEvaluation] = []
    let records = try described()
    for labelled in records {
      let withoutStandards = !labelled.wells.contains { $0.role == .standard }
      if withoutStandards,
        let donor = records.first(where: { $0.file == labelled.file && $0.wells.contains { $0.role == .standard } })
      {
        throw InputFaults(
          .notEvaluable, file: labelled.file, line: labelled.wells.first?.line,
          "plate \(labelled.name.quoted()) has no standards of its own (plate \(donor.name.quoted()) has): curves are not carried over"
        )
      }
      do { plates.append(try PlateEvaluation.evaluate(labelled, options: options.curve)) } catch {
        throw error.located(line: labelled.wells.first?.line)
      }
      warnings += labelled.warnings + [labelled.dilutionWarning, labelled.logarithmWarning].compactMap(\.self)
      if let odd = labelled.seriesWarning { warnings.append(odd) }
    }
    return plates
  }

  /// The dishes as the plates measure them, or else the amounts.
  private func dishes(
    _ plates: [PlateEvaluation]
  ) throws(InputFaults) -> MeasuredDishes {
    var read = try DishMeasurement.measure(cultures, plates)
    guard let first = amounts.first else {
      // Gels stand in where nothing else measures the dishes.
      guard read.dishes.isEmpty, !cultures.isEmpty else { return read }
      let gels = CollagenAmount.of(bands)
      var given = try DishMeasurement.measure(cultures, gels.amounts)
      given.warnings = read.warnings + gels.warnings + given.warnings
      return given
    }
    var given = try DishMeasurement.measure(cultures, amounts)
    guard !read.dishes.isEmpty else {
      given.warnings = read.warnings + given.warnings
      return given
    }
    let words = "lines are read from the plates; the table of amounts is not pooled with them"
    read.warnings.append(AssayWarning(file: first.file, words))
    return read
  }

  /// Whether anything that was given measures the collagen of dishes.
  private var measuresDishes: Bool {
    !records.isEmpty || !grids.isEmpty || !amounts.isEmpty || bands.contains { $0.loading != nil }
  }

  private func roles() -> [String: CellLineRole] {
    var roles: [String: CellLineRole] = [:]
    for item in cultures { roles[item.line] = item.role }
    for item in bands where roles[item.line] == nil { roles[item.line] = item.role }
    for item in counts where roles[item.line] == nil { roles[item.line] = item.role }
    for item in melting where roles[item.line] == nil { roles[item.line] = item.role }
    for item in sites where roles[item.line] == nil { roles[item.line] = item.role }
    return roles
  }

  /// Melting curves that say nothing against the controls, and why.
  private static func unmelted(
    _ found: [MeltingResult], _ points: [MeltingPoint], _ roles: [String: CellLineRole]
  ) -> [AssayWarning] {
    var warnings = MeltingConsistency.warnings(points)
    for item in found where !item.isWithin {
      warnings.append(
        AssayWarning(
          file: "",
          "line \(item.line.quoted()), dish \(item.bioRep): it does not melt within the temperatures measured, so its melting is not compared; add temperatures"
        ))
    }
    for line in Set(points.map(\.line)).sorted() {
      let first = points.first { $0.line == line }
      if roles[line] == nil {
        warnings.append(
          AssayWarning(
            file: "", line: first?.fileLine,
            "line \(line.quoted()) has a melting curve but no role: give the column role or the cultures table; it is not compared"
          ))
      }
      guard !found.contains(where: { $0.line == line }) else { continue }
      warnings.append(
        AssayWarning(
          file: "", line: first?.fileLine,
          "line \(line.quoted()): no melting curve was fitted: it takes four temperatures and a signal above the background"
        ))
    }
    let controlKinds = Set(found.filter { roles[$0.line] == .control }.map(\.kind))
    if !controlKinds.isEmpty,
      let apart = found.first(where: { roles[$0.line] == .case && !controlKinds.contains($0.kind) })
    {
      let sample = apart.sample.isEmpty ? "" : " (\(apart.sample))"
      warnings.append(
        AssayWarning(
          file: "",
          "line \(apart.line.quoted()) melted in run \(apart.run.quoted())\(sample), where no control did: it is not compared"
        ))
    }
    return warnings
  }

  private static func add(_ lane: LaneDeconvolution, to chains: inout [ChainFigures], _ bands: [Band]) {
    let name =
      lane.profile.line.isEmpty
      ? bands.first { $0.gel == lane.profile.gel && $0.lane == lane.profile.lane }?.line : lane.profile.line
    guard let name, let index = chains.firstIndex(where: { $0.line == name }) else { return }
    chains[index].slowFractions.append(lane.slowFraction)
    if lane.bands.count > 1 { chains[index].hasSecondBand = true }
  }

  /// Lines that have another role in a further row or table: the cultures decide, or else the first row that says it.
  private var contradictions: [AssayWarning] {
    var others = bands.map { ($0.line, $0.role, $0.fileLine) }
    others += counts.map { ($0.line, $0.role, $0.fileLine) } + collagenase.map { ($0.line, $0.role, $0.fileLine) }
    others += hydroxyproline.map { ($0.line, $0.role, $0.fileLine) }
    others += melting.compactMap { item in item.role.map { (item.line, $0, item.fileLine) } }
    others += sites.compactMap { item in item.role.map { (item.line, $0, item.fileLine) } }
    var roles: [String: (role: CellLineRole, place: String)] = [:]
    for item in cultures { roles[item.line] = (item.role, "in the cultures") }
    var result: [AssayWarning] = []
    var seen: Set<String> = []
    for (line, role, place) in others {
      guard let known = roles[line] else {
        roles[line] = (role, "in line \(place) of the first table that names it")
        continue
      }
      if known.role != role, seen.insert(line).inserted {
        result.append(
          AssayWarning(
            file: "", line: place,
            "line \(line.quoted()) is \(role.rawValue) here and \(known.role.rawValue) \(known.place)"))
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
