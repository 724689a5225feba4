// Many records in one byte buffer: how reads travel through the program without being copied.

internal import CKernels

/// Where one record lies in the bytes of its ``RecordBatch``; all offsets are 0-based into those bytes.
@usableFromInline
package struct RecordEntry: Sendable {
  /// First byte of the title, after `@` or `>`.
  @usableFromInline package let titleStart: UInt32
  /// Bytes of the title, without the end of its line.
  @usableFromInline package let titleCount: UInt32
  /// First base.
  @usableFromInline package let sequenceStart: UInt32
  /// Bases, and qualities where there are any.
  @usableFromInline package let sequenceCount: UInt32
  /// First quality; equal to `sequenceStart` in FASTA, which has none.
  @usableFromInline package let qualityStart: UInt32
  /// Lines of the text between the batch's first line and the title.
  @usableFromInline package let line: UInt32
  /// What a screen found; 0 until it writes here.
  @usableFromInline package var flags: UInt32

  @inlinable
  init(title: Range<Int>, sequenceStart: Int, sequenceCount: Int, qualityStart: Int, line: Int) {
    titleStart = UInt32(truncatingIfNeeded: title.lowerBound)
    titleCount = UInt32(truncatingIfNeeded: title.count)
    self.sequenceStart = UInt32(truncatingIfNeeded: sequenceStart)
    self.sequenceCount = UInt32(truncatingIfNeeded: sequenceCount)
    self.qualityStart = UInt32(truncatingIfNeeded: qualityStart)
    self.line = UInt32(truncatingIfNeeded: line)
    flags = 0
  }
}

/// Records that lie in one buffer, in file order.
///
/// Every byte was checked: bases are IUPAC letters of DNA in either case (U was read as T and `.` as N), qualities are
/// characters 33-126, as many as bases. A batch costs one reference count to pass on. Keep it only as long as its
/// records are needed: its buffer goes back to the reader when the last reference does.
///
/// Only the thread that holds the batch may write its flags; a screen does so before anyone else sees it.
@safe
public final class RecordBatch: @unchecked Sendable {
  /// Records in the batch.
  public let count: Int
  /// Whether the records have qualities (FASTQ).
  public let hasQualities: Bool
  /// Records of the input before this batch.
  public let firstRecord: Int
  /// 1-based line of the text where the batch begins.
  package let firstLine: Int
  /// Offset in the text of byte 0 of the batch's buffer; may be negative, since room lies before the first byte.
  let bufferOffset: Int
  @usableFromInline let base: UnsafePointer<UInt8>
  @usableFromInline let entries: UnsafeMutablePointer<RecordEntry>
  private let storage: ByteBuffer
  /// One mark a record where the records are lines of an alignment file; else none.
  let marks: [AlignmentMark]

  init(
    storage: ByteBuffer, table: consuming RecordTable, hasQualities: Bool, firstRecord: Int, firstLine: Int,
    bufferOffset: Int, marks: [AlignmentMark] = []
  ) {
    self.marks = marks
    self.storage = storage
    self.hasQualities = hasQualities
    self.firstRecord = firstRecord
    self.firstLine = firstLine
    self.bufferOffset = bufferOffset
    unsafe base = UnsafePointer(storage.base)
    count = table.count
    unsafe entries = table.release()
  }

  deinit {
    unsafe entries.deallocate()
  }

  /// Bytes of the buffer that the records lie in.
  var bufferCount: Int { storage.count }

  /// Where a record lies.
  @inlinable
  package subscript(index: Int) -> RecordEntry {
    precondition(index >= 0 && index < count)
    return unsafe entries[index]
  }

  /// Sets what a screen found about a record.
  @inlinable
  package func setFlags(_ flags: UInt32, at index: Int) {
    precondition(index >= 0 && index < count)
    unsafe entries[index].flags = flags
  }

  /// Lends the bases of a record.
  @inlinable
  public func withSequence<Result, Failure: Error>(
    _ index: Int, _ body: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let entry = self[index]
    return try body(unsafe Span(_unsafeStart: base + Int(entry.sequenceStart), count: Int(entry.sequenceCount)))
  }

  /// Lends the quality characters of a record (33-126), empty in FASTA.
  @inlinable
  public func withQualities<Result, Failure: Error>(
    _ index: Int, _ body: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let entry = self[index]
    let count = hasQualities ? Int(entry.sequenceCount) : 0
    return try body(unsafe Span(_unsafeStart: base + Int(entry.qualityStart), count: count))
  }

  /// Lends the title of a record, without its mark.
  @inlinable
  public func withTitle<Result, Failure: Error>(
    _ index: Int, _ body: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let entry = self[index]
    return try body(unsafe Span(_unsafeStart: base + Int(entry.titleStart), count: Int(entry.titleCount)))
  }

  /// Lends the whole buffer and the table, for kernels that walk all records; flags may be written.
  ///
  /// The offsets of the entries index the first argument.
  @inlinable
  package func withUnsafeRecords<Result>(
    _ body: (UnsafePointer<UInt8>, UnsafeMutableBufferPointer<RecordEntry>) -> Result
  ) -> Result {
    unsafe body(base, UnsafeMutableBufferPointer(start: entries, count: count))
  }

  /// The bases of a record, copied.
  public func sequence(_ index: Int) -> [UInt8] {
    withSequence(index) { RecordBatch.copy($0) }
  }

  /// The quality characters of a record, copied.
  public func qualities(_ index: Int) -> [UInt8] {
    withQualities(index) { RecordBatch.copy($0) }
  }

  /// The title of a record, copied.
  public func title(_ index: Int) -> [UInt8] {
    withTitle(index) { RecordBatch.copy($0) }
  }

  private static func copy(_ span: Span<UInt8>) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(span.count)
    for index in span.indices { bytes.append(span[index]) }
    return bytes
  }

  /// 1-based number of a record in its input.
  public func recordNumber(_ index: Int) -> Int { firstRecord + index + 1 }

  /// 1-based line of the text where a record begins.
  public func lineNumber(_ index: Int) -> Int { firstLine + Int(self[index].line) }

  /// 0-based offset in the text of the first byte of a record, its mark.
  package func textOffset(_ index: Int) -> Int { bufferOffset + Int(self[index].titleStart) - 1 }
}

/// The growing table of a batch that is being made.
@safe
struct RecordTable: ~Copyable {
  private var entries: UnsafeMutablePointer<RecordEntry>
  private var capacity: Int
  private(set) var count = 0
  private var isReleased = false

  init(capacity: Int) {
    self.capacity = max(capacity, 16)
    unsafe entries = UnsafeMutablePointer<RecordEntry>.allocate(capacity: self.capacity)
  }

  deinit {
    if !isReleased { unsafe entries.deallocate() }
  }

  @inline(__always)
  mutating func append(_ entry: RecordEntry) {
    if count == capacity { grow() }
    unsafe (entries + count).initialize(to: entry)
    count += 1
  }

  /// Takes plain records, as many as follow each other, by the loop that handles 32 bytes at a time.
  ///
  /// - Returns: their number.
  mutating func appendPlain(_ window: TextWindow, limits: RecordLimits, at place: inout collagen_layout) -> Int {
    let before = count
    while true {
      if count == capacity { grow() }
      let room = capacity - count
      let free = unsafe UnsafeMutableRawPointer(entries + count).assumingMemoryBound(to: collagen_record.self)
      let taken = unsafe collagen_plain_records(
        window.base, window.end, limits.title, limits.record, &place, free, room)
      count += taken
      if taken < room { return count - before }
    }
  }

  private mutating func grow() {
    let larger = UnsafeMutablePointer<RecordEntry>.allocate(capacity: capacity * 2)
    unsafe larger.moveInitialize(from: entries, count: count)
    unsafe entries.deallocate()
    unsafe entries = unsafe larger
    capacity *= 2
  }

  /// Hands the entries over; the caller frees them.
  consuming func release() -> UnsafeMutablePointer<RecordEntry> {
    isReleased = true
    return unsafe entries
  }
}
