// One input as a stream of record batches, made on threads of its own.

package import Digests

/// How an input is read.
public struct StreamOptions: Sendable {
  /// Threads that may decode one input that allows it (BGZF, bzip2); 1 decodes on the parsing thread.
  public var decodingThreads = 1
  /// Hand-overs that may wait for the consumer.
  package var queueDepth = 3
  /// Whether an input without a record is no error.
  public var allowsEmptyInput = false
  /// Bytes of decompressed text that a buffer holds; the records are the same for every value.
  package var chunkSize = 256 << 10
  /// Bytes of text that are handed to the consumer at once, as one batch or several: waking a thread for each buffer
  /// that fits the second-level cache would cost more than it spares.
  package var handOverSize = 768 << 10
  /// Bytes that are read at once.
  package var blockSize = 256 << 10
  /// Longest title in bytes.
  package var maximumTitleCount = 1 << 20
  /// Longest record in bytes of text.
  package var maximumRecordCount = 16 << 20
  /// Whether a name that occurs twice is odd; not where mates lie in one input.
  var noticesRepeatedNames = true
  /// Whether zlib inflates although ISA-L is there: the oracle of the tests.
  var usesBaseInflater = false
  /// Bytes that reads of an alignment file may take while they wait for their mates, if no screen marked them.
  var waitingBytes = 32 << 20
  /// Where the reads of an indexed alignment file are looked for, one list an assembly; all are read if there is none.
  package var regions: [[AlignmentRegion]] = []
  /// FASTA, with its index, of the reference that CRAM was made with.
  package var reference: String?
  /// The digest that is taken of each input.
  package var digest = DigestAlgorithm.sha256
  /// Optional field of alignment lines that stands behind the title of each read, after a tab.
  package var titleTag: AlignmentTag?

  /// The usual options.
  public init() {}
}

/// Reads one input: decompresses, parses and checks it on threads of its own, and hands out batches in file order.
///
///     let stream = try RecordStream(InputSource(path: "reads_R1.fastq.gz"))
///     while let batch = try stream.next() {
///       for index in 0..<batch.count { ... }
///     }
///     print(stream.summary?.recordCount ?? 0)
///
/// `next` returning nil means that the whole input was read and every check sum was right; look at
/// ``InputSummary/completeness`` for the one case in which the end is not proven. Memory does not grow with the input.
/// A stream may be dropped at any time; its threads stop first. Use it from one thread at a time.
package final class RecordStream: BatchStream, @unchecked Sendable {
  private enum Event: Sendable {
    case batches([RecordBatch])
    case end(InputSummary)
    case failure(ParseError)
  }

  /// Display name of the input.
  package let name: String
  let identity: FileIdentity
  private let reader: BlockReader
  private let queue: BoundedQueue<Event>
  private let thread = WorkerThread()
  private var outcome: Event?
  /// Batches that were handed over and not given out yet, the next one last.
  private var waiting: [RecordBatch] = []

  /// Bytes of the input, as they lie on disk, read so far.
  package var bytesRead: Int { reader.bytesRead }

  /// What is known of the input after its end; nil before.
  package var summary: InputSummary? {
    if case .end(let summary) = outcome { summary } else { nil }
  }

  /// Opens an input and starts reading it.
  ///
  /// - Parameters:
  ///   - source: where the bytes come from.
  ///   - options: limits and numbers of threads.
  ///   - makeScreen: called once on the parsing thread; what it returns is called with every batch there.
  /// - Throws: NOT_FOUND, NOT_READABLE or IS_DIRECTORY. What is wrong with the content is thrown by `next`.
  package convenience init(
    _ source: InputSource, options: StreamOptions = StreamOptions(),
    screen makeScreen: (@Sendable () -> BatchScreen)? = nil
  ) throws(ParseError) {
    try self.init(
      OpenInput(source), options: options, digester: SingleDigester(options.digest), screen: makeScreen)
  }

  /// Starts reading two files of mates; regular ones that want a SHA-256 are hashed together.
  static func pair(
    _ first: InputSource, _ second: InputSource, options: StreamOptions, screen: (@Sendable () -> BatchScreen)?
  ) throws(ParseError) -> (RecordStream, RecordStream) {
    let inputs = (try OpenInput(first), try OpenInput(second))
    let isTogether =
      options.digest == .sha256 && SHA256.hasInstructions && inputs.0.identity.isRegular
      && inputs.1.identity.isRegular
    let digesters =
      isTogether ? DigestPair().digesters : [SingleDigester(options.digest), SingleDigester(options.digest)]
    return (
      try RecordStream(inputs.0, options: options, digester: digesters[0], screen: screen),
      try RecordStream(inputs.1, options: options, digester: digesters[1], screen: screen)
    )
  }

  private init(
    _ input: OpenInput, options: StreamOptions, digester: any BlockDigester,
    screen makeScreen: (@Sendable () -> BatchScreen)?
  ) throws(ParseError) {
    name = input.name
    identity = input.identity
    let blocks = BufferPool(headroom: StreamWorker.headroom, payload: options.blockSize)
    let reader = try BlockReader(input, pool: blocks, digester: digester)
    let queue = BoundedQueue<Event>(capacity: options.queueDepth)
    self.reader = reader
    self.queue = queue
    let isStarted = thread.start {
      RecordStream.run(reader, options: options, queue: queue, makeScreen: makeScreen)
    }
    guard isStarted else {
      throw ParseError(code: .readFailed, file: name, message: "the system has no thread left")
    }
  }

  deinit {
    cancel()
  }

  /// Stops reading. `next` must not be called any more.
  package func cancel() {
    queue.cancel()
    reader.cancel()
    thread.join()
  }

  /// The next batch, never empty; nil at the end of a whole input.
  ///
  /// - Throws: the first error of the input, after all records before it.
  package func next() throws(ParseError) -> RecordBatch? {
    if let batch = waiting.popLast() { return batch }
    if outcome == nil {
      guard let event = queue.pop() else {
        throw ParseError(code: .readFailed, file: name, message: "reading was cancelled")
      }
      if case .batches(let batches) = event {
        waiting = batches.reversed()
        return waiting.popLast()
      }
      outcome = event
    }
    if case .failure(let error) = outcome { throw error }
    return nil
  }

  /// Gives a batch back, to be the next one again.
  func putBack(_ batch: RecordBatch) { waiting.append(batch) }

  private static func run(
    _ reader: BlockReader, options: StreamOptions, queue: BoundedQueue<Event>,
    makeScreen: (@Sendable () -> BatchScreen)?
  ) {
    let screen = makeScreen?()
    var batches: [RecordBatch] = []
    var byteCount = 0
    let outcome: Event
    do throws(ParseError) {
      let worker = try StreamWorker(reader, options: options)
      while let batch = try worker.next() {
        screen?(batch)
        batches.append(batch)
        byteCount += batch.bufferCount
        guard byteCount >= options.handOverSize else { continue }
        if !queue.push(.batches(batches)) { return }
        batches = []
        byteCount = 0
      }
      outcome = .end(try worker.finish())
    } catch {
      outcome = .failure(error)
    }
    if !batches.isEmpty { _ = queue.push(.batches(batches)) }
    _ = queue.push(outcome)
  }
}

/// Decoding and parsing of one input on the thread that calls it.
final class StreamWorker {
  /// Room before the data of a buffer, where the rest of a record is put.
  static let headroom = 32 << 10

  private let reader: BlockReader
  private let options: StreamOptions
  private let container: CompressionFormat
  private let source: PeekedSource
  private let builder: any BatchSource
  private var evidence = QualityEvidence()
  private var names = RepeatedNames()

  init(_ reader: BlockReader, options: StreamOptions) throws(ParseError) {
    self.reader = reader
    self.options = options
    let cursor = CompressedCursor(reader)
    let prefix = try cursor.peek(18)
    container = try CompressionFormat.detect(prefix, file: reader.name)
    let pool = BufferPool(headroom: StreamWorker.headroom, payload: options.chunkSize)
    source = PeekedSource(StreamWorker.decoder(container, cursor, pool: pool, options: options))
    var limits = RecordLimits()
    limits.title = options.maximumTitleCount
    limits.record = options.maximumRecordCount
    builder = try ContentFormat.builder(
      for: source, file: reader.name, limits: limits, reference: options.reference, tag: options.titleTag)
  }

  static func decoder(
    _ container: CompressionFormat, _ cursor: CompressedCursor, pool: BufferPool, options: StreamOptions
  ) -> any ChunkSource {
    let threads = options.decodingThreads
    return switch container {
    case .plain: PlainDecoder(cursor)
    case .gzip where options.usesBaseInflater: GzipDecoder<ZlibInflater>(cursor, pool: pool)
    case .gzip: GzipDecoder<DefaultInflater>(cursor, pool: pool)
    case .bgzf where options.usesBaseInflater: BGZFDecoder<ZlibInflater>(cursor, outputs: pool, threads: threads)
    case .bgzf: BGZFDecoder<DefaultInflater>(cursor, outputs: pool, threads: threads)
    case .bzip2: Bzip2Decoder(cursor, pool: pool, threads: threads)
    }
  }

  /// The next batch.
  func next() throws(ParseError) -> RecordBatch? {
    guard let batch = try builder.next() else { return nil }
    guard batch.marks.isEmpty else { return batch }
    if !evidence.isSettled { evidence.add(batch) }
    if options.noticesRepeatedNames { names.add(batch) }
    return batch
  }

  /// Checks what can be checked at the end only.
  func finish() throws(ParseError) -> InputSummary {
    guard let digest = reader.digest else {
      throw ParseError(code: .readFailed, file: reader.name, message: "the input was not read to its end")
    }
    var diagnostics: [InputDiagnostic] = []
    if builder.recordsRead == 0 {
      guard options.allowsEmptyInput else {
        throw ParseError(
          code: .emptyInput, file: reader.name, message: "not a single record", remedy: "allow it with --allow-empty")
      }
      diagnostics.append(InputDiagnostic(code: .emptyInput, file: reader.name, message: "not a single record"))
    }
    let completeness = builder.completeness
    if completeness == .unproven {
      diagnostics.append(
        InputDiagnostic(
          code: .unprovenEnd, file: reader.name,
          message:
            "\(builder.alignments?.format == .cram ? "CRAM" : "BGZF") without its end-of-file block: it may be cut off")
      )
    }
    if evidence.suggestsPhred64 {
      diagnostics.append(
        InputDiagnostic(code: .phred64, file: reader.name, message: "qualities look like Phred+64; read as Phred+33"))
    }
    if let remark = names.remark(recordCount: builder.recordsRead) {
      diagnostics.append(InputDiagnostic(code: .repeatedNames, file: reader.name, message: remark))
    }
    let alignments = builder.alignments
    diagnostics += (alignments?.remarks ?? []).map {
      InputDiagnostic(code: .alignedReads, file: reader.name, message: $0)
    }
    return InputSummary(
      name: reader.name, byteCount: digest.byteCount, digest: digest.digest, container: container,
      format: builder.format, completeness: completeness, recordCount: builder.recordsRead,
      textByteCount: builder.textBytes, diagnostics: diagnostics, alignments: alignments)
  }
}
