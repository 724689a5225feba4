// The parts of a message, written straight into the buffer of a row: no text of its own for each.

/// Writes the parts of a message one after another, joined by `; `.
package struct MessageWriter: ~Copyable {
  /// The row so far, and the message at its end.
  private var text: [UInt8]
  /// Where the parts begin and end.
  private var parts: [Range<Int>] = []

  /// A writer that appends to a buffer, which is taken over until ``finish()`` gives it back.
  package init(appendingTo text: consuming [UInt8]) {
    self.text = text
    parts.reserveCapacity(8)
  }

  /// Adds a part.
  package mutating func add(_ part: String) {
    begin()
    text.append(text: part)
    parts[parts.count - 1] = parts[parts.count - 1].lowerBound..<text.count
  }

  /// Adds what `body` appends, unless a part reads the same already.
  @inline(__always)
  package mutating func addOnce(_ body: (inout [UInt8]) -> Void) {
    let mark = text.count
    begin()
    body(&text)
    let start = parts[parts.count - 1].lowerBound
    parts[parts.count - 1] = start..<text.count
    dropIfSaid(mark)
  }

  /// Adds a part, unless one reads the same already.
  package mutating func addOnce(_ part: String) { addOnce { $0.append(text: part) } }

  /// The buffer with the message at its end.
  package consuming func finish() -> [UInt8] { text }

  private mutating func begin() {
    if !parts.isEmpty { text.append(literal: "; ") }
    parts.append(text.count..<text.count)
  }

  private mutating func dropIfSaid(_ mark: Int) {
    let last = parts[parts.count - 1]
    for part in parts.dropLast() where part.count == last.count && text[part].elementsEqual(text[last]) {
      text.removeLast(text.count - mark)
      parts.removeLast()
      return
    }
  }
}
