// Pulse-chase experiments: medium, cells and degraded fitted together.

/// One point of a chase curve.
public struct ChasePoint: Sendable {
  /// Chase time, min.
  public let time: Double
  /// Where.
  public let fraction: Fraction
  /// Net disintegrations per minute.
  public let dpm: Double
  /// Their variance from counting.
  public let variance: Double
  /// Whether it lies below the detection limit.
  public let isBelowDetection: Bool

  /// A point.
  public init(time: Double, fraction: Fraction, dpm: Double, variance: Double, isBelowDetection: Bool = false) {
    self.time = time
    self.fraction = fraction
    self.dpm = dpm
    self.variance = variance
    self.isBelowDetection = isBelowDetection
  }
}

/// The fit of one model to one series.
public struct ChaseFit: Sendable {
  /// The model.
  public let model: ChaseModel
  /// ln of the label at the start of the chase, logit of the secreted share, logit of the lost share of the rest, shape.
  let parameters: [Double]
  /// The weighted sum of squares.
  public let deviance: Double
  /// Points minus parameters.
  public let degreesOfFreedom: Int
  /// Akaike's criterion with the small-sample correction.
  public let aicc: Double
  let hasCells: Bool

  /// Label at the start of the chase, dpm.
  public var initialLabel: Double { Elementary.exp(parameters[0]) }
  /// The share that is finally secreted.
  public var secretedShare: Double { logistic(parameters[1]) }
  /// The share that is neither found in cells nor in medium in the end.
  public var lostShare: Double { hasCells ? (1 - secretedShare) * logistic(parameters[2]) : .nan }
  /// The half-life of what is secreted, min, delay included.
  public var halfLife: Double { Elementary.exp(shape[0]) }
  var shape: [Double] { Array(parameters[(hasCells ? 3 : 2)...]) }
  /// The delay of M2, min; NaN otherwise.
  public var delay: Double { model == .delayed ? ChaseModel.delay(shape) : .nan }

  /// The expected dpm of a fraction.
  public func expected(_ fraction: Fraction, at time: Double, slowShare: Double = 0.75) -> Double {
    let g = model.progress(time, shape, slowShare: slowShare)
    let lost = hasCells ? (1 - secretedShare) * logistic(parameters[2]) : 0
    switch fraction {
    case .medium: return initialLabel * secretedShare * g
    case .cellLayer: return initialLabel * (1 - (secretedShare + lost) * g)
    case .degraded: return initialLabel * lost * g
    }
  }
}

/// The evaluation of one chase series.
public struct ChaseResult: Sendable {
  /// The experiment.
  public let experiment: String
  /// The line.
  public let line: String
  /// Its role.
  public let role: LineRole
  /// The series.
  public let bioRep: Int
  /// The chain.
  public let chain: String
  /// The points.
  public let points: [ChasePoint]
  /// The chosen fit; `nil` if there were too few points.
  public let best: ChaseFit?
  /// All fits.
  public let fits: [ChaseFit]
  /// Profile-likelihood interval of the half-life, min.
  public let halfLifeInterval: (low: Double, high: Double)
  /// (medium + cells + degraded) at the last complete time over the first, or NaN.
  public let conservation: Double
  /// Flags.
  public let flags: Set<QualityFlag>
}

/// Fits chase series.
public enum PulseChase {
  /// Evaluates one series.
  ///
  /// Medium(t) = I0 f g(t), Cells(t) = I0 (1 - (f + d) g(t)), Degraded(t) = I0 d g(t); weights are the inverse of the
  /// counting variance plus (`pipettingCV` x value)^2, and the residual variance is estimated. M1 to M3 compete by AICc; a
  /// model with more parameters must win by more than 4. The interval of the half-life is that of the profile likelihood.
  public static func evaluate(
    experiment: String, line: String, role: LineRole, bioRep: Int, chain: String, pulse: Double, points: [ChasePoint],
    pipettingCV: Double = 0.03
  ) -> ChaseResult {
    let problem = ChaseProblem(points, pipettingCV: pipettingCV)
    var fits: [ChaseFit] = []
    for model in [ChaseModel.firstOrder, .delayed, .twoStep] {
      if let fit = problem.fit(model) { fits.append(fit) }
    }
    var best = fits.first
    for fit in fits.dropFirst() where fit.aicc < (best?.aicc ?? .infinity) - (best?.model == .firstOrder ? 4 : 0) {
      best = fit
    }
    var flags: Set<QualityFlag> = []
    var interval = (low: Double.nan, high: Double.nan)
    if let best {
      interval = problem.halfLifeInterval(best)
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

  /// Evaluates a table: one result a series.
  static func evaluate(_ counts: [ChaseCount], pipettingCV: Double) -> [ChaseResult] {
    var keys: [String] = []
    var series: [String: [ChaseCount]] = [:]
    for item in counts {
      let key = [item.experiment, item.line, String(item.bioRep), item.chain].joined(separator: "\t")
      if series[key] == nil { keys.append(key) }
      series[key, default: []].append(item)
    }
    return keys.compactMap { key in
      guard let items = series[key], let first = items.first else { return nil }
      let points = items.map {
        ChasePoint(
          time: $0.chase, fraction: $0.fraction, dpm: $0.measurement.dpm, variance: $0.measurement.variance,
          isBelowDetection: $0.measurement.isBelowDetection)
      }
      return evaluate(
        experiment: first.experiment, line: first.line, role: first.role, bioRep: first.bioRep, chain: first.chain,
        pulse: first.pulse, points: points, pipettingCV: pipettingCV)
    }
  }

  /// The fit of the two-population model with fixed proportions (a heterozygote: 3/4 slow for COL1A1, 1/2 for COL1A2).
  public static func mixture(_ points: [ChasePoint], slowShare: Double, pipettingCV: Double = 0.03) -> ChaseFit? {
    ChaseProblem(points, pipettingCV: pipettingCV, slowShare: slowShare).fit(.mixture)
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

/// The least-squares problem of one series.
struct ChaseProblem {
  let points: [ChasePoint]
  let roots: [Double]
  let hasCells: Bool
  let slowShare: Double

  init(_ points: [ChasePoint], pipettingCV: Double, slowShare: Double = 0.75) {
    self.points = points
    self.slowShare = slowShare
    roots = points.map { 1 / ($0.variance + pipettingCV * pipettingCV * $0.dpm * $0.dpm).squareRoot() }
    hasCells = points.filter { $0.fraction == .cellLayer }.count >= 2 && points.contains { $0.fraction == .medium }
  }

  private func fit(_ model: ChaseModel, _ p: [Double]) -> ChaseFit {
    ChaseFit(model: model, parameters: p, deviance: 0, degreesOfFreedom: 0, aicc: 0, hasCells: hasCells)
  }

  /// Weighted residuals; `fixed` holds the ln half-life still.
  private func residuals(_ model: ChaseModel, _ p: [Double]) -> [Double] {
    let fit = fit(model, p)
    return points.indices.map { i in
      roots[i] * (fit.expected(points[i].fraction, at: points[i].time, slowShare: slowShare) - points[i].dpm)
    }
  }

  private func minimize(_ model: ChaseModel, _ start: [Double], fixed: Int? = nil) -> LeastSquaresFit {
    let free = start.indices.filter { $0 != fixed }
    func whole(_ q: [Double]) -> [Double] {
      var p = start
      for (k, index) in free.enumerated() { p[index] = q[k] }
      return p
    }
    let n = free.count
    return LevenbergMarquardt.minimize(
      start: free.map { start[$0] }, residualCount: points.count, maximumIterations: 100, tolerance: 1e-9
    ) { q, r, j in
      r = residuals(model, whole(q))
      for k in 0..<n {
        let h = 1e-5 * Swift.max(1, Swift.abs(q[k]))
        var up = q
        var down = q
        up[k] += h
        down[k] -= h
        let a = residuals(model, whole(up))
        let b = residuals(model, whole(down))
        for i in points.indices { j[i * n + k] = (a[i] - b[i]) / (2 * h) }
      }
    }
  }

  func fit(_ model: ChaseModel) -> ChaseFit? {
    let base = hasCells ? 3 : 2
    let medium = points.filter { $0.fraction == .medium && $0.time > 0 }
    let count = base + model.shapeCount
    guard points.count > count, medium.count >= 2, let last = medium.map(\.time).max() else { return nil }
    let top = medium.map(\.dpm).max() ?? 1
    let start0 = Swift.max(points.filter { $0.fraction == .cellLayer }.map(\.dpm).max() ?? top * 1.1, top * 1.02)
    guard start0 > 0 else { return nil }
    var best: LeastSquaresFit?
    for half in [0.12, 0.3, 0.7] {
      for extra in model == .firstOrder ? [0.0] : [-1.0, 1.5] {
        var start = [Elementary.log(start0), 2.0]
        if hasCells { start.append(-1) }
        start.append(Elementary.log(half * last))
        if model.shapeCount > 1 { start.append(extra) }
        let fit = minimize(model, start)
        guard fit.residualSumOfSquares.isFinite, fit.parameters.allSatisfy(\.isFinite) else { continue }
        if best == nil || fit.residualSumOfSquares < (best?.residualSumOfSquares ?? 0) * (1 - 1e-9) { best = fit }
      }
    }
    guard let best else { return nil }
    let m = Double(points.count)
    let k = Double(count + 1)
    let correction = m - k - 1 > 0 ? 2 * k * (k + 1) / (m - k - 1) : .infinity
    return ChaseFit(
      model: model, parameters: best.parameters, deviance: best.residualSumOfSquares,
      degreesOfFreedom: points.count - count,
      aicc: m * Elementary.log(Swift.max(best.residualSumOfSquares / m, 1e-300)) + 2 * k + correction,
      hasCells: hasCells)
  }

  /// Where the profile of the deviance rises by t^2 s^2.
  func halfLifeInterval(_ fit: ChaseFit, confidence: Double = 0.95) -> (low: Double, high: Double) {
    let index = hasCells ? 3 : 2
    let freedom = Double(fit.degreesOfFreedom)
    guard freedom > 0 else { return (0, .infinity) }
    let t = TQuantile.twoSided(confidence, df: freedom)
    let limit = fit.deviance * (1 + t * t / freedom)
    func profile(_ value: Double, _ from: [Double]) -> (deviance: Double, parameters: [Double]) {
      var start = from
      start[index] = value
      let result = minimize(fit.model, start, fixed: index)
      var p = start
      for (k, i) in start.indices.filter({ $0 != index }).enumerated() { p[i] = result.parameters[k] }
      return (result.residualSumOfSquares, p)
    }
    func end(_ sign: Double) -> Double {
      var inside = fit.parameters[index]
      var parameters = fit.parameters
      var step = 0.02
      while true {
        let next = inside + sign * step
        if Swift.abs(next - fit.parameters[index]) > 6 { return sign < 0 ? 0 : .infinity }
        let found = profile(next, parameters)
        if found.deviance > limit {
          var a = inside
          var b = next
          for _ in 0..<22 {
            let middle = (a + b) / 2
            if profile(middle, parameters).deviance > limit { b = middle } else { a = middle }
          }
          return Elementary.exp((a + b) / 2)
        }
        inside = next
        parameters = found.parameters
        step *= 1.5
      }
    }
    return (end(-1), end(1))
  }
}
