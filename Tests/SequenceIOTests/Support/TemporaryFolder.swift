// A folder of the test's own that goes when the test does.

#if canImport(Glibc)
  import Glibc
#endif
import SequenceIO

/// A new folder; removed with the files written through it.
final class TemporaryFolder {
  let path: String
  private var files: [String] = []

  init() {
    var template = Array("/tmp/sequence-io-XXXXXX".utf8CString)
    path = unsafe template.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress, let made = unsafe mkdtemp(base) else { return "/tmp" }
      return unsafe String(cString: made)
    }
  }

  deinit {
    for file in files { _ = unsafe unlink(file) }
    _ = unsafe rmdir(path)
  }

  /// Registers a path in the folder.
  func file(_ name: String) -> String {
    let file = path + "/" + name
    if !files.contains(file) { files.append(file) }
    return file
  }

  /// Writes a file and gives its path.
  @discardableResult
  func write(_ bytes: [UInt8], _ name: String = "input") -> String {
    let target = file(name)
    let descriptor = unsafe open(target, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    var done = 0
    while done < bytes.count {
      let count = unsafe bytes.withUnsafeBufferPointer { buffer in
        unsafe Glibc.write(descriptor, buffer.baseAddress.map { unsafe $0 + done }, bytes.count - done)
      }
      guard count > 0 else { break }
      done += count
    }
    close(descriptor)
    return target
  }

  /// All bytes of a file.
  static func read(_ path: String) -> [UInt8] {
    let descriptor = unsafe open(path, O_RDONLY)
    guard descriptor >= 0 else { return [] }
    defer { close(descriptor) }
    var result: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = unsafe Glibc.read(descriptor, &buffer, buffer.count)
      guard count > 0 else { return result }
      result += buffer[0..<count]
    }
  }
}

/// The folder of fixtures of the package.
func fixture(_ path: String) -> String {
  let tests = #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
  return "/" + tests + "/fixtures/" + path
}
