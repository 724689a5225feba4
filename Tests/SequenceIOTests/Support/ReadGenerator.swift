// Seeded reads, as lines that a test can damage.

import Numerics

/// FASTQ text as lines, four a record.
struct FASTQText {
  var lines: [[UInt8]] = []
  var newline: [UInt8] = [10]
  var endsWithNewline = true

  /// `count` records of `length` bases.
  init(count: Int, length: Int = 40, seed: UInt64 = 1, mate: String = "") {
    var generator = SplitMix64(seed: seed)
    let letters = Array("ACGT".utf8)
    for number in 1...max(count, 1) where count > 0 {
      lines.append(Array("@read\(number)\(mate)".utf8))
      lines.append((0..<length).map { _ in letters[Int.random(in: 0..<4, using: &generator)] })
      lines.append([UInt8(ascii: "+")])
      lines.append((0..<length).map { _ in UInt8.random(in: 35...73, using: &generator) })
    }
  }

  /// Line `line` (0 title, 1 sequence, 2 plus, 3 qualities) of a 1-based record.
  subscript(record: Int, line: Int) -> [UInt8] {
    get { lines[(record - 1) * 4 + line] }
    set { lines[(record - 1) * 4 + line] = newValue }
  }

  /// Takes a line out.
  mutating func remove(_ record: Int, _ line: Int) {
    lines.remove(at: (record - 1) * 4 + line)
  }

  /// Puts a line behind another.
  mutating func insert(_ bytes: [UInt8], after record: Int, _ line: Int) {
    lines.insert(bytes, at: (record - 1) * 4 + line + 1)
  }

  /// The text.
  var bytes: [UInt8] {
    var result: [UInt8] = []
    for (index, line) in lines.enumerated() {
      result += line
      if index + 1 < lines.count || endsWithNewline { result += newline }
    }
    return result
  }

  /// The text up to `offset` bytes into a line.
  func prefix(to record: Int, _ line: Int, _ offset: Int) -> [UInt8] {
    let index = (record - 1) * 4 + line
    return lines[0..<index].flatMap { $0 + newline } + lines[index].prefix(offset)
  }

  /// A copy with one change.
  func with(_ change: (inout FASTQText) -> Void) -> FASTQText {
    var copy = self
    change(&copy)
    return copy
  }
}
