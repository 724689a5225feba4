// Batches from whatever a file's content is: text as FASTQ and FASTA, or the lines of an alignment file.

/// Batches of records in the order of the input.
protocol BatchSource: AnyObject {
  /// The next batch, never empty; nil after the last record of a whole input.
  func next() throws(ParseError) -> RecordBatch?
  /// Records so far.
  var recordsRead: Int { get }
  /// Bytes of the decompressed input so far.
  var textBytes: Int { get }
  /// FASTQ or FASTA, once known.
  var format: TextFormat? { get }
  /// What an alignment file held beside reads.
  var alignments: AlignmentSummary? { get }
  /// How far the end is proven; meaningful after it.
  var completeness: Completeness { get }
}

extension BatchBuilder: BatchSource {
  var alignments: AlignmentSummary? { nil }
}

/// Makes batches out of the lines of an alignment file.
final class AlignmentBatchBuilder: BatchSource {
  private let lines: any AlignmentLineSource
  private var writer: AlignmentBatchWriter
  private var pending: ParseError?
  private var isFinished = false
  private(set) var recordsRead = 0
  let format: TextFormat? = nil

  init(_ lines: any AlignmentLineSource, _ format: AlignmentFormat, tag: AlignmentTag? = nil) {
    self.lines = lines
    writer = AlignmentBatchWriter(AlignmentSummary(format), tag: tag)
  }

  var textBytes: Int { lines.byteCount }
  var completeness: Completeness { lines.completeness }
  var alignments: AlignmentSummary? {
    var summary = writer.summary
    summary.sampleNames = AlignmentHeader.names(lines.samples)
    return summary
  }

  func next() throws(ParseError) -> RecordBatch? {
    if let pending { throw pending }
    guard !isFinished else { return nil }
    do throws(ParseError) {
      while !writer.isFull {
        guard try lines.next(into: &writer) else {
          isFinished = true
          break
        }
      }
    } catch {
      // The reads before the fault come first.
      pending = error
      guard writer.count > 0 else { throw error }
    }
    guard writer.count > 0 else { return nil }
    let batch = writer.take(first: recordsRead)
    recordsRead += batch.count
    return batch
  }
}
