// Pulse-chase experiments: medium, cells and degraded fitted together.

import Numerics
package import TypeICollagen

/// The evaluation of one chase series.
package struct ChaseResult: Sendable {
  /// The experiment.
  package let experiment: String
  /// The line.
  package let line: String
  /// Its role.
  package let role: CellLineRole
  /// The series.
  package let bioRep: Int
  /// The chain.
  package let chain: String
  /// The run of cultures; empty where it is not said.
  package internal(set) var batch = ""
  /// The length of the pulse, min.
  package internal(set) var pulse = 0.0
  /// All lengths of pulses that its rows give.
  package internal(set) var pulses: Set<Double> = []
  /// What series have in common that can be compared: the experiment, the chain and the batch.
  var kind: [String] { [experiment, chain.lowercased(), batch] }
  /// The points.
  package let points: [ChasePoint]
  /// The chosen fit; `nil` if there were too few points.
  package let best: ChaseFit?
  /// All fits.
  package let fits: [ChaseFit]
  /// Profile-likelihood interval of the half-life over all models, min.
  package let halfLifeInterval: (low: Double, high: Double)
  /// (medium + cells + degraded) at the last complete time over the first, or NaN.
  package let conservation: Double
  /// Flags.
  package let flags: Set<QualityFlag>
}

/// Fits chase series.
package enum PulseChase {
  /// Evaluates one series.
  ///
  /// Medium(t) = I0 f g(t), Cells(t) = I0 (1 - (f + d) g(t)), Degraded(t) = I0 d g(t); weights are the inverse of the
  /// counting variance plus (CV x fitted value)^2, with the CV that the points show; what remains of the residual variance is
  /// estimated. M1 to M3 compete by AICc; a model with more parameters must win by more than 4. The interval of the half-life
  /// is that of the profile likelihood, averaged over the models by their Akaike weights.
  ///
  /// - Parameters:
  ///   - experiment: its name.
  ///   - line: the cell line.
  ///   - role: of the line.
  ///   - bioRep: the dish series.
  ///   - chain: the chain counted.
  ///   - pulse: length of the pulse, min.
  ///   - points: the counts, net.
  ///   - pipettingCV: the first guess of the CV.
  ///   - models: those that compete.
  package static func evaluate(
    experiment: String, line: String, role: CellLineRole, bioRep: Int, chain: String, pulse: Double,
    points: [ChasePoint],
    pipettingCV: Double = 0.03, models: [ChaseModel] = [.firstOrder, .delayed, .twoStep]
  ) -> ChaseResult {
    var problem = ChaseProblem(points, pipettingCV: pipettingCV)
    var fits = problem.fits(models)
    var best = choice(fits)
    for _ in 0..<3 {
      guard let fitted = best else { break }
      problem.reweigh(by: fitted)
      fits = problem.fits(models, near: fits)
      best = choice(fits)
    }
    var flags: Set<QualityFlag> = []
    var interval = (low: Double.nan, high: Double.nan)
    if let best {
      interval = problem.halfLifeInterval(fits, best: best)
      let last = points.map(\.time).max() ?? 0
      if last < 2 * best.halfLife { flags.insert(.censored) }
      if pulse > best.halfLife { flags.insert(.pulseLong) }
      if best.model == .delayed {
        let before = points.filter { $0.fraction == .medium && $0.time <= best.delay }.count
        if before < 2 { flags.insert(.delayUnidentifiable) }
      }
    }
    if points.contains(where: { $0.isBelowDetection && $0.time > 0 }) { flags.insert(.belowCountLimit) }
    let kept = conservation(points)
    if Swift.abs(kept - 1) > 0.15 { flags.insert(.loss) }
    return ChaseResult(
      experiment: experiment, line: line, role: role, bioRep: bioRep, chain: chain, points: points, best: best,
      fits: fits, halfLifeInterval: interval, conservation: kept, flags: flags)
  }

  /// The fit with the lowest AICc; more parameters than M1 must win by more than 4.
  private static func choice(_ fits: [ChaseFit]) -> ChaseFit? {
    var best = fits.first
    for fit in fits.dropFirst() where fit.aicc < (best?.aicc ?? .infinity) - (best?.model == .firstOrder ? 4 : 0) {
      best = fit
    }
    return best
  }

  /// Evaluates a table: one result a series.
  static func evaluate(_ counts: [ChaseCount], pipettingCV: Double) -> [ChaseResult] {
    var keys: [String] = []
    var series: [String: [ChaseCount]] = [:]
    for item in counts {
      let key = item.series.joined(separator: "\t")
      if series[key] == nil { keys.append(key) }
      series[key, default: []].append(item)
    }
    return keys.compactMap { key in
      guard let items = series[key], let first = items.first else { return nil }
      let points = items.map {
        ChasePoint(
          time: $0.chase, fraction: $0.fraction, dpm: $0.measurement.dpm, variance: $0.measurement.variance,
          variancePerDPM: $0.measurement.variancePerDPM, isBelowDetection: $0.measurement.isBelowDetection)
      }
      var result = evaluate(
        experiment: first.experiment, line: first.line, role: first.role, bioRep: first.bioRep, chain: first.chain,
        pulse: first.pulse, points: points, pipettingCV: pipettingCV)
      result.batch = first.batch
      result.pulse = first.pulse
      result.pulses = Set(items.map(\.pulse))
      return result
    }
  }

  /// The fit of the two-population model with fixed proportions (a heterozygote: 3/4 slow for COL1A1, 1/2 for COL1A2).
  package static func mixture(_ points: [ChasePoint], slowFraction: Double, pipettingCV: Double = 0.03) -> ChaseFit? {
    var problem = ChaseProblem(points, pipettingCV: pipettingCV, slowFraction: slowFraction)
    guard let first = problem.fit(.mixture) else { return nil }
    problem.reweigh(by: first)
    return problem.fit(.mixture, near: first)
  }

  /// The total at the last time with all fractions over that at the first; NaN if fewer than two such times.
  private static func conservation(_ points: [ChasePoint]) -> Double {
    func total(_ time: Double) -> Double? {
      let here = points.filter { $0.time == time }
      let cells = here.filter { $0.fraction == .cellLayer }.map(\.dpm)
      let medium = here.filter { $0.fraction == .medium }.map(\.dpm)
      guard !cells.isEmpty, !medium.isEmpty || time == 0 else { return nil }
      let degraded = here.filter { $0.fraction == .degraded }.map(\.dpm)
      return cells.mean + (medium.isEmpty ? 0 : medium.mean) + (degraded.isEmpty ? 0 : degraded.mean)
    }
    let times = Set(points.map(\.time)).sorted()
    let totals = times.compactMap { total($0) }
    guard totals.count >= 2, totals[0] > 0 else { return .nan }
    return totals[totals.count - 1] / totals[0]
  }
}
