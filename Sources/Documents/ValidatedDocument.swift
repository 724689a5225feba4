// Values that check themselves when they are read.

/// A value that checks itself after it was decoded from a document.
package protocol ValidatedDocument: Decodable {
  /// Throws ``InvalidValue`` for the first value that is not allowed.
  func validate() throws(InvalidValue)
}

/// What ``ValidatedDocument/validate()`` throws; becomes an `INVALID_VALUE` fault at the key's place.
package struct InvalidValue: Error, Sendable, Hashable {
  /// The key below the value that was checked (`vaf`, `counts.reads`, `groups[2]` counted from 1), as it stands in the
  /// document; empty for the value itself.
  package let key: String
  /// What is wrong; names no value of a record.
  package let reason: String
  /// What to do.
  package let remedy: String

  /// A value that is not allowed.
  package init(_ key: String = "", _ reason: String, remedy: String = "") {
    self.key = key
    self.reason = reason
    self.remedy = remedy
  }
}
