// The marginal likelihood of a gene's fragment counts: Laplace's approximation over depth coefficients and exon effects.

import Numerics

/// Fits a gene's counts by the model of ``ExonCopyNumber``, every exon captured a little better or worse than in the controls.
///
/// The posterior is concave in coefficients and effects: Newton's method finds its mode, and Laplace's approximation
/// (Tierney and Kadane 1986, J Am Stat Assoc 81:82-86) the integral,
///
///     ln L = ln p(n, b, u) at the mode - 1/2 ln det H + constant
///
/// The Hessian H is banded over the exons, as fragments reach neighbouring ones only, with four further rows.
struct CopyNumberFit {
  /// The mode and the integral.
  struct Result {
    /// Logarithm of the marginal likelihood, up to a constant of the record's counts.
    let logLikelihood: Double
    let depth: DepthCoefficients
    /// Precision of the depth, the exons' effects integrated out.
    let information: DepthMatrix
    fileprivate let effects: [Double]
  }

  private let groups: [CopyNumberModel.Group]
  private let logWeights: [Double]
  private let exonCount: Int
  /// Groups reach so many exons beyond their first one at most.
  private let band: Int
  private let precisions: [Double]
  /// Logarithm of the normalising constant of the effects' densities.
  private let normalisation: Double
  private let prior: DepthPrior

  private static let mostSteps = 12
  /// Squared length of a Newton step, in units of the standard error, below which the mode is found.
  private static let tolerance = 1e-4

  init(model: CopyNumberModel, prior: DepthPrior) {
    groups = model.groups
    logWeights = groups.map { Elementary.log(max($0.weight * $0.ratio, 1e-12)) }
    exonCount = model.exonCount
    band = groups.reduce(0) { max($0, $1.last - $1.first) }
    precisions = model.variances.map { 1 / $0 }
    normalisation = precisions.reduce(0) { $0 + 0.5 * Elementary.log($1) }
    self.prior = prior
  }

  /// Fits with the groups that an event touches at `copies` over two; without an event for `nil`.
  func solve(
    _ event: (exons: ClosedRange<Int>, copies: Int)?, from start: Result? = nil, level: Double = 0
  ) -> Result {
    var offsets = logWeights
    if let event {
      let change = Elementary.log(CopyNumberModel.ratio(ofCopies: event.copies))
      for index in groups.indices
      where CopyNumberModel.touches(groups[index], event.exons, isDeletion: event.copies < 2) {
        offsets[index] += change
      }
    }
    var effects = start?.effects ?? [Double](repeating: 0, count: exonCount)
    var depth = start?.depth ?? DepthCoefficients(level, prior.centre.y, prior.centre.z, prior.centre.w)
    var system = BorderedBandSystem(size: exonCount, band: band)
    var value = assemble(offsets, effects, depth, into: &system)
    system.factor()
    var next = effects
    for _ in 0..<CopyNumberFit.mostSteps {
      let step = system.solve()
      var length = (step.corner * system.cornerGradient).sum()
      for index in effects.indices { length += step.inner[index] * system.gradient[index] }
      if length < CopyNumberFit.tolerance { break }
      var fraction = 1.0
      var nextDepth = depth
      var reached = value
      for _ in 0..<12 {
        for index in effects.indices { next[index] = effects[index] + fraction * step.inner[index] }
        nextDepth = depth + fraction * step.corner
        reached = assemble(offsets, next, nextDepth, into: &system)
        if reached >= value - 1e-9 { break }
        fraction *= 0.5
      }
      effects = next
      depth = nextDepth
      value = reached
      system.factor()
    }
    return Result(
      logLikelihood: value - 0.5 * system.logDeterminant + normalisation, depth: depth,
      information: system.cornerInformation,
      effects: effects)
  }

  /// The logarithm of the posterior, with gradient and negative Hessian.
  private func assemble(
    _ offsets: [Double], _ effects: [Double], _ depth: DepthCoefficients, into system: inout BorderedBandSystem
  ) -> Double {
    system.clear()
    var value = 0.0
    for (index, group) in groups.enumerated() {
      let fraction = 1 / Double(group.last - group.first + 1)
      var effect = 0.0
      for exon in group.first...group.last { effect += effects[exon] }
      let linear = min(max(offsets[index] + (depth * group.covariates).sum() + effect * fraction, -40), 40)
      let mean = Elementary.exp(linear)
      let size = group.size
      let sum = size + mean
      value += group.count * linear - (group.count + size) * Elementary.log(sum / size)
      let first = group.count - (group.count + size) * mean / sum
      let second = (group.count + size) * size * mean / (sum * sum)
      system.add(
        group.first...group.last, fraction: fraction, covariates: group.covariates, gradient: first, curvature: second)
    }
    for exon in 0..<exonCount {
      value -= 0.5 * precisions[exon] * effects[exon] * effects[exon]
      system.addDiagonal(exon, gradient: -precisions[exon] * effects[exon], curvature: precisions[exon])
    }
    system.addCorner(gradient: prior.gradient(depth), curvature: prior.whole)
    return value - prior.penalty(depth)
  }
}
