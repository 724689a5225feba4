// CRAM with CRAI: only the containers in which something can be go to htslib.

#if HTSlib
  /// CRAM with its index.
  final class CRAMRegionFile: RegionFile {
    /// One line of an index: reads of one reference in one slice.
    private struct Entry {
      let reference: Int
      let range: Range<Int>
      let container: Int
    }

    let input: OpenInput
    let header: AlignmentHeader
    let completeness: Completeness
    let format = AlignmentFormat.cram
    let isOrdered = false
    private let reference: String?
    private let indexName: String
    private let entries: [Entry]
    /// Where containers begin, ascending.
    private let containers: [Int]

    /// Reads header and index and holds them against each other.
    init(_ input: OpenInput, index: InputSource, reference: String?) throws(ParseError) {
      self.input = input
      self.reference = reference
      indexName = index.displayName
      let head = CRAMLines(CRAMPieces(input, containers: []), file: input.name, reference: reference)
      header = try head.references()
      let text = try WholeText.read(index, maximumCount: 256 << 20)
      var entries: [Entry] = []
      for line in text.split(separator: 10) {
        let numbers = line.split(separator: 9).compactMap { Int(String(decoding: $0, as: UTF8.self)) }
        guard numbers.count == 6, (-1..<header.referenceCount).contains(numbers[0]), numbers[2] >= 0,
          numbers[1] < 1 << 40, numbers[2] < 1 << 40, (26..<input.identity.size).contains(numbers[3])
        else { throw BAMRegionFile.misfit(index.displayName, input.name, "it has a line that cannot be") }
        let start = max(0, numbers[1] - 1)
        entries.append(Entry(reference: numbers[0], range: start..<start + numbers[2], container: numbers[3]))
      }
      self.entries = entries
      containers = Set(entries.map(\.container)).sorted()
      completeness = try CRAMPieces.hasEnd(input) ? .verified : .unproven
      if let last = containers.last { try check(last, isFollowedBy: nil) }
    }

    /// The container at an offset is whole, and the next one that the index knows follows it.
    private func check(_ offset: Int, isFollowedBy next: Int?) throws(ParseError) {
      guard let container = try CRAMPieces.head(input, at: offset) else {
        throw misfit("no container begins at byte \(offset)")
      }
      let end = offset + container.headCount + container.length
      if let next {
        guard end == next else { throw misfit("it does not know the container at byte \(end)") }
      } else if end < input.identity.size {
        guard let after = try CRAMPieces.head(input, at: end), after.isEnd else {
          throw misfit("it does not know the container at byte \(end)")
        }
      } else if end > input.identity.size {
        throw misfit("the file ends before byte \(end)")
      }
    }

    func cursor(_ job: RegionJob) throws(ParseError) -> any LineCursor {
      let places = job.requests.values.joined().map { (reference: $0.reference, range: $0.position..<$0.position + 1) }
      let wanted = job.regions.map { (reference: $0.reference, range: $0.range) } + places
      let byReference = Dictionary(grouping: wanted, by: \.reference)
      let chosen = Set(
        entries.filter { entry in
          byReference[entry.reference]?.contains { wanted in
            entry.range.lowerBound < wanted.range.upperBound
              && max(entry.range.upperBound, entry.range.lowerBound + 1) > wanted.range.lowerBound
          } ?? false
        }.map(\.container))
      for (index, container) in containers.enumerated() {
        let next = index + 1 < containers.count ? containers[index + 1] : nil
        if chosen.contains(container) || (next.map { chosen.contains($0) } ?? false) {
          try check(container, isFollowedBy: next)
        }
      }
      return CRAMLines(CRAMPieces(input, containers: chosen.sorted()), file: input.name, reference: reference)
    }

    private func misfit(_ reason: String) -> ParseError { BAMRegionFile.misfit(indexName, input.name, reason) }
  }
#endif

/// A CRAM file of which only some containers are there: definition, header, these, end.
final class CRAMPieces: ChunkSource {
  /// The container that ends a file (specification, section 9).
  static let end: [UInt8] = [
    0x0F, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F, 0xE0, 0x45, 0x4F, 0x46, 0, 0, 0, 0, 1, 0, 0x05, 0xBD, 0xD9, 0x4F, 0,
    0x01, 0, 0x06, 0x06, 0x01, 0, 0x01, 0, 0x01, 0, 0xEE, 0x63, 0x01, 0x4B,
  ]

  private let input: OpenInput
  private var containers: ArraySlice<Int>
  private var hasStarted = false
  private var isDone = false

  init(_ input: OpenInput, containers: [Int]) {
    self.input = input
    self.containers = containers[...]
  }

  let completeness = Completeness.unproven

  static func hasEnd(_ input: OpenInput) throws(ParseError) -> Bool {
    try input.bytes(at: max(0, input.identity.size - end.count), end.count) == end
  }

  /// The head of the container at an offset; nil if there is none.
  static func head(_ input: OpenInput, at offset: Int) throws(ParseError) -> CRAMContainer? {
    var count = 256
    while true {
      let bytes = try input.bytes(at: offset, count)
      let result = unsafe bytes.withUnsafeBufferPointer { unsafe CRAMContainer.read($0) }
      switch result {
      case .success(let container): return container
      case .failure: return nil
      case nil:
        guard bytes.count == count, count < 8 << 20 else { return nil }
        count *= 4
      }
    }
  }

  func next() throws(ParseError) -> ByteBuffer? {
    guard !isDone else { return nil }
    if !hasStarted {
      hasStarted = true
      let header = try CRAMPieces.head(input, at: 26)
      return buffer(try input.bytes(at: 0, 26 + (header.map { $0.headCount + $0.length } ?? 64)))
    }
    if let offset = containers.popFirst() {
      let head = try CRAMPieces.head(input, at: offset)
      return buffer(try input.bytes(at: offset, head.map { $0.headCount + $0.length } ?? 64))
    }
    isDone = true
    return buffer(CRAMPieces.end)
  }

  private func buffer(_ bytes: [UInt8]) -> ByteBuffer {
    let buffer = ByteBuffer(capacity: max(1, bytes.count), start: 0)
    unsafe bytes.withUnsafeBufferPointer { part in
      if let base = part.baseAddress { unsafe buffer.append(base, count: part.count) }
    }
    return buffer
  }
}
