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
  static let longestRun = 16
  /// Without long reads so are runs from this length on; with them those of 10 and 11, 12 to 14, and 15 and more.
  private static let longestOfTargets = 12
  private static let fewestLongRuns = 2
  private static let fewestRuns = 12
  private static let leastDepth: Int32 = 20
  private static let largestFraction = 0.3
  private static let quantile = 0.95

  /// Where more than one run in five of a length has an indel in more than 30 % of the fragments, they are errors: so many runs
  /// of a person do not vary.
  private static let mostVariants = 5

  /// - Parameter isWhole: whether runs are counted on the whole records, not on the targets alone: long reads lie over all of
  ///   them, and long runs are rare.
  init(pileups: [Pileup], references: [CallReference], isWhole: Bool = false) {
    var excess = [[Double]](repeating: [], count: ObservedIndels.longestRun + 1)
    var fractions = [[Double]](repeating: [], count: ObservedIndels.longestRun + 1)
    for (pileup, reference) in zip(pileups, references) {
      let codes = reference.sequence.codes
      var counts = [Int32](repeating: 0, count: codes.count + 1)
      for event in pileup.indels where abs(event.lengthChange) <= 3 { counts[Int(event.position)] += 1 }
      for target in isWhole ? [0..<codes.count] : reference.targets {
        var start = target.lowerBound
        while start < target.upperBound {
          var end = start + 1
          while end < target.upperBound, codes[end] == codes[start] { end += 1 }
          let depth = pileup.rawDepth[start]
          let fraction = Double(counts[start]) / Double(max(1, depth))
          if depth >= ObservedIndels.leastDepth {
            let length = ObservedIndels.kind(of: end - start, isWhole: isWhole)
            if fraction < ObservedIndels.largestFraction {
              fractions[length].append(fraction)
            } else {
              excess[length].append(min(fraction, 0.9))
            }
          }
          start = end
        }
      }
    }
    let known = fractions.indices.map { length in
      let (usual, excess) = (fractions[length], excess[length])
      let found =
        isWhole && excess.count * ObservedIndels.mostVariants > usual.count + excess.count ? usual + excess : usual
      let fewest = isWhole && length >= 10 ? ObservedIndels.fewestLongRuns : ObservedIndels.fewestRuns
      guard found.count >= fewest else { return 0.0 }
      return found.sorted()[Int(ObservedIndels.quantile * Double(found.count - 1))]
    }
    rates = fractions.indices.map { known[ObservedIndels.kind(of: $0, isWhole: isWhole)] }
  }

  /// The length by which a run is counted.
  private static func kind(of length: Int, isWhole: Bool) -> Int {
    guard isWhole else { return min(length, longestOfTargets) }
    return length < 10 ? length : length < 12 ? 10 : length < 15 ? 12 : 15
  }

  /// The rate at a run; longer runs err at least as often as shorter ones.
  func rate(ofRun length: Int) -> Double { rates[...min(max(length, 0), ObservedIndels.longestRun)].max() ?? 0 }
}
