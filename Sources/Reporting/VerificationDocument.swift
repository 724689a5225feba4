// What `collagen verify` found, as a document.

package import Documents

/// The answers of `collagen verify`: schema `collagen.verify/1`.
package struct VerificationDocument: Sendable, Hashable, VersionedDocument {
  package static let schema = "collagen.verify/1"
  package static let title = "an answer of collagen verify"
  package static let remedy = "run `collagen verify` again"

  /// The schema's name.
  package var schema = VerificationDocument.schema
  /// The folders in the order given, each followed by those below it.
  package var folders: [Folder]

  /// One folder.
  package struct Folder: Sendable, Hashable, Codable {
    /// Its path as given.
    package var folder: String
    /// The answer.
    package var state: FolderCheck.State
    /// Why, where the lists do not say it.
    package var reason: String?
    /// The command that made it.
    package var command: String?
    /// The sample or case.
    package var sample: String?
    /// Files with other bytes than those listed.
    package var changed: [String]
    /// Files that are not there.
    package var missing: [String]
    /// What is not listed.
    package var added: [String]
  }

  /// A document of what was found.
  package init(_ checks: [(folder: String, check: FolderCheck)]) {
    folders = checks.map { folder, check in
      Folder(
        folder: folder, state: check.state, reason: check.reason, command: check.manifest?.command,
        sample: check.manifest?.sample, changed: check.changed, missing: check.missing, added: check.added)
    }
  }

  package func validate() throws(InvalidValue) {}
}
