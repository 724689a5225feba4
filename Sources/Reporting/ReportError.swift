// What can go wrong while results are written.

/// A failure to publish results, with the exit code a command-line tool should end with.
public struct OutputError: Error, Sendable, Hashable {
  /// The kind of failure.
  public enum Code: String, Sendable {
    /// The output exists and may not be replaced, or cannot be created.
    case cannotCreate = "CANNOT_CREATE"
    /// A write, sync or rename failed, as on a full disk.
    case writeFailed = "WRITE_FAILED"
  }

  /// The kind of failure.
  public let code: Code
  /// The path as the user gave it.
  public let path: String
  /// What is wrong and what to do, in one line.
  public let reason: String

  /// A failure on a path.
  public init(_ code: Code, path: String, reason: String) {
    self.code = code
    self.path = path
    self.reason = reason
  }
}

extension OutputError: CustomStringConvertible {
  /// `path: CODE: reason`, in one line.
  public var description: String { "\(path): \(code.rawValue): \(reason)" }
}
