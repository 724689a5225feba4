// The fit of a record's counts: its integral against one by brute force, its search against planted depths.

import BioSequence
import ReadSimulation
import Testing

@testable import VariantCalling

@Suite struct ExonDosageFitTests {
  /// A record of two exons whose molecules partly show both.
  private func model(counts: [Int], certainty: Double = 1e6, variances: [Double] = [0.05, 0.04]) -> DosageModel {
    let places = [(0, 0), (0, 1), (1, 1)]
    let seen = ExonCounts(
      exonCount: 2, groups: zip(places, counts).map { ExonGroup(first: $0.0, last: $0.1, count: $1) })
    let expected = ExonExpectation(
      exonCount: 2,
      groups: zip(places, [0.5, 0.2, 0.3]).map {
        ExpectedGroup(first: $0.0, last: $0.1, weight: $1, certainty: certainty, variance: 0)
      }, variances: variances)
    return DosageModel(
      counts: seen, expectation: expected, sites: [1, 1, 1], gc: { $0 == 0...0 ? 0.1 : -0.05 },
      outside: [false, false], resolved: [false, false])
  }

  /// The logarithm of the integral over a grid of both effects, level and slope, the level's and slope's priors being
  /// narrow.
  private func integral(_ model: DosageModel, _ prior: DepthPrior, copies: Int) -> Double {
    var values: [Double] = []
    let steps = Array(stride(from: -4.0, through: 4, by: 0.5))
    let levelError = 1 / prior.precision.level.squareRoot()
    let slopeError = 1 / prior.slopePrecision.squareRoot()
    for a in steps {
      for b in steps {
        for c in steps {
          for d in steps {
            let effects = [a * model.variances[0].squareRoot(), b * model.variances[1].squareRoot()]
            let level = prior.level + c * levelError
            let slope = d * slopeError
            var value = -0.5 * (a * a + b * b + c * c + d * d)
            for group in model.groups {
              let exons = group.first...group.last
              let effect = effects[exons].reduce(0, +) / Double(exons.count)
              let changed = DosageModel.touches(group, 0...0, isDeletion: copies < 2)
              let linear =
                Logarithm.natural(group.weight * (changed ? Double(copies) / 2 : 1)) + level + slope * group.gc + effect
              let mean = Logarithm.exponential(linear)
              value +=
                group.count * linear
                - (group.count + group.shape) * Logarithm.natural((group.shape + mean) / group.shape)
            }
            values.append(value)
          }
        }
      }
    }
    return Logarithm.sumOfExponentials(values)
  }

  @Test(arguments: [1e6, 80.0]) func likelihoodRatioIsThatOfTheWholeIntegral(certainty: Double) {
    var prior = DepthPrior(slopeSpread: 0.04)
    prior.level = Logarithm.natural(200)
    prior.precision = (400, 0, 0)
    var compared = 0
    for counts in [[100, 40, 60], [52, 18, 66], [150, 41, 55], [70, 30, 70]] {
      let model = model(counts: counts, certainty: certainty)
      let fit = DosageFit(model: model, prior: prior)
      let null = fit.solve(nil, level: prior.level)
      let plain = integral(model, prior, copies: 2)
      for copies in [1, 3, 4] {
        let gain = fit.solve((0...0, copies), from: null).logLikelihood - null.logLikelihood
        let exact = integral(model, prior, copies: copies) - plain
        // The grid ends at four standard deviations: copies that the counts rule out lie beyond it.
        guard exact > -5 else { continue }
        compared += 1
        #expect(abs(gain - exact) < 0.2, "\(counts) \(copies): \(gain) against \(exact)")
      }
    }
    #expect(compared >= 4)
  }

  @Test func startDoesNotMatter() {
    let prior = DepthPrior(slopeSpread: 0.3)
    let fit = DosageFit(model: model(counts: [90, 20, 30]), prior: prior)
    let near = fit.solve(nil, level: Logarithm.natural(150))
    for level in [0.0, 3, 9] {
      let far = fit.solve(nil, level: level)
      #expect(abs(far.logLikelihood - near.logLikelihood) < 1e-3 && abs(far.level - near.level) < 1e-2)
    }
  }

  @Test func otherRecordsTieLevelAndSlope() {
    let fit = DosageFit(model: model(counts: [500, 200, 300]), prior: DepthPrior(slopeSpread: 1e4))
    let other = fit.solve(nil, level: Logarithm.natural(1_000))
    let loose = DepthPrior(other: other, spread: 1e3, slopeSpread: 1)
    #expect(loose.precision.level < 1e-5)
    let tight = DepthPrior(other: other, spread: 1e-4, slopeSpread: 1)
    #expect(abs(tight.precision.level - other.information.level) < 0.01 * other.information.level)
    #expect(tight.level == other.level && tight.slope == other.slope)
    let middle = DepthPrior(other: other, spread: 0.1, slopeSpread: 1)
    #expect(middle.precision.level < 100 && middle.precision.level > 10)
  }

  @Test func longIntronsHoldMoreBreakpoints() {
    let sites = DosageModel.sites(exons: [1_000..<1_100, 1_200..<1_300, 9_000..<9_100])
    #expect(sites == [5_400, 500, 5_400, 5_400])
  }
}
