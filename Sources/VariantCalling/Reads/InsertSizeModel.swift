// How long the sequenced fragments are: pairs around a long variant show by their distance whether it is there.

import Alignment
import BioSequence
import Numerics

/// The distribution of fragment lengths of one sample.
struct InsertSizeModel: Sendable {
  let mean: Double
  let deviation: Double

  /// Longest fragment that counts.
  private static let longest = 2000
  /// Fraction of pairs that are not informative (chimeras, misaligned mates).
  private static let outliers = 0.02

  /// Median and half the distance between the 16th and 84th percentile of proper pairs; `nil` with fewer
  /// than 200 of them.
  init?(store: AlignedReadStore, mates: [Int32]) {
    var counts = [Int](repeating: 0, count: InsertSizeModel.longest)
    var total = 0
    for (index, read) in store.reads.enumerated() where read.strand == .forward && read.isProperPair {
      guard mates[index] >= 0 else { continue }
      let other = store.reads[Int(mates[index])]
      let length = store.unclippedFivePrimeEnd(of: other) - store.unclippedFivePrimeEnd(of: read)
      guard length > 0, length < InsertSizeModel.longest else { continue }
      counts[length] += 1
      total += 1
    }
    guard total >= 200 else { return nil }
    func quantile(_ fraction: Double) -> Double {
      var sum = 0
      for (length, count) in counts.enumerated() {
        sum += count
        if Double(sum) >= fraction * Double(total) { return Double(length) }
      }
      return Double(InsertSizeModel.longest)
    }
    mean = quantile(0.5)
    deviation = max(10, (quantile(0.84) - quantile(0.16)) / 2)
  }

  /// Eight lengths that stand for all: the middles of eight equal parts of a normal distribution.
  var typical: [Int] {
    [-1.534, -0.887, -0.489, -0.157, 0.157, 0.489, 0.887, 1.534].map { max(1, Int((mean + $0 * deviation).rounded())) }
  }

  /// Likelihood of a fragment length, up to a constant factor.
  func likelihood(of length: Int) -> Double {
    let z = (Double(length) - mean) / deviation
    return InsertSizeModel.outliers + Elementary.exp(-0.5 * z * z)
  }

  /// For each of several lengths of one window the number of fragments that reach over it, against that of the first
  /// (the record's own): at most 1, and at least one half, because outliers reach over windows of any length.
  func spanningFractions(_ lengths: [Int]) -> [Double] {
    let counts = lengths.map(spanning)
    return counts.map { min(1, max(0.5, $0 / counts[0])) }
  }

  /// The number of fragments that reach over a window of `length` bases, up to a constant factor: the mean of what
  /// their lengths exceed it by.
  private func spanning(_ length: Int) -> Double {
    // Mean of the positive part of a normal variable, summed in steps of a tenth of the deviation.
    var sum = 0.0
    for step in -40...40 {
      let z = Double(step) / 10
      sum += max(0, mean + z * deviation - Double(length)) * Elementary.exp(-0.5 * z * z)
    }
    return max(sum * 0.0398942, 1)
  }

  /// Fragments that reach over a window of `length` bases may start this far before it.
  var reach: Int { Int(mean + 4 * deviation) }
}
