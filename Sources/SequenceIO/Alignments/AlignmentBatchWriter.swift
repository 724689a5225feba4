// Lines of an alignment file as records: bases and qualities in the direction in which they were sequenced.

/// Collects reads until they are worth a batch.
struct AlignmentBatchWriter: ~Copyable {
  /// Bytes of a batch, beside the last read.
  static let fullCount = 256 << 10

  private var storage: ByteBuffer
  private var table: RecordTable
  private var marks: [AlignmentMark] = []
  /// What was seen so far.
  var summary: AlignmentSummary

  /// Field that stands behind the titles, after a tab.
  private let tag: AlignmentTag?

  init(_ summary: AlignmentSummary, tag: AlignmentTag? = nil) {
    self.tag = tag
    storage = ByteBuffer(capacity: AlignmentBatchWriter.fullCount + (64 << 10), start: 0)
    table = RecordTable(capacity: 1024)
    self.summary = summary
  }

  var count: Int { table.count }
  var isFull: Bool { storage.count >= AlignmentBatchWriter.fullCount }

  /// Adds the read of a line; second places, further parts and reads without use are only counted.
  ///
  /// - Returns: what is wrong with the line, if anything is.
  mutating func add(_ line: AlignmentLine) -> AlignmentFault? {
    if line.flags & AlignmentFlag.secondary != 0 {
      summary.secondary += 1
      return nil
    }
    if line.flags & AlignmentFlag.supplementary != 0 {
      summary.supplementary += 1
      return nil
    }
    if line.flags & AlignmentFlag.qualityFailed != 0 {
      summary.qualityFailed += 1
      return nil
    }
    guard line.baseCount > 0 else {
      summary.withoutBases += 1
      return nil
    }
    if line.isHardClipped { summary.hardClipped += 1 }
    if line.flags & AlignmentFlag.duplicate != 0 { summary.duplicates += 1 }
    return append(line)
  }

  private mutating func append(_ line: AlignmentLine) -> AlignmentFault? {
    let count = line.baseCount
    var note: [UInt8] = []
    if let tag, let text = unsafe tag.text(in: line.tags) { note = unsafe tag.mark + Array(text) }
    if let byte = note.first(where: { $0 < 33 || $0 > 126 }) { return AlignmentFault("has a field with byte \(byte)") }
    unsafe makeRoom(2 + line.name.count + note.count + 2 * count)
    let title = storage.end + 1
    if let byte = unsafe line.name.first(where: { $0 < 33 || $0 > 126 }) {
      return AlignmentFault("has a name with byte \(byte)")
    }
    let target = unsafe storage.base + title
    if let name = unsafe line.name.baseAddress { unsafe target.update(from: name, count: line.name.count) }
    var named = unsafe line.name.count
    if !note.isEmpty {
      unsafe target[named] = 9
      for (offset, byte) in note.enumerated() { unsafe target[named + 1 + offset] = byte }
      named += 1 + note.count
    }
    let bases = unsafe target + named
    let qualities = unsafe bases + count
    if let fault = unsafe AlignmentBases.unpack(line, into: bases, qualities) { return fault }
    if unsafe line.qualities[0] == 255 { summary.withoutQualities += 1 }
    let start = title + named
    table.append(
      RecordEntry(
        title: title..<start, sequenceStart: start, sequenceCount: count, qualityStart: start + count,
        line: table.count))
    marks.append(AlignmentMark(flags: line.flags))
    storage.end = start + 2 * count
    return nil
  }

  /// Adds a record of a batch as it is.
  mutating func add(_ batch: RecordBatch, _ index: Int, flags: UInt32) {
    add(title: batch.title(index), bases: batch.sequence(index), qualities: batch.qualities(index), flags: flags)
  }

  /// Adds a record from its parts.
  mutating func add(title: [UInt8], bases: [UInt8], qualities: [UInt8], flags: UInt32) {
    makeRoom(1 + title.count + 2 * bases.count)
    storage.end += 1
    let start = storage.end
    for part in [title, bases, qualities] {
      unsafe part.withUnsafeBufferPointer { bytes in
        if let base = bytes.baseAddress { unsafe storage.append(base, count: bytes.count) }
      }
    }
    let sequence = start + title.count
    var entry = RecordEntry(
      title: start..<sequence, sequenceStart: sequence, sequenceCount: bases.count,
      qualityStart: sequence + bases.count,
      line: table.count)
    entry.flags = flags
    table.append(entry)
  }

  private mutating func makeRoom(_ count: Int) {
    guard storage.room < count else { return }
    let larger = ByteBuffer(capacity: 2 * (storage.end + count), start: 0)
    unsafe larger.append(storage.base, count: storage.end)
    storage = larger
  }

  /// What was collected as a batch; begins anew.
  ///
  /// - Parameter first: records of the input before this batch.
  mutating func take(first: Int) -> RecordBatch {
    var fresh = RecordTable(capacity: 1024)
    swap(&table, &fresh)
    let batch = RecordBatch(
      storage: storage, table: fresh, hasQualities: true, firstRecord: first, firstLine: first + 1, bufferOffset: 0,
      marks: marks)
    storage = ByteBuffer(capacity: AlignmentBatchWriter.fullCount + (64 << 10), start: 0)
    marks = []
    return batch
  }
}

/// Packed bases and scores as letters and quality characters.
enum AlignmentBases {
  private static let letters = Array("=ACMGRSVTWYHKDBN".utf8)
  private static let complements = Array("=TGKCYSBAWRDMHVN".utf8)
  /// Quality character of reads without qualities: Phred 30, as for FASTA.
  private static let assumedQuality: UInt8 = 33 + 30

  /// Writes letters and quality characters of a line, turned back if the line is on the reverse strand.
  static func unpack(
    _ line: AlignmentLine, into bases: UnsafeMutablePointer<UInt8>, _ qualities: UnsafeMutablePointer<UInt8>
  ) -> AlignmentFault? {
    let isReverse = line.flags & AlignmentFlag.reverse != 0
    let last = line.baseCount - 1
    let isWithout = unsafe line.qualities[0] == 255
    var highest: UInt8 = 0
    var hasEqual = false
    unsafe (isReverse ? complements : letters).withUnsafeBufferPointer { table in
      for index in 0...last {
        let code = unsafe Int(line.bases[index >> 1] >> (index & 1 == 0 ? 4 : 0)) & 15
        let target = isReverse ? last - index : index
        hasEqual = hasEqual || code == 0
        unsafe bases[target] = table[code]
        let score = unsafe line.qualities[index]
        highest = max(highest, score)
        unsafe qualities[target] = isWithout ? assumedQuality : score &+ 33
      }
    }
    if hasEqual { return AlignmentFault("has bases written as '=', which only a reference can tell") }
    return isWithout || highest <= 93 ? nil : AlignmentFault("has a base quality of \(highest), above 93")
  }
}
