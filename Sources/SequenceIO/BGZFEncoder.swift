// BGZF blocks by zlib: the same bytes for the same text and the same zlib, on every machine.

internal import CZlib

/// Compresses text into BGZF blocks (SAM specification, section 4.1).
@safe
final class BGZFEncoder {
  /// Text of a full block; what bgzip uses, so that even text that cannot be compressed fits a block.
  static let blockSize = 0xFF00
  /// The empty block that ends a file.
  static let endOfFile: [UInt8] = [
    0x1F, 0x8B, 8, 4, 0, 0, 0, 0, 0, 0xFF, 6, 0, 0x42, 0x43, 2, 0, 0x1B, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  ]
  private static let headerCount = 18

  private let stream: UnsafeMutablePointer<z_stream>
  private var block = [UInt8](repeating: 0, count: 1 << 16)

  /// - Parameter level: zlib's, 1-9; 4 or less suits sequence text.
  init(level: Int) {
    unsafe stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    let status = unsafe deflateInit2_(
      stream, Int32(level), Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    precondition(status == Z_OK, "zlib has no memory or another version than its header")
  }

  deinit {
    unsafe deflateEnd(stream)
    unsafe stream.deallocate()
  }

  /// One block of at most `blockSize` bytes of text.
  func encode(_ text: Span<UInt8>) -> [UInt8] {
    precondition(text.count <= BGZFEncoder.blockSize)
    unsafe deflateReset(stream)
    let header = BGZFEncoder.headerCount
    let made = unsafe block.withUnsafeMutableBufferPointer { target -> Int in
      unsafe text.withUnsafeBufferPointer { source -> Int in
        unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
        unsafe stream.pointee.avail_in = UInt32(source.count)
        unsafe stream.pointee.next_out = target.baseAddress.map { unsafe $0 + header }
        let room = target.count - header - 8
        unsafe stream.pointee.avail_out = UInt32(room)
        let status = unsafe deflate(stream, Z_FINISH)
        precondition(status == Z_STREAM_END, "a block of \(BGZFEncoder.blockSize) bytes always fits")
        return unsafe room - Int(stream.pointee.avail_out)
      }
    }
    let size = header + made + 8
    var result: [UInt8] = [0x1F, 0x8B, 8, 4, 0, 0, 0, 0, 0, 0xFF, 6, 0, 0x42, 0x43, 2, 0]
    result.reserveCapacity(size)
    result += [UInt8(truncatingIfNeeded: size - 1), UInt8(truncatingIfNeeded: (size - 1) >> 8)]
    result += block[header..<header + made]
    let crc = unsafe text.withUnsafeBufferPointer { unsafe ZlibInflater.crc32(0, $0) }
    for word in [crc, UInt32(text.count)] {
      for shift: UInt32 in [0, 8, 16, 24] { result.append(UInt8(truncatingIfNeeded: word >> shift)) }
    }
    return result
  }
}
