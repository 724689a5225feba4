// What can go wrong while sequences are written.

/// A failed write: a full disk, a closed pipe, a limit.
package struct WriteError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Display name of the output.
  package let file: String
  /// The system's error number.
  package let systemError: Int32
  /// Bytes that were written before.
  package let offset: Int

  /// A failed write.
  package init(file: String, systemError: Int32, offset: Int) {
    self.file = file
    self.systemError = systemError
    self.offset = offset
  }

  /// `file: WRITE_FAILED: text`, with control bytes of the name as `\xNN`.
  package var description: String {
    "\(ParseError.printable(file)): WRITE_FAILED: \(systemMessage(systemError)) after \(offset) bytes"
  }
}
