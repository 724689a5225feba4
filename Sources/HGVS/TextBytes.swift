// Appending text to a byte buffer: descriptions are put together as UTF-8 and become a String once, at the end.

extension [UInt8] {
  /// Appends a decimal number.
  @inlinable package mutating func append(number: Int) {
    if number < 0 { append(UInt8(ascii: "-")) }
    var value = number.magnitude
    if value < 10 {
      append(48 + UInt8(truncatingIfNeeded: value))
      return
    }
    // A number of 64 bits has at most 20 digits. They are appended at once: a single byte costs as much as all of them.
    var digits = InlineArray<20, UInt8>(repeating: 0)
    var first = 20
    while value > 0 {
      first -= 1
      digits[first] = 48 + UInt8(truncatingIfNeeded: value % 10)
      value /= 10
    }
    unsafe digits.span.extracting(first..<20).withUnsafeBufferPointer { unsafe append(contentsOf: $0) }
  }

  /// Appends a text that stands in the program.
  @inlinable package mutating func append(literal text: StaticString) {
    unsafe append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// Appends the letter of one nucleotide code.
  @inlinable package mutating func append(code: UInt8) {
    switch code {
    case 0: append(65)
    case 1: append(67)
    case 2: append(71)
    case 3: append(84)
    default: append(78)
    }
  }

  /// Appends a string's UTF-8.
  @inlinable package mutating func append(text: String) {
    var text = text
    text.withUTF8 { bytes in unsafe append(contentsOf: bytes) }
  }

  /// Appends the letters of nucleotide codes (0-3 are A C G T, the rest N).
  @inlinable package mutating func append(codes: some Sequence<UInt8>) {
    for code in codes { append(code: code) }
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
