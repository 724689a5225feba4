// What reading an input gave: records, and how it ended.

@testable import SequenceIO

/// One record, copied out.
struct TextRecord: Hashable {
  var title: String
  var bases: String
  var qualities: String
}

/// Everything that reading one input gave.
struct ReadOutcome {
  var records: [TextRecord] = []
  var error: ParseError?
  var summary: InputSummary?

  /// Whether the input was read whole.
  var isWhole: Bool { error == nil && summary != nil }

  /// Reads an input to its end or error.
  static func of(_ path: String, _ options: StreamOptions = StreamOptions()) -> ReadOutcome {
    var outcome = ReadOutcome()
    do throws(ParseError) {
      let stream = try RecordStream(InputSource(path: path), options: options)
      while let batch = try stream.next() { outcome.add(batch) }
      outcome.summary = stream.summary
    } catch {
      outcome.error = error
    }
    return outcome
  }

  /// Reads bytes through a file.
  static func of(_ bytes: [UInt8], _ options: StreamOptions = StreamOptions()) -> ReadOutcome {
    let folder = TemporaryFolder()
    return of(folder.write(bytes), options)
  }

  private mutating func add(_ batch: RecordBatch) {
    for index in 0..<batch.count {
      records.append(
        TextRecord(
          title: String(decoding: batch.title(index), as: UTF8.self),
          bases: String(decoding: batch.sequence(index), as: UTF8.self),
          qualities: String(decoding: batch.qualities(index), as: UTF8.self)))
    }
  }
}
