// Screening one sample from a Swift program: begun in the background, with progress, a result, and cancellation.

public import SequenceIO

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The screening of one sample for variants of the two genes of type I collagen.
///
///     let screening = Screening(
///       of: [.paired(InputSource(path: "P07_R1.fastq.gz"), InputSource(path: "P07_R2.fastq.gz"))],
///       options: ScreeningOptions(sample: "P07"))
///     for await progress in screening.progress { print(progress.readCount, "reads") }
///     let result = try await screening.result
///     for call in result.calls { print(call.codingName, call.proteinName, call.zygosity) }
///
/// The work begins at once, on threads of its own. It stops soon when a task that awaits ``result`` or iterates
/// ``progress`` is cancelled, when ``cancel()`` is called, and when the last copy of this value goes away. Nothing is
/// written to disk until ``ScreeningResult/write(to:replacing:)``.
public struct Screening: Sendable {
  private let work: BackgroundWork<ScreenResult, ScreenProgress>
  private let totalByteCount: Int?

  /// Begins to screen a sample.
  ///
  /// - Parameters:
  ///   - lanes: where its reads are; at least one.
  ///   - options: settings; the result does not depend on the number of threads.
  public init(of lanes: [ReadLane], options: ScreeningOptions) {
    totalByteCount = ScreeningProgress.totalByteCount(of: lanes.flatMap(\.sources))
    work = BackgroundWork { cancellation, progress in
      try ScreenPipeline.run(
        lanes: lanes, options: try options.settings(), cancellation: cancellation, progress: progress)
    }
  }

  /// How far the reading is. The numbers never decrease.
  public var progress: some AsyncSequence<ScreeningProgress, Never> & Sendable {
    let total = totalByteCount
    return ProgressUpdates {
      work.updates()
    } cancel: {
      work.cancel()
    }
    .map { ScreeningProgress(readCount: $0.reads, byteCount: $0.bytes, totalByteCount: total) }
  }

  /// What the screening found.
  ///
  /// - Throws: `ParseError` for what is wrong with an input, with file, line, record and byte;
  ///   ``CollagenError`` for an impossible option; `CancellationError` once all threads have stopped.
  public var result: ScreeningResult {
    get async throws {
      do { return ScreeningResult(try await work.value) } catch let error as ScreenError {
        throw CollagenError(.internalFault, error.description)
      }
    }
  }

  /// Asks the work to stop soon; ``result`` then throws `CancellationError`. A read from a pipe that gets no bytes holds
  /// it up until bytes come or the pipe is closed.
  public func cancel() { work.cancel() }

  /// Whether a stop was asked for.
  package var isCancelled: Bool { work.isCancelled }
}

/// How far a screening is.
public struct ScreeningProgress: Sendable, Hashable {
  /// Single reads so far, both mates counted.
  public let readCount: Int
  /// Bytes of the inputs, as they lie on disk, read so far.
  public let byteCount: Int
  /// Bytes of all inputs; `nil` if one of them is a pipe.
  public let totalByteCount: Int?

  static func totalByteCount(of sources: [InputSource]) -> Int? {
    var total = 0
    for source in sources {
      var status = stat()
      guard !source.isStandardInput, unsafe stat(source.path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
        return nil
      }
      total += Int(status.st_size)
    }
    return total
  }
}
