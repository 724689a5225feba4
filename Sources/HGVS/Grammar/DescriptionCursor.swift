// Reading bytes one after the other with a column for errors: the base of both grammars.

import BioSequence

/// A place in the bytes of a description.
struct DescriptionCursor {
  let bytes: [UInt8]
  var place: Int
  let end: Int
  var oddities: [WrittenOddity] = []

  init(_ bytes: [UInt8], from place: Int = 0, to end: Int? = nil) {
    self.bytes = bytes
    self.place = place
    self.end = end ?? bytes.count
  }

  /// The byte here; 0 at the end.
  var current: UInt8 { place < end ? bytes[place] : 0 }
  /// The byte after this one; 0 at the end.
  var next: UInt8 { place + 1 < end ? bytes[place + 1] : 0 }
  var isAtEnd: Bool { place >= end }
  /// 1-based.
  var column: Int { place + 1 }

  func failure(_ reason: String) -> HGVSError { HGVSError(.syntax, column: column, reason) }

  mutating func take(_ byte: UInt8) -> Bool {
    guard current == byte, place < end else { return false }
    place += 1
    return true
  }

  mutating func expect(_ byte: UInt8, _ what: String) throws(HGVSError) {
    guard take(byte) else { throw failure("expected \(what)") }
  }

  /// Takes a word if it stands here, in either case; another case than the word's own is noted.
  mutating func take(word: String) -> Bool {
    let count = word.utf8.count
    guard place + count <= end else { return false }
    var isSame = true
    for (index, letter) in word.utf8.enumerated() {
      let byte = bytes[place + index]
      guard letter | 0x20 == byte | 0x20 else { return false }
      if letter != byte { isSame = false }
    }
    place += count
    if !isSame { note(.keywordCase) }
    return true
  }

  mutating func skipSpaces() {
    while place < end, bytes[place] == 32 || bytes[place] == 9 { place += 1 }
  }

  mutating func note(_ oddity: WrittenOddity) {
    if !oddities.contains(oddity) { oddities.append(oddity) }
  }

  /// A number of at most nine digits.
  mutating func number(_ what: String) throws(HGVSError) -> Int {
    let start = place
    var value = 0
    while place < end, bytes[place] >= 48, bytes[place] <= 57 {
      guard place - start < 9 else { throw failure("the number is too long") }
      value = value * 10 + Int(bytes[place] - 48)
      place += 1
    }
    guard place > start else { throw failure("expected \(what)") }
    return value
  }

  var isAtDigit: Bool { place < end && bytes[place] >= 48 && bytes[place] <= 57 }

  /// Nucleotide codes as long as base letters follow; words such as `del` are not bases.
  mutating func bases() throws(HGVSError) -> [UInt8] {
    var codes: [UInt8] = []
    while place < end {
      let byte = bytes[place]
      switch byte {
      case 65, 97: codes.append(0)
      case 67, 99: codes.append(1)
      case 71, 103: codes.append(2)
      case 84, 116, 85, 117: codes.append(3)
      case 78, 110: codes.append(4)
      case 82, 89, 83, 87, 75, 77, 66, 68, 72, 86:
        throw HGVSError(.unsupported, column: column, "of the ambiguity letters only N is read")
      default: return codes
      }
      if byte >= 97 { note(.lowerCaseBases) }
      place += 1
    }
    return codes
  }
}
