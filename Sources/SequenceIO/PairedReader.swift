// Two inputs in step, or one interleaved input: pairs whatever the batches they come in.

/// Where the reads of one lane are.
public enum ReadLane: Hashable, Sendable {
  /// One file of single reads; or SAM, BAM or CRAM, whose pairs are put together by name.
  case single(InputSource)
  /// Two files of mates.
  case paired(InputSource, InputSource)
  /// One file in which mates follow each other.
  case interleaved(InputSource)

  /// The inputs of the lane.
  public var sources: [InputSource] {
    switch self {
    case .single(let source), .interleaved(let source): [source]
    case .paired(let first, let second): [first, second]
    }
  }
}

/// One lane as a stream of templates.
protocol LaneReader: AnyObject {
  /// The next templates; nil when all inputs of the lane ended well.
  func next() throws(ParseError) -> ReadSlice?
  /// The inputs, after the end.
  var summaries: [InputSummary] { get }
  /// What was odd about the pairing.
  var diagnostics: [InputDiagnostic] { get }
  /// Bytes of the lane's inputs read so far.
  var bytesRead: Int { get }
  /// Reads that the lane looked at and did not give out, since the screen marked neither them nor their mates.
  var screenedOut: Int { get }
  /// Bases of the longest of these.
  var longestScreenedOut: Int { get }
}

extension LaneReader {
  var screenedOut: Int { 0 }
  var longestScreenedOut: Int { 0 }
}

/// Single reads.
final class SingleReader: LaneReader {
  private let stream: RecordStream
  let diagnostics: [InputDiagnostic] = []

  init(_ stream: RecordStream) {
    self.stream = stream
  }

  var summaries: [InputSummary] { stream.summary.map { [$0] } ?? [] }
  var bytesRead: Int { stream.bytesRead }

  func next() throws(ParseError) -> ReadSlice? {
    guard let batch = try stream.next() else { return nil }
    return ReadSlice(first: batch, second: nil, firstStart: 0, secondStart: 0, stride: 1, count: batch.count)
  }
}

/// Walks two streams in step, each decompressed, parsed and screened on its own threads.
final class PairedReader: LaneReader {
  private let streams: [RecordStream]
  private var batches: [RecordBatch?] = [nil, nil]
  private var positions = [0, 0]
  private var check: MateCheck
  private var last: (RecordBatch, RecordBatch)?

  init(_ first: RecordStream, _ second: RecordStream) throws(ParseError) {
    guard !first.identity.isSameFile(as: second.identity) || !first.identity.isRegular else {
      throw ParseError(
        code: .sameFileTwice, file: second.name, message: "the same file is given as both mates",
        remedy: "give the R1 and the R2 file")
    }
    streams = [first, second]
    check = MateCheck(firstName: first.name, secondName: second.name)
  }

  var summaries: [InputSummary] { streams.compactMap(\.summary) }
  var bytesRead: Int { streams.reduce(0) { $0 + $1.bytesRead } }

  var diagnostics: [InputDiagnostic] { check.diagnostics }

  func next() throws(ParseError) -> ReadSlice? {
    for side in 0..<2 where batches[side].map({ positions[side] >= $0.count }) ?? true {
      batches[side] = try streams[side].next()
      positions[side] = 0
      if let batch = batches[side], !batch.marks.isEmpty {
        throw ParseError(
          code: .unsupportedContainer, file: streams[side].name, message: "an alignment file is no file of mates",
          remedy: "it holds both mates of its pairs: give it alone")
      }
    }
    guard let first = batches[0], let second = batches[1] else { return try finish() }
    let count = min(first.count - positions[0], second.count - positions[1])
    let slice = ReadSlice(
      first: first, second: second, firstStart: positions[0], secondStart: positions[1], stride: 1, count: count)
    try check.check(slice)
    positions[0] += count
    positions[1] += count
    last = (first, second)
    return slice
  }

  /// Both sides must end together.
  private func finish() throws(ParseError) -> ReadSlice? {
    for side in 0..<2 {
      guard let batch = batches[side] else { continue }
      let shorter = streams[1 - side].name
      throw ParseError(
        code: .mateMissing, file: streams[side].name, line: batch.lineNumber(positions[side]),
        record: batch.recordNumber(positions[side]), offset: batch.textOffset(positions[side]),
        message: "it has no mate: \(ParseError.printable(shorter)) ends after \(check.pairs) records",
        remedy: "one of the files is cut off, or they are not mates")
    }
    try check.finish(last?.0, last?.1)
    last = nil
    return nil
  }
}

/// Mates that follow each other in one input.
final class InterleavedReader: LaneReader {
  private let stream: RecordStream
  private var batch: RecordBatch?
  private var position = 0
  private var check: MateCheck

  var bytesRead: Int { stream.bytesRead }

  init(_ stream: RecordStream) {
    self.stream = stream
    check = MateCheck(firstName: stream.name, secondName: stream.name)
  }

  var summaries: [InputSummary] { stream.summary.map { [$0] } ?? [] }

  var diagnostics: [InputDiagnostic] { check.diagnostics }

  func next() throws(ParseError) -> ReadSlice? {
    if batch.map({ position >= $0.count }) ?? true {
      batch = try stream.next()
      position = 0
    }
    guard let current = batch else { return nil }
    let start = position
    let pairs = (current.count - start) / 2
    guard pairs > 0 else { return try joinAcross(current) }
    position += 2 * pairs
    return try checked(
      ReadSlice(
        first: current, second: current, firstStart: start, secondStart: start + 1, stride: 2, count: pairs))
  }

  /// The last record of a batch with the first of the next.
  private func joinAcross(_ current: RecordBatch) throws(ParseError) -> ReadSlice {
    let index = position
    guard let following = try stream.next() else {
      throw ParseError(
        code: .mateMissing, file: stream.name, line: current.lineNumber(index), record: current.recordNumber(index),
        offset: current.textOffset(index), message: "the last record has no mate",
        remedy: "the file is cut off, or it is not interleaved")
    }
    batch = following
    position = 1
    return try checked(
      ReadSlice(first: current, second: following, firstStart: index, secondStart: 0, stride: 1, count: 1))
  }

  private func checked(_ slice: ReadSlice) throws(ParseError) -> ReadSlice {
    try check.check(slice)
    return slice
  }
}
