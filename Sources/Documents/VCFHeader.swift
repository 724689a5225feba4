// The header of a VCF: its version, contigs, reference, date and samples.

/// What the lines before a VCF's first record say.
package struct VCFHeader: Sendable, Hashable {
  /// A `##contig` line.
  package struct Contig: Sendable, Hashable {
    /// Name as records use it.
    package let name: String
    /// Length in bases, if given.
    package let length: Int?
    /// The assembly that the line names, if any.
    package let assembly: String?
  }

  /// A `##key=value` line.
  package struct Line: Sendable, Hashable {
    /// What stands before the first `=`.
    package let key: String
    /// What stands behind it, as written.
    package let value: String
  }

  /// `VCFv4.3`.
  package let version: String
  /// All `##` lines in order.
  package internal(set) var lines: [Line] = []
  /// The samples of the `#CHROM` line.
  package internal(set) var samples: [String] = []
  /// 1-based line of the `#CHROM` line.
  package internal(set) var columnLine = 0

  init(version: String) { self.version = version }

  /// The contigs, in order.
  package var contigs: [Contig] {
    lines.filter { $0.key == "contig" }.compactMap { line in
      let fields = line.fields
      return fields["ID"].map {
        Contig(name: $0, length: fields["length"].flatMap(Int.init), assembly: fields["assembly"])
      }
    }
  }

  /// The value of the first line with a key, if any.
  package subscript(key: String) -> String? { lines.first { $0.key == key }?.value }

  /// The date of the file as the header gives it (`##fileDate`).
  package var fileDate: String? { self["fileDate"] }
}

extension VCFHeader.Line {
  /// The fields of a structured line, `<ID=17,length=83257441,Description="a, b">`; empty for other lines.
  package var fields: [String: String] {
    guard value.hasPrefix("<"), value.hasSuffix(">") else { return [:] }
    var fields: [String: String] = [:]
    var rest = value.dropFirst().dropLast()[...]
    while let equals = rest.firstIndex(of: "=") {
      let key = String(rest[..<equals])
      rest = rest[rest.index(after: equals)...]
      let text: String
      if rest.first == "\"" {
        text = VCFHeader.Line.quoted(&rest)
        rest = rest.drop { $0 != "," }.dropFirst()
      } else {
        text = String(rest.prefix { $0 != "," })
        rest = rest.dropFirst(text.count + 1)
      }
      if fields[key] == nil { fields[key] = text }
    }
    return fields
  }

  /// Takes a text in quotes, in which a backslash escapes.
  private static func quoted(_ rest: inout Substring) -> String {
    var text = ""
    rest.removeFirst()
    while let next = rest.popFirst(), next != "\"" {
      if next == "\\", let escaped = rest.popFirst() { text.append(escaped) } else { text.append(next) }
    }
    return text
  }
}
