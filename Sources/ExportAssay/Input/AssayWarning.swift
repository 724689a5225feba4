// What is odd in an input and did not stop the evaluation.

/// Something odd that did not stop the evaluation.
package struct AssayWarning: Sendable, Equatable, CustomStringConvertible {
  /// The file it is about; may be empty.
  package let file: String
  /// The 1-based line, if any.
  package let line: Int?
  /// One sentence.
  package let message: String

  /// A warning at a place.
  init(file: String, line: Int? = nil, _ message: String) {
    self.file = file
    self.line = line
    self.message = message
  }

  /// `file:line: message`, in one line.
  package var description: String {
    file.isEmpty ? message : file + (line.map { ":\($0)" } ?? "") + ": " + message
  }
}
