// Calibration functions against their own derivatives and inverses; curves and readings with answers worked out by hand.

import Foundation
import Documents
import TypeICollagen
import Testing

@testable import ExportAssay

@Suite struct CurveModelTests {
  static let parameters: [(model: CurveModel, values: [[Double]])] = [
    (.linear, [[0.1, 0.02], [2, -0.01]]), (.logLog, [[-1, 0.9], [2, -0.4]]),
    (.fourPL, [[0.05, 3, log(120), log(1.1)], [2.5, 0.1, log(40), log(0.7)]]),
    (.fivePL, [[0.05, 3, log(120), log(1.1), log(0.6)], [2.5, 0.1, log(40), log(2), log(1.8)]]),
  ]
  static let doses = [0.5, 3, 20, 120, 640, 5000]

  /// Law: the inverse of the signal at x is x.
  @Test func inverses() throws {
    for (model, sets) in Self.parameters {
      for p in sets {
        for x in Self.doses {
          let back = try #require(model.inverse(p, model.evaluate(p, x).signal))
          #expect(abs(back / x - 1) < 1e-6, "\(model) at \(x)")
        }
      }
    }
  }

  /// The gradient and the slope in ln x are those of central differences.
  @Test func derivatives() {
    for (model, sets) in Self.parameters {
      for p in sets {
        for x in Self.doses {
          let point = model.evaluate(p, x)
          for k in p.indices {
            let h = 1e-6 * max(1, abs(p[k]))
            var (up, down) = (p, p)
            up[k] += h
            down[k] -= h
            let slope = (model.evaluate(up, x).signal - model.evaluate(down, x).signal) / (2 * h)
            #expect(abs(point.gradient[k] - slope) < 1e-6 * max(1, abs(slope)), "\(model) parameter \(k) at \(x)")
          }
          let h = 1e-6
          let slope = (model.evaluate(p, x * exp(h)).signal - model.evaluate(p, x * exp(-h)).signal) / (2 * h)
          #expect(abs(point.logSlope - slope) < 1e-5 * max(1, abs(slope)), "\(model) at \(x)")
        }
      }
    }
  }

  /// At zero dose the logistic curves stand at A; a signal beyond the asymptotes has no concentration.
  @Test func ends() {
    for model in [CurveModel.fourPL, .fivePL] {
      let p: [Double] = [0.05, 3, log(120), log(1.1), log(0.6)]
      #expect(abs(model.evaluate(p, 0).signal - 0.05) < 1e-15 && (model.inverse(p, 0.05) ?? 1) < 1e-6)
      for signal in [0.049, 3.0, 3.5, -1] { #expect(model.inverse(p, signal) == nil, "\(signal)") }
    }
    #expect(CurveModel.linear.inverse([1, 0], 2) == nil && CurveModel.logLog.inverse([0, 1], 0) == nil)
    #expect(CurveModel.fivePL.parameterNames.count == 5 && CurveModel.linear.parameterCount == 2)
  }

  @Test func anchors() {
    #expect(CurveAnchor(blanks: []) == nil)
    #expect(CurveAnchor(blanks: [2])?.variance == 0)
    let anchor = CurveAnchor(blanks: [1, 2, 3])
    #expect(anchor?.signal == 2 && abs((anchor?.variance ?? 0) - 1.0 / 3) < 1e-15)
  }
}

@Suite struct StandardCurveTests {
  /// y = 1 + 2 x exactly in the mean of each level, off by 0.1 either way: s^2 = 8 x 0.01 / 6.
  private static let line: [Calibrator] = [1.0, 2, 3, 4].flatMap { x in
    [-0.1, 0.1].map { Calibrator(concentration: x, signal: 1 + 2 * x + $0) }
  }

  @Test func straightLine() throws {
    let curve = try #require(StandardCurve.fit(Self.line, model: .linear, weighting: .none))
    let s2 = 0.08 / 6
    #expect(abs(curve.parameters[0] - 1) < 1e-10 && abs(curve.parameters[1] - 2) < 1e-10)
    #expect(curve.degreesOfFreedom == 6 && abs(curve.scale - s2) < 1e-12 && curve.levelCount == 4)
    // Sxx = 2 (2.25 + 0.25 + 0.25 + 2.25) = 10.
    #expect(abs(curve.standardErrors[1] - (s2 / 10).squareRoot()) < 1e-9)
    #expect(abs(curve.standardErrors[0] - (s2 * (1 / 8.0 + 6.25 / 10)).squareRoot()) < 1e-9)
    #expect(abs(curve.residualSumOfSquares - 0.08) < 1e-12 && curve.isIncreasing)
    #expect(abs(curve.rSquared - (1 - 0.08 / 40.08)) < 1e-9)
    #expect(curve.lowestStandard == 1 && curve.highestStandard == 4)
  }

  /// Fieller's interval: the roots of (y - a - b x)^2 = t^2 s^2 (1/m + 1/8 + (x - 2.5)^2 / 10).
  @Test func fieller() throws {
    let curve = try #require(StandardCurve.fit(Self.line, model: .linear, weighting: .none))
    let t = 2.446_911_851_144_969
    for (y, m) in [(6.0, 1), (6.0, 4), (4.0, 2)] {
      let reading = curve.read(signal: y, replicates: m)
      let s2 = 0.08 / 6
      let q = t * t * s2
      let rise = y - 1
      let a = 4 - q / 10
      let b = -4 * rise + q / 2
      let c = rise * rise - q * (1 / Double(m) + 0.125 + 0.625)
      let root = (b * b - 4 * a * c).squareRoot()
      #expect(abs((reading.concentration ?? 0) - (y - 1) / 2) < 1e-9)
      #expect(abs(reading.low - (-b - root) / (2 * a)) < 1e-6 && abs(reading.high - (-b + root) / (2 * a)) < 1e-6)
    }
  }

  private static func logistic(_ x: Double) -> Double { 3 + (0.06 - 3) / (1 + pow(x / 120, 1.1)) }

  /// Where the function says so the interval of a logistic reading is open, and the reading is inside its interval.
  @Test func logisticReadings() throws {
    let points = [0.0, 5, 10, 20, 40, 80, 160, 320, 640].flatMap { x in
      [0.99, 1.01].map {
        Calibrator(concentration: x, signal: Self.logistic(x) * $0)
      }
    }
    let curve = try #require(StandardCurve.fit(points, model: .fourPL, weighting: .powerOfMean))
    for x in [8.0, 50, 200, 500] {
      let reading = curve.read(signal: curve.signal(at: x))
      #expect(abs((reading.concentration ?? 0) / x - 1) < 1e-8)
      #expect(reading.low < x && x < reading.high && reading.low > 0 && reading.high.isFinite)
      let pair = curve.read(signal: curve.signal(at: x), replicates: 2)
      #expect(pair.high - pair.low < reading.high - reading.low)
    }
    #expect(curve.read(signal: 50).concentration == nil && curve.read(signal: 50).high == .infinity)
    #expect(curve.read(signal: 0.06).low == 0)
    #expect(curve.precision(at: 100) < curve.precision(at: 5))
  }

  /// Fewer levels than parameters, and signals that are no numbers, give no curve.
  @Test func refusals() {
    let three = [1.0, 2, 3].map { Calibrator(concentration: $0, signal: $0) }
    #expect(StandardCurve.fit(three, model: .fourPL, weighting: .none) == nil)
    #expect(
      StandardCurve.fit(three + [Calibrator(concentration: 4, signal: .nan)], model: .linear, weighting: .none) == nil)
    #expect(StandardCurve.fit([], model: .linear, weighting: .none) == nil)
    let logarithmic = StandardCurve.fit(
      three + [Calibrator(concentration: 0, signal: 1)], model: .logLog, weighting: .none)
    #expect(logarithmic?.calibrators.count == 3)
  }

  @Test func levelMeans() {
    let means = StandardCurve.levelMeans(Self.line.reversed())
    #expect(means.map(\.concentration) == [1, 2, 3, 4] && means.map(\.replicates) == [2, 2, 2, 2])
    #expect(zip(means.map(\.signal), [3.0, 5, 7, 9]).allSatisfy { abs($0 - $1) < 1e-12 })
  }
}
