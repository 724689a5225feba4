// Gen5 exports without a layout, as workbooks, and documents that only a reader's software opens.

import Documents
import Testing
import TypeICollagen

@testable import ExportAssay

@Suite struct Gen5MapTests {
  private static let letters = ["A", "B", "C", "D", "E", "F", "G", "H"]

  private static func export(layout: Bool) -> String {
    var text = "Software Version\t3.11.19\n\nPlate Number\tPlate 1\nProcedure Details\nRead\t450\n\n"
    let columns = (1...12).map(String.init).joined(separator: "\t")
    if layout {
      text += "Layout\n\t\(columns)\n"
      for letter in letters {
        text += letter + "\t" + (1...12).map { "SPL\($0)" }.joined(separator: "\t") + "\tWell ID\n"
      }
      text += "\n"
    }
    text += "Results\n\t\(columns)\n"
    for (r, letter) in letters.enumerated() {
      text += letter + "\t" + (1...12).map { "\(Double(100 * r + $0) / 1000)" }.joined(separator: "\t") + "\t450\n"
    }
    return text
  }

  /// Readings without a layout are a plate for a map to describe; without a map the refusal names it.
  @Test func withoutLayout() throws {
    let file = PlateFile(name: "g.txt", bytes: Array(Self.export(layout: false).utf8))
    let reader = try #require(try PlateReaders.reader(for: file))
    let export = try reader.read(file)
    #expect(reader.format.name == "Gen5" && export.plates.isEmpty && export.grids.count == 1)
    let grid = try #require(export.grids.first)
    #expect(grid.name == "Plate 1" && grid.readings.count == 1 && grid.readings[0].signals.count == 96)
    #expect(grid.readings[0].signals[try #require(WellPosition("B3"))]?.signal.number == 0.103)
    let error = #expect(throws: InputFaults.self) {
      try AssayRun.run(inputs: [("g.txt", Array(Self.export(layout: false).utf8))])
    }
    #expect(error?.code == .notEvaluable && error?.message.contains("--map") == true, "\(error?.message ?? "")")
  }

  /// A workbook, its tables one column to the right, is the text.
  @Test func workbook() throws {
    let text = Self.export(layout: false)
    let rows = text.split(separator: "\n", omittingEmptySubsequences: false).map { line -> [String] in
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      return cells.count > 3 ? [""] + cells : cells
    }
    let moved = Gen5Reader.tables([CellSheet(name: "Sheet1", rows: rows)], file: "g.xlsx")
    let there = try Gen5Export(try #require(moved))
    let here = try Gen5Export(Fixture.text("g.txt", text))
    #expect(there.plates.count == 1 && here.plates.count == 1)
    for (position, cell) in here.plates[0].sets[0].cells {
      #expect(there.plates[0].sets[0].cells[position]?.text == cell.text, "\(position)")
    }
  }

  @Test func documentsOfSoftware() {
    for (name, software) in [
      ("run.SDAX", "SoftMax Pro"), ("plate.xpt", "Gen5"), ("day.wsp", "Tecan Magellan"), ("x.dbf", "BMG MARS"),
    ] {
      let error = #expect(throws: InputFaults.self) { try AssayRun.run(inputs: [(name, [1, 0, 2, 3, 0, 7, 0, 0])]) }
      #expect(error?.message.contains(software) == true && error?.faults.first?.remedy.isEmpty == false, "\(name)")
    }
  }
}
