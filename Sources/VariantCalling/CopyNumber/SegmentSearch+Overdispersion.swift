// Samples whose exons scatter more than those of the controls: how much more, so that confidence falls.

import Numerics

extension SegmentSearch {
  /// Standard deviations that are tried: of a further factor of every exon in this sample, in logarithms.
  private static let overdispersions = [0, 0.03, 0.045, 0.065, 0.09, 0.125, 0.17, 0.23, 0.3]
  /// From this scatter a sample is known not to be like its controls, and an event is as much less likely the explanation;
  /// less may be chance.
  private static let doubtful = (overdispersion: 0.06, fraction: 0.2)
  /// Logarithm by which each of these is less likely than the one before it.
  private static let wider = -0.7

  /// By how much the sample's exons scatter beyond what is expected: the most probable standard deviation of a further factor
  /// of every exon; 0 if none is needed.
  ///
  /// Each one is weighed by the marginal likelihood of all counts, the best event of each record taken for possible, so that
  /// an event does not pass for scatter: what many exons show is scatter, what one run of exons shows an event.
  func overdispersion() -> Double {
    let found = models.indices.map { best(on: $0) }
    var priors = [Double](repeating: -.infinity, count: models.count)
    var top = (overdispersion: 0.0, value: -Double.infinity)
    for (index, overdispersion) in SegmentSearch.overdispersions.enumerated() {
      let wide = widened(by: overdispersion)
      var value = SegmentSearch.wider * Double(index)
      for reference in models.indices where models[reference].isAssessable {
        let fit = CopyNumberFit(model: wide.models[reference], prior: wide.prior(of: reference).prior)
        let null = fit.solve(nil, level: Elementary.log(models[reference].ownScale))
        var terms = [null.logLikelihood]
        if let event = found[reference] {
          let own = fit.solve((event.exons, event.copyNumber), from: null).logLikelihood
          // The probability of all events like this one follows from their odds without further scatter.
          if index == 0 {
            priors[reference] = event.quality / Phred.perNat + null.logLikelihood - own
          }
          terms.append(own + min(0, priors[reference]))
        }
        value += Elementary.logSumExp(terms)
      }
      if value > top.value { top = (overdispersion, value) }
    }
    return top.overdispersion
  }

  /// The same search with exons that scatter more, by a standard deviation in logarithms.
  func widened(by overdispersion: Double) -> SegmentSearch {
    guard overdispersion > 0 else { return self }
    var wide = self
    wide.models = models.map { $0.widened(by: overdispersion * overdispersion) }
    if overdispersion >= SegmentSearch.doubtful.overdispersion { wide.priorEvent *= SegmentSearch.doubtful.fraction }
    return wide
  }
}
