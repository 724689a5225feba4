// How a sequencer's qualities run along a read, and the errors that go with them.

import Numerics

/// Position-dependent qualities like those of a short-read sequencer with unbinned scores.
///
/// The first five bases are a little lower, then a plateau at 37 follows, then a fall toward the end that is steeper
/// in the second read. One base in twelve drops by 4 to 27; a few reads are bad throughout, and more so at their end.
/// The shape is made up to resemble published plots of raw reads; it claims no particular instrument.
struct QualityProfile: Sendable {
  /// Plateau and fall of an ordinary read, by cycle.
  private let ordinary: [Int]
  /// What a bad read loses besides, by cycle.
  private let badLoss: [Int]
  /// Fraction of bad reads in 1/65536.
  private let badFraction: UInt64
  /// Probability of an error for each Phred score, in units of 2^-32.
  static let errorThresholds: [UInt32] = {
    var probability = 1.0
    return (0..<64).map { score in
      defer { probability *= 0.794_328_234_724_281_5 }
      return score < 2 ? UInt32(0.75 * 0x1p32) : UInt32(probability * 0x1p32)
    }
  }()

  init(readLength: Int, isSecond: Bool) {
    let last = Double(max(readLength - 1, 1))
    ordinary = (0..<readLength).map { cycle in
      let t = Double(cycle) / last
      let fall = isSecond ? 1 + 9 * t * t * t : 6 * t * t * t
      return 37 - Int(fall) - max(0, 5 - cycle)
    }
    badLoss = (0..<readLength).map { cycle in 8 + Int(10 * Double(cycle) / last) }
    badFraction = isSecond ? 2600 : 1300
  }

  /// Fills `qualities` with the scores of one read.
  func draw(into qualities: inout [UInt8], random: inout RandomSource) {
    let header = random.next()
    let isBad = header & 0xffff < badFraction
    let offset = Int(header >> 16 & 3) + Int(header >> 18 & 3) - 3
    for cycle in qualities.indices {
      let bits = random.next()
      var score = ordinary[cycle] + offset + Int(bits & 3) - 1
      if isBad { score -= badLoss[cycle] }
      if bits >> 8 & 0xffff < 5461 { score -= 4 + Int(bits >> 32 & 0xff) * 24 / 256 }
      qualities[cycle] = UInt8(min(max(score, 2), 41))
    }
  }
}
