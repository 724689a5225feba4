// The supplementary files of Cock et al. 2010: 22 that must be refused at the right record, and the valid ones.

import Testing

@testable import SequenceIO

@Suite("FASTQ files of Cock et al. 2010")
struct CockFixtureTests {
  /// The record that each damaged file is damaged in.
  static let damaged: [(name: String, record: Int, code: ParseError.Code)] = [
    ("diff_ids", 3, .plusTitleMismatch), ("double_qual", 3, .qualityLengthMismatch),
    ("double_seq", 4, .badSequenceByte), ("long_qual", 4, .qualityLengthMismatch),
    ("no_qual", 1, .qualityLengthMismatch), ("qual_del", 4, .badQualityByte),
    ("qual_escape", 5, .badQualityByte), ("qual_null", 1, .badQualityByte), ("qual_space", 4, .badQualityByte),
    ("qual_tab", 5, .badQualityByte), ("qual_unit_sep", 3, .badQualityByte), ("qual_vtab", 1, .badQualityByte),
    ("short_qual", 3, .qualityLengthMismatch), ("spaces", 1, .badSequenceByte), ("tabs", 1, .badSequenceByte),
    ("trunc_at_plus", 5, .blankLine), ("trunc_at_qual", 5, .truncatedRecord),
    ("trunc_at_seq", 5, .truncatedRecord), ("trunc_in_plus", 5, .plusTitleMismatch),
    ("trunc_in_qual", 5, .truncatedRecord), ("trunc_in_seq", 5, .truncatedRecord),
    ("trunc_in_title", 5, .truncatedRecord),
  ]

  @Test("damaged files are refused at their record", arguments: [7, 64, 1 << 18])
  func refusesDamagedFiles(blockSize: Int) {
    #expect(CockFixtureTests.damaged.count == 22)
    var options = StreamOptions()
    options.blockSize = blockSize
    for (name, record, code) in CockFixtureTests.damaged {
      let outcome = ReadOutcome.of(fixture("fastq/error_\(name).fastq"), options)
      #expect(outcome.error?.code == code, "\(name)")
      #expect(outcome.error?.record == record, "\(name)")
      #expect(outcome.error?.exitStatus == 65)
      #expect(outcome.records.count >= record - 1, "\(name): records before the damage are given out")
    }
  }

  /// Valid files and their records.
  static let valid: [(name: String, records: Int)] = [
    ("example", 3), ("example_dos", 3), ("illumina_faked", 1), ("sanger_93", 1), ("sanger_faked", 1),
    ("solexa_example", 5), ("solexa_faked", 1), ("tricky", 4), ("zero_length", 5),
  ]

  @Test("valid files are read whole")
  func readsValidFiles() {
    for (name, count) in CockFixtureTests.valid {
      let outcome = ReadOutcome.of(fixture("fastq/\(name).fastq"))
      #expect(outcome.error == nil, "\(name)")
      #expect(outcome.records.count == count, "\(name)")
      #expect(outcome.summary?.completeness == .verified)
      #expect(outcome.records.allSatisfy { $0.bases.utf8.count == $0.qualities.utf8.count })
    }
    #expect(
      ReadOutcome.of(fixture("fastq/example.fastq")).records
        == ReadOutcome.of(fixture("fastq/example_dos.fastq")).records)
  }

  @Test("wrapped originals equal their unwrapped versions", arguments: [5, 100, 1 << 18])
  func wrappedEqualsUnwrapped(blockSize: Int) {
    var options = StreamOptions()
    options.blockSize = blockSize
    for name in ["longreads", "wrapping", "misc_dna", "misc_rna", "sanger_full_range"] {
      let original = ReadOutcome.of(fixture("fastq/\(name)_original_sanger.fastq"), options)
      let unwrapped = ReadOutcome.of(fixture("fastq/\(name)_as_sanger.fastq"), options)
      #expect(original.isWhole && unwrapped.isWhole, "\(name)")
      #expect(!original.records.isEmpty && original.records == unwrapped.records, "\(name)")
    }
    for name in ["solexa_full_range_original_solexa", "illumina_full_range_original_illumina"] {
      #expect(ReadOutcome.of(fixture("fastq/\(name).fastq"), options).records.count == 2)
    }
  }

  @Test("RNA is read as DNA")
  func readsRNAAsDNA() {
    let rna = ReadOutcome.of(fixture("fastq/misc_rna_as_sanger.fastq"))
    let lines = String(decoding: TemporaryFolder.read(fixture("fastq/misc_rna_as_sanger.fastq")), as: UTF8.self)
      .split(separator: "\n")
    for (index, record) in rna.records.enumerated() {
      let expected = String(lines[index * 4 + 1].map { $0 == "U" ? "T" : $0 == "u" ? "t" : $0 == "." ? "N" : $0 })
      #expect(record.bases == expected)
    }
    #expect(rna.records.count == 4)
  }
}
