// Plain FASTQ texts: what is accepted exactly, and what is refused.

import Numerics

@testable import SequenceIO

extension CorpusCase {
  private static let fault = 20
  private static let total = 40
  private static var base: FASTQText { FASTQText(count: total) }
  private static func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

  /// Texts that must be read whole.
  static func acceptedTexts() -> [CorpusCase] {
    let letters = bytes("ACGTRYSWKMBDHVNacgtryswkmbdhvnUu.AAAAAAA")
    let long = FASTQText(count: 1, length: 200_000, seed: 9)
    return [
      .whole("ok_plain", base.bytes, total),
      .whole("ok_crlf", base.with { $0.newline = [13, 10] }.bytes, total),
      .whole(
        "ok_crlf_mixed",
        base.with { text in for index in stride(from: 0, to: 160, by: 3) { text.lines[index].append(13) } }.bytes, total
      ),
      .whole("ok_no_final_nl", base.with { $0.endsWithNewline = false }.bytes, total),
      .whole(
        "ok_plus_id",
        base.with { text in for record in 1...total { text[record, 2] += text[record, 0].dropFirst() } }.bytes, total),
      .whole(
        "ok_at_first_qual", base.with { text in for record in 1...total { text[record, 3][0] = 64 } }.bytes, total),
      .whole(
        "ok_plus_first_qual", base.with { text in for record in 1...total { text[record, 3][0] = 43 } }.bytes, total),
      .whole(
        "ok_lower",
        base.with { text in for record in 1...total { text[record, 1] = text[record, 1].map { $0 | 32 } } }.bytes, total
      ),
      .whole("ok_iupac", base.with { $0[fault, 1] = letters }.bytes, total),
      .whole(
        "ok_all_n",
        base.with { text in for record in 1...total { text[record, 1] = text[record, 1].map { _ in 78 } } }.bytes, total
      ),
      .whole(
        "ok_zero_len",
        base.with {
          $0[fault, 1] = []; $0[fault, 3] = []
        }.bytes, total),
      .whole(
        "ok_zero_len_first",
        base.with {
          $0[1, 1] = []; $0[1, 3] = []
        }.bytes, total),
      .whole(
        "ok_zero_len_last",
        base.with {
          $0[total, 1] = []; $0[total, 3] = []
        }.bytes, total),
      .whole(
        "ok_zero_len_last, no final newline",
        base.with {
          $0[total, 1] = []; $0[total, 3] = []; $0.endsWithNewline = false
        }.bytes, total),
      .whole("ok_one_base", FASTQText(count: total, length: 1).bytes, total),
      .whole("ok_trailing_blank", base.bytes + [10, 10, 13, 10, 10], total),
      .whole("ok_header_tab", base.with { $0[fault, 0] += bytes("\tBC:Z:ACGT") }.bytes, total),
      .whole("ok_header_64k", base.with { $0[fault, 0] += [UInt8](repeating: 120, count: 65_536) }.bytes, total),
      .whole(
        "ok_qual_full",
        base.with { text in
          for record in 1...total { text[record, 3] = (0..<40).map { 33 + UInt8((record * 40 + $0) % 94) } }
        }.bytes, total),
      .whole("ok_long", long.bytes, 1),
      .whole("utf8 title", base.with { $0[fault, 0] += bytes(" Größe") }.bytes, total),
      .whole("ok_multiline", wrapped(base, width: 7).bytes, total),
      .whole("ok_multiline of 1 base", wrapped(base, width: 1).bytes, total),
    ]
  }

  /// The same records on lines of `width`.
  static func wrapped(_ text: FASTQText, width: Int) -> FASTQText {
    var result = text
    result.lines = text.lines.enumerated().flatMap { index, line -> [[UInt8]] in
      guard index % 2 == 1 else { return [line] }
      return stride(from: 0, to: line.count, by: width).map { Array(line[$0..<min($0 + width, line.count)]) }
    }
    return result
  }

  /// Texts with one fault in the sequence or qualities of record 20.
  static func damagedBytes() -> [CorpusCase] {
    func sequence(_ name: String, _ byte: UInt8) -> CorpusCase {
      .refused(name, base.with { $0[fault, 1][13] = byte }.bytes, .badSequenceByte, after: fault - 1)
    }
    func quality(_ name: String, _ byte: UInt8) -> CorpusCase {
      .refused(name, base.with { $0[fault, 3][13] = byte }.bytes, .badQualityByte, after: fault - 1)
    }
    var cases = [
      sequence("bad_nul_seq", 0), sequence("bad_space_seq", 32), sequence("bad_tab_seq", 9),
      sequence("bad_hi_seq", 0xC3), sequence("bad_digit_seq", 53), sequence("bad_aa_seq", 69),
      sequence("bad_gap_seq", 45), quality("bad_nul_qual", 0), quality("bad_space_qual", 32),
      quality("bad_ctrl_qual", 27), quality("bad_del_qual", 127), quality("bad_hi_qual", 0xB0),
      .refused("bad_nul_title", base.with { $0[fault, 0][3] = 0 }.bytes, .badTitleByte, after: fault - 1),
      .refused(
        "bad_nul_block", base.with { $0[fault, 1] = [UInt8](repeating: 0, count: 40) }.bytes, .badSequenceByte,
        after: fault - 1),
      .refused("bad_nul_tail", base.bytes + [UInt8](repeating: 0, count: 512), .badRecordStart, after: total),
    ]
    var page = base.bytes
    for index in 1000..<2000 { page[index] = 0 }
    cases.append(
      .refused(
        "bad_nul_page", page, .badSequenceByte, .badQualityByte, .badTitleByte, .badRecordStart, .plusTitleMismatch))
    return cases
  }

  /// Texts with lines lost, doubled, torn or moved.
  static func damagedLines() -> [CorpusCase] {
    let half: [UInt8] = base.lines[0..<(fault * 4)].flatMap { (line: [UInt8]) -> [UInt8] in line + [10] }
    return [
      .refused(
        "bad_qual_short", base.with { $0[fault, 3].removeLast() }.bytes, .qualityLengthMismatch, after: fault - 1),
      .refused("bad_qual_long", base.with { $0[fault, 3].append(70) }.bytes, .qualityLengthMismatch, after: fault - 1),
      .refused("bad_no_plus", base.with { $0.remove(fault, 2) }.bytes, .badSequenceByte, after: fault - 1),
      .refused("bad_no_at", base.with { $0[fault, 0].removeFirst() }.bytes, .badRecordStart, after: fault - 1),
      .refused("bad_no_seq", base.with { $0.remove(fault, 1) }.bytes, .missingSequence, after: fault - 1),
      .refused(
        "bad_no_qual", base.with { $0.remove(fault, 3) }.bytes, .qualityLengthMismatch, .badQualityByte,
        after: fault - 1),
      .refused("bad_no_title", base.with { $0.remove(fault, 0) }.bytes, .badRecordStart, after: fault - 1),
      .refused("title without name", base.with { $0[fault, 0] = [64] }.bytes, .emptyTitle, after: fault - 1),
      .refused(
        "bad_dup_seq", base.with { $0.insert($0[fault, 1], after: fault, 1) }.bytes, .qualityLengthMismatch,
        .badQualityByte, after: fault - 1),
      .refused(
        "bad_dup_qual", base.with { $0.insert($0[fault, 3], after: fault, 3) }.bytes, .qualityLengthMismatch,
        after: fault),
      .refused(
        "bad_plus_id_diff", base.with { $0[fault, 2] += bytes("other") }.bytes, .plusTitleMismatch, after: fault - 1),
      .refused("bad_join_nonl", Array(half.dropLast()) + base.bytes, .qualityLengthMismatch, after: fault - 1),
      .refused("bad_torn", base.prefix(to: fault, 1, 17) + base.bytes, .badSequenceByte, after: fault - 1),
      .refused("bad_shift_lines", Array(base.bytes.drop { $0 != 10 }.dropFirst()), .unknownFormat, after: 0),
      .refused(
        "bad_two_lines",
        base.with { text in text.lines = text.lines.enumerated().filter { $0.offset % 4 < 2 }.map(\.element) }.bytes,
        .badSequenceByte, after: 0),
      .refused(
        "bad_fasta_inside",
        base.with { $0.lines.insert(contentsOf: [bytes(">x"), bytes("ACGT")], at: fault * 4) }.bytes, .badRecordStart,
        after: fault),
      .refused("bad_fasta_tail", base.bytes + bytes(">x\nACGT\n"), .badRecordStart, after: total),
      .refused(
        "blank between records", base.with { $0.lines.insert([], at: fault * 4) }.bytes, .blankLine, after: fault),
      .refused("CR only", base.with { $0.newline = [13] }.bytes, .badTitleByte, .truncatedRecord, after: 0),
      .refused(
        "title above the limit", base.with { $0[fault, 0] += [UInt8](repeating: 120, count: 1 << 20) }.bytes,
        .titleTooLong, after: fault - 1),
      .refused(
        "bad_qual_short, last", base.with { $0[total, 3].removeLast() }.bytes, .truncatedRecord, after: total - 1),
    ]
  }

  /// Texts that end too early, and what is no FASTQ at all.
  static func truncatedAndForeign() -> [CorpusCase] {
    var generator = SplitMix64(seed: 5)
    let random = (0..<4000).map { _ in UInt8.random(in: 0...255, using: &generator) }
    let utf16: [UInt8] = [0xFF, 0xFE] + base.bytes.flatMap { (byte: UInt8) -> [UInt8] in [byte, 0] }
    return [
      .refused("trunc_in_title", base.prefix(to: fault, 0, 4), .truncatedRecord, after: fault - 1),
      .refused("trunc_at_title", base.prefix(to: fault, 0, 99) + [10], .truncatedRecord, after: fault - 1),
      .refused("trunc_in_seq", base.prefix(to: fault, 1, 9), .truncatedRecord, after: fault - 1),
      .refused("trunc_at_seq", base.prefix(to: fault, 1, 40) + [10], .truncatedRecord, after: fault - 1),
      .refused("trunc_at_plus", base.prefix(to: fault, 2, 1), .truncatedRecord, after: fault - 1),
      .refused("trunc_after_plus", base.prefix(to: fault, 3, 0), .truncatedRecord, after: fault - 1),
      .refused("trunc_in_qual", base.prefix(to: fault, 3, 20), .truncatedRecord, after: fault - 1),
      .refused("trunc_1_qual", base.prefix(to: fault, 3, 39), .truncatedRecord, after: fault - 1),
      .refused("empty", [], .emptyInput, after: 0),
      .refused("only_nl", [10, 10, 10], .unknownFormat, after: 0),
      .refused("only_at", [64], .truncatedRecord, .emptyTitle, after: 0),
      .refused("bad_text", bytes("This is a letter.\nNothing else.\n"), .unknownFormat, after: 0),
      .refused("bad_html", bytes("<!DOCTYPE html>\n<html></html>\n"), .unknownFormat, after: 0),
      .refused(
        "bad_lfs", bytes("version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n"), .unknownFormat, after: 0
      ),
      .refused("bad_random", [200] + random, .unknownFormat, after: 0),
      .refused("bad_vcf", bytes("##fileformat=VCFv4.3\n#CHROM\tPOS\n"), .unknownFormat, after: 0),
      .refused("bad_utf16", utf16, .unknownFormat, after: 0),
      .refused("BOM", [0xEF, 0xBB, 0xBF] + base.bytes, .unknownFormat, after: 0),
      .refused("zstd", [0x28, 0xB5, 0x2F, 0xFD, 1, 2, 3], .unsupportedContainer),
      .refused("xz", [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0, 1, 2], .unsupportedContainer),
      .refused("zip", [0x50, 0x4B, 3, 4, 20, 0], .unsupportedContainer),
    ]
  }

  /// FASTA texts.
  static func fastaTexts() -> [CorpusCase] {
    let good = ">a first\nACGT\nACGTN\n>b\nTTTT\n"
    return [
      .whole("fa_ok", bytes(good), 2), .whole("fa_oneline", bytes(">a\nACGT\n>b\nAC\n"), 2),
      .whole("fa_crlf", bytes(good.replacing("\n", with: "\r\n")), 2), .whole("fa_no_nl", bytes(">a\nACGT\n>b\nAC"), 2),
      .whole("fa_lower", bytes(">a\nacgtn\n"), 1), .whole("fa_blank_tail", bytes(good + "\n\n"), 2),
      .whole("fa_empty_rec", bytes(">a\n>b\nAC\n>c\n"), 3), .whole("fa_empty_rec, no newline", bytes(">a\nAC\n>c"), 2),
      .whole("fa_gt_in_hdr", bytes(">a > b\nACGT\n"), 1), .whole("fa_leading_blank", bytes("\n\r\n" + good), 2),
      .whole("fa_long_line", bytes(">a\n") + [UInt8](repeating: 65, count: 300_000) + [10], 1),
      .whole("fa_plain_gzip", Packing.gzip(bytes(good)), 2),
      .refused("fa_leading_text", bytes("hello\n" + good), .unknownFormat),
      .refused("fa_nul", bytes(">a\nAC\u{0}GT\n"), .badSequenceByte, after: 0),
      .refused("fa_nul_tail", bytes(good) + [0, 0, 0], .badSequenceByte, after: 1),
      .refused("fa_digits", bytes(">a\n1 ACGT\n"), .badSequenceByte, after: 0),
      .refused("fa_protein", bytes(">a\nACGT\n>p\nMFSFVDLRLLLLLAATALLTHGQEEGQVEG\n"), .badSequenceByte, after: 1),
      .refused("fa_in_fq", bytes(">a\nACGT\n") + base.bytes, .badSequenceByte, after: 0),
      .refused("FASTA gap", bytes(">a\nAC-GT\n"), .badSequenceByte, after: 0),
      .refused("FASTA comment", bytes(">a\n;note\nACGT\n"), .badSequenceByte, after: 0),
      .refused("FASTA inner space", bytes(">a\nAC GT\n"), .badSequenceByte, after: 0),
      .refused("FASTA without a name", bytes(">\nACGT\n"), .emptyTitle, after: 0),
      .refused("fa_gz_trunc", Packing.gzip(bytes(good)).dropLast(12), .truncatedContainer),
    ]
  }
}
