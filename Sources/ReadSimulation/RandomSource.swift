// The simulator's own random numbers: the same seed gives the same reads on any machine.

/// A seeded source of random numbers: xoshiro256** (Blackman and Vigna 2018), its state filled by SplitMix64.
///
/// Only integer operations and IEEE 754 addition and multiplication are used, so the numbers do not depend on a
/// mathematics library. Not for secrets.
package struct RandomSource: RandomNumberGenerator, Sendable {
  private var state0: UInt64
  private var state1: UInt64
  private var state2: UInt64
  private var state3: UInt64

  /// A source that is fixed by its seed.
  package init(seed: UInt64) {
    var filler = seed
    func splitMix() -> UInt64 {
      filler &+= 0x9e37_79b9_7f4a_7c15
      var mixed = filler
      mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
      return mixed ^ (mixed >> 31)
    }
    state0 = splitMix()
    state1 = splitMix()
    state2 = splitMix()
    state3 = splitMix()
  }

  /// The next 64 random bits.
  @inline(__always) package mutating func next() -> UInt64 {
    let product = state1 &* 5
    let result = (product << 7 | product >> 57) &* 9
    let shifted = state1 << 17
    state2 ^= state0
    state3 ^= state1
    state1 ^= state2
    state0 ^= state3
    state2 ^= shifted
    state3 = state3 << 45 | state3 >> 19
    return result
  }

  /// A number from 0 up to but not including 1, in steps of 2^-53.
  package mutating func uniform() -> Double {
    Double(next() >> 11) * 0x1p-53
  }

  /// An integer from 0 up to but not including `bound`, without bias (Lemire 2019).
  ///
  /// - Precondition: `bound` is above 0.
  package mutating func below(_ bound: Int) -> Int {
    precondition(bound > 0, "a bound is above 0")
    let limit = UInt64(bound)
    while true {
      let (high, low) = next().multipliedFullWidth(by: limit)
      if low >= limit || low >= (0 &- limit) % limit { return Int(high) }
    }
  }

  /// A number close to the standard normal distribution: twelve uniform numbers minus six, so never beyond 6.
  package mutating func normal() -> Double {
    var sum = 0.0
    for _ in 0..<12 { sum += uniform() }
    return sum - 6
  }
}
