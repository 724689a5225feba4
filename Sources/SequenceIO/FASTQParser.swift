// FASTQ text to records: the fast path for records laid out like the one before, and the exact path for all others.

internal import CKernels

/// What a text parser does with a buffer.
protocol TextParser {
  /// Whether records have qualities.
  var hasQualities: Bool { get }
  /// Adds all whole records from `start` on to the table.
  ///
  /// Records before an error stay in the table.
  ///
  /// - Parameter firstLine: line where the batch begins; the entries count from it.
  /// - Returns: the first byte that belongs to no whole record.
  mutating func parse(
    _ window: TextWindow, from start: inout Int, into table: inout RecordTable, at position: inout TextPosition,
    firstLine: Int
  ) throws(ParseError)
}

/// Reads FASTQ (Cock et al. 2010, doi 10.1093/nar/gkp1137): four lines a record, or wrapped sequences and qualities,
/// where the number of bases decides where the qualities end.
struct FASTQParser: TextParser {
  let hasQualities = true
  /// Whether this processor takes plain records by the 32 bytes.
  private static let isWide = collagen_has_wide_bytes() != 0

  private let limits: RecordLimits
  /// Layout of the record before.
  private var titleCount = 32
  private var sequenceCount = 100
  /// The first of the empty lines that were skipped, which only the end of the text may follow.
  private var blank: ParseError?
  /// Whether `blank` is there: asked for every record.
  private var hasBlank = false

  init(limits: RecordLimits) {
    self.limits = limits
  }

  mutating func parse(
    _ window: TextWindow, from start: inout Int, into table: inout RecordTable, at position: inout TextPosition,
    firstLine: Int
  ) throws(ParseError) {
    let isWide = FASTQParser.isWide
    while start < window.end {
      if isWide, !hasBlank {
        var place = collagen_layout(
          start: start, title_count: titleCount, sequence_count: sequenceCount, line: position.line - firstLine)
        let taken = table.appendPlain(window, limits: limits, at: &place)
        if taken > 0 {
          (start, titleCount, sequenceCount) = (place.start, place.title_count, place.sequence_count)
          position.line += 4 * taken
          position.recordsRead += taken
          continue
        }
      }
      if let next = fastRecord(window, at: start, into: &table, line: position.line - firstLine) {
        start = next
        position.line += 4
        position.recordsRead += 1
        continue
      }
      if window[start] == 13 && start + 1 == window.end && !window.isFinal { return }
      if try skipBlankLine(window, at: &start, position: &position) { continue }
      if try refuseRepeatedQualities(window, at: start, position) { return }
      var record = FASTQRecordScan(window: window, position: position, limits: limits)
      guard let next = try record.scan(at: start) else { return }
      table.append(record.finish(line: position.line - firstLine))
      titleCount = record.title.count
      sequenceCount = record.sequenceCount
      start = next
      position.line += record.lines
      position.recordsRead += 1
    }
  }

  /// Skips an empty line, which is an error unless nothing but empty lines follow.
  private mutating func skipBlankLine(
    _ window: TextWindow, at start: inout Int, position: inout TextPosition
  ) throws(ParseError) -> Bool {
    guard let line = window.line(at: start), line.count == 0 else {
      if let blank { throw blank }
      return false
    }
    if blank == nil {
      hasBlank = true
      blank = position.error(
        .blankLine, at: start, lines: 0, "an empty line between records", "remove the empty lines")
    }
    start = line.next
    position.line += 1
    return true
  }

  /// A plus line, or a line of qualities with a record or nothing behind it, belongs to the record before.
  ///
  /// - Returns: true when more bytes are needed to tell.
  private func refuseRepeatedQualities(
    _ window: TextWindow, at start: Int, _ position: TextPosition
  ) throws(ParseError) -> Bool {
    guard position.recordsRead > 0 && window[start] != UInt8(ascii: "@") else { return false }
    let longest = max(titleCount, sequenceCount) + 3
    guard let line = window.line(at: start), line.next < window.end || window.isFinal else {
      return !window.isFinal && window.end - start <= longest
    }
    let isPlus = window[start] == UInt8(ascii: "+") && line.count <= titleCount + 1
    let looksLikeQualities =
      unsafe line.count == sequenceCount && ByteClassKernel.isQualities(window.base + start, line.count)
      && (line.next >= window.end || window[line.next] == UInt8(ascii: "@"))
    guard isPlus || looksLikeQualities else { return false }
    throw ParseError(
      code: .qualityLengthMismatch, file: position.file, line: position.line, record: position.recordsRead,
      offset: position.bufferOffset + start, message: "a second line of qualities behind a record",
      remedy: "the file is damaged")
  }

  /// Takes a record of four lines that ends in the buffer and needs no rewriting; nil for anything else.
  @inline(__always)
  private mutating func fastRecord(
    _ window: TextWindow, at start: Int, into table: inout RecordTable, line: Int
  ) -> Int? {
    let base = unsafe UnsafePointer(window.base)
    let end = window.end
    guard unsafe !hasBlank && base[start] == UInt8(ascii: "@") else { return nil }
    let titleStart = start + 1
    if unsafe titleStart + titleCount >= end || base[titleStart + titleCount] != 10 {
      titleCount = unsafe NewlineSearch.first(in: base + titleStart, count: end - titleStart)
    }
    let sequenceStart = titleStart + titleCount + 1
    guard titleCount > 0 && titleCount <= limits.title && sequenceStart < end else { return nil }
    if unsafe sequenceStart + sequenceCount >= end || base[sequenceStart + sequenceCount] != 10 {
      sequenceCount = unsafe NewlineSearch.first(in: base + sequenceStart, count: end - sequenceStart)
    }
    let plus = sequenceStart + sequenceCount + 1
    let qualityStart = plus + 2
    let qualityEnd = qualityStart + sequenceCount
    guard qualityEnd < end && qualityEnd - start <= limits.record else { return nil }
    guard unsafe base[plus] == UInt8(ascii: "+") && base[plus + 1] == 10 && base[qualityEnd] == 10 else { return nil }
    guard unsafe ByteClassKernel.isPlainTitle(base + titleStart, titleCount) else { return nil }
    if unsafe !ByteClassKernel.isPlainBases(base + sequenceStart, sequenceCount) {
      guard unsafe ByteClassKernel.highestBaseClass(base + sequenceStart, sequenceCount) == BaseClass.base else {
        return nil
      }
    }
    guard unsafe ByteClassKernel.isQualities(base + qualityStart, sequenceCount) else { return nil }
    table.append(
      RecordEntry(
        title: titleStart..<titleStart + titleCount, sequenceStart: sequenceStart, sequenceCount: sequenceCount,
        qualityStart: qualityStart, line: line))
    return qualityEnd + 1
  }
}
