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
  mutating func load(_ bases: Span<UInt8>, _ qualities: Span<UInt8>) {
    let count = bases.count
    precondition(count <= Self.capacity, "a read that fits")
    precondition(qualities.isEmpty || qualities.count == count, "a quality for every base")
    totalCount = count
    tailCount = 0
    unsafe loadCodes(bases.bytes)
    if qualities.isEmpty {
      unsafe forwardQualities.base.update(repeating: 30, count: count)
      unsafe reverseQualities.base.update(repeating: 30, count: count)
    } else {
      unsafe loadQualities(qualities.bytes)
    }
  }

  /// Both directions of the codes, eight letters at a time where all eight are bases.
  private func loadCodes(_ letters: RawSpan) {
    let count = letters.byteCount
    let forward = unsafe forwardCodes.base
    let reverse = unsafe reverseCodes.base + count
    var i = 0
    while i &+ 8 <= count {
      let word = unsafe UInt64(littleEndian: letters.unsafeLoadUnaligned(fromByteOffset: i, as: UInt64.self))
      if let codes = Self.codes(ofLetters: word) {
        unsafe Self.store8(codes, forward + i)
        unsafe Self.store8((codes ^ 0x0303_0303_0303_0303).byteSwapped, reverse - (i &+ 8))
      } else {
        unsafe Self.loadCodes(letters, i..<i &+ 8, forward, reverse)
      }
      i &+= 8
    }
    unsafe Self.loadCodes(letters, i..<count, forward, reverse)
  }

  /// The same one by one; apart, so that the loop above stays small.
  @inline(never) private static func loadCodes(
    _ letters: RawSpan, _ range: Range<Int>, _ forward: UnsafeMutablePointer<UInt8>,
    _ reverse: UnsafeMutablePointer<UInt8>
  ) {
    let table = Nucleotide.codes
    for k in range {
      let code = unsafe min(table[Int(letters.unsafeLoad(fromByteOffset: k, as: UInt8.self))], 4)
      unsafe forward[k] = code
      unsafe reverse[-1 &- k] = code < 4 ? 3 &- code : 4
    }
  }

  /// The codes of eight letters, or `nil` if one is not A, C, G, T or U of either case.
  @inline(__always) private static func codes(ofLetters word: UInt64) -> UInt64? {
    // Bits 1 and 2 of A, C, T (U), G count 0, 1, 2, 3.
    let pairs = (word >> 1) & 0x0303_0303_0303_0303
    let upper = (pairs >> 1) & 0x0101_0101_0101_0101
    let isT = upper & ~pairs
    // A, C and G are 65 plus twice their pair; T is 17 off, and U differs from it in the lowest bit.
    let expected = (0x4141_4141_4141_4141 &+ pairs << 1) ^ (isT &* 0x11)
    guard ((word & 0xDFDF_DFDF_DFDF_DFDF) ^ expected) & ~isT == 0 else { return nil }
    return pairs ^ upper
  }

  /// Both directions of the Phred scores, from Phred+33; what lies below counts as 0.
  private func loadQualities(_ scores: RawSpan) {
    let count = scores.byteCount
    let forward = unsafe forwardQualities.base
    let reverse = unsafe reverseQualities.base + count
    let high: UInt64 = 0x8080_8080_8080_8080
    let offset: UInt64 = 0x2121_2121_2121_2121
    var i = 0
    while i &+ 8 <= count {
      let word = unsafe UInt64(littleEndian: scores.unsafeLoadUnaligned(fromByteOffset: i, as: UInt64.self))
      if word & high == 0, ((word | high) &- offset) & high == high {
        let values = word &- offset
        unsafe Self.store8(values, forward + i)
        unsafe Self.store8(values.byteSwapped, reverse - (i &+ 8))
      } else {
        unsafe Self.loadQualities(scores, i..<i &+ 8, forward, reverse)
      }
      i &+= 8
    }
    unsafe Self.loadQualities(scores, i..<count, forward, reverse)
  }

  @inline(never) private static func loadQualities(
    _ scores: RawSpan, _ range: Range<Int>, _ forward: UnsafeMutablePointer<UInt8>,
    _ reverse: UnsafeMutablePointer<UInt8>
  ) {
    for k in range {
      let score = unsafe scores.unsafeLoad(fromByteOffset: k, as: UInt8.self)
      unsafe forward[k] = score > 33 ? score &- 33 : 0
      unsafe reverse[-1 &- k] = score > 33 ? score &- 33 : 0
    }
  }

  @inline(__always) private static func store8(_ word: UInt64, _ destination: UnsafeMutablePointer<UInt8>) {
    unsafe UnsafeMutableRawPointer(destination).storeBytes(of: word.littleEndian, as: UInt64.self)
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
