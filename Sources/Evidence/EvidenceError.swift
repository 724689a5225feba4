// What can be wrong with the files that evidence is taken from: one error, or all of a file's faults together.

/// One fault of an input file, with its place and what to do.
public struct InputFault: Sendable, Hashable, CustomStringConvertible {
  /// The kind of fault.
  public enum Code: String, Sendable, CaseIterable {
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
  public let code: Code
  /// Base name of the file.
  public let file: String
  /// 1-based line, if known.
  public let line: Int?
  /// 1-based column (characters in YAML and JSON, fields in tables), if known.
  public let column: Int?
  /// The key path (`bmd[2].site`) or column name; empty for the whole file.
  public let place: String
  /// What is wrong and how to put it right, in one line; never holds values of the record.
  public let reason: String

  /// A fault with its place.
  public init(
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
  public var description: String {
    var text = file
    if let line { text += ":\(line)" }
    if line != nil, let column { text += ":\(column)" }
    text += ": \(code.rawValue): "
    return text + (place.isEmpty ? reason : "\(place): \(reason)")
  }
}

/// Every fault found in an input, so that all can be put right at once.
public struct EvidenceError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The faults in the order of their places; never empty.
  public let faults: [InputFault]

  /// The faults of one input.
  ///
  /// - Precondition: there is at least one.
  public init(_ faults: [InputFault]) {
    precondition(!faults.isEmpty, "an error has a fault")
    self.faults = faults
  }

  /// One fault.
  public init(_ fault: InputFault) { faults = [fault] }

  /// One line a fault.
  public var description: String { faults.map(\.description).joined(separator: "\n") }
}
