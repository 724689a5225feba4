// Random numbers with a seed: the same seed gives the same numbers on any machine.

/// The SplitMix64 generator (Steele, Lea and Flood 2014, OOPSLA), which fills the state of a ``RandomSource``.
///
/// Not for secrets. Also the source of plate layouts: a layout is asked for again by its seed after the plate was pipetted, so
/// its numbers must not change.
package struct SplitMix64: RandomNumberGenerator, Sendable {
  private var state: UInt64

  /// A generator that starts from a seed.
  package init(seed: UInt64) { state = seed }

  /// The next 64 random bits.
  package mutating func next() -> UInt64 {
    defer { state &+= 0x9e37_79b9_7f4a_7c15 }
    return SplitMix64.hash(state)
  }

  /// The first number of a generator with this seed: a hash of it in which every bit depends on all bits.
  package static func hash(_ seed: UInt64) -> UInt64 {
    var mixed = seed &+ 0x9e37_79b9_7f4a_7c15
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }

  /// Puts the elements in random order (Fisher and Yates).
  package mutating func shuffle<Element>(_ items: inout [Element]) {
    guard items.count > 1 else { return }
    for i in stride(from: items.count - 1, to: 0, by: -1) { items.swapAt(i, Int(next() % UInt64(i + 1))) }
  }
}

/// A seeded source of random numbers: xoshiro256** (Blackman and Vigna 2018), its state filled by SplitMix64.
///
/// Only integer operations, IEEE 754 operations and ``Elementary`` functions are used, so the numbers do not depend on a
/// mathematics library. Not for secrets.
package struct RandomSource: RandomNumberGenerator, Sendable {
  @usableFromInline var state0: UInt64
  @usableFromInline var state1: UInt64
  @usableFromInline var state2: UInt64
  @usableFromInline var state3: UInt64

  /// A source that is fixed by its seed.
  package init(seed: UInt64) {
    var filler = SplitMix64(seed: seed)
    state0 = filler.next()
    state1 = filler.next()
    state2 = filler.next()
    state3 = filler.next()
  }

  /// The next 64 random bits.
  @inlinable @inline(__always) package mutating func next() -> UInt64 {
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
  @inlinable package mutating func uniform() -> Double {
    Double(next() >> 11) * 0x1p-53
  }

  /// A number from the given range.
  package mutating func uniform(_ low: Double, _ high: Double) -> Double { low + (high - low) * uniform() }

  /// An integer from 0 up to but not including `bound`, without bias (Lemire 2019, ACM Trans Model Comput Simul 29:3).
  ///
  /// - Precondition: `bound` is above 0.
  @inlinable package mutating func below(_ bound: Int) -> Int {
    precondition(bound > 0, "a bound is above 0")
    let limit = UInt64(bound)
    while true {
      let (high, low) = next().multipliedFullWidth(by: limit)
      if low >= limit || low >= (0 &- limit) % limit { return Int(high) }
    }
  }

  /// A number close to the standard normal distribution, never beyond 6: twelve uniform numbers minus six.
  ///
  /// The simulator's reads of a seed hang on it. For statistics, whose tails matter, use ``normal()``.
  package mutating func boundedNormal() -> Double {
    var sum = 0.0
    for _ in 0..<12 { sum += uniform() }
    return sum - 6
  }

  /// A standard normal number (polar method of Marsaglia and Bray 1964, SIAM Rev 6:260).
  package mutating func normal() -> Double {
    while true {
      let u = 2 * uniform() - 1
      let v = 2 * uniform() - 1
      let s = u * u + v * v
      if s > 0, s < 1 { return u * (-2 * Elementary.log(s) / s).squareRoot() }
    }
  }

  /// A Poisson count with the given mean: by products of uniform numbers below 60, by rounding a normal number above.
  package mutating func poisson(_ mean: Double) -> Double {
    guard mean > 0 else { return 0 }
    if mean > 60 { return Swift.max(0, (mean + mean.squareRoot() * normal()).rounded()) }
    let limit = Elementary.exp(-mean)
    var product = uniform()
    var count = 0.0
    while product > limit {
      count += 1
      product *= uniform()
    }
    return count
  }
}
