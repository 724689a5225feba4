// Tests of tables in and out: valid and invalid rows from a table of their own, encodings, formulas, round trips.

import Documents
import Foundation
import Testing

@Suite struct NamedTableTests {
  private func table(_ text: String, form: TableForm = .measurements) throws(InputFaults) -> NamedTable {
    try NamedTable(DecodedText(file: "t.csv", bytes: Array(text.utf8)), form: form)
  }

  @Test func everyRowOfTheFixture() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let lines = try String(contentsOf: folder.appending(path: "fixtures/documents/tables.tsv"), encoding: .utf8)
      .split(separator: "\n", omittingEmptySubsequences: false).dropFirst(2).filter { !$0.isEmpty }
    #expect(lines.count == 29)
    for line in lines {
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      let text = cells[0].replacing("|", with: "\n").replacing("<SOH>", with: "\u{1}")
      var found: String
      do throws(InputFaults) {
        found = try table(text).rows.map { $0.cells.joined(separator: "/") }.joined(separator: " + ")
      } catch {
        let (line, column) = (error.line.map(String.init) ?? "-", error.column.map(String.init) ?? "-")
        found = "\(error.code.rawValue) \(line):\(column)"
      }
      #expect(found == cells[1], "\(cells[2])")
    }
  }

  @Test func commentsBetweenRowsArePassedOverWhereTheFormSaysSo() throws {
    let text = "# x\na\tb\n# y\n1\t2\n\n3\t\"4\"\n"
    let read = try table(text, form: .tabs)
    #expect(read.rows.map(\.line) == [4, 6] && read.rows[1].cells == ["3", "4"] && read.headerLine == 2)
    #expect(throws: InputFaults.self) { try table(text) }
    #expect(try table("a;b,c\n1;2,3\n", form: .commas).columns == ["a;b", "c"])
  }

  @Test func everyWrongColumnIsTold() throws {
    let read = try table("case_id,reds1,zzzzzz\nx,y,z\n")
    let error = #expect(throws: InputFaults.self) {
      try read.check(["case_id", "reads1", "assay"], required: ["case_id", "assay"])
    }
    #expect(error?.faults.map(\.code) == [.unknownColumn, .unknownColumn, .missingColumn])
    #expect(error?.faults[0].remedy == "did you mean reads1?" && error?.faults[1].column == 3)
    #expect(read.text(read.rows[0], "reds1") == "y" && read.text(read.rows[0], "none").isEmpty)
    let fault = read.fault(.badNumber, read.rows[0], "zzzzzz", "no number")
    #expect(fault.description == "t.csv:2:3: BAD_NUMBER: zzzzzz: no number")
    #expect(throws: InputFaults.self) { try read.require("assay") }
  }

  @Test func everyRowOfAWrongLengthIsTold() {
    let error = #expect(throws: InputFaults.self) { try table("a,b\n1\n1,2\n1,2,3\n") }
    #expect(error?.faults.map(\.line) == [2, 4] && error?.faults.map(\.column) == [2, 3])
  }

  @Test(arguments: ["a;µ\r\n1,5;ü\r\n", "a;µ\r1,5;ü\r", "a;µ\n1,5;ü"])
  func encodingsAndLineEndsGiveTheSameTable(text: String) throws {
    var forms: [(String, [UInt8])] = [("UTF-8", Array(text.utf8)), ("UTF-8", [0xEF, 0xBB, 0xBF] + Array(text.utf8))]
    let units = Array(text.utf16)
    forms.append(("UTF-16LE", [0xFF, 0xFE] + units.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }))
    forms.append(("UTF-16BE", [0xFE, 0xFF] + units.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] }))
    forms.append(("UTF-16LE", units.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }))
    forms.append(("Windows-1252", text.unicodeScalars.map { UInt8($0.value) }))
    for (encoding, bytes) in forms {
      let decoded = try DecodedText(file: "x", bytes: bytes)
      #expect(decoded.encoding == encoding)
      let read = try NamedTable(decoded)
      #expect(read.columns == ["a", "µ"] && read.rows.map(\.cells) == [["1,5", "ü"]] && read.mark == .comma)
    }
  }

  @Test func whatIsNoTextIsNamed() {
    for (bytes, word) in [
      ([0x50, 0x4B, 3, 4], "Excel"), ([0xD0, 0xCF, 0x11, 0xE0], "Office"), (Array("%PDF-1".utf8), "PDF"),
      (Array("<?xml".utf8), "XML"), ([0xFF, 0xFE, 0x41], "cut off"), ([0x41, 0x0, 0x42, 0x43, 0], "control"),
    ] as [([UInt8], String)] {
      let error = #expect(throws: InputFaults.self) { try DecodedText(file: "x", bytes: bytes) }
      #expect(error?.description.contains(word) == true, "\(word)")
    }
  }

  @Test func wordsArePartedByBlanksAndTabs() {
    #expect(DelimitedText.words(" chr1\t 5  6 ") == ["chr1", "5", "6"] && DelimitedText.words("").isEmpty)
  }
}

@Suite struct TSVTests {
  @Test(arguments: [
    ("", "."), ("a", "a"), ("a\tb", "a\\tb"), ("a\r\nb", "a\\r\\nb"), ("\u{202E}x", "\\u{202E}x"), ("=1+1", "'=1+1"),
    ("+49 30", "'+49 30"), ("@cmd", "'@cmd"), ("-x", "'-x"), ("-1.5", "-1.5"), ("-1e-7", "-1e-7"), ("-", "-"),
    ("+", "+"),
    ("=", "'="), ("+2", "'+2"), ("-2+3", "'-2+3"), ("'=x", "''=x"), ("'x", "'x"), ("\t=1", "\\t=1"), ("é", "é"),
  ])
  func cells(value: String, cell: String) { #expect(TSV.cell(value) == cell) }

  @Test func numbersAndTables() {
    #expect(TSV.cell(0.123_456_789) == "0.123457" && TSV.cell(Double.nan) == "." && TSV.cell(nil as Double?) == ".")
    #expect(TSV.cell(7) == "7" && TSV.cell(nil as Int?) == ".")
    #expect(TSV.table(["a", "b"], [["1", ""], ["=x", "y"]]) == "a\tb\n1\t.\n'=x\ty\n")
  }

  @Test(arguments: [41, 42] as [UInt64])
  func whatIsWrittenIsReadBack(seed: UInt64) throws {
    var generator = DocumentGenerator(seed: seed)
    for round in 0..<200 {
      // Quotes mean something to the reader; what is made visible stays visible.
      let cells = (0..<3).map { _ in "x" + generator.text().replacing("\"", with: "") }
      let values = cells.enumerated().map { $0 == 1 ? String($1.dropFirst()) : $1 }
      let text = TSV.table(["a", "b", "c"], [values])
      #expect(text.unicodeScalars.count { $0 == "\t" } == 4 && text.unicodeScalars.count { $0 == "\n" } == 2)
      let row = try NamedTable(DecodedText(file: "t", bytes: Array(text.utf8)), form: .tabs).rows[0]
      let expected = values.map { $0.isEmpty ? "." : $0.visible.trimmingBlanks }
      #expect(row.cells == expected, "seed \(seed), round \(round): \(values)")
    }
  }

  @Test func columnsAreAligned() {
    #expect(PlainTable.aligned([["a", "bb"], ["ccc", "d"]]) == ["  a    bb", "  ccc  d"])
  }
}
