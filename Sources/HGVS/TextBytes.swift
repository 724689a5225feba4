// Appending text to a byte buffer: descriptions are put together as UTF-8 and become a String once, at the end.

extension [UInt8] {
  /// Appends a decimal number.
  @inlinable package mutating func append(number: Int) {
    if number < 0 { append(UInt8(ascii: "-")) }
    var value = number.magnitude
    if value < 10 {
      append(48 + UInt8(value))
      return
    }
    let start = count
    while value > 0 {
      append(48 + UInt8(value % 10))
      value /= 10
    }
    var low = start
    var high = count - 1
    while low < high {
      swapAt(low, high)
      low += 1
      high -= 1
    }
  }

  /// Appends a string's UTF-8.
  @inlinable package mutating func append(text: String) {
    append(contentsOf: text.utf8)
  }

  /// Appends the letters of nucleotide codes (0-3 are A C G T, the rest N).
  @inlinable package mutating func append(codes: some Sequence<UInt8>) {
    for code in codes {
      switch code {
      case 0: append(65)
      case 1: append(67)
      case 2: append(71)
      case 3: append(84)
      default: append(78)
      }
    }
  }
}

/// Builds one string from bytes.
@inline(__always)
func text(_ reserve: Int = 48, _ body: (inout [UInt8]) -> Void) -> String {
  var bytes: [UInt8] = []
  bytes.reserveCapacity(reserve)
  body(&bytes)
  return String(decoding: bytes, as: UTF8.self)
}
