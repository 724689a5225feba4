// What can go wrong while results are written.

/// A failure to publish results, with the exit code a command-line tool should end with.
package struct OutputError: Error, Sendable, Hashable {
  /// The kind of failure.
  package enum Code: String, Sendable {
    /// The output exists and may not be replaced, or cannot be created.
    case cannotCreate = "CANNOT_CREATE"
    /// A write, sync or rename failed, as on a full disk.
    case writeFailed = "WRITE_FAILED"
  }

  /// The kind of failure.
  package let code: Code
  /// The path as the user gave it.
  package let path: String
  /// What is wrong and what to do, in one line.
  package let reason: String

  /// A failure on a path.
  package init(_ code: Code, path: String, reason: String) {
    self.code = code
    self.path = path
    self.reason = reason
  }
}

extension OutputError: CustomStringConvertible {
  /// `path: CODE: reason`, in one line.
  package var description: String { "\(path): \(code.rawValue): \(reason)" }
}
