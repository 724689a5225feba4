// Whether a read name occurs twice in one input, told from a bounded sample of the names.

/// Remembers hashes of read names and tells the first record whose name was there before.
///
/// The first 12,288 names are all remembered; after that only names whose hash ends in enough zero bits are, twice as few
/// each time the table is full. A name and its repetition have one hash and so are kept or left out together: reads that
/// were appended a second time are found in an input of any size, a single repetition for sure in a small one only.
struct RepeatedNames {
  private static let slots = 1 << 14
  private static let fullCount = slots / 4 * 3

  /// Hashes by open addressing; 0 is an empty slot.
  private var table = [UInt64](repeating: 0, count: slots)
  private var count = 0
  /// Only hashes that are multiples of it are kept.
  private var step: UInt64 = 1
  /// 1-based number of the first record whose name was there before.
  private(set) var firstRecord: Int?

  /// Looks at all records of a batch.
  mutating func add(_ batch: RecordBatch) {
    guard firstRecord == nil else { return }
    let found: Int? = unsafe batch.withUnsafeRecords { base, entries in
      for index in entries.indices {
        let entry = unsafe entries[index]
        let hash = unsafe RepeatedNames.hash(base + Int(entry.titleStart), Int(entry.titleCount))
        guard hash & (step - 1) == 0 else { continue }
        if !insert(hash) { return index }
        if count > RepeatedNames.fullCount { thin() }
      }
      return nil
    }
    if let found { firstRecord = batch.recordNumber(found) }
  }

  /// Whether the hash was not there yet.
  private mutating func insert(_ hash: UInt64) -> Bool {
    let value = hash == 0 ? 1 << 63 : hash
    // The low bits say what is kept, so the place comes from the high ones.
    var slot = Int(truncatingIfNeeded: value >> 40) & (RepeatedNames.slots - 1)
    while table[slot] != 0 {
      if table[slot] == value { return false }
      slot = (slot + 1) & (RepeatedNames.slots - 1)
    }
    table[slot] = value
    count += 1
    return true
  }

  /// Keeps half of the hashes.
  private mutating func thin() {
    step *= 2
    let old = table
    table = [UInt64](repeating: 0, count: RepeatedNames.slots)
    count = 0
    for value in old where value != 0 && value & (step - 1) == 0 { _ = insert(value) }
  }

  /// A hash of a read's name: the title up to its first blank, without `/1` or `/2` at its end, eight bytes at a time.
  @inline(__always)
  private static func hash(_ title: UnsafePointer<UInt8>, _ whole: Int) -> UInt64 {
    let count = unsafe withoutMateNumber(title, whole)
    var hash: UInt64 = 0x9E37_79B9_7F4A_7C15
    var position = 0
    while position + 8 <= count {
      let word = unsafe UnsafeRawPointer(title + position).loadUnaligned(as: UInt64.self).littleEndian
      let blanks = zeroBytes(word ^ 0x2020_2020_2020_2020) | zeroBytes(word ^ 0x0909_0909_0909_0909)
      if blanks != 0 {
        let kept = blanks.trailingZeroBitCount & ~7
        let end = position + kept / 8
        let name = unsafe withoutMateNumber(title, end)
        if name < end { return unsafe hashOfNumbered(title, name) }
        return mix(hash ^ (word & ((1 << UInt64(kept)) - 1)) ^ UInt64(position + kept / 8) << 56)
      }
      hash = mix(hash ^ word)
      position += 8
    }
    var word: UInt64 = 0
    let start = position
    while position < count {
      let byte = unsafe title[position]
      if byte == 32 || byte == 9 {
        let name = unsafe withoutMateNumber(title, position)
        if name < position { return unsafe hashOfNumbered(title, name) }
        break
      }
      word |= UInt64(byte) << UInt64(8 * (position - start))
      position += 1
    }
    return mix(hash ^ word ^ UInt64(position) << 56)
  }

  /// The hash of a name whose mate's number stood before a blank; apart, as few files have both.
  private static func hashOfNumbered(_ title: UnsafePointer<UInt8>, _ count: Int) -> UInt64 {
    unsafe hash(title, count)
  }

  /// The length without `/1` or `/2` at the end, which number the mates of one fragment.
  @inline(__always)
  private static func withoutMateNumber(_ title: UnsafePointer<UInt8>, _ count: Int) -> Int {
    guard count > 2, unsafe title[count - 2] == UInt8(ascii: "/") else { return count }
    let number = unsafe title[count - 1]
    return number == UInt8(ascii: "1") || number == UInt8(ascii: "2") ? count - 2 : count
  }

  /// What the repetition points to, and what to do, for an input of so many records; `nil` where no name came again.
  ///
  /// The second copy of a name is the next record where mates stand in turn, and lies just behind the middle where one half
  /// holds the first reads and the other the second ones: just behind, as only some names of a large input are remembered.
  func remark(recordCount: Int) -> String? {
    guard let firstRecord else { return nil }
    let told = "record \(firstRecord) has the name of one before it"
    if firstRecord == 2 { return told + ": are mates in it in turn (give --interleaved), or reads twice?" }
    let half = recordCount / 2
    if recordCount.isMultiple(of: 2), firstRecord > half, firstRecord - half <= max(1, recordCount / 200) {
      return told
        + ", and its second half begins there: are all first reads in it and then all second ones? Then split it after "
        + "record \(half) and give the two files as a pair"
    }
    return told
      + ": are reads in it twice, or files of first and of second reads one behind the other? Give each file of first reads with "
      + "that of its second reads"
  }

  /// The highest bit of each byte that is zero; bits above the first such byte may be wrong.
  @inline(__always)
  private static func zeroBytes(_ word: UInt64) -> UInt64 {
    (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
  }

  /// The high and the low half of a product by an odd constant, folded (as in wyhash by Wang Yi).
  @inline(__always)
  private static func mix(_ value: UInt64) -> UInt64 {
    let product = value.multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
    return product.high ^ product.low
  }
}
