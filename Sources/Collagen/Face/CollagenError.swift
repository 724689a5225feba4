// What a Swift program is told when something cannot be done.

import Reporting

/// Why something could not be done. Faults of reads and sequence files are `ParseError`.
public struct CollagenError: Error, Sendable, Hashable, CustomStringConvertible {
  /// Kind of fault.
  public enum Code: String, Sendable, Hashable, CaseIterable {
    /// An option has a value that it cannot have.
    case invalidOption = "INVALID_OPTION"
    /// A document is not what it should be.
    case badInput = "BAD_INPUT"
    /// A file or folder cannot be written.
    case cannotWrite = "CANNOT_WRITE"
    /// A fault of this library, noticed in time.
    case internalFault = "INTERNAL"
  }

  /// Kind of fault.
  public let code: Code
  /// Where it is and what to do, in one line or one a fault.
  public let message: String

  /// `CODE: message`.
  public var description: String { "\(code.rawValue): \(message)" }

  init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  /// A fault of the writers.
  init(_ error: OutputError) {
    self.init(.cannotWrite, error.description)
  }
}
