// The module's one error type: what is wrong, in which file, line, column and well.

/// Why an assay input cannot be used.
package struct AssayError: Error, Sendable, Equatable {
  /// A stable code for programs.
  package enum Code: String, Sendable, CaseIterable {
    /// The text is not in an encoding that is read, or holds NUL or control bytes.
    case encoding
    /// The kind of table or export is not known.
    case unknownFormat
    /// A column that the table needs is missing.
    case missingColumn
    /// A column name occurs twice.
    case duplicateColumn
    /// A column name that the table does not have.
    case unknownColumn
    /// A row has fewer or more cells than the header.
    case rowLength
    /// A quoted cell is not closed, or a quote stands inside a bare cell.
    case quoting
    /// A cell that must be a number is neither a number nor a known token.
    case badNumber
    /// A cell holds a word that is not one of the allowed ones.
    case badToken
    /// A well name does not exist on the plate.
    case badWell
    /// A well occurs twice.
    case duplicateWell
    /// A block of an export is cut off or not as announced.
    case badBlock
    /// Two places of the input contradict each other.
    case inconsistent
    /// The tables cannot be evaluated together (no standards, no cultures ...).
    case notEvaluable
    /// A layout that cannot be made.
    case badLayout
  }

  /// The code.
  package let code: Code
  /// The file as the caller named it; empty when the error is about the inputs together.
  package let file: String
  /// The 1-based line, if one is to blame.
  package let line: Int?
  /// The 1-based column: the field of a table row.
  package let column: Int?
  /// The well, such as `B7`, if one is to blame.
  package let well: String?
  /// One sentence in plain words.
  package let message: String

  /// An error at a place.
  package init(
    _ code: Code, file: String, line: Int? = nil, column: Int? = nil, well: String? = nil, _ message: String
  ) {
    self.code = code
    self.file = file
    self.line = line
    self.column = column
    self.well = well
    self.message = message
  }
}

extension AssayError {
  /// The same error with a line where it has none: that of the block or plate it is about.
  func located(line other: Int?) -> AssayError {
    AssayError(code, file: file, line: line ?? other, column: column, well: well, message)
  }
}

extension AssayError: CustomStringConvertible {
  /// `file:line:column: well B7: code: message`, in one line.
  package var description: String {
    var place = file
    if let line { place += ":\(line)" }
    if let column { place += ":\(column)" }
    var text = place.isEmpty ? "" : place + ": "
    if let well { text += "well \(well): " }
    text += "\(code.rawValue): \(message)"
    // Messages with a colon or semicolon say themselves what to do.
    guard let remedy, !message.utf8.contains(where: { $0 == 58 || $0 == 59 }) else { return text }
    return text + "; " + remedy
  }
}

extension AssayError {
  /// What to do about it, where that follows from the code alone.
  private var remedy: String? {
    switch code {
    case .encoding: "save it again as UTF-8 text"
    case .missingColumn: "add the column, or correct its name"
    case .duplicateColumn: "rename or remove one of them"
    case .unknownColumn: "correct its name or remove it"
    case .rowLength: "look for a missing or extra separator in this line"
    case .quoting: "remove the quote, or put one at both ends of the cell"
    case .badNumber where message.containsText("number"):
      "write a plain number such as 1.25, without unit or thousands mark"
    case .badWell: "wells are a row letter and a column number, such as B7"
    case .duplicateWell: "keep one of the two rows"
    case .badBlock: "export the file again, or restore the damaged line"
    case .inconsistent: "correct the one that is wrong, or export the file again"
    case .badNumber, .badToken, .unknownFormat, .notEvaluable, .badLayout: nil
    }
  }
}

/// Something odd that did not stop the evaluation.
package struct AssayWarning: Sendable, Equatable {
  /// The file it is about; may be empty.
  package let file: String
  /// The 1-based line, if any.
  package let line: Int?
  /// One sentence.
  package let message: String

  /// A warning at a place.
  package init(file: String, line: Int? = nil, _ message: String) {
    self.file = file
    self.line = line
    self.message = message
  }
}

extension AssayWarning: CustomStringConvertible {
  /// `file:line: message`, in one line.
  package var description: String {
    let place = line.map { file + ":\($0)" } ?? file
    return place.isEmpty ? message : place + ": " + message
  }
}

/// Shows a cell inside a message: cut to 24 characters, control characters as \u{...}.
func quoted(_ text: String) -> String {
  var out = "'"
  for (index, scalar) in text.unicodeScalars.enumerated() {
    if index == 24 {
      out += "..."
      break
    }
    if scalar.value < 32 || scalar.value == 127 || (0x80..<0xA0).contains(scalar.value)
      || (0x200B..<0x2070).contains(scalar.value) || scalar.value == 0xFEFF
    {
      out += "\\u{" + String(scalar.value, radix: 16) + "}"
    } else {
      out.unicodeScalars.append(scalar)
    }
  }
  return out + "'"
}
