// FASTQ and FASTA text to a file descriptor, plain or as BGZF.

/// Writes records. The same records give the same bytes, whatever the sizes of the writes.
///
///     let writer = SequenceWriter(descriptor: descriptor, name: "reads.fastq.gz", container: .bgzf(level: 4))
///     try writer.writeFASTQ(title: "read1", bases: Array("ACGT".utf8), qualities: Array("IIII".utf8))
///     try writer.finish()
///
/// A file is whole only after `finish`: it writes what is left and, in BGZF, the end-of-file block. The descriptor is
/// the caller's to sync and close.
public final class SequenceWriter {
  /// How the text is packed.
  public enum Container: Hashable, Sendable {
    /// Not at all.
    case plain
    /// Blocked gzip at zlib's level 1-9, which tools of the field can index.
    case bgzf(level: Int)
  }

  private static let plainBlockSize = 128 << 10

  private var output: DescriptorOutput
  private let encoder: BGZFEncoder?
  private let blockSize: Int
  private var text: [UInt8] = []
  private var isFinished = false

  /// A writer to an open descriptor.
  public init(descriptor: Int32, name: String, container: Container = .bgzf(level: 4)) {
    output = DescriptorOutput(descriptor: descriptor, name: name)
    switch container {
    case .plain:
      encoder = nil
      blockSize = SequenceWriter.plainBlockSize
    case .bgzf(let level):
      precondition((1...9).contains(level))
      encoder = BGZFEncoder(level: level)
      blockSize = BGZFEncoder.blockSize
    }
    text.reserveCapacity(blockSize * 2)
  }

  /// Bytes written to the descriptor so far.
  public var byteCount: Int { output.written }

  /// Adds a FASTQ record of four lines.
  ///
  /// - Parameters:
  ///   - title: without `@`; one line.
  ///   - bases: letters.
  ///   - qualities: characters 33-126, as many as bases.
  public func writeFASTQ(title: String, bases: [UInt8], qualities: [UInt8]) throws(WriteError) {
    try writeFASTQ(title: Array(title.utf8).span, bases: bases.span, qualities: qualities.span)
  }

  /// Adds a FASTQ record of four lines.
  public func writeFASTQ(
    title: Span<UInt8>, bases: Span<UInt8>, qualities: Span<UInt8>
  ) throws(WriteError) {
    precondition(bases.count == qualities.count, "as many qualities as bases")
    text.append(UInt8(ascii: "@"))
    appendTitle(title)
    append(bases)
    text += [10, UInt8(ascii: "+"), 10]
    append(qualities)
    text.append(10)
    try flushFullBlocks()
  }

  /// Adds a FASTA record.
  ///
  /// - Parameter lineWidth: bases a line; 0 puts all on one.
  public func writeFASTA(title: String, bases: [UInt8], lineWidth: Int = 60) throws(WriteError) {
    try writeFASTA(title: Array(title.utf8).span, bases: bases.span, lineWidth: lineWidth)
  }

  /// Adds a FASTA record.
  public func writeFASTA(title: Span<UInt8>, bases: Span<UInt8>, lineWidth: Int = 60) throws(WriteError) {
    text.append(UInt8(ascii: ">"))
    appendTitle(title)
    let width = lineWidth > 0 ? lineWidth : max(bases.count, 1)
    var start = 0
    while start < bases.count {
      let end = min(start + width, bases.count)
      append(bases.extracting(start..<end))
      text.append(10)
      start = end
    }
    try flushFullBlocks()
  }

  /// Adds a record of a batch, in the format it was read in; FASTA on one line.
  public func write(_ batch: RecordBatch, at index: Int) throws(WriteError) {
    try batch.withTitle(index) { title throws(WriteError) in
      try batch.withSequence(index) { bases throws(WriteError) in
        guard batch.hasQualities else { return try writeFASTA(title: title, bases: bases, lineWidth: 0) }
        try batch.withQualities(index) { qualities throws(WriteError) in
          try writeFASTQ(title: title, bases: bases, qualities: qualities)
        }
      }
    }
  }

  /// Adds text that is already formatted: whole records.
  package func write(text added: [UInt8]) throws(WriteError) {
    precondition(!isFinished)
    text += added
    try flushFullBlocks()
  }

  /// Writes what is left and the mark of the end. Nothing may be added afterwards.
  public func finish() throws(WriteError) {
    precondition(!isFinished)
    isFinished = true
    try flushFullBlocks()
    let rest = text
    text = []
    if !rest.isEmpty { try emit(rest.span) }
    let mark = BGZFEncoder.endOfFile
    if encoder != nil { try output.write(mark.span) }
  }

  private func appendTitle(_ title: Span<UInt8>) {
    precondition(title.count > 0 && title.indices.allSatisfy { title[$0] >= 32 || title[$0] == 9 }, "one line")
    append(title)
    text.append(10)
  }

  private func append(_ bytes: Span<UInt8>) {
    precondition(!isFinished)
    unsafe bytes.withUnsafeBufferPointer { unsafe text.append(contentsOf: $0) }
  }

  private func flushFullBlocks() throws(WriteError) {
    guard text.count >= blockSize else { return }
    let full = text
    text = []
    var start = 0
    while full.count - start >= blockSize {
      try emit(full.span.extracting(start..<start + blockSize))
      start += blockSize
    }
    text.reserveCapacity(blockSize * 2)
    text += full[start...]
  }

  private func emit(_ block: Span<UInt8>) throws(WriteError) {
    if let encoder {
      let packed = encoder.encode(block)
      try output.write(packed.span)
    } else {
      try output.write(block)
    }
  }
}
