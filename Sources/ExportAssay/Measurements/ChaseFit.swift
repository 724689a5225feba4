// The points of a chase curve and the fit of one model to them.

import Numerics

/// One point of a chase curve.
package struct ChasePoint: Sendable {
  /// Chase time, min.
  package let time: Double
  /// Where.
  package let fraction: Fraction
  /// Net disintegrations per minute.
  package let dpm: Double
  /// Their variance from counting.
  package let variance: Double
  /// How much the counting variance grows with each dpm; 0 if not known.
  package let variancePerDPM: Double
  /// Whether it lies below the detection limit.
  package let isBelowDetection: Bool

  /// A point.
  package init(
    time: Double, fraction: Fraction, dpm: Double, variance: Double, variancePerDPM: Double = 0,
    isBelowDetection: Bool = false
  ) {
    self.time = time
    self.fraction = fraction
    self.dpm = dpm
    self.variance = variance
    self.variancePerDPM = variancePerDPM
    self.isBelowDetection = isBelowDetection
  }

  /// That of one count, or of the blank alone.
  var leastVariance: Double { Swift.min(variance, Swift.max(variancePerDPM * variancePerDPM, variance * 1e-3)) }
}

/// The fit of one model to one series.
package struct ChaseFit: Sendable {
  /// The model.
  package let model: ChaseModel
  /// ln of the label at the start of the chase, logit of the secreted share, logit of the lost share of the rest, shape.
  let parameters: [Double]
  /// The weighted sum of squares.
  package let deviance: Double
  /// Points minus parameters.
  package let degreesOfFreedom: Int
  /// Akaike's criterion with the small-sample correction.
  package let aicc: Double
  let hasCells: Bool

  /// Label at the start of the chase, dpm.
  package var initialLabel: Double { Elementary.exp(parameters[0]) }
  /// The share that is finally secreted.
  package var secretedFraction: Double { logistic(parameters[1]) }
  /// The share that is neither found in cells nor in medium in the end.
  package var lostFraction: Double { hasCells ? (1 - secretedFraction) * logistic(parameters[2]) : .nan }
  /// The half-life of what is secreted, min, delay included.
  package var halfLife: Double { Elementary.exp(shape[0]) }
  var shape: [Double] { Array(parameters[(hasCells ? 3 : 2)...]) }
  /// The delay of M2, min; NaN otherwise.
  package var delay: Double { model == .delayed ? ChaseModel.delay(shape) : .nan }

  /// The expected dpm of a fraction.
  package func expected(_ fraction: Fraction, at time: Double, slowFraction: Double = 0.75) -> Double {
    let g = model.progress(time, shape, slowFraction: slowFraction)
    let lost = hasCells ? (1 - secretedFraction) * logistic(parameters[2]) : 0
    switch fraction {
    case .medium: return initialLabel * secretedFraction * g
    case .cellLayer: return initialLabel * (1 - (secretedFraction + lost) * g)
    case .degraded: return initialLabel * lost * g
    }
  }
}
