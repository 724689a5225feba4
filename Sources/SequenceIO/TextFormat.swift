// FASTQ or FASTA, by the first bytes of the decompressed text.

/// What kind of records a text holds.
public enum TextFormat: String, Hashable, Sendable {
  /// Titles, bases and qualities.
  case fastq
  /// Titles and bases.
  case fasta

  /// The format that the first byte of the first line with content tells; nil when there are only empty lines so far.
  ///
  /// - Throws: UNKNOWN_FORMAT that names what it looks like instead.
  static func detect(
    _ window: TextWindow, from start: Int, _ position: TextPosition
  ) throws(ParseError) -> TextFormat? {
    var first = start
    while first < window.end && (window[first] == 10 || window[first] == 13) { first += 1 }
    guard first < window.end else {
      guard window.isFinal else { return nil }
      throw position.error(
        .unknownFormat, at: start, lines: 0, "nothing but empty lines", "give a FASTQ or FASTA file")
    }
    if let other = otherFormat(window, from: first) {
      throw position.error(
        .unknownFormat, at: first, lines: 0, "neither FASTQ nor FASTA: \(other)",
        "give a FASTQ, FASTA, SAM, BAM or CRAM file")
    }
    return window[first] == UInt8(ascii: "@") ? .fastq : .fasta
  }

  /// What a text is that begins with neither `@` nor `>`, or is known for something else.
  private static func otherFormat(_ window: TextWindow, from start: Int) -> String? {
    let prefix = (start..<min(start + 24, window.end)).map { window[$0] }
    let signatures: [(bytes: [UInt8], name: String)] = [
      (Array("##fileformat=VCF".utf8), "VCF"), (Array("version https://git-lfs".utf8), "a Git LFS pointer"),
      (Array("<".utf8), "HTML or XML"), ([0xEF, 0xBB, 0xBF], "it begins with a byte order mark"),
      ([0xFF, 0xFE], "UTF-16"), ([0xFE, 0xFF], "UTF-16"), ([0x1F, 0x8B], "gzip inside gzip; unpack it once"),
      (Array("BZh".utf8), "bzip2 inside a container; unpack it once"), (Array("{".utf8), "JSON"),
    ]
    if let match = signatures.first(where: { prefix.starts(with: $0.bytes) }) { return match.name }
    switch prefix.first {
    case UInt8(ascii: "@"), UInt8(ascii: ">"): return nil
    case .some(let byte) where byte < 32 || byte > 126: return "byte \(ParseError.hexadecimal(byte)) comes first"
    default: return "the first line begins with neither @ nor >"
    }
  }

  /// The parser of the format.
  func parser(_ limits: RecordLimits) -> any TextParser {
    switch self {
    case .fastq: FASTQParser(limits: limits)
    case .fasta: FASTAParser(limits: limits)
    }
  }
}
