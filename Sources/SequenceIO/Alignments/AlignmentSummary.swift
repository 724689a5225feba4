// What an alignment file held beside the reads that were taken from it.

/// How the lines of an alignment file were reached; raw values stand in documents.
package enum InputRoute: String, Hashable, Sendable, CaseIterable {
  /// From the first to the last line.
  case stream
  /// Only the genes' regions, by the index.
  case region
}

/// The kinds of alignment files; raw values stand in documents.
package enum AlignmentFormat: String, Hashable, Sendable, CaseIterable {
  case sam, bam, cram
}

/// One line of an alignment file beside its bases: what is needed to put templates together.
package struct AlignmentMark: Hashable, Sendable {
  /// SAM flags.
  package let flags: UInt16

  /// The second of two mates.
  var isSecond: Bool { flags & AlignmentFlag.second != 0 }
  /// One of two mates.
  var isPaired: Bool { flags & AlignmentFlag.paired != 0 }
}

/// The bits of SAM flags that matter here.
enum AlignmentFlag {
  static let paired: UInt16 = 0x1
  static let unmapped: UInt16 = 0x4
  static let mateUnmapped: UInt16 = 0x8
  static let reverse: UInt16 = 0x10
  static let first: UInt16 = 0x40
  static let second: UInt16 = 0x80
  static let secondary: UInt16 = 0x100
  static let qualityFailed: UInt16 = 0x200
  static let duplicate: UInt16 = 0x400
  static let supplementary: UInt16 = 0x800
}

/// Counts of an alignment file's lines.
package struct AlignmentSummary: Hashable, Sendable {
  /// SAM, BAM or CRAM.
  package var format: AlignmentFormat
  /// How its lines were reached.
  package var route = InputRoute.stream
  /// Second places of reads that have another line.
  package var secondary = 0
  /// Further parts of split reads; the whole read stands in another line.
  package var supplementary = 0
  /// Reads that the sequencer marked as failed.
  package var qualityFailed = 0
  /// Reads without bases.
  package var withoutBases = 0
  /// Reads with bases but without qualities; taken with Phred 30.
  package var withoutQualities = 0
  /// Reads whose bases were partly cut off by whoever aligned them.
  package var hardClipped = 0
  /// Names of the samples in the header's read groups (SM), sorted.
  package var sampleNames: [String] = []
  /// Reads marked as duplicates; the mark is not used.
  package var duplicates = 0

  init(_ format: AlignmentFormat) { self.format = format }

  /// Reads that were left out, by reason.
  package var leftOut: [String: Int] {
    ["qc_failed": qualityFailed, "no_bases": withoutBases].filter { $0.value > 0 }
  }

  /// What a reader of the results should know.
  var remarks: [String] {
    var remarks: [String] = []
    if sampleNames.count > 1 {
      remarks.append(
        "the header's read groups name \(sampleNames.count) samples: all reads were taken as those of one person")
    }
    if hardClipped > 0 {
      remarks.append(
        "\(hardClipped) reads are hard-clipped: bases were cut off when they were aligned or trimmed, and are not in the file"
      )
    }
    if withoutQualities > 0 {
      remarks.append("\(withoutQualities) reads have no base qualities; they were read with Phred 30")
    }
    if withoutBases > 0 { remarks.append("\(withoutBases) reads have no bases and were left out") }
    return remarks
  }
}
