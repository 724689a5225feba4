// Whether two titles name mates, and which of the two a title says it is.

/// Which mate a title says it is.
package enum MateNumber: UInt8, Hashable, Sendable {
  /// `/1`, or Casava 1.8's ` 1:`.
  case first = 1
  /// `/2`, or Casava 1.8's ` 2:`.
  case second = 2
}

/// How two titles belong together.
enum MateMatch {
  /// Mates, or names that do not say which is which.
  case mates
  /// Mates, the second one first.
  case swapped
  /// The same read number on both sides.
  case sameNumber
  /// Two templates.
  case different
}

/// The name of a read without what tells the mates apart.
///
/// Known are `name/1`, Casava 1.8's `name 1:N:0:ACGT`, SRA's `SRR1.7.1` and names that are equal on both sides.
enum MateName {
  /// Compares the titles of what should be mates.
  static func match(_ first: Span<UInt8>, _ second: Span<UInt8>) -> MateMatch {
    let shorter = min(first.count, second.count)
    var index = 0
    while index < shorter && first[index] == second[index] { index += 1 }
    let left = parts(of: first)
    let right = parts(of: second)
    guard left.name == right.name && index >= left.name else {
      return sraMatch(first, second, left: left, right: right, firstDifference: index)
    }
    switch (left.number, right.number) {
    case (.first, .first), (.second, .second): return .sameNumber
    case (.second, .first): return .swapped
    default: return .mates
    }
  }

  /// The mate number of a title, if it has one.
  static func number(of title: Span<UInt8>) -> MateNumber? {
    parts(of: title).number
  }

  /// Bytes of the template's name, and the mate number.
  private static func parts(of title: Span<UInt8>) -> (name: Int, identifier: Int, number: MateNumber?) {
    var end = 0
    while end < title.count && title[end] != 32 && title[end] != 9 { end += 1 }
    if end >= 3, title[end - 2] == UInt8(ascii: "/"), let number = digit(title[end - 1]) {
      return (end - 2, end, number)
    }
    if end + 2 < title.count, title[end + 2] == UInt8(ascii: ":"), let number = digit(title[end + 1]) {
      return (end, end, number)
    }
    return (end, end, nil)
  }

  /// `SRR1.7.1` and `SRR1.7.2`: a run, a spot and a read number.
  private static func sraMatch(
    _ first: Span<UInt8>, _ second: Span<UInt8>, left: (name: Int, identifier: Int, number: MateNumber?),
    right: (name: Int, identifier: Int, number: MateNumber?), firstDifference: Int
  ) -> MateMatch {
    let end = left.identifier
    guard left.number == nil, right.number == nil, end == right.identifier, firstDifference == end - 1, end >= 7,
      first[1] == UInt8(ascii: "R"), first[2] == UInt8(ascii: "R"), first[end - 2] == UInt8(ascii: "."),
      let one = digit(first[end - 1]), let other = digit(second[end - 1])
    else { return .different }
    var points = 0
    for index in 0..<end where first[index] == UInt8(ascii: ".") { points += 1 }
    guard points == 2 else { return .different }
    return one == .first && other == .second ? .mates : .swapped
  }

  private static func digit(_ byte: UInt8) -> MateNumber? {
    switch byte {
    case UInt8(ascii: "1"): .first
    case UInt8(ascii: "2"): .second
    default: nil
    }
  }
}
