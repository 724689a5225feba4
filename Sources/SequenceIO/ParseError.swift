// What is wrong with an input, and where: the one error type of reading.

/// Why an input could not be read to its end.
///
/// Holds no bases, no qualities and no read names, so it may be printed and logged anywhere.
public struct ParseError: Error, Hashable, Sendable {
  /// The kind of failure, which decides the exit status of a command.
  public enum Kind: String, Hashable, Sendable {
    /// The bytes are not what they should be (sysexits 65).
    case badData
    /// There is no such input, or it may not be read, or it is a folder (sysexits 66).
    case noInput
    /// The system failed while reading (sysexits 74).
    case inputOutput
  }

  /// What is wrong; the raw values are stable and may be matched by scripts.
  public enum Code: String, Hashable, Sendable, CaseIterable {
    /// The file does not exist.
    case notFound = "NOT_FOUND"
    /// The file may not be opened.
    case notReadable = "NOT_READABLE"
    /// The path is a folder.
    case isDirectory = "IS_DIRECTORY"
    /// The system reported an error while reading.
    case readFailed = "READ_FAILED"
    /// The file changed while it was read.
    case inputChanged = "INPUT_CHANGED"
    /// Not a single record.
    case emptyInput = "EMPTY_INPUT"
    /// Neither FASTQ nor FASTA.
    case unknownFormat = "UNKNOWN_FORMAT"
    /// A container that is known but not read (zstd, xz, zip, ...).
    case unsupportedContainer = "UNSUPPORTED_CONTAINER"
    /// The compressed data ends too early.
    case truncatedContainer = "TRUNCATED_CONTAINER"
    /// A header of the container is wrong.
    case badContainerHeader = "BAD_CONTAINER_HEADER"
    /// The compressed data cannot be decoded.
    case badCompressedData = "BAD_COMPRESSED_DATA"
    /// A check sum differs.
    case checksumMismatch = "CHECKSUM_MISMATCH"
    /// A stored size differs.
    case sizeMismatch = "SIZE_MISMATCH"
    /// Bytes follow the end of the compressed data.
    case trailingGarbage = "TRAILING_GARBAGE"
    /// A record does not begin with its mark.
    case badRecordStart = "BAD_RECORD_START"
    /// A record has no title.
    case emptyTitle = "EMPTY_TITLE"
    /// A control byte in a title.
    case badTitleByte = "BAD_TITLE_BYTE"
    /// A title above the limit.
    case titleTooLong = "TITLE_TOO_LONG"
    /// A record above the limit.
    case recordTooLong = "RECORD_TOO_LONG"
    /// A FASTQ record without its sequence line.
    case missingSequence = "MISSING_SEQUENCE"
    /// A byte that is no nucleotide.
    case badSequenceByte = "BAD_SEQUENCE_BYTE"
    /// A byte that is no quality.
    case badQualityByte = "BAD_QUALITY_BYTE"
    /// As many qualities as bases are needed.
    case qualityLengthMismatch = "QUALITY_LENGTH_MISMATCH"
    /// The title on the plus line is another one.
    case plusTitleMismatch = "PLUS_TITLE_MISMATCH"
    /// An empty line between records.
    case blankLine = "BLANK_LINE"
    /// The text ends inside a record.
    case truncatedRecord = "TRUNCATED_RECORD"
    /// Two mates with different names.
    case mateNameMismatch = "MATE_NAME_MISMATCH"
    /// One of two mate files has fewer records.
    case mateMissing = "MATE_MISSING"
    /// The same file, or the same reads, given as both mates.
    case sameFileTwice = "SAME_FILE_TWICE"
    /// The index of an alignment file is damaged, or of another file.
    case badIndex = "BAD_INDEX"
    /// A CRAM file needs the reference that it was made with.
    case referenceNeeded = "REFERENCE_NEEDED"
    /// The reference is not the one that a CRAM file was made with.
    case wrongReference = "WRONG_REFERENCE"
    /// Reads have no molecular identifier where one was said to be.
    case noIdentifier = "NO_IDENTIFIER"
    /// Long reads, where only short ones can be used.
    case longReads = "LONG_READS"
    /// Reads with more insertions and deletions than what was asked for allows.
    case inaccurateReads = "INACCURATE_READS"
    /// The lanes of a sample are of two people.
    case differentPersons = "IDENTITY_GENOTYPES"
  }

  /// What is wrong.
  public let code: Code
  /// Display name of the input: its base name, or `-` for standard input.
  public let file: String
  /// 1-based line of the text, 0 where no line is meant.
  public let line: Int
  /// 1-based record, 0 where no record is meant.
  public let record: Int
  /// 0-based byte: of the decompressed text for what is wrong with a record, of the file for what is wrong with its
  /// container.
  public let offset: Int
  /// What was found, in words.
  public let message: String
  /// What the user can do about it.
  public let remedy: String

  /// An error at a place.
  package init(
    code: Code, file: String, line: Int = 0, record: Int = 0, offset: Int = 0, message: String, remedy: String = ""
  ) {
    self.code = code
    self.file = file
    self.line = line
    self.record = record
    self.offset = offset
    self.message = message
    self.remedy = remedy
  }

  /// The kind of failure.
  public var kind: Kind {
    switch code {
    case .notFound, .notReadable, .isDirectory, .referenceNeeded: .noInput
    case .readFailed: .inputOutput
    default: .badData
    }
  }

  /// The exit status of sysexits for this error: 65, 66 or 74.
  package var exitStatus: Int32 {
    switch kind {
    case .badData: 65
    case .noInput: 66
    case .inputOutput: 74
    }
  }

  /// The same error with the record and line that the text had reached.
  func reached(line: Int, record: Int) -> ParseError {
    ParseError(
      code: code, file: file, line: self.line == 0 ? line : self.line,
      record: self.record == 0 ? record : self.record, offset: offset, message: message, remedy: remedy)
  }
}

extension ParseError: CustomStringConvertible {
  /// `file:line:record:offset: CODE: text`, with control bytes of the name as `\xNN`; `file: CODE: text` for what is wrong
  /// with the file as a whole.
  public var description: String {
    let text = remedy.isEmpty ? message : "\(message); \(remedy)"
    let place = kind == .noInput && line == 0 && record == 0 && offset == 0 ? "" : ":\(line):\(record):\(offset)"
    return "\(ParseError.printable(file))\(place): \(code.rawValue): \(text)"
  }

  /// `text` with control characters, bidirectional marks and quotes of terminals made visible.
  package static func printable(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0..<32, 127..<160, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069:
        for byte in String(scalar).utf8 { result += hexadecimal(byte) }
      default:
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// A byte as `\xNN`.
  static func hexadecimal(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16, uppercase: true)
    return "\\x" + (digits.count == 1 ? "0" + digits : digits)
  }
}
