// Joins decoded buffers and parser: carries the rest of a buffer over and makes batches of whole records.

/// Makes batches out of decoded text; the same records whatever the sizes of the buffers.
final class BatchBuilder {
  private let source: any ChunkSource
  private let limits: RecordLimits
  private var parser: (any TextParser)?
  private var position: TextPosition
  /// Bytes of the text received so far.
  private var textCount = 0
  /// What belongs to no whole record yet.
  private var carry: ByteBuffer?
  private var carryStart = 0
  /// Whether no batch looks at the carry's buffer.
  private var isCarryExclusive = false
  private var pending: ParseError?
  private var isFinished = false
  private var tableCapacity = 1024

  init(source: any ChunkSource, file: String, limits: RecordLimits) {
    self.source = source
    self.limits = limits
    position = TextPosition(file: file)
  }

  /// Records parsed so far.
  var recordsRead: Int { position.recordsRead }
  /// Bytes of text received so far.
  var textBytes: Int { textCount }
  /// How far the end of the text is proven; meaningful after it.
  var completeness: Completeness { source.completeness }
  /// The text's format, once known.
  var format: TextFormat? { parser.map { $0.hasQualities ? .fastq : .fasta } }

  /// The next batch, never empty; nil after the last record of a whole text.
  func next() throws(ParseError) -> RecordBatch? {
    while true {
      if let pending { throw pending.reached(line: position.line, record: position.recordsRead + 1) }
      if isFinished { return nil }
      if let batch = try parseMore() { return batch }
    }
  }

  private func parseMore() throws(ParseError) -> RecordBatch? {
    let buffer = gather()
    guard let buffer else {
      if pending == nil { isFinished = true }
      return nil
    }
    let window = unsafe TextWindow(base: buffer.base, end: buffer.end, isFinal: isFinished)
    position.bufferOffset = textCount - buffer.end
    var start = buffer.start
    var table = RecordTable(capacity: tableCapacity)
    let firstRecord = position.recordsRead
    let firstLine = position.line
    do throws(ParseError) {
      if parser == nil { parser = try TextFormat.detect(window, from: start, position)?.parser(limits) }
      try parser?.parse(window, from: &start, into: &table, at: &position, firstLine: firstLine)
      if isFinished && start < buffer.end {
        throw position.error(.truncatedRecord, at: buffer.end, lines: 0, "the text ends inside a record")
      }
    } catch {
      pending = error
    }
    carry = start < buffer.end ? buffer : nil
    carryStart = start
    isCarryExclusive = table.count == 0
    guard table.count > 0 else { return nil }
    tableCapacity = table.count + table.count / 8
    return RecordBatch(
      storage: buffer, table: table, hasQualities: parser?.hasQualities ?? false, firstRecord: firstRecord,
      firstLine: firstLine, bufferOffset: position.bufferOffset)
  }

  /// The carry with new text behind it; nil at an end or an error without anything left to parse.
  ///
  /// When the carry alone held no whole record, at least as much again is read before it is looked at once more, so
  /// that the work on a long record grows with its length and not with its square.
  private func gather() -> ByteBuffer? {
    let carried = carry.map { $0.end - carryStart } ?? 0
    let wanted = isCarryExclusive ? carried * 2 : carried + 1
    var hasNew = false
    do throws(ParseError) {
      while (carry.map { $0.end - carryStart } ?? 0) < max(wanted, 1) {
        guard let chunk = try source.next() else {
          isFinished = true
          break
        }
        textCount += chunk.count
        join(chunk)
        hasNew = true
      }
    } catch {
      pending = error
      guard hasNew else { return nil }
      // What was decoded before the error is parsed first; an error in it comes first too.
    }
    guard let result = carry else { return nil }
    result.start = carryStart
    carry = nil
    return result
  }

  /// Puts a chunk behind the carry.
  private func join(_ chunk: ByteBuffer) {
    guard let rest = carry else {
      carry = chunk
      carryStart = chunk.start
      isCarryExclusive = true
      return
    }
    let count = rest.end - carryStart
    if count <= chunk.start {
      unsafe (chunk.base + chunk.start - count).update(from: rest.base + carryStart, count: count)
      chunk.start -= count
      carry = chunk
      carryStart = chunk.start
    } else if isCarryExclusive && chunk.count <= rest.room {
      unsafe rest.append(chunk.base + chunk.start, count: chunk.count)
    } else {
      let larger = ByteBuffer(capacity: 2 * (count + chunk.count), start: 0)
      unsafe larger.append(rest.base + carryStart, count: count)
      unsafe larger.append(chunk.base + chunk.start, count: chunk.count)
      carry = larger
      carryStart = 0
    }
    isCarryExclusive = true
  }
}
