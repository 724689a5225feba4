// The hottest loop of the product: does a read share a sampled 31-mer with the records? Raw text in, one bit out.

/// Samples 31-mers of raw FASTQ text and looks them up. The plain twin is below.
///
/// Letter codes are bits 1 and 2 of the byte. For the filter they need not lie in the order of the read: four words of
/// eight letters are masked and laid into each other's gaps, which takes a third of the work of packing them. Only a k-mer
/// that passes the filter, one in some hundred, is packed in order, looked up exactly, and checked for letters that are no
/// base, which give some code too.
enum ScreenKernel {
  /// Distance of sampled k-mers.
  static let stride = 16
  /// Reads shorter than this have every k-mer looked at.
  static let denseBelow = KMer.length + stride

  /// Letter codes of eight letters in 16 bits, the first letter lowest.
  @inline(__always) static func pack8(_ letters: UInt64) -> UInt64 {
    let codes = (letters >> 1) & 0x0303_0303_0303_0303
    let nibbles = (codes | codes >> 6) & 0x000F_000F_000F_000F
    return (nibbles &* 0x0001_0010_0100_1000) >> 48
  }

  /// Eight letters from memory, the first in the lowest byte.
  @inline(__always) static func load8(_ text: UnsafePointer<UInt8>) -> UInt64 {
    unsafe UInt64(littleEndian: UnsafeRawPointer(text).loadUnaligned(as: UInt64.self))
  }

  /// Letter codes of 16 letters in 32 bits.
  @inline(__always) static func pack16(_ text: UnsafePointer<UInt8>) -> UInt64 {
    unsafe pack8(load8(text)) | pack8(load8(text + 8)) << 16
  }

  /// Letter codes of 16 letters, two of them in the lower half of each byte (see ``KMer/interleaved(_:)``).
  @inline(__always) static func gather16(_ text: UnsafePointer<UInt8>) -> UInt64 {
    let mask: UInt64 = 0x0606_0606_0606_0606
    return unsafe (load8(text) & mask) >> 1 | (load8(text + 8) & mask) << 1
  }

  /// Whether all 31 letters are A, C, G, T or U in either case.
  static func areBases(_ text: UnsafePointer<UInt8>) -> Bool {
    for i in 0..<KMer.length {
      switch unsafe text[i] | 0x20 {
      case 0x61, 0x63, 0x67, 0x74, 0x75: continue
      default: return false
      }
    }
    return true
  }

  /// Whether a sampled 31-mer of the read is a recognisable one of the records.
  ///
  /// Sampled are the offsets 0, 16, 32, ... as long as 32 letters follow, and every offset of a read below 47 letters.
  static func hasRecognisableKMer(
    _ text: UnsafePointer<UInt8>, count: Int, filter: UnsafePointer<UInt64>, keys: UnsafePointer<UInt64>,
    values: UnsafePointer<UInt32>, slotMask: Int
  ) -> Bool {
    if count < denseBelow {
      return unsafe scalarHasRecognisableKMer(
        text, count: count, filter: filter, keys: keys, values: values, slotMask: slotMask)
    }
    var low = unsafe gather16(text)
    var offset = 0
    while offset &+ 32 <= count {
      let high = unsafe gather16(text + (offset &+ 16))
      let hash = KMer.filterHash(low | high << 4)
      low = high
      let bits = KMerIndex.filterBits(hash)
      if unsafe filter[KMerIndex.filterWord(hash)] & bits == bits,
        unsafe isRecognisable(text + offset, keys: keys, values: values, slotMask: slotMask)
      {
        return true
      }
      offset &+= stride
    }
    return false
  }

  /// Exact look-up of the 31 letters at the start of a text whose k-mer passed the filter; 32 letters are read.
  @inline(never) static func isRecognisable(
    _ text: UnsafePointer<UInt8>, keys: UnsafePointer<UInt64>, values: UnsafePointer<UInt32>, slotMask: Int
  ) -> Bool {
    let key = unsafe (pack16(text) | pack16(text + 16) << 32) & KMer.mask
    return unsafe isRecognisable(key, keys: keys, values: values, slotMask: slotMask) && areBases(text)
  }

  /// Exact look-up of a k-mer.
  @inline(__always) static func isRecognisable(
    _ key: UInt64, keys: UnsafePointer<UInt64>, values: UnsafePointer<UInt32>, slotMask: Int
  ) -> Bool {
    var slot = Int(KMer.hash(key) >> 32) & slotMask
    while true {
      let found = unsafe keys[slot]
      if found == key { return unsafe values[slot] & KMerIndex.repeatFlag == 0 }
      if found == KMerIndex.emptyKey { return false }
      slot = (slot &+ 1) & slotMask
    }
  }

  // The screen letter by letter: the oracle of the fast loop, and the path of very short reads.

  /// The same answer as ``hasRecognisableKMer(_:count:filter:keys:values:slotMask:)``, one letter at a time.
  static func scalarHasRecognisableKMer(
    _ text: UnsafePointer<UInt8>, count: Int, filter: UnsafePointer<UInt64>, keys: UnsafePointer<UInt64>,
    values: UnsafePointer<UInt32>, slotMask: Int
  ) -> Bool {
    let isDense = count < denseBelow
    let needed = isDense ? KMer.length : KMer.length + 1
    var offset = 0
    while offset + needed <= count {
      if let key = unsafe scalarKey(text + offset) {
        let hash = KMer.filterHash(KMer.interleaved(key))
        let bits = KMerIndex.filterBits(hash)
        if unsafe filter[KMerIndex.filterWord(hash)] & bits == bits,
          unsafe isRecognisable(key, keys: keys, values: values, slotMask: slotMask)
        {
          return true
        }
      }
      offset += isDense ? 1 : stride
    }
    return false
  }

  /// The 31-mer at the start of a text, or `nil` if it holds a letter that is no base.
  static func scalarKey(_ text: UnsafePointer<UInt8>) -> UInt64? {
    var key: UInt64 = 0
    for i in 0..<KMer.length {
      let code: UInt64
      switch unsafe text[i] {
      case UInt8(ascii: "A"), UInt8(ascii: "a"): code = 0
      case UInt8(ascii: "C"), UInt8(ascii: "c"): code = 1
      case UInt8(ascii: "T"), UInt8(ascii: "t"), UInt8(ascii: "U"), UInt8(ascii: "u"): code = 2
      case UInt8(ascii: "G"), UInt8(ascii: "g"): code = 3
      default: return nil
      }
      key |= code << UInt64(2 * i)
    }
    return key
  }
}
