// The order in which people number things: run 2 before run 10.

extension StringProtocol {
  /// Whether this text comes before another one, digits in a row being compared as the numbers that they are; equal ones
  /// (`run 2`, `run 02`) in the order of their bytes.
  package func precedesNaturally(_ other: some StringProtocol) -> Bool {
    let (first, second) = (Array(utf8), Array(other.utf8))
    var (i, j) = (0, 0)
    while i < first.count, j < second.count {
      if let (one, next) = number(first, i), let (two, after) = number(second, j) {
        if one.count != two.count { return one.count < two.count }
        if !one.elementsEqual(two) { return one.lexicographicallyPrecedes(two) }
        (i, j) = (next, after)
      } else {
        if first[i] != second[j] { return first[i] < second[j] }
        (i, j) = (i + 1, j + 1)
      }
    }
    if i < first.count || j < second.count { return i == first.count }
    return first.lexicographicallyPrecedes(second)
  }

  /// The digits from a place on without leading zeros, and the place after them.
  private func number(_ bytes: [UInt8], _ start: Int) -> (digits: ArraySlice<UInt8>, next: Int)? {
    let isDigit: (UInt8) -> Bool = { (48...57).contains($0) }
    guard isDigit(bytes[start]) else { return nil }
    let next = bytes[start...].firstIndex { !isDigit($0) } ?? bytes.count
    return (bytes[start..<next].drop { $0 == 48 }, next)
  }
}
