// Workbooks of tables: hidden sheets and rows are said, merged cells refused, formulas without a value no empty cells.

import Documents
import Testing

@testable import AssaySimulation
@testable import ExportAssay

@Suite struct HiddenCellTests {
  private static let study = RightStudy(seed: 11)

  /// A sheet of the XML of Excel 2003.
  private static func sheet(
    _ name: String, _ table: StudyTable, hidden: Bool = false, row: (Int) -> String = { _ in "" },
    cell: (Int, String) -> String = { _, _ in "" }
  ) -> String {
    func xml(_ text: String, _ attributes: String = "") -> String {
      text.isEmpty ? "<Cell\(attributes)/>" : "<Cell\(attributes)><Data>\(text)</Data></Cell>"
    }
    let head = "<Row>" + table.columns.map { xml($0) }.joined() + "</Row>"
    let rows = table.rows.enumerated().map { index, cells in
      "<Row\(row(index))>" + table.columns.map { xml(cells[$0] ?? "", cell(index, $0)) }.joined() + "</Row>"
    }
    return "<Worksheet Name=\"\(name)\"><Table>\(head)\(rows.joined())</Table>"
      + (hidden ? "<WorksheetOptions><Visible>SheetHidden</Visible></WorksheetOptions>" : "") + "</Worksheet>"
  }

  private static func run(_ sheets: String...) throws -> AssayResult {
    let text = "<?xml version=\"1.0\"?><Workbook>\(sheets.joined())</Workbook>"
    return try AssayRun.run(inputs: [("b.xml", Array(text.utf8))])
  }

  @Test func plain() throws {
    let found = try Self.run(Self.sheet("cultures", Self.study.cultures), Self.sheet("plate", Self.study.plate))
    let tables = try AssayRun.run(inputs: [
      ("cultures.csv", Array(Self.study.cultures.text().utf8)), ("plate.csv", Array(Self.study.plate.text().utf8)),
    ])
    #expect(found.lines.map(\.synthesis.value) == tables.lines.map(\.synthesis.value))
    #expect(found.warnings.map(\.message) == tables.warnings.map(\.message))
  }

  @Test func hidden() throws {
    let rows = try Self.run(
      Self.sheet("cultures", Self.study.cultures, row: { $0 == 1 || $0 == 2 ? " Hidden=\"1\"" : "" }),
      Self.sheet("plate", Self.study.plate))
    #expect(
      rows.warnings.contains { $0.line == 3 && $0.message.contains("2 rows of sheet 'cultures' are hidden") },
      "\(rows.warnings)")
    let sheet = try Self.run(
      Self.sheet("cultures", Self.study.cultures), Self.sheet("plate", Self.study.plate, hidden: true))
    #expect(sheet.warnings.contains { $0.message.contains("sheet 'plate' is hidden") }, "\(sheet.warnings)")
  }

  /// A hidden sheet that is passed over is not said to be read.
  @Test func hiddenNotes() throws {
    let notes =
      "<Worksheet Name=\"notes\"><Table><Row><Cell><Data>plate repeated on Monday</Data></Cell></Row></Table>"
      + "<WorksheetOptions><Visible>SheetHidden</Visible></WorksheetOptions></Worksheet>"
    let found = try Self.run(
      Self.sheet("cultures", Self.study.cultures), Self.sheet("plate", Self.study.plate), notes
    ).warnings.map(\.message).filter { $0.contains("notes") }
    #expect(found.count == 1 && found[0].hasSuffix("and is not read"), "\(found)")
  }

  @Test func merged() throws {
    let error = #expect(throws: InputFaults.self) {
      try Self.run(
        Self.sheet(
          "cultures", Self.study.cultures,
          cell: { row, column in row == 0 && column == "line_id" ? " MergeDown=\"1\"" : "" }),
        Self.sheet("plate", Self.study.plate))
    }
    #expect(error?.code == .inconsistent && error?.line == 2 && error?.file == "b.xml/cultures")
    #expect(error?.message.contains("merged") == true, "\(error?.message ?? "")")
  }

  /// Merged cells beside and below a table, and empty ones in it, take no value from any cell.
  @Test func mergedBeside() throws {
    let study = Self.study
    let columns = study.cultures.columns.count
    let beside =
      "<Row><Cell ss:Index=\"\(columns + 2)\" ss:MergeDown=\"2\" ss:MergeAcross=\"1\"/></Row><Row><Cell ss:MergeAcross=\"3\"/></Row>"
    let sheet = Self.sheet("cultures", study.cultures)
    var parts = sheet.split(separator: "</Row>", maxSplits: 2).map(String.init)
    parts[0] += "<Cell ss:Index=\"\(columns + 2)\" ss:MergeDown=\"2\" ss:MergeAcross=\"1\"/>"
    let text = parts.joined(separator: "</Row>").split(separator: "</Table>").map(String.init)
      .joined(separator: beside + "</Table>")
    let found = try Self.run(text, Self.sheet("plate", study.plate))
    let plain = try Self.run(sheet, Self.sheet("plate", study.plate))
    #expect(found.lines.map(\.synthesis.value) == plain.lines.map(\.synthesis.value))
    // An empty column of a table.
    var noted = study.cultures
    noted.columns.append("note")
    let empty = try Self.run(
      Self.sheet("cultures", noted, cell: { $0 == 0 && $1 == "note" ? " MergeDown=\"3\"" : "" }),
      Self.sheet("plate", study.plate))
    #expect(empty.lines.map(\.synthesis.value) == plain.lines.map(\.synthesis.value))
    // The header.
    var parted = sheet.split(separator: "<Cell>", maxSplits: 1).map(String.init)
    parted[0] += "<Cell MergeDown=\"1\">"
    let error = #expect(throws: InputFaults.self) { try Self.run(parted.joined(), Self.sheet("plate", study.plate)) }
    #expect(error?.code == .inconsistent && error?.line == 1, "\(error?.message ?? "")")
  }

  /// Hidden columns of the XML of Excel 2003 are said like those of .xlsx.
  @Test func hiddenColumns() throws {
    let text = Self.sheet("cultures", Self.study.cultures).split(separator: "<Table>").map(String.init)
      .joined(separator: "<Table><Column/><Column ss:Hidden=\"1\" ss:Span=\"1\"/>")
    let result = try Self.run(text, Self.sheet("plate", Self.study.plate))
    #expect(
      result.warnings.contains { $0.message.contains("columns of sheet 'cultures' are hidden") }, "\(result.warnings)")
  }

  private static func notes(_ texts: String...) -> String {
    "<Worksheet ss:Name=\"Notes\"><Table>"
      + texts.map { "<Row><Cell><Data>\($0)</Data></Cell></Row>" }.joined() + "</Table></Worksheet>"
  }

  /// Notes among tables, wells and maps are passed over and said, whatever commas they hold.
  @Test func notesAmongSheets() throws {
    let notes = Self.notes("read twice, 1,234 counts", "1,234", "0,5", "-")
    let tables = try Self.run(
      Self.sheet("cultures", Self.study.cultures), notes, Self.sheet("plate", Self.study.plate))
    #expect(tables.warnings.contains { $0.message.contains("sheet 'Notes' holds no table") }, "\(tables.warnings)")
    let plain = try Self.run(Self.sheet("cultures", Self.study.cultures), Self.sheet("plate", Self.study.plate))
    #expect(tables.lines.map(\.synthesis.value) == plain.lines.map(\.synthesis.value))
    var grid = "<Worksheet ss:Name=\"P\"><Table>"
    for row in 0..<9 {
      let label = row == 0 ? "" : "ABCDEFGH".dropFirst(row - 1).prefix(1).description
      grid += "<Row><Cell><Data>\(label)</Data></Cell>"
      for column in 1...12 {
        grid += "<Cell><Data ss:Type=\"Number\">\(row == 0 ? String(column) : "0.\(row)\(column)")</Data></Cell>"
      }
      grid += "</Row>"
    }
    grid += "</Table></Worksheet>"
    let text = "<?xml version=\"1.0\"?><Workbook>\(grid)\(notes)</Workbook>"
    let file = PlateFile(name: "e.xml", bytes: Array(text.utf8))
    let export = try #require(try PlateReaders.reader(for: file)).read(file)
    #expect(export.grids.count == 1 && export.grids[0].readings[0].signals.count == 96)
    #expect(
      export.warnings.map(\.message) == ["sheet 'Notes' holds neither a grid nor a list of wells and is not read"])
    let list =
      "<Worksheet ss:Name=\"M\"><Table><Row><Cell><Data>well</Data></Cell><Cell><Data>role</Data></Cell></Row>"
      + "<Row><Cell><Data>A1</Data></Cell><Cell><Data>blank</Data></Cell></Row></Table></Worksheet>"
    let map = PlateFile(
      name: "m.xml", bytes: Array("<?xml version=\"1.0\"?><Workbook>\(notes)\(list)</Workbook>".utf8))
    #expect(try PlateMapFile.read(map).count == 1 && PlateMapFile.warnings(map).count == 1)
  }

  /// A misspelt header is a wrong table and no note.
  @Test func wrongTablesAreNoNotes() throws {
    var wrong = Self.study.cultures
    wrong.columns = wrong.columns.map { $0 == "line_id" ? "line_idd" : $0 }
    #expect(throws: InputFaults.self) {
      try Self.run(Self.sheet("cultures", wrong), Self.sheet("plate", Self.study.plate))
    }
    #expect(throws: InputFaults.self) { try Self.run(Self.notes("nothing, at all")) }
  }

  /// Merged titles above a grid are none of its wells; merged wells are.
  @Test func mergedWells() throws {
    func book(_ merged: (row: Int, column: Int)) -> [UInt8] {
      var text = "<?xml version=\"1.0\"?><Workbook><Worksheet Name=\"S\"><Table>"
      for row in 0..<10 {
        text += "<Row>"
        for column in 0..<13 {
          let value =
            row == 0
            ? column == 0 ? "Plate" : ""
            : row == 1
              ? column == 0 ? "" : String(column)
              : column == 0 ? "ABCDEFGH".dropFirst(row - 2).prefix(1).description : "0.\(row)\(column)"
          let isMerged = row == merged.row && column == merged.column
          text += "<Cell\(isMerged ? " MergeAcross=\"1\"" : "")><Data>\(value)</Data></Cell>"
        }
        text += "</Row>"
      }
      return Array((text + "</Table></Worksheet></Workbook>").utf8)
    }
    func read(_ merged: (row: Int, column: Int)) throws -> PlateExport {
      let file = PlateFile(name: "e.xml", bytes: book(merged))
      return try #require(try PlateReaders.reader(for: file)).read(file)
    }
    #expect(try read((0, 0)).grids.first?.readings.first?.signals.count == 96)
    let error = #expect(throws: InputFaults.self) { try read((4, 5)) }
    #expect(error?.line == 5 && error?.message.contains("merged") == true, "\(error?.message ?? "")")
  }

  /// A grid whose numbers are texts with decimal commas is read; a day among its signals is none of them.
  @Test func commasAndDays() throws {
    func book(_ odd: String?) -> [UInt8] {
      var text = "<?xml version=\"1.0\"?><Workbook><Worksheet Name=\"S\"><Table>"
      for row in 0..<9 {
        let label = row == 0 ? "" : "ABCDEFGH".dropFirst(row - 1).prefix(1).description
        text += "<Row><Cell><Data>\(label)</Data></Cell>"
        for column in 1...12 {
          let value = row == 0 ? String(column) : row == 3 && column == 5 ? odd ?? "0,5" : "0,\(row)\(column)"
          text += "<Cell><Data>\(value)</Data></Cell>"
        }
        text += "</Row>"
      }
      return Array((text + "</Table></Worksheet></Workbook>").utf8)
    }
    func read(_ odd: String?) throws -> PlateExport {
      let file = PlateFile(name: "e.xml", bytes: book(odd))
      return try #require(try PlateReaders.reader(for: file)).read(file)
    }
    let signals = try #require(try read(nil).grids.first?.readings.first?.signals)
    let place = try #require(WellPosition("C5"))
    #expect(signals.count == 96 && signals[place]?.signal.number == 0.5)
    #expect(throws: InputFaults.self) { try read("2026-05-01") }
    #expect(throws: InputFaults.self) { try read("=B2*2") }
  }
}
