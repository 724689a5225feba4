// A folder of results that appears complete, by one rename, or not at all.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Collects the files of one run in a hidden folder beside the wanted one and publishes them together.
///
/// A new folder appears by one `rename`. An existing folder is touched only when replacing is allowed: then each file
/// is renamed into it, the manifest (the last name given to ``publish(order:)``) last, and other files stay.
/// Until ``publish(order:)`` nothing stands under a final name; ``discard()`` removes what was staged.
package final class OutputFolder {
  /// The final folder as the user named it.
  package let path: String
  /// Where files are written until they are published.
  package let stagingPath: String
  private let replacing: Bool
  private let isForced: Bool

  /// Checks the destination and creates the staging folder.
  ///
  /// - Parameters:
  ///   - path: the final folder. Missing parents are created.
  ///   - force: allows an existing folder that is not empty; its other files are kept.
  /// - Throws: ``OutputError`` if the folder exists and is not empty (and not `force`), is a file, or cannot be made.
  package init(path: String, force: Bool) throws(OutputError) {
    var trimmed = path[...]
    while trimmed.count > 1, trimmed.hasSuffix("/") { trimmed.removeLast() }
    self.path = String(trimmed)
    isForced = force
    replacing = try OutputFolder.mustReplace(self.path, force: force)
    try OutputFolder.makeParents(of: self.path)
    stagingPath = OutputFolder.sibling(of: self.path, replacing: replacing)
    guard unsafe mkdir(stagingPath, 0o777) == 0 else {
      throw OutputError(.cannotCreate, path: self.path, reason: OutputFile.systemReason(errno))
    }
  }

  /// The staging path of a file of the folder.
  package func staged(_ name: String) -> String { stagingPath + "/" + name }

  /// Writes one file into the staging folder.
  package func write(_ name: String, _ bytes: [UInt8]) throws(OutputError) {
    do {
      try OutputFile.create(path: staged(name), bytes: bytes)
    } catch {
      // People know the file by its final name.
      throw OutputError(error.code, path: "\(path)/\(name)", reason: error.reason)
    }
  }

  /// Writes one text file, UTF-8, into the staging folder.
  package func write(_ name: String, _ text: String) throws(OutputError) {
    try write(name, Array(text.utf8))
  }

  /// Makes everything staged visible.
  ///
  /// - Parameter order: the staged names; the last one is the manifest and appears last.
  package func publish(order: [String]) throws(OutputError) {
    for name in order { try OutputFile.syncFile(path: staged(name)) }
    if !replacing, try moveWhole() { return syncFolder(OutputFolder.parent(of: path)) }
    for name in order { try move(staged(name), to: path + "/" + name) }
    unsafe rmdir(stagingPath)
    syncFolder(path)
  }

  /// Renames the staging folder to its final name.
  ///
  /// - Returns: false if another run has filled that folder meanwhile and its files may be replaced.
  private func moveWhole() throws(OutputError) -> Bool {
    if unsafe rename(stagingPath, path) == 0 { return true }
    let failure = errno
    guard failure == ENOTEMPTY || failure == EEXIST else {
      throw OutputError(.writeFailed, path: path, reason: OutputFile.systemReason(failure))
    }
    guard isForced else {
      throw OutputError(
        .cannotCreate, path: path, reason: "another run has filled it meanwhile; choose another --output")
    }
    return false
  }

  /// Removes the staging folder and what is in it.
  package func discard() {
    OutputFolder.remove(stagingPath)
  }

  /// Removes a folder of plain files.
  package static func remove(_ folder: String) {
    for name in names(in: folder) ?? [] { unsafe unlink(folder + "/" + name) }
    unsafe rmdir(folder)
  }

  private func move(_ source: String, to destination: String) throws(OutputError) {
    guard unsafe rename(source, destination) == 0 else {
      throw OutputError(.writeFailed, path: destination, reason: OutputFile.systemReason(errno))
    }
  }

  private func syncFolder(_ folder: String) {
    let descriptor = unsafe open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }

  /// Whether files must be renamed into an existing folder.
  private static func mustReplace(_ path: String, force: Bool) throws(OutputError) -> Bool {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else {
      guard errno == ENOENT else {
        throw OutputError(.cannotCreate, path: path, reason: OutputFile.systemReason(errno))
      }
      return false
    }
    guard status.st_mode & S_IFMT == S_IFDIR else {
      throw OutputError(.cannotCreate, path: path, reason: "exists and is not a folder; choose another --output")
    }
    guard let inside = names(in: path) else {
      throw OutputError(.cannotCreate, path: path, reason: OutputFile.systemReason(errno))
    }
    if inside.isEmpty { return false }
    guard force else {
      throw OutputError(
        .cannotCreate, path: path,
        reason: "exists and is not empty; choose another --output, or --force to replace this run's files in it")
    }
    return true
  }

  private static func sibling(of path: String, replacing: Bool) -> String {
    let name = ".\(lastComponent(of: path)).partial.\(getpid())"
    return replacing ? path + "/" + name : parent(of: path) + "/" + name
  }

  private static func makeParents(of path: String) throws(OutputError) {
    let folder = parent(of: path)
    var status = stat()
    if unsafe stat(folder, &status) == 0 {
      guard status.st_mode & S_IFMT == S_IFDIR else {
        throw OutputError(.cannotCreate, path: path, reason: "\(folder) is not a folder")
      }
      return
    }
    try makeParents(of: folder)
    guard unsafe mkdir(folder, 0o777) == 0 || errno == EEXIST else {
      throw OutputError(.cannotCreate, path: path, reason: OutputFile.systemReason(errno))
    }
  }

  private static func parent(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  private static func lastComponent(of path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }

  /// The names in a folder without `.` and `..`, or `nil` if it cannot be read.
  package static func names(in folder: String) -> [String]? {
    guard let handle = unsafe opendir(folder) else { return nil }
    defer { unsafe closedir(handle) }
    var names: [String] = []
    while let entry = unsafe readdir(handle) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) {
        unsafe $0.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names
  }
}
