// A random generator with a seed, for layouts, simulations and tests: the same seed gives the same numbers everywhere.

/// The SplitMix64 generator (Steele, Lea and Flood, 2014). Not for secrets.
package struct SeededGenerator: RandomNumberGenerator, Sendable {
  private var state: UInt64
  private var spare: Double?

  /// A generator that starts from a seed.
  package init(seed: UInt64) { state = seed }

  /// The next 64 random bits.
  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// A number from [0, 1).
  package mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// A number from the given range.
  package mutating func uniform(_ low: Double, _ high: Double) -> Double { low + (high - low) * uniform() }

  /// An integer from 0 up to but not including `bound`.
  package mutating func below(_ bound: Int) -> Int { bound <= 1 ? 0 : Int(next() % UInt64(bound)) }

  /// A standard normal number (polar method of Marsaglia).
  package mutating func normal() -> Double {
    if let value = spare {
      spare = nil
      return value
    }
    while true {
      let u = 2 * uniform() - 1
      let v = 2 * uniform() - 1
      let s = u * u + v * v
      if s > 0, s < 1 {
        let factor = (-2 * Elementary.log(s) / s).squareRoot()
        spare = v * factor
        return u * factor
      }
    }
  }

  /// A Poisson count with the given mean: by inversion below 60, by rounding a normal above.
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

  /// Puts the elements in random order (Fisher and Yates).
  package mutating func shuffle<Element>(_ items: inout [Element]) {
    guard items.count > 1 else { return }
    for i in stride(from: items.count - 1, to: 0, by: -1) { items.swapAt(i, below(i + 1)) }
  }
}
