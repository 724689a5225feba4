// Readouts of gels, chases and melting curves, each against the control lines.

import Numerics
internal import TypeICollagen

extension CellLineEvaluation {
  /// The dishes with synthesis or per cent secreted; of a line without either those with a secreted amount.
  func measuredCount(_ own: [DishMeasurement]) -> Int {
    let whole = own.count { $0.synthesis(normalizer).isFinite || $0.logitSecretion.isFinite }
    return whole > 0 ? whole : own.count { $0.secreted(normalizer).isFinite }
  }

  /// The interval of secretion in per cent of the controls' secretion.
  static func percents(_ comparison: ControlComparison, _ bound: FigureBound) -> (low: Double, high: Double) {
    func percent(_ difference: Double) -> Double {
      100 * logistic(comparison.controlMean + difference) / logistic(comparison.controlMean)
    }
    return (
      bound == .atMost ? 0 : percent(comparison.ownInterval.low),
      percent(bound == .atLeast ? .infinity : comparison.ownInterval.high)
    )
  }

  private func compare(_ line: String, _ values: [(line: String, role: CellLineRole, value: Double)])
    -> ControlComparison?
  {
    ControlComparison.compare(
      line, values.map { DishValue(line: $0.line, role: $0.role, batch: "", value: $0.value) })
  }

  func chainFindings(_ line: String) -> [ReadoutFinding] {
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
    let controlLanes = chains.filter { $0.role == .control && $0.line != line }.reduce(0) {
      $0 + $1.slowFractions.count
    }
    if !own.slowFractions.isEmpty, controlLanes > 0 {
      add(.secondBand, 100 * own.slowFractions.mean, percentScale: false, { $0.slowFractions })
    }
    if !own.propeptide.isEmpty {
      add(.propeptide, 100 * own.propeptide.mean, percentScale: false, { $0.propeptide })
    }
    return findings
  }

  /// The half-life against that of controls of the same chain in the same experiments and batches.
  func chaseFindings(_ line: String) -> [ReadoutFinding] {
    let kinds = Set(chases.filter { $0.line == line && $0.best != nil }.map(\.kind))
    let all = chases.filter { kinds.contains($0.kind) }.compactMap { chase in
      chase.best.map {
        DishValue(
          line: chase.line, role: chase.role, batch: chase.kind.joined(separator: "/"),
          value: Elementary.log($0.halfLife))
      }
    }
    let own = all.filter { $0.line == line }.map(\.value)
    guard !own.isEmpty else { return [] }
    let comparison = ControlComparison.compare(line, all)
    let failed = chases.contains { $0.line == line && !$0.flags.isDisjoint(with: [.loss, .censored]) }
    return [
      ReadoutFinding(
        readout: .rate, value: Elementary.exp(own.mean),
        percentOfControl: comparison.map { 100 * Elementary.exp($0.difference) } ?? .nan, comparison: comparison,
        isExcluded: failed)
    ]
  }

  /// The melting temperature against that of controls of the same band and fraction in the same runs: a bath reads a little
  /// high or low.
  func meltingFindings(_ line: String) -> [ReadoutFinding] {
    let known = meltings.filter(\.isWithin)
    let own = known.filter { $0.line == line }
    guard !own.isEmpty else { return [] }
    let kinds = Set(own.map(\.kind))
    let values = known.filter { kinds.contains($0.kind) }.compactMap { item in
      roles[item.line].map {
        DishValue(line: item.line, role: $0, batch: item.kind.joined(separator: "/"), value: item.melting)
      }
    }
    return [
      ReadoutFinding(
        readout: .melting, value: own.map(\.melting).mean, percentOfControl: .nan,
        comparison: ControlComparison.compare(line, values))
    ]
  }
}
