// What can go wrong while sequences are written.

/// A failed write: a full disk, a closed pipe, a limit.
public struct WriteError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Display name of the output.
  public let file: String
  /// The system's error number.
  public let systemError: Int32
  /// Bytes that were written before.
  public let offset: Int

  /// A failed write.
  package init(file: String, systemError: Int32, offset: Int) {
    self.file = file
    self.systemError = systemError
    self.offset = offset
  }

  /// `file: WRITE_FAILED: text`, with control bytes of the name as `\xNN`.
  public var description: String {
    "\(ParseError.printable(file)): WRITE_FAILED: \(systemMessage(systemError)) after \(offset) bytes"
  }
}
