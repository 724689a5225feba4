// Reads the keys of one table of a document and notes every fault: unknown keys, wrong types, values out of range.

import Documents

/// The faults of one document, shared by the readers of its parts.
final class FaultList {
  private(set) var faults: [InputFault] = []
  let file: String

  init(file: String) { self.file = file }

  /// The faults in the order of their places.
  var inPlace: [InputFault] { faults.isEmpty ? [] : InputFaults(faults).inPlace.faults }

  func add(_ code: InputFault.Code, _ place: String, at mark: DocumentNode.Mark, _ reason: String) {
    faults.append(
      InputFault(code, file: file, line: mark.line, column: mark.column, place: place, reason: reason))
  }
}

/// A table being read. Every key that was asked for is known; ``finish()`` reports the others.
final class RecordReader {
  let node: DocumentNode
  let path: String
  let list: FaultList
  private var known: [String] = []

  init(_ node: DocumentNode, path: String, list: FaultList) {
    self.node = node
    self.path = path
    self.list = list
    if case .table = node.content { return }
    list.add(
      .wrongType, path.isEmpty ? "(document)" : path, at: node.mark, "a table of keys is expected, not \(node.kind)")
  }

  /// The value of a key unless it is absent or null.
  func value(_ key: String) -> DocumentNode? {
    known.append(key)
    guard let value = node[key], value.content != .null else { return nil }
    return value
  }

  /// The bytes that a text of a record may have, and the entries of a list: far more than a person writes.
  static let longestText = 64 << 10
  static let longestList = 10_000

  /// The entries of a list; `nil` with a fault if it is none, or has too many.
  private func elements(_ key: String, _ value: DocumentNode, _ wanted: String) -> [DocumentNode]? {
    guard case .list(let elements) = value.content else {
      wrong(key, value, wanted)
      return nil
    }
    guard elements.count <= RecordReader.longestList else {
      list.add(.tooLarge, place(key), at: value.mark, "a list of more than \(RecordReader.longestList) entries")
      return nil
    }
    return elements
  }

  func place(_ key: String) -> String { path.isEmpty ? key : path + "." + key }

  func wrong(_ key: String, _ value: DocumentNode, _ wanted: String) {
    var hint = ""
    if wanted.hasSuffix("number"), let text = value.text {
      if text.contains(",") { hint = "; write decimals with a point" }
      if Double(text) != nil { hint = "; leave the quotes out" }
    }
    list.add(.wrongType, place(key), at: value.mark, "\(wanted) is expected, not \(value.kind)\(hint)")
  }

  /// A text; numbers are taken as they are written, as an identifier may be all digits.
  func text(_ key: String) -> String? {
    guard let value = value(key) else { return nil }
    switch value.content {
    case .text(let text), .number(let text): return bounded(text, place(key), value)
    default:
      wrong(key, value, "a text")
      return nil
    }
  }

  private func bounded(_ text: String, _ place: String, _ value: DocumentNode) -> String? {
    guard text.utf8.count <= RecordReader.longestText else {
      list.add(.tooLarge, place, at: value.mark, "a text of more than \(RecordReader.longestText) bytes")
      return nil
    }
    return text
  }

  func number(_ key: String, in range: ClosedRange<Double>) -> Double? {
    guard let value = value(key) else { return nil }
    guard let number = value.number else {
      wrong(key, value, "a number")
      return nil
    }
    guard range.contains(number) else {
      list.add(.invalidValue, place(key), at: value.mark, "outside \(range.lowerBound) to \(range.upperBound)")
      return nil
    }
    return number
  }

  func integer(_ key: String, in range: ClosedRange<Int>) -> Int? {
    guard let value = value(key) else { return nil }
    guard let number = value.integer else {
      wrong(key, value, "a whole number")
      return nil
    }
    guard range.contains(number) else {
      list.add(.invalidValue, place(key), at: value.mark, "outside \(range.lowerBound) to \(range.upperBound)")
      return nil
    }
    return number
  }

  func boolean(_ key: String) -> Bool? {
    guard let value = value(key) else { return nil }
    if value.boolean == nil { wrong(key, value, "true or false") }
    return value.boolean
  }

  func choice<Choice: RawRepresentable & CaseIterable>(_ key: String, _ type: Choice.Type) -> Choice?
  where Choice.RawValue == String {
    guard let value = value(key) else { return nil }
    return choice(value, place(key), type)
  }

  func choices<Choice: RawRepresentable & CaseIterable>(_ key: String, _ type: Choice.Type) -> [Choice]
  where Choice.RawValue == String {
    guard let value = value(key) else { return [] }
    return (elements(key, value, "a list") ?? []).enumerated().compactMap {
      choice($1, place(key) + "[\($0 + 1)]", type)
    }
  }

  private func choice<Choice: RawRepresentable & CaseIterable>(
    _ value: DocumentNode, _ place: String, _ type: Choice.Type
  ) -> Choice? where Choice.RawValue == String {
    // YAML reads a plain `no` as false; the records' words yes and no are choices.
    let written = value.text ?? value.boolean.map { $0 ? "yes" : "no" }
    if let written, let choice = Choice(rawValue: written) { return choice }
    let allowed = type.allCases.map(\.rawValue).joined(separator: ", ")
    list.add(value.text == nil ? .wrongType : .invalidValue, place, at: value.mark, "one of: \(allowed)")
    return nil
  }

  /// A list of texts; a single text counts as a list of one.
  func texts(_ key: String) -> [String] {
    guard let value = value(key) else { return [] }
    if let text = value.text { return bounded(text, place(key), value).map { [$0] } ?? [] }
    return (elements(key, value, "a list of texts") ?? []).enumerated().compactMap { index, element in
      let place = place(key) + "[\(index + 1)]"
      guard let text = element.text else {
        list.add(.wrongType, place, at: element.mark, "a text is expected, not \(element.kind)")
        return nil
      }
      return bounded(text, place, element)
    }
  }

  func table(_ key: String) -> RecordReader? {
    value(key).map { RecordReader($0, path: place(key), list: list) }
  }

  /// The tables of a list; the places count from 1.
  func tables(_ key: String) -> [RecordReader] {
    guard let value = value(key) else { return [] }
    return (elements(key, value, "a list") ?? []).enumerated().map {
      RecordReader($1, path: place(key) + "[\($0 + 1)]", list: list)
    }
  }

  /// Notes every key of the table that was not asked for, with the nearest one that is known.
  func finish() {
    for entry in node.entries where !known.contains(entry.key) {
      let key = String(entry.key)
      let near = known.min { ($0.strangeness(to: key), $0) < ($1.strangeness(to: key), $1) }
      list.add(
        .unknownKey, place(String(entry.key.prefix(60))), at: entry.mark,
        "no such key; the nearest known one is \(near ?? "none") (known here: \(known.sorted().joined(separator: ", ")))"
      )
    }
  }
}

extension String {
  /// How far two keys are from each other: `age` is short for `age_years`, though `sex` is fewer edits away, and of keys that
  /// are equally far one with the same first letter is nearer.
  fileprivate func strangeness(to other: String) -> Int {
    if split(separator: "_").contains(where: { $0 == other.lowercased() }) { return 0 }
    return 2 * distance(to: other) + (first == other.lowercased().first ? 0 : 1)
  }

  /// Edits between two keys; capitals, dashes and underscores do not count.
  fileprivate func distance(to other: String) -> Int {
    func plain(_ text: String) -> String { text.lowercased().filter { $0 != "_" && $0 != "-" && $0 != " " } }
    return editDistance(plain(self), plain(other))
  }
}
