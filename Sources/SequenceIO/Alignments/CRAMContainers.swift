// The containers of CRAM, walked and checked before htslib sees them: sizes within limits, every check sum right
// (CRAM specification 3.1, sections 6 to 8).

/// The head of one container.
struct CRAMContainer: Hashable {
  /// Bytes of its blocks.
  let length: Int
  /// Index of the reference of all its reads; -1 unmapped, -2 several.
  let reference: Int
  /// 1-based first position, and bases covered.
  let start: Int
  let span: Int
  /// Reads in it.
  let records: Int
  let blocks: Int
  /// Bytes of the head itself.
  let headCount: Int

  /// Whether it is the mark of the end of a file.
  var isEnd: Bool { length == 15 && reference == -1 && start == 4_542_278 && records == 0 }

  /// Most bytes of a container, packed and unpacked: some ten times what writers make.
  static let maximumLength = 64 << 20
  static let maximumUnpacked = 128 << 20

  /// A head at the start of some bytes.
  ///
  /// - Returns: nil if there are not bytes enough; a fault for what cannot be.
  static func read(_ bytes: UnsafeBufferPointer<UInt8>) -> Result<CRAMContainer, AlignmentFault>? {
    guard bytes.count >= 4, let base = bytes.baseAddress else { return nil }
    let length = unsafe Int(Int32(bitPattern: LittleEndian.word(base)))
    guard (0...maximumLength).contains(length) else { return .failure(AlignmentFault("has the size \(length)")) }
    var reader = unsafe CRAMIntegers(bytes: bytes, offset: 4)
    guard let reference = reader.integer(), let start = reader.integer(), let span = reader.integer(),
      let records = reader.integer(), reader.longInteger(), reader.longInteger(), let blocks = reader.integer(),
      let landmarks = reader.integer()
    else { return nil }
    guard (0...1_000_000).contains(landmarks), (0...1_000_000).contains(blocks), (0...100_000_000).contains(records)
    else { return .failure(AlignmentFault("has an impossible head")) }
    for _ in 0..<landmarks where reader.integer() == nil { return nil }
    let end = reader.offset
    guard bytes.count >= end + 4 else { return nil }
    let crc = unsafe DefaultInflater.crc32(0, UnsafeBufferPointer(rebasing: bytes[0..<end]))
    guard unsafe LittleEndian.word(base + end) == crc else { return .failure(AlignmentFault("has a wrong check sum")) }
    return .success(
      CRAMContainer(
        length: length, reference: reference, start: start, span: span, records: records, blocks: blocks,
        headCount: end + 4))
  }

  /// What is wrong with the blocks of the container; nil if nothing is.
  func fault(ofBlocks bytes: UnsafeBufferPointer<UInt8>) -> AlignmentFault? {
    var offset = 0
    var unpacked = 0
    for _ in 0..<blocks {
      guard offset + 2 <= bytes.count else { return AlignmentFault("is shorter than its blocks") }
      var reader = unsafe CRAMIntegers(bytes: bytes, offset: offset + 2)
      guard reader.integer() != nil, let packed = reader.integer(), let raw = reader.integer(), packed >= 0, raw >= 0,
        reader.offset + packed + 4 <= bytes.count, let base = bytes.baseAddress
      else { return AlignmentFault("is shorter than its blocks") }
      unpacked += raw
      guard unpacked <= CRAMContainer.maximumUnpacked else {
        return AlignmentFault("unpacks to more than \(CRAMContainer.maximumUnpacked) bytes")
      }
      let end = reader.offset + packed
      let crc = unsafe DefaultInflater.crc32(0, UnsafeBufferPointer(rebasing: bytes[offset..<end]))
      guard unsafe LittleEndian.word(base + end) == crc else {
        return AlignmentFault("has a block with a wrong check sum")
      }
      offset = end + 4
    }
    return nil
  }
}

/// The integers of CRAM (section 2.3): the leading bits of the first byte tell how many follow.
@safe
struct CRAMIntegers {
  let bytes: UnsafeBufferPointer<UInt8>
  var offset: Int

  /// ITF-8; nil at the end of the bytes.
  mutating func integer() -> Int? {
    guard unsafe offset < bytes.count else { return nil }
    let first = unsafe bytes[offset]
    let more = min((~first).leadingZeroBitCount, 4)
    guard unsafe offset + more < bytes.count else { return nil }
    var value = more == 4 ? UInt32(first & 0x0F) : UInt32(first) & (0x7F >> UInt32(more))
    for index in 0..<more {
      let byte = unsafe UInt32(bytes[offset + 1 + index])
      value = more == 4 && index == 3 ? value << 4 | byte & 0x0F : value << 8 | byte
    }
    offset += 1 + more
    return Int(Int32(bitPattern: value))
  }

  /// Passes LTF-8; false at the end of the bytes.
  mutating func longInteger() -> Bool {
    guard unsafe offset < bytes.count else { return false }
    let more = unsafe (~bytes[offset]).leadingZeroBitCount
    guard unsafe offset + more < bytes.count else { return false }
    offset += 1 + more
    return true
  }
}

/// Walks over a whole CRAM file.
final class CRAMContainers {
  private let window: ByteWindow
  private let file: String
  private(set) var hasEnd = false
  /// Records of all containers so far.
  private(set) var recordCount = 0
  private var hasStarted = false
  private var number = 0

  init(_ source: any ChunkSource, file: String) {
    window = ByteWindow(source)
    self.file = file
  }

  var byteCount: Int { window.offset }

  /// Lends the file's definition first, then container after container; false at the end.
  ///
  /// - Throws: for what is cut off, above a limit, or has a wrong check sum.
  func withNext(_ body: (UnsafeBufferPointer<UInt8>) -> Void) throws(ParseError) -> Bool {
    guard hasStarted else { return unsafe try start(body) }
    guard try window.hold(1) else { return false }
    guard !hasEnd else { throw wrong("bytes follow its end") }
    number += 1
    let container = try head()
    let count = container.headCount + container.length
    guard try window.hold(count) else { throw truncated() }
    if let fault = unsafe container.fault(
      ofBlocks: UnsafeBufferPointer(rebasing: window.bytes[container.headCount..<count]))
    {
      throw wrong("container \(number) \(fault.reason)")
    }
    hasEnd = container.isEnd
    recordCount += container.records
    unsafe body(UnsafeBufferPointer(rebasing: window.bytes[0..<count]))
    window.skip(count)
    return true
  }

  private func start(_ body: (UnsafeBufferPointer<UInt8>) -> Void) throws(ParseError) -> Bool {
    hasStarted = true
    guard try window.hold(26) else { throw truncated() }
    let version = unsafe (window.bytes[4], window.bytes[5])
    guard version.0 == 3 else {
      throw ParseError(
        code: .unsupportedContainer, file: file,
        message: "CRAM \(version.0).\(version.1) is not read here, 3.0 and 3.1 are",
        remedy: "convert it with: samtools view -C --output-fmt-option version=3.0 -T REFERENCE -o NEW FILE")
    }
    unsafe body(UnsafeBufferPointer(rebasing: window.bytes[0..<26]))
    window.skip(26)
    return true
  }

  private func head() throws(ParseError) -> CRAMContainer {
    var needed = 64
    while true {
      let isWhole = try window.hold(needed)
      switch unsafe CRAMContainer.read(window.bytes) {
      case .success(let container): return container
      case .failure(let fault): throw wrong("container \(number) \(fault.reason)")
      case nil:
        guard isWhole else { throw truncated() }
        needed *= 2
      }
    }
  }

  private func wrong(_ reason: String) -> ParseError {
    ParseError(
      code: .badContainerHeader, file: file, offset: window.offset, message: "CRAM: \(reason)",
      remedy: "the file is damaged; get it again")
  }

  private func truncated() -> ParseError {
    ParseError(
      code: .truncatedContainer, file: file, offset: window.offset,
      message: "CRAM: the file ends inside a container", remedy: "it was cut off; get it again")
  }
}
