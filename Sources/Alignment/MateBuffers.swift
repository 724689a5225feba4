// One read as codes in both directions: what the stages of the mapper work on.

import BioSequence

/// A read while it is mapped.
///
///     forward   5' [ kept ........ ][ tail ] 3'      tail: adapter, kept in the store as soft clip, never aligned
///     reverse   5' [ tail ][ ........ kept ] 3'      the other strand
struct MateBuffers {
  /// The longest read taken.
  static let capacity = 1000

  private let forwardCodes: FlatBuffer<UInt8>
  private let reverseCodes: FlatBuffer<UInt8>
  private let forwardQualities: FlatBuffer<UInt8>
  private let reverseQualities: FlatBuffer<UInt8>
  /// Bases of the read, tail included.
  private(set) var totalCount = 0
  /// Bases at the 3' end that are adapter.
  private(set) var tailCount = 0
  /// Bases to be aligned.
  var count: Int { totalCount - tailCount }

  init() {
    let buffer = { FlatBuffer<UInt8>.allocate(count: Self.capacity + 64, filledWith: 4) }
    forwardCodes = buffer()
    reverseCodes = buffer()
    forwardQualities = buffer()
    reverseQualities = buffer()
  }

  func deallocate() {
    for buffer in [forwardCodes, reverseCodes, forwardQualities, reverseQualities] { buffer.deallocate() }
  }

  /// Takes a read of at most ``capacity`` bases; missing qualities count as Phred 30.
  mutating func load(_ bases: Span<UInt8>, _ qualities: Span<UInt8>, codes table: [UInt8]) {
    let count = bases.count
    let codes = table.span
    precondition(count <= Self.capacity && codes.count == 256, "a read that fits")
    precondition(qualities.isEmpty || qualities.count == count, "a quality for every base")
    totalCount = count
    tailCount = 0
    let forward = unsafe forwardCodes.base
    let reverse = unsafe reverseCodes.base + count
    for i in 0..<count {
      let code = min(codes[Int(bases[i])], 4)
      unsafe forward[i] = code
      unsafe reverse[-1 &- i] = code < 4 ? 3 &- code : 4
    }
    let forwardScores = unsafe forwardQualities.base
    let reverseScores = unsafe reverseQualities.base + count
    for i in 0..<count {
      let score = qualities.isEmpty ? 30 : qualities[i] > 33 ? qualities[i] &- 33 : 0
      unsafe forwardScores[i] = score
      unsafe reverseScores[-1 &- i] = score
    }
  }

  /// Keeps only the first `count` bases for alignment.
  mutating func trim(to count: Int) {
    precondition(count >= 0 && count <= totalCount, "trimming shortens")
    tailCount = totalCount - count
  }

  /// Codes of the kept bases on a strand; valid for ``count`` bases and 24 more bytes.
  @unsafe func codes(_ isReverse: Bool) -> UnsafePointer<UInt8> {
    unsafe UnsafePointer(isReverse ? reverseCodes.base + tailCount : forwardCodes.base)
  }

  /// Phred scores of the same bases.
  @unsafe func qualities(_ isReverse: Bool) -> UnsafePointer<UInt8> {
    unsafe UnsafePointer(isReverse ? reverseQualities.base + tailCount : forwardQualities.base)
  }

  /// Codes of all bases, tail included, on a strand.
  @unsafe func allCodes(_ isReverse: Bool) -> UnsafeBufferPointer<UInt8> {
    unsafe (isReverse ? reverseCodes : forwardCodes).view(0..<totalCount)
  }

  /// Phred scores of all bases on a strand.
  @unsafe func allQualities(_ isReverse: Bool) -> UnsafeBufferPointer<UInt8> {
    unsafe (isReverse ? reverseQualities : forwardQualities).view(0..<totalCount)
  }
}
