// Overdispersed samples: how much more their exons vary than those of the controls, so that confidence falls.

import Numerics

extension SegmentSearch {
  /// Standard deviations that are tried: of a further factor of every exon in this sample, in logarithms.
  private static let overdispersions = [0, 0.03, 0.045, 0.065, 0.09, 0.125, 0.17, 0.23, 0.3]
  /// From this overdispersion a sample is unlike its controls, and an event is a less likely explanation by this factor;
  /// less may be chance.
  private static let doubtful = (overdispersion: 0.06, fraction: 0.2)
  /// Logarithm by which each of these is less likely than the one before it.
  private static let wider = -0.7

  /// The sample's overdispersion: the most probable standard deviation of a further factor
  /// of every exon; 0 if none is needed.
  ///
  /// Each is weighed by the marginal likelihood of all counts, with and without the best event of each gene, so that
  /// an event does not pass for overdispersion: many exons make the one, one segment of exons the other.
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
          // The prior of all events like this one follows from their odds without overdispersion.
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

  /// The same search with a further standard deviation of every exon, in logarithms.
  func widened(by overdispersion: Double) -> SegmentSearch {
    guard overdispersion > 0 else { return self }
    var wide = self
    wide.models = models.map { $0.widened(by: overdispersion * overdispersion) }
    if overdispersion >= SegmentSearch.doubtful.overdispersion { wide.priorEvent *= SegmentSearch.doubtful.fraction }
    return wide
  }
}
