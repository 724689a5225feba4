// The located fault: one form for everything that can be wrong with an input file, and how it is printed.

/// One fault of an input file: what is wrong, where, and what to do.
///
/// Holds no bases, read names or values of a patient's record, so it may be printed and logged anywhere.
package struct InputFault: Error, Sendable, Hashable {
  /// The kind of fault in SCREAMING_SNAKE; scripts may match it. Targets add their own in extensions.
  package struct Code: RawRepresentable, Sendable, Hashable {
    /// The code's text, such as `WRONG_TYPE`.
    package let rawValue: String

    /// A code.
    ///
    /// - Precondition: `rawValue` has capital letters, digits and underscores only.
    package init(rawValue: String) {
      precondition(
        !rawValue.isEmpty && rawValue.utf8.allSatisfy { (65...90).contains($0) || (48...57).contains($0) || $0 == 95 },
        "a code is written in SCREAMING_SNAKE")
      self.rawValue = rawValue
    }

    /// The text is not in the format it should be in.
    package static let syntax = Code(rawValue: "SYNTAX")
    /// The bytes are no text in an encoding that is read.
    package static let encoding = Code(rawValue: "ENCODING")
    /// The kind of table, document or export is not known.
    package static let unknownFormat = Code(rawValue: "UNKNOWN_FORMAT")
    /// A quoted cell is not closed, or a quote stands inside a bare cell.
    package static let quoting = Code(rawValue: "QUOTING")
    /// A row has fewer or more cells than the header.
    package static let rowLength = Code(rawValue: "ROW_LENGTH")
    /// A column that the table needs is missing.
    package static let missingColumn = Code(rawValue: "MISSING_COLUMN")
    /// A column that the table does not have.
    package static let unknownColumn = Code(rawValue: "UNKNOWN_COLUMN")
    /// A column name occurs twice.
    package static let duplicateColumn = Code(rawValue: "DUPLICATE_COLUMN")
    /// A cell that must be a number is none.
    package static let badNumber = Code(rawValue: "BAD_NUMBER")
    /// A key that the format does not know.
    package static let unknownKey = Code(rawValue: "UNKNOWN_KEY")
    /// A key or value that must be there is not.
    package static let missing = Code(rawValue: "MISSING")
    /// A value of another type than the key asks for.
    package static let wrongType = Code(rawValue: "WRONG_TYPE")
    /// A number that its type cannot hold.
    package static let outOfRange = Code(rawValue: "OUT_OF_RANGE")
    /// A value of the right type that the key does not allow.
    package static let invalidValue = Code(rawValue: "INVALID_VALUE")
    /// A value or row that occurs twice where it may occur once.
    package static let duplicate = Code(rawValue: "DUPLICATE")
    /// Two values that contradict each other.
    package static let conflict = Code(rawValue: "CONFLICT")
    /// More than the program is willing to read.
    package static let tooLarge = Code(rawValue: "TOO_LARGE")
    /// The file does not exist.
    package static let notFound = Code(rawValue: "NOT_FOUND")
    /// The file may not be opened, or is not a regular file where one is needed.
    package static let notReadable = Code(rawValue: "NOT_READABLE")
    /// The system failed while reading.
    package static let readFailed = Code(rawValue: "READ_FAILED")
    /// The compressed data is damaged or ends too early.
    package static let badCompressedData = Code(rawValue: "BAD_COMPRESSED_DATA")
  }

  /// Where in a file; every part may be unknown.
  package struct Position: Sendable, Hashable {
    /// 1-based line.
    package var line: Int?
    /// 1-based column: characters in JSON and YAML, cells in tables.
    package var column: Int?
    /// 1-based record, where lines say less.
    package var record: Int?
    /// 0-based byte of the text, or of the file for what is wrong with its container.
    package var byte: Int?

    /// A place of which some parts are known.
    package init(line: Int? = nil, column: Int? = nil, record: Int? = nil, byte: Int? = nil) {
      self.line = line
      self.column = column
      self.record = record
      self.byte = byte
    }
  }

  /// The kind of fault.
  package let code: Code
  /// Base name of the file; `-` for standard input; empty when the fault is in the inputs together.
  package let file: String
  /// Where in the file.
  package var position: Position
  /// The key path (`bmd[2].site`, counted from 1), column name or well; empty for the file as a whole.
  package let place: String
  /// What is wrong, in one line.
  package let reason: String
  /// What to do about it, in one line; empty if the reason says it.
  package let remedy: String

  /// 1-based line, if known.
  package var line: Int? { position.line }
  /// 1-based column, if known.
  package var column: Int? { position.column }

  /// A fault at a place.
  package init(
    _ code: Code, file: String, at position: Position, place: String = "", reason: String, remedy: String = ""
  ) {
    self.code = code
    self.file = file
    self.position = position
    self.place = place
    self.reason = reason
    self.remedy = remedy
  }

  /// A fault at a line and column.
  package init(
    _ code: Code, file: String, line: Int? = nil, column: Int? = nil, place: String = "", reason: String,
    remedy: String = ""
  ) {
    self.init(
      code, file: file, at: Position(line: line, column: column), place: place, reason: reason, remedy: remedy)
  }

  /// The lines of many faults: at most 50, and how many more there are.
  package static func text(of faults: [InputFault], separator: String) -> String {
    let most = 50
    var lines = faults.prefix(most).map(\.description)
    if faults.count > most { lines.append("and \(faults.count - most) more faults") }
    return lines.joined(separator: separator)
  }

  /// The exit status of sysexits: 66 for what cannot be opened, 74 for a failing system, 65 for everything else.
  package var exitStatus: Int32 {
    switch code {
    case .notFound, .notReadable: 66
    case .readFailed: 74
    default: 65
    }
  }
}

extension InputFault: CustomStringConvertible {
  /// `file:line:column: CODE: place: reason; remedy`, leaving out what is not known.
  ///
  /// Without a line, a record or byte is told in words: `file: record 7: CODE: ...`. Characters that a terminal would
  /// act on are made visible.
  package var description: String {
    var text = file.visible
    if let line = position.line {
      text += text.isEmpty ? "line \(line)" : ":\(line)"
      if let column = position.column { text += ":\(column)" }
    } else if let record = position.record {
      text += (text.isEmpty ? "" : ": ") + "record \(record)"
    } else if let byte = position.byte {
      text += (text.isEmpty ? "" : ": ") + "byte \(byte)"
    }
    if !text.isEmpty { text += ": " }
    text += code.rawValue + ": "
    if !place.isEmpty { text += place.visible + ": " }
    text += reason.visible
    return remedy.isEmpty ? text : text + "; " + remedy.visible
  }
}

/// Every fault found in an input, so that all can be put right at once. Has the parts of its first fault as its own.
@dynamicMemberLookup
package struct InputFaults: Error, Sendable, Hashable, CustomStringConvertible {
  /// The faults in the order they are to be told; never empty.
  package let faults: [InputFault]

  /// The faults of one input.
  ///
  /// - Precondition: there is at least one.
  package init(_ faults: [InputFault]) {
    precondition(!faults.isEmpty, "an error has a fault")
    self.faults = faults
  }

  /// One fault.
  package init(_ fault: InputFault) { faults = [fault] }

  /// One fault from its parts.
  package init(
    _ code: InputFault.Code, file: String, line: Int? = nil, column: Int? = nil, place: String = "", reason: String,
    remedy: String = ""
  ) {
    self.init(
      InputFault(code, file: file, line: line, column: column, place: place, reason: reason, remedy: remedy))
  }

  /// A part of the first fault.
  package subscript<Part>(dynamicMember part: KeyPath<InputFault, Part>) -> Part { faults[0][keyPath: part] }

  /// The same faults by line and column; those of one place keep their order.
  package var inPlace: InputFaults {
    InputFaults(
      faults.enumerated().sorted { left, right in
        let (a, b) = (left.element.position, right.element.position)
        return (a.line ?? 0, a.column ?? 0, left.offset) < (b.line ?? 0, b.column ?? 0, right.offset)
      }.map(\.element))
  }

  /// One line a fault; of very many the first 50, and how many more there are.
  package var description: String { InputFault.text(of: faults, separator: "\n") }
}
