// SoftMax Pro text exports: plates in time or plate format, and the group tables that say what is in the wells.

internal import Documents

/// A SoftMax Pro export taken apart.
struct SoftMaxExport {
  struct Plate {
    /// The name, unlike those of the plates before it.
    let name: String
    /// The name in the file.
    let printedName: String
    let line: Int
    /// Readings by name: `reduced`, `450`, `620` ..., and `450-620` made of the first two.
    var readings: [(name: String, signals: [WellPosition: WellSignal])] = []
    /// The names of the readings at the wavelengths, in their order.
    var waves: [String] = []
    /// Set where a data row is not as long as its header; an error unless the groups confirm the values.
    var doubt: InputFaults?
    /// Why nothing of the block can be read; an error only if a group needs the plate.
    var refusal: InputFaults?
  }

  struct Column {
    let name: String
    let formula: String
    /// The decimals that the export says the column has.
    let precision: Int?
  }

  struct Row {
    let line: Int
    let sample: String
    let cells: [String]
    /// How many cells the line had.
    let given: Int
  }

  struct Group {
    let name: String
    let line: Int
    var columns: [Column]
    var rows: [Row]
    /// The column that names the samples: the first, but for columns that a protocol puts before it.
    var sampleColumn = 0
    /// Whether the export lists the formulas of the columns.
    var isListed = false
  }

  let file: String
  var plates: [Plate] = []
  var groups: [Group] = []
  /// What a block of cuvettes is answered with where no plate is there.
  private(set) var cuvettes: InputFaults?
  var mark = DecimalMark.point

  /// Reads the blocks.
  init(_ text: DecodedText) throws(InputFaults) {
    file = text.file
    let lines = try text.tabbed(after: "Plate:")
    var index = 0
    while index < lines.count, lines[index].trimmingBlanks.isEmpty { index += 1 }
    guard index < lines.count, let announced = Self.blockCount(lines[index]) else {
      throw InputFaults(.badBlock, file: file, line: index + 1, "##BLOCKS= with a number expected")
    }
    mark = Self.groupMark(lines)
    index += 1
    var blocks = 0
    while index < lines.count {
      let title = lines[index].trimmingBlanks
      if title.isEmpty {
        index += 1
        continue
      }
      let isBlock = ["Plate:", "Group:", "Note:", "Cuvette:"].contains { title.hasPrefix($0) }
      if !isBlock {
        guard blocks == announced, title.hasPrefix("Original Filename:") || title.hasPrefix("Copyright") else {
          throw InputFaults(
            .badBlock, file: file, line: index + 1, "unexpected text outside a block: \(title.quoted())")
        }
        index += 1
        continue
      }
      guard let end = lines[index...].firstIndex(where: { $0.trimmingBlanks.hasPrefix("~End") }) else {
        throw InputFaults(.badBlock, file: file, line: index + 1, "the block has no ~End: the file is cut off")
      }
      // A note may say anything, also at the beginning of a line; where its own end is lost the number of blocks shows it.
      if !title.hasPrefix("Note:"),
        let nested = lines[(index + 1)..<end].firstIndex(where: {
          $0.hasPrefix("Plate:") || $0.hasPrefix("Group:") || $0.hasPrefix("Note:")
        })
      {
        throw InputFaults(.badBlock, file: file, line: nested + 1, "a block begins before the last one has ended")
      }
      blocks += 1
      if title.hasPrefix("Plate:") { try readPlate(lines, index, end) }
      if title.hasPrefix("Group:") { try readGroup(lines, index, end) }
      if title.hasPrefix("Cuvette:") {
        cuvettes = InputFaults(.unknownFormat, file: file, line: index + 1, "cuvette blocks are not read")
      }
      index = end + 1
    }
    guard blocks == announced else {
      throw InputFaults(.badBlock, file: file, line: 1, "##BLOCKS= announces \(announced) blocks, \(blocks) are there")
    }
  }

  /// The decimal mark of all group blocks together.
  private static func groupMark(_ lines: [String]) -> DecimalMark {
    var isGroup = false
    var kept: [String] = []
    for line in lines {
      if line.hasPrefix("Group:") { isGroup = true }
      if line.hasPrefix("~End") || line.hasPrefix("Group Column") { isGroup = false }
      if isGroup { kept.append(line) }
    }
    return decimalMark(kept)
  }

  private static func blockCount(_ line: String) -> Int? {
    let text = line.trimmingBlanks
    guard text.hasPrefix("##BLOCKS=") else { return nil }
    return Int(String(text.dropFirst(9)).trimmingBlanks)
  }

  /// The decimal mark that more of the cells are written with. Plates and groups of one export may differ: the first
  /// follow the computer, the second the document.
  static func decimalMark(_ lines: some Sequence<String>) -> DecimalMark {
    var points = 0
    var commas = 0
    for line in lines {
      for cell in line.split(separator: "\t") {
        let text = String(cell).trimmingBlanks
        if text.utf8.contains(UInt8(ascii: ".")), NumberText.parse(text) != nil, text != "1.3" { points += 1 }
        if text.utf8.contains(UInt8(ascii: ",")), NumberText.parse(text, mark: .comma) != nil { commas += 1 }
      }
    }
    return commas > points ? .comma : .point
  }

  /// The name, with a number where an earlier block has it as well: each experiment of a document names its own.
  static func unused(_ name: String, among names: [String]) -> String {
    guard names.contains(name) else { return name }
    var number = 2
    while names.contains("\(name) (\(number))") { number += 1 }
    return "\(name) (\(number))"
  }

  /// Cells of a line: tabs, a cell wholly in quotes loses them.
  func cells(_ line: String, _ number: Int) throws(InputFaults) -> [String] {
    var out: [String] = []
    for part in line.split(separator: "\t", omittingEmptySubsequences: false) {
      let cell = String(part).trimmingBlanks
      if cell.hasPrefix("\"") {
        guard cell.utf8.count >= 2, cell.hasSuffix("\"") else {
          throw InputFaults(.quoting, file: file, line: number, column: out.count + 1, "open quote")
        }
        out.append(String(cell.dropFirst().dropLast()))
      } else {
        out.append(cell)
      }
    }
    return out
  }
}
