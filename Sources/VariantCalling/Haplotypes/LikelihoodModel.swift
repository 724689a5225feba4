// What mismatches, gaps and clipped ends cost a read, in Phred units.

import Numerics

/// Costs of a read's bases by quality, and of gaps by position.
struct LikelihoodModel: Sendable {
  /// Cost of a mismatch over that of a match, by quality: -10 log10((e/3)/(1-e)).
  let mismatch: [Int32]
  /// Cost of a gap's first base by the length of the run that it lies in, up to the longest length that is told apart.
  let gapOpenings: [Int32]
  /// Cost of a gap's first base where no homopolymer stands.
  static let gapOpen: Int32 = 40
  /// Cost of each further base of a gap.
  static let gapExtend: Int32 = 10
  /// Cost of leaving bases at a read's end unexplained: the first of them, ...
  static let clip: Int32 = 30
  /// ... and each of them: the more bases, the less a haplotype that cannot explain them should cost no more than one
  /// that explains them with a few errors.
  static let clipExtend: Int32 = 1

  static let standard = LikelihoodModel()

  /// - Parameters:
  ///   - observed: what the sample shows of its own errors; a quality is believed no further.
  ///   - indels: what it shows of indels, if its sequencer errs in the length of runs.
  init(observed: ObservedErrors? = nil, indels: ObservedIndels? = nil) {
    gapOpenings = (0...LikelihoodModel.longestRun).map { run in
      // Less in homopolymers, where polymerases and sequencers slip.
      let usual = run > 3 ? max(18, LikelihoodModel.gapOpen - Int32(3 * (run - 3))) : LikelihoodModel.gapOpen
      guard let rate = indels?.rate(ofRun: run), rate > 0 else { return usual }
      return min(usual, max(3, Int32((-Phred.perNat * Elementary.log(rate)).rounded())))
    }
    mismatch = (0..<256).map { quality in
      let stated = Phred.probability(Double(min(max(quality, 2), 45)))
      let error = max(stated, observed?.rate(ofQuality: quality) ?? 0)
      return Int32((-Phred.perNat * Elementary.log(error / 3 / (1 - error))).rounded())
    }
  }

  /// Longer runs are alike.
  private static let longestRun = ObservedIndels.longestRun

  /// Gap-opening costs before each base of a haplotype, and after its last.
  func gapOpenings(of codes: [UInt8]) -> [Int32] {
    var costs = [Int32](repeating: gapOpenings[1], count: codes.count + 1)
    var start = 0
    while start < codes.count {
      var end = start
      while end < codes.count, codes[end] == codes[start] { end += 1 }
      let run = min(end - start, LikelihoodModel.longestRun)
      if run > 1 {
        let cost = gapOpenings[run]
        for offset in start...end { costs[offset] = min(costs[offset], cost) }
      }
      start = end
    }
    return costs
  }
}
