// The least-squares problem of one chase series: fit of a model, profile of the half-life.

import Numerics

/// The least-squares problem of one series.
struct ChaseProblem {
  let points: [ChasePoint]
  let hasCells: Bool
  let slowFraction: Double
  /// The spread of a value beyond its counting error, as a fraction of the value.
  private(set) var pipettingCV: Double
  /// Whether M2 and M3 may leave what is physical (`ChaseModel.extended`), as they do for the interval.
  private var isExtended = false
  private let times: [Double]
  private let timeIndex: [Int]
  private var roots: [Double]

  /// - Parameters:
  ///   - points: the series; what is counted outside the cells at the start of the chase is left out: the models say 0
  ///     there whatever their parameters, and what little strays from it tells nothing of the spread of the others.
  ///   - pipettingCV: the first guess, for the weights of the first fit.
  ///   - slowFraction: the fraction of slow molecules (M4).
  init(_ points: [ChasePoint], pipettingCV: Double, slowFraction: Double = 0.75) {
    let points = points.filter { $0.fraction == .cellLayer || $0.time > 0 }
    self.points = points
    self.slowFraction = slowFraction
    self.pipettingCV = pipettingCV
    let times = Set(points.map(\.time)).sorted()
    self.times = times
    timeIndex = points.map { point in times.firstIndex(of: point.time) ?? 0 }
    roots = points.map { 1 / ($0.variance + pipettingCV * pipettingCV * $0.dpm * $0.dpm).squareRoot() }
    hasCells = points.filter { $0.fraction == .cellLayer }.count >= 2 && points.contains { $0.fraction == .medium }
  }

  /// Takes the errors from a fit instead of from the counts: points that happen to be low would otherwise weigh more than
  /// those that happen to be high.
  ///
  /// The counting variance is that of the fitted value. What the points stray beyond it is laid to a constant CV (pipetting,
  /// dishes), found where the weighted sum of squares equals the degrees of freedom (the moment estimate of Paule and Mandel,
  /// J Res Natl Bur Stand 1982;87:377, for a variance beside known ones); 0 where counting explains it all.
  mutating func reweigh(by fit: ChaseFit) {
    let course = ChaseModel.Course(fit.model, fit.shape, slowFraction: slowFraction)
    let progress = times.map { course.progress($0) }
    let label = Elementary.exp(fit.parameters[0])
    let expected = points.indices.map { i in
      expectedPart(points[i].fraction, fit.parameters, progress[timeIndex[i]]) * label
    }
    let counting = points.indices.map { i in
      Swift.max(
        points[i].variance + points[i].variancePerDPM * (expected[i] - points[i].dpm), points[i].leastVariance)
    }
    func sum(_ cv: Double) -> Double {
      points.indices.map { i in
        let miss = points[i].dpm - expected[i]
        return miss * miss / (counting[i] + cv * cv * expected[i] * expected[i])
      }.compensatedSum()
    }
    let freedom = Double(fit.degreesOfFreedom)
    if freedom > 0 { pipettingCV = Self.crossing(sum, freedom) }
    roots = points.indices.map { i in
      1 / (counting[i] + pipettingCV * pipettingCV * expected[i] * expected[i]).squareRoot()
    }
  }

  /// Where a falling function of the CV meets `level`, between 0 and 1.
  private static func crossing(_ f: (Double) -> Double, _ level: Double) -> Double {
    guard f(0) > level else { return 0 }
    guard f(1) < level else { return 1 }
    var low = 0.0
    var high = 1.0
    for _ in 0..<40 {
      let middle = (low + high) / 2
      if f(middle) > level { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }

  /// The fits of several models, each from its own starts or from an earlier fit of the same model.
  func fits(_ models: [ChaseModel], near earlier: [ChaseFit] = []) -> [ChaseFit] {
    models.compactMap { model in fit(model, near: earlier.first { $0.model == model }) }
  }

  private var base: Int { hasCells ? 3 : 2 }

  /// The expected share of the label in a fraction.
  private func expectedPart(_ fraction: Fraction, _ p: [Double], _ g: Double) -> Double {
    let secreted = logistic(p[1])
    let lost = hasCells ? (1 - secreted) * logistic(p[2]) : 0
    switch fraction {
    case .medium: return secreted * g
    case .cellLayer: return 1 - (secreted + lost) * g
    case .degraded: return lost * g
    }
  }

  /// Weighted residuals and their derivatives; those of the shape by central differences of the course.
  private func evaluate(_ model: ChaseModel, _ p: [Double], _ r: inout [Double], _ j: inout [Double], _ columns: [Int])
  {
    let shape = Array(p[base...])
    func courses(_ shape: [Double]) -> [Double] {
      let course = ChaseModel.Course(model, shape, slowFraction: slowFraction, isExtended: isExtended)
      return times.map { course.progress($0) }
    }
    let g = courses(shape)
    let h = 1e-5
    let slopes = shape.indices.map { k in
      var up = shape
      var down = shape
      up[k] += h
      down[k] -= h
      return zip(courses(up), courses(down)).map { ($0 - $1) / (2 * h) }
    }
    let label = Elementary.exp(p[0])
    let f = logistic(p[1])
    let q = hasCells ? logistic(p[2]) : 0
    let lost = (1 - f) * q
    let n = columns.count
    for i in points.indices {
      let root = roots[i] * label
      let at = g[timeIndex[i]]
      // Value = constant + factor * g; d(factor)/d(secreted fraction), d(factor)/d(lost fraction of the rest).
      let (constant, factor, bySecreted, byLost): (Double, Double, Double, Double) =
        switch points[i].fraction {
        case .medium: (0, f, 1, 0)
        case .cellLayer: (1, -(f + lost), -(1 - q), -(1 - f))
        case .degraded: (0, lost, -q, 1 - f)
        }
      let value = constant + factor * at
      r[i] = root * value - roots[i] * points[i].dpm
      for (k, column) in columns.enumerated() {
        let slope: Double =
          if column == 0 {
            value
          } else if column == 1 {
            bySecreted * at * f * (1 - f)
          } else if column < base {
            byLost * at * q * (1 - q)
          } else {
            factor * slopes[column - base][timeIndex[i]]
          }
        j[i * n + k] = root * slope
      }
    }
  }

  private func minimize(
    _ model: ChaseModel, _ start: [Double], fixed: Int? = nil, tolerance: Double = 1e-9
  ) -> LeastSquaresFit {
    let free = start.indices.filter { $0 != fixed }
    var whole = start
    return LevenbergMarquardt.minimize(
      start: free.map { start[$0] }, residualCount: points.count, maximumIterations: 100, tolerance: tolerance
    ) { q, r, j in
      for (k, index) in free.enumerated() { whole[index] = q[k] }
      evaluate(model, whole, &r, &j, free)
    }
  }

  /// Fits a model; `nil` if there are too few points.
  func fit(_ model: ChaseModel, near earlier: ChaseFit? = nil) -> ChaseFit? {
    let medium = points.filter { $0.fraction == .medium && $0.time > 0 }
    // Of the medium alone only the product of label and secreted fraction is known.
    let count = base + model.shapeCount - (points.contains { $0.fraction != .medium } ? 0 : 1)
    guard points.count > count, medium.count >= 2, let last = medium.map(\.time).max() else { return nil }
    let top = medium.map(\.dpm).max() ?? 1
    let start0 = Swift.max(points.filter { $0.fraction == .cellLayer }.map(\.dpm).max() ?? top * 1.1, top * 1.02)
    guard start0 > 0 else { return nil }
    var best: LeastSquaresFit?
    func consider(_ start: [Double]) {
      let fit = minimize(model, start)
      guard fit.residualSumOfSquares.isFinite, fit.parameters.allSatisfy(\.isFinite) else { return }
      if best == nil || fit.residualSumOfSquares < (best?.residualSumOfSquares ?? 0) * (1 - 1e-9) { best = fit }
    }
    if let earlier { consider(earlier.parameters) }
    if best == nil {
      for half in [0.12, 0.3, 0.7] {
        for extra in model == .firstOrder ? [0.0] : [-1.0, 1.5] {
          var start = [Elementary.log(start0), 2.0]
          if hasCells { start.append(-1) }
          start.append(Elementary.log(half * last))
          if model.shapeCount > 1 { start.append(extra) }
          consider(start)
        }
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

  /// The interval of the half-life over all models that the data leave open.
  ///
  /// Each model's signed root of the profile deviance gives, through the t distribution, the fraction of confidence below a
  /// half-life; the shares are averaged with Akaike weights and the interval ends where they reach 2.5 and 97.5 %
  /// (after the model-averaged profile likelihood of Fletcher and Turek, J Agric Biol Environ Stat 2012;17:38). The interval of the chosen model alone is too short,
  /// because the same data chose it. The delay of M2 and the ratio of M3's rates may leave what is physical here: a
  /// likelihood that stops at a limit close to the truth falls too steeply, and its interval is too short as well.
  ///
  /// - Parameters:
  ///   - found: the models with their fits, on the same weights.
  ///   - best: the chosen one, whose half-life is reported and lies inside.
  func halfLifeInterval(_ found: [ChaseFit], best: ChaseFit, confidence: Double = 0.95) -> (low: Double, high: Double) {
    guard best.degreesOfFreedom > 0 else { return (0, .infinity) }
    var free = self
    free.isExtended = true
    return free.averagedInterval(found.map { free.refit($0) }, best: best, confidence: confidence)
  }

  /// A fit of the extended model, from that of the physical one.
  private func refit(_ fit: ChaseFit) -> ChaseFit {
    guard [.delayed, .twoStep].contains(fit.model) else { return fit }
    let start = Array(fit.parameters[..<base]) + fit.model.extended(fit.shape)
    let result = minimize(fit.model, start)
    let isUsable = result.residualSumOfSquares.isFinite && result.parameters.allSatisfy(\.isFinite)
    let parameters = isUsable ? result.parameters : start
    return ChaseFit(
      model: fit.model, parameters: parameters, deviance: isUsable ? result.residualSumOfSquares : fit.deviance,
      degreesOfFreedom: fit.degreesOfFreedom, aicc: fit.aicc, hasCells: fit.hasCells)
  }

  private func averagedInterval(
    _ fits: [ChaseFit], best: ChaseFit, confidence: Double
  ) -> (low: Double, high: Double) {
    let usable = fits.filter { $0.degreesOfFreedom > 0 && $0.deviance > 0 && $0.aicc.isFinite }
    // The parameters of the largest model tried are paid for also where a smaller one was taken.
    let freedom = usable.map(\.degreesOfFreedom).min() ?? 1
    // AIC of the likelihood with the unknown variance integrated out, whose exponent is the degrees of freedom: with few
    // points that with the number of points would be too sure of one model.
    let criteria = usable.map { fit in
      Double(freedom) * Elementary.log(fit.deviance) - 2 * Double(fit.degreesOfFreedom)
    }
    guard let least = criteria.min() else { return (best.halfLife, best.halfLife) }
    let weighed = zip(usable, criteria).map { (fit: $0, weight: Elementary.exp((least - $1) / 2)) }
      .filter { $0.weight > 0.001 }
    let total = weighed.map(\.weight).compensatedSum()
    guard total > 0 else { return (best.halfLife, best.halfLife) }
    let profiles = weighed.map { (profile(of: $0.fit, freedom: freedom), Double(freedom), $0.weight / total) }
    /// The share of confidence beyond a value in one direction.
    func beyond(_ value: Double, _ sign: Double) -> Double {
      var sum = 0.0
      for (profile, df, weight) in profiles {
        sum += weight * Distribution.tUpper(sign * profile.signedRoot(value), df: df)
      }
      return sum
    }
    let tail = (1 - confidence) / 2
    let start = best.parameters[base]
    func end(_ sign: Double) -> Double? {
      func value(_ at: Double) -> Double { logit(tail) - logit(Swift.max(beyond(at, sign), 1e-12)) }
      let here = value(start)
      guard here < 0 else { return start }
      return Crossing.find(from: start, startValue: here, sign: sign, firstStep: 0.02, reach: 6, value: value)
    }
    return (end(-1).map { Elementary.exp($0) } ?? 0, end(1).map { Elementary.exp($0) } ?? .infinity)
  }

  private func profile(of fit: ChaseFit, freedom: Int) -> DevianceProfile {
    DevianceProfile(
      index: base, parameters: fit.parameters, deviance: fit.deviance,
      scale: fit.deviance / Double(freedom)
    ) { start in
      let result = minimize(fit.model, start, fixed: base, tolerance: 1e-7)
      var p = start
      for (k, i) in start.indices.filter({ $0 != base }).enumerated() { p[i] = result.parameters[k] }
      return (result.residualSumOfSquares, p)
    }
  }
}
