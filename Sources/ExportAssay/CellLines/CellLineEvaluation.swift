// From dishes, gels and counts to the result of each cell line.

import Numerics
internal import TypeICollagen

/// Builds the results of all lines.
struct CellLineEvaluation {
  let cultures: [CultureDish]
  let dishes: [DishMeasurement]
  let chains: [ChainFigures]
  let chases: [ChaseResult]
  let meltings: [MeltingResult]
  let roles: [String: CellLineRole]
  let rules: ClassRules
  let normalizer: DishMeasurement.Normalizer
  /// Control lines that broke a rule of their chart.
  let straying: Set<String>

  /// The normaliser that most dishes have, DNA before protein before cells: what a few dishes lack changes no other's figure.
  static func normalizer(_ dishes: [DishMeasurement]) -> DishMeasurement.Normalizer {
    func count(_ n: DishMeasurement.Normalizer) -> Int { dishes.count { $0.amount(n) != nil } }
    let known: [DishMeasurement.Normalizer] = [.dna, .protein, .cells]
    return known.first { 2 * count($0) > dishes.count } ?? known.first { count($0) > 0 } ?? .dish
  }

  private func value(_ dish: DishMeasurement, _ y: Double) -> DishValue? {
    y.isFinite ? DishValue(line: dish.dish.line, role: dish.dish.role, batch: dish.run, value: y) : nil
  }

  /// What a line is compared with: its own dishes, and those of control lines whose culture was sound.
  private func compared(_ line: String, _ value: (DishMeasurement) -> Double) -> ControlComparison? {
    let sound = dishes.filter { $0.dish.line == line || $0.dish.role != .control || !$0.failsCulture }
    return ControlComparison.compare(line, sound.compactMap { self.value($0, value($0)) })
  }

  func evaluate() -> [CellLineResult] {
    let synthesis = dishes.compactMap { value($0, Elementary.log($0.synthesis(normalizer))) }
    let secretion = dishes.compactMap { value($0, $0.logitSecretion) }
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
    return order.map { result($0, roles[$0] ?? .case, synthesis, secretion) }
  }

  private func result(_ line: String, _ role: CellLineRole, _ synthesis: [DishValue], _ secretion: [DishValue])
    -> CellLineResult
  {
    let own = dishes.filter { $0.dish.line == line }
    var flags = own.reduce(into: Set<QualityFlag>()) { $0.formUnion($1.flags) }
    let s = interval(line, synthesis, own.map(\.totalError), shared: own.map(\.sharedTotalError))
    let e = interval(line, secretion, own.map(\.logitError), shared: own.map(\.sharedLogitError))
    var findings: [ReadoutFinding] = []
    let cultureFails = own.contains(where: \.failsCulture)
    let confounded = isConfounded(own)
    let synthesisComparison = compared(line) { Elementary.log($0.synthesis(normalizer)) }
    let secretionComparison = compared(line, \.logitSecretion)
    let isExcluded = cultureFails || confounded
    if s.value.isFinite {
      findings.append(.synthesis(s.value, synthesisComparison, rules: rules, isExcluded: isExcluded))
    }
    if e.value.isFinite {
      findings.append(.secretion(e.value, secretionComparison, rules: rules, isExcluded: isExcluded))
    }
    findings += chainFindings(line) + chaseFindings(line) + meltingFindings(line)
    if confounded { flags.insert(.batchConfounded) }
    if own.isEmpty, cultures.contains(where: { $0.line == line }), !dishes.isEmpty { flags.insert(.notMeasured) }
    flags.formUnion(DishConsistency.flags(own, normalizer))
    if let chain = chains.first(where: { $0.line == line }) { flags.formUnion(chain.flags) }
    for chase in chases where chase.line == line { flags.formUnion(chase.flags) }
    if normalizersDisagree(line) { flags.insert(.normalizersDisagree) }
    let controls = (synthesisComparison ?? secretionComparison)?.controlCount ?? 0
    if role == .case, controls < 5 { flags.insert(.fewControls) }
    if own.count > 1, Set(own.map(\.batch)).count == 1, role == .case, controls < 2 { flags.insert(.pseudoreplication) }
    let verdict = role == .case ? ClassVerdict.decide(findings, rules: rules) : nil
    if let verdict { flags.formUnion(verdict.flags) }
    if rules.isImplausible(findings) { flags.insert(.implausible) }
    if role != .case, straying.contains(line) { flags.insert(.controlRule) }
    if role == .control, isOutlier(line, synthesis) || isOutlier(line, secretion) { flags.insert(.controlOutlier) }
    return CellLineResult(
      line: line, role: role, dishCount: own.count { $0.synthesis(normalizer).isFinite || $0.logitSecretion.isFinite },
      synthesis: (Elementary.exp(s.value), Elementary.exp(s.low), Elementary.exp(s.high)),
      synthesisPercent: synthesisComparison.map { 100 * Elementary.exp($0.difference) } ?? .nan,
      secretion: (100 * logistic(e.value), 100 * logistic(e.low), 100 * logistic(e.high)),
      secretionPercent: findings.first { $0.readout == .secretion }?.percentOfControl ?? .nan,
      secretionOddsRatio: secretionComparison.map { Elementary.exp($0.difference) } ?? .nan, findings: findings,
      verdict: verdict, flags: flags)
  }

  /// The mean of a line's dishes with the interval from the pooled spread of dishes; from the assay's error alone where no
  /// line has two dishes. The curve's own error is common to all dishes of a plate and is added once a plate.
  private func interval(
    _ line: String, _ values: [DishValue], _ errors: [Double], shared: [Double]
  ) -> (value: Double, low: Double, high: Double) {
    let own = values.filter { $0.line == line }.map(\.value)
    guard !own.isEmpty else { return (.nan, .nan, .nan) }
    var squares = 0.0
    var freedom = 0
    for group in Set(values.map { $0.line + "\t" + $0.batch }).sorted() {
      let members = values.filter { $0.line + "\t" + $0.batch == group }.map(\.value)
      guard members.count > 1 else { continue }
      squares += members.standardDeviation * members.standardDeviation * Double(members.count - 1)
      freedom += members.count - 1
    }
    let technical =
      errors.filter(\.isFinite).map { $0 * $0 }.compensatedSum().squareRoot() / Double(Swift.max(1, errors.count))
    // Amounts that were given carry no error of their own: without two dishes of a line there is no interval.
    guard freedom >= 2 || technical > 0 else { return (own.mean, .nan, .nan) }
    let n = Double(own.count)
    let plates = Double(Swift.max(1, Set(values.filter { $0.line == line }.map(\.batch)).count))
    let common = shared.filter(\.isFinite).map { $0 * $0 }
    let curve = 2.1 * ((common.isEmpty ? 0 : common.mean) / plates).squareRoot()
    let spread =
      freedom >= 2
      ? Distribution.tTwoSided(0.95, df: Double(freedom)) * (squares / Double(freedom) / n).squareRoot()
      : 1.96 * technical
    let half = freedom >= 2 ? (spread * spread + curve * curve).squareRoot() : spread
    return (own.mean, own.mean - half, own.mean + half)
  }

  /// Whether the dishes of a line share no plate, or no named run of cultures, with any control.
  private func isConfounded(_ own: [DishMeasurement]) -> Bool {
    let controls = dishes.filter { $0.dish.role == .control && $0.dish.line != own.first?.dish.line }
    func isApart(_ names: (DishMeasurement) -> [String]) -> Bool {
      let (mine, others) = (Set(own.flatMap(names)), Set(controls.flatMap(names)))
      return !mine.isEmpty && !others.isEmpty && mine.isDisjoint(with: others)
    }
    return isApart { $0.batch.split(separator: "+").map(String.init) }
      || isApart { $0.dish.batch.isEmpty ? [] : [$0.dish.batch] }
  }

  private func isOutlier(_ line: String, _ values: [DishValue]) -> Bool {
    let lines = Set(values.filter { $0.role == .control }.map(\.line)).sorted()
    let means = lines.map { name in values.filter { $0.line == name }.map(\.value).mean }
    return OutlierTests.controlLines(means).contains { lines[$0] == line }
  }

  /// Synthesis per DNA and per protein, each in per cent of the controls, apart by more than 25 %.
  private func normalizersDisagree(_ line: String) -> Bool {
    func percent(_ n: DishMeasurement.Normalizer) -> Double? {
      compared(line) { Elementary.log($0.synthesis(n)) }?.difference
    }
    guard let a = percent(.dna), let b = percent(.protein) else { return false }
    return Swift.abs(a - b) > Elementary.log(1.25)
  }

  private func compare(_ line: String, _ values: [(line: String, role: CellLineRole, value: Double)])
    -> ControlComparison?
  {
    ControlComparison.compare(
      line, values.map { DishValue(line: $0.line, role: $0.role, batch: "", value: $0.value) })
  }

  private func chainFindings(_ line: String) -> [ReadoutFinding] {
    guard let own = chains.first(where: { $0.line == line }) else { return [] }
    var findings: [ReadoutFinding] = []
    func add(
      _ readout: AssayReadout, _ value: Double, percentScale: Bool, _ values: (ChainFigures) -> [Double],
      excluded: Bool = false
    ) {
      let all = chains.flatMap { chain in values(chain).map { (line: chain.line, role: chain.role, value: $0) } }
      guard value.isFinite else { return }
      let comparison = compare(line, all)
      findings.append(
        ReadoutFinding(
          readout: readout, value: value,
          percentOfControl: percentScale ? comparison.map { 100 * Elementary.exp($0.difference) } ?? .nan : .nan,
          comparison: comparison, isExcluded: excluded))
    }
    let isSaturated = own.flags.contains(.pixelSaturated)
    add(.chainRatio, own.ratio, percentScale: true, { $0.logRatios }, excluded: isSaturated)
    if !own.typeThree.isEmpty {
      add(
        .typeThree, own.typeThree.mean, percentScale: true, { $0.typeThree.map { Elementary.log($0) } },
        excluded: isSaturated)
    }
    if !own.shifts.isEmpty { add(.migration, own.shifts.mean, percentScale: false, { $0.shifts }) }
    let controlLanes = chains.filter { $0.role == .control && $0.line != line }.reduce(0) { $0 + $1.slowShares.count }
    if !own.slowShares.isEmpty, controlLanes > 0 {
      add(.secondBand, 100 * own.slowShares.mean, percentScale: false, { $0.slowShares })
    }
    if !own.propeptide.isEmpty {
      add(.propeptide, 100 * own.propeptide.mean, percentScale: false, { $0.propeptide })
    }
    return findings
  }

  private func chaseFindings(_ line: String) -> [ReadoutFinding] {
    let all = chases.compactMap { chase in
      chase.best.map { (line: chase.line, role: chase.role, value: Elementary.log($0.halfLife)) }
    }
    let own = all.filter { $0.line == line }.map(\.value)
    guard !own.isEmpty else { return [] }
    let comparison = compare(line, all)
    let failed = chases.contains { $0.line == line && !$0.flags.isDisjoint(with: [.loss, .censored]) }
    return [
      ReadoutFinding(
        readout: .rate, value: Elementary.exp(own.mean),
        percentOfControl: comparison.map { 100 * Elementary.exp($0.difference) } ?? .nan, comparison: comparison,
        isExcluded: failed)
    ]
  }

  private func meltingFindings(_ line: String) -> [ReadoutFinding] {
    let all = meltings.compactMap { item in roles[item.line].map { (line: item.line, role: $0, value: item.melting) } }
    let own = all.filter { $0.line == line }.map(\.value)
    guard !own.isEmpty else { return [] }
    return [ReadoutFinding(readout: .melting, value: own.mean, percentOfControl: .nan, comparison: compare(line, all))]
  }
}
