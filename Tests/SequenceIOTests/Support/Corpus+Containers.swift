// gzip, BGZF and bzip2 files, whole and damaged.

@testable import SequenceIO

extension CorpusCase {
  private static let total = 400
  private static let text = FASTQText(count: total, seed: 3).bytes
  private static let half = FASTQText(count: total / 2, seed: 4).bytes

  private static func flipped(_ bytes: [UInt8], at index: Int, bit: UInt8 = 0) -> [UInt8] {
    var copy = bytes
    copy[index < 0 ? copy.count + index : index] ^= 1 << bit
    return copy
  }

  private static func pieces(_ count: Int) -> [[UInt8]] {
    let size = text.count / count + 1
    return stride(from: 0, to: text.count, by: size).map { Array(text[$0..<min($0 + size, text.count)]) }
  }

  /// gzip that must be read whole.
  static func acceptedGzip() -> [CorpusCase] {
    let every = Packing.gzipHeader(
      extra: Array("XY".utf8) + [3, 0, 1, 2, 3], name: "reads.fq", comment: "none", hasCRC: true)
    return [
      .whole("gz_ok", Packing.gzip(text), total), .whole("gz_fast", Packing.gzip(text, level: 1), total),
      .whole("gz_stored", Packing.gzip(text, level: 0), total),
      .whole("gz_multi2", Packing.gzip(half) + Packing.gzip(half), total),
      .whole("gz_multi1000", pieces(1000).flatMap { Packing.gzip($0) }, total),
      .whole("gz_split_record", pieces(3).flatMap { Packing.gzip($0) }, total),
      .whole("gz_empty_member_first", Packing.gzip([]) + Packing.gzip(text), total),
      .whole("gz_empty_member_mid", Packing.gzip(half) + Packing.gzip([]) + Packing.gzip(half), total),
      .whole("gz_flags", Packing.gzip(text, header: every), total),
      // Fields of other programs, also such as look like subfields that do not fit.
      .whole("gz_extra, empty", Packing.gzip(text, header: Packing.gzipHeader(extra: [])), total),
      .whole("gz_extra, text", Packing.gzip(text, header: Packing.gzipHeader(extra: Array("by hand".utf8))), total),
      .whole(
        "gz_extra, BC without a size", Packing.gzip(text, header: Packing.gzipHeader(extra: [66, 67, 2, 0, 9])), total),
      .whole(
        "gz_extra, BC too long", Packing.gzip(text, header: Packing.gzipHeader(extra: [66, 67, 255, 255])), total),
      .whole("gz_flags, text", Packing.gzip(text, header: Packing.gzipHeader(flags: 1, name: "x")), total),
      .whole("gzip zero padding", Packing.gzip(text) + [UInt8](repeating: 0, count: 700), total),
    ]
  }

  /// gzip that must be refused.
  static func refusedGzip() -> [CorpusCase] {
    let good = Packing.gzip(text)
    var method = good
    method[2] = 9
    var magic = Packing.gzipHeader(hasCRC: true)
    magic[10] ^= 1
    return [
      .refused("gz_crc", flipped(good, at: -8), .checksumMismatch),
      .refused("gz_isize", flipped(good, at: -4), .sizeMismatch),
      .refused("gz_crc_mem1", flipped(Packing.gzip(half), at: -7) + Packing.gzip(half), .checksumMismatch),
      .refused("gz_garbage_text", good + Array("hello".utf8), .trailingGarbage),
      .refused("gz_garbage_1", good + [1], .trailingGarbage),
      .refused("gz_garbage_fq", good + half, .trailingGarbage),
      .refused("gz_garbage after zeros", good + [0, 0, 7], .trailingGarbage),
      .refused("gz_hdr_only", Packing.gzipHeader(), .truncatedContainer),
      .refused("gz_2bytes", [0x1F, 0x8B], .truncatedContainer),
      .refused("gz_method9", method, .badContainerHeader),
      .refused("gz_resflag", Packing.gzip(text, header: Packing.gzipHeader(flags: 0x20)), .badContainerHeader),
      .refused("gz_hcrc_bad", magic + Packing.gzip(text).dropFirst(10), .checksumMismatch),
      .refused("gz_empty", Packing.gzip([]), .emptyInput), .refused("gzip in gzip", Packing.gzip(good), .unknownFormat),
      .refused("gz_trunc_trailer", good.dropLast(5), .truncatedContainer),
      .refused("gz_trunc_half", Array(good.prefix(good.count / 2)), .truncatedContainer),
      .refused("gz_trunc_mem2", good + good.prefix(good.count / 3), .truncatedContainer),
      .refused("gz_trunc_hdr2", good + good.prefix(5), .truncatedContainer),
    ]
  }

  /// BGZF of both kinds.
  static func bgzfFiles() -> [CorpusCase] {
    let good = Packing.bgzf(text, blockSize: 3000)
    let open = Packing.bgzf(text, blockSize: 3000, hasEnd: false)
    let recordSize = Packing.bgzf(half, hasEnd: false)
    var small = good
    small[16] ^= 4
    let first = Int(good[16]) + Int(good[17]) << 8 + 1
    return [
      .whole("bgzf_ok", Packing.bgzf(text), total), .whole("bgzf_small", Packing.bgzf(text, blockSize: 17), total),
      .whole("bgzf_cat", Packing.bgzf(half) + Packing.bgzf(half), total),
      .whole("bgzf_then_gz", Packing.bgzf(half) + Packing.gzip(half), total),
      .whole("bgzf without end then gz", recordSize + Packing.gzip(half), total),
      .whole("gz_then_bgzf", Packing.gzip(half) + Packing.bgzf(half), total),
      .whole("bgzf zero padding", good + [0, 0, 0], total),
      CorpusCase(name: "bgzf_no_eof", bytes: open, expectation: .unproven(total)),
      CorpusCase(name: "bgzf_trunc_recbound", bytes: recordSize, expectation: .unproven(total / 2)),
      CorpusCase(name: "gz then bgzf_no_eof", bytes: Packing.gzip(half) + recordSize, expectation: .unproven(total)),
      .refused("bgzf_trunc_block", Array(good.prefix(first)), .truncatedRecord),
      .refused("bgzf_trunc_in_block", Array(good.prefix(first + first / 2)), .truncatedContainer),
      .refused("bgzf_crc", flipped(good, at: first - 8), .checksumMismatch),
      .refused("bgzf_isize", flipped(good, at: first - 4), .badCompressedData, .sizeMismatch),
      .refused("bgzf_isize huge", flipped(good, at: first - 2, bit: 3), .sizeMismatch),
      .refused("bgzf_bsize", small, .badCompressedData, .badContainerHeader, .sizeMismatch, .checksumMismatch),
      .refused("bgzf_bitflip", flipped(good, at: first + 400), .badCompressedData, .checksumMismatch),
      .refused("bgzf_garbage", good + Array("text".utf8), .trailingGarbage),
      .refused("bgzf only the end", BGZFEncoder.endOfFile, .emptyInput),
    ]
  }

  /// bzip2 of both kinds.
  static func bzip2Files() -> [CorpusCase] {
    let good = Packing.bzip2(text)
    let pair = Packing.bzip2(half)
    var level = good
    level[3] = 0x30
    return [
      .whole("bz_ok", good, total), .whole("bz_multi2", pair + pair, total),
      .whole("bz_multi100", pieces(100).flatMap { Packing.bzip2($0) }, total),
      .whole("bz_split_record", pieces(3).flatMap { Packing.bzip2($0) }, total),
      .whole("bz_empty_stream_mid", pair + Packing.bzip2([]) + pair, total),
      .whole("bzip2 zero padding", good + [0, 0], total),
      .refused("bz_trunc", Array(good.prefix(good.count / 2)), .truncatedContainer),
      .refused("bz_trunc_1", good.dropLast(), .truncatedContainer),
      .refused("bz_trunc_stream2", pair + pair.prefix(pair.count / 2), .truncatedContainer),
      .refused("bz_trunc_hdr2", pair + pair.prefix(3), .truncatedContainer),
      .refused("bz_blockcrc", flipped(good, at: 11), .badCompressedData),
      .refused("bz_streamcrc", flipped(good, at: -3, bit: 4), .checksumMismatch),
      .refused("bz_bitflip", flipped(good, at: good.count / 2), .badCompressedData),
      .refused("bz_garbage", good + Array("hello".utf8), .trailingGarbage),
      .refused("bz_garbage_fq", good + half, .trailingGarbage),
      .refused("bz_garbage B", good + Array("Bees".utf8), .badContainerHeader),
      .refused("bz_hdr", level, .badContainerHeader),
      .refused("bz_empty", Packing.bzip2([]), .emptyInput),
    ]
  }
}
