// Sequencers other than the simulator's own: how qualities run along a read and how true they are.

import BioSequence
import Numerics
import ReadSimulation

/// A way in which reads get qualities and errors.
enum ErrorModel: String, CaseIterable {
  /// The product's own simulator: unbinned qualities that fall along the read, errors as they say.
  case smooth
  /// Four quality values that come in runs, errors 1.5 to 2.5 times what they say.
  case binned
  /// As `binned`, and homopolymers slip by one base.
  case slipping
  /// Every base Q20, one base in a hundred wrong.
  case flat
  /// Every base Q30 although one base in two hundred is wrong.
  case boastful
  /// As `binned`, and after GGC on the sequenced strand one base in fifty is read as G.
  case motif
  /// As `binned`, but the last third of a read in four falls to Q8-Q14, with as many errors, and runs into a tail of Q2.
  case tailed
  /// As `binned`, and dark cycles are read as G: one read in eight ends in up to sixty sure Gs.
  case dark

  /// Fills qualities, and the probability of a wrong base of each.
  func draw(qualities: inout [UInt8], probabilities: inout [Double], random: inout RandomSource) {
    switch self {
    case .flat: fill(20, 0.01, &qualities, &probabilities)
    case .boastful: fill(30, 0.005, &qualities, &probabilities)
    case .smooth, .binned, .slipping, .motif, .tailed, .dark:
      var state = 3
      for cycle in qualities.indices {
        if random.uniform() < 0.15 {
          let late = Double(cycle) / Double(qualities.count)
          let u = random.uniform()
          state = u < 0.01 + 0.02 * late ? 0 : u < 0.03 + 0.06 * late ? 1 : u < 0.08 + 0.16 * late ? 2 : 3
        }
        qualities[cycle] = [2, 11, 25, 37][state]
        probabilities[cycle] = [0.5, 0.15, 0.006, 0.0005][state]
      }
      if self == .tailed, random.uniform() < 0.25 { drawTail(&qualities, &probabilities, &random) }
    }
  }

  private func drawTail(_ qualities: inout [UInt8], _ probabilities: inout [Double], _ random: inout RandomSource) {
    let first = qualities.count * 2 / 3 + random.below(qualities.count / 6)
    let last = qualities.count - random.below(qualities.count / 6)
    for cycle in first..<qualities.count {
      qualities[cycle] = cycle < last ? UInt8(8 + random.below(7)) : 2
      probabilities[cycle] = cycle < last ? 0.1 : 0.6
    }
  }

  private func fill(
    _ quality: UInt8, _ probability: Double, _ qualities: inout [UInt8], _ probabilities: inout [Double]
  ) {
    for cycle in qualities.indices {
      qualities[cycle] = quality
      probabilities[cycle] = probability
    }
  }
}

/// Reads both ends of fragments with an error model.
struct PairReader {
  let model: ErrorModel
  let length: Int
  var random: RandomSource
  private var probabilities: [Double]

  init(model: ErrorModel, length: Int, seed: UInt64) {
    self.model = model
    self.length = length
    random = RandomSource(seed: seed)
    probabilities = [Double](repeating: 0, count: length)
  }

  private static let adapter = DNASequence("AGATCGGAAGAGCACACGTCTGAACTCCAGTCA").codes

  /// One read from the start of a fragment.
  mutating func read(_ fragment: [UInt8]) -> (bases: [UInt8], qualities: [UInt8]) {
    var bases: [UInt8] = []
    var qualities = [UInt8](repeating: 0, count: length)
    model.draw(qualities: &qualities, probabilities: &probabilities, random: &random)
    var source = 0
    var run = 0
    let isDark = model == .dark && random.uniform() < 0.125
    let darkFrom = isDark ? length - random.below(60) : length
    while bases.count < length {
      if bases.count >= darkFrom {
        qualities[bases.count] = 37
        bases.append(2)
        continue
      }
      let rest = source - fragment.count
      let base = rest < 0 ? fragment[source] : rest < 33 ? PairReader.adapter[rest] : UInt8(random.below(4))
      run = source > 0 && rest < 0 && fragment[source - 1] == base ? run + 1 : 1
      let endsRun = rest < -1 && fragment[source + 1] != base
      if model == .slipping, endsRun, run >= 5, random.uniform() < min(0.05, 0.003 * Double(run - 4)) {
        source += 1
        if random.below(4) == 0 { bases.append(contentsOf: [base, base]) }
        continue
      }
      let u = random.uniform()
      let probability = probabilities[bases.count]
      if u < probability * 0.01 {
        source += 1
      } else if u < probability * 0.02 {
        bases.append(UInt8(random.below(4)))
      } else {
        var shown = u < probability ? (base + 1 + UInt8(random.below(3))) & 3 : base
        if model == .motif, rest < 0, source >= 3, fragment[source - 1] == 1, fragment[source - 2] == 2,
          fragment[source - 3] == 2, random.uniform() < 0.02
        {
          shown = 2
        }
        bases.append(shown)
        source += 1
      }
    }
    return (Array(bases.prefix(length)), qualities)
  }
}
