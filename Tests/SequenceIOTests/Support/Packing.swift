// Containers made by the system's libraries, for tests to read and to damage.

import CBzip2
import CZlib

@testable import SequenceIO

/// Packs bytes the way other tools do.
enum Packing {
  /// Raw deflate at a level of zlib.
  static func deflate(_ bytes: [UInt8], level: Int32 = 6) -> [UInt8] {
    var stream = unsafe z_stream()
    unsafe deflateInit2_(
      &stream, level, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    var output = [UInt8](repeating: 0, count: bytes.count + bytes.count / 100 + 1000)
    var input = bytes
    let count = unsafe input.withUnsafeMutableBufferPointer { source in
      unsafe output.withUnsafeMutableBufferPointer { target -> Int in
        unsafe stream.next_in = source.baseAddress
        unsafe stream.avail_in = UInt32(source.count)
        unsafe stream.next_out = target.baseAddress
        unsafe stream.avail_out = UInt32(target.count)
        _ = unsafe CZlib.deflate(&stream, Z_FINISH)
        return unsafe target.count - Int(stream.avail_out)
      }
    }
    unsafe deflateEnd(&stream)
    return Array(output.prefix(count))
  }

  static func crc(_ bytes: [UInt8]) -> UInt32 {
    unsafe bytes.withUnsafeBufferPointer { unsafe ZlibInflater.crc32(0, $0) }
  }

  static func word(_ value: UInt32) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * UInt32($0))) }
  }

  /// A gzip header with the fields given.
  static func gzipHeader(
    flags: UInt8 = 0, extra: [UInt8]? = nil, name: String? = nil, comment: String? = nil, hasCRC: Bool = false
  ) -> [UInt8] {
    var flags = flags
    if extra != nil { flags |= 4 }
    if name != nil { flags |= 8 }
    if comment != nil { flags |= 16 }
    if hasCRC { flags |= 2 }
    var header: [UInt8] = [0x1F, 0x8B, 8, flags, 1, 2, 3, 4, 0, 3]
    if let extra { header += [UInt8(extra.count & 255), UInt8(extra.count >> 8)] + extra }
    if let name { header += Array(name.utf8) + [0] }
    if let comment { header += Array(comment.utf8) + [0] }
    if hasCRC { header += word(crc(header)).prefix(2) }
    return header
  }

  /// One gzip member.
  static func gzip(_ bytes: [UInt8], level: Int32 = 6, header: [UInt8] = gzipHeader()) -> [UInt8] {
    header + deflate(bytes, level: level) + word(crc(bytes)) + word(UInt32(bytes.count))
  }

  /// BGZF in blocks of `blockSize` bytes of text.
  static func bgzf(_ bytes: [UInt8], blockSize: Int = BGZFEncoder.blockSize, hasEnd: Bool = true) -> [UInt8] {
    let encoder = BGZFEncoder(level: 4)
    var result: [UInt8] = []
    var start = 0
    while start < bytes.count {
      let end = min(start + blockSize, bytes.count)
      result += encoder.encode(bytes.span.extracting(start..<end))
      start = end
    }
    return hasEnd ? result + BGZFEncoder.endOfFile : result
  }

  /// One bzip2 stream.
  static func bzip2(_ bytes: [UInt8], level: Int32 = 1) -> [UInt8] {
    var output = [CChar](repeating: 0, count: bytes.count + bytes.count / 50 + 1000)
    var count = UInt32(output.count)
    var input = bytes.map { CChar(bitPattern: $0) }
    _ = unsafe BZ2_bzBuffToBuffCompress(&output, &count, &input, UInt32(input.count), level, 0, 0)
    return output.prefix(Int(count)).map { UInt8(bitPattern: $0) }
  }
}
