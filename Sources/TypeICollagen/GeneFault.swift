// What is wrong with a folder of gene records: where, and what to do.

/// One fault of a file of gene records. Holds no bases.
package struct GeneFault: Error, Sendable, Hashable {
  /// The kind of fault.
  package enum Code: String, Sendable, Hashable, CaseIterable {
    case syntax = "SYNTAX"
    case unknownKey = "UNKNOWN_KEY"
    case missing = "MISSING"
    case wrongType = "WRONG_TYPE"
    case outOfRange = "OUT_OF_RANGE"
    case invalidValue = "INVALID_VALUE"
    case duplicate = "DUPLICATE"
    case conflict = "CONFLICT"
    case notFound = "NOT_FOUND"
    case tooLarge = "TOO_LARGE"
    case notReadable = "NOT_READABLE"
  }

  /// The kind of fault.
  package let code: Code
  /// Base name of the file.
  package let file: String
  /// 1-based line, if known.
  package let line: Int?
  /// 1-based cell of a table or letter of a sequence, if known.
  package let column: Int?
  /// Column name or gene.
  package let place: String
  /// What is wrong, in one line.
  package let reason: String
  /// What to do about it; empty if the reason says it.
  package let remedy: String

  /// A fault at a place.
  package init(
    _ code: Code, file: String, line: Int? = nil, column: Int? = nil, place: String = "", reason: String,
    remedy: String = ""
  ) {
    self.code = code
    self.file = file
    self.line = line
    self.column = column
    self.place = place
    self.reason = reason
    self.remedy = remedy
  }
}

extension GeneFault: CustomStringConvertible {
  /// `exons.tsv, line 5, column 4 (start): reason; remedy`.
  package var description: String {
    var text = file
    if let line { text += ", line \(line)" }
    if let column { text += ", column \(column)" }
    if !place.isEmpty { text += " (\(place))" }
    return text + ": " + reason + (remedy.isEmpty ? "" : "; " + remedy)
  }
}
