// Special functions and distributions against mpmath, in agreeing digits, and the laws they obey.

import Numerics
import Testing

/// The relative error against a reference, or the absolute one where the reference is below `floor`.
private func error(_ value: Double, _ reference: String, floor: Double = 0) -> Double {
  guard let exact = Double(reference) else { return .infinity }
  return (value - exact).magnitude / Swift.max(exact.magnitude, floor)
}

@Suite struct SpecialFunctionTests {
  @Test func referenceValues() throws {
    var seen: Set<String> = []
    for row in try Fixture.rows("special.tsv") {
      let a = try #require(Double(row[1]))
      let b = Double(row[2]) ?? .nan
      let c = Double(row[3]) ?? .nan
      seen.insert(row[0])
      let (value, floor, tolerance): (Double, Double, Double)
      switch row[0] {
      case "logGamma": (value, floor, tolerance) = (SpecialFunction.logGamma(a), 1, 1e-14)
      case "logFactorial": (value, floor, tolerance) = (SpecialFunction.logFactorial(Int(a)), 1, 2e-14)
      case "incompleteBeta": (value, floor, tolerance) = (SpecialFunction.incompleteBeta(a, b, c), 0, 2e-12)
      case "incompleteGamma": (value, floor, tolerance) = (SpecialFunction.incompleteGamma(a, b), 0, 2e-12)
      default: (value, floor, tolerance) = (SpecialFunction.upperIncompleteGamma(a, b), 1e-3, 2e-12)
      }
      #expect(error(value, row[4], floor: floor) < tolerance, "\(row): \(value)")
    }
    #expect(seen.count == 5)
  }

  @Test func recurrencesAndComplements() {
    var random = RandomSource(seed: 11)
    for _ in 0..<500 {
      let x = random.uniform(0.1, 50)
      let step = SpecialFunction.logGamma(x + 1) - SpecialFunction.logGamma(x) - Elementary.log(x)
      #expect(step.magnitude < 2e-13, "\(x)")
      let (a, b, p) = (random.uniform(0.2, 30), random.uniform(0.2, 30), random.uniform(0, 1))
      let sum = SpecialFunction.incompleteBeta(p, a, b) + SpecialFunction.incompleteBeta(1 - p, b, a)
      #expect((sum - 1).magnitude < 1e-12, "\(a) \(b) \(p)")
      let whole = SpecialFunction.incompleteGamma(a, x) + SpecialFunction.upperIncompleteGamma(a, x)
      #expect((whole - 1).magnitude < 1e-15)
    }
    for n in [1, 5, 20, 4095, 4096, 5000] {
      let pascal = SpecialFunction.logBinomial(n, 1)
      #expect((pascal - Elementary.log(Double(n))).magnitude < 1e-10)
    }
    #expect(Elementary.exp(SpecialFunction.logBinomial(10, 5)).rounded() == 252)
  }

  @Test func outsideTheDomain() {
    #expect(SpecialFunction.logGamma(0).isNaN && SpecialFunction.logGamma(-1.5).isNaN)
    #expect(SpecialFunction.incompleteBeta(1.1, 1, 1).isNaN && SpecialFunction.incompleteBeta(0.5, 0, 1).isNaN)
    #expect(SpecialFunction.incompleteBeta(0, 2, 3) == 0 && SpecialFunction.incompleteBeta(1, 2, 3) == 1)
    #expect(SpecialFunction.incompleteGamma(-1, 1).isNaN && SpecialFunction.upperIncompleteGamma(1, -1).isNaN)
    #expect(SpecialFunction.incompleteGamma(2, 0) == 0 && SpecialFunction.upperIncompleteGamma(2, .infinity) == 0)
  }
}

@Suite struct DistributionTests {
  @Test func referenceValues() throws {
    var seen: Set<String> = []
    for row in try Fixture.rows("distributions.tsv") {
      let a = try #require(Double(row[1]))
      let b = Double(row[2]) ?? .nan
      let c = Double(row[3]) ?? .nan
      seen.insert(row[0])
      let value: Double
      var tolerance = 1e-11
      switch row[0] {
      case "normal": (value, tolerance) = (Distribution.normal(a), 1e-13)
      case "t": value = Distribution.t(a, df: b)
      case "tDensity": (value, tolerance) = (Distribution.tDensity(a, df: b), 1e-12)
      case "f": value = Distribution.f(a, b, c)
      case "fUpper": value = Distribution.fUpper(a, b, c)
      case "chiSquared": value = Distribution.chiSquared(a, df: b)
      case "noncentralT": (value, tolerance) = (Distribution.noncentralT(a, df: b, noncentrality: c), 1e-10)
      default: value = Binomial(trials: Int(b), probability: c).cumulative(Int(a))
      }
      #expect(error(value, row[4]) < tolerance, "\(row): \(value)")
    }
    #expect(seen.count == 8)
  }

  /// Abramowitz and Stegun, tables 26.5, 26.8 and 26.10, and the first digits of R 4.3.
  @Test func publishedQuantiles() {
    func near(_ a: Double, _ b: Double, _ tolerance: Double) -> Bool { (a - b).magnitude <= tolerance }
    #expect(near(Distribution.normalQuantile(0.975), Distribution.normal95, 1e-15))
    #expect(near(Distribution.normalQuantile(0.999), 3.090232306167813, 1e-12))
    #expect(near(Distribution.tQuantile(0.975, df: 4), 2.7764451051977987, 1e-12))
    #expect(near(Distribution.tQuantile(0.975, df: 1), 12.706204736432095, 1e-9))
    #expect(near(Distribution.tTwoSided(0.95, df: 10), 2.228138851986274, 1e-12))
    #expect(near(Distribution.tTwoSided(0.99, df: 2.5), Distribution.tQuantile(0.995, df: 2.5), 0))
    #expect(near(Distribution.chiSquaredQuantile(0.95, df: 1), 3.841458820694124, 1e-12))
    #expect(near(Distribution.chiSquaredQuantile(0.05, df: 10), 3.940299136119309, 1e-11))
    #expect(near(Distribution.fUpper(4, 3, 10), 0.041_4, 0.002))
  }

  @Test(arguments: [UInt64(5), 6]) func quantilesUndoTheDistribution(seed: UInt64) {
    var random = RandomSource(seed: seed)
    for _ in 0..<60 {
      let p = random.uniform(0.001, 0.999)
      let df = random.uniform(1, 60)
      #expect((Distribution.normal(Distribution.normalQuantile(p)) - p).magnitude < 1e-14, "seed \(seed): \(p)")
      #expect(
        (Distribution.t(Distribution.tQuantile(p, df: df), df: df) - p).magnitude < 1e-13, "seed \(seed): \(p) \(df)")
      let chi = Distribution.chiSquaredQuantile(p, df: df)
      #expect((Distribution.chiSquared(chi, df: df) - p).magnitude < 1e-13, "seed \(seed): \(p) \(df)")
    }
  }

  @Test(arguments: [UInt64(7), 8]) func symmetryMonotonyAndLimits(seed: UInt64) {
    var random = RandomSource(seed: seed)
    for _ in 0..<300 {
      let x = random.uniform(-8, 8)
      let df = random.uniform(0.5, 80)
      #expect((Distribution.normal(x) + Distribution.normal(-x) - 1).magnitude < 1e-15, "seed \(seed): \(x)")
      #expect((Distribution.t(x, df: df) + Distribution.tUpper(x, df: df) - 1).magnitude < 1e-15, "seed \(seed): \(x)")
      #expect(Distribution.t(x, df: df) <= Distribution.t(x + 1e-3, df: df), "seed \(seed): \(x) \(df)")
      #expect(Distribution.tDensity(x, df: df) == Distribution.tDensity(-x, df: df))
      let slope = (Distribution.t(x + 1e-5, df: df) - Distribution.t(x - 1e-5, df: df)) / 2e-5
      #expect((slope - Distribution.tDensity(x, df: df)).magnitude < 1e-8, "seed \(seed): \(x) \(df)")
      // The square of t with n degrees of freedom is F with 1 and n.
      let two = 2 * Distribution.tUpper(x.magnitude, df: df)
      #expect((Distribution.fUpper(x * x, 1, df) - two).magnitude < 1e-12, "seed \(seed): \(x) \(df)")
      let noncentral = Distribution.noncentralT(x, df: df + 1, noncentrality: 0)
      #expect((noncentral - Distribution.t(x, df: df + 1)).magnitude < 1e-12, "seed \(seed): \(x) \(df)")
    }
    #expect((Distribution.t(1.3, df: 1e8) - Distribution.normal(1.3)).magnitude < 1e-9)
  }

  @Test func outsideTheDomain() {
    #expect(Distribution.t(1, df: 0).isNaN && Distribution.t(.nan, df: 3).isNaN)
    #expect(Distribution.t(.infinity, df: 3) == 1 && Distribution.t(-.infinity, df: 3) == 0)
    #expect(Distribution.tQuantile(0, df: 3).isNaN && Distribution.tQuantile(0.5, df: 3) == 0)
    #expect(Distribution.normalQuantile(.nan).isNaN)
    #expect(Distribution.f(-1, 2, 3) == 0 && Distribution.fUpper(-1, 2, 3) == 1)
    #expect(Distribution.normal(-40) == 0 || Distribution.normal(-40) < 1e-300)
  }
}
