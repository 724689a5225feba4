// The screen letter by letter: the oracle of the fast loop, and the path of very short reads.

import BioSequence

extension ScreenKernel {
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
