// BAM from decoded bytes: header, references, records, each within limits (SAM specification, section 4.2).

/// The references of a header and what of its text matters.
struct AlignmentHeader {
  /// Most bytes of a header's text, and most references: what no real file has.
  static let maximumText = 16 << 20
  static let maximumReferences = 4_000_000
  /// References of which names are kept: more than any assembly has.
  static let keptReferences = 200_000

  /// A reference that was asked for.
  struct Reference: Hashable {
    let index: Int
    let name: String
    let length: Int
  }

  /// Number of references.
  var referenceCount = 0
  /// The references that were asked for.
  var references: [Reference] = []
  /// Names of samples in the read groups.
  var samples: Set<[UInt8]> = []

  /// Bytes of a header's text in which read groups are looked for.
  static let searchedText = 4 << 20

  /// Notes the sample of a line of the text, if it is one of a read group.
  mutating func note(_ line: some Collection<UInt8>) {
    guard line.starts(with: Array("@RG\t".utf8)) else { return }
    for field in line.split(separator: 9) where field.starts(with: Array("SM:".utf8)) {
      samples.insert(Array(field.dropFirst(3)))
    }
  }

  /// The names of samples as text, sorted; a read group without a name has none.
  static func names(_ samples: Set<[UInt8]>) -> [String] {
    samples.map { String(decoding: $0, as: UTF8.self) }.filter { !$0.isEmpty }.sorted()
  }
}

/// Reads the records of BAM.
final class BAMLines: AlignmentLineSource, LineCursor {
  private let window: ByteWindow
  private let file: String
  private(set) var header = AlignmentHeader()
  private(set) var lineCount = 0
  private var hasHeader = false
  private let wanted: (String, Int) -> Bool

  /// - Parameters:
  ///   - source: the unpacked bytes.
  ///   - wanted: whether a reference, by name and length, is kept in the header.
  init(_ source: any ChunkSource, file: String, wanted: @escaping (String, Int) -> Bool = { _, _ in false }) {
    window = ByteWindow(source)
    self.file = file
    self.wanted = wanted
  }

  /// Goes on inside a file whose header is known.
  ///
  /// - Parameter skipped: bytes of the source before the first record.
  init(_ source: any ChunkSource, file: String, header: AlignmentHeader, skipping skipped: Int) throws(ParseError) {
    window = ByteWindow(source)
    self.file = file
    self.header = header
    wanted = { _, _ in false }
    hasHeader = true
    try skip(skipped)
  }

  var byteCount: Int { window.offset }
  var samples: Set<[UInt8]> { header.samples }
  var completeness: Completeness { window.completeness }

  func next(into writer: inout AlignmentBatchWriter) throws(ParseError) -> Bool {
    guard let fault = try withNext({ writer.add($0) }) else { return false }
    if let fault { throw wrong(fault) }
    return true
  }

  /// Lends the next record; nil at the end.
  func withNext<Result>(_ body: (AlignmentLine) -> Result) throws(ParseError) -> Result? {
    try readHeader()
    guard try window.hold(4) else {
      if unsafe window.bytes.isEmpty { return nil }
      throw truncated()
    }
    let count = try unsafe length(at: window.bytes, 0, most: AlignmentLine.maximumCount, "a record")
    guard try window.hold(4 + count) else { throw truncated() }
    let record = unsafe UnsafeBufferPointer(rebasing: window.bytes[4..<4 + count])
    switch unsafe AlignmentLine.read(record, referenceCount: header.referenceCount) {
    case .failure(let fault): throw wrong(fault)
    case .success(let line):
      let result = body(line)
      window.skip(4 + count)
      lineCount += 1
      return result
    }
  }

  /// Reads the header if that was not done yet.
  func readHeader() throws(ParseError) {
    guard !hasHeader else { return }
    hasHeader = true
    guard try window.hold(8) else { throw truncated() }
    let text = try unsafe length(at: window.bytes, 4, most: AlignmentHeader.maximumText, "the header's text")
    window.skip(8)
    let searched = min(text, AlignmentHeader.searchedText)
    _ = try window.hold(searched)
    let lines = unsafe Array(window.bytes.prefix(searched))
    for line in lines.split(separator: 10) { header.note(line) }
    try skip(text)
    guard try window.hold(4) else { throw truncated() }
    header.referenceCount = try unsafe length(
      at: window.bytes, 0, most: AlignmentHeader.maximumReferences, "the number of references")
    window.skip(4)
    for index in 0..<header.referenceCount { try readReference(index) }
  }

  private func readReference(_ index: Int) throws(ParseError) {
    guard try window.hold(4) else { throw truncated() }
    let count = try unsafe length(at: window.bytes, 0, most: 65_536, "the name of a reference")
    guard try window.hold(8 + count) else { throw truncated() }
    let name = unsafe String(decoding: window.bytes[4..<4 + max(0, count - 1)], as: UTF8.self)
    let length = try unsafe length(at: window.bytes, 4 + count, most: Int(Int32.max), "the length of a reference")
    if wanted(name, length) {
      header.references.append(AlignmentHeader.Reference(index: index, name: name, length: length))
    }
    window.skip(8 + count)
  }

  private func skip(_ count: Int) throws(ParseError) {
    var left = count
    while left > 0 {
      guard try window.hold(1) else { throw truncated() }
      let step = unsafe min(left, window.bytes.count)
      window.skip(step)
      left -= step
    }
  }

  /// A length at an offset of the window, which must lie within a limit.
  private func length(
    at bytes: UnsafeBufferPointer<UInt8>, _ offset: Int, most: Int, _ what: String
  ) throws(ParseError) -> Int {
    guard let base = bytes.baseAddress else { return 0 }
    let value = unsafe Int(Int32(bitPattern: LittleEndian.word(base + offset)))
    guard (0...most).contains(value) else {
      throw ParseError(
        code: hasHeader && lineCount > 0 ? .recordTooLong : .badContainerHeader, file: file, record: lineCount,
        offset: window.offset, message: "BAM: \(what) has the size \(value), and 0 to \(most) is possible",
        remedy: "the file is damaged; get it again")
    }
    return value
  }

  private func wrong(_ fault: AlignmentFault) -> ParseError {
    ParseError(
      code: .badRecordStart, file: file, record: lineCount + 1, offset: window.offset,
      message: "BAM: the record \(fault.reason)", remedy: "the file is damaged; make it again")
  }

  private func truncated() -> ParseError {
    ParseError(
      code: .truncatedRecord, file: file, record: lineCount + 1, offset: window.offset,
      message: "BAM: the file ends inside \(lineCount == 0 ? "its header" : "a record")",
      remedy: "it was cut off; get it again")
  }
}
