// Fitting a standard curve: 24 deterministic starts, weights that follow the fitted signal, theta by REML.

import Numerics

extension StandardCurve {
  /// Fits a curve.
  ///
  /// The start points combine the zero-dose and infinite-dose asymptotes read off the ends of the data with four
  /// positions of C and three slopes; the fit with the smallest sum of squares wins, ties go to the smallest B. With
  /// `powerOfMean` the weights come from the fitted signal and are iterated (Carroll and Ruppert 1988); theta maximises the
  /// restricted pseudo-likelihood.
  ///
  /// - Parameters:
  ///   - calibrators: wells or level means, zero standards included.
  ///   - model: the function.
  ///   - weighting: the weighting.
  ///   - fixedTheta: a given exponent instead of an estimated one.
  ///   - anchor: the blanks' mean that A is held at (4PL and 5PL); its own error counts in every interval.
  /// - Returns: the fit, or `nil` if there are too few levels or no start led anywhere.
  package static func fit(
    _ calibrators: [Calibrator], model: CurveModel, weighting: Weighting, fixedTheta: Double? = nil,
    anchor: CurveAnchor? = nil
  ) -> StandardCurve? {
    let points = calibrators.filter { model != .logLog || ($0.concentration > 0 && $0.signal > 0) }
    let levels = Set(points.map(\.concentration)).count
    let problem = CurveProblem(points, model, anchor: anchor)
    guard levels >= problem.freeCount, points.allSatisfy({ $0.signal.isFinite && $0.concentration >= 0 }) else {
      return nil
    }
    var weights = problem.observedWeights(weighting)
    guard var fit = problem.bestFit(weights) else { return nil }
    var theta = weighting == .inverseY ? 0.5 : (weighting == .inverseY2 ? 1 : 0)
    var uncertainty: [Double]?
    if weighting == .powerOfMean, model != .logLog {
      theta = fixedTheta ?? 0
      for _ in 0..<15 {
        let old = theta
        if fixedTheta == nil { theta = problem.estimateTheta(fit) }
        weights = problem.fittedWeights(fit, theta)
        guard let next = problem.refit(fit, weights) else { break }
        let moved = zip(next.parameters, fit.parameters).map { Swift.abs($0 - $1) / (1e-6 + Swift.abs($1)) }.max() ?? 0
        fit = next
        if moved < 1e-9, Swift.abs(theta - old) < 1e-7 { break }
      }
      if fixedTheta == nil { uncertainty = problem.varianceUncertainty(fit) }
    }
    return problem.curve(fit, weighting, theta, weights, uncertainty)
  }

  /// One mean per level, as some vendors fit.
  package static func levelMeans(_ calibrators: [Calibrator]) -> [Calibrator] {
    Set(calibrators.map(\.concentration)).sorted().map { level in
      let signals = calibrators.filter { $0.concentration == level }.map(\.signal)
      return Calibrator(concentration: level, signal: signals.mean, replicates: signals.count)
    }
  }
}

/// The least-squares problem of one curve.
struct CurveProblem {
  let points: [Calibrator]
  let model: CurveModel
  let floor: Double
  /// What A is held at, if it is.
  let anchor: CurveAnchor?

  /// The number of parameters that are fitted.
  var freeCount: Int { model.parameterCount - (anchor == nil ? 0 : 1) }
  /// The index of the first of them.
  private var firstFree: Int { anchor == nil ? 0 : 1 }

  init(_ points: [Calibrator], _ model: CurveModel, anchor: CurveAnchor? = nil) {
    self.anchor = model.parameterCount > 2 ? anchor : nil
    self.points = points.sorted { ($0.concentration, $0.signal, $0.well) < ($1.concentration, $1.signal, $1.well) }
    self.model = model
    let y = points.map(\.signal)
    floor = Swift.max(1e-300, 0.002 * ((y.max() ?? 0) - (y.min() ?? 0)))
  }

  func observedWeights(_ weighting: Weighting) -> [Double] {
    if model == .logLog { return [Double](repeating: 1, count: points.count) }
    return points.map { point in
      let y = Swift.max(Swift.abs(point.signal), floor)
      switch weighting {
      case .none, .powerOfMean: return 1
      case .inverseY: return 1 / y
      case .inverseY2: return 1 / (y * y)
      }
    }
  }

  func fittedWeights(_ fit: LeastSquaresFit, _ theta: Double) -> [Double] {
    points.map { point in
      let mu = Swift.max(Swift.abs(model.evaluate(fit.parameters, point.concentration).signal), floor)
      return Elementary.pow(mu, -2 * theta)
    }
  }

  private func minimize(
    _ start: [Double], _ weights: [Double], iterations: Int = 300, tolerance: Double = 0
  ) -> LeastSquaresFit {
    let roots = weights.map { $0.squareRoot() }
    let n = freeCount
    let skip = firstFree
    var p = start
    if let anchor, skip == 1 { p[0] = anchor.signal }
    let fit = LevenbergMarquardt.minimize(
      start: Array(p[skip...]), residualCount: points.count, maximumIterations: iterations, tolerance: tolerance
    ) { q, residuals, jacobian in
      for j in 0..<n { p[j + skip] = q[j] }
      for (i, point) in points.enumerated() {
        let value = model.evaluate(p, point.concentration)
        if model == .logLog {
          let lx = Elementary.log(point.concentration)
          residuals[i] = p[0] + p[1] * lx - Elementary.log(point.signal)
          jacobian[i * n] = 1
          jacobian[i * n + 1] = lx
          continue
        }
        residuals[i] = roots[i] * (value.signal - point.signal)
        for j in 0..<n { jacobian[i * n + j] = roots[i] * value.gradient[j + skip] }
      }
    }
    return skip == 0 ? fit : anchored(fit)
  }

  /// The fit with A in its place again; its row and column of the covariance are zero.
  private func anchored(_ fit: LeastSquaresFit) -> LeastSquaresFit {
    let n = model.parameterCount
    var covariance: [Double]?
    if let inner = fit.unscaledCovariance {
      var whole = [Double](repeating: 0, count: n * n)
      for i in 1..<n { for j in 1..<n { whole[i * n + j] = inner[(i - 1) * (n - 1) + j - 1] } }
      covariance = whole
    }
    return LeastSquaresFit(
      parameters: [anchor?.signal ?? 0] + fit.parameters, residualSumOfSquares: fit.residualSumOfSquares,
      unscaledCovariance: covariance, conditionNumber: fit.conditionNumber, converged: fit.converged,
      iterations: fit.iterations)
  }

  /// Adds what the error of the held A does to all parameters: V + d d' var(A), d = dp/dA = (1, -(J'WJ)^-1 J'W dy/dA).
  private func withAnchorError(_ covariance: [Double], _ fit: LeastSquaresFit, _ weights: [Double]) -> [Double] {
    guard let anchor, let unscaled = fit.unscaledCovariance else { return covariance }
    let n = model.parameterCount
    var product = [Double](repeating: 0, count: n)
    for (i, point) in points.enumerated() {
      let gradient = model.evaluate(fit.parameters, point.concentration).gradient
      for j in 1..<n { product[j] += weights[i] * gradient[j] * gradient[0] }
    }
    var shift = [Double](repeating: 0, count: n)
    shift[0] = 1
    for i in 1..<n { for j in 1..<n { shift[i] -= unscaled[i * n + j] * product[j] } }
    var whole = covariance
    for i in 0..<n { for j in 0..<n { whole[i * n + j] += shift[i] * shift[j] * anchor.variance } }
    return whole
  }

  func refit(_ fit: LeastSquaresFit, _ weights: [Double]) -> LeastSquaresFit? {
    let next = minimize(fit.parameters, weights)
    return next.residualSumOfSquares.isFinite ? next : nil
  }

  /// The best of all starts.
  func bestFit(_ weights: [Double]) -> LeastSquaresFit? {
    var best: LeastSquaresFit?
    func consider(_ fit: LeastSquaresFit) {
      guard fit.residualSumOfSquares.isFinite, fit.parameters.allSatisfy(\.isFinite) else { return }
      guard let old = best else {
        best = fit
        return
      }
      let tie = 1e-6 * old.residualSumOfSquares
      if fit.residualSumOfSquares < old.residualSumOfSquares - tie {
        best = fit
      } else if fit.residualSumOfSquares <= old.residualSumOfSquares + tie, model.parameterCount > 3,
        fit.parameters[3] < old.parameters[3] - 1e-3
      {
        best = fit
      }
    }
    if model == .linear || model == .logLog {
      consider(minimize(linearStart(weights), weights))
      return best
    }
    for start in logisticStarts() { consider(minimize(start, weights, iterations: 120, tolerance: 1e-7)) }
    guard model == .fivePL, let four = best else { return best.map { minimize($0.parameters, weights) } }
    for g in [-1.2, -0.5, 0.5, 1.2] {
      var start = four.parameters
      start[4] = g
      start[2] = four.parameters[2] + g / Elementary.exp(four.parameters[3])
      consider(minimize(start, weights, iterations: 200, tolerance: 1e-7))
    }
    // Carried on to the last digit.
    return best.map { minimize($0.parameters, weights) }
  }

  private func linearStart(_ weights: [Double]) -> [Double] {
    let isLog = model == .logLog
    var s = 0.0
    var sx = 0.0
    var sy = 0.0
    var sxx = 0.0
    var sxy = 0.0
    for (i, point) in points.enumerated() {
      let x = isLog ? Elementary.log(point.concentration) : point.concentration
      let y = isLog ? Elementary.log(point.signal) : point.signal
      let w = isLog ? 1 : weights[i]
      s += w
      sx += w * x
      sy += w * y
      sxx += w * x * x
      sxy += w * x * y
    }
    let determinant = s * sxx - sx * sx
    guard determinant != 0 else { return [sy / s, 0] }
    let b = (s * sxy - sx * sy) / determinant
    return [(sy - b * sx) / s, b]
  }

  private func logisticStarts() -> [[Double]] {
    let means = StandardCurve.levelMeans(points)
    let positive = means.filter { $0.concentration > 0 }
    guard let first = means.first, let last = means.last, let low = positive.first, let high = positive.last else {
      return []
    }
    let span = last.signal - first.signal
    var starts: [[Double]] = []
    for reach in [0.05, 1.0] {
      for quantile in [0.35, 0.6, 0.8, 1.1] {
        let lc =
          Elementary.log(low.concentration)
          + quantile * (Elementary.log(high.concentration) - Elementary.log(low.concentration))
        for b in [0.7, 1.0, 2.0] {
          var start = [first.signal - 0.02 * span, last.signal + reach * span, lc, Elementary.log(b)]
          if model == .fivePL { start.append(0) }
          starts.append(start)
        }
      }
    }
    return starts
  }

  private func logSignals(_ fit: LeastSquaresFit) -> [Double] {
    points.map { Elementary.log(Swift.max(Swift.abs(model.evaluate(fit.parameters, $0.concentration).signal), floor)) }
  }

  private func rows(_ fit: LeastSquaresFit) -> (gradients: [Double], residuals: [Double]) {
    let skip = firstFree
    var gradients: [Double] = []
    var residuals: [Double] = []
    for point in points {
      let value = model.evaluate(fit.parameters, point.concentration)
      residuals.append(value.signal - point.signal)
      gradients += value.gradient[skip..<model.parameterCount]
    }
    return (gradients, residuals)
  }

  /// Theta in -0.3...2.5 that maximises (a little below 0, or a true 0 would be estimated too high) the restricted pseudo-likelihood at the fitted signals.
  func estimateTheta(_ fit: LeastSquaresFit) -> Double {
    let n = freeCount
    let m = points.count
    let logs = logSignals(fit)
    let (gradients, residuals) = rows(fit)
    let centre = logs.mean
    func criterion(_ theta: Double) -> Double {
      var a = [Double](repeating: 0, count: m * n)
      var sum = 0.0
      for i in 0..<m {
        let w = Elementary.exp(-theta * (logs[i] - centre))
        sum += residuals[i] * residuals[i] * w * w
        for j in 0..<n { a[i * n + j] = gradients[i * n + j] * w }
      }
      let factor = QRFactor(a, residuals, rows: m, columns: n)
      var logDeterminant = 0.0
      for j in 0..<n { logDeterminant += 2 * Elementary.log(Swift.abs(factor.r[j * n + j])) }
      let excess = logs.map { theta * ($0 - centre) }.compensatedSum()
      return Double(m - n) * Elementary.log(sum) + 2 * excess + logDeterminant
    }
    var best = 0.0
    var lowest = Double.infinity
    for k in -3...25 {
      let value = criterion(Double(k) / 10)
      if value < lowest {
        lowest = value
        best = Double(k) / 10
      }
    }
    var low = Swift.max(-0.3, best - 0.1)
    var high = Swift.min(2.5, best + 0.1)
    let golden = 0.618_033_988_749_894_9
    for _ in 0..<36 {
      let a = high - golden * (high - low)
      let b = low + golden * (high - low)
      if criterion(a) < criterion(b) { high = b } else { low = a }
    }
    return (low + high) / 2
  }

  /// Variances and covariance of (ln s^2, theta): inverse of the information sum (1 - h) z z^T / 2, z = (1, 2 ln mu).
  func varianceUncertainty(_ fit: LeastSquaresFit) -> [Double]? {
    let logs = logSignals(fit)
    let fraction = Double(points.count - freeCount) / Double(points.count)
    guard fraction > 0 else { return nil }
    var information = [0.0, 0.0, 0.0, 0.0]
    for l in logs {
      information[0] += 0.5 * fraction
      information[1] += fraction * l
      information[3] += 2 * fraction * l * l
    }
    information[2] = information[1]
    let determinant = information[0] * information[3] - information[1] * information[2]
    guard determinant > 1e-9 else { return nil }
    return [
      information[3] / determinant, -information[1] / determinant, -information[2] / determinant,
      information[0] / determinant,
    ]
  }

  func curve(
    _ fit: LeastSquaresFit, _ weighting: Weighting, _ theta: Double, _ weights: [Double], _ uncertainty: [Double]?
  ) -> StandardCurve {
    let n = freeCount
    let m = points.count
    let (_, residuals) = rows(fit)
    let freedom = m - n - (uncertainty != nil && m - n > 4 ? 1 : 0)
    let scale = freedom > 0 ? fit.residualSumOfSquares / Double(freedom) : 0
    // Level means scatter less than the single wells that are read.
    let replicates = 1 / points.map { 1 / Double($0.replicates) }.mean
    let likelihoodScale = Swift.max(fit.residualSumOfSquares / Double(m), 1e-300)
    let weights = model == .logLog ? points.map { 1 / ($0.signal * $0.signal) } : weights
    let logWeights = weights.map { Elementary.log($0) }.compensatedSum()
    let k = Double(n + 1 + (weighting == .powerOfMean ? 1 : 0))
    let correction = Double(m) - k - 1 > 0 ? 2 * k * (k + 1) / (Double(m) - k - 1) : .infinity
    let means = StandardCurve.levelMeans(points).map(\.signal)
    return StandardCurve(
      model: model, weighting: weighting, theta: model == .logLog ? 1 : theta, calibrators: points,
      internalParameters: fit.parameters,
      covariance: fit.unscaledCovariance.map { withAnchorError($0.map { $0 * scale }, fit, weights) },
      scale: scale * replicates,
      degreesOfFreedom: freedom, residualSumOfSquares: residuals.map { $0 * $0 }.compensatedSum(),
      aicc: Double(m) * Elementary.log(likelihoodScale) - logWeights + 2 * k + correction,
      conditionNumber: fit.conditionNumber, converged: fit.converged, varianceUncertainty: uncertainty,
      signalRange: (means.min() ?? 0)...(means.max() ?? 0), signalFloor: floor)
  }
}
