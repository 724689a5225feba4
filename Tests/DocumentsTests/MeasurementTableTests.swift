// Tables with named columns: where the header is, what parts the cells, which decimal mark, and what is refused where.

import Testing

@testable import Documents

@Suite struct MeasurementTableTests {
  private func table(_ text: String) throws -> NamedTable { try NamedTable(DecodedText(file: "t.csv", text: text)) }

  private func failure(_ text: String) -> InputFaults? {
    #expect(throws: InputFaults.self) { try table(text) }
  }

  /// Comments, empty lines and Excel's own line before the header; the lines of rows are those of the file.
  @Test func headerPlace() throws {
    for (text, header, first) in [
      ("a,b\n1,2\n", 1, 2), ("# note\n\na,b\n1,2", 3, 4), ("sep=;\na;b\n1;2\n", 2, 3), ("SEP=,\na,b\n1,2\n", 2, 3),
      ("\n  \n# x\na\tb\n1\t2\n", 4, 5),
    ] {
      let found = try table(text)
      #expect(found.columns == ["a", "b"] && found.headerLine == header, "\(text)")
      #expect(found.rows.count == 1 && found.rows[0].line == first && found.rows[0].cells == ["1", "2"], "\(text)")
      #expect(NamedTable.columns(of: try DecodedText(file: "t.csv", text: text)) == ["a", "b"], "\(text)")
    }
    #expect(NamedTable.columns(of: try DecodedText(file: "t.csv", text: "# only\n")) == nil)
  }

  /// Names in lower case with underscores; a delimiter inside quotes is none.
  @Test func columnNames() throws {
    #expect(try table("Line ID,\"Medium, mL\",DNA\n1,2,3\n").columns == ["line_id", "medium,_ml", "dna"])
    #expect(try table(" a , b \n 1 ,\u{A0}2 \n").rows[0].cells == ["1", "2"])
  }

  /// Columns without a name and without a cell at the right of a sheet, and rows of delimiters at its end, are none.
  @Test func emptyMargins() throws {
    let found = try table("a,b,,\n1,2,,\n3,4,,\n,,,\n ,, ,\n")
    #expect(found.columns == ["a", "b"] && found.rows.map(\.cells) == [["1", "2"], ["3", "4"]])
    #expect(failure("a,b,,\n1,2,,x\n")?.code == .missingColumn)
    #expect(failure("a,,b\n1,2,3\n")?.column == 2)
  }

  @Test func delimiters() {
    for (header, delimiter) in [("a,b", ","), ("a;b", ";"), ("a\tb", "\t"), ("a;b;c,d", ";"), ("a", ",")]
      as [(String, Unicode.Scalar)]
    { #expect(NamedTable.separator(of: header) == delimiter, "\(header)") }
  }

  /// A comma is the decimal mark only where no cell has a point, and never where it may part thousands.
  @Test func decimalMarks() throws {
    for (text, mark) in [
      ("a;b\n1,5;2\n", DecimalMark.comma), ("a;b\n1.5;2\n", .point), ("a;b\n1;2\n", .point),
      ("a;b\n1,5;2.5\n", .point), ("a;b\n0,123;5\n", .comma), ("a;b\n1234,567;5\n", .comma),
      ("a;b\nx,y;5\n", .point), ("a;b\n-1,234;2\n", .comma),
    ] { #expect(try table(text).mark == mark, "\(text)") }
    let doubtful = failure("a;b\n5;1,234\n")
    #expect(doubtful?.code == .badNumber && doubtful?.line == 2 && doubtful?.column == 2)
    #expect(try table("a,b\n1,500\n").mark == .point)
  }

  /// Code, line and column of every refusal.
  @Test func refusals() {
    let rows: [(text: String, code: InputFault.Code, line: Int?, column: Int?)] = [
      ("", .unknownFormat, nil, nil), ("\n\n", .unknownFormat, nil, nil), ("# a\n", .unknownFormat, nil, nil),
      ("a,b\n1\n", .rowLength, 2, 2), ("a,b\n1,2,3\n", .rowLength, 2, 3), ("a,A\n1,2\n", .duplicateColumn, 1, 2),
      ("a b,a_b\n1,2\n", .duplicateColumn, 1, 2), ("a,b\n1,\"2\n", .quoting, 2, 2),
      ("a,b\n1,2\n\n3,4\n", .rowLength, 3, 1), ("a,b\n1,2\n,\n\n3,4\n", .rowLength, 4, 1),
    ]
    for row in rows {
      let error = failure(row.text)
      #expect(error?.code == row.code && error?.line == row.line && error?.column == row.column, "\(row.text)")
    }
  }

  @Test func knownAndRequiredColumns() throws {
    let found = try table("# c\na,b\n1,2\n")
    try found.check(["a", "b", "c"], required: ["a"])
    let unknown = #expect(throws: InputFaults.self) { try found.check(["a"], required: []) }
    #expect(unknown?.code == .unknownColumn && unknown?.line == 2 && unknown?.column == 2)
    let missing = #expect(throws: InputFaults.self) { try found.check(["a", "b", "c"], required: ["c"]) }
    #expect(missing?.code == .missingColumn && missing?.line == 2)
  }
}

@Suite struct RowReaderTests {
  private enum Fraction: String, CaseIterable { case medium, cell_layer, degraded }

  private func reader(_ cell: String, _ separator: String = ",") throws -> RowReader {
    let table = try NamedTable(DecodedText(file: "t.csv", text: "k\(separator)x\nrow\(separator)\(cell)\n"))
    return RowReader(table, table.rows[0])
  }

  /// Each kind of cell: its value, or the message of its refusal.
  @Test func cells() throws {
    for empty in ["", ".", "NA"] {
      let row = try reader(empty)
      #expect(row.text("x") == nil && row.text("absent") == nil)
      #expect(try row.number("x") == nil && row.integer("x") == nil && row.positive("x") == nil)
      #expect(try row.flag("x", default: true) && !row.flag("x", default: false))
      #expect(throws: InputFaults.self) { try row.requiredText("x") }
      #expect(throws: InputFaults.self) { try row.requiredNumber("x") }
    }
    #expect(try reader("2.5").number("x") == 2.5)
    #expect(try reader("-3").integer("x") == -3)
    #expect(try reader("4").ordinal("x") == 4 && reader("0").ordinal("x", from: 0) == 0)
    #expect(try reader("2,5", ";").number("x") == 2.5)
    for yes in ["1", "true", "TRUE", "Yes"] { #expect(try reader(yes).flag("x", default: false)) }
    for no in ["0", "false", "FALSE", "no"] { #expect(try !reader(no).flag("x", default: true)) }
    for word in ["cell_layer", "Cell_Layer"] {
      #expect(try reader(word).choice("x", Fraction.self) == .cell_layer, "\(word)")
    }
  }

  @Test func refusals() throws {
    func error(_ cell: String, _ read: (RowReader) throws -> Void) throws -> InputFaults? {
      let row = try reader(cell)
      return #expect(throws: InputFaults.self, "\(cell)") { try read(row) }
    }
    let rows: [(cell: String, code: InputFault.Code, words: String, read: (RowReader) throws -> Void)] = [
      ("abc", .badNumber, "x 'abc' is not a number", { _ = try $0.number("x") }),
      ("1e", .badNumber, "x '1e' is not a number", { _ = try $0.number("x") }),
      ("-1", .badNumber, "x is negative", { _ = try $0.nonNegative("x") }),
      ("0", .badNumber, "x must be above 0", { _ = try $0.positive("x") }),
      ("1.5", .badNumber, "x is not a whole number", { _ = try $0.integer("x") }),
      ("1e12", .badNumber, "x is not a whole number", { _ = try $0.integer("x") }),
      ("0", .badNumber, "x must be 1 or more", { _ = try $0.ordinal("x") }),
      ("maybe", .badToken, "x must be 0 or 1", { _ = try $0.flag("x", default: true) }),
      (
        "medum", .badToken, "x 'medum' is not one of: medium, cell_layer, degraded",
        {
          _ = try $0.choice("x", Fraction.self)
        }
      ),
      ("", .badToken, "x is empty", { _ = try $0.requiredChoice("x", Fraction.self) }),
    ]
    for row in rows {
      let found = try error(row.cell, row.read)
      #expect(found?.code == row.code && found?.reason == row.words && found?.line == 2 && found?.column == 2)
      if row.cell == "medum" { #expect(found?.remedy == "did you mean medium?") }
    }
  }
}
