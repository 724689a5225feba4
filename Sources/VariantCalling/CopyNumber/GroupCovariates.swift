// The covariates of depth that vary between samples: GC content and its square, and the length of fragments.

import BioSequence
import Numerics

/// The covariates of groups of exons.
struct GroupCovariates: Sendable {
  let gc: ExonGC
  /// `nil` without controls: the sample's own fragments are counted.
  let span: FragmentLengthEffect?

  /// 1, the centred GC content, the rise by the length of fragments, and the squared GC content.
  func covariates(record: Int, exons: ClosedRange<Int>) -> SIMD4<Double> {
    let (content, square) = gc.content(record: record, exons: exons)
    return SIMD4(1, content, span?.rise(record: record, exons: exons) ?? 0, square)
  }

  /// The non-linear part of a group's log change by a length ratio (0063).
  func beyond(record: Int, exons: ClosedRange<Int>, lengthRatio: Double) -> Double {
    guard lengthRatio != 0, let span else { return 0 }
    let change = span.change(record: record, exons: exons, lengthRatio: lengthRatio)
    return min(max(change - lengthRatio * span.rise(record: record, exons: exons), -2), 2)
  }

  /// The factor of a sample's coefficients on a group's depth; the level is left out.
  func factor(_ depth: DepthCoefficients, record: Int, exons: ClosedRange<Int>) -> Double {
    var adjustment = depth
    adjustment.x = 0
    guard adjustment != .zero else { return 1 }
    let linear = (adjustment * covariates(record: record, exons: exons)).sum()
    return Elementary.exp(linear + beyond(record: record, exons: exons, lengthRatio: adjustment.z))
  }
}
