// BLAKE3 (O'Connor, Aumasson, Neves, Wilcox-O'Hearn 2020): the tree of chunks; its compression is in CKernels.

internal import CKernels

/// A BLAKE3 over pieces, without key, 32 bytes long.
///
/// Chunks of 1,024 bytes are hashed side by side, and so are the parents above them; the last chunk is kept back until it is
/// known whether something follows it.
package struct BLAKE3 {
  private static let chunk = 1024
  /// Chunks that are hashed as one subtree where they lie together.
  private static let group = 64
  private static let start: [UInt32] = [
    0x6A09_E667, 0xBB67_AE85, 0x3C6E_F372, 0xA54F_F53A, 0x510E_527F, 0x9B05_688C, 0x1F83_D9AB, 0x5BE0_CD19,
  ]

  /// What the flags of a block say.
  private enum Flag {
    static let chunkStart: UInt8 = 1
    static let chunkEnd: UInt8 = 2
    static let parent: UInt8 = 4
    static let root: UInt8 = 8
  }

  private let lanes: Int32
  /// Bytes of the chunk that may be the last.
  private var pending: [UInt8] = []
  /// Whole chunks that were hashed.
  private var chunks: UInt64 = 0
  /// Chaining values of whole subtrees, the largest first, 8 words each.
  private var stack: [UInt32] = []

  /// A digest of nothing yet.
  ///
  /// - Parameter lanes: inputs that are hashed side by side at most; as many as the processor can if not given.
  package init(lanes: Int? = nil) {
    self.lanes = lanes.map(Int32.init) ?? collagen_blake3_lanes()
    pending.reserveCapacity(BLAKE3.chunk)
  }

  /// Adds bytes.
  package mutating func update(_ bytes: UnsafePointer<UInt8>, count: Int) {
    var place = 0
    while place < count {
      let left = count - place
      if pending.count == BLAKE3.chunk {
        let whole = pending
        unsafe whole.withUnsafeBufferPointer { unsafe addChunks($0.baseAddress, 1) }
        pending.removeAll(keepingCapacity: true)
      }
      if pending.isEmpty, left > BLAKE3.chunk {
        // One byte at least stays, so that no chunk of these is the last.
        let untilGroup = BLAKE3.group - Int(chunks % UInt64(BLAKE3.group))
        let taken = min((left - 1) / BLAKE3.chunk, untilGroup)
        unsafe addChunks(bytes + place, taken)
        place += taken * BLAKE3.chunk
      } else {
        let taken = min(BLAKE3.chunk - pending.count, left)
        unsafe pending.append(contentsOf: UnsafeBufferPointer(start: bytes + place, count: taken))
        place += taken
      }
    }
  }

  /// Adds the bytes of an array.
  package mutating func update(_ bytes: [UInt8]) {
    unsafe bytes.withUnsafeBufferPointer { input in
      if let base = input.baseAddress { unsafe update(base, count: input.count) }
    }
  }

  /// The digest as 64 lower-case hexadecimal digits; nothing can be added any more.
  package consuming func hexadecimal() -> String {
    let digits = Array("0123456789abcdef".utf8)
    let bytes = finish().flatMap { word in (0..<4).map { UInt8(truncatingIfNeeded: word >> UInt32(8 * $0)) } }
    return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  /// Hashes whole chunks that others follow; a whole group becomes one subtree.
  private mutating func addChunks(_ bytes: UnsafePointer<UInt8>?, _ count: Int) {
    var values = [UInt32](repeating: 0, count: 8 * count)
    unsafe values.withUnsafeMutableBufferPointer { output in
      unsafe collagen_blake3_many(
        lanes, bytes, count, BLAKE3.chunk, 16, chunks, 1, 0, Flag.chunkStart, Flag.chunkEnd, output.baseAddress)
    }
    guard count == BLAKE3.group else {
      for index in 0..<count { push(Array(values[8 * index..<8 * index + 8]), chunks: 1) }
      return
    }
    while values.count > 8 { values = parents(values) }
    push(values, chunks: UInt64(BLAKE3.group))
  }

  /// The level above some chaining values, an even number of them.
  private func parents(_ values: [UInt32]) -> [UInt32] {
    var result = [UInt32](repeating: 0, count: values.count / 2)
    unsafe values.withUnsafeBytes { input in
      unsafe result.withUnsafeMutableBufferPointer { output in
        unsafe collagen_blake3_many(
          lanes, input.bindMemory(to: UInt8.self).baseAddress, values.count / 16, 64, 1, 0, 0, Flag.parent, 0, 0,
          output.baseAddress)
      }
    }
    return result
  }

  /// Adds the subtree of some chunks and joins it with those before it that are as large.
  private mutating func push(_ value: [UInt32], chunks count: UInt64) {
    chunks += count
    var value = value
    var trees = chunks / count
    while trees & 1 == 0 {
      value = parents(Array(stack.suffix(8)) + value)
      stack.removeLast(8)
      trees >>= 1
    }
    stack += value
  }

  /// The eight words of the digest.
  private consuming func finish() -> [UInt32] {
    // The last chunk up to its last block, which the root may be.
    let blocks = max(1, (pending.count + 63) / 64)
    let length = pending.count - 64 * (blocks - 1)
    pending += [UInt8](repeating: 0, count: 64 * blocks - pending.count)
    var value = BLAKE3.start
    for index in 0..<blocks - 1 {
      BLAKE3.compress(&value, pending[64 * index..<64 * index + 64], 64, chunks, index == 0 ? Flag.chunkStart : 0)
    }
    var block = Array(pending.suffix(64))
    var flags = Flag.chunkEnd | (blocks == 1 ? Flag.chunkStart : 0)
    var (blockLength, counter) = (length, chunks)
    while !stack.isEmpty {
      BLAKE3.compress(&value, block[...], blockLength, counter, flags)
      block = (stack.suffix(8) + value).flatMap { word in
        (0..<4).map { UInt8(truncatingIfNeeded: word >> UInt32(8 * $0)) }
      }
      stack.removeLast(8)
      (value, blockLength, counter, flags) = (BLAKE3.start, 64, 0, Flag.parent)
    }
    BLAKE3.compress(&value, block[...], blockLength, counter, flags | Flag.root)
    return value
  }

  private static func compress(
    _ value: inout [UInt32], _ block: ArraySlice<UInt8>, _ length: Int, _ counter: UInt64, _ flags: UInt8
  ) {
    unsafe value.withUnsafeMutableBufferPointer { value in
      unsafe block.withUnsafeBufferPointer { block in
        unsafe collagen_blake3_compress(value.baseAddress, block.baseAddress, UInt32(length), counter, UInt32(flags))
      }
    }
  }
}
