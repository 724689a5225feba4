// The models of secretion during a chase, as shapes g(t) that run from 0 to 1.

/// A model of secretion.
public enum ChaseModel: String, Sendable, CaseIterable {
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

  /// The share of the finally secreted molecules that have left at time `t`.
  ///
  /// - Parameters:
  ///   - t: chase time, min.
  ///   - shape: ln of the half-life; then: logit of the delay's share of it (M2), ln of (k2/k1 - 1) (M3), ln of (slow rate ratio) (M4).
  ///   - slowShare: the share of slow molecules (M4).
  func progress(_ t: Double, _ shape: [Double], slowShare: Double) -> Double {
    Course(self, shape, slowShare: slowShare).progress(t)
  }

  /// A model with its shape set: what does not depend on time is worked out once.
  struct Course {
    private let model: ChaseModel
    private let half: Double
    private let delay: Double
    private let ratio: Double
    private let rate: Double
    private let slow: Double

    init(_ model: ChaseModel, _ shape: [Double], slowShare: Double) {
      self.model = model
      slow = slowShare
      half = Elementary.exp(shape[0])
      switch model {
      case .firstOrder:
        (delay, ratio) = (0, 1)
        rate = ln2 / half
      case .delayed:
        delay = half * logistic(shape[1])
        ratio = 1
        rate = ln2 / (half - delay)
      case .twoStep:
        delay = 0
        ratio = 1 + Elementary.exp(shape[1])
        rate = ChaseModel.halfTime(ratio: ratio) / half
      case .mixture:
        delay = 0
        ratio = 1 + Elementary.exp(shape[1])
        rate = ChaseModel.mixtureHalfTime(ratio, slowShare) / half
      }
    }

    func progress(_ t: Double) -> Double {
      guard t > delay else { return 0 }
      switch model {
      case .firstOrder, .delayed: return -Elementary.expm1(-rate * (t - delay))
      case .twoStep: return model.twoStep(t * rate, ratio)
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

  private static func halfTime(ratio: Double) -> Double { solve { ChaseModel.twoStep.twoStep($0, ratio) } }

  private static func mixtureHalfTime(_ ratio: Double, _ slow: Double) -> Double {
    solve { ChaseModel.mixture.mixture($0, ratio, slow) }
  }

  /// Where a rising function of scaled time reaches one half.
  private static func solve(_ f: (Double) -> Double) -> Double {
    var low = 0.0
    var high = 3.0
    for _ in 0..<52 {
      let middle = (low + high) / 2
      if f(middle) < 0.5 { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }
}

let ln2 = 0.693_147_180_559_945_3

/// 1 / (1 + exp(-x)).
func logistic(_ x: Double) -> Double { 1 / (1 + Elementary.exp(-x)) }

/// ln(p / (1 - p)).
func logit(_ p: Double) -> Double { Elementary.log(p / (1 - p)) }
