// Statistics against published values.

import Numerics
import Documents
import TypeICollagen
import Testing

@testable import ExportAssay

private func near(_ a: Double, _ b: Double, _ tolerance: Double) -> Bool { abs(a - b) <= tolerance }

@Suite struct SingleCaseTests {
  @Test func predictionMultipliers() {
    for (n, two, one) in [
      (5, 3.041, 2.335), (8, 2.508, 2.010), (10, 2.373, 1.923), (20, 2.145, 1.772), (40, 2.048, 1.706),
    ] {
      let root = (Double(n + 1) / Double(n)).squareRoot()
      #expect(near(Distribution.tQuantile(0.975, df: Double(n - 1)) * root, two, 0.0006))
      #expect(near(Distribution.tQuantile(0.95, df: Double(n - 1)) * root, one, 0.0006))
    }
  }

  @Test func largestControlCV() {
    for (n, half, mild) in [(5, 14.5, 4.9), (8, 17.3, 5.9), (10, 18.2, 6.2), (20, 20.0, 6.7)] {
      #expect(near(100 * SingleCase.largestCV(fraction: 0.5, power: 0.9, controls: n), half, 0.06))
      #expect(near(100 * SingleCase.largestCV(fraction: 0.79, power: 0.9, controls: n), mild, 0.06))
    }
  }

  @Test func crawfordHowell() throws {
    // A case two deviations below fifteen controls; the form without sqrt((n+1)/n) would give -2.
    let controls = (0..<15).map { Double($0) }
    let case1 = try #require(SingleCase(controls.mean - 2 * controls.standardDeviation, controls: controls))
    #expect(near(case1.t, -1.93649167310371, 1e-12))
    #expect(near(Distribution.t(-1.72433583, df: 20), 0.05, 0.002))
  }
}

@Suite struct MixedModelTests {
  /// Dyestuff (Davies and Goldsmith 1972): batch 42.000595, residual 49.510100 (standard deviations).
  @Test func dyestuff() throws {
    let y: [Double] = [
      1545, 1440, 1440, 1520, 1580, 1540, 1555, 1490, 1560, 1495, 1595, 1550, 1605, 1510, 1560, 1445, 1440, 1595, 1465,
      1545, 1595, 1630, 1515, 1635, 1625, 1520, 1455, 1450, 1480, 1445,
    ]
    let batch = y.indices.map { $0 / 5 }
    let model = try #require(MixedModel(y: y, x: [y.map { _ in 1.0 }], factors: [batch]))
    #expect(near(model.variances[0].squareRoot(), 42.000595, 2e-5))
    #expect(near(model.variances[1].squareRoot(), 49.510100, 2e-5))
    let mean = model.contrast([1])
    #expect(near(mean.estimate, 1527.5, 1e-9))
    #expect(near(mean.degreesOfFreedom, 5, 1e-6))
  }

  /// In the balanced case the model's test of one line against n lines is Crawford and Howell's.
  @Test func agreesWithSingleCase() throws {
    var random = RandomSource(seed: 5)
    let controls = (0..<6).map { _ in random.normal() }
    var y: [Double] = []
    var line: [Int] = []
    var isCase: [Double] = []
    for (k, value) in (controls + [-3.0]).enumerated() {
      for d in [-0.01, 0.01, 0.0] {
        y.append(value + d)
        line.append(k)
        isCase.append(k == 6 ? 1 : 0)
      }
    }
    let model = try #require(MixedModel(y: y, x: [y.map { _ in 1.0 }, isCase], factors: [line]))
    let contrast = model.contrast([0, 1])
    let single = try #require(SingleCase(-3, controls: controls))
    #expect(near(contrast.estimate / contrast.error, single.t, 1e-6))
    #expect(near(contrast.degreesOfFreedom, 5, 0.01))
  }
}

@Suite struct OutlierTestsTests {
  /// NIST/SEMATECH handbook 1.3.5.17.1: uranium isotopes, G = 2.46876 against 2.03165.
  @Test func grubbs() throws {
    let result = try #require(
      OutlierTests.grubbs([199.31, 199.53, 200.19, 200.82, 201.92, 201.95, 202.18, 245.57], alpha: 0.1))
    #expect(near(result.statistic, 2.468764, 1e-5))
    #expect(near(result.critical, 2.03165, 1e-4))
  }

  /// NIST/SEMATECH handbook 1.3.5.17.3: Rosner's data, R1 3.118906, three outliers.
  @Test func rosner() {
    let data: [Double] = [
      -0.25, 0.68, 0.94, 1.15, 1.20, 1.26, 1.26, 1.34, 1.38, 1.43, 1.49, 1.49, 1.55, 1.56, 1.58, 1.65, 1.69, 1.70, 1.76,
      1.77, 1.81, 1.91, 1.94, 1.96, 1.99, 2.06, 2.09, 2.10, 2.14, 2.15, 2.23, 2.24, 2.26, 2.35, 2.37, 2.40, 2.47, 2.54,
      2.62, 2.64, 2.90, 2.92, 2.92, 2.93, 3.21, 3.26, 3.30, 3.59, 3.68, 4.30, 4.64, 5.34, 5.42, 6.01,
    ]
    let result = OutlierTests.generalizedESD(data, most: 10)
    #expect(near(result.statistics[0], 3.118906, 1e-5))
    #expect(near(result.criticals[0], 3.158794, 1e-5))
    #expect(result.outliers.count == 3)
  }

  /// On clean normal data the robust interval is close to mean and 2.02 standard deviations.
  @Test func robustInterval() {
    var random = RandomSource(seed: 3)
    let values = (0..<40).map { _ in 10 + random.normal() }
    let clean = ReferenceInterval.robust(values)
    #expect(abs(clean.low - (values.mean - 2.02 * values.standardDeviation)) < 0.3)
    #expect(abs(clean.high - (values.mean + 2.02 * values.standardDeviation)) < 0.3)
  }

  @Test func westgard() {
    #expect(LeveyJennings.violations([0.1, 3.2]).map(\.rule) == ["1-3s"])
    #expect(LeveyJennings.violations([2.1, 2.2]).map(\.rule) == ["2-2s"])
    #expect(LeveyJennings.violations([2.1, -2.2]).map(\.rule) == ["R-4s"])
    #expect(LeveyJennings.violations([1.1, 1.2, 1.3, 1.4]).map(\.rule) == ["4-1s"])
    #expect(LeveyJennings.violations([Double](repeating: 0.2, count: 10)).map(\.rule) == ["10x"])
  }
}
