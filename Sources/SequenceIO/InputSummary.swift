// What is known of an input that was read to its end.

package import Digests

/// One input after its last record: its size, its digest, and how far its end is proven.
public struct InputSummary: Hashable, Sendable {
  /// Base name, or `-`.
  public let name: String
  /// Bytes as they lie on disk.
  public let byteCount: Int
  /// The digest of these bytes.
  package let digest: FileDigest
  /// How the bytes are packed.
  public let container: CompressionFormat
  /// FASTQ or FASTA; nil for an input without a record.
  public let format: TextFormat?
  /// Whether the end of the data is proven.
  public let completeness: Completeness
  /// Records of the input.
  public let recordCount: Int
  /// Bytes of the decompressed text.
  public let textByteCount: Int
  /// What was odd but could be worked past.
  public internal(set) var diagnostics: [InputDiagnostic]
  /// What an alignment file held beside reads; nil for other inputs.
  package var alignments: AlignmentSummary?

  /// SHA-256 of these bytes, 64 lower-case hexadecimal digits; nil where another digest was asked for.
  public var sha256: String? { digest.text(of: .sha256) }
}

/// Something odd about an input that does not stop the reading.
public struct InputDiagnostic: Hashable, Sendable {
  /// What is odd; the raw values are stable.
  public enum Code: String, Hashable, Sendable, CaseIterable {
    /// BGZF without its end-of-file block.
    case unprovenEnd = "UNPROVEN_END"
    /// Qualities look like Phred+64 of old Illumina pipelines.
    case phred64 = "PHRED64_QUALITIES"
    /// No record at all, which the caller allowed.
    case emptyInput = "EMPTY_INPUT"
    /// The first file of a pair holds the second mates.
    case swappedMates = "SWAPPED_MATES"
    /// A read name occurs more than once in one input.
    case repeatedNames = "REPEATED_NAMES"
    /// Without digests, two inputs of one size may be the same.
    case unprovenDifference = "UNPROVEN_DIFFERENCE"
    /// Something about the lines of a SAM, BAM or CRAM file.
    case alignedReads = "ALIGNED_READS"
  }

  /// What is odd.
  public let code: Code
  /// Display name of the input.
  public let file: String
  /// In words.
  public let message: String

  /// Something odd about an input.
  package init(code: Code, file: String, message: String) {
    self.code = code
    self.file = file
    self.message = message
  }
}

/// Tells Phred+33 from Phred+64 by the characters seen, until it is sure.
struct QualityEvidence {
  private var lowest: UInt8 = 255
  private var highest: UInt8 = 0

  /// Whether no further record could change the answer: `:` and below, or above `i` (a score of 41), are not Phred+64.
  var isSettled: Bool { lowest < 59 || highest > 105 }

  /// Whether all qualities fit Phred+64 and some do not fit the usual range of Phred+33.
  var suggestsPhred64: Bool { !isSettled && highest > 75 && lowest >= 64 }

  mutating func add(_ batch: RecordBatch) {
    for index in 0..<batch.count where !isSettled {
      batch.withQualities(index) { span in
        for position in span.indices {
          lowest = min(lowest, span[position])
          highest = max(highest, span[position])
        }
      }
    }
  }
}
