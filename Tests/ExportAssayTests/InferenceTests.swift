// Intervals, the class rule, parallelism and quality over the runs, on small cases with known answers.

import Numerics
import Documents
import TypeICollagen
import Testing

@testable import ExportAssay

@Suite struct CurveOptionsTests {
  /// A 4PL with blanks; three wells a level.
  static func calibrators(_ random: inout RandomSource, blanks: Bool) -> [Calibrator] {
    var result: [Calibrator] = []
    for x in (blanks ? [0.0] : []) + [5, 10, 20, 40, 80, 160, 320, 640] {
      for _ in 0..<3 {
        let mu = 3 + (0.06 - 3) / (1 + Elementary.pow(x / 120, 1.1))
        result.append(Calibrator(concentration: x, signal: mu * (1 + 0.02 * random.normal())))
      }
    }
    return result
  }

  /// A is where it is held, its error is that of the blanks' mean, and the fit is the best one with this A.
  @Test func heldStart() throws {
    var random = RandomSource(seed: 31)
    let points = Self.calibrators(&random, blanks: false)
    let anchor = try #require(CurveAnchor(blanks: [0.059, 0.062, 0.064]))
    let curve = try #require(StandardCurve.fit(points, model: .fourPL, weighting: .none, anchor: anchor))
    #expect(abs(curve.parameters[0] - 0.185 / 3) < 1e-15)
    #expect(abs(curve.standardErrors[0] - anchor.variance.squareRoot()) < 1e-12)
    #expect(curve.degreesOfFreedom == points.count - 3)
    for index in 1..<4 {
      for shift in [-1e-3, 1e-3] {
        var p = curve.internalParameters
        p[index] += shift
        let moved = points.map { point -> Double in
          let r = curve.model.evaluate(p, point.concentration).signal - point.signal
          return r * r
        }
        #expect(moved.compensatedSum() > curve.residualSumOfSquares)
      }
    }
    // The anchor's error reaches the other parameters: more than with a blank known exactly.
    let exact = try #require(CurveAnchor(blanks: [0.185 / 3]))
    let known = try #require(StandardCurve.fit(points, model: .fourPL, weighting: .none, anchor: exact))
    #expect(curve.standardErrors[2] > known.standardErrors[2])
  }

  /// Level means of equal size give the parameters of the single wells without weights, and the noise of single wells.
  @Test func levelMeans() throws {
    var random = RandomSource(seed: 32)
    let points = Self.calibrators(&random, blanks: true)
    let wells = try #require(StandardCurve.fit(points, model: .fourPL, weighting: .none))
    let means = try #require(
      StandardCurve.fit(StandardCurve.levelMeans(points), model: .fourPL, weighting: .none))
    for (a, b) in zip(wells.parameters, means.parameters) { #expect(abs(a - b) <= 1e-6 * abs(b)) }
    #expect(abs(means.scale / (3 * means.residualSumOfSquares / Double(means.degreesOfFreedom)) - 1) < 1e-12)
  }

  @Test func parallelism() throws {
    var random = RandomSource(seed: 33)
    let curve = try #require(
      StandardCurve.fit(Self.calibrators(&random, blanks: true), model: .fourPL, weighting: .powerOfMean))
    func wells(_ ratio: Double) -> [(dilution: Double, signal: Double)] {
      [2.0, 4, 8, 16].flatMap { d in
        (0..<2).map { k in
          let x = 100 * Elementary.pow(d / 4, -ratio)
          return (d, curve.signal(at: x) * (k == 0 ? 1.01 : 0.99))
        }
      }
    }
    let same = try #require(ParallelismTest(curve, wells: wells(1)))
    #expect(abs(same.ratio - 1) < 0.03)
    #expect(same.p > 0.3)
    #expect(same.interval.low > 0.8 && same.interval.high < 1.25)
    let other = try #require(ParallelismTest(curve, wells: wells(0.6)))
    #expect(abs(other.ratio - 0.6) < 0.05)
    #expect(other.p < 1e-4)
    #expect(ParallelismTest(curve, wells: [(1, 1), (2, 0.6)]) == nil)
  }
}

@Suite struct QualityOverRunsTests {
  /// Worked by hand: runs 9, 10, 11 and 11, 12, 13; MSW 1, MSB 6, between (6 - 1) / 3.
  @Test func varianceComponents() throws {
    let level = try #require(
      QualityLevel.level("Q", 10, "ng/mL", [[9, 10, 11], [11, 12, 13]], unreadable: 0, isEnd: false))
    #expect(abs(level.bias - 10) < 1e-12)
    #expect(abs(level.withinCV - 100 / 11.0) < 1e-9)
    #expect(abs(level.betweenCV - 100 * (5.0 / 3).squareRoot() / 11) < 1e-9)
    #expect(abs(level.totalCV - 100 * (8.0 / 3).squareRoot() / 11) < 1e-9)
    #expect(level.passes)
    #expect(!level.isComplete)
    let biased = try #require(
      QualityLevel.level("Q", 8.9, "", [[9, 10, 11], [11, 12, 13]], unreadable: 0, isEnd: false))
    #expect(biased.bias > 20 && !biased.passes)
  }

  /// Five runs: an outlier is seen although within their own mean and deviation none can pass 1.8.
  @Test func fewRuns() throws {
    let runs = ["1", "2", "3", "4", "5"]
    let far = try #require(
      ControlChart(subject: "c", quantity: "q", runs: runs, values: [0, 0.1, -0.1, 0.05, 5]))
    #expect(far.violations.map(\.rule) == ["1-3s"])
    #expect(far.violations.first?.run == 4)
    let quiet = try #require(
      ControlChart(subject: "c", quantity: "q", runs: runs, values: [0, 0.1, -0.1, 0.05, 0.12]))
    #expect(quiet.violations.isEmpty)
    #expect(ControlChart(subject: "c", quantity: "q", runs: ["1", "2"], values: [0, 1]) == nil)
  }
}

@Suite struct ClassRuleTests {
  /// Eight controls with the given spread; the case at these per cents of control.
  static func verdict(synthesis: Double, export: Double, spread: Double = 0.1) -> ClassVerdict {
    let pattern = [-1.3, -0.9, -0.5, -0.1, 0.1, 0.5, 0.9, 1.3]
    let scale = spread / pattern.standardDeviation
    func values(_ centre: Double, _ own: Double, _ scale: Double) -> [DishValue] {
      pattern.enumerated().map {
        DishValue(line: "c\($0.offset)", role: .control, batch: "", value: centre + scale * $0.element)
      } + [DishValue(line: "case", role: .case, batch: "", value: own)]
    }
    let s = Elementary.log(synthesis / 100)
    let e = logit(0.94 * export / 100)
    let rules = ClassRules()
    return ClassVerdict.decide(
      [
        .synthesis(s, ControlComparison.compare("case", values(0, s, scale)), rules: rules),
        .secretion(e, ControlComparison.compare("case", values(logit(0.94), e, 2 * scale)), rules: rules),
      ], rules: rules)
  }

  @Test func amountBesideStructure() {
    #expect(Self.verdict(synthesis: 50, export: 65).name == .mixed)
    #expect(Self.verdict(synthesis: 75, export: 65).name == .structural)
    #expect(Self.verdict(synthesis: 100, export: 65).name == .structural)
    #expect(Self.verdict(synthesis: 50, export: 100).name == .quantitative)
    #expect(Self.verdict(synthesis: 100, export: 100).name == .normal)
    // With noisy controls half of the synthesis is neither shown nor excluded.
    #expect(Self.verdict(synthesis: 60, export: 100, spread: 0.35).name == .indeterminate)
  }
}

@Suite struct PowerTests {
  /// With three controls the loss of half is easier to see than to exclude; the power reported is the smaller.
  @Test func detectionAndExclusion() throws {
    func finding(_ pattern: [Double]) throws -> ReadoutFinding {
      let values =
        pattern.enumerated().map {
          DishValue(line: "c\($0.offset)", role: .control, batch: "", value: 0.05 * $0.element)
        } + [DishValue(line: "case", role: .case, batch: "", value: 0)]
      return .synthesis(0, ControlComparison.compare("case", values), rules: ClassRules())
    }
    let few = try finding([-1, 0, 1])
    #expect(few.power < few.detectionPower && few.detectionPower > 0.9)
    let many = try finding([-1.3, -0.9, -0.5, -0.1, 0.1, 0.5, 0.9, 1.3])
    #expect(many.power > few.power && many.power > 0.99)
  }
}

@Suite struct ProfileTests {
  /// Without noise the half-life comes out exactly and lies inside a narrow interval, for each model.
  @Test func halfLives() throws {
    for delay in [0.0, 8] {
      var points: [ChasePoint] = []
      for (k, t) in [0.0, 10, 20, 40, 60, 90, 120, 180, 240].enumerated() {
        let g = t > delay ? 1 - Elementary.exp(-ln2 * (t - delay) / (40 - delay)) : 0
        let wobble = 1 + (k % 2 == 0 ? 0.004 : -0.004)
        for (fraction, value) in [(Fraction.medium, 40_000 * 0.85 * g), (.cellLayer, 40_000 * (1 - 0.9 * g))] {
          points.append(ChasePoint(time: t, fraction: fraction, dpm: value * wobble, variance: value / 10 + 4))
        }
      }
      let result = PulseChase.evaluate(
        experiment: "e", line: "l", role: .case, bioRep: 1, chain: "", pulse: 5, points: points)
      let best = try #require(result.best)
      #expect(abs(best.halfLife - 40) < 1)
      #expect(result.halfLifeInterval.low < best.halfLife && best.halfLife < result.halfLifeInterval.high)
      #expect(result.halfLifeInterval.low > 36 && result.halfLifeInterval.high < 44)
    }
  }

  /// What is 0 by definition at the start has no error and must not count as a freedom.
  @Test func startOfTheChaseIsNoEvidence() throws {
    var points: [ChasePoint] = []
    for (k, t) in [0.0, 15, 30, 60, 120, 240].enumerated() {
      let g = 1 - Elementary.exp(-ln2 * t / 40)
      let wobble = 1 + (k % 2 == 0 ? 0.02 : -0.02)
      for (fraction, value) in [(Fraction.medium, 40_000 * 0.85 * g), (.cellLayer, 40_000 * (1 - 0.9 * g))] {
        points.append(ChasePoint(time: t, fraction: fraction, dpm: value * wobble, variance: value / 10 + 4))
      }
    }
    func interval(_ points: [ChasePoint]) -> (low: Double, high: Double) {
      PulseChase.evaluate(
        experiment: "e", line: "l", role: .case, bioRep: 1, chain: "", pulse: 5, points: points
      ).halfLifeInterval
    }
    let with = interval(points)
    let without = interval(points.filter { $0.fraction == .cellLayer || $0.time > 0 })
    #expect(with == without)
    #expect(with.low > 30 && with.high < 52)
  }

  /// The extended models are the physical ones where those exist, and go on smoothly beyond their limit.
  @Test func extendedModels() {
    for model in [ChaseModel.delayed, .twoStep] {
      for second in [-6.0, -1, 0.5, 2] {
        let shape = [Elementary.log(40), second]
        let wide = ChaseModel.Course(model, model.extended(shape), slowFraction: 0.75, isExtended: true)
        let plain = ChaseModel.Course(model, shape, slowFraction: 0.75)
        for t in [0.0, 5, 20, 40, 90, 240] { #expect(abs(wide.progress(t) - plain.progress(t)) < 1e-9) }
      }
      let beyond = ChaseModel.Course(model, [Elementary.log(40), -0.4], slowFraction: 0.75, isExtended: true)
      #expect(abs(beyond.progress(40) - 0.5) < 1e-9)
      let near = [1e-4, -1e-4].map {
        ChaseModel.Course(model, [Elementary.log(40), $0], slowFraction: 0.75, isExtended: true).progress(20)
      }
      #expect(abs(near[0] - near[1]) < 1e-3)
    }
  }

  /// The ends of a profile are where it says: on a straight line the profile is the t interval.
  @Test func straightProfile() throws {
    let profile = DevianceProfile(index: 0, parameters: [3], deviance: 2, scale: 0.5) { start in
      (2 + (start[0] - 3) * (start[0] - 3) * 4, start)
    }
    // Rise 4 (v - 3)^2 = 0.5 limit^2, so the half width is limit sqrt(0.125).
    for sign in [-1.0, 1] {
      let end = try #require(profile.end(sign, limit: 2, firstStep: 0.01, reach: 10))
      #expect(abs(end - (3 + sign * 2 * 0.125.squareRoot())) < 1e-6)
    }
    #expect(profile.end(1, limit: 100, firstStep: 0.1, reach: 1) == nil)
  }
}
