// The embedded reference files as they are, for reading, for export and for the test that compares them.

/// Access to the embedded reference files.
package enum ReferenceFiles {
  /// The names of the embedded files, sorted.
  package static var names: [String] { EmbeddedReference.files.map(\.name) }

  /// The content of an embedded file.
  ///
  /// - Returns: `nil` for a name that is not in ``names``.
  package static func text(named name: String) -> String? {
    EmbeddedReference.files.first { $0.name == name }?.text.description
  }
}
