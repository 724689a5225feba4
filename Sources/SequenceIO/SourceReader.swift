// One input as a lane: what it holds is known only once its first bytes were read.

/// Decides by the first batch how the templates of an input are put together.
final class SourceReader: LaneReader {
  private let stream: RecordStream
  private let isInterleaved: Bool
  private let isScreened: Bool
  private let waitingBytes: Int
  private let reopen: (() throws(ParseError) -> RecordStream)?
  private var reader: (any LaneReader)?

  /// - Parameters:
  ///   - isInterleaved: whether mates of FASTQ or FASTA follow each other; lines of alignments have flags that tell.
  ///   - isScreened: whether batches come marked.
  ///   - waitingBytes: what reads of alignment files may take while they wait for their mates, if they are not marked.
  ///   - reopen: reads the input once more, if that can be.
  init(
    _ stream: RecordStream, isInterleaved: Bool, isScreened: Bool, waitingBytes: Int,
    reopen: (() throws(ParseError) -> RecordStream)?
  ) {
    self.stream = stream
    self.isInterleaved = isInterleaved
    self.isScreened = isScreened
    self.waitingBytes = waitingBytes
    self.reopen = reopen
  }

  var summaries: [InputSummary] { stream.summary.map { [$0] } ?? [] }
  var diagnostics: [InputDiagnostic] { reader?.diagnostics ?? [] }
  var bytesRead: Int { stream.bytesRead }
  var screenedOut: Int { reader?.screenedOut ?? 0 }
  var longestScreenedOut: Int { reader?.longestScreenedOut ?? 0 }

  func next() throws(ParseError) -> ReadSlice? {
    if let reader { return try reader.next() }
    guard let batch = try stream.next() else { return nil }
    stream.putBack(batch)
    let chosen: any LaneReader =
      if !batch.marks.isEmpty {
        TemplateReader(stream, isScreened: isScreened, waitingBytes: waitingBytes, reopen: reopen)
      } else if isInterleaved {
        InterleavedReader(stream)
      } else {
        SingleReader(stream)
      }
    reader = chosen
    return try chosen.next()
  }
}
