// The XML of Excel 2003 (SpreadsheetML): cells, hidden rows and columns, merged cells, number formats.

/// Reads the sheets of an Excel 2003 XML workbook.
struct SpreadsheetXML {
  private let file: String
  private var sheets: [CellSheet] = []
  private var styles: [String: CellStyles.Kind] = [:]
  private var style = ""
  private var grid: CellGrid
  private var name = ""
  private var layout = SheetLayout()
  private var columns = ColumnStyles()
  private var row = -1
  private var rowSpan = 0
  private var rowStyle: String?
  private var column = -1
  private var across = 0
  private var cell: [String: String] = [:]
  /// The texts of the cell so far; `nil` where it has none.
  private var value: (text: String, isNumber: Bool)?
  private var text: String?
  private var isComment = false

  private init(file: String) {
    self.file = file
    grid = CellGrid(file: file)
  }

  /// The sheets; `nil` for any other XML.
  static func sheets(_ bytes: [UInt8], file: String) throws(InputFaults) -> [CellSheet]? {
    var reader = SpreadsheetXML(file: file)
    var scanner = XMLScanner(bytes, file: file)
    var isRoot = true
    while let event = try scanner.next() {
      switch event {
      case .start(let element, let attributes):
        if isRoot, element != "Workbook" { return nil }
        isRoot = false
        reader.start(element, attributes)
      case .text(let piece): if let old = reader.text { reader.text = old + piece }
      case .end(let element): try reader.end(element)
      }
    }
    return reader.sheets
  }

  private mutating func start(_ element: String, _ attributes: [String: String]) {
    // What lies beyond a sheet stays beyond it.
    let index = attributes["Index"].flatMap { Int($0) }.map { min(max($0, 0), CellGrid.mostRows + 1) - 1 }
    let isHidden = SheetLayout.isTrue(attributes["Hidden"])
    switch element {
    case "Style":
      style = attributes["ID"] ?? ""
      if let parent = attributes["Parent"].flatMap({ styles[$0] }) { styles[style] = parent }
    case "NumberFormat": styles[style] = attributes["Format"].map { CellStyles.kind(ofFormat: $0) }
    case "Worksheet":
      name = attributes["Name"] ?? ""
      (row, rowSpan) = (-1, 0)
      columns = ColumnStyles()
    case "Column":
      let found = columns.add(index, span: attributes["Span"], style: attributes["StyleID"])
      if isHidden { layout.hide(columns: found) }
    case "Row":
      row = index ?? row + rowSpan + 1
      rowSpan = SheetLayout.count(attributes["Span"])
      rowStyle = attributes["StyleID"]
      (column, across) = (-1, 0)
      if isHidden { layout.hide(row: row) }
    case "Cell":
      // Cells that are merged with the one before are not written.
      column = index ?? column + across + 1
      across = SheetLayout.count(attributes["MergeAcross"])
      layout.merge(row, column, down: attributes["MergeDown"], across: attributes["MergeAcross"])
      (cell, value) = (attributes, nil)
    case "Comment": isComment = true
    case "Data" where !isComment:
      text = ""
      cell["Type"] = attributes["Type"]
    case "Visible": text = ""
    default: break
    }
  }

  private mutating func end(_ element: String) throws(InputFaults) {
    switch element {
    case "Data" where !isComment:
      value = (text ?? "", cell["Type"] == "Number")
      text = nil
    case "Comment": isComment = false
    case "Cell": try grid.set(row, column, shown)
    case "Visible":
      layout.isHidden = ["SheetHidden", "SheetVeryHidden"].contains(text ?? "")
      text = nil
    case "Worksheet":
      sheets.append(layout.sheet(name, rows: grid.takeRows()))
      layout = SheetLayout()
    default: break
    }
  }

  /// What the cell shows. A formula whose value was not saved stands as its text, so that no cell is taken for empty.
  private var shown: String {
    guard let value, !value.text.isEmpty || !value.isNumber else { return cell["Formula"] ?? "" }
    let id = cell["StyleID"] ?? rowStyle ?? columns.style(column)
    guard value.isNumber, let kind = id.flatMap({ styles[$0] }), kind != .number, let number = Double(value.text),
      number.isFinite
    else { return value.text }
    return CellStyles.text(number, as: kind)
  }
}

/// The columns of a sheet that are described: which they are, and the style of their cells.
private struct ColumnStyles {
  private var next = 0
  private var styles: [(columns: ClosedRange<Int>, id: String)] = []

  /// Takes a description of one or more columns.
  mutating func add(_ index: Int?, span: String?, style: String?) -> ClosedRange<Int> {
    let last = CellGrid.mostColumns - 1
    let first = min(max(index ?? next, 0), last)
    let columns = first...min(first + SheetLayout.count(span), last)
    next = columns.upperBound + 1
    if let style { styles.append((columns, style)) }
    return columns
  }

  func style(_ column: Int) -> String? { styles.first { $0.columns.contains(column) }?.id }
}
