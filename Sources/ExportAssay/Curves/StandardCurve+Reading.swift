// Back-calculation: from a signal to a concentration with its confidence interval.

import Numerics

/// A concentration read from a curve.
package struct CurveReading: Sendable, Equatable {
  /// The concentration; `nil` where the signal lies outside the asymptotes.
  package let concentration: Double?
  /// Lower end of the interval; 0 where it is open.
  package let low: Double
  /// Upper end of the interval; infinite where it is open.
  package let high: Double
  /// The standard error on the relative scale, se(x)/x; NaN without a concentration.
  package let relativeError: Double
}

extension StandardCurve {
  /// Reads a concentration with the interval of all concentrations that the signal does not contradict.
  ///
  /// The interval holds every x with (y - f(x))^2 <= t^2 (var(f(x))/m + g(x)' V g(x)): Fieller's construction for a curve, so
  /// it is asymmetric and may be open towards an asymptote. The degrees of freedom follow Satterthwaite from the
  /// uncertainty of the variance function.
  ///
  /// - Parameters:
  ///   - signal: the signal, or the mean of `replicates` wells.
  ///   - replicates: how many wells the signal is the mean of.
  ///   - confidence: two-sided.
  package func read(signal y: Double, replicates: Int = 1, confidence: Double = 0.95) -> CurveReading {
    let x = concentration(for: y)
    guard degreesOfFreedom > 0, covariance != nil else {
      return CurveReading(
        concentration: x, low: model == .linear ? -.infinity : 0, high: .infinity, relativeError: .nan)
    }
    let variance = readingVariance(x, y, replicates)
    let slope = x.map { Swift.abs(self.slope(at: $0)) } ?? 0
    let relative = x.map { $0 > 0 && slope > 0 ? variance.squareRoot() / slope / $0 : .nan } ?? .nan
    let t = Distribution.tTwoSided(confidence, df: freedom(at: x.map { self.signal(at: $0) } ?? y))
    if model == .linear { return linearReading(x, y, t, replicates, relative) }
    func contradicts(_ x: Double) -> Bool {
      let point = model.evaluate(internalParameters, x)
      let difference = y - point.signal
      return difference * difference > t * t
        * (signalVariance(point.signal) / Double(replicates) + curveVariance(point))
    }
    let inside = start(x, y, contradicts)
    guard let inside else {
      let isLow = (y < signalRange.lowerBound) == isIncreasing
      return CurveReading(
        concentration: x, low: isLow ? 0 : highestStandard, high: isLow ? lowestStandard : .infinity,
        relativeError: relative)
    }
    return CurveReading(
      concentration: x, low: end(from: inside, downwards: true, contradicts),
      high: end(from: inside, downwards: false, contradicts), relativeError: relative)
  }

  /// The variance of the fitted signal: g' V g.
  private func curveVariance(_ point: CurveModel.Point) -> Double {
    guard let covariance else { return .infinity }
    let p = model.parameterCount
    var total = 0.0
    for i in 0..<p { for j in 0..<p { total += point.gradient[i] * covariance[i * p + j] * point.gradient[j] } }
    return Swift.max(0, total)
  }

  private func readingVariance(_ x: Double?, _ y: Double, _ replicates: Int) -> Double {
    guard let x else { return .nan }
    return signalVariance(y) / Double(replicates) + curveVariance(model.evaluate(internalParameters, Swift.max(x, 0)))
  }

  /// Satterthwaite's degrees of freedom of the variance at a signal: 2 / var(ln variance), at most n - p.
  func freedom(at signal: Double) -> Double {
    let most = Double(degreesOfFreedom)
    guard let u = varianceUncertainty else { return most }
    let z = 2 * Elementary.log(Swift.max(Swift.abs(signal), signalFloor))
    let variance = u[0] + z * (u[1] + u[2]) + z * z * u[3]
    guard variance > 0 else { return most }
    return Swift.max(2, Swift.min(most, 2 / variance))
  }

  /// A concentration inside the interval to begin from.
  private func start(_ x: Double?, _ y: Double, _ contradicts: (Double) -> Bool) -> Double? {
    if let x, x > 0, !contradicts(x) { return x }
    if !contradicts(0) { return 0 }
    for k in stride(from: 120, through: 0, by: -1) {
      let candidate = lowestStandard * Elementary.pow(highestStandard * 1000 / lowestStandard, Double(k) / 120)
      if !contradicts(candidate) { return candidate }
    }
    return nil
  }

  private func end(from inside: Double, downwards: Bool, _ contradicts: (Double) -> Bool) -> Double {
    let limit = downwards ? lowestStandard * 1e-4 : highestStandard * 1e3
    var last = inside
    var next = inside > 0 ? inside : (downwards ? 0 : lowestStandard * 1e-4)
    if downwards, inside <= limit { return 0 }
    var step = 1.02
    while true {
      if contradicts(next) { break }
      last = next
      if downwards ? next < limit : next > limit { return downwards ? (contradicts(0) ? next : 0) : .infinity }
      next = downwards ? next / step : next * step
      step = Swift.min(step * 1.15, 1.5)
    }
    var a = last
    var b = next
    for _ in 0..<60 {
      let middle = a > 0 ? (a * b).squareRoot() : (a + b) / 2
      if contradicts(middle) { b = middle } else { a = middle }
      if Swift.abs(b - a) <= 1e-10 * Swift.abs(b) { break }
    }
    return a
  }

  /// Fieller's interval of a straight line, by bisection on the x axis (the concentration may come out negative).
  private func linearReading(
    _ x: Double?, _ y: Double, _ t: Double, _ replicates: Int, _ relative: Double
  ) -> CurveReading {
    guard let x, x.isFinite else {
      return CurveReading(concentration: nil, low: -.infinity, high: .infinity, relativeError: .nan)
    }
    func contradicts(_ x: Double) -> Bool {
      let point = model.evaluate(internalParameters, x)
      let difference = y - point.signal
      return difference * difference > t * t
        * (signalVariance(point.signal) / Double(replicates) + curveVariance(point))
    }
    func end(_ sign: Double) -> Double {
      var step = Swift.max(highestStandard * 1e-3, Swift.abs(x) * 1e-3)
      var last = x
      for _ in 0..<80 {
        let next = x + sign * step
        if contradicts(next) {
          var a = last
          var b = next
          for _ in 0..<100 {
            let middle = (a + b) / 2
            if contradicts(middle) { b = middle } else { a = middle }
          }
          return a
        }
        last = next
        step *= 1.4
      }
      return sign * .infinity
    }
    return CurveReading(concentration: x, low: end(-1), high: end(1), relativeError: relative)
  }

  /// The coefficient of variation of a back-calculated concentration, as a fraction: the precision profile.
  package func precision(at x: Double, replicates: Int = 1) -> Double {
    guard x > 0, covariance != nil, degreesOfFreedom > 0 else { return .nan }
    let point = model.evaluate(internalParameters, x)
    let variance = signalVariance(point.signal) / Double(replicates) + curveVariance(point)
    return variance.squareRoot() / Swift.abs(point.logSlope)
  }

  /// The standard error of the fitted signal at a concentration, for the band around the curve.
  package func signalBand(at x: Double, confidence: Double = 0.95) -> (low: Double, high: Double) {
    let point = model.evaluate(internalParameters, x)
    guard degreesOfFreedom > 0 else { return (point.signal, point.signal) }
    let half = Distribution.tTwoSided(confidence, df: Double(degreesOfFreedom)) * curveVariance(point).squareRoot()
    return (point.signal - half, point.signal + half)
  }

  /// d ln x / d parameters at a concentration: how the curve's own error moves every reading made near it.
  func logGradient(at x: Double) -> [Double] {
    let point = model.evaluate(internalParameters, x)
    guard point.logSlope != 0 else { return [Double](repeating: 0, count: model.parameterCount) }
    return (0..<model.parameterCount).map { -point.gradient[$0] / point.logSlope }
  }

  /// v' V v for a gradient, or 0 without a covariance.
  func variance(of gradient: [Double]) -> Double {
    guard let covariance, gradient.count == model.parameterCount else { return 0 }
    let p = model.parameterCount
    var total = 0.0
    for i in 0..<p { for j in 0..<p { total += gradient[i] * covariance[i * p + j] * gradient[j] } }
    return Swift.max(0, total)
  }
}
