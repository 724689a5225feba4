// What was cut from outside files for the genes: one dated text with its digest, and its reading.

import Digests
package import Documents

/// The parts of outside files that lie in the genes.
///
/// The text of a pack is the line `#collagen.knowledge/1`, for each source a line `#source {JSON}` with as many lines of
/// its part after it as it says, and at last `#sha256` with the digest of all lines before. Parts are a VCF of known
/// variants, a table `chrom pos ref alt score`, or a table `hgvs_c predictor score`.
package struct KnowledgePack: Sendable {
  /// A source with its part.
  package struct Part: Sendable, Hashable {
    /// The source.
    package let source: KnowledgeSource
    /// The text that was cut from it.
    package let text: [UInt8]
  }

  /// The parts, in the order of ``KnowledgeKind``.
  package let parts: [Part]
  /// SHA-256 of the pack's lines.
  package let digest: String

  static let magic = "#collagen.knowledge/1"
  private static let sourceMark = Array("#source ".utf8)
  private static let digestMark = "#sha256 "

  /// A pack of parts.
  package init(_ parts: [Part]) {
    let order = Dictionary(uniqueKeysWithValues: KnowledgeKind.allCases.enumerated().map { ($1, $0) })
    self.parts = parts.sorted {
      (order[$0.source.kind] ?? 0, $0.source.file, $0.source.sha256)
        < (order[$1.source.kind] ?? 0, $1.source.file, $1.source.sha256)
    }
    digest = SHA256.hexadecimal(KnowledgePack.lines(self.parts))
  }

  /// The newest date of its sources, `YYYY-MM-DD`.
  package var date: String? { parts.compactMap(\.source.date).compactMap { CalendarDate($0) }.max()?.text }

  /// The text of the pack.
  package var text: [UInt8] {
    KnowledgePack.lines(parts) + Array((KnowledgePack.digestMark + digest + "\n").utf8)
  }

  private static func lines(_ parts: [Part]) -> [UInt8] {
    var text = Array((magic + "\n").utf8)
    for part in parts {
      text += sourceMark + Array((head(part.source) + "\n").utf8) + part.text
    }
    return text
  }

  /// The JSON of a source in a line.
  private static func head(_ source: KnowledgeSource) -> String {
    guard let value = try? DocumentEncoder(absent: .null).value(of: source) else {
      preconditionFailure("texts and numbers always encode")
    }
    return value.line()
  }

  /// Reads the text of a pack.
  ///
  /// - Throws: ``InputFaults`` if it is none, or is not what was written.
  package init(_ text: [UInt8], file: String) throws(InputFaults) {
    func fault(_ reason: String, _ remedy: String) -> InputFaults {
      InputFaults(InputFault(.syntax, file: file, reason: reason, remedy: remedy))
    }
    let again = "make it anew with 'collagen knowledge build'"
    let lines = text.split(separator: 10, omittingEmptySubsequences: false)
    guard let first = lines.first, first.elementsEqual(KnowledgePack.magic.utf8) else {
      throw fault("not a pack of knowledge", "give the file that 'collagen knowledge build' wrote")
    }
    guard lines.count >= 3, let last = lines.dropLast().last, lines.last?.isEmpty == true,
      last.starts(with: KnowledgePack.digestMark.utf8)
    else { throw fault("the pack ends too early", again) }
    let digest = SHA256.hexadecimal(Array(text[..<last.startIndex]))
    guard last.dropFirst(KnowledgePack.digestMark.utf8.count).elementsEqual(digest.utf8) else {
      throw fault("the pack was changed after it was made: its digest does not fit", again)
    }
    var parts: [Part] = []
    var index = 1
    while index < lines.count - 2 {
      guard lines[index].starts(with: KnowledgePack.sourceMark) else {
        throw fault("line \(index + 1) is not the head of a source", again)
      }
      let head = String(decoding: lines[index].dropFirst(KnowledgePack.sourceMark.count), as: UTF8.self)
      let source = try DocumentDecoder().decode(
        KnowledgeSource.self, from: DocumentNode.json(head, file: file), file: file)
      let end = index + 1 + source.lines
      guard source.lines >= 0, end <= lines.count - 2 else { throw fault("a part is not whole", again) }
      parts.append(Part(source: source, text: Array(text[lines[index + 1].startIndex..<lines[end].startIndex])))
      index = end
    }
    self.init(parts)
  }
}
