// The exact path of FASTQ: one record line by line, every rule checked, every fault at its place.

/// Finds and checks one record without changing the buffer, then brings it into one piece.
@safe
struct FASTQRecordScan {
  let window: TextWindow
  let position: TextPosition
  let limits: RecordLimits
  /// Lines of the record so far.
  private(set) var lines = 0
  private(set) var title = TextLine(start: 0, end: 0, next: 0)
  private(set) var sequenceCount = 0
  private var sequenceLines = 0
  private var sequenceStart = 0
  private var needsRewriting = false
  private var qualityStart = 0
  private var qualityLines = 0

  init(window: TextWindow, position: TextPosition, limits: RecordLimits) {
    self.window = window
    self.position = position
    self.limits = limits
  }

  /// The byte after the record, or nil when its end is not in the buffer yet.
  mutating func scan(at start: Int) throws(ParseError) -> Int? {
    guard let plus = try scanTitleAndSequence(at: start) else {
      return try checkRecordSize(from: start, to: window.end)
    }
    try checkPlus(plus)
    guard let next = try scanQualities(after: plus) else { return try checkRecordSize(from: start, to: window.end) }
    _ = try checkRecordSize(from: start, to: next)
    return next
  }

  /// The record's entry, after its lines were joined and U and `.` rewritten in place.
  func finish(line: Int) -> RecordEntry {
    if sequenceLines > 1 { joinLines(from: sequenceStart, lines: sequenceLines) }
    if needsRewriting { unsafe ByteClassKernel.normalize(window.base + sequenceStart, sequenceCount) }
    if qualityLines > 1 { joinLines(from: qualityStart, lines: qualityLines) }
    return RecordEntry(
      title: title.start..<title.end, sequenceStart: sequenceStart, sequenceCount: sequenceCount,
      qualityStart: qualityStart, line: line)
  }

  // MARK: - Title and sequence

  /// The plus line, or nil when it is not in the buffer yet.
  private mutating func scanTitleAndSequence(at start: Int) throws(ParseError) -> TextLine? {
    guard let first = try RecordTitle.line(window, at: start, mark: UInt8(ascii: "@"), position, limits) else {
      return nil
    }
    title = TextLine(start: start + 1, end: first.end, next: first.next)
    lines = 1
    sequenceStart = first.next
    var next = first.next
    while true {
      guard let line = try lineOrTruncation(at: next, "the sequence") else { return nil }
      if line.count > 0 && window[line.start] == UInt8(ascii: "+") {
        guard sequenceLines > 0 else {
          throw position.error(
            .missingSequence, at: line.start, lines: lines, "a plus line where the sequence should be")
        }
        return line
      }
      if sequenceLines > 0 && (line.count == 0 || sequenceCount == 0) {
        throw position.error(
          .blankLine, at: line.start, lines: lines, "an empty line where the sequence or the plus line should be")
      }
      try checkBases(line)
      sequenceCount += line.count
      sequenceLines += 1
      lines += 1
      next = line.next
    }
  }

  private mutating func checkBases(_ line: TextLine) throws(ParseError) {
    let start = unsafe UnsafePointer(window.base + line.start)
    if unsafe ByteClassKernel.isPlainBases(start, line.count) { return }
    let highest = unsafe ByteClassKernel.highestBaseClass(start, line.count)
    if highest & BaseClass.invalid != 0, let bad = unsafe ByteClassKernel.firstBadBase(start, line.count) {
      let byte = window[line.start + bad]
      throw position.error(
        .badSequenceByte, at: line.start + bad, lines: lines, BadByte.inSequence(byte))
    }
    if highest & BaseClass.rewritten != 0 { needsRewriting = true }
  }

  private mutating func checkPlus(_ plus: TextLine) throws(ParseError) {
    let repeated = plus.count - 1
    if repeated > 0 {
      let isSame =
        unsafe repeated == title.count
        && NewlineSearch.isEqual(window.base + plus.start + 1, window.base + title.start, count: repeated)
      guard isSame else {
        throw position.error(
          .plusTitleMismatch, at: plus.start + 1, lines: lines, "the title on the plus line is not the record's title")
      }
    }
    lines += 1
  }

  // MARK: - Qualities

  /// The byte after the qualities, or nil when they do not end in the buffer.
  private mutating func scanQualities(after plus: TextLine) throws(ParseError) -> Int? {
    qualityStart = plus.next
    var next = plus.next
    var qualityCount = 0
    if sequenceCount == 0 && window.isFinal && next >= window.end && window.isTerminated(plus) { return next }
    repeat {
      guard let line = try lineOrTruncation(at: next, "the qualities") else { return nil }
      try checkQualities(line, qualityCount: qualityCount)
      qualityCount += line.count
      qualityLines += 1
      lines += 1
      next = line.next
    } while qualityCount < sequenceCount
    return next
  }

  private func checkQualities(_ line: TextLine, qualityCount: Int) throws(ParseError) {
    let start = unsafe UnsafePointer(window.base + line.start)
    let bad =
      unsafe ByteClassKernel.isQualities(start, line.count)
      ? nil : unsafe ByteClassKernel.firstBadQuality(start, line.count)
    let isTooLong = qualityCount + line.count > sequenceCount
    let isEmpty = line.count == 0 && sequenceCount > 0
    if qualityLines > 0 && sequenceLines == 1 && (bad != nil || isTooLong || isEmpty) {
      throw position.error(
        .qualityLengthMismatch, at: qualityStart, lines: lines - qualityLines,
        "fewer qualities than the \(sequenceCount) bases")
    }
    if let bad {
      throw position.error(
        .badQualityByte, at: line.start + bad, lines: lines,
        "byte \(ParseError.hexadecimal(window[line.start + bad])) is no quality (33-126)")
    }
    if isTooLong {
      throw position.error(
        .qualityLengthMismatch, at: line.start, lines: lines, "more qualities than the \(sequenceCount) bases")
    }
    if isEmpty {
      throw position.error(
        .qualityLengthMismatch, at: line.start, lines: lines, "an empty line where qualities should be")
    }
  }

  // MARK: - Lines

  private func lineOrTruncation(at start: Int, _ part: String) throws(ParseError) -> TextLine? {
    if let line = window.line(at: start) { return line }
    guard window.isFinal else { return nil }
    throw position.error(
      .truncatedRecord, at: window.end, lines: lines, "the text ends before \(part) of the record",
      "the file was cut off; get it again")
  }

  private func checkRecordSize(from start: Int, to end: Int) throws(ParseError) -> Int? {
    guard end - start > limits.record else { return nil }
    throw position.error(
      .recordTooLong, at: start, lines: 0, "a record of more than \(limits.record) bytes", "split the record")
  }

  private func joinLines(from start: Int, lines: Int) {
    LineJoining.join(window, from: start, lines: lines)
  }
}

/// The title line of a record, in FASTQ and FASTA.
enum RecordTitle {
  /// The checked line, or nil when its end is not in the buffer yet.
  static func line(
    _ window: TextWindow, at start: Int, mark: UInt8, _ position: TextPosition, _ limits: RecordLimits
  ) throws(ParseError) -> TextLine? {
    guard window[start] == mark else {
      throw position.error(.badRecordStart, at: start, lines: 0, BadByte.atRecordStart(window[start], mark: mark))
    }
    let found = window.line(at: start)
    guard (found?.end ?? window.end) - start - 1 <= limits.title else {
      throw position.error(
        .titleTooLong, at: start, lines: 0, "a title of more than \(limits.title) bytes", "shorten the title")
    }
    guard let line = found else { return nil }
    guard line.count > 1 else {
      throw position.error(.emptyTitle, at: start, lines: 0, "a record without a title", "name the record")
    }
    let title = unsafe UnsafePointer(window.base + start + 1)
    if unsafe !ByteClassKernel.isPlainTitle(title, line.count - 1),
      let bad = unsafe ByteClassKernel.firstBadTitleByte(title, line.count - 1)
    {
      throw position.error(
        .badTitleByte, at: start + 1 + bad, lines: 0,
        "control byte \(ParseError.hexadecimal(window[start + 1 + bad])) in a title")
    }
    return line
  }
}

/// Words for a byte that should not be where it is. Printable bytes are not shown: they could be a read's.
enum BadByte {
  static func inSequence(_ byte: UInt8) -> String {
    switch byte {
    case UInt8(ascii: "@"), UInt8(ascii: ">"), UInt8(ascii: "+"): "a record mark inside a sequence"
    case UInt8(ascii: " "): "a space in a sequence"
    case UInt8(ascii: "-"), UInt8(ascii: "*"): "a gap or stop in a sequence"
    case 33...126: "a character that is no nucleotide"
    default: "byte \(ParseError.hexadecimal(byte)) in a sequence"
    }
  }

  static func atRecordStart(_ byte: UInt8, mark: UInt8) -> String {
    let wanted = "where a record should begin with \(Character(Unicode.Scalar(mark)))"
    return switch byte {
    case 33...126: "another character \(wanted)"
    default: "byte \(ParseError.hexadecimal(byte)) \(wanted)"
    }
  }
}

/// Brings the lines of a sequence into one piece.
enum LineJoining {
  /// Moves the contents of `lines` lines together, to where the first begins.
  static func join(_ window: TextWindow, from start: Int, lines: Int) {
    var target = start
    var next = start
    for _ in 0..<lines {
      guard let line = window.line(at: next) else { return }
      if target != line.start {
        unsafe (window.base + target).update(from: window.base + line.start, count: line.count)
      }
      target += line.count
      next = line.next
    }
  }
}
