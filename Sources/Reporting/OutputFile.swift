// Writes one file so that its name only ever stands for whole content.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Writing files through `write(2)` with every result checked.
package enum OutputFile {
  /// Creates a file that must not exist yet, writes all bytes, and syncs it to the disk.
  ///
  /// - Throws: ``OutputError`` with the system's reason; the partial file is removed.
  package static func create(path: String, bytes: [UInt8], mode: UInt32 = 0o666) throws(OutputError) {
    let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode_t(mode))
    guard descriptor >= 0 else {
      throw OutputError(.cannotCreate, path: path, reason: systemReason(errno))
    }
    do {
      try writeAll(bytes, to: descriptor, path: path)
      try sync(descriptor, path: path)
    } catch {
      close(descriptor)
      unsafe unlink(path)
      throw error
    }
    guard close(descriptor) == 0 else {
      let reason = systemReason(errno)
      unsafe unlink(path)
      throw OutputError(.writeFailed, path: path, reason: reason)
    }
  }

  /// Writes a file under its name whether or not there is one, by one rename.
  ///
  /// - Throws: ``OutputError`` with the system's reason; what was there before stays then.
  package static func replace(path: String, bytes: [UInt8]) throws(OutputError) {
    let staged = path + ".\(UInt64.random(in: 0 ... .max)).tmp"
    try create(path: staged, bytes: bytes)
    guard unsafe rename(staged, path) == 0 else {
      let reason = systemReason(errno)
      unsafe unlink(staged)
      throw OutputError(.writeFailed, path: path, reason: reason)
    }
  }

  /// Removes a file if it is there.
  package static func remove(path: String) { unsafe unlink(path) }

  /// Writes all bytes to an open descriptor; short writes and interruptions are carried on.
  package static func writeAll(_ bytes: [UInt8], to descriptor: Int32, path: String) throws(OutputError) {
    var offset = 0
    while offset < bytes.count {
      let start = offset
      let count = unsafe bytes.withUnsafeBytes { unsafe write(descriptor, $0.baseAddress! + start, $0.count - start) }
      if count < 0 {
        if errno == EINTR { continue }
        throw OutputError(.writeFailed, path: path, reason: systemReason(errno))
      }
      offset += count
    }
  }

  /// Flushes a file made by another library to the disk.
  package static func syncFile(path: String) throws(OutputError) {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw OutputError(.writeFailed, path: path, reason: systemReason(errno)) }
    defer { close(descriptor) }
    try sync(descriptor, path: path)
  }

  /// The system's words for an error number.
  package static func systemReason(_ number: Int32) -> String {
    unsafe String(cString: strerror(number))
  }

  private static func sync(_ descriptor: Int32, path: String) throws(OutputError) {
    // A pipe or device cannot be synced; that is no failure.
    guard fsync(descriptor) == 0 || errno == EINVAL || errno == EROFS else {
      throw OutputError(.writeFailed, path: path, reason: systemReason(errno))
    }
  }
}
