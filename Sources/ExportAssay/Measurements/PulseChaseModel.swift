// The models of secretion during a chase, as shapes g(t) that run from 0 to 1.

import Numerics

/// A model of secretion.
package enum ChaseModel: String, Sendable, CaseIterable {
  /// One step: g = 1 - exp(-k t).
  case firstOrder = "M1"
  /// One step after a delay.
  case delayed = "M2"
  /// Two steps in a row (endoplasmic reticulum, Golgi).
  case twoStep = "M3"
  /// Two populations of molecules in fixed proportion.
  case mixture = "M4"

  /// The number of parameters of the shape.
  var shapeCount: Int { self == .firstOrder ? 1 : 2 }

  /// The fraction of the finally secreted molecules that have left at time `t`.
  ///
  /// - Parameters:
  ///   - t: chase time, min.
  ///   - shape: ln of the half-life; then: logit of the delay's fraction of it (M2), ln of (k2/k1 - 1) (M3), ln of (slow rate ratio) (M4).
  ///   - slowFraction: the fraction of slow molecules (M4).
  func progress(_ t: Double, _ shape: [Double], slowFraction: Double) -> Double {
    Course(self, shape, slowFraction: slowFraction).progress(t)
  }

  /// The second parameter of the shape as the extended models have it: 2 logistic(y) - 1 is the delay's fraction of the
  /// half-life (M2, from -1 on instead of 0) or the discriminant of the two rates (M3, from -1 on instead of 0, where both
  /// rates are equal).
  func extended(_ shape: [Double]) -> [Double] {
    let value: Double
    switch self {
    case .firstOrder, .mixture: return shape
    case .delayed: value = logistic(shape[1])
    case .twoStep:
      let root = 1 / (1 + 2 * Elementary.exp(-shape[1]))
      value = root * root
    }
    return [shape[0], Swift.min(logit((1 + value) / 2), 8)]
  }

  /// A model with its shape set: what does not depend on time is worked out once.
  struct Course {
    private let model: ChaseModel
    /// The discriminant of two rates that are no real numbers; 0 otherwise.
    private let discriminant: Double
    private let half: Double
    private let delay: Double
    private let ratio: Double
    private let rate: Double
    private let slow: Double

    /// - Parameters:
    ///   - model: which.
    ///   - shape: its parameters.
    ///   - slowFraction: the fraction of slow molecules (M4).
    ///   - isExtended: whether the second parameter may leave what is physical (`ChaseModel.extended`).
    init(_ model: ChaseModel, _ shape: [Double], slowFraction: Double, isExtended: Bool = false) {
      self.model = model
      slow = slowFraction
      half = Elementary.exp(shape[0])
      let value = isExtended && shape.count > 1 ? 2 * logistic(shape[1]) - 1 : 0
      discriminant = model == .twoStep ? Swift.min(value, 0) : 0
      switch model {
      case .firstOrder:
        (delay, ratio) = (0, 1)
        rate = ln2 / half
      case .delayed:
        delay = half * (isExtended ? value : logistic(shape[1]))
        ratio = 1
        rate = ln2 / (half - delay)
      case .twoStep:
        delay = 0
        let root = Swift.max(value, 0).squareRoot()
        ratio = isExtended ? (1 + root) / (1 - root) : 1 + Elementary.exp(shape[1])
        rate =
          (discriminant < 0 ? ChaseModel.halfTime(discriminant: discriminant) : ChaseModel.halfTime(ratio: ratio))
          / half
      case .mixture:
        delay = 0
        ratio = 1 + Elementary.exp(shape[1])
        rate = ChaseModel.mixtureHalfTime(ratio, slowFraction) / half
      }
    }

    func progress(_ t: Double) -> Double {
      guard t > delay, t > 0 else { return 0 }
      switch model {
      case .firstOrder, .delayed: return -Elementary.expm1(-rate * (t - delay))
      case .twoStep:
        return discriminant < 0 ? ChaseModel.conjugate(t * rate, discriminant).value : model.twoStep(t * rate, ratio)
      case .mixture: return model.mixture(t * rate, ratio, slow)
      }
    }
  }

  /// The delay of M2, min.
  static func delay(_ shape: [Double]) -> Double { Elementary.exp(shape[0]) * logistic(shape[1]) }

  /// 1 - (r exp(-u) - exp(-r u)) / (r - 1), with its limit 1 - (1 + u) exp(-u) at r = 1.
  fileprivate func twoStep(_ u: Double, _ ratio: Double) -> Double {
    if ratio - 1 < 1e-5 { return 1 - (1 + u) * Elementary.exp(-u) }
    return 1 - (ratio * Elementary.exp(-u) - Elementary.exp(-ratio * u)) / (ratio - 1)
  }

  /// Fast molecules at rate `ratio`, slow ones at rate 1.
  fileprivate func mixture(_ u: Double, _ ratio: Double, _ slow: Double) -> Double {
    1 - slow * Elementary.exp(-u) - (1 - slow) * Elementary.exp(-ratio * u)
  }

  /// 1 - exp(-u) (cos v + sin v / w), w = sqrt(-d), v = w u: two steps continued past equal rates; with its slope.
  fileprivate static func conjugate(_ u: Double, _ discriminant: Double) -> (value: Double, slope: Double) {
    let w = (-discriminant).squareRoot()
    let v = w * u
    let sine = v < 1e-4 ? u * (1 - v * v / 6) : Elementary.sin(v) / w
    let fall = Elementary.exp(-u)
    return (1 - fall * (Elementary.cos(v) + sine), fall * (1 - discriminant) * sine)
  }

  private static func halfTime(discriminant: Double) -> Double {
    solve({ conjugate($0, discriminant).value }, slope: { conjugate($0, discriminant).slope })
  }

  private static func halfTime(ratio: Double) -> Double {
    solve(
      { ChaseModel.twoStep.twoStep($0, ratio) },
      slope: { u in
        ratio - 1 < 1e-5
          ? u * Elementary.exp(-u) : ratio * (Elementary.exp(-u) - Elementary.exp(-ratio * u)) / (ratio - 1)
      })
  }

  private static func mixtureHalfTime(_ ratio: Double, _ slow: Double) -> Double {
    solve(
      { ChaseModel.mixture.mixture($0, ratio, slow) },
      slope: { slow * Elementary.exp(-$0) + (1 - slow) * ratio * Elementary.exp(-ratio * $0) })
  }

  /// Where a rising function of scaled time reaches one half: Newton's steps, kept inside a shrinking bracket.
  private static func solve(_ f: (Double) -> Double, slope: (Double) -> Double) -> Double {
    var low = 0.0
    var high = 3.0
    var at = ln2
    for _ in 0..<60 {
      let miss = f(at) - 0.5
      if miss < 0 { low = at } else { high = at }
      let step = miss / slope(at)
      let next = at - step
      let isInside = next > low && next < high
      let moved = isInside ? next : (low + high) / 2
      if Swift.abs(moved - at) <= 4e-16 * at { return moved }
      at = moved
    }
    return at
  }
}

let ln2 = 0.693_147_180_559_945_3

/// 1 / (1 + exp(-x)).
func logistic(_ x: Double) -> Double { 1 / (1 + Elementary.exp(-x)) }

/// ln(p / (1 - p)).
func logit(_ p: Double) -> Double { Elementary.log(p / (1 - p)) }
