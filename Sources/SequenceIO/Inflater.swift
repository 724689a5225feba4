// One deflate stream: ISA-L where the trait is on, zlib as the base and as the oracle of the tests.

#if ISAL
  internal import CISAL
#endif
internal import CZlib

/// What one step of an inflater did.
struct InflateStep {
  /// Where the stream stands.
  enum State {
    case needsMore
    case finished
    case invalid
  }

  var consumed = 0
  var produced = 0
  var state = State.needsMore
}

/// Raw deflate (RFC 1951), in steps or a whole stream at once.
protocol Inflater: AnyObject {
  init()
  /// Makes ready for the next stream.
  func reset()
  /// Decodes until the input is used up, the output is full or the stream ends.
  func step(_ input: UnsafeBufferPointer<UInt8>, _ output: UnsafeMutableBufferPointer<UInt8>) -> InflateStep
  /// After the end: bytes of the input that were taken but belong to what follows.
  func readAhead() -> [UInt8]
  /// Decodes one whole stream that has to fill `output` and use all of `input`; false if it does not.
  func whole(_ input: UnsafeBufferPointer<UInt8>, _ output: UnsafeMutableBufferPointer<UInt8>) -> Bool
  /// CRC-32 of gzip over bytes, going on from `crc`.
  static func crc32(_ crc: UInt32, _ bytes: UnsafeBufferPointer<UInt8>) -> UInt32
}

/// The inflater of zlib.
@safe
final class ZlibInflater: Inflater {
  private let stream: UnsafeMutablePointer<z_stream>

  init() {
    unsafe stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    let status = unsafe inflateInit2_(stream, -15, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    precondition(status == Z_OK, "zlib has no memory or another version than its header")
  }

  deinit {
    unsafe inflateEnd(stream)
    unsafe stream.deallocate()
  }

  func reset() {
    unsafe inflateReset(stream)
  }

  func step(_ input: UnsafeBufferPointer<UInt8>, _ output: UnsafeMutableBufferPointer<UInt8>) -> InflateStep {
    unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
    unsafe stream.pointee.avail_in = UInt32(input.count)
    unsafe stream.pointee.next_out = output.baseAddress
    unsafe stream.pointee.avail_out = UInt32(output.count)
    let status = unsafe inflate(stream, Z_NO_FLUSH)
    var result = InflateStep()
    result.consumed = unsafe input.count - Int(stream.pointee.avail_in)
    result.produced = unsafe output.count - Int(stream.pointee.avail_out)
    switch status {
    case Z_STREAM_END: result.state = .finished
    case Z_OK, Z_BUF_ERROR: result.state = .needsMore
    default: result.state = .invalid
    }
    return result
  }

  func readAhead() -> [UInt8] { [] }

  func whole(_ input: UnsafeBufferPointer<UInt8>, _ output: UnsafeMutableBufferPointer<UInt8>) -> Bool {
    reset()
    let result = unsafe step(input, output)
    return result.state == .finished && result.consumed == input.count && result.produced == output.count
  }

  static func crc32(_ crc: UInt32, _ bytes: UnsafeBufferPointer<UInt8>) -> UInt32 {
    unsafe UInt32(truncatingIfNeeded: CZlib.crc32(UInt(crc), bytes.baseAddress, UInt32(bytes.count)))
  }
}

#if ISAL
  /// The inflater of ISA-L.
  @safe
  final class ISALInflater: Inflater {
    private let state: UnsafeMutableRawPointer

    init() {
      guard let created = unsafe collagen_isal_create() else { preconditionFailure("out of memory") }
      unsafe state = unsafe created
      reset()
    }

    deinit {
      unsafe collagen_isal_destroy(state)
    }

    func reset() {
      unsafe collagen_isal_reset(state)
    }

    func step(_ input: UnsafeBufferPointer<UInt8>, _ output: UnsafeMutableBufferPointer<UInt8>) -> InflateStep {
      let step = unsafe collagen_isal_inflate(
        state, input.baseAddress, UInt32(input.count), output.baseAddress, UInt32(output.count))
      var result = InflateStep()
      result.consumed = step.consumed
      result.produced = step.produced
      result.state = step.status < 0 ? .invalid : step.finished != 0 ? .finished : .needsMore
      return result
    }

    func readAhead() -> [UInt8] {
      var bytes = [UInt8](repeating: 0, count: 8)
      let count = unsafe bytes.withUnsafeMutableBufferPointer {
        unsafe collagen_isal_read_ahead(state, $0.baseAddress)
      }
      return Array(bytes.prefix(Int(count)))
    }

    func whole(_ input: UnsafeBufferPointer<UInt8>, _ output: UnsafeMutableBufferPointer<UInt8>) -> Bool {
      let step = unsafe collagen_isal_inflate_whole(
        state, input.baseAddress, UInt32(input.count), output.baseAddress, UInt32(output.count))
      return step.status == 0 && step.finished != 0 && step.consumed == input.count
        && step.produced == output.count
    }

    static func crc32(_ crc: UInt32, _ bytes: UnsafeBufferPointer<UInt8>) -> UInt32 {
      unsafe crc32_gzip_refl(crc, bytes.baseAddress, UInt64(bytes.count))
    }
  }

  /// The inflater of this build.
  typealias DefaultInflater = ISALInflater
#else
  /// The inflater of this build.
  typealias DefaultInflater = ZlibInflater
#endif

/// What inflates gzip in this build.
package enum Inflation {
  /// `ISA-L` or `zlib`.
  package static var library: String {
    #if ISAL
      "ISA-L"
    #else
      "zlib"
    #endif
  }
}
