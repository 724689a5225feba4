// Tests of numbers as text: the shortest form, fixed and significant digits, and what is read as a number.

import Documents
import Testing

@Suite struct NumberTextTests {
  /// Appendix B of RFC 8785.
  @Test(
    arguments: [
      (0x0000_0000_0000_0000, "0"), (0x8000_0000_0000_0000, "0"), (0x0000_0000_0000_0001, "5e-324"),
      (0x8000_0000_0000_0001, "-5e-324"), (0x7fef_ffff_ffff_ffff, "1.7976931348623157e+308"),
      (0x4340_0000_0000_0000, "9007199254740992"), (0x4430_0000_0000_0000, "295147905179352830000"),
      (0x44b5_2d02_c7e1_4af5, "9.999999999999997e+22"), (0x44b5_2d02_c7e1_4af6, "1e+23"),
      (0x444b_1ae4_d6e2_ef4e, "999999999999999700000"), (0x444b_1ae4_d6e2_ef50, "1e+21"),
      (0x3eb0_c6f7_a0b5_ed8c, "9.999999999999997e-7"), (0x3eb0_c6f7_a0b5_ed8d, "0.000001"),
      (0x41b3_de43_5555_5553, "333333333.3333332"), (0xbecb_f647_612f_3696, "-0.0000033333333333333333"),
      (0x4314_3ff3_c1cb_0959, "1424953923781206.2"),
    ] as [(UInt64, String)])
  func shortestIsThatOfRFC8785(bits: UInt64, text: String) {
    #expect(NumberText.shortest(Double(bitPattern: bits)) == text)
  }

  @Test(arguments: [11, 12] as [UInt64])
  func shortestGivesTheNumberBack(seed: UInt64) {
    var generator = DocumentGenerator(seed: seed)
    for _ in 0..<5000 {
      let value = generator.number()
      #expect(Double(NumberText.shortest(value)) == value, "seed \(seed)")
    }
  }

  @Test(
    arguments: [
      (0.285, 2, "0.29"), (1.005, 2, "1.01"), (-0.004, 2, "0.00"), (0.5, 0, "1"), (-0.5, 0, "-1"), (0.05, 0, "0"),
      (999.995, 2, "1000.00"), (1e21, 1, "1000000000000000000000.0"), (1e-9, 4, "0.0000"), (12.3, 3, "12.300"),
      (0, 3, "0.000"), (.infinity, 2, "."), (.nan, 2, "."), (0.096, 2, "0.10"), (9.5, 0, "10"),
    ] as [(Double, Int, String)])
  func fixedRoundsTheShortestForm(value: Double, decimals: Int, text: String) {
    #expect(NumberText.fixed(value, decimals) == text)
  }

  @Test(
    arguments: [
      (123_456.789, 4, "123500"), (0.000_012_345, 3, "0.0000123"), (0.000_001_234_5, 3, "1.23e-6"),
      (0.000_123_45, 3, "0.000123"), (1e9, 3, "1e9"),
      (999_999_999, 3, "1e9"), (-2.5, 1, "-3"), (0, 3, "0"), (100, 6, "100"), (.nan, 3, "."),
    ] as [(Double, Int, String)])
  func significantDigits(value: Double, count: Int, text: String) {
    #expect(NumberText.significant(value, count) == text)
  }

  @Test func roundingStaysANumber() {
    #expect(NumberText.rounded(0.285, decimals: 2) == 0.29 && NumberText.rounded(1234.5, significant: 2) == 1200)
    #expect(NumberText.rounded(.infinity, decimals: 2) == .infinity)
    #expect(NumberText.rounded(-0.001, decimals: 2).sign == .plus)
    #expect(NumberText.grouped(1_234_567) == "1\u{202F}234\u{202F}567" && NumberText.grouped(-12) == "-12")
  }

  @Test(arguments: ["1", "-1.5", "+2", "1e5", "1E-5", ".5", "5."])
  func plainNumbersAreRead(text: String) { #expect(NumberText.parse(text) == Double(text)) }

  @Test(arguments: ["", "+", "1,5", "0x1", "inf", "nan", "1e", "1e999", "1 000", "--1", "1.2.3", " 1", "1-2", "١"])
  func otherTextIsNoNumber(text: String) { #expect(NumberText.parse(text) == nil) }

  @Test func commasAreDecimalMarksWhereTheFileSaysSo() {
    #expect(NumberText.parse("1,5", mark: .comma) == 1.5 && NumberText.parse("1.5", mark: .comma) == nil)
    #expect(NumberText.decimals("1.250") == 3 && NumberText.decimals("1.93E+03") == -1)
    #expect(NumberText.decimals("7") == 0 && NumberText.decimals("x") == nil)
  }
}
