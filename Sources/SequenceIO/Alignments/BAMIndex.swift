// BAI and CSI as hints: where in a BAM file to begin to look for a place (SAM specification 5.2, CSI version 1). No read is
// left out because an index says so: what a hint leads to is checked against the lines themselves.

/// A place on the references, in the order of a sorted file; reads without a place come last.
struct AlignmentPlace: Hashable, Comparable {
  let reference: Int
  let position: Int

  init(_ reference: Int, _ position: Int) {
    self.reference = reference < 0 ? .max : reference
    self.position = position
  }

  static func < (left: AlignmentPlace, right: AlignmentPlace) -> Bool {
    (left.reference, left.position) < (right.reference, right.position)
  }
}

/// Offsets in a BAM file by place.
struct BAMIndex {
  /// Where to begin to look for a place.
  struct Hint: Hashable {
    let place: AlignmentPlace
    /// Virtual offset: that of a block in the upper 48 bits, that in its data in the lower 16.
    let offset: UInt64
  }

  /// Sorted by place.
  private(set) var hints: [Hint] = []
  let referenceCount: Int
  /// The end of the last line that has a place.
  private(set) var end: UInt64 = 0

  /// - Parameter bytes: the index, decompressed.
  /// - Returns: nil for bytes that are no whole index.
  init?(_ bytes: [UInt8]) {
    var reader = LittleReader(bytes: bytes)
    let magic = reader.take(4)
    let isCSI = magic == Array("CSI\u{1}".utf8)
    guard isCSI || magic == Array("BAI\u{1}".utf8) else { return nil }
    var (shift, depth) = (14, 5)
    if isCSI {
      guard let first = reader.int32(), let second = reader.int32(), let count = reader.int32(),
        (1...30).contains(first), (0...9).contains(second), reader.take(count) != nil
      else { return nil }
      (shift, depth) = (first, second)
    }
    guard let references = reader.int32(), (0...AlignmentHeader.maximumReferences).contains(references) else {
      return nil
    }
    referenceCount = references
    let bins = ((1 << (3 * depth + 3)) - 1) / 7
    for reference in 0..<references {
      guard let binCount = reader.int32(), binCount >= 0 else { return nil }
      for _ in 0..<binCount {
        guard readBin(&reader, reference, isCSI, shift, depth, bins) else { return nil }
      }
      guard !isCSI else { continue }
      guard let windows = reader.int32(), windows >= 0 else { return nil }
      for window in 0..<windows {
        guard let offset = reader.uint64() else { return nil }
        add(Hint(place: AlignmentPlace(reference, window << shift), offset: offset))
      }
    }
    guard reader.rest == 0 || reader.rest == 8 else { return nil }
    if isCSI { hints.sort { ($0.place, $0.offset) < ($1.place, $1.offset) } }
  }

  private mutating func add(_ hint: Hint) {
    if hint.offset > 0, hints.last?.offset != hint.offset { hints.append(hint) }
  }

  private mutating func readBin(
    _ reader: inout LittleReader, _ reference: Int, _ isCSI: Bool, _ shift: Int, _ depth: Int, _ bins: Int
  ) -> Bool {
    guard let bin = reader.int32() else { return false }
    var first: UInt64 = 0
    if isCSI {
      guard let offset = reader.uint64() else { return false }
      first = offset
    }
    guard let chunks = reader.int32(), chunks >= 0 else { return false }
    for chunk in 0..<chunks {
      guard reader.uint64() != nil, let last = reader.uint64() else { return false }
      // The bin after all bins holds the extent of the reference, and in its second chunk counts.
      if bin <= bins || chunk == 0 { end = max(end, last) }
    }
    guard isCSI, bin >= 0, bin < bins else { return true }
    var level = depth
    while level > 0, bin < ((1 << (3 * level)) - 1) / 7 { level -= 1 }
    let place = (bin - ((1 << (3 * level)) - 1) / 7) << (shift + 3 * (depth - level))
    add(Hint(place: AlignmentPlace(reference, place), offset: first))
    return true
  }

  /// Hints for a place, the nearest first, then farther and farther before it.
  func hints(for place: AlignmentPlace) -> [UInt64] {
    var (low, high) = (0, hints.count)
    while low < high {
      let middle = (low + high) / 2
      if hints[middle].place <= place { low = middle + 1 } else { high = middle }
    }
    var offsets: [UInt64] = []
    var (index, step) = (low - 1, 1)
    while index >= 0 {
      offsets.append(hints[index].offset)
      index -= step
      step *= 2
    }
    return offsets
  }
}

/// Reads little-endian numbers from bytes.
private struct LittleReader {
  let bytes: [UInt8]
  private var offset = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  var rest: Int { bytes.count - offset }

  mutating func take(_ count: Int) -> [UInt8]? {
    guard count >= 0, rest >= count else { return nil }
    offset += count
    return Array(bytes[offset - count..<offset])
  }

  mutating func int32() -> Int? {
    guard rest >= 4 else { return nil }
    offset += 4
    return unsafe bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return nil }
      return unsafe Int(Int32(bitPattern: LittleEndian.word(base + offset - 4)))
    }
  }

  mutating func uint64() -> UInt64? {
    guard rest >= 8 else { return nil }
    offset += 8
    return unsafe bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return nil }
      return unsafe LittleEndian.longWord(base + offset - 8)
    }
  }
}
