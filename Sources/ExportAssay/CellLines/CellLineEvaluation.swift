// From dishes, gels and counts to the result of each cell line.

internal import Documents
import Numerics
internal import TypeICollagen

/// Builds the results of all lines.
struct CellLineEvaluation {
  let cultures: [CultureDish]
  let dishes: [DishMeasurement]
  let chains: [ChainFigures]
  let chases: [ChaseResult]
  let meltings: [MeltingResult]
  let sites: [SiteComparison]
  let roles: [String: CellLineRole]
  let rules: ClassRules
  let normalizer: DishMeasurement.Normalizer
  /// Control lines that broke a rule of their chart.
  let straying: Set<String>
  /// Control dishes of earlier runs.
  let history: ControlHistory

  private let dishesByLine: [String: [DishMeasurement]]
  /// The control lines on each plate, and in each named run of cultures.
  let controlPlates: [String: Set<String>]
  /// The lines on each gel and exposure.
  let gelLines: [String: Set<String>]
  private let controlBatches: [String: Set<String>]
  /// How dishes differ among themselves.
  private let scatters: DishConsistency.Scatters
  /// The sound control lines by what their figures of secretion say.
  private let controlBounds: [FigureBound: Set<String>]
  /// Lines with a volume that no other line has.
  private let volumesApart: Set<String>

  init(
    cultures: [CultureDish], dishes: [DishMeasurement], chains: [ChainFigures], chases: [ChaseResult],
    meltings: [MeltingResult], sites: [SiteComparison] = [], roles: [String: CellLineRole], rules: ClassRules,
    normalizer: DishMeasurement.Normalizer,
    straying: Set<String>, history: ControlHistory = ControlHistory()
  ) {
    self.cultures = cultures
    self.dishes = dishes
    self.chains = chains
    self.chases = chases
    self.meltings = meltings
    self.sites = sites
    self.roles = roles
    self.rules = rules
    self.normalizer = normalizer
    self.straying = straying
    self.history = history
    dishesByLine = Dictionary(grouping: dishes, by: \.dish.line)
    var plates: [String: Set<String>] = [:]
    var batches: [String: Set<String>] = [:]
    for dish in dishes where dish.dish.role == .control {
      for name in Self.plates(dish) { plates[name, default: []].insert(dish.dish.line) }
      if !dish.dish.batch.isEmpty { batches[dish.dish.batch, default: []].insert(dish.dish.line) }
    }
    (controlPlates, controlBatches) = (plates, batches)
    gelLines = Dictionary(grouping: dishes.filter(\.isOfGel), by: \.batch).mapValues { Set($0.map(\.dish.line)) }
    scatters = DishConsistency.Scatters(dishes, normalizer)
    volumesApart = Set(DishConsistency.volumesApart(cultures).map(\.line))
    controlBounds = Dictionary(
      grouping: dishes.filter { $0.dish.role == .control && !$0.failsCulture }, by: \.secretionBound
    ).mapValues { Set($0.map(\.dish.line)) }
  }

  /// The normaliser that most dishes have, DNA before protein before cells: what a few dishes lack changes no other's figure.
  static func normalizer(_ dishes: [DishMeasurement]) -> DishMeasurement.Normalizer {
    func count(_ n: DishMeasurement.Normalizer) -> Int { dishes.count { $0.amount(n) != nil } }
    let known: [DishMeasurement.Normalizer] = [.dna, .protein, .cells]
    return known.first { 2 * count($0) > dishes.count } ?? known.first { count($0) > 0 } ?? .dish
  }

  private func value(_ dish: DishMeasurement, _ y: Double) -> DishValue? {
    y.isFinite ? DishValue(line: dish.dish.line, role: dish.dish.role, batch: dish.run, value: y) : nil
  }

  /// The panels of the run, each fitted once.
  private struct Panels {
    let synthesis: ControlPanel
    let secretion: ControlPanel
    let secreted: ControlPanel
    let perDNA: ControlPanel
    let perProtein: ControlPanel
    let allSynthesis: ControlPanel
    let allSecretion: ControlPanel
    /// Control lines that lie outside the others in synthesis or secretion.
    let outliers: Set<String>

    /// How many control lines other than this the run has, in the readout that most of them have.
    func controlCount(without line: String) -> Int {
      [synthesis, secretion, secreted].map { $0.controls.count { $0 != line } }.max() ?? 0
    }
  }

  /// The panel of sound control dishes: those whose culture failed are left out. Dishes of earlier runs are of batches of
  /// their own, and runs are drawn.
  private func panel(
    _ made: inout [ControlPanel], without lines: Set<String> = [], _ value: (DishMeasurement) -> Double,
    earlier: (ControlHistory.Dish) -> Double = { _ in .nan }
  ) -> ControlPanel {
    let own = dishes.filter {
      ($0.dish.role != .control || !$0.failsCulture) && !lines.contains($0.dish.line) && hasCompany($0)
    }
    let before = history.dishes.map { DishValue(line: $0.line, role: .control, batch: $0.run, value: earlier($0)) }
      .filter { $0.value.isFinite && !lines.contains($0.line) }
    return fitted(own.compactMap { self.value($0, value($0)) } + before, before.isEmpty ? nil : true, &made)
  }

  /// A panel, fitted where none of the same dishes was before.
  private func fitted(
    _ values: [DishValue], _ drawsBatches: Bool?, _ made: inout [ControlPanel]
  ) -> ControlPanel {
    if let same = made.first(where: { $0.isPanel(of: values, drawsBatches) }) { return same }
    made.append(ControlPanel(values, drawsBatches: drawsBatches, isWithinBatches: isOfGels))
    return made[made.count - 1]
  }

  /// A line against the panel. A control line with dishes that failed is compared by all of its dishes.
  private func compared(
    _ line: String, _ panel: ControlPanel, _ value: (DishMeasurement) -> Double
  ) -> ControlComparison? {
    guard dishesByLine[line]?.contains(where: { $0.dish.role == .control && $0.failsCulture }) == true else {
      return panel.compare(line)
    }
    let sound = dishes.filter {
      ($0.dish.line == line || $0.dish.role != .control || !$0.failsCulture) && hasCompany($0)
    }
    return ControlPanel(sound.compactMap { self.value($0, value($0)) }, isWithinBatches: isOfGels).compare(line)
  }

  private func panels(without lines: Set<String> = []) -> Panels {
    let logSynthesis = { (dish: DishMeasurement) in Elementary.log(dish.synthesis(normalizer)) }
    // A control that may have made less than its figure would let others look low.
    let certain = { (dish: DishMeasurement) in
      dish.dish.role == .control && dish.isTotalBound ? Double.nan : logSynthesis(dish)
    }
    var made: [ControlPanel] = []
    let allSynthesis = fitted(dishes.compactMap { value($0, logSynthesis($0)) }, nil, &made)
    let allSecretion = fitted(dishes.compactMap { value($0, $0.logitSecretion) }, nil, &made)
    return Panels(
      synthesis: panel(&made, without: lines, certain, earlier: \.synthesis),
      secretion: panel(&made, without: lines, \.logitSecretion, earlier: \.secretion),
      secreted: panel(&made, without: lines) { Elementary.log($0.secreted(normalizer)) },
      perDNA: panel(&made) { Elementary.log($0.synthesis(.dna)) },
      perProtein: panel(&made) { Elementary.log($0.synthesis(.protein)) },
      allSynthesis: allSynthesis, allSecretion: allSecretion,
      outliers: allSynthesis.outliers.union(allSecretion.outliers))
  }

  /// The lines in the order of the tables, and what the classes of cases would be without outlying controls.
  func evaluate() -> (lines: [CellLineResult], notes: [AssayWarning]) {
    let panels = panels()
    var roles: [String: CellLineRole] = [:]
    var order: [String] = []
    func add(_ line: String, _ role: CellLineRole) {
      if roles[line] == nil {
        order.append(line)
        roles[line] = role
      }
    }
    for dish in dishes.isEmpty ? [] : cultures { add(dish.line, dish.role) }
    for chain in chains { add(chain.line, chain.role) }
    for chase in chases { add(chase.line, chase.role) }
    for melting in meltings { if let role = self.roles[melting.line] { add(melting.line, role) } }
    for site in sites { add(site.line, site.role) }
    let lines = order.map { result($0, roles[$0] ?? .case, panels) }
    return (lines, alone(order) + notes(lines, panels))
  }

  /// Each case with and without the outlying control lines, side by side.
  private func notes(_ lines: [CellLineResult], _ panels: Panels) -> [AssayWarning] {
    guard !panels.outliers.isEmpty else { return [] }
    let without = self.panels(without: panels.outliers)
    let names = panels.outliers.sorted().map { $0.quoted() }.joined(separator: ", ")
    func words(_ line: CellLineResult) -> String {
      func percent(_ value: Double) -> String { value.isFinite ? NumberText.fixed(value, 0) + " %" : "not known" }
      return
        "synthesis \(percent(line.synthesisPercent)), secretion \(percent(line.secretionPercent)) of control, class \(line.verdict?.name.rawValue ?? "none")"
    }
    return lines.filter { $0.role == .case && $0.verdict != nil }.map { line in
      AssayWarning(
        file: "",
        "line \(line.line.quoted()) with the outlying control \(names): \(words(line)); without it: \(words(result(line.line, .case, without)))"
      )
    }
  }

  private func result(
    _ line: String, _ role: CellLineRole, _ panels: Panels
  ) -> CellLineResult {
    let own = dishesByLine[line] ?? []
    var flags = own.reduce(into: Set<QualityFlag>()) { $0.formUnion($1.flags) }
    let s = interval(line, panels.allSynthesis, own.map(\.totalError), shared: own.map(\.sharedTotalError))
    let bound = FigureBound.of(own.map(\.secretionBound))
    let totalBound: FigureBound = own.contains(where: \.isTotalBound) ? .atMost : .exact
    let controlBound = secretionBound(ofControlsBut: line)
    var e = interval(line, panels.allSecretion, own.map(\.logitError), shared: own.map(\.sharedLogitError))
    if bound == .atMost { e.low = -.infinity }
    if bound == .atLeast { e.high = .infinity }
    var findings: [ReadoutFinding] = []
    let cultureFails = own.contains(where: \.failsCulture)
    let confounded = isConfounded(own)
    let synthesisComparison = compared(line, panels.synthesis) { Elementary.log($0.synthesis(normalizer)) }
    let secretionComparison = compared(line, panels.secretion, \.logitSecretion)
    let isExcluded = cultureFails || confounded
    if s.value.isFinite {
      findings.append(.synthesis(s.value, synthesisComparison, rules: rules, isExcluded: isExcluded))
      findings[findings.count - 1].bound = totalBound
    }
    if e.value.isFinite {
      findings.append(
        .secretion(e.value, secretionComparison, rules: rules, isExcluded: isExcluded || bound == .none))
      findings[findings.count - 1].bound = bound
      findings[findings.count - 1].controlBound = controlBound
    }
    findings += chainFindings(line) + chaseFindings(line) + meltingFindings(line)
    if confounded { flags.insert(.batchConfounded) }
    if own.isEmpty, cultures.contains(where: { $0.line == line }), !dishes.isEmpty { flags.insert(.notMeasured) }
    flags.formUnion(DishConsistency.flags(own, normalizer, scatters))
    if !own.isEmpty, volumesApart.contains(line) { flags.insert(.volumeApart) }
    if let chain = chains.first(where: { $0.line == line }) { flags.formUnion(chain.flags) }
    for chase in chases where chase.line == line { flags.formUnion(chase.flags) }
    if normalizersDisagree(line, panels) { flags.insert(.normalizersDisagree) }
    let controls = (synthesisComparison ?? secretionComparison)?.controlCount ?? panels.controlCount(without: line)
    if role == .case, controls < 5 { flags.insert(.fewControls) }
    if own.count > 1, Set(own.map(\.batch)).count == 1, role == .case, controls < 2 { flags.insert(.pseudoreplication) }
    let verdict = role == .case ? decided(line, own, findings, panels) : nil
    if let verdict { flags.formUnion(verdict.flags) }
    if rules.isImplausible(findings) { flags.insert(.implausible) }
    if role != .case, straying.contains(line) { flags.insert(.controlRule) }
    if role == .control, panels.outliers.contains(line) { flags.insert(.controlOutlier) }
    return CellLineResult(
      line: line, role: role, dishCount: measuredCount(own),
      synthesis: (Elementary.exp(s.value), Elementary.exp(s.low), Elementary.exp(s.high)),
      synthesisPercent: synthesisComparison.map { 100 * Elementary.exp($0.difference) } ?? .nan,
      synthesisPercentInterval: synthesisComparison.map {
        (100 * Elementary.exp($0.ownInterval.low), 100 * Elementary.exp($0.ownInterval.high))
      } ?? (.nan, .nan),
      secretion: (100 * logistic(e.value), 100 * logistic(e.low), 100 * logistic(e.high)),
      secretionPercent: findings.first { $0.readout == .secretion }?.percentOfControl ?? .nan,
      secretionPercentInterval: secretionComparison.map { Self.percents($0, bound) } ?? (.nan, .nan),
      secreted: secreted(line, own, panels),
      secretionOddsRatio: secretionComparison.map { Elementary.exp($0.difference) } ?? .nan, findings: findings,
      verdict: verdict, flags: flags)
  }

  /// The class; where only the medium was measured, what it says and what it cannot.
  private func decided(
    _ line: String, _ own: [DishMeasurement], _ findings: [ReadoutFinding], _ panels: Panels
  ) -> ClassVerdict {
    let verdict = ClassVerdict.decide(findings, rules: rules)
    let isMediumOnly = !own.isEmpty && own.allSatisfy { $0.medium.isFinite && !$0.cellLayer.isFinite }
    guard isMediumOnly, verdict.name == .indeterminate else { return verdict }
    let amount = secreted(line, own, panels)
    let figure =
      amount.percent.isFinite
      ? "the secreted amount is \(NumberText.fixed(amount.percent, 0)) % of control (95 % interval \(NumberText.fixed(amount.low, 0)) to \(NumberText.fixed(amount.high, 0)))"
      : "the secreted amount was not compared with controls"
    return ClassVerdict(
      name: .indeterminate, readout: verdict.readout,
      reason:
        "only the medium was measured: \(figure); low synthesis and retention in the cells lower it alike, and synthesis and per cent secreted are not known without the cell layer",
      flags: verdict.flags)
  }

  /// The secreted amount of a line against that of the controls.
  private func secreted(
    _ line: String, _ own: [DishMeasurement], _ panels: Panels
  ) -> (value: Double, percent: Double, low: Double, high: Double) {
    let logs = own.map { Elementary.log($0.secreted(normalizer)) }.filter(\.isFinite)
    guard !logs.isEmpty else { return (.nan, .nan, .nan, .nan) }
    guard let found = compared(line, panels.secreted, { Elementary.log($0.secreted(normalizer)) }) else {
      return (Elementary.exp(logs.mean), .nan, .nan, .nan)
    }
    return (
      Elementary.exp(logs.mean), 100 * Elementary.exp(found.difference), 100 * Elementary.exp(found.ownInterval.low),
      100 * Elementary.exp(found.ownInterval.high)
    )
  }

  /// Whether the control dishes that a line's secretion is compared with are measured or limits.
  private func secretionBound(ofControlsBut line: String) -> FigureBound {
    func isBounded(_ bound: FigureBound) -> Bool { controlBounds[bound]?.contains { $0 != line } == true }
    return isBounded(.atMost) ? .atMost : isBounded(.atLeast) ? .atLeast : .exact
  }

  /// The mean of a line's dishes with its interval: over several plates or batches from the mixed model, what plates and
  /// batches add included; on one from the spread of its own dishes, or from the assay's error alone where no line has two
  /// dishes. The curve's own error is common to all dishes of a plate and is added once a plate.
  private func interval(
    _ line: String, _ panel: ControlPanel, _ errors: [Double], shared: [Double]
  ) -> (value: Double, low: Double, high: Double) {
    let dishes = panel.dishes(line)
    let own = dishes.map(\.value)
    guard !own.isEmpty else { return (.nan, .nan, .nan) }
    if let found = panel.meanError(line), found.error > 0 {
      let half = Distribution.tTwoSided(0.95, df: Swift.max(1, found.freedom)) * found.error
      return (own.mean, own.mean - half, own.mean + half)
    }
    let dishSpread = panel.spread(line)
    let freedom = panel.within.freedom >= 2 ? dishSpread.freedom : 0
    let technical =
      errors.filter(\.isFinite).map { $0 * $0 }.compensatedSum().squareRoot() / Double(Swift.max(1, errors.count))
    // Amounts that were given carry no error of their own: without two dishes of a line there is no interval.
    guard freedom >= 1 || technical > 0 else { return (own.mean, .nan, .nan) }
    let n = Double(own.count)
    let plates = Double(Swift.max(1, Set(dishes.map(\.batch)).count))
    let common = shared.filter(\.isFinite).map { $0 * $0 }
    let curve = 2.1 * ((common.isEmpty ? 0 : common.mean) / plates).squareRoot()
    let spread =
      freedom >= 1
      ? Distribution.tTwoSided(0.95, df: freedom) * (dishSpread.variance / n).squareRoot()
      : 1.96 * technical
    let half = freedom >= 1 ? (spread * spread + curve * curve).squareRoot() : spread
    return (own.mean, own.mean - half, own.mean + half)
  }

  /// Whether the dishes of a line share no plate, or no named run of cultures, with any control.
  private func isConfounded(_ own: [DishMeasurement]) -> Bool {
    func isApart(_ names: [String], _ controls: [String: Set<String>]) -> Bool {
      guard let line = own.first?.dish.line, !names.isEmpty else { return false }
      // Without another control there is nothing to be apart from.
      guard controls.values.contains(where: { $0.contains { $0 != line } }) else { return false }
      return !names.contains { controls[$0]?.contains { $0 != line } == true }
    }
    return isApart(own.flatMap { Self.plates($0) }, controlPlates)
      || isApart(own.map(\.dish.batch).filter { !$0.isEmpty }, controlBatches)
  }

  private static func plates(_ dish: DishMeasurement) -> [String] {
    dish.isOfGel ? [dish.batch] : dish.batch.split(separator: "+").map(String.init)
  }

  /// Synthesis per DNA and per protein, each in per cent of the controls, apart by more than 25 %.
  private func normalizersDisagree(_ line: String, _ panels: Panels) -> Bool {
    func percent(_ n: DishMeasurement.Normalizer, _ panel: ControlPanel) -> Double? {
      compared(line, panel) { Elementary.log($0.synthesis(n)) }?.difference
    }
    guard let b = percent(.protein, panels.perProtein), let a = percent(.dna, panels.perDNA) else { return false }
    return Swift.abs(a - b) > Elementary.log(1.25)
  }
}
