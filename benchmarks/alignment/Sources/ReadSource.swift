// Seeded reads for the benchmark: pairs from a sequence, with variants and sequencing errors.

/// SplitMix64 (Steele et al. 2014).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed }
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
  mutating func happens(_ probability: Double) -> Bool { Double.random(in: 0..<1, using: &self) < probability }
}

struct Pair {
  var first: [UInt8]
  var second: [UInt8]
  var firstQualities: [UInt8]
  var secondQualities: [UInt8]
  /// Where the template lies on its source.
  var source: Range<Int>
  /// Whether the first read is the one on the source's strand.
  var isForward: Bool
}

/// Draws pairs from letters.
struct ReadSource {
  var random: SeededGenerator
  var readLength = 150
  /// Probability of a planted change a template: a substitution, or an indel of 1-30 bases.
  var substitutions = 0.0
  var indels = 0.0
  var errors = 0.003

  mutating func pair(from letters: [UInt8], avoidUnknown: Bool = true) -> Pair? {
    let insert = max(readLength + 20, Int(370 + 60 * gaussian()))
    guard letters.count > insert + 40 else { return nil }
    let start = Int.random(in: 0..<letters.count - insert - 40, using: &random)
    var template = Array(letters[start..<start + insert + 40])
    if avoidUnknown && template.contains(78) { return nil }
    if substitutions > 0 {
      for i in template.indices where random.happens(substitutions) { template[i] = other(template[i]) }
    }
    if random.happens(indels) {
      let length = Int.random(in: 1...30, using: &random)
      let at = Int.random(in: 5..<insert - 5 - length, using: &random)
      if random.happens(0.5) {
        template.removeSubrange(at..<at + length)
      } else {
        template.insert(contentsOf: (0..<length).map { _ in "ACGT".utf8.randomElement(using: &random)! }, at: at)
      }
    }
    template = Array(template.prefix(insert))
    let isForward = random.happens(0.5)
    let left = read(Array(template.prefix(readLength)))
    let right = read(Array(Self.reverseComplement(template).prefix(readLength)))
    return Pair(
      first: isForward ? left.0 : right.0, second: isForward ? right.0 : left.0,
      firstQualities: isForward ? left.1 : right.1, secondQualities: isForward ? right.1 : left.1,
      source: start..<start + insert, isForward: isForward)
  }

  /// Adds errors, more of them and of lower quality to the 3' end.
  private mutating func read(_ bases: [UInt8]) -> ([UInt8], [UInt8]) {
    var bases = bases
    var qualities = [UInt8](repeating: 33 + 37, count: bases.count)
    for i in bases.indices {
      let rate = errors * (0.4 + 1.2 * Double(i) / Double(bases.count))
      if random.happens(rate) {
        bases[i] = other(bases[i])
        qualities[i] = 33 + (random.happens(0.7) ? 11 : 25)
      } else if random.happens(rate * 5) {
        qualities[i] = 33 + 25
      }
    }
    return (bases, qualities)
  }

  private mutating func other(_ base: UInt8) -> UInt8 {
    "ACGT".utf8.filter { $0 != base }.randomElement(using: &random)!
  }

  private mutating func gaussian() -> Double {
    (0..<12).reduce(-6.0) { sum, _ in sum + Double.random(in: 0..<1, using: &random) }
  }

  static func reverseComplement(_ letters: [UInt8]) -> [UInt8] {
    letters.reversed().map { $0 == 65 ? 84 : $0 == 67 ? 71 : $0 == 71 ? 67 : $0 == 84 ? 65 : 78 }
  }

  /// Random DNA with the dinucleotide habits of human DNA: AT-rich, few CpG.
  static func background(count: Int, seed: UInt64) -> [UInt8] {
    var random = SeededGenerator(seed: seed)
    var letters: [UInt8] = []
    letters.reserveCapacity(count)
    var last: UInt8 = 65
    for _ in 0..<count {
      let draw = random.next() % 100
      var letter: UInt8 = draw < 30 ? 65 : draw < 50 ? 67 : draw < 70 ? 71 : 84
      if last == 67 && letter == 71 && random.next() % 4 != 0 { letter = 65 }
      letters.append(letter)
      last = letter
    }
    return letters
  }
}
