// Sums, spreads, quantiles, variances and double-double arithmetic.

import Numerics
import Testing

@Suite struct SampleStatisticsTests {
  @Test func sumsThatCancel() {
    #expect([1e100, 1, -1e100].compensatedSum() == 1)
    #expect([Double]().compensatedSum() == 0)
    #expect([Double](repeating: 0.1, count: 10).compensatedSum() == 1)
    // NIST StRD NumAcc4: 10000000.2 and its neighbours, standard deviation 0.1.
    let values = [10_000_000.2] + (0..<1000).map { $0 % 2 == 0 ? 10_000_000.1 : 10_000_000.3 }
    #expect((values.mean - 10_000_000.2).magnitude < 2e-9 && (values.standardDeviation - 0.1).magnitude < 1e-9)
  }

  /// Type 7 of Hyndman and Fan, as R's quantile() gives it.
  @Test func quantiles() {
    let values: [Double] = [15, 20, 35, 40, 50]
    for (p, expected) in [(0.0, 15.0), (0.25, 20), (0.4, 29), (0.5, 35), (0.9, 46), (1, 50)] {
      #expect((values.shuffled().quantile(p) - expected).magnitude < 1e-12)
    }
    #expect([1.0, 2].median == 1.5 && [7.0].quantile(0.3) == 7)
  }

  @Test func spreads() {
    let values: [Double] = [2, 4, 4, 4, 5, 5, 7, 9]
    #expect((values.standardDeviation - (32.0 / 7).squareRoot()).magnitude < 1e-15)
    #expect((values.coefficientOfVariation - values.standardDeviation / 5).magnitude < 1e-15)
    #expect([-1.0, -3].coefficientOfVariation > 0)
    #expect(([1.0, 1, 2, 2, 4, 6, 9].scaledMedianDeviation - 1.482_602_218_505_602).magnitude < 1e-15)
    var random = RandomSource(seed: 8)
    let normal = (0..<20_000).map { _ in random.normal() }
    #expect((normal.scaledMedianDeviation - 1).magnitude < 0.03)
  }

  @Test func tooFewValues() {
    let none: [Double] = []
    #expect(none.mean.isNaN && none.median.isNaN && none.quantile(0.1).isNaN && none.scaledMedianDeviation.isNaN)
    #expect([1.0].standardDeviation.isNaN && [1.0].mean == 1)
  }

  @Test(arguments: [UInt64(51), 52]) func shiftAndScale(seed: UInt64) {
    var random = RandomSource(seed: seed)
    for _ in 0..<100 {
      let values = (0..<(2 + random.below(30))).map { _ in random.normal() }
      let moved = values.map { 3 + 2 * $0 }
      #expect((moved.mean - (3 + 2 * values.mean)).magnitude < 1e-13, "seed \(seed)")
      #expect((moved.standardDeviation - 2 * values.standardDeviation).magnitude < 1e-13, "seed \(seed)")
      #expect((moved.median - (3 + 2 * values.median)).magnitude < 1e-13, "seed \(seed)")
      #expect((moved.scaledMedianDeviation - 2 * values.scaledMedianDeviation).magnitude < 1e-13, "seed \(seed)")
    }
  }

  @Test func analysesWithoutEnoughData() {
    #expect(AnalysisOfVariance([[1, 2]]) == nil && AnalysisOfVariance([[1], [2]]) == nil)
    #expect(AnalysisOfVariance([[1, 2], []]) == nil)
    #expect(StraightLine(x: [1, 2], y: [1, 2]) == nil && StraightLine(x: [1, 1, 1], y: [1, 2, 3]) == nil)
    #expect(StraightLine(x: [1, 2, 3], y: [1, 2]) == nil)
  }

  /// With two groups F is the square of t, and p that of the two-sided t test.
  @Test func twoGroups() throws {
    let analysis = try #require(AnalysisOfVariance([[5.1, 4.9, 5.6, 5.0], [5.8, 6.1, 5.7]]))
    #expect(analysis.betweenFreedom == 1 && analysis.withinFreedom == 5)
    #expect((analysis.p - 2 * Distribution.tUpper(analysis.f.squareRoot(), df: 5)).magnitude < 1e-14)
    #expect((0...1).contains(analysis.rSquared) && analysis.residualDeviation > 0)
  }
}

@Suite struct DoubleDoubleTests {
  @Test(arguments: [UInt64(61), 62]) func sumsAndProductsAreExact(seed: UInt64) {
    var random = RandomSource(seed: seed)
    for _ in 0..<500 {
      let (a, b) = (random.normal() * 1e8, random.normal())
      let sum = DoubleDouble.sum(a, b)
      #expect(sum.high == a + b && sum.high + sum.low == sum.high, "seed \(seed)")
      #expect((DoubleDouble(a) + DoubleDouble(b) - DoubleDouble(a) - DoubleDouble(b)).value == 0, "seed \(seed)")
      let quotient = DoubleDouble(a) / DoubleDouble(b)
      let back = quotient * DoubleDouble(b) - DoubleDouble(a)
      #expect((back.value / a).magnitude < 1e-30, "seed \(seed)")
      #expect(DoubleDouble.product(a, b).high == a * b)
    }
  }

  @Test func decimals() throws {
    let third = DoubleDouble(1) / DoubleDouble(3)
    let text = try #require(DoubleDouble(decimal: "0.33333333333333333333333333333333"))
    #expect((text - third).value.magnitude < 1e-31)
    for (text, value) in [
      ("-1.5E+2", -150.0), ("+2", 2), ("1e-3", 0.001), (".5", 0.5), ("12345678901234567890", 0x1.56a95319d63e1p63),
    ] {
      #expect(DoubleDouble(decimal: text)?.value == value, "\(text)")
    }
    for text in ["", "x", "1e", "--1", "1e999", "."] { #expect(DoubleDouble(decimal: text) == nil, "\(text)") }
  }

  @Test func theExponentialHasTwentyEightDigits() throws {
    let e = try #require(DoubleDouble(decimal: "2.718281828459045235360287471352662"))
    #expect((DoubleDouble.exp(DoubleDouble(1)) - e).value.magnitude < 1e-28)
    let product = DoubleDouble.exp(DoubleDouble(2.5)) * DoubleDouble.exp(DoubleDouble(-2.5))
    #expect((product - DoubleDouble(1)).value.magnitude < 1e-28)
  }
}
