// All reads of a sample: its lanes one after the other, with everything known of the inputs at the end.

internal import Digests

/// Reads the lanes of one sample in order.
///
///     let reader = try SampleReader([.paired(InputSource(path: "a_R1.fq.gz"), InputSource(path: "a_R2.fq.gz"))])
///     while let slice = try reader.next() {
///       for index in 0..<slice.count {
///         slice.first.withSequence(slice.firstIndex(index)) { bases in print(bases.count) }
///       }
///     }
///
/// Each file of a lane is decompressed, parsed and screened on threads of its own; pairs are joined and their names
/// compared on the thread that calls `next`. All inputs are opened when the reader is made, so a missing file is told
/// before any work. Use it from one thread at a time.
public final class SampleReader {
  private let lanes: [ReadLane]
  private let options: StreamOptions
  private let makeScreen: (@Sendable () -> BatchScreen)?
  private var lane = 0
  private var current: (any LaneReader)?
  /// Inputs that were read to their end, in the order given.
  public private(set) var summaries: [InputSummary] = []
  /// What was odd about the pairing of lanes that ended.
  private var pairDiagnostics: [InputDiagnostic] = []
  private var closedLanes = (screenedOut: 0, longest: 0)
  /// Templates given out so far.
  public private(set) var templateCount = 0

  /// Checks that every input is there and none is given twice, and begins with the first lane.
  ///
  /// - Parameters:
  ///   - lanes: where the reads are; at least one.
  ///   - options: how each input is read.
  /// - Throws: NOT_FOUND, NOT_READABLE, IS_DIRECTORY or SAME_FILE_TWICE.
  public convenience init(_ lanes: [ReadLane], options: StreamOptions = StreamOptions()) throws(ParseError) {
    try self.init(lanes, options: options, screen: nil)
  }

  /// Checks that every input is there and none is given twice, and begins with the first lane.
  ///
  /// - Parameters:
  ///   - lanes: where the reads are; at least one.
  ///   - options: how each input is read.
  ///   - screen: makes the function that looks at each batch on the thread that parsed it.
  /// - Throws: NOT_FOUND, NOT_READABLE, IS_DIRECTORY or SAME_FILE_TWICE.
  package init(
    _ lanes: [ReadLane], options: StreamOptions, screen: (@Sendable () -> BatchScreen)?
  ) throws(ParseError) {
    precondition(!lanes.isEmpty)
    self.lanes = lanes
    self.options = options
    makeScreen = screen
    try SampleReader.checkInputs(lanes.flatMap(\.sources))
    current = try openLane(lanes[0])
  }

  /// Everything odd about inputs and pairs that ended.
  public var diagnostics: [InputDiagnostic] {
    summaries.flatMap(\.diagnostics) + pairDiagnostics
  }

  /// Bytes of all inputs, as they lie on disk, read so far.
  public var bytesRead: Int { summaries.reduce(0) { $0 + $1.byteCount } + (current?.bytesRead ?? 0) }

  /// Verified when the end of every input is.
  public var completeness: Completeness {
    summaries.allSatisfy { $0.completeness == .verified } ? .verified : .unproven
  }

  /// The next templates, never none; nil when every input of every lane was read to its end.
  public func next() throws(ParseError) -> ReadSlice? {
    while let reader = current {
      if let slice = try reader.next() {
        // An empty slice lets whoever screens tell how far it is; others need not see it.
        if slice.count == 0, makeScreen == nil { continue }
        defer { templateCount += slice.count }
        return slice.placed(lane: lane, firstTemplate: templateCount)
      }
      try close(reader)
      current = nil
      lane += 1
      current = lane < lanes.count ? try openLane(lanes[lane]) : nil
    }
    return nil
  }

  /// Reads that were looked at and not given out, so far.
  package var screenedOut: Int { closedLanes.screenedOut + (current?.screenedOut ?? 0) }
  /// Bases of the longest of these.
  package var longestScreenedOut: Int { max(closedLanes.longest, current?.longestScreenedOut ?? 0) }

  /// Takes over what a lane tells at its end.
  private func close(_ reader: any LaneReader) throws(ParseError) {
    let sources = lanes.flatMap(\.sources)
    for var summary in reader.summaries {
      let number = summaries.count
      if summary.recordCount > 0 {
        for (earlier, twin) in summaries.enumerated() {
          switch try SampleReader.areTwins((twin, sources[earlier]), (summary, sources[number])) {
          case true?:
            throw ParseError(
              code: .sameFileTwice, file: summary.name,
              message: "its bytes are those of \(ParseError.printable(twin.name))", remedy: "give each file once")
          case false?: break
          case nil:
            summary.diagnostics.append(
              InputDiagnostic(
                code: .unprovenDifference, file: summary.name,
                message:
                  "it has as many bytes as \(ParseError.printable(twin.name)), and without a digest of what came by a pipe "
                  + "nobody can tell whether these are the same reads"))
          }
        }
      }
      summaries.append(summary)
    }
    pairDiagnostics += reader.diagnostics
    closedLanes = (
      closedLanes.screenedOut + reader.screenedOut, max(closedLanes.longest, reader.longestScreenedOut)
    )
  }

  /// Whether two inputs of one size hold the same bytes; nil if nobody can tell.
  private static func areTwins(
    _ one: (summary: InputSummary, source: InputSource), _ other: (summary: InputSummary, source: InputSource)
  ) throws(ParseError) -> Bool? {
    guard one.summary.digest.algorithm == .none else { return one.summary.digest == other.summary.digest }
    guard one.summary.byteCount == other.summary.byteCount else { return false }
    guard !one.source.isStandardInput, !other.source.isStandardInput else { return nil }
    let (first, second) = (try OpenInput(one.source), try OpenInput(other.source))
    guard first.identity.isRegular, second.identity.isRegular else { return nil }
    let step = 1 << 20
    for offset in stride(from: 0, to: first.identity.size, by: step)
    where try first.bytes(at: offset, step) != second.bytes(at: offset, step) { return false }
    return true
  }

  private func openLane(_ lane: ReadLane) throws(ParseError) -> any LaneReader {
    switch lane {
    case .single(let source):
      return try reader(of: source, isInterleaved: false)
    case .interleaved(let source):
      return try reader(of: source, isInterleaved: true)
    case .paired(let first, let second):
      try SampleReader.checkInputs([first, second])
      let (left, right) = try RecordStream.pair(first, second, options: options, screen: makeScreen)
      return try PairedReader(left, right)
    }
  }

  private func reader(of source: InputSource, isInterleaved: Bool) throws(ParseError) -> any LaneReader {
    let opened = try RegionInput.open(
      source, options.regions, reference: options.reference, tag: options.titleTag, digest: options.digest,
      screen: makeScreen)
    switch opened {
    case .regions(let batches):
      return TemplateReader(
        batches, isScreened: makeScreen != nil, waitingBytes: 2 * options.waitingBytes, reopen: nil)
    case .whole(let remark):
      if let remark { pairDiagnostics.append(remark) }
    }
    var options = options
    if isInterleaved { options.noticesRepeatedNames = false }
    let stream = try RecordStream(source, options: options, screen: makeScreen)
    let identity = stream.identity
    return SourceReader(
      stream, isInterleaved: isInterleaved, isScreened: makeScreen != nil, waitingBytes: options.waitingBytes,
      reopen: identity.isRegular && !source.isStandardInput
        ? { [options] () throws(ParseError) in try RecordStream(source, options: options) } : nil)
  }

  /// Every regular file is there and different from all others; standard input is given at most once.
  private static func checkInputs(_ sources: [InputSource]) throws(ParseError) {
    var seen: [FileIdentity] = []
    var isInputTaken = false
    for source in sources {
      if source.isStandardInput {
        guard !isInputTaken else {
          throw ParseError(
            code: .sameFileTwice, file: source.displayName, message: "standard input is given twice",
            remedy: "give each input once")
        }
        isInputTaken = true
        continue
      }
      let identity = try FileIdentity.of(source)
      guard !identity.isRegular || !seen.contains(where: { $0.isSameFile(as: identity) }) else {
        throw ParseError(
          code: .sameFileTwice, file: source.displayName, message: "the same file is given twice",
          remedy: "give each file once")
      }
      seen.append(identity)
    }
  }
}
