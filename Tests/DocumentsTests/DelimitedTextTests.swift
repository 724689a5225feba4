// Lines into cells: what a quote, a delimiter and a spreadsheet's apostrophe mean, and what is refused.

import Testing

@testable import Documents

@Suite struct DelimitedTextTests {
  /// A line with its delimiter, and the cells that it must give.
  static let lines: [(line: String, separator: Unicode.Scalar, cells: [String])] = [
    ("a,b,c", ",", ["a", "b", "c"]),
    ("", ",", [""]),
    (",", ",", ["", ""]),
    ("a;b,c", ";", ["a", "b,c"]),
    ("a\tb c", "\t", ["a", "b c"]),
    ("\"a,b\",c", ",", ["a,b", "c"]),
    ("\"a\"\"b\",c", ",", ["a\"b", "c"]),
    ("\"\",c", ",", ["", "c"]),
    ("\"a\" ,c", ",", ["a", "c"]),
    // A spreadsheet's sign for "this is text" goes; an apostrophe before anything else is part of the cell.
    ("'=1+1,'-A,'@x,'+5", ",", ["=1+1", "-A", "@x", "+5"]),
    ("'abc,5'-end", ",", ["'abc", "5'-end"]),
  ]

  @Test func cells() throws {
    for item in Self.lines {
      let found = try DelimitedText.cells(item.line, separator: item.separator, file: "t", number: 1)
      #expect(found == item.cells, "\(item.line)")
    }
  }

  /// Quotes that would swallow or change cells: refused at the cell that has them, counted from 1.
  @Test func quotes() {
    for (line, column, words) in [
      ("a,\"b", 2, "open quote"), ("a,b\"c", 2, "quote inside an unquoted cell"),
      ("\"a\"b,c", 1, "text after a closing quote"), ("x,y,\"", 3, "open quote"),
    ] {
      let error = #expect(throws: InputFaults.self) {
        try DelimitedText.cells(line, separator: ",", file: "t.csv", number: 7)
      }
      #expect(error?.code == .quoting && error?.line == 7 && error?.column == column, "\(line)")
      #expect(error?.reason == words && error?.file == "t.csv", "\(line)")
    }
  }

  /// Law: cells that need no quotes come back from their own joining.
  @Test func joinedCellsComeBack() throws {
    let letters = ["", "a", "1.5", "x y", "é", "#", "-", "alpha1(I)"]
    for a in letters {
      for b in letters {
        for delimiter in [",", ";", "\t"] as [Unicode.Scalar] {
          let line = [a, b, a].joined(separator: String(delimiter))
          #expect(try DelimitedText.cells(line, separator: delimiter, file: "t", number: 1) == [a, b, a], "\(line)")
        }
      }
    }
  }
}
