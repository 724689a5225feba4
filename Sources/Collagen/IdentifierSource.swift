// Where a read has its molecular identifier, and how it is read from there.

import Alignment
package import SequenceIO

/// Where reads have their molecular identifiers.
package enum IdentifierSource: Sendable, Hashable {
  /// In an optional field of alignment lines, or of FASTQ titles as `samtools fastq -T` writes them.
  case field(AlignmentTag, name: String)
  /// In the last part of the read's name behind `:` or `_`.
  case name

  /// A source as it is given on the command line: `name`, or the two letters of a field; `nil` for anything else.
  package init?(_ text: String) {
    if text.lowercased() == "name" {
      self = .name
    } else if let tag = AlignmentTag(text) {
      self = .field(tag, name: text)
    } else {
      return nil
    }
  }

  /// The field that alignment lines carry it in.
  var tag: AlignmentTag? {
    if case .field(let tag, _) = self { tag } else { nil }
  }

  /// For people and documents: `name` or the field.
  package var description: String {
    if case .field(_, let name) = self { name } else { "name" }
  }

  /// The identifier that a title has; `nil` if it has none that is whole.
  func identifier(in title: [UInt8]) -> MolecularIdentifier? {
    switch self {
    case .field(let tag, _):
      let mark = tag.mark
      for field in title.split(whereSeparator: { $0 == 9 || $0 == 32 }) where field.starts(with: mark) {
        return MolecularIdentifier(field.dropFirst(mark.count))
      }
      return nil
    case .name:
      var name = title.prefix { $0 > 32 }
      if name.suffix(2) == [UInt8(ascii: "/"), UInt8(ascii: "1")] { name = name.dropLast(2) }
      guard let mark = name.lastIndex(where: { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "_") }) else { return nil }
      return MolecularIdentifier(name[(mark + 1)...])
    }
  }

  /// What is said where reads have none.
  func missing(in file: String) -> ParseError {
    switch self {
    case .field(_, let name):
      ParseError(
        code: .noIdentifier, file: file,
        message: "--umi \(name): the reads of the genes have no field \(name) with an identifier of A, C, G and T",
        remedy: "name the field that holds it, or give --umi name if it stands at the end of the read names")
    case .name:
      ParseError(
        code: .noIdentifier, file: file,
        message:
          "--umi name: the names of the reads of the genes do not end in ':' or '_' and an identifier of A, C, G and T",
        remedy: "name the field that holds it (--umi RX), or leave --umi out")
    }
  }
}
