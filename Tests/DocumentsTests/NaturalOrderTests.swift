// Names with numbers in them sort as people count.

import Documents
import Testing

@Suite struct NaturalOrderTests {
  @Test(arguments: [
    ["run 1", "run 2", "run 10"], ["2026-9-30", "2026-10-1"], ["P", "P1", "P01a", "P2"], ["1", "02", "3"], ["", "a"],
    ["99999999999999999999998", "99999999999999999999999"], ["2026-03-02", "2026-03-10", "2026-11-01"],
  ])
  func numbersCountByValue(_ names: [String]) {
    #expect(names.shuffled().sorted { $0.precedesNaturally($1) } == names)
  }

  /// A strict order of all names, also of those that differ only in zeros before a number.
  @Test func isAnOrder() {
    let names = ["a1", "a01", "a001", "a1b", "a01b", "a", "1a", "01a", "", "0", "00"]
    for one in names {
      #expect(!one.precedesNaturally(one))
      for other in names where other != one {
        #expect(one.precedesNaturally(other) != other.precedesNaturally(one), "\(one) \(other)")
      }
    }
  }
}
