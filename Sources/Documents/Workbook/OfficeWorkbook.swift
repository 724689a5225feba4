// The parts of an .xlsx file: sheets, shared texts, and which number formats mean dates.

/// Reads the sheets of an Office Open XML workbook.
struct OfficeWorkbook {
  private let archive: ZipArchive
  private let file: String
  /// Most bytes that a workbook may inflate to.
  private var room = 32 << 20
  private var shared: [String] = []
  private var styles = CellStyles()
  private(set) var sheets: [CellSheet] = []

  init(_ bytes: [UInt8], file: String) throws(InputFaults) {
    self.file = file
    archive = try ZipArchive(bytes, file: file)
    guard let book = try part("xl/workbook.xml") else {
      throw InputFaults(
        .unknownFormat, file: file, reason: "a zip file that is no .xlsx workbook", remedy: "unpack it first")
    }
    let targets = try relations()
    if let part = try part("xl/sharedStrings.xml") { shared = try texts(part) }
    if let part = try part("xl/styles.xml") { styles = try CellStyles(part, file: file) }
    var scanner = XMLScanner(book, file: file)
    while let event = try scanner.next() {
      guard case .start("sheet", let attributes) = event else { continue }
      guard let id = attributes["id"], let target = targets[id], let part = try part(target) else { continue }
      var layout = try SheetLayout(part, file: file)
      layout.isHidden = ["hidden", "veryHidden"].contains(attributes["state"] ?? "")
      sheets.append(layout.sheet(attributes["name"] ?? "", rows: try rows(part)))
    }
  }

  private mutating func part(_ name: String) throws(InputFaults) -> [UInt8]? {
    try archive.content(name, room: &room)
  }

  /// The parts by relation id.
  private mutating func relations() throws(InputFaults) -> [String: String] {
    guard let part = try part("xl/_rels/workbook.xml.rels") else { return [:] }
    var result: [String: String] = [:]
    var scanner = XMLScanner(part, file: file)
    while let event = try scanner.next() {
      guard case .start("Relationship", let attributes) = event, let id = attributes["Id"],
        let target = attributes["Target"]
      else { continue }
      result[id] = target.hasPrefix("/") ? String(target.dropFirst()) : "xl/" + target
    }
    return result
  }

  /// The shared texts: runs of one item are joined, phonetic hints left out.
  private func texts(_ part: [UInt8]) throws(InputFaults) -> [String] {
    var result: [String] = []
    var text = ""
    var isText = false
    var hints = 0
    var scanner = XMLScanner(part, file: file)
    while let event = try scanner.next() {
      switch event {
      case .start("si", _): text = ""
      case .start("rPh", _): hints += 1
      case .end("rPh"): hints -= 1
      case .start("t", _): isText = true
      case .end("t"): isText = false
      case .text(let piece): if isText, hints == 0 { text += piece }
      case .end("si"): result.append(text)
      default: break
      }
    }
    return result
  }

  private func rows(_ part: [UInt8]) throws(InputFaults) -> [[String]] {
    var grid = CellGrid(file: file)
    var row = -1
    var column = -1
    var attributes: [String: String] = [:]
    var text: String?
    var formula: String?
    // A text that stands in the cell itself: its runs are joined, phonetic hints left out.
    var inline = ""
    var hints = 0
    var scanner = XMLScanner(part, file: file)
    while let event = try scanner.next() {
      switch event {
      case .start("row", let own):
        row = own["r"].flatMap { Int($0) }.map { $0 - 1 } ?? row + 1
        column = -1
      case .start("c", let own):
        attributes = own
        column = own["r"].map { SheetLayout.column($0) } ?? column + 1
        (formula, inline) = (nil, "")
      case .start("rPh", _): hints += 1
      case .end("rPh"): hints -= 1
      case .start("v", _), .start("t", _), .start("f", _): text = ""
      case .text(let piece): if let old = text { text = old + piece }
      case .end("f"):
        formula = text
        text = nil
      case .end("t"):
        if hints == 0 { inline += text ?? "" }
        if !inline.isEmpty { formula = nil }
        text = nil
      case .end("v"):
        try grid.set(row, column, value(text ?? "", attributes))
        if text?.isEmpty == false || attributes["t"] == "str" { formula = nil }
        text = nil
      case .end("c"):
        if !inline.isEmpty { try grid.set(row, column, value(inline, attributes)) }
        // A formula whose value was not saved: its text stands for it, so that no cell is taken for empty.
        if let formula { try grid.set(row, column, "=" + formula) }
      default: break
      }
    }
    return grid.takeRows()
  }

  /// A cell's value as text.
  private func value(_ text: String, _ cell: [String: String]) -> String {
    switch cell["t"] ?? "n" {
    case "s": return Int(text).flatMap { shared.indices.contains($0) ? shared[$0] : nil } ?? ""
    case "b": return text == "1" ? "TRUE" : "FALSE"
    case "n":
      guard let number = Double(text), number.isFinite else { return text }
      return CellStyles.text(number, as: styles.kind(cell["s"].flatMap { Int($0) }))
    default: return text
    }
  }
}
