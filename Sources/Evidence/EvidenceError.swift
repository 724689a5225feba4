// What can be wrong with the files that evidence is taken from: one error, or all of a file's faults together.

/// One fault of an input file, with its place and what to do.
package struct InputFault: Sendable, Hashable, CustomStringConvertible {
  /// The kind of fault.
  package enum Code: String, Sendable, CaseIterable {
    /// The text is not in the format it should be in.
    case syntax = "SYNTAX"
    /// A key or column that the format does not know.
    case unknownKey = "UNKNOWN_KEY"
    /// A key or column that must be there is not.
    case missing = "MISSING"
    /// A value of another type than the key asks for.
    case wrongType = "WRONG_TYPE"
    /// A value of the right type that the key does not allow.
    case badValue = "BAD_VALUE"
    /// A value or row that stands twice where it may stand once.
    case duplicate = "DUPLICATE"
    /// Two values that contradict each other.
    case conflict = "CONFLICT"
    /// More than the program is willing to read.
    case tooLarge = "TOO_LARGE"
  }

  /// The kind of fault.
  package let code: Code
  /// Base name of the file.
  package let file: String
  /// 1-based line, if known.
  package let line: Int?
  /// 1-based column (characters in YAML and JSON, fields in tables), if known.
  package let column: Int?
  /// The key path (`bmd[2].site`) or column name; empty for the whole file.
  package let place: String
  /// What is wrong and how to put it right, in one line; never holds values of the record.
  package let reason: String

  /// A fault with its place.
  package init(
    _ code: Code, file: String, line: Int? = nil, column: Int? = nil, place: String = "", reason: String
  ) {
    self.code = code
    self.file = file
    self.line = line
    self.column = column
    self.place = place
    self.reason = reason
  }

  /// `file:line:column: CODE: place: reason`.
  package var description: String {
    var text = file
    if let line { text += ":\(line)" }
    if line != nil, let column { text += ":\(column)" }
    text += ": \(code.rawValue): "
    return text + (place.isEmpty ? reason : "\(place): \(reason)")
  }
}

/// Every fault found in an input, so that all can be put right at once.
package struct EvidenceError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The faults in the order of their places; never empty.
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

  /// One line a fault.
  package var description: String { faults.map(\.description).joined(separator: "\n") }
}
