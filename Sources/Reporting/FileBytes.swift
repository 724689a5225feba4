// Whole files through read(2): their bytes, and their digest without keeping them.

internal import Digests

#if canImport(Glibc)
  import Glibc
  private let readSome = unsafe Glibc.read
#elseif canImport(Musl)
  import Musl
  private let readSome = unsafe Musl.read
#endif

/// Reading of whole files.
package enum FileBytes {
  /// The bytes of a file, or `nil` if it cannot be read whole or has more than `maximumCount`.
  package static func read(_ path: String, maximumCount: Int = .max) -> [UInt8]? {
    var bytes: [UInt8] = []
    let isWhole = chunks(path) { chunk in
      bytes.append(contentsOf: chunk)
      return bytes.count <= maximumCount
    }
    return isWhole ? bytes : nil
  }

  /// SHA-256 of a file, or `nil` if it cannot be read whole.
  package static func sha256(_ path: String) -> String? { summary(path)?.sha256 }

  /// Number of bytes and SHA-256 of a file, or `nil` if it cannot be read whole.
  package static func summary(_ path: String) -> (bytes: Int, sha256: String)? {
    var running = SHA256()
    var count = 0
    let isWhole = chunks(path) { chunk in
      running.update(chunk)
      count += chunk.count
      return true
    }
    return isWhole ? (count, running.hexadecimal()) : nil
  }

  /// Whether the path is a regular file, or a link to one; a FIFO would keep a reader waiting.
  package static func isRegular(_ path: String) -> Bool {
    var status = stat()
    return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  /// Whether the path names anything.
  package static func exists(_ path: String) -> Bool {
    var status = stat()
    return unsafe stat(path, &status) == 0
  }

  /// The file that a symbolic link leads to, all links followed; `nil` if the path is no link or leads nowhere.
  package static func target(ofLink path: String) -> String? {
    var status = stat()
    guard unsafe lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFLNK else { return nil }
    guard let target = unsafe realpath(path, nil) else { return nil }
    defer { unsafe free(target) }
    return unsafe String(cString: target)
  }

  /// The names in a folder without `.` and `..`, or `nil` if it cannot be read.
  package static func names(in folder: String) -> [String]? {
    guard let handle = unsafe opendir(folder) else { return nil }
    defer { unsafe closedir(handle) }
    var names: [String] = []
    while true {
      errno = 0
      guard let entry = unsafe readdir(handle) else { return errno == 0 ? names : nil }
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) {
        unsafe $0.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
      }
      if name != "." && name != ".." { names.append(name) }
    }
  }

  /// Hands a file on piece by piece; `body` says whether to go on.
  private static func chunks(_ path: String, _ body: (ArraySlice<UInt8>) -> Bool) -> Bool {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    var buffer = [UInt8](repeating: 0, count: 1 << 18)
    while true {
      let count = unsafe buffer.withUnsafeMutableBytes { unsafe readSome(descriptor, $0.baseAddress, $0.count) }
      if count == 0 { return true }
      if count < 0 {
        if errno == EINTR { continue }
        return false
      }
      if !body(buffer[..<count]) { return false }
    }
  }
}
