// The four calibration functions, their derivatives and their inverses.

import Numerics

/// The function of a standard curve.
package enum CurveModel: String, Sendable, CaseIterable {
  /// y = a + b x
  case linear
  /// ln y = a + b ln x
  case logLog = "loglog"
  /// y = D + (A - D) / (1 + (x/C)^B)
  case fourPL = "4pl"
  /// y = D + (A - D) / (1 + (x/C)^B)^G
  case fivePL = "5pl"

  /// The number of parameters.
  package var parameterCount: Int {
    switch self {
    case .linear, .logLog: 2
    case .fourPL: 4
    case .fivePL: 5
    }
  }

  /// The names of the printed parameters.
  package var parameterNames: [String] {
    switch self {
    case .linear, .logLog: ["a", "b"]
    case .fourPL: ["A", "D", "C", "B"]
    case .fivePL: ["A", "D", "C", "B", "G"]
    }
  }

  /// Signal and its derivatives with respect to the internal parameters and to x.
  struct Point {
    var signal = 0.0
    /// With respect to a, b or A, D, ln C, ln B, ln G.
    var gradient = [0.0, 0.0, 0.0, 0.0, 0.0]
    /// dy / d ln x (0 at x = 0).
    var logSlope = 0.0
  }

  /// Evaluates at `x` >= 0 with internal parameters (A, D, ln C, ln B, ln G; or a, b).
  func evaluate(_ p: [Double], _ x: Double) -> Point {
    var point = Point()
    switch self {
    case .linear:
      point.signal = p[0] + p[1] * x
      point.gradient[0] = 1
      point.gradient[1] = x
      point.logSlope = p[1] * x
    case .logLog:
      let lx = Elementary.log(x)
      point.signal = Elementary.exp(p[0] + p[1] * lx)
      point.gradient[0] = point.signal
      point.gradient[1] = x > 0 ? point.signal * lx : 0
      point.logSlope = point.signal * p[1]
    case .fourPL, .fivePL:
      let b = Elementary.exp(p[3])
      let g = self == .fivePL ? Elementary.exp(p[4]) : 1
      let u = x > 0 ? b * (Elementary.log(x) - p[2]) : -.infinity
      let fraction = x > 0 ? 1 / (1 + Elementary.exp(-u)) : 0
      let softPlus = x > 0 ? (u > 35 ? u : Elementary.log1p(Elementary.exp(u))) : 0
      let h = Elementary.exp(-g * softPlus)
      let span = p[0] - p[1]
      point.signal = p[1] + span * h
      point.gradient[0] = h
      point.gradient[1] = 1 - h
      let common = span * g * h * fraction
      point.gradient[2] = common * b
      point.gradient[3] = x > 0 && common != 0 ? -common * u : 0
      if self == .fivePL { point.gradient[4] = -span * g * h * softPlus }
      point.logSlope = -common * b
    }
    return point
  }

  /// The concentration that gives a signal; `nil` where no concentration does.
  func inverse(_ p: [Double], _ y: Double) -> Double? {
    switch self {
    case .linear:
      guard p[1] != 0 else { return nil }
      return (y - p[0]) / p[1]
    case .logLog:
      guard p[1] != 0, y > 0 else { return nil }
      return Elementary.exp((Elementary.log(y) - p[0]) / p[1])
    case .fourPL, .fivePL:
      let ratio = (p[0] - p[1]) / (y - p[1])
      guard ratio >= 1, ratio.isFinite else { return nil }
      let g = self == .fivePL ? Elementary.exp(p[4]) : 1
      let inner = Elementary.expm1(Elementary.log(ratio) / g)
      guard inner >= 0 else { return nil }
      return inner == 0 ? 0 : Elementary.exp(p[2] + Elementary.log(inner) / Elementary.exp(p[3]))
    }
  }
}

/// How the noise of the signal is taken to grow with it.
package enum Weighting: String, Sendable, CaseIterable {
  /// The same everywhere.
  case none
  /// Variance proportional to the observed signal.
  case inverseY = "1/y"
  /// Variance proportional to the square of the observed signal.
  case inverseY2 = "1/y2"
  /// Variance = s^2 * fitted signal ^ (2 theta), theta estimated by restricted maximum likelihood.
  case powerOfMean = "power"
}

/// A calibrator as it enters a fit.
package struct Calibrator: Sendable {
  /// Known concentration.
  package let concentration: Double
  /// Signal.
  package let signal: Double
  /// How many wells the signal is the mean of.
  package var replicates = 1
  /// Where it comes from: the index of the well in its record, or -1 for means.
  package var well = -1
}

/// The lower asymptote held at the blanks' mean.
package struct CurveAnchor: Sendable, Equatable {
  /// The blanks' mean signal.
  package let signal: Double
  /// The variance of that mean.
  package let variance: Double

  /// An anchor from blank signals; `nil` without any.
  package init?(blanks: [Double]) {
    guard !blanks.isEmpty else { return nil }
    signal = blanks.mean
    let deviation = blanks.standardDeviation
    variance = deviation.isFinite ? deviation * deviation / Double(blanks.count) : 0
  }
}
