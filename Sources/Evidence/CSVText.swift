// Comma-separated text as RFC 4180 has it, with the line on which every record starts.

import Documents

/// Reading of CSV.
enum CSVText {
  /// One record.
  struct Record {
    /// 1-based line of its start.
    let line: Int
    let cells: [String]
  }

  /// Splits text into records; empty lines and lines that start with `#` are skipped.
  ///
  /// - Throws: ``EvidenceError`` for an open quote, and for text after a closing quote.
  static func records(_ text: String, file: String) throws(EvidenceError) -> [Record] {
    var bytes = Array(text.utf8)[...]
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
    var records: [Record] = []
    var line = 1
    while !bytes.isEmpty {
      let start = line
      if bytes.first == UInt8(ascii: "#") {
        while let byte = bytes.popFirst(), byte != 0x0A {}
        line += 1
        continue
      }
      var cells: [String] = []
      var isMore = true
      while isMore {
        let cell = try self.cell(&bytes, line: &line, start: start, column: cells.count + 1, file: file)
        cells.append(cell.text)
        isMore = cell.isMore
      }
      if cells.count > 1 || cells.first?.isEmpty == false { records.append(Record(line: start, cells: cells)) }
    }
    return records
  }

  private static func cell(
    _ bytes: inout ArraySlice<UInt8>, line: inout Int, start: Int, column: Int, file: String
  ) throws(EvidenceError) -> (text: String, isMore: Bool) {
    var content: [UInt8] = []
    func fault(_ reason: String) -> EvidenceError {
      EvidenceError(InputFault(.syntax, file: file, line: start, column: column, reason: reason))
    }
    if bytes.first == UInt8(ascii: "\"") {
      bytes.removeFirst()
      var isOpen = true
      while isOpen {
        guard let byte = bytes.popFirst() else { throw fault("a quote is opened and never closed; close it") }
        if byte == 0x0A { line += 1 }
        guard byte == UInt8(ascii: "\"") else {
          content.append(byte)
          continue
        }
        isOpen = bytes.first == UInt8(ascii: "\"")
        if isOpen {
          bytes.removeFirst()
          content.append(byte)
        }
      }
      if let next = bytes.first, next != UInt8(ascii: ","), next != 0x0A, next != 0x0D {
        throw fault("text after a closing quote; quote the whole cell")
      }
    }
    while let byte = bytes.popFirst() {
      if byte == UInt8(ascii: ",") { return (String(decoding: content, as: UTF8.self), true) }
      if byte == 0x0A {
        line += 1
        break
      }
      if byte == 0x0D, bytes.first == 0x0A || bytes.isEmpty { continue }
      content.append(byte)
    }
    return (String(decoding: content, as: UTF8.self), false)
  }
}
