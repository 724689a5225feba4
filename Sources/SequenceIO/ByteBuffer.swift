// Recycled byte storage: what blocks, chunks and batches of records lie in.

/// Bytes `start..<end` of an own allocation, with room before them so that the rest of a record can be put there.
@safe
final class ByteBuffer: @unchecked Sendable {
  let base: UnsafeMutablePointer<UInt8>
  let capacity: Int
  /// First byte in use.
  var start: Int
  /// The byte after the last one in use.
  var end: Int
  private let pool: BufferPool?

  fileprivate init(base: UnsafeMutablePointer<UInt8>, capacity: Int, start: Int, pool: BufferPool?) {
    unsafe self.base = unsafe base
    self.capacity = capacity
    self.start = start
    end = start
    self.pool = pool
  }

  /// Storage of any size that is freed, not recycled.
  init(capacity: Int, start: Int) {
    unsafe base = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    self.capacity = capacity
    self.start = start
    end = start
    pool = nil
  }

  deinit {
    if let pool {
      unsafe pool.recycle(base)
    } else {
      unsafe base.deallocate()
    }
  }

  /// Bytes in use.
  var count: Int { end - start }
  /// Bytes that can still be added at the end.
  var room: Int { capacity - end }

  /// Appends bytes; there must be room.
  func append(_ source: UnsafePointer<UInt8>, count: Int) {
    precondition(count <= room)
    unsafe (base + end).update(from: source, count: count)
    end += count
  }
}

/// Gives out buffers of one size and takes them back.
@safe
final class BufferPool: @unchecked Sendable {
  /// Room before the data.
  let headroom: Int
  /// Room for data.
  let payload: Int
  private let kept: Int
  private let monitor = Monitor()
  private var free: [UnsafeMutablePointer<UInt8>] = unsafe []

  /// A pool that keeps at most `kept` unused buffers.
  init(headroom: Int, payload: Int, kept: Int = 16) {
    self.headroom = headroom
    self.payload = payload
    self.kept = kept
  }

  deinit {
    while let pointer = unsafe free.popLast() { unsafe pointer.deallocate() }
  }

  /// An empty buffer with its headroom free.
  func take() -> ByteBuffer {
    let recycled = unsafe monitor.exclusively { unsafe free.popLast() }
    let pointer = unsafe recycled ?? UnsafeMutablePointer<UInt8>.allocate(capacity: headroom + payload)
    return unsafe ByteBuffer(base: pointer, capacity: headroom + payload, start: headroom, pool: self)
  }

  fileprivate func recycle(_ pointer: UnsafeMutablePointer<UInt8>) {
    let isKept = monitor.exclusively {
      guard unsafe free.count < kept else { return false }
      unsafe free.append(pointer)
      return true
    }
    if !isKept { unsafe pointer.deallocate() }
  }
}
