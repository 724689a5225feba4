// Nothing that is read may be written over.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

enum InputGuard {
  /// Refuses outputs that are, by device and inode, one of the inputs.
  static func check(inputs: [String], outputs: [String]) throws(ExitFailure) {
    let taken = inputs.filter { $0 != "-" }.compactMap(identity)
    for output in outputs {
      guard let own = identity(output), taken.contains(where: { $0 == own }) else { continue }
      throw ExitFailure(.cannotCreate, "\(output): is one of the inputs; choose another --output")
    }
  }

  private static func identity(_ path: String) -> (device: UInt, inode: UInt)? {
    var status = stat()
    guard unsafe stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return (UInt(status.st_dev), UInt(status.st_ino))
  }
}
