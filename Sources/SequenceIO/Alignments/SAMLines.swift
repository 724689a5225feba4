// SAM text: eleven columns and more, of which a screen needs name, flags, CIGAR, bases and qualities.

/// Reads the lines of SAM.
final class SAMLines: AlignmentLineSource {
  private let window: ByteWindow
  private let file: String
  private var line = 0
  private(set) var lineCount = 0
  private var isInHeader = true
  private var header = AlignmentHeader()
  /// The line as BAM has it: what the rest of the program reads.
  private var record: [UInt8] = []

  private let tag: AlignmentTag?

  /// - Parameter tag: the one optional field that is taken over.
  init(_ source: any ChunkSource, file: String, tag: AlignmentTag? = nil) {
    self.tag = tag
    window = ByteWindow(source)
    self.file = file
  }

  var byteCount: Int { window.offset }
  var samples: Set<[UInt8]> { header.samples }
  var completeness: Completeness { window.completeness }

  func next(into writer: inout AlignmentBatchWriter) throws(ParseError) -> Bool {
    while let count = try lineLength() {
      line += 1
      let bytes = unsafe window.bytes.prefix(count)
      var end = count
      while end > 0, unsafe bytes[end - 1] == 13 || bytes[end - 1] == 10 { end -= 1 }
      if isInHeader, unsafe bytes.first == UInt8(ascii: "@") {
        unsafe header.note(Array(bytes.prefix(end)))
        window.skip(count)
        continue
      }
      isInHeader = false
      guard end > 0 else { throw wrong(AlignmentFault("is empty")) }
      let text = unsafe UnsafeBufferPointer(rebasing: bytes[0..<end])
      do throws(AlignmentFault) { try unsafe encode(text) } catch { throw wrong(error) }
      let fault: AlignmentFault? = unsafe record.withUnsafeBufferPointer { bytes in
        switch unsafe AlignmentLine.read(bytes, referenceCount: 0) {
        case .failure(let fault): fault
        case .success(let line): writer.add(line)
        }
      }
      if let fault { throw wrong(fault) }
      window.skip(count)
      lineCount += 1
      return true
    }
    return false
  }

  /// Bytes up to the end of the next line, its mark included; nil at the end of the text.
  private func lineLength() throws(ParseError) -> Int? {
    var searched = 0
    while true {
      guard try window.hold(searched + 1) else {
        let rest = unsafe window.bytes.count
        return rest == 0 ? nil : rest
      }
      let bytes = unsafe window.bytes
      if let base = bytes.baseAddress {
        let found = unsafe NewlineSearch.first(in: base + searched, count: bytes.count - searched)
        if searched + found < bytes.count { return searched + found + 1 }
      }
      searched = bytes.count
      guard searched <= AlignmentLine.maximumCount else {
        throw ParseError(
          code: .recordTooLong, file: file, line: line + 1, record: lineCount + 1, offset: window.offset,
          message: "SAM: the line has more than \(AlignmentLine.maximumCount) bytes", remedy: "is it the right file?")
      }
    }
  }

  /// Makes the record of BAM that a line stands for, without places and tags.
  private func encode(_ text: UnsafeBufferPointer<UInt8>) throws(AlignmentFault) {
    var columns: [Range<Int>] = []
    var start = 0
    for index in text.indices where columns.count < 11 {
      if unsafe text[index] == 9 {
        columns.append(start..<index)
        start = index + 1
      }
    }
    if columns.count < 11 { columns.append(start..<text.count) }
    guard columns.count == 11 else { throw AlignmentFault("has \(columns.count) columns, and 11 are needed") }
    func column(_ index: Int) -> [UInt8] { unsafe Array(text[columns[index]]) }
    guard let flags = number(column(1)), flags < 65_536 else { throw AlignmentFault("has no flags") }
    let name = column(0)
    guard (1...254).contains(name.count) else { throw AlignmentFault("has no name, or one above 254 letters") }
    let bases = column(9)
    let qualities = column(10)
    let hasBases = !(bases.count == 1 && bases.first == UInt8(ascii: "*"))
    let hasQualities = !(qualities.count == 1 && qualities.first == UInt8(ascii: "*") && bases.count != 1)
    let count = hasBases ? bases.count : 0
    guard !hasBases || !hasQualities || qualities.count == count else {
      throw AlignmentFault("has \(count) bases and \(qualities.count) qualities")
    }
    let cigar = try operations(column(5))
    record = [UInt8](repeating: 255, count: 8) + [UInt8(name.count + 1), 0, 0, 0]
    record += [UInt8(cigar.count & 255), UInt8(cigar.count >> 8), UInt8(flags & 255), UInt8(flags >> 8)]
    append(UInt32(count))
    record += [UInt8](repeating: 255, count: 8) + [0, 0, 0, 0]
    record += name
    record.append(0)
    for operation in cigar { append(operation) }
    guard count > 0 else { return }
    defer { unsafe appendTag(after: columns[10].upperBound, in: text) }
    for index in stride(from: 0, to: count, by: 2) {
      let high = try SAMLines.code(bases[index])
      let low = index + 1 < count ? try SAMLines.code(bases[index + 1]) : 0
      record.append(high << 4 | low)
    }
    guard hasQualities else {
      record += [UInt8](repeating: 255, count: count)
      return
    }
    for byte in qualities {
      guard (33...126).contains(byte) else { throw AlignmentFault("has byte \(byte) among its qualities") }
      record.append(byte - 33)
    }
  }

  /// Takes over the field that is wanted, `XX:Z:text`, from the columns behind the eleventh.
  private func appendTag(after start: Int, in text: UnsafeBufferPointer<UInt8>) {
    guard let tag else { return }
    let head = [9, tag.first, tag.second, UInt8(ascii: ":"), UInt8(ascii: "Z"), UInt8(ascii: ":")]
    for index in start..<max(start, text.count - head.count) where unsafe text[index] == 9 {
      guard head.indices.allSatisfy({ unsafe text[index + $0] == head[$0] }) else { continue }
      record += [tag.first, tag.second, UInt8(ascii: "Z")]
      record += unsafe text[(index + head.count)...].prefix { $0 != 9 }
      record.append(0)
      return
    }
  }

  private func append(_ word: UInt32) {
    for shift in stride(from: UInt32(0), to: 32, by: 8) { record.append(UInt8(truncatingIfNeeded: word >> shift)) }
  }

  private func number(_ digits: [UInt8]) -> Int? {
    guard (1...9).contains(digits.count) else { return nil }
    var value = 0
    for byte in digits {
      guard (48...57).contains(byte) else { return nil }
      value = value * 10 + Int(byte) - 48
    }
    return value
  }

  private func operations(_ text: [UInt8]) throws(AlignmentFault) -> [UInt32] {
    if text.count == 1 && text.first == UInt8(ascii: "*") { return [] }
    var operations: [UInt32] = []
    var length: UInt32 = 0
    for byte in text {
      if (48...57).contains(byte) {
        length = length * 10 + UInt32(byte - 48)
        guard length < 1 << 28 else { throw AlignmentFault("has an impossible CIGAR") }
      } else if let kind = SAMLines.operationLetters.firstIndex(of: byte), operations.count < 65_535 {
        operations.append(length << 4 | UInt32(kind))
        length = 0
      } else {
        throw AlignmentFault("has an impossible CIGAR")
      }
    }
    return operations
  }

  private static let operationLetters = Array("MIDNSHP=X".utf8)

  private static let codes: [UInt8] = {
    var codes = [UInt8](repeating: 255, count: 256)
    for (code, letter) in "=ACMGRSVTWYHKDBN".utf8.enumerated() {
      codes[Int(letter)] = UInt8(code)
      if letter >= 65 { codes[Int(letter | 32)] = UInt8(code) }
    }
    codes[Int(UInt8(ascii: "."))] = 15
    codes[Int(UInt8(ascii: "U"))] = 8
    codes[Int(UInt8(ascii: "u"))] = 8
    return codes
  }()

  private static func code(_ letter: UInt8) throws(AlignmentFault) -> UInt8 {
    let code = codes[Int(letter)]
    guard code < 16 else { throw AlignmentFault("has a base that is no letter of a nucleotide") }
    return code
  }

  private func wrong(_ fault: AlignmentFault) -> ParseError {
    ParseError(
      code: .badRecordStart, file: file, line: line, record: lineCount + 1, offset: window.offset,
      message: "SAM: the record \(fault.reason)", remedy: "the file is damaged; make it again")
  }
}
