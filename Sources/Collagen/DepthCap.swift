// The cap of deep samples: which templates are kept when there are more than memory is meant to hold.

import Numerics

/// Which templates are kept when there are more than memory is meant to hold: by a hash of their number, so that the choice
/// depends on nothing else.
struct DepthCap {
  /// Most bases that are kept: 700x over both records, and 1400x over the exons of both genes.
  static let maximumBases = 48_000_000

  /// One template in `step` is kept.
  private(set) var step = 1

  /// Whether any template is left out.
  var isActive: Bool { step > 1 }

  /// Keeps half of what was kept.
  mutating func tighten() { step *= 2 }

  /// Whether a template is kept; what is kept at a larger step is a part of what is kept at a smaller one.
  func keeps(template: Int) -> Bool {
    guard step > 1 else { return true }
    return SplitMix64.hash(UInt64(truncatingIfNeeded: template)) & UInt64(step - 1) == 0
  }
}
