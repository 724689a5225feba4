// Cell lines over plates and batches: a mixed model that is fitted once for all lines, at a cost that grows with the dishes.

import Numerics

/// A mixed model of dishes: y = batch + line + error.
///
/// Control lines are drawn from one population, N(0, s_L^2); every other line has an effect of its own. Batches (plates and
/// runs of cultures) are fixed below five and drawn from N(0, s_B^2) from five on. With the ratios q_L = s_L^2 / s_e^2 and
/// q_B = s_B^2 / s_e^2 the lines are absorbed in closed form (Henderson 1975, Biometrics 31:423),
///
///     A = diag(N_b) - sum_l w_l n_l n_l',  w_l = 1 / (n_l + 1 / q_L) for controls and 1 / n_l for other lines,
///
/// which leaves one equation for each batch, in blocks of batches that share lines. The variances minimise
///
///     -2 log L_R = (n - r) ln s_e^2 + sum_controls ln(1 + q_L n_l) + [b ln q_B] + ln |A| + Q / s_e^2,  s_e^2 = Q / (n - r),
///
/// (Patterson and Thompson 1971, Biometrika 58:545). Degrees of freedom are Satterthwaite's, 2 v^2 / (g' H^-1 g), with the
/// gradient g of the variance v and half the Hessian H of -2 log L_R by the logarithms of the variances.
struct LineModel {
  /// The variances of control lines, batches (0 where they are fixed) and dishes.
  let variances: (line: Double, batch: Double, error: Double)
  /// Whether batches are drawn from a population.
  var drawsBatches: Bool { design.drawsBatches }
  /// The batches' number.
  var batchCount: Int { design.batchNames.count }

  private let design: LineDesign
  private let solved: LineSolution
  private let deviations: [Deviation]

  /// The solution with one variance moved up or down by a step of its logarithm.
  private struct Deviation {
    let step: Double
    let up: LineSolution
    let down: LineSolution
  }
  /// The inverse of half the Hessian by the logarithms of the variances that are not zero.
  private let covariance: [Double]

  /// Fits the model; `nil` where there are too few dishes or no spread.
  ///
  /// - Parameter drawsBatches: whether batches are drawn from a population; `nil` for the rule above.
  init?(_ values: [DishValue], controls: Set<String>, drawsBatches: Bool? = nil) {
    guard let design = LineDesign(values, controls: controls, drawsBatches: drawsBatches) else { return nil }
    self.design = design
    guard let ratios = Self.ratios(design), let solved = LineSolution(design, ratios) else { return nil }
    let error = solved.residualVariance
    guard error > 0, error.isFinite else { return nil }
    self.solved = solved
    variances = (ratios.line * error, ratios.batch * error, error)
    let active = [variances.line, variances.batch, variances.error]
    let moved = (0..<3).filter { active[$0] > 0 }
    let h = 0.02
    func solution(_ steps: [Double]) -> LineSolution? {
      let v = (0..<3).map { active[$0] * Elementary.exp(steps[$0]) }
      return LineSolution(design, LineRatios(line: v[0] / v[2], batch: v[1] / v[2]), errorVariance: v[2])
    }
    func steps(_ changes: (Int, Double)...) -> [Double] {
      var all = [0.0, 0, 0]
      for (k, change) in changes { all[k] += change }
      return all
    }
    var deviations: [Deviation] = []
    var hessian = [Double](repeating: 0, count: moved.count * moved.count)
    for (i, a) in moved.enumerated() {
      guard let up = solution(steps((a, h))), let down = solution(steps((a, -h))) else { return nil }
      deviations.append(Deviation(step: h, up: up, down: down))
      for (j, b) in moved.enumerated() where j <= i {
        guard let pp = solution(steps((a, h), (b, h))), let mm = solution(steps((a, -h), (b, -h))),
          let pm = solution(steps((a, h), (b, -h))), let mp = solution(steps((a, -h), (b, h)))
        else { return nil }
        let second = (pp.deviance + mm.deviance - pm.deviance - mp.deviance) / (4 * h * h)
        hessian[i * moved.count + j] = second / 2
        hessian[j * moved.count + i] = second / 2
      }
    }
    self.deviations = deviations
    covariance = CholeskyFactor(hessian, moved.count)?.inverse() ?? []
  }

  /// A line against the population of control lines: the difference, its variance as of this very line, and that of a
  /// further line from the population, each with its degrees of freedom. A control line is left out of the controls.
  ///
  /// The variance of this very line takes its dishes as they vary themselves (``DishSpread``), with Welch's degrees of freedom.
  struct Contrast {
    let difference: Double
    let ownVariance: Double
    let ownFreedom: Double
    let variance: Double
    let freedom: Double
  }

  /// `nil` for a line that shares no block of batches with a control line.
  func contrast(_ line: String) -> Contrast? {
    guard let index = design.lineIndex[line], let own = solved.contrast(index) else { return nil }
    let further = own.variance + variances.line
    let n = Double(design.lines[index].count)
    let rest = Swift.max(0, own.variance - solved.errorVariance / n)
    let restFreedom = freedom(rest) { solution in
      solution.contrast(index).map { Swift.max(0, $0.variance - solution.errorVariance / n) }
    }
    let dishes = spread(index)
    let parts = VarianceSum([(dishes.variance / n, dishes.freedom), (rest, restFreedom)])
    return Contrast(
      difference: own.difference, ownVariance: parts.variance, ownFreedom: parts.freedom,
      variance: further,
      freedom: freedom(further) { solution in
        solution.contrast(index).map { $0.variance + solution.ratios.line * solution.errorVariance }
      })
  }

  /// The variance of the plain mean of a line's dishes around its true value over all batches, with its degrees of freedom.
  func meanVariance(_ line: String) -> (variance: Double, freedom: Double)? {
    guard let index = design.lineIndex[line] else { return nil }
    let own = design.lines[index]
    let n = Double(own.count)
    let batches = own.counts.map { Double($0.count) * Double($0.count) }.compensatedSum() / (n * n)
    func variance(_ solution: LineSolution) -> Double { solution.errorVariance * solution.ratios.batch * batches }
    let drawn = variance(solved)
    let dishes = spread(index)
    let parts = VarianceSum([(dishes.variance / n, dishes.freedom), (drawn, freedom(drawn) { variance($0) })])
    return (parts.variance, parts.freedom)
  }

  /// The variance of the dishes of one line.
  private func spread(_ index: Int) -> DishSpread {
    let pooled = solved.errorVariance
    return DishSpread(own: solved.ownSpread(index), pooled: (pooled, freedom(pooled) { $0.errorVariance }))
  }

  private func freedom(_ value: Double, _ variance: (LineSolution) -> Double?) -> Double {
    let k = deviations.count
    guard covariance.count == k * k else { return 1 }
    let slopes = deviations.map { ((variance($0.up) ?? value) - (variance($0.down) ?? value)) / (2 * $0.step) }
    var spread = 0.0
    for a in 0..<k { for b in 0..<k { spread += slopes[a] * covariance[a * k + b] * slopes[b] } }
    return spread > 0 ? Swift.max(1, 2 * value * value / spread) : Double(design.valueCount - design.rank)
  }

  // MARK: Ratios

  /// The ratios at the least deviance, by turns along each; 0 where none improves on it.
  private static func ratios(_ design: LineDesign) -> LineRatios? {
    func deviance(_ ratios: LineRatios) -> Double { LineSolution(design, ratios)?.deviance ?? .infinity }
    var best = LineRatios(line: design.canSeparate ? 1 : 0, batch: design.drawsBatches ? 1 : 0)
    var value = deviance(best)
    guard value.isFinite else { return nil }
    for _ in 0..<12 {
      let before = value
      if design.canSeparate {
        (best.line, value) = least(from: best.line) { deviance(LineRatios(line: $0, batch: best.batch)) }
      }
      if design.drawsBatches {
        (best.batch, value) = least(from: best.batch) { deviance(LineRatios(line: best.line, batch: $0)) }
      }
      if before - value < 1e-9 * Swift.max(1, Swift.abs(value)) { break }
    }
    return best
  }

  /// The least value of a function of a ratio from 0 to 10^5, sought by its logarithm.
  private static func least(from start: Double, _ value: (Double) -> Double) -> (Double, Double) {
    var low = -12.0
    var high = 11.5
    if start > 0 {
      let centre = Elementary.log(start)
      let near = value(start)
      // A bracket around the last least value, if it is one.
      if value(start * 7.389) > near, value(start / 7.389) > near {
        low = centre - 2
        high = centre + 2
      }
    }
    let found = Minimum.find(low...high, tolerance: 1e-5) { value(Elementary.exp($0)) }
    let zero = value(0)
    return zero <= found.value + 1e-9 ? (0, zero) : (Elementary.exp(found.place), found.value)
  }
}
