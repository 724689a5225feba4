// The fit of a record's counts: its integral against one by brute force, its search against planted depths.

import BioSequence
import Numerics
import ReadSimulation
import Testing

@testable import VariantCalling

@Suite struct CopyNumberFitTests {
  /// A record of two exons whose fragments partly show both.
  private func model(counts: [Int], certainty: Double = 1e6, variances: [Double] = [0.05, 0.04]) -> CopyNumberModel {
    let positions = [(0, 0), (0, 1), (1, 1)]
    let seen = ExonFragmentCounts(
      exonCount: 2, groups: zip(positions, counts).map { ExonGroup(first: $0.0, last: $0.1, count: $1) })
    let expected = ExonExpectation(
      exonCount: 2,
      groups: zip(positions, [0.5, 0.2, 0.3]).map {
        ExpectedGroup(first: $0.0, last: $0.1, weight: $1, certainty: certainty, variance: 0)
      }, variances: variances)
    return CopyNumberModel(
      counts: seen, expectation: expected, sites: [1, 1, 1],
      covariates: { SIMD4(1, $0 == 0...0 ? 0.1 : -0.05, $0 == 0...1 ? 2 : -0.3, $0 == 1...1 ? 0.01 : -0.006) },
      outside: [false, false], resolved: [false, false])
  }

  /// The logarithm of the integral over both effects, level, slope, stretch and curve, up to a constant.
  ///
  /// The counts depend on the three groups' linear predictors only. These are jointly Gaussian, their covariance following
  /// from the priors' variances, and are made from three standard normal variables by its Cholesky factor. The trapezoidal
  /// rule runs over those in steps of half a standard deviation to ten on both sides: copies that the counts rule out
  /// have their mass beyond seven. Halving the steps or going on to twelve changes the result by less than 0.0001.
  private func integral(_ model: CopyNumberModel, _ prior: DepthPrior, copies: Int) -> Double {
    let covariates = model.groups.map { group in
      (0..<2).map { (group.first...group.last).contains($0) ? 1 / Double(group.last - group.first + 1) : 0 }
    }
    func covariance(_ i: Int, _ j: Int) -> Double {
      covariates[i][0] * covariates[j][0] * model.variances[0] + covariates[i][1] * covariates[j][1]
        * model.variances[1]
        + 1 / prior.precision[0].x + model.groups[i].covariates.y * model.groups[j].covariates.y / prior.whole[1].y
        + model.groups[i].covariates.z * model.groups[j].covariates.z / prior.whole[2].z
        + model.groups[i].covariates.w * model.groups[j].covariates.w / prior.whole[3].w
    }
    let l00 = covariance(0, 0).squareRoot()
    let (l10, l20) = (covariance(1, 0) / l00, covariance(2, 0) / l00)
    let l11 = (covariance(1, 1) - l10 * l10).squareRoot()
    let l21 = (covariance(2, 1) - l20 * l10) / l11
    let l22 = (covariance(2, 2) - l20 * l20 - l21 * l21).squareRoot()
    let base = model.groups.map { group in
      let isChanged = CopyNumberModel.touches(group, 0...0, isDeletion: copies < 2)
      return Elementary.log(group.weight * (isChanged ? Double(copies) / 2 : 1)) + prior.centre.x
    }
    func probability(_ index: Int, _ shift: Double) -> Double {
      let group = model.groups[index]
      let linear = base[index] + shift
      return group.count * linear - (group.count + group.size)
        * Elementary.log(1 + Elementary.exp(linear) / group.size)
    }
    var values: [Double] = []
    let steps = Array(stride(from: -10.0, through: 10, by: 0.5))
    for a in steps {
      let first = probability(0, l00 * a) - 0.5 * a * a
      for b in steps {
        let second = first + probability(1, l10 * a + l11 * b) - 0.5 * b * b
        for c in steps { values.append(second + probability(2, l20 * a + l21 * b + l22 * c) - 0.5 * c * c) }
      }
    }
    return Elementary.logSumExp(values)
  }

  /// Laplace's approximation errs by 0.0002 at most here, down to groups without a fragment, for copies that the counts
  /// fit and copies that they rule out alike: the effects have Gaussian priors, and the posterior is close to Gaussian
  /// where they rule and where the counts do. The search for the mode stops within 0.00005 of it.
  @Test func likelihoodRatioIsThatOfTheWholeIntegral() {
    var prior = DepthPrior(variances: CoefficientVariances(slope: 0.04, lengthRatio: 0.01, curvature: 30))
    prior.centre.x = Elementary.log(200)
    prior.precision = DepthMatrix(diagonal: SIMD4(400, 0, 0, 0))
    for (certainty, counts) in [(1e6, [150, 41, 55]), (80.0, [0, 0, 60])] {
      let model = model(counts: counts, certainty: certainty)
      let fit = CopyNumberFit(model: model, prior: prior)
      let null = fit.solve(nil, level: prior.centre.x)
      let plain = integral(model, prior, copies: 2)
      for copies in [1, 3, 4] {
        let gain = fit.solve((0...0, copies), from: null).logLikelihood - null.logLikelihood
        let exact = integral(model, prior, copies: copies) - plain
        #expect(abs(gain - exact) < 0.001, "\(counts) \(copies): \(gain) against \(exact)")
      }
    }
  }

  @Test func matricesAreSolvedAndInverted() {
    var matrix = DepthMatrix(diagonal: SIMD4(2, 3, 4, 5))
    matrix.add(SIMD4(1, -2, 0.5, 3), factor: 0.7)
    matrix.add(SIMD4(0.3, 1, -4, 0.2), factor: 1.4)
    let factor = matrix.factored()
    let right = SIMD4(1.0, -3, 0.25, 7)
    let back = matrix * factor.solve(right) - right
    #expect((back * back).sum() < 1e-20)
    // Of a diagonal matrix and one more dyad (Sherman and Morrison 1950; the matrix determinant lemma).
    var simple = DepthMatrix(diagonal: SIMD4(2, 4, 5, 10))
    simple.add(SIMD4(1, 1, 1, 1), factor: 1)
    #expect(abs(simple.factored().logDeterminant - Elementary.log(400 * (1 + 0.5 + 0.25 + 0.2 + 0.1))) < 1e-12)
    let inverse = simple.factored().inverseDiagonal
    for (index, value) in [2.0, 4, 5, 10].enumerated() {
      #expect(abs(inverse[index] - (1 / value - 1 / (value * value * 2.05))) < 1e-12)
    }
  }

  @Test func startDoesNotMatter() {
    let prior = DepthPrior(variances: CoefficientVariances(slope: 0.3, lengthRatio: 0.01))
    let fit = CopyNumberFit(model: model(counts: [90, 20, 30]), prior: prior)
    let near = fit.solve(nil, level: Elementary.log(150))
    for level in [0.0, 3, 9] {
      let far = fit.solve(nil, level: level)
      #expect(abs(far.logLikelihood - near.logLikelihood) < 1e-3 && abs(far.depth.x - near.depth.x) < 1e-2)
    }
  }

  @Test func otherRecordsTieLevelAndSlope() {
    let fit = CopyNumberFit(
      model: model(counts: [500, 200, 300]), prior: DepthPrior(variances: .open))
    let other = fit.solve(nil, level: Elementary.log(1_000))
    let loose = DepthPrior(
      centre: other.depth, information: other.information, levels: 1e3,
      variances: CoefficientVariances(slope: 1, lengthRatio: 1))
    #expect(loose.precision[0].x < 1e-5)
    let tight = DepthPrior(
      centre: other.depth, information: other.information, levels: 1e-4,
      variances: CoefficientVariances(slope: 1, lengthRatio: 1))
    #expect(abs(tight.precision[0].x - other.information[0].x) < 0.01 * other.information[0].x)
    #expect(tight.centre == other.depth)
    let middle = DepthPrior(
      centre: other.depth, information: other.information, levels: 0.1,
      variances: CoefficientVariances(slope: 1, lengthRatio: 1))
    #expect(middle.precision[0].x < 100 && middle.precision[0].x > 10)
  }

  @Test func longIntronsHoldMoreBreakpoints() {
    let sites = CopyNumberModel.sites(exons: [1_000..<1_100, 1_200..<1_300, 9_000..<9_100])
    #expect(sites == [5_400, 500, 5_400, 5_400])
  }
}
