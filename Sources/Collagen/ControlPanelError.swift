// What is wrong with a folder of controls.

/// Why a folder of controls cannot be used.
package struct ControlPanelError: Error, Sendable, Hashable, CustomStringConvertible {
  /// File or folder as shown to people.
  package let file: String
  /// What is wrong and what to do.
  package let reason: String
  /// Whether there is no such folder.
  package let isMissing: Bool

  /// `file: reason`.
  package var description: String { "\(file): \(reason)" }

  init(_ file: String, _ reason: String, isMissing: Bool = false) {
    self.file = file
    self.reason = reason
    self.isMissing = isMissing
  }
}
