// Workbooks: Office Open XML (.xlsx, ECMA-376 part 1) and the XML of Excel 2003, as sheets of text cells.

/// The sheets of a workbook.
package struct Workbook: Sendable {
  /// The sheets in their order.
  package let sheets: [CellSheet]

  /// Whether bytes begin as a ZIP archive does.
  package static func isZip(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0x50, 0x4B, 3, 4]) }

  /// Reads a workbook of either kind; `nil` for bytes that are neither a ZIP archive nor an XML workbook.
  ///
  /// Formulas are not evaluated: the values are those that were saved with them, and where none was saved the text of the
  /// formula (`=B2*2`) stands in the cell. Cells of dates become `2026-03-02` or `2026-03-02 14:05:00`, percentages `20 %`.
  ///
  /// - Throws: a fault for what is damaged, encrypted, too large, or a ZIP archive of another kind.
  package init?(_ bytes: [UInt8], file: String) throws(InputFaults) {
    if Self.isZip(bytes) {
      sheets = try OfficeWorkbook(bytes, file: file).sheets
    } else if XMLScanner.isXML(bytes), let found = try Self.spreadsheetXML(bytes, file: file) {
      sheets = found
    } else {
      return nil
    }
  }

  /// The sheets of an Excel 2003 XML workbook; `nil` for any other XML.
  private static func spreadsheetXML(_ bytes: [UInt8], file: String) throws(InputFaults) -> [CellSheet]? {
    var scanner = XMLScanner(bytes, file: file)
    var sheets: [CellSheet] = []
    var grid = CellGrid(file: file)
    var name = ""
    var row = -1
    var column = -1
    var text: String?
    var isRoot = true
    var layout = SheetLayout()
    while let event = try scanner.next() {
      switch event {
      case .start(let element, let attributes):
        if isRoot, element != "Workbook" { return nil }
        isRoot = false
        let index = attributes["Index"].flatMap { Int($0) }.map { $0 - 1 }
        switch element {
        case "Worksheet":
          name = attributes["Name"] ?? ""
          row = -1
        case "Row":
          row = index ?? row + 1
          column = -1
          if attributes["Hidden"] == "1" { layout.hide(row: row) }
        case "Cell":
          column = index ?? column + 1
          layout.merge(row, column, down: attributes["MergeDown"], across: attributes["MergeAcross"])
        case "Data", "Visible": text = ""
        default: break
        }
      case .text(let piece): if let old = text { text = old + piece }
      case .end("Data"):
        try grid.set(row, column, text ?? "")
        text = nil
      case .end("Visible"):
        layout.isHidden = ["SheetHidden", "SheetVeryHidden"].contains(text ?? "")
        text = nil
      case .end("Worksheet"):
        sheets.append(layout.sheet(name, rows: grid.takeRows()))
        layout = SheetLayout()
      case .end: break
      }
    }
    return sheets
  }
}
