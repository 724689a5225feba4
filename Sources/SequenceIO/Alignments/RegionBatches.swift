// The reads of the genes' regions out of an indexed file: every line of the regions, then the mates and whole reads that lie
// elsewhere.

internal import Digests

/// Reads by the index of an alignment file.
final class RegionBatches: BatchStream {
  private enum Step {
    case taken(AlignmentFault?)
    case passed
    case past
    case unsorted
  }

  private let file: any RegionFile
  private let screen: BatchScreen?
  private var jobs: [RegionJob]
  private let regions: [PlacedRegion]
  private var job: RegionJob?
  private var cursor: (any LineCursor)?
  private var lastPlace = AlignmentPlace(0, -1)
  private var writer: AlignmentBatchWriter
  /// Mates that have not come, by name.
  private var unmated: [ReadName: LineRequest] = [:]
  /// Whole reads of parts that lie in a region.
  private var wholes: Set<LineRequest> = []
  private var requested: Set<LineRequest> = []
  private var recordsRead = 0
  private var digest: FileDigester
  private(set) var summary: InputSummary?
  private lazy var referenceIndices = Dictionary(
    file.header.references.map { ($0.name, $0.index) }, uniquingKeysWith: { first, _ in first })

  init(
    _ file: any RegionFile, regions: [PlacedRegion], screen: BatchScreen?, tag: AlignmentTag? = nil,
    digest: DigestAlgorithm = .sha256
  ) {
    self.file = file
    self.digest = FileDigester(digest)
    self.regions = regions
    self.screen = screen
    jobs = regions.indices.map { RegionJob(regions[$0], after: regions[..<$0]) }
    var summary = AlignmentSummary(file.format)
    summary.route = .region
    summary.sampleNames = AlignmentHeader.names(file.header.samples)
    writer = AlignmentBatchWriter(summary, tag: tag)
  }

  var name: String { file.input.name }
  /// The whole file counts as read once its regions are.
  var bytesRead: Int { summary?.byteCount ?? 0 }

  func next() throws(ParseError) -> RecordBatch? {
    guard summary == nil else { return nil }
    while !writer.isFull, try step() {}
    guard writer.count > 0 else {
      try finish()
      return nil
    }
    let batch = writer.take(first: recordsRead)
    recordsRead += batch.count
    screen?(batch)
    add(batch)
    return batch
  }

  /// Looks at one line; false when nothing is left to look for.
  private func step() throws(ParseError) -> Bool {
    if cursor == nil {
      if jobs.isEmpty { jobs = missing() }
      guard !jobs.isEmpty else { return false }
      let next = jobs.removeFirst()
      job = next
      lastPlace = AlignmentPlace(0, -1)
      cursor = try file.cursor(next)
    }
    guard let cursor, let job else { return false }
    switch try cursor.withNext({ look(at: $0, job) }) {
    case .taken(let fault):
      if let fault { throw wrong("the record \(fault.reason)") }
    case .passed: break
    case .past, nil: self.cursor = nil
    case .unsorted: throw wrong("its lines are not sorted by place, though it has an index")
    }
    return true
  }

  private func look(at line: AlignmentLine, _ job: RegionJob) -> Step {
    let place = AlignmentPlace(line.reference, line.position)
    if file.isOrdered {
      guard place >= lastPlace else { return .unsorted }
      lastPlace = place
      if place >= job.end { return .past }
    }
    guard job.wants(line, at: place) else { return .passed }
    if line.isPrimary {
      noteMate(of: line)
    } else if line.flags & AlignmentFlag.supplementary != 0 {
      noteWhole(of: line)
    }
    return .taken(writer.add(line))
  }

  private func noteMate(of line: AlignmentLine) {
    guard line.flags & AlignmentFlag.paired != 0, line.flags & AlignmentFlag.qualityFailed == 0, line.baseCount > 0
    else { return }
    let name = unsafe ReadName(bytes: Array(line.name))
    guard unmated.removeValue(forKey: name) == nil else { return }
    let mate = line.flags & LineRequest.mates
    // First and second stand for each other; where the flags tell neither or both, the mate has the same ones.
    let other = mate == 0 || mate == LineRequest.mates ? mate : mate ^ LineRequest.mates
    unmated[name] = LineRequest(
      name: name, reference: line.mateReference, position: line.matePosition, mate: other)
  }

  /// The whole read is the first place that SA names; one in a region comes by itself.
  private func noteWhole(of line: AlignmentLine) {
    guard let place = SplitPlace.first(of: line), let reference = referenceIndices[place.reference] else { return }
    let isSeen = regions.contains {
      $0.reference == reference && place.position < $0.range.upperBound
        && place.position + place.span > $0.range.lowerBound
    }
    guard !isSeen else { return }
    let mate = line.flags & LineRequest.mates
    unsafe wholes.insert(
      LineRequest(name: ReadName(bytes: Array(line.name)), reference: reference, position: place.position, mate: mate))
  }

  /// What has to be fetched from elsewhere and was not requested for yet.
  private func missing() -> [RegionJob] {
    let requests = (Array(unmated.values) + wholes).filter { $0.reference >= 0 && !requested.contains($0) }
    wholes = []
    requested.formUnion(requests)
    return RegionJob.jobs(Array(Set(requests)), inOneWalk: !file.isOrdered)
  }

  /// The digest is that of the reads taken: the file as a whole is not read.
  private func add(_ batch: RecordBatch) {
    for index in 0..<batch.count {
      let mate = batch.marks[index].flags & (AlignmentFlag.first | AlignmentFlag.second)
      // An identifier that was asked for is no part of the name.
      batch.withTitle(index) { title in
        addLine(title.extracting(first: title.indices.first { title[$0] == 9 } ?? title.count))
      }
      batch.withSequence(index) { addLine($0) }
      batch.withQualities(index) { addLine($0) }
      addLine(Array("\(mate)".utf8).span)
    }
  }

  private func addLine(_ bytes: Span<UInt8>) {
    unsafe bytes.withUnsafeBufferPointer { buffer in
      if let base = buffer.baseAddress { unsafe digest.update(base, count: buffer.count) }
    }
    var end: UInt8 = 10
    unsafe digest.update(&end, count: 1)
  }

  private func finish() throws(ParseError) {
    try file.input.verifyUnchanged(bytesRead: file.input.identity.size)
    let alignments = writer.summary
    var diagnostics = alignments.remarks.map {
      InputDiagnostic(code: .alignedReads, file: name, message: $0)
    }
    diagnostics.append(
      InputDiagnostic(
        code: .alignedReads, file: name,
        message:
          "only the genes' regions and the mates of their reads were read, by the index: reads of the genes that were "
          + "aligned elsewhere or not at all, both mates, are not seen; to read every line: collagen screen - < FILE"))
    if file.completeness == .unproven {
      diagnostics.append(
        InputDiagnostic(
          code: .unprovenEnd, file: name, message: "the file has no end-of-file mark: it may be cut off"))
    }
    summary = InputSummary(
      name: name, byteCount: file.input.identity.size, digest: digest.finish(),
      container: file.format == .bam ? .bgzf : .plain, format: nil, completeness: file.completeness,
      recordCount: recordsRead, textByteCount: 0, diagnostics: diagnostics, alignments: alignments)
  }

  private func wrong(_ reason: String) -> ParseError {
    ParseError(
      code: .badRecordStart, file: name, message: "\(file.format.rawValue.uppercased()): \(reason)",
      remedy: "the file is damaged; make it again")
  }
}
