// One-way analysis of variance and the straight line, in double-double arithmetic.

/// One-way analysis of variance.
package struct AnalysisOfVariance: Sendable {
  /// Sum of squares between groups.
  package let between: Double
  /// Sum of squares within groups.
  package let within: Double
  /// Groups - 1.
  package let betweenFreedom: Int
  /// Observations - groups.
  package let withinFreedom: Int

  /// The F statistic.
  package var f: Double { (between / Double(betweenFreedom)) / (within / Double(withinFreedom)) }
  /// Its upper tail probability.
  package var p: Double { Distribution.fUpper(f, Double(betweenFreedom), Double(withinFreedom)) }
  /// The share of the total sum of squares between groups.
  package var rSquared: Double { between / (between + within) }
  /// The residual standard deviation.
  package var residualDeviation: Double { (within / Double(withinFreedom)).squareRoot() }

  /// Analyses groups of doubles; `nil` below two groups or without freedom inside them.
  package init?(_ groups: [[Double]]) { self.init(exact: groups.map { $0.map { DoubleDouble($0) } }) }

  /// Analyses groups of values given with more digits than a double holds.
  package init?(exact groups: [[DoubleDouble]]) {
    let count = groups.reduce(0) { $0 + $1.count }
    guard groups.count > 1, groups.allSatisfy({ !$0.isEmpty }), count > groups.count else { return nil }
    var grand = DoubleDouble(0)
    var means: [DoubleDouble] = []
    for group in groups {
      var sum = DoubleDouble(0)
      for value in group { sum += value }
      grand += sum
      means.append(sum / DoubleDouble(Double(group.count)))
    }
    let centre = grand / DoubleDouble(Double(count))
    var between = DoubleDouble(0)
    var within = DoubleDouble(0)
    for (k, group) in groups.enumerated() {
      let d = means[k] - centre
      between += d * d * DoubleDouble(Double(group.count))
      for value in group {
        let e = value - means[k]
        within += e * e
      }
    }
    self.between = between.value
    self.within = within.value
    betweenFreedom = groups.count - 1
    withinFreedom = count - groups.count
  }
}

/// A straight line by least squares.
package struct StraightLine: Sendable {
  /// The value at x = 0.
  package let intercept: Double
  /// The slope.
  package let slope: Double
  /// Standard error of the intercept.
  package let interceptError: Double
  /// Standard error of the slope.
  package let slopeError: Double
  /// The residual standard deviation.
  package let residualDeviation: Double
  /// The share of the variance explained.
  package let rSquared: Double
  /// Observations - 2.
  package let degreesOfFreedom: Int

  /// Fits y = a + b x; `nil` below three points or without spread in x.
  package init?(x: [Double], y: [Double]) {
    let n = x.count
    guard n == y.count, n > 2 else { return nil }
    let count = DoubleDouble(Double(n))
    var sx = DoubleDouble(0)
    var sy = DoubleDouble(0)
    for i in 0..<n {
      sx += DoubleDouble(x[i])
      sy += DoubleDouble(y[i])
    }
    let mx = sx / count
    let my = sy / count
    var sxx = DoubleDouble(0)
    var sxy = DoubleDouble(0)
    var syy = DoubleDouble(0)
    for i in 0..<n {
      let dx = DoubleDouble(x[i]) - mx
      let dy = DoubleDouble(y[i]) - my
      sxx += dx * dx
      sxy += dx * dy
      syy += dy * dy
    }
    guard sxx.value > 0 else { return nil }
    let b = sxy / sxx
    let a = my - b * mx
    var residual = DoubleDouble(0)
    for i in 0..<n {
      let e = DoubleDouble(y[i]) - a - b * DoubleDouble(x[i])
      residual += e * e
    }
    let s2 = residual.value / Double(n - 2)
    intercept = a.value
    slope = b.value
    slopeError = (s2 / sxx.value).squareRoot()
    interceptError = (s2 * (1 / Double(n) + mx.value * mx.value / sxx.value)).squareRoot()
    residualDeviation = s2.squareRoot()
    rSquared = syy.value > 0 ? 1 - residual.value / syy.value : .nan
    degreesOfFreedom = n - 2
  }
}
