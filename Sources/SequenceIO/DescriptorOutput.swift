// Bytes to a file descriptor, every write checked.

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// Writes whole buffers to a descriptor that someone else opens and closes.
struct DescriptorOutput {
  let descriptor: Int32
  let name: String
  private(set) var written = 0

  init(descriptor: Int32, name: String) {
    self.descriptor = descriptor
    self.name = name
  }

  /// Writes all bytes; short writes and interruptions are gone on from.
  mutating func write(_ bytes: Span<UInt8>) throws(WriteError) {
    let failure = unsafe bytes.withUnsafeBufferPointer { buffer -> Int32 in
      guard let base = buffer.baseAddress else { return 0 }
      var done = 0
      while done < buffer.count {
        let count = unsafe Glibc.write(descriptor, base + done, buffer.count - done)
        if count >= 0 {
          done += count
          written += count
        } else if errno == EAGAIN {
          var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
          _ = unsafe poll(&request, 1, 100)
        } else if errno != EINTR {
          return errno
        }
      }
      return 0
    }
    if failure != 0 { throw WriteError(file: name, systemError: failure, offset: written) }
  }
}
