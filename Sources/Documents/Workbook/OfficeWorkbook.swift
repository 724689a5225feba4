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
    var scanner = XMLScanner(part, file: file)
    while let event = try scanner.next() {
      switch event {
      case .start("row", let own):
        row = own["r"].flatMap { Int($0) }.map { $0 - 1 } ?? row + 1
        column = -1
      case .start("c", let own):
        attributes = own
        column = own["r"].map { SheetLayout.column($0) } ?? column + 1
        formula = nil
      case .start("v", _), .start("t", _), .start("f", _): text = ""
      case .text(let piece): if let old = text { text = old + piece }
      case .end("f"):
        formula = text
        text = nil
      case .end("v"), .end("t"):
        try grid.set(row, column, value(text ?? "", attributes))
        if text?.isEmpty == false || attributes["t"] == "str" { formula = nil }
        text = nil
      case .end("c"):
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
      switch styles.kind(cell["s"].flatMap { Int($0) }) {
      case .date: return Self.date(number)
      case .percent: return NumberText.shortest(NumberText.rounded(100 * number, significant: 15)) + " %"
      case .number: return NumberText.shortest(number)
      }
    default: return text
    }
  }

  /// Days since 1899-12-30 as a date, with the time where there is one; a time alone for less than a day.
  private static func date(_ serial: Double) -> String {
    guard serial >= 0, serial < 3_000_000 else { return NumberText.shortest(serial) }
    var seconds = Int((serial * 86_400).rounded())
    let days = seconds / 86_400
    seconds %= 86_400
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
    let time = "\(two(seconds / 3600)):\(two(seconds / 60 % 60)):\(two(seconds % 60))"
    if days == 0 { return time }
    // The civil date of a day count (days from 0000-03-01; 1899-12-30 is day 693,899 of them).
    let shifted = days + 693_899
    let era = shifted / 146_097
    let day = shifted % 146_097
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365
    let ofYear = day - (365 * year + year / 4 - year / 100)
    let month = (5 * ofYear + 2) / 153
    let civilMonth = month < 10 ? month + 3 : month - 9
    let civilYear = year + era * 400 + (civilMonth <= 2 ? 1 : 0)
    let text = "\(civilYear)-\(two(civilMonth))-\(two(ofYear - (153 * month + 2) / 5 + 1))"
    return seconds == 0 ? text : text + " " + time
  }
}
