// One line of `collagen name`: every column for one description, as text.

/// Whether a description could be named.
public enum NameStatus: String, Sendable, Hashable {
  /// The description was right as it stood.
  case ok
  /// It was understood, and is written otherwise by the rules; the message says how.
  case corrected
  /// It could not be named; the message says why.
  case error
}

/// All columns of `collagen name` for one description.
///
/// Empty strings are columns without a value; the TSV form writes them as `.`.
public struct NameRow: Sendable, Hashable {
  /// The description as it came.
  public var input: String
  /// Whether it could be named.
  public var status: NameStatus
  public var hgvsG38 = ""
  public var hgvsG37 = ""
  public var hgvsLRG = ""
  public var hgvsC = ""
  public var hgvsP = ""
  public var vcf38 = ""
  public var vcf37 = ""
  public var gene = ""
  public var consequence = ""
  public var exon = ""
  public var legacyExon = ""
  public var helixResidue = ""
  public var tripletPosition = ""
  public var collagenEffect = ""
  /// What was corrected, why it failed, or what else is worth knowing; parts joined by `; `.
  public var message = ""

  /// A row without values.
  public init(input: String, status: NameStatus) {
    self.input = input
    self.status = status
  }

  /// The column names, in order.
  public static let columns = [
    "input", "status", "hgvs_g38", "hgvs_g37", "hgvs_lrg", "hgvs_c", "hgvs_p", "vcf38", "vcf37", "gene", "consequence",
    "exon", "legacy_exon", "helix_residue", "triplet_position", "collagen_effect", "message",
  ]

  /// The header line of the TSV form, without its line end.
  public static var header: String { columns.joined(separator: "\t") }

  /// The values in the order of ``columns``.
  public var values: [String] {
    [
      input, status.rawValue, hgvsG38, hgvsG37, hgvsLRG, hgvsC, hgvsP, vcf38, vcf37, gene, consequence, exon,
      legacyExon,
      helixResidue, tripletPosition, collagenEffect, message,
    ]
  }

  /// Appends the row as tab-separated values, without its line end. Control characters become spaces.
  public func writeTSV(to text: inout [UInt8]) {
    var isFirst = true
    for value in values {
      if !isFirst { text.append(9) }
      isFirst = false
      if value.isEmpty {
        text.append(46)
      } else {
        for byte in value.utf8 { text.append(byte < 32 || byte == 127 ? 32 : byte) }
      }
    }
  }

  /// The row as tab-separated values, without its line end.
  public var tsv: String {
    var text: [UInt8] = []
    writeTSV(to: &text)
    return String(decoding: text, as: UTF8.self)
  }

  /// Appends the row as a JSON object with the column names as keys; columns without a value are `null`.
  public func writeJSON(to text: inout [UInt8]) {
    text.append(UInt8(ascii: "{"))
    for (index, value) in values.enumerated() {
      if index > 0 { text.append(UInt8(ascii: ",")) }
      NameRow.writeJSONString(NameRow.columns[index], to: &text)
      text.append(UInt8(ascii: ":"))
      if value.isEmpty {
        text.append(contentsOf: "null".utf8)
      } else {
        NameRow.writeJSONString(value, to: &text)
      }
    }
    text.append(UInt8(ascii: "}"))
  }

  /// The row as a JSON object on one line.
  public var json: String {
    var text: [UInt8] = []
    writeJSON(to: &text)
    return String(decoding: text, as: UTF8.self)
  }

  private static func writeJSONString(_ value: String, to text: inout [UInt8]) {
    let digits = Array("0123456789abcdef".utf8)
    text.append(UInt8(ascii: "\""))
    for byte in value.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        text.append(UInt8(ascii: "\\"))
        text.append(byte)
      case 0..<32, 127:
        text.append(contentsOf: "\\u00".utf8)
        text.append(digits[Int(byte >> 4)])
        text.append(digits[Int(byte & 15)])
      default: text.append(byte)
      }
    }
    text.append(UInt8(ascii: "\""))
  }
}
