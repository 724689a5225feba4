// The elements and texts of an XML document, one after the other: as much of XML 1.0 as office files and exports use.

/// What stands next in a document. Names are without their namespace prefix.
package enum XMLEvent: Equatable {
  /// An element begins.
  case start(String, [String: String])
  /// An element ends; told of empty elements too.
  case end(String)
  /// Text between tags, entities resolved.
  case text(String)
}

/// Reads a document from its first to its last byte.
///
/// A document type declaration is refused, so that no entity can grow or read a file; nesting is limited.
package struct XMLScanner {
  private let bytes: [UInt8]
  private let file: String
  private var place = 0
  private var open: [String] = []
  private var pending: String?

  /// The document in UTF-8, or in UTF-16 with a byte order mark.
  package init(_ bytes: [UInt8], file: String) {
    self.file = file
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      let low = bytes[0] == 0xFF ? 0 : 1
      let units = stride(from: 2, to: bytes.count - 1, by: 2).map {
        UInt16(bytes[$0 + low]) | UInt16(bytes[$0 + 1 - low]) << 8
      }
      self.bytes = Array(String(decoding: units, as: UTF16.self).utf8)
    } else {
      self.bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    }
  }

  /// Whether bytes begin as XML does, in either encoding.
  package static func isXML(_ bytes: [UInt8]) -> Bool {
    let head = bytes.prefix(120).filter { $0 != 0 }.drop {
      [0xEF, 0xBB, 0xBF, 0xFF, 0xFE, 0x20, 9, 10, 13].contains($0)
    }
    return head.starts(with: "<?xml".utf8)
  }

  /// The next event; `nil` at the end of the document.
  ///
  /// - Throws: a fault with the byte for what is not well-formed.
  package mutating func next() throws(InputFaults) -> XMLEvent? {
    if let name = pending {
      pending = nil
      open.removeLast()
      return .end(name)
    }
    while place < bytes.count {
      guard bytes[place] == UInt8(ascii: "<") else {
        let end = bytes[place...].firstIndex(of: UInt8(ascii: "<")) ?? bytes.count
        let text = try resolved(bytes[place..<end])
        place = end
        if !open.isEmpty { return .text(text) }
        continue
      }
      if begins("<!--") {
        try skip(past: "-->")
      } else if begins("<![CDATA[") {
        let start = place + 9
        try skip(past: "]]>")
        return .text(String(decoding: bytes[start..<(place - 3)], as: UTF8.self))
      } else if begins("<?") {
        try skip(past: "?>")
      } else if begins("<!") {
        throw fault("a document type declaration is not read")
      } else {
        return try tag()
      }
    }
    guard open.isEmpty else { throw fault("the document is cut off: \(open.count) elements are open") }
    return nil
  }

  private func fault(_ reason: String) -> InputFaults {
    InputFaults(
      InputFault(
        .syntax, file: file, at: InputFault.Position(byte: place), reason: reason, remedy: "export the file again"))
  }

  private func begins(_ text: StaticString) -> Bool {
    let count = text.utf8CodeUnitCount
    guard place + count <= bytes.count else { return false }
    return bytes[place..<(place + count)].elementsEqual(text.description.utf8)
  }

  private mutating func skip(past mark: StaticString) throws(InputFaults) {
    while place < bytes.count {
      if begins(mark) {
        place += mark.utf8CodeUnitCount
        return
      }
      place += 1
    }
    throw fault("the document is cut off")
  }

  private mutating func tag() throws(InputFaults) -> XMLEvent {
    place += 1
    if place < bytes.count, bytes[place] == UInt8(ascii: "/") {
      place += 1
      let name = self.name()
      blanks()
      guard take(">"), let last = open.popLast(), last == name else { throw fault("elements do not nest") }
      return .end(name)
    }
    let name = self.name()
    guard !name.isEmpty, open.count < 64 else { throw fault("not an element, or nested too deeply") }
    var attributes: [String: String] = [:]
    while true {
      blanks()
      if take(">") { break }
      if take("/") {
        guard take(">") else { throw fault("an element is not closed") }
        pending = name
        break
      }
      let key = self.name()
      blanks()
      guard !key.isEmpty, take("=") else { throw fault("an attribute without a value") }
      blanks()
      guard place < bytes.count, bytes[place] == UInt8(ascii: "\"") || bytes[place] == UInt8(ascii: "'"),
        let end = bytes[(place + 1)...].firstIndex(of: bytes[place])
      else { throw fault("an attribute without quotes") }
      attributes[key] = try resolved(bytes[(place + 1)..<end])
      place = end + 1
    }
    open.append(name)
    return .start(name, attributes)
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard place < bytes.count, bytes[place] == UInt8(ascii: character) else { return false }
    place += 1
    return true
  }

  private mutating func blanks() {
    while place < bytes.count, [0x20, 9, 10, 13].contains(bytes[place]) { place += 1 }
  }

  /// A name up to a blank, `=`, `/` or `>`, without its prefix.
  private mutating func name() -> String {
    let start = place
    while place < bytes.count, ![0x20, 9, 10, 13, 0x3D, 0x2F, 0x3E, 0x3C].contains(bytes[place]) { place += 1 }
    let whole = bytes[start..<place]
    let local = whole.lastIndex(of: UInt8(ascii: ":")).map { whole[($0 + 1)...] } ?? whole
    return String(decoding: local, as: UTF8.self)
  }

  /// Text with its entities replaced.
  private func resolved(_ raw: ArraySlice<UInt8>) throws(InputFaults) -> String {
    guard raw.contains(UInt8(ascii: "&")) else { return String(decoding: raw, as: UTF8.self) }
    var out = String.UnicodeScalarView()
    var rest = String(decoding: raw, as: UTF8.self).unicodeScalars[...]
    while let mark = rest.firstIndex(of: "&") {
      out.append(contentsOf: rest[..<mark])
      guard let end = rest[mark...].firstIndex(of: ";") else { throw fault("an entity is not closed") }
      let name = String(rest[rest.index(after: mark)..<end])
      let known: [String: Unicode.Scalar] = ["amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'"]
      let digits = name.hasPrefix("#x") ? UInt32(name.dropFirst(2), radix: 16) : UInt32(name.dropFirst(1))
      let number = name.hasPrefix("#") ? digits.flatMap { Unicode.Scalar($0) } : nil
      guard let scalar = known[name] ?? number else { throw fault("an entity that is not known") }
      out.append(scalar)
      rest = rest[rest.index(after: end)...]
    }
    out.append(contentsOf: rest)
    return String(out)
  }
}
