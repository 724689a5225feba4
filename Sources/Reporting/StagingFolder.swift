// The hidden folder that results are written into before they are published, and the removal of those of dead runs.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif
internal import Digests

/// A hidden folder `.collagen-HOST-RANDOM.partial` that nobody else may enter, with the results in `files`.
///
/// Its owner holds a lock on it: a folder of the same host without a lock is that of a dead run.
final class StagingFolder {
  /// The hidden folder.
  let path: String
  /// Where the files are written; its mode is the one that the published folder gets.
  var files: String { path + "/" + StagingFolder.filesName }
  private let descriptor: Int32

  private static let filesName = "files"
  private static let exchangeMark = "exchanging"
  private static let suffix = ".partial"

  /// The beginning of the names of this host's folders.
  private static let prefix: String = {
    var buffer = [CChar](repeating: 0, count: 256)
    let isNamed = unsafe gethostname(&buffer, buffer.count - 1) == 0
    let name = isNamed ? buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) } : []
    return ".collagen-" + SHA256.hexadecimal(name).prefix(8) + "-"
  }()

  /// Makes a folder in another one, after those of dead runs are gone.
  ///
  /// - Throws: ``OutputError`` with the system's reason for `destination`.
  init(in folder: String, for destination: String) throws(OutputError) {
    StagingFolder.removeStale(in: folder)
    for _ in 0..<100 {
      let random = String(UInt64.random(in: .min ... .max), radix: 36)
      let path = folder + "/" + StagingFolder.prefix + random + StagingFolder.suffix
      guard unsafe mkdir(path, 0o700) == 0 else {
        if errno == EEXIST { continue }
        throw OutputError(.cannotCreate, path: destination, reason: OutputFile.systemReason(errno))
      }
      // Until the lock is held another run may take the folder for a dead one's.
      guard let descriptor = StagingFolder.lock(path, isOwn: true) else { continue }
      guard unsafe mkdir(path + "/" + StagingFolder.filesName, 0o777) == 0 else {
        let reason = OutputFile.systemReason(errno)
        close(descriptor)
        unsafe rmdir(path)
        throw OutputError(.cannotCreate, path: destination, reason: reason)
      }
      self.path = path
      self.descriptor = descriptor
      return
    }
    throw OutputError(.cannotCreate, path: destination, reason: "no name for a temporary folder was free")
  }

  deinit { close(descriptor) }

  /// Notes that ``files`` is about to change places with the published folder.
  func markExchange() throws(OutputError) {
    try OutputFile.create(path: path + "/" + StagingFolder.exchangeMark, bytes: [], mode: 0o600)
  }

  /// Takes the note of ``markExchange()`` back.
  func unmarkExchange() { unsafe unlink(path + "/" + StagingFolder.exchangeMark) }

  /// Removes a staging folder with what is in it.
  ///
  /// After an exchange ``files`` is the folder that was replaced: only what its manifest lists, and what has another
  /// link, goes away then.
  static func remove(_ path: String) {
    let files = path + "/" + filesName
    var mark = stat()
    let wasExchanged = unsafe lstat(path + "/" + exchangeMark, &mark) == 0
    var own: Set<String>?
    var isTold = true
    if wasExchanged {
      if case .manifest(let manifest) = Manifest.find(in: files) {
        own = manifest.ownNames
      } else {
        (own, isTold) = ([], false)
      }
    }
    // A replaced folder that cannot be listed keeps its manifest: without it nobody could remove its files later.
    let inside = FileBytes.names(in: files)
    if wasExchanged, inside == nil, FileBytes.exists(files) { return }
    for name in inside ?? [] where name != Manifest.fileName {
      var status = stat()
      let isLinked = unsafe lstat(files + "/" + name, &status) == 0 && status.st_nlink > 1
      if own?.contains(name) != false || isLinked { unsafe unlink(files + "/" + name) }
    }
    // The manifest goes last, and never where it cannot be read: it tells the next run what may go.
    if isTold { unsafe unlink(files + "/" + Manifest.fileName) }
    guard unsafe rmdir(files) == 0 || errno == ENOENT else { return }
    unsafe unlink(path + "/" + exchangeMark)
    unsafe rmdir(path)
  }

  /// Whether a name is that of a staging folder of any host.
  static func isStaging(_ name: String) -> Bool { name.hasPrefix(".collagen-") && name.hasSuffix(suffix) }

  /// Removes the staging folders of dead runs of this host in a folder.
  static func removeStale(in folder: String) {
    for name in FileBytes.names(in: folder) ?? [] where name.hasPrefix(prefix) && name.hasSuffix(suffix) {
      let path = folder + "/" + name
      guard let descriptor = lock(path) else { continue }
      remove(path)
      close(descriptor)
    }
  }

  /// Locks a folder; `nil` if somebody else has, or if it is gone. On a file system without locks only an own folder
  /// is taken for locked, so that nobody's is removed.
  private static func lock(_ path: String, isOwn: Bool = false) -> Int32? {
    let descriptor = unsafe open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    var (held, named) = (stat(), stat())
    let isLocked = flock(descriptor, LOCK_EX | LOCK_NB) == 0 || (isOwn && errno != EWOULDBLOCK)
    let isThere = unsafe fstat(descriptor, &held) == 0 && lstat(path, &named) == 0
    if isLocked, isThere, held.st_ino == named.st_ino, held.st_dev == named.st_dev { return descriptor }
    close(descriptor)
    return nil
  }
}
