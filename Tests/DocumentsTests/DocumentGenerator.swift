// Random JSON values, texts and bytes for laws; a law prints its seed.

import Documents

/// A source of random values (SplitMix64) that starts from a seed.
struct DocumentGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func below(_ count: Int) -> Int { Int.random(in: 0..<count, using: &self) }

  /// Text with everything that writers stumble over.
  mutating func text() -> String {
    let pieces = [
      "a", "é", "€", "😀", "\"", "\\", "/", "\n", "\r", "\t", "\0", "\u{7F}", "\u{85}", "\u{2028}", "\u{202E}",
      "\u{2066}",
      "\u{200F}", "\u{FEFF}", "<", "&", "'", "=", "+", "-", "@", ",", ";", " ", "1", ".5", "null", "{", "]",
      "</script>",
    ]
    return (0..<below(8)).map { _ in pieces[below(pieces.count)] }.joined()
  }

  /// A finite number of any size.
  mutating func number() -> Double {
    switch below(4) {
    case 0: return Double(below(2001) - 1000)
    case 1: return Double(below(2_000_001) - 1_000_000) / 1000
    default:
      let value = Double(bitPattern: next())
      return value.isFinite ? value : 0.5
    }
  }

  /// A document of at most so many levels.
  mutating func value(depth: Int) -> JSONValue {
    switch below(depth > 0 ? 8 : 6) {
    case 0: return .null
    case 1: return .boolean(below(2) == 0)
    case 2: return .integer(below(3) == 0 ? Int.min : below(1 << 40) - (1 << 39))
    case 3: return .number(number())
    case 4, 5: return .text(text())
    case 6: return .list((0..<below(5)).map { _ in value(depth: depth - 1) })
    default:
      var object: JSONObject = [:]
      for _ in 0..<below(5) { object[text()] = value(depth: depth - 1) }
      return .object(object)
    }
  }
}
