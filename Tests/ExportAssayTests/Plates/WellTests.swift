// Places of wells, and what a cell of signals means.

import Documents
import TypeICollagen
import Testing

@testable import ExportAssay

@Suite struct WellPositionTests {
  /// Law: every place of 32 x 48 wells comes back from its name, in either case, with zeros or not, and in order.
  @Test func namesComeBack() throws {
    var all: [WellPosition] = []
    for row in 0..<32 {
      for column in 0..<48 {
        let well = try #require(WellPosition(row: row, column: column))
        #expect(WellPosition(well.description) == well && WellPosition(well.description.lowercased()) == well)
        if column < 9 { #expect(WellPosition("\(WellPosition.rowName(row))0\(column + 1)") == well) }
        all.append(well)
      }
    }
    #expect(all == all.sorted() && Set(all.map(\.description)).count == 32 * 48)
  }

  @Test func names() {
    for (name, row, column) in [("A1", 0, 0), ("H12", 7, 11), ("P24", 15, 23), ("AA1", 26, 0), ("AF48", 31, 47)] {
      let well = WellPosition(name)
      #expect(well?.row == row && well?.column == column && well?.description == name, "\(name)")
    }
    for name in ["", "A", "1", "A0", "A49", "AG1", "1A", "A1B", "A-1", "A 1", "AAA1", "A100", "Ä1"] {
      #expect(WellPosition(name) == nil, "\(name)")
    }
    #expect(WellPosition(row: -1, column: 0) == nil && WellPosition(row: 0, column: 48) == nil)
  }
}

@Suite struct SignalTokenTests {
  /// What a reader prints where there is no number, and what it must never be taken for: 0.
  @Test func tokens() {
    let rows: [(texts: [String], signal: WellSignal?)] = [
      (["", "NaN", "nan", "?????", "MISSED", "NA", ".", "Range?", "#Low", "#High", "<0.000", "< 5"], .missing),
      (["OVRFLW", "OVERFLOW", "Overflow", "SAT", "#Sat", "#SAT", "OUT", ">40.000", "> 4"], .overflow),
      (["Masked", "masked", "MASKED", "*0.356*", "*NaN*"], .masked),
      (["0"], .value(0, decimals: 0)), (["0.350"], .value(0.35, decimals: 3)),
      (["1.93E+03"], .value(1930, decimals: -1)),
      (["text", "*", "**", "*x*", ">", "<x", "1,5", "12 3"], nil),
    ]
    for row in rows {
      for text in row.texts { #expect(SignalToken.parse(text, mark: .point) == row.signal, "\(text)") }
    }
    #expect(SignalToken.parse("1,5", mark: .comma) == .value(1.5, decimals: 1))
  }

  @Test func differences() {
    let a = WellSignal.value(1.25, decimals: 3)
    #expect(a.subtracting(.value(0.25, decimals: 2)) == .value(1, decimals: 2))
    #expect(a.subtracting(.overflow) == .overflow && a.subtracting(.masked) == .missing)
    #expect(a.subtracting(.missing) == .missing && WellSignal.masked.subtracting(a) == .masked)
    #expect(a.number == 1.25 && WellSignal.overflow.number == nil)
  }

  @Test func printedNumbers() throws {
    let number = try #require(PrintedNumber("59.038", mark: .point))
    #expect(number.value == 59.038 && number.decimals == 3 && abs(number.unit - 0.001) < 1e-18)
    #expect(PrintedNumber("Masked", mark: .point) == nil && PrintedNumber("1,5", mark: .comma)?.value == 1.5)
  }
}
