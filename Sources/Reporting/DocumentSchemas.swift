// The JSON Schemas of the program's documents, compiled in.

/// The schemas of the documents, as they lie in `schemas/`.
package enum DocumentSchemas {
  /// The names: `assay`, `case`, `cohort`, `manifest`, `names`, `report`, `screen`, `verify`.
  package static var names: [String] { embedded.map(\.name) }

  /// The JSON Schema of a document, with a line feed at its end; `nil` for a name that is not one of ``names``.
  package static func text(_ name: String) -> String? { embedded.first { $0.name == name }.map { $0.text + "\n" } }
}
