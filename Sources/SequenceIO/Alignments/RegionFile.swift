// An alignment file that can be entered at a place, by its index.

/// What is looked for in one walk: all lines of regions, or single lines by name and place.
struct RegionJob {
  var regions: [PlacedRegion] = []
  var requests: [ReadName: [LineRequest]] = [:]
  private var places: Set<AlignmentPlace> = []
  /// Regions whose lines were taken before.
  private var earlier: [PlacedRegion] = []
  /// The first place at which something can be.
  let start: AlignmentPlace
  /// The first place after everything.
  let end: AlignmentPlace

  /// Bases before a region from which on lines are read, so that long alignments that reach into it are seen.
  static let margin = 5000

  /// All lines of a region but those that reach into earlier ones.
  init(_ region: PlacedRegion, after earlier: ArraySlice<PlacedRegion> = []) {
    regions = [region]
    self.earlier = Array(earlier)
    start = AlignmentPlace(region.reference, max(0, region.range.lowerBound - RegionJob.margin))
    end = AlignmentPlace(region.reference, region.range.upperBound)
  }

  /// Single lines, sorted by place; at least one.
  init(_ sorted: ArraySlice<LineRequest>) {
    requests = Dictionary(grouping: sorted, by: \.name)
    places = Set(sorted.map(\.place))
    start = sorted.first?.place ?? AlignmentPlace(-1, 0)
    end = AlignmentPlace(sorted.last?.reference ?? -1, (sorted.last?.position ?? 0) + 1)
  }

  /// Whether a line is one of those that are looked for.
  func wants(_ line: AlignmentLine, at place: AlignmentPlace) -> Bool {
    guard regions.isEmpty else {
      return regions.contains { $0.holds(line) } && !earlier.contains { $0.holds(line) }
    }
    guard line.isPrimary, places.contains(place) else { return false }
    let mate = line.flags & LineRequest.mates
    return unsafe requests[ReadName(bytes: Array(line.name))]?.contains { $0.place == place && $0.mate == mate }
      ?? false
  }

  /// Jobs for single lines; what lies near each other is fetched in one walk.
  static func jobs(_ requests: [LineRequest], inOneWalk: Bool) -> [RegionJob] {
    let sorted = requests.sorted { $0.place < $1.place }
    guard !inOneWalk else { return sorted.isEmpty ? [] : [RegionJob(sorted[...])] }
    var jobs: [RegionJob] = []
    var start = 0
    for index in sorted.indices {
      let isLast = index + 1 == sorted.count
      if isLast || sorted[index + 1].reference != sorted[index].reference
        || sorted[index + 1].position - sorted[index].position > 20_000
      {
        jobs.append(RegionJob(sorted[start...index]))
        start = index + 1
      }
    }
    return jobs
  }
}

/// An alignment file with its index.
protocol RegionFile: AnyObject {
  var input: OpenInput { get }
  var format: AlignmentFormat { get }
  var header: AlignmentHeader { get }
  /// Whether lines come in the order of their places and single places are cheap to enter.
  var isOrdered: Bool { get }
  /// How far the end of the file is proven.
  var completeness: Completeness { get }
  /// A walk that begins before everything that a job looks for.
  func cursor(_ job: RegionJob) throws(ParseError) -> any LineCursor
}

/// BAM with BAI or CSI.
final class BAMRegionFile: RegionFile {
  let input: OpenInput
  let header: AlignmentHeader
  let completeness: Completeness
  let format = AlignmentFormat.bam
  let isOrdered = true
  private let index: BAMIndex
  private let indexName: String

  /// Reads header and index and holds them against each other.
  init(_ input: OpenInput, index: InputSource) throws(ParseError) {
    self.input = input
    indexName = index.displayName
    var kept = 0
    let lines = BAMLines(BGZFBlocks(input, offset: 0), file: input.name) { _, _ in
      kept += 1
      return kept <= AlignmentHeader.keptReferences
    }
    try lines.readHeader()
    header = lines.header
    completeness = try BGZFBlocks.hasEnd(input) ? .verified : .unproven
    guard let read = BAMIndex(try WholeText.read(index, maximumCount: 256 << 20)) else {
      throw BAMRegionFile.misfit(index.displayName, input.name, "it is no whole index")
    }
    self.index = read
    guard read.referenceCount == header.referenceCount else {
      throw misfit("it has \(read.referenceCount) references and the file \(header.referenceCount)")
    }
    try checkEnd()
  }

  /// After the last line that the index knows only reads without a place may come.
  private func checkEnd() throws(ParseError) {
    guard let following = try entering(index.end, { AlignmentPlace($0.reference, 0) }) else { return }
    guard following.reference == .max else { throw misfit("the file has aligned reads that it does not list") }
  }

  func cursor(_ job: RegionJob) throws(ParseError) -> any LineCursor {
    for offset in index.hints(for: job.start) {
      let first = try entering(offset) { AlignmentPlace($0.reference, $0.position) }
      if let first, first < job.start { return try lines(at: offset) }
    }
    return try lines(at: 0)
  }

  private func lines(at offset: UInt64) throws(ParseError) -> BAMLines {
    guard offset > 0 else { return BAMLines(BGZFBlocks(input, offset: 0), file: input.name) }
    return try BAMLines(
      BGZFBlocks(input, offset: Int(offset >> 16)), file: input.name, header: header, skipping: Int(offset & 0xFFFF))
  }

  /// The first line at an offset of the index; nil at the end of the file.
  private func entering<Result>(
    _ offset: UInt64, _ body: (AlignmentLine) -> Result
  ) throws(ParseError) -> Result? {
    guard offset >> 16 <= UInt64(input.identity.size) else {
      throw misfit("it leads to byte \(offset >> 16) of \(input.identity.size)")
    }
    do throws(ParseError) { return try lines(at: offset).withNext(body) } catch {
      guard error.kind == .badData else { throw error }
      throw misfit("no line begins at byte \(offset >> 16), where it leads to")
    }
  }

  private func misfit(_ reason: String) -> ParseError { BAMRegionFile.misfit(indexName, input.name, reason) }

  static func misfit(_ index: String, _ file: String, _ reason: String) -> ParseError {
    ParseError(
      code: .badIndex, file: index, message: "the index does not fit \(ParseError.printable(file)): \(reason)",
      remedy: "make it anew with: samtools index \(ParseError.printable(file)); if that fails, the file is damaged")
  }
}
