// Counts, shapes of secretion, one chase series as a least-squares problem, melting and digestion.

import Foundation
import Documents
import TypeICollagen
import Testing

@testable import ExportAssay

@Suite struct CountMeasurementTests {
  /// 1200 counts in 4 min, 20 cpm of background, half of the decays seen: (300 - 20) / 0.5 = 560 dpm.
  @Test func units() {
    let counts = CountMeasurement(value: 1200, unit: .counts, minutes: 4, background: 20, efficiency: 0.5)
    let rate = CountMeasurement(value: 300, unit: .cpm, minutes: 4, background: 20, efficiency: 0.5)
    let decays = CountMeasurement(value: 560, unit: .dpm, minutes: 4, background: 20, efficiency: 0.5)
    for item in [counts, rate, decays] {
      #expect(abs(item.dpm - 560) < 1e-12 && abs(item.variance - (300 / 4 + 20 / 4) / 0.25) < 1e-12, "\(item.unit)")
      #expect(abs(item.variancePerDPM - 0.5) < 1e-12 && !item.isBelowDetection)
    }
  }

  /// Currie: (2.71 + 4.65 sqrt(80)) / (4 x 0.5) with 80 background counts.
  @Test func detectionLimit() {
    let item = CountMeasurement(value: 25, unit: .cpm, minutes: 4, background: 20, efficiency: 0.5)
    #expect(abs(item.detectionLimit - (2.71 + 4.65 * 80.0.squareRoot()) / 2) < 1e-9 && item.isBelowDetection)
    let none = CountMeasurement(value: 0, unit: .cpm, minutes: 10, background: 0, efficiency: 1)
    #expect(none.dpm == 0 && none.variance == 0.01 && none.isBelowDetection)
  }
}

@Suite struct ChaseModelTests {
  private static let shapes: [(model: ChaseModel, shape: [Double])] = [
    (.firstOrder, [log(30.0)]), (.delayed, [log(30.0), 0]), (.twoStep, [log(30.0), 0.5]), (.twoStep, [log(30.0), -20]),
    (.mixture, [log(30.0), 1]),
  ]

  /// Laws of every shape: 0 at the start, one half at the half-life, rising, towards 1.
  @Test func shapes() {
    for (model, shape) in Self.shapes {
      func g(_ t: Double) -> Double { model.progress(t, shape, slowFraction: 0.75) }
      #expect(g(0) == 0 && abs(g(30) - 0.5) < 1e-9 && g(3000) > 0.999, "\(model)")
      let values = stride(from: 0.0, through: 300, by: 3).map(g)
      #expect(zip(values, values.dropFirst()).allSatisfy { $0 <= $1 + 1e-15 }, "\(model)")
    }
  }

  /// One step: 1 - 2^(-t/30). A delay of half the half-life: nothing before 15 min, one half at 30.
  @Test func byHand() {
    for t in [5.0, 30, 60, 90] {
      let value = ChaseModel.firstOrder.progress(t, [log(30.0)], slowFraction: 0.75)
      #expect(abs(value - (1 - pow(2, -t / 30))) < 1e-12)
    }
    #expect(abs(ChaseModel.delay([log(30.0), 0]) - 15) < 1e-12)
    #expect(ChaseModel.delayed.progress(14.9, [log(30.0), 0], slowFraction: 0.75) == 0)
    #expect(abs(ChaseModel.delayed.progress(45, [log(30.0), 0], slowFraction: 0.75) - 0.75) < 1e-12)
    // Two equal steps: 1 - (1 + u) exp(-u), one half at u = 1.678347.
    let value = ChaseModel.twoStep.progress(60, [log(30.0), -30], slowFraction: 0.75)
    let u = 2 * 1.678_346_990_016_661
    #expect(abs(value - (1 - (1 + u) * exp(-u))) < 1e-8)
  }
}

@Suite struct ChaseProblemTests {
  static func points(_ label: Double, secreted: Double, lost: Double, half: Double, wobble: Double = 0) -> [ChasePoint]
  {
    [0.0, 10, 20, 40, 60, 90, 120, 180].enumerated().flatMap { k, t -> [ChasePoint] in
      let g = 1 - pow(2, -t / half)
      let factor = 1 + wobble * [1.0, -1, 0.5, -0.5][k % 4]
      return [
        (Fraction.medium, label * secreted * g), (.cellLayer, label * (1 - (secreted + lost) * g)),
      ].map { ChasePoint(time: t, fraction: $0.0, dpm: $0.1 * factor, variance: $0.1 / 10 + 1, variancePerDPM: 0.1) }
    }
  }

  /// Without noise each parameter comes back: label, secreted and lost share, half-life.
  @Test func exactSeries() throws {
    let problem = ChaseProblem(Self.points(40_000, secreted: 0.8, lost: 0.1, half: 35), pipettingCV: 0.03)
    let fit = try #require(problem.fit(.firstOrder))
    #expect(abs(fit.initialLabel / 40_000 - 1) < 1e-5 && abs(fit.secretedFraction - 0.8) < 1e-4)
    #expect(abs(fit.lostFraction - 0.1) < 1e-3 && abs(fit.halfLife - 35) < 1e-2 && fit.delay.isNaN)
    #expect(fit.degreesOfFreedom == 15 - 4 && fit.deviance < 1e-3)
    for t in [0.0, 40, 180] {
      let sum = [Fraction.medium, .cellLayer, .degraded].map { fit.expected($0, at: t) }.reduce(0, +)
      #expect(abs(sum / fit.initialLabel - 1) < 1e-9, "what is labelled is somewhere")
    }
  }

  /// The medium at the start of the chase is no point; medium alone leaves the shares unknown but not the half-life.
  @Test func mediumAlone() throws {
    let all = Self.points(40_000, secreted: 0.8, lost: 0.1, half: 35, wobble: 0.01)
    let problem = ChaseProblem(all.filter { $0.fraction == .medium }, pipettingCV: 0.03)
    #expect(problem.points.count == 7 && !problem.hasCells)
    let fit = try #require(problem.fit(.firstOrder))
    #expect(abs(fit.halfLife - 35) < 2 && fit.lostFraction.isNaN && fit.degreesOfFreedom == 7 - 2)
    #expect(ChaseProblem(Array(all.prefix(4)), pipettingCV: 0.03).fit(.firstOrder) == nil)
  }

  /// What strays by a constant share beyond counting is found as that share; what counting explains gives none.
  @Test func spreadBeyondCounting() throws {
    var noisy = ChaseProblem(
      Self.points(400_000, secreted: 0.8, lost: 0.1, half: 35, wobble: 0.08), pipettingCV: 0.03)
    noisy.reweigh(by: try #require(noisy.fit(.firstOrder)))
    #expect(noisy.pipettingCV > 0.04 && noisy.pipettingCV < 0.11)
    var exact = ChaseProblem(Self.points(4_000, secreted: 0.8, lost: 0.1, half: 35), pipettingCV: 0.03)
    exact.reweigh(by: try #require(exact.fit(.firstOrder)))
    #expect(exact.pipettingCV == 0)
  }

  /// Flags: too short a chase, too long a pulse, label that goes astray, counts below the limit.
  @Test func flags() {
    func flags(_ points: [ChasePoint], pulse: Double = 5) -> Set<QualityFlag> {
      PulseChase.evaluate(
        experiment: "e", line: "L", role: .case, bioRep: 1, chain: "", pulse: pulse, points: points
      ).flags
    }
    let whole = Self.points(40_000, secreted: 0.85, lost: 0.05, half: 35, wobble: 0.004)
    #expect(flags(whole).isEmpty)
    #expect(flags(whole.filter { $0.time <= 60 }).contains(.censored))
    #expect(flags(whole, pulse: 60).contains(.pulseLong))
    #expect(flags(Self.points(40_000, secreted: 0.6, lost: 0.35, half: 35)).contains(.loss))
    let faint = whole.map {
      ChasePoint(
        time: $0.time, fraction: $0.fraction, dpm: $0.dpm, variance: $0.variance, isBelowDetection: $0.time == 10)
    }
    #expect(flags(faint).contains(.belowCountLimit))
  }

  /// Three of four molecules slow: the mixture gives the half-life of all of them.
  @Test func mixture() throws {
    let slow = [0.0, 10, 20, 40, 60, 90, 120, 180, 300].flatMap { t -> [ChasePoint] in
      let g = 1 - 0.75 * pow(2, -t / 80) - 0.25 * pow(2, -t / 20)
      return [(Fraction.medium, 30_000 * g), (.cellLayer, 30_000 * (1 - g))].map {
        ChasePoint(time: t, fraction: $0.0, dpm: $0.1, variance: 100)
      }
    }
    let fit = try #require(PulseChase.mixture(slow, slowFraction: 0.75))
    let half = fit.halfLife
    #expect(abs(0.75 * pow(2, -half / 80) + 0.25 * pow(2, -half / 20) - 0.5) < 0.005, "\(half)")
  }
}

@Suite struct MeltingTests {
  /// F = 1 / (1 + exp((T - 41) / 0.8)): half is open at 41 degrees.
  @Test func transition() throws {
    let temperatures = [34.0, 36, 38, 40, 41, 42, 43, 44]
    let signals = temperatures.enumerated().map { k, t in
      500 / (1 + exp((t - 41) / 0.8)) + [1.0, -1][k % 2]
    }
    let found = try #require(MeltingResult.fit(line: "L", bioRep: 1, temperatures: temperatures, signals: signals))
    #expect(abs(found.melting - 41) < 0.05 && abs(found.width - 0.8) < 0.05 && found.floor < 0.02)
    #expect(found.interval.low < 41 && 41 < found.interval.high && found.points.count == 8)
    #expect(MeltingResult.fit(line: "L", bioRep: 1, temperatures: [34, 36, 38], signals: [3, 2, 1]) == nil)
    #expect(MeltingResult.fit(line: "L", bioRep: 1, temperatures: [34, 36, 38, 40], signals: [0, 0, 0, 0]) == nil)
  }

  /// Below six temperatures the floor is held at 0.
  @Test func heldFloor() throws {
    let temperatures = [36.0, 39, 41, 43]
    let signals = temperatures.map { 500 / (1 + exp(($0 - 41) / 0.8)) }
    let found = try #require(MeltingResult.fit(line: "L", bioRep: 1, temperatures: temperatures, signals: signals))
    #expect(found.floor == 0 && abs(found.melting - 41) < 1e-3)
  }
}

@Suite struct CollagenFractionTests {
  private static func sample(released: Double, blank: Double, resistant: Double) -> CollagenaseSample {
    CollagenaseSample(
      line: "L", role: .case, bioRep: 1, fraction: "", released: released, blank: blank, resistant: resistant,
      fileLine: 2)
  }

  /// 100 C / (C + 5.4 N); a blank above 5 % of what was released is flagged.
  @Test func digestion() throws {
    let constants = AssayConstants()
    let found = try #require(
      CollagenaseResult(Self.sample(released: 1000, blank: 40, resistant: 100), constants: constants))
    #expect(abs(found.percent - 100 * 960 / (960 + 540)) < 1e-12 && found.flags.isEmpty)
    let dirty = try #require(
      CollagenaseResult(Self.sample(released: 1000, blank: 100, resistant: 100), constants: constants))
    #expect(dirty.flags == [.enzymeBlank])
    let negative = try #require(
      CollagenaseResult(Self.sample(released: 10, blank: 20, resistant: 100), constants: constants))
    #expect(negative.percent == 0)
    #expect(CollagenaseResult(Self.sample(released: 0, blank: 0, resistant: 0), constants: constants) == nil)
    #expect(CollagenaseResult(Self.sample(released: .nan, blank: 0, resistant: 1), constants: constants) == nil)
  }

  @Test func hydroxyproline() {
    func result(mass: Double?, hyp: Double?, pro: Double?, method: String = "hplc") -> HydroxyprolineResult {
      HydroxyprolineResult(
        HydroxyprolineSample(
          line: "L", role: .case, bioRep: 1, fraction: "", mass: mass, hydroxyprolineCounts: hyp, prolineCounts: pro,
          method: method, fileLine: 2), constants: AssayConstants())
    }
    #expect(abs(result(mass: 2, hyp: nil, pro: nil).collagen - 14.92) < 1e-12)
    #expect(result(mass: 2, hyp: nil, pro: nil).hydroxylation.isNaN)
    #expect(abs(result(mass: nil, hyp: 45, pro: 55).hydroxylation - 45) < 1e-12)
    #expect(result(mass: nil, hyp: 0, pro: 0).hydroxylation.isNaN && result(mass: nil, hyp: 1, pro: 1).collagen.isNaN)
    #expect(result(mass: 1, hyp: nil, pro: nil, method: "sirius_red").flags == [.semiQuantitative])
  }
}
