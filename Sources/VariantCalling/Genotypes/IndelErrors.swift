// Whether the sequencer's own errors in the length of runs explain the few reads that show an insertion or deletion.

import BioSequence
import Numerics

extension ObservedIndels {
  /// Longer changes are no errors in the length of a run.
  private static let longestChange = 3

  /// Phred-scaled probability that so many of the fragments show a short insertion or deletion by error, less the prior of a
  /// mosaic one; 3000 for other variants.
  ///
  ///     Q = -10 log10 P(X >= count) - 50   for X ~ Binomial(total, rate of the run)
  ///
  /// - Parameter codes: the record.
  func mosaicQuality(of variant: Variant, count: Int, total: Int, codes: [UInt8]) -> Double {
    let change = variant.lengthChange.magnitude
    guard change > 0, change <= ObservedIndels.longestChange, variant.range.isEmpty || variant.replacement.codes.isEmpty
    else { return 3000 }
    let rate = min(max(self.rate(ofRun: ObservedIndels.run(at: variant.range.lowerBound, in: codes)), 1e-5), 0.9)
    let tail = 1 - Binomial(trials: max(count, total), probability: rate).cumulative(count - 1)
    return min(max(0, -Phred.perNat * Elementary.log(max(tail, 1e-300)) - MosaicModel.prior), 3000)
  }

  /// The longest run beside or at an offset.
  private static func run(at offset: Int, in codes: [UInt8]) -> Int {
    [offset - 1, offset].filter(codes.indices.contains).map { place in
      var (start, end) = (place, place + 1)
      while start > 0, codes[start - 1] == codes[place] { start -= 1 }
      while end < codes.count, codes[end] == codes[place] { end += 1 }
      return end - start
    }.max() ?? 1
  }
}
