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
    } else if XMLScanner.isXML(bytes), let found = try SpreadsheetXML.sheets(bytes, file: file) {
      sheets = found
    } else {
      return nil
    }
  }
}
