// FASTA text to records: a title and any number of sequence lines, brought into one piece.

/// Reads FASTA. Empty lines carry nothing and are passed over; records without bases are kept; gaps, stops, comments
/// and spaces inside a sequence are refused, since dropping them would shift every base that follows.
struct FASTAParser: TextParser {
  let hasQualities = false
  private let limits: RecordLimits

  init(limits: RecordLimits) {
    self.limits = limits
  }

  mutating func parse(
    _ window: TextWindow, from start: inout Int, into table: inout RecordTable, at position: inout TextPosition,
    firstLine: Int
  ) throws(ParseError) {
    while start < window.end {
      if let line = window.line(at: start), line.count == 0 {
        start = line.next
        position.line += 1
        continue
      }
      if window[start] == 13 && start + 1 == window.end && !window.isFinal { return }
      var record = FASTARecordScan(window: window, position: position, limits: limits)
      guard let next = try record.scan(at: start) else { return }
      table.append(record.finish(line: position.line - firstLine))
      start = next
      position.line += record.lines
      position.recordsRead += 1
    }
  }
}

/// Finds and checks one FASTA record without changing the buffer, then brings it into one piece.
@safe
struct FASTARecordScan {
  let window: TextWindow
  let position: TextPosition
  let limits: RecordLimits
  /// Lines of the record.
  private(set) var lines = 0
  private var title = TextLine(start: 0, end: 0, next: 0)
  private var sequenceStart = 0
  private var sequenceCount = 0
  private var needsRewriting = false

  init(window: TextWindow, position: TextPosition, limits: RecordLimits) {
    self.window = window
    self.position = position
    self.limits = limits
  }

  /// The byte after the record, or nil when its end is not in the buffer yet.
  mutating func scan(at start: Int) throws(ParseError) -> Int? {
    guard let first = try RecordTitle.line(window, at: start, mark: UInt8(ascii: ">"), position, limits) else {
      return nil
    }
    title = TextLine(start: start + 1, end: first.end, next: first.next)
    sequenceStart = first.next
    lines = 1
    var next = first.next
    while true {
      guard next - start <= limits.record && (window.isFinal || window.end - start <= limits.record * 2) else {
        throw position.error(
          .recordTooLong, at: start, lines: 0, "a record of more than \(limits.record) bytes", "split the record")
      }
      if next >= window.end { return window.isFinal ? next : nil }
      if window[next] == UInt8(ascii: ">") { return next }
      guard let line = window.line(at: next) else { return nil }
      try checkBases(line)
      sequenceCount += line.count
      lines += 1
      next = line.next
    }
  }

  /// The record's entry, after its lines were joined and U and `.` rewritten in place.
  func finish(line: Int) -> RecordEntry {
    if lines > 2 { LineJoining.join(window, from: sequenceStart, lines: lines - 1) }
    if needsRewriting { unsafe ByteClassKernel.normalize(window.base + sequenceStart, sequenceCount) }
    return RecordEntry(
      title: title.start..<title.end, sequenceStart: sequenceStart, sequenceCount: sequenceCount,
      qualityStart: sequenceStart, line: line)
  }

  private mutating func checkBases(_ line: TextLine) throws(ParseError) {
    let start = unsafe UnsafePointer(window.base + line.start)
    if unsafe ByteClassKernel.isPlainBases(start, line.count) { return }
    let highest = unsafe ByteClassKernel.highestBaseClass(start, line.count)
    if highest & BaseClass.invalid != 0, let bad = unsafe ByteClassKernel.firstBadBase(start, line.count) {
      throw position.error(
        .badSequenceByte, at: line.start + bad, lines: lines, BadByte.inSequence(window[line.start + bad]))
    }
    if highest & BaseClass.rewritten != 0 { needsRewriting = true }
  }
}
