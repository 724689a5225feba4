// One optional field of alignment lines that is carried along with the reads: their molecular identifier.

/// The two letters of an optional field of text, such as `RX`.
package struct AlignmentTag: Sendable, Hashable {
  let first: UInt8
  let second: UInt8

  /// A field by its name; `nil` unless that is a letter and a letter or digit.
  package init?(_ name: String) {
    let bytes = Array(name.utf8)
    guard bytes.count == 2, AlignmentTag.isLetter(bytes[0]),
      AlignmentTag.isLetter(bytes[1]) || (48...57).contains(bytes[1])
    else { return nil }
    (first, second) = (bytes[0], bytes[1])
  }

  /// What stands before the field's text, as in SAM: `RX:Z:`.
  package var mark: [UInt8] { [first, second] + Array(":Z:".utf8) }

  private static func isLetter(_ byte: UInt8) -> Bool { (65...90).contains(byte & 0xDF) }

  /// The field's text among the optional fields of a line of BAM (SAM specification, section 4.2.4); `nil` if there is none.
  @unsafe func text(in tags: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8>? {
    var offset = 0
    while offset + 3 <= tags.count {
      let kind = unsafe tags[offset + 2]
      let isOurs = unsafe tags[offset] == first && tags[offset + 1] == second
      offset += 3
      switch kind {
      case UInt8(ascii: "A"), UInt8(ascii: "c"), UInt8(ascii: "C"): offset += 1
      case UInt8(ascii: "s"), UInt8(ascii: "S"): offset += 2
      case UInt8(ascii: "i"), UInt8(ascii: "I"), UInt8(ascii: "f"): offset += 4
      case UInt8(ascii: "Z"), UInt8(ascii: "H"):
        guard let end = unsafe tags[offset...].firstIndex(of: 0) else { return nil }
        if isOurs { return unsafe UnsafeBufferPointer(rebasing: tags[offset..<end]) }
        offset = end + 1
      case UInt8(ascii: "B"):
        guard offset + 5 <= tags.count, let base = tags.baseAddress else { return nil }
        let width =
          switch unsafe tags[offset] {
          case UInt8(ascii: "c"), UInt8(ascii: "C"): 1
          case UInt8(ascii: "s"), UInt8(ascii: "S"): 2
          default: 4
          }
        let count = unsafe Int(LittleEndian.word(base + offset + 1))
        guard count <= tags.count else { return nil }
        offset += 5 + width * count
      default: return nil
      }
    }
    return nil
  }
}
