// What an assay.json says beside its lines: the tables that it was made from, and what it warns of.

import Documents

extension SourceFile {
  /// Base names of the tables that an assay.json was made from.
  var assayTables: [String] {
    guard let node = try? DocumentNode.json(text(), file: name) else { return [] }
    return node["inputs"]?.elements.compactMap { $0["name"]?.text } ?? []
  }

  /// What an assay.json warns of, `file:line: message`.
  ///
  /// - Parameter others: lines of which it is known why the tables do not describe them.
  func assayWarnings(withoutLines others: Set<String>) -> [String] {
    guard let node = try? DocumentNode.json(text(), file: name) else { return [] }
    let begins = others.map { "line \($0.quoted()), dish " }
    return node["warnings"]?.elements.compactMap { warning in
      guard let message = warning["message"]?.text, !begins.contains(where: message.hasPrefix) else { return nil }
      let place = warning["line"]?.integer.map { ":\($0)" } ?? ""
      return (warning["file"]?.text).flatMap { $0.isEmpty ? nil : "\($0)\(place): \(message)" } ?? message
    } ?? []
  }
}
