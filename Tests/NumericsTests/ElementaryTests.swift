// Elementary functions against mpmath to the last digit, and the laws they obey.

import Numerics
import Testing

/// How many units in the last place a value lies from a reference of 25 digits.
func unitsInLastPlace(_ value: Double, _ reference: String) -> Double {
  guard let exact = DoubleDouble(decimal: reference) else { return value == Double(reference) ? 0 : .infinity }
  let unit = Swift.max(exact.value.ulp, .leastNonzeroMagnitude)
  return ((DoubleDouble(value) - exact).value / unit).magnitude
}

@Suite struct ElementaryTests {
  static let functions: [String: @Sendable (Double, Double) -> Double] = [
    "exp": { x, _ in Elementary.exp(x) }, "expm1": { x, _ in Elementary.expm1(x) },
    "log": { x, _ in Elementary.log(x) }, "log10": { x, _ in Elementary.log10(x) },
    "log1p": { x, _ in Elementary.log1p(x) }, "sin": { x, _ in Elementary.sin(x) },
    "cos": { x, _ in Elementary.cos(x) }, "pow": { x, y in Elementary.pow(x, y) },
  ]

  /// The promise of decision 0080: every result within one unit in the last place.
  @Test func referenceValues() throws {
    var worst: [String: Double] = [:]
    for row in try Fixture.rows("elementary.tsv") {
      let function = try #require(Self.functions[row[0]])
      let x = try #require(Double(row[1]))
      let value = function(x, Double(row[2]) ?? 0)
      let digits = try #require(Double(row[4]))
      // Double-double arithmetic has no room below 1e-270: there only the nearest double is compared.
      let error =
        digits.magnitude > 1e-240 && digits.magnitude < 1e240
        ? unitsInLastPlace(value, row[4]) : ((value - digits) / digits.ulp).magnitude
      #expect(error <= 1, "\(row[0])(\(row[1]) \(row[2])) = \(value), not \(row[4])")
      worst[row[0]] = max(worst[row[0]] ?? 0, error)
    }
    #expect(worst.count == Self.functions.count, "\(worst)")
    #expect(worst.values.min() ?? 0 > 0.3, "errors this small are not believed: \(worst)")
  }

  @Test func edgesOfTheDomain() {
    #expect(Elementary.exp(0) == 1 && Elementary.expm1(0) == 0 && Elementary.log(1) == 0 && Elementary.log1p(0) == 0)
    #expect(
      Elementary.exp(-.infinity) == 0 && Elementary.exp(.infinity) == .infinity && Elementary.exp(710) == .infinity)
    #expect(Elementary.exp(-746) == 0 && Elementary.exp(-745) == .leastNonzeroMagnitude)
    #expect(Elementary.expm1(-.infinity) == -1 && Elementary.expm1(.infinity) == .infinity)
    for function in [Elementary.log, Elementary.log10] {
      #expect(function(0) == -.infinity && function(.infinity) == .infinity && function(-1).isNaN)
    }
    #expect(
      Elementary.log1p(-1) == -.infinity && Elementary.log1p(-2).isNaN && Elementary.log1p(.infinity) == .infinity)
    #expect(Elementary.sin(2 * Elementary.largestAngle).isNaN && Elementary.cos(.infinity).isNaN)
    for function in [
      Elementary.exp, Elementary.expm1, Elementary.log, Elementary.log1p, Elementary.log10, Elementary.sin,
      Elementary.cos,
    ] { #expect(function(.nan).isNaN) }
  }

  @Test func edgesOfThePower() {
    #expect(Elementary.pow(.nan, 0) == 1 && Elementary.pow(1, .nan) == 1 && Elementary.pow(2, .nan).isNaN)
    #expect(Elementary.pow(-8, 3).isNaN)
    #expect(Elementary.pow(0, 2.5) == 0 && Elementary.pow(0, -2.5) == .infinity)
    #expect(Elementary.pow(.infinity, 0.3) == .infinity && Elementary.pow(.infinity, -0.3) == 0)
    #expect(Elementary.pow(2, .infinity) == .infinity && Elementary.pow(0.5, .infinity) == 0)
    #expect(
      Elementary.pow(2, 1024) == .infinity && Elementary.pow(2, -1076) == 0 && Elementary.pow(2, -1074) == 0x1p-1074)
    #expect(Elementary.pow(1.0.nextUp, 1e300) == .infinity && Elementary.pow(1.0.nextDown, 1e300) == 0)
    #expect(Elementary.pow(7, 1) == 7 && Elementary.pow(7, -1) == 1.0 / 7 && Elementary.pow(2, 0.5) == 2.0.squareRoot())
    for n in 0...22 {
      let exact = (0..<n).reduce(1.0) { value, _ in value * 5 }
      #expect((Elementary.pow(5, Double(n)) - exact).magnitude <= exact.ulp)
    }
  }

  @Test func powersOfTenAreTheNearestDoubles() {
    for n in -22...22 {
      #expect(Elementary.powerOfTen(n) == Double("1e\(n)"))
      #expect(Elementary.log10(Elementary.powerOfTen(n)) == Double(n))
    }
    for n in [-300, -40, 40, 300] {
      let exact = Double("1e\(n)") ?? .nan
      #expect((Elementary.powerOfTen(n) - exact).magnitude <= exact.ulp)
    }
  }

  @Test(arguments: [UInt64(1), 2]) func inversePairs(seed: UInt64) {
    var random = RandomSource(seed: seed)
    for _ in 0..<2000 {
      let x = random.uniform(-300, 300)
      #expect((Elementary.log(Elementary.exp(x)) - x).magnitude <= 2 * Swift.max(x.ulp, 0x1p-52), "seed \(seed): \(x)")
      let small = random.uniform(-0.5, 0.5)
      let back = Elementary.log1p(Elementary.expm1(small))
      #expect((back - small).magnitude <= 4 * small.ulp, "seed \(seed): \(small)")
      let y = random.uniform(-5, 5)
      let positive = Elementary.exp(random.uniform(-20, 20))
      let power = Elementary.pow(Elementary.pow(positive, y), 1 / y)
      #expect((power / positive - 1).magnitude < 1e-13 * (1 + 20 / y.magnitude), "seed \(seed): \(positive)^\(y)")
    }
  }

  @Test(arguments: [UInt64(3), 4]) func monotonyAndSymmetry(seed: UInt64) {
    var random = RandomSource(seed: seed)
    for _ in 0..<2000 {
      let x = random.uniform(-700, 700)
      #expect(Elementary.exp(x) <= Elementary.exp(x.nextUp) || x.magnitude < 1, "seed \(seed): exp \(x)")
      let positive = Elementary.exp(x)
      #expect(Elementary.log(positive) <= Elementary.log(positive * (1 + 0x1p-50)), "seed \(seed): log \(positive)")
      let angle = random.uniform(-1000, 1000)
      let (sine, cosine) = (Elementary.sin(angle), Elementary.cos(angle))
      #expect(Elementary.sin(-angle) == -sine && Elementary.cos(-angle) == cosine, "seed \(seed): \(angle)")
      #expect((sine * sine + cosine * cosine - 1).magnitude < 4e-16, "seed \(seed): \(angle)")
    }
  }

  @Test func sumsOfExponentials() {
    #expect(Elementary.logSumExp([]) == -.infinity)
    #expect(Elementary.logSumExp([-.infinity, -.infinity]) == -.infinity)
    #expect((Elementary.logSumExp([-2000, -2000]) - (-2000 + Elementary.log(2))).magnitude < 1e-12)
    #expect(Elementary.logSumExp([900, -900]) == 900)
  }

  @Test func phredScores() {
    #expect((Phred.probability(30) - 0.001).magnitude < 1e-18)
    #expect(Phred.probability(0) == 1)
    for score in 1...90 {
      #expect((-Phred.perNat * Elementary.log(Phred.probability(Double(score))) - Double(score)).magnitude < 1e-13)
    }
  }
}
