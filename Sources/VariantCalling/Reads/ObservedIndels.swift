// How often reads have a base too many or too few in this sample, by the length of the run that they have it in.

import BioSequence

/// The sample's own rate of insertions and deletions by run length.
///
/// A sequencer that reads runs as one signal errs in their length, the more the longer they are; what the general model takes for
/// rare would then look like a variant of half the fragments. The rate of a run length is the 95th percentile of the fractions
/// of fragments at its runs, so that runs that err more than others of their length are no variants either; runs at which
/// more than 30 % of the fragments have an indel may be variants and are left out.
struct ObservedIndels: Sendable {
  /// Rates by run length, 0-1, the last one for all longer runs; 0 where too few runs were read.
  let rates: [Double]

  /// Longer runs are counted together.
  static let longestRun = 12
  private static let fewestRuns = 12
  private static let leastDepth: Int32 = 20
  private static let largestFraction = 0.3
  private static let quantile = 0.95

  init(pileups: [Pileup], references: [CallReference]) {
    var fractions = [[Double]](repeating: [], count: ObservedIndels.longestRun + 1)
    for (pileup, reference) in zip(pileups, references) {
      let codes = reference.sequence.codes
      var counts = [Int32](repeating: 0, count: codes.count + 1)
      for event in pileup.indels where abs(event.lengthChange) <= 3 { counts[Int(event.position)] += 1 }
      for target in reference.targets {
        var start = target.lowerBound
        while start < target.upperBound {
          var end = start + 1
          while end < target.upperBound, codes[end] == codes[start] { end += 1 }
          let depth = pileup.rawDepth[start]
          let fraction = Double(counts[start]) / Double(max(1, depth))
          if depth >= ObservedIndels.leastDepth, fraction < ObservedIndels.largestFraction {
            fractions[min(end - start, ObservedIndels.longestRun)].append(fraction)
          }
          start = end
        }
      }
    }
    rates = fractions.map { found in
      guard found.count >= ObservedIndels.fewestRuns else { return 0 }
      return found.sorted()[Int(ObservedIndels.quantile * Double(found.count - 1))]
    }
  }

  /// The rate at a run; longer runs err at least as often as shorter ones.
  func rate(ofRun length: Int) -> Double { rates[...min(max(length, 0), ObservedIndels.longestRun)].max() ?? 0 }
}
