// The sample's own rate of wrong bases.

import BioSequence

extension Pileup {
  /// The fraction of bases, among those of evidence quality, that show one given other base: mismatches at positions
  /// without a candidate over three times the depth. At least one in 100,000.
  func errorRate(in targets: [Range<Int>]) -> Double { measuredErrorRate(in: targets) ?? Pileup.unknownErrorRate }

  /// Taken where a sample shows too few bases.
  static let unknownErrorRate = 1e-3

  /// The same; `nil` where the sample shows too few bases, as on a gene that a panel does not hold.
  func measuredErrorRate(in targets: [Range<Int>]) -> Double? {
    var mismatching = 0
    var depth = 0
    for target in targets {
      for offset in target {
        let here = Int(usableDepth(offset))
        let counts = (0..<4).map { Int(mismatches[4 * offset + $0]) }
        guard here >= 4, let most = counts.max(), most * 50 < here || most < 3 else { continue }
        mismatching += counts.reduce(0, +)
        depth += here
      }
    }
    return depth < 10_000 ? nil : max(1e-5, Double(mismatching) / Double(depth) / 3)
  }
}
