// Where bytes come from: a file, a FIFO or standard input; opened, identified and watched for changes.

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// An input by its path; `-` is standard input.
public struct InputSource: Hashable, Sendable {
  /// The path as given.
  public let path: String

  /// An input by its path.
  public init(path: String) {
    self.path = path
  }

  /// Whether this is standard input.
  public var isStandardInput: Bool { path == "-" }

  /// The base name, for messages and reports; a report never holds the folder.
  public var displayName: String {
    let name = path.utf8.split(separator: UInt8(ascii: "/")).last.map { String(Substring($0)) } ?? path
    return isStandardInput ? "-" : name
  }
}

/// What tells whether two inputs are one file, and whether a file changed.
struct FileIdentity: Hashable, Sendable {
  let device: UInt64
  let inode: UInt64
  let size: Int
  let modifiedSeconds: Int
  let modifiedNanoseconds: Int
  let isRegular: Bool

  init(_ status: stat) {
    device = UInt64(status.st_dev)
    inode = UInt64(status.st_ino)
    size = Int(status.st_size)
    modifiedSeconds = Int(status.st_mtim.tv_sec)
    modifiedNanoseconds = Int(status.st_mtim.tv_nsec)
    isRegular = status.st_mode & S_IFMT == S_IFREG
  }

  /// The identity of the file that a path names, which is not opened.
  ///
  /// - Throws: NOT_FOUND, NOT_READABLE or IS_DIRECTORY.
  static func of(_ source: InputSource) throws(ParseError) -> FileIdentity {
    var status = stat()
    guard unsafe stat(source.path, &status) == 0 else {
      throw OpenInput.openFailure(errno, name: source.displayName)
    }
    guard status.st_mode & S_IFMT != S_IFDIR else {
      throw ParseError(
        code: .isDirectory, file: source.displayName, message: "is a folder",
        remedy: "give the files in it one by one")
    }
    return FileIdentity(status)
  }

  /// Same file, whatever its state.
  func isSameFile(as other: FileIdentity) -> Bool {
    device == other.device && inode == other.inode
  }
}

/// An open input.
final class OpenInput: @unchecked Sendable {
  let name: String
  let identity: FileIdentity
  private let source: InputSource
  private let descriptor: Int32

  /// Opens an input for reading.
  ///
  /// - Throws: `ParseError` NOT_FOUND, NOT_READABLE or IS_DIRECTORY.
  init(_ source: InputSource) throws(ParseError) {
    self.source = source
    name = source.displayName
    descriptor = source.isStandardInput ? 0 : OpenInput.open(source.path)
    guard descriptor >= 0 else { throw OpenInput.openFailure(errno, name: name) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else {
      let code = errno
      if !source.isStandardInput { close(descriptor) }
      throw OpenInput.openFailure(code, name: name)
    }
    identity = FileIdentity(status)
    guard status.st_mode & S_IFMT != S_IFDIR else {
      if !source.isStandardInput { close(descriptor) }
      throw ParseError(
        code: .isDirectory, file: name, message: "is a folder", remedy: "give the files in it one by one")
    }
  }

  deinit {
    if !source.isStandardInput { close(descriptor) }
  }

  private static func open(_ path: String) -> Int32 {
    while true {
      let result = unsafe Glibc.open(path, O_RDONLY | O_CLOEXEC)
      if result >= 0 || errno != EINTR { return result }
    }
  }

  static func openFailure(_ code: Int32, name: String) -> ParseError {
    switch code {
    case ENOENT, ENOTDIR:
      ParseError(code: .notFound, file: name, message: "no such file", remedy: "check the path")
    case EIO:
      ParseError(code: .readFailed, file: name, message: "cannot be opened: \(systemMessage(code))")
    default:
      ParseError(code: .notReadable, file: name, message: "cannot be opened: \(systemMessage(code))")
    }
  }

  /// Fills a buffer as far as there are bytes; less than its room only at the end of the input.
  ///
  /// - Parameter isCancelled: asked while waiting for a pipe.
  /// - Returns: false at the end of the input.
  func fill(_ buffer: ByteBuffer, offset: Int, isCancelled: () -> Bool) throws(ParseError) -> Bool {
    while buffer.room > 0 {
      if !identity.isRegular && !waitForInput(isCancelled) { return false }
      let count = unsafe read(descriptor, buffer.base + buffer.end, buffer.room)
      if count > 0 {
        buffer.end += count
      } else if count == 0 {
        return false
      } else if errno != EINTR && errno != EAGAIN {
        throw ParseError(
          code: .readFailed, file: name, offset: offset + buffer.count,
          message: "reading failed: \(systemMessage(errno))", remedy: "check the disk or the network share")
      }
    }
    return true
  }

  /// Bytes of a regular file at an offset; fewer only at its end.
  func bytes(at offset: Int, _ count: Int) throws(ParseError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: max(0, min(count, identity.size - offset)))
    var done = 0
    while done < bytes.count {
      let step = unsafe bytes.withUnsafeMutableBytes { buffer in
        unsafe pread(descriptor, buffer.baseAddress.map { unsafe $0 + done }, buffer.count - done, off_t(offset + done))
      }
      if step > 0 {
        done += step
      } else if step == 0 || errno != EINTR {
        throw ParseError(
          code: .readFailed, file: name, offset: offset + done, message: "reading failed: \(systemMessage(errno))",
          remedy: "check the disk or the network share")
      }
    }
    return bytes
  }

  /// Waits until a pipe has bytes or ended; false when the consumer gave up.
  private func waitForInput(_ isCancelled: () -> Bool) -> Bool {
    while !isCancelled() {
      var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      let ready = unsafe poll(&request, 1, 100)
      if ready > 0 { return true }
      if ready < 0 && errno != EINTR { return true }
    }
    return false
  }

  /// Makes sure that a regular file is still what it was when it was opened.
  ///
  /// - Parameter bytesRead: all bytes that were read from it.
  func verifyUnchanged(bytesRead: Int) throws(ParseError) {
    guard identity.isRegular else { return }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else {
      throw ParseError(code: .readFailed, file: name, message: "lost while reading: \(systemMessage(errno))")
    }
    var isChanged = FileIdentity(status) != identity
    if !source.isStandardInput {
      isChanged = isChanged || bytesRead != identity.size
      var named = stat()
      if unsafe stat(source.path, &named) != 0 || !FileIdentity(named).isSameFile(as: identity) { isChanged = true }
    }
    if isChanged {
      throw ParseError(
        code: .inputChanged, file: name, offset: bytesRead, message: "the file changed while it was read",
        remedy: "wait until it is written, then run again")
    }
  }
}

/// The system's words for an error number.
func systemMessage(_ code: Int32) -> String {
  unsafe strerror(code).map { unsafe String(cString: $0) } ?? "error \(code)"
}
