// What a workbook shows that its cells do not hold, and the other way round: number formats, formulas, hidden and merged cells.

import Testing

@testable import Documents

@Suite struct WorkbookLayoutTests {
  private static func sheet(_ rows: String, before: String = "", after: String = "", formats: String = "") throws
    -> CellSheet
  {
    var parts = WorkbookTests.book(rows, styles: formats)
    parts[2].text = "<worksheet>\(before)<sheetData>\(rows)</sheetData>\(after)</worksheet>"
    return try #require(try Workbook(WorkbookTests.archive(parts), file: "b.xlsx")?.sheets.first)
  }

  /// Any code with a letter of dates or times makes a date, whatever stands between; text, colours and conditions do not.
  @Test func formatCodes() {
    for code in [
      "dd\\-mmm", "dd\\.mm\\.", "[h]:mm", "mm:ss.0", "yyyy\\-mm\\-dd", "[$-409]d\\-mmm", "[$-F400]h:mm:ss\\ AM/PM",
      "mmm",
      "d", "General\" d\";d",
    ] {
      #expect(CellStyles.kind(ofCode: code) == .date, "\(code)")
    }
    for code in [
      "0.00", "General", "#,##0.00\\ [$kr.-406]", "0.0\"mmol\"", "[Red]0.0", "[>100]0;0.0", "0.00E+00", "@",
      "_-* #,##0_-",
      "0\\d",
    ] {
      #expect(CellStyles.kind(ofCode: code) == .number, "\(code)")
    }
    for code in ["0%", "0.00\\ %", "0.0%;[Red]-0.0%"] { #expect(CellStyles.kind(ofCode: code) == .percent, "\(code)") }
    #expect(CellStyles.kind(ofCode: "0\" %\"") == .number)
  }

  /// A signal that a spreadsheet took for a day is no number; a percentage keeps its sign.
  @Test func shownOtherwise() throws {
    let formats =
      "<numFmts><numFmt numFmtId=\"170\" formatCode=\"dd\\-mmm\"/></numFmts><cellXfs><xf numFmtId=\"170\"/><xf numFmtId=\"9\"/><xf numFmtId=\"2\"/></cellXfs>"
    let sheet = try Self.sheet(
      "<row r=\"1\"><c r=\"A1\" s=\"0\"><v>46143</v></c><c r=\"B1\" s=\"1\"><v>0.07</v></c><c r=\"C1\" s=\"2\"><v>0.07</v></c></row>",
      formats: formats)
    #expect(sheet.rows == [["2026-05-01", "7 %", "0.07"]])
  }

  /// A formula whose value was not saved is no empty cell; one whose value is an empty text is.
  @Test func formulas() throws {
    let sheet = try Self.sheet(
      "<row r=\"1\"><c r=\"A1\"><f>B2*2</f></c><c r=\"B1\"><f>B2*2</f><v></v></c><c r=\"C1\"><f>B2*2</f><v>6</v></c>"
        + "<c r=\"D1\" t=\"str\"><f>\"\"</f><v></v></c><c r=\"E1\"><f t=\"shared\" si=\"0\"/></c><c r=\"F1\"><v>1</v></c></row>"
    )
    #expect(sheet.rows == [["=B2*2", "=B2*2", "6", "", "=", "1"]])
  }

  @Test func hiddenAndMerged() throws {
    let rows =
      "<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"C1\"><v>2</v></c></row><row r=\"2\" hidden=\"1\"><c r=\"A2\"><v>3</v></c></row>"
      + "<row r=\"3\" hidden=\"1\"/>"
    let sheet = try Self.sheet(
      rows,
      before:
        "<cols><col min=\"2\" max=\"3\" hidden=\"1\"/><col min=\"9\" max=\"9\" hidden=\"1\"/><col min=\"1\" max=\"1\"/></cols>",
      after: "<mergeCells><mergeCell ref=\"A1:B2\"/><mergeCell ref=\"A1\"/></mergeCells>")
    #expect(sheet.hiddenRows == [1] && sheet.hiddenColumns == [1...2] && !sheet.isHidden)
    #expect(sheet.merged == [MergedCells(rows: 0...1, columns: 0...1)])
    var parts = WorkbookTests.book(rows)
    parts[0].text = "<workbook><sheets><sheet name=\"S\" r:id=\"r1\" state=\"veryHidden\"/></sheets></workbook>"
    #expect(try Workbook(WorkbookTests.archive(parts), file: "b.xlsx")?.sheets.first?.isHidden == true)
  }

  /// The same of the XML of Excel 2003.
  @Test func excel2003() throws {
    let text =
      "<?xml version=\"1.0\"?><Workbook><Worksheet ss:Name=\"S\"><Table><Row><Cell ss:MergeDown=\"1\"><Data>1</Data></Cell></Row>"
      + "<Row ss:Hidden=\"1\"><Cell><Data>2</Data></Cell></Row></Table><WorksheetOptions><Visible>SheetHidden</Visible></WorksheetOptions>"
      + "</Worksheet></Workbook>"
    let sheet = try #require(try Workbook(Array(text.utf8), file: "b.xml")?.sheets.first)
    #expect(sheet.rows == [["1"], ["2"]] && sheet.hiddenRows == [1] && sheet.isHidden)
    #expect(sheet.merged == [MergedCells(rows: 0...1, columns: 0...0)])
  }

  /// Columns and rows that are hidden with those behind them, and cells behind merged ones.
  @Test func excel2003Spans() throws {
    func cell(_ text: String, _ attributes: String = "") -> String { "<Cell\(attributes)><Data>\(text)</Data></Cell>" }
    let columns =
      "<Column ss:Width=\"9\"/><Column ss:Hidden=\"1\"/><Column ss:Index=\"4\" ss:Hidden=\"1\" ss:Span=\"1\"/><Column ss:Hidden=\"1\"/>"
    let rows =
      "<Row>\(cell("a", " ss:MergeAcross=\"1\""))\(cell("c"))\(cell("d"))</Row><Row ss:Hidden=\"1\" ss:Span=\"1\"/>"
      + "<Row>\(cell("1"))\(cell("2"))</Row>"
    let text =
      "<?xml version=\"1.0\"?><Workbook><Worksheet ss:Name=\"S\"><Table>\(columns)\(rows)</Table></Worksheet><Worksheet ss:Name=\"T\"><Table><Row>\(cell("x"))\(cell("y"))</Row></Table></Worksheet></Workbook>"
    let sheets = try #require(try Workbook(Array(text.utf8), file: "b.xml")?.sheets)
    #expect(sheets[0].rows == [["a", "", "c", "d"], [], [], ["1", "2"]])
    #expect(sheets[0].hiddenColumns == [1...1, 3...4] && sheets[0].hiddenRows.isEmpty)
    #expect(sheets[1].rows == [["x", "y"]] && sheets[1].hiddenColumns.isEmpty)
  }

  /// Formats of cells, rows and columns; a formula without its value; a comment is no value.
  @Test func excel2003Formats() throws {
    let styles =
      "<Styles><Style ss:ID=\"p\"><NumberFormat ss:Format=\"Percent\"/></Style><Style ss:ID=\"q\" ss:Parent=\"p\"/>"
      + "<Style ss:ID=\"e\"><NumberFormat ss:Format=\"Scientific\"/></Style><Style ss:ID=\"d\"><NumberFormat ss:Format=\"Short Date\"/></Style>"
      + "<Style ss:ID=\"c\"><NumberFormat ss:Format=\"0.0%\"/></Style></Styles>"
    func cell(_ style: String, _ value: String, _ type: String = "Number") -> String {
      "<Cell\(style.isEmpty ? "" : " ss:StyleID=\"\(style)\"")><Data ss:Type=\"\(type)\">\(value)</Data></Cell>"
    }
    let first =
      cell("p", "0.45") + cell("q", "0.07") + cell("e", "0.45") + cell("d", "46143") + cell("p", "x", "String")
    let second =
      cell("", "0.5") + cell("e", "0.5") + "<Cell ss:Formula=\"=RC[-1]*2\"/>"
      + "<Cell><Data ss:Type=\"Number\">3</Data><Comment><ss:Data><B>AB:</B> again</ss:Data></Comment></Cell>"
      + cell("", "7")
    let text =
      "<?xml version=\"1.0\"?><Workbook>\(styles)<Worksheet ss:Name=\"S\"><Table><Column ss:Index=\"5\" ss:StyleID=\"c\"/>"
      + "<Row>\(first)</Row><Row>\(second)</Row><Row ss:StyleID=\"p\">\(cell("", "0.125"))</Row></Table></Worksheet></Workbook>"
    let sheet = try #require(try Workbook(Array(text.utf8), file: "b.xml")?.sheets.first)
    #expect(
      sheet.rows == [
        ["45 %", "7 %", "0.45", "2026-05-01", "x"], ["0.5", "0.5", "=RC[-1]*2", "3", "700 %"], ["12.5 %"],
      ])
  }

  /// A text in its cell may be of several runs, with a hint how to say it.
  @Test func runsOfText() throws {
    let sheet = try Self.sheet(
      "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><r><t>C</t></r><r><t>1</t></r><rPh><t>hint</t></rPh></is></c><c r=\"B1\" t=\"inlineStr\"><is><t>x</t></is></c></row>"
    )
    #expect(sheet.rows == [["C1", "x"]])
  }

  /// Places beyond any sheet, as damaged files have them, neither trap nor take time.
  @Test func placesBeyondTheSheet() throws {
    let most = Int.max
    let sheet = try Self.sheet(
      "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"\(most)\" hidden=\"1\"/><row/>",
      before: "<cols><col min=\"1\" max=\"\(most)\" hidden=\"1\"/></cols>", after: "")
    #expect(sheet.rows == [["1"]] && sheet.hiddenRows.isEmpty && sheet.hiddenColumns.count == 1)
    for place in [
      "Row ss:Index=\"\(most)\"><Cell ss:MergeDown=\"2\"", "Row><Cell ss:Index=\"\(most)\" ss:MergeAcross=\"3\"",
    ] {
      let text =
        "<?xml version=\"1.0\"?><Workbook><Worksheet ss:Name=\"S\"><Table><\(place)></Cell></Row></Table></Worksheet></Workbook>"
      #expect(try Workbook(Array(text.utf8), file: "b.xml")?.sheets.first?.merged.isEmpty != false)
    }
  }

  /// Rows that end in empty cells are as long as the others; a wholly empty row stays one.
  @Test func rowsOfOneLength() throws {
    let sheet = CellSheet(name: "", rows: [["a", "b", "c"], ["1"], [], ["2", "", "3"]])
    #expect(sheet.tabSeparated(file: "b.xlsx").lines == ["a\tb\tc", "1\t\t", "", "2\t\t3"])
  }
}
