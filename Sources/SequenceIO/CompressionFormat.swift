// Containers by their first bytes, never by the name of the file.

/// How the bytes of an input are packed.
public enum CompressionFormat: String, Hashable, Sendable {
  /// Not at all.
  case plain
  /// gzip, RFC 1952, one member or many.
  case gzip
  /// Blocked gzip as `bgzip` writes it (SAM specification, section 4.1).
  case bgzf
  /// bzip2, one stream or many.
  case bzip2

  /// What the first bytes say.
  ///
  /// - Parameter prefix: up to 18 first bytes of the file.
  /// - Throws: UNSUPPORTED_CONTAINER with its name for packers that are not read here.
  static func detect(_ prefix: [UInt8], file: String) throws(ParseError) -> CompressionFormat {
    if prefix.starts(with: [0x1F, 0x8B]) {
      return isBlockedGzip(prefix) ? .bgzf : .gzip
    }
    if prefix.starts(with: [0x42, 0x5A, 0x68]) { return .bzip2 }
    for (magic, name, remedy) in unsupported where prefix.starts(with: magic) {
      throw ParseError(
        code: .unsupportedContainer, file: file, message: "\(name) is not read here", remedy: remedy)
    }
    return .plain
  }

  /// Whether a gzip header begins with the BC subfield of BGZF, as every writer of BGZF puts it.
  private static func isBlockedGzip(_ prefix: [UInt8]) -> Bool {
    prefix.count >= 16 && prefix[3] & 4 != 0 && prefix[12] == 0x42 && prefix[13] == 0x43 && prefix[14] == 2
      && prefix[15] == 0
  }

  /// The way from CRAM to a screen without htslib; single and unflagged reads would break the order of the pairs.
  static let alignmentsRemedy =
    "screen it with: samtools collate -u -O FILE | samtools fastq -0 /dev/null -s /dev/null - | "
    + "collagen screen --sample NAME --interleaved -"

  private static let unsupported: [(magic: [UInt8], name: String, remedy: String)] = [
    ([0x28, 0xB5, 0x2F, 0xFD], "zstd", "unpack it with: zstd -dc FILE | collagen screen -"),
    ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], "xz", "unpack it with: xz -dc FILE | collagen screen -"),
    ([0x4C, 0x5A, 0x49, 0x50], "lzip", "unpack it first"),
    ([0x04, 0x22, 0x4D, 0x18], "lz4", "unpack it first"),
    ([0x50, 0x4B, 0x03, 0x04], "zip", "unpack it first"),
    ([0x50, 0x4B, 0x05, 0x06], "zip", "unpack it first"),
    ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], "7z", "unpack it first"),
    ([0x52, 0x61, 0x72, 0x21, 0x1A, 0x07], "rar", "unpack it first"),
    ([0x1F, 0x9D], "compress (.Z)", "unpack it first"),
    ([0x4E, 0x43, 0x42, 0x49, 0x2E, 0x73, 0x72, 0x61], "SRA", "convert it with: fasterq-dump"),
    ([0x89, 0x48, 0x44, 0x46], "HDF5 (fast5)", "give the basecalled FASTQ"),
  ]
}

/// How far the end of an input is proven.
public enum Completeness: String, Hashable, Sendable {
  /// The container says that this is its end.
  case verified
  /// BGZF without its end-of-file block: whole blocks may be missing, and nothing can tell.
  case unproven
}
