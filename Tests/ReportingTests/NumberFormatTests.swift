// Numbers in text, the same in every locale.

import Reporting
import Testing

@Suite struct NumberFormatTests {
  @Test func fixedPoint() {
    #expect(NumberFormat.fixed(0, digits: 4) == "0.0000")
    #expect(NumberFormat.fixed(0.5, digits: 2) == "0.50")
    #expect(NumberFormat.fixed(-1.005, digits: 1) == "-1.0")
    #expect(NumberFormat.fixed(-0.001, digits: 2) == "0.00")
    #expect(NumberFormat.fixed(99.995, digits: 0) == "100")
    #expect(NumberFormat.fixed(.nan, digits: 2) == ".")
    #expect(NumberFormat.fixed(1.0 / 3, digits: 4) == "0.3333")
  }
}
