// What a destination is, and how results may come into it.

internal import CExchange

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

extension OutputFolder {
  /// How the files of a run come into a folder.
  ///
  /// - Throws: ``OutputError`` if they may not.
  static func plan(
    _ path: String, target: String, run: OutputRun, existing: Existing
  ) throws(OutputError) -> Plan {
    var status = stat()
    guard unsafe stat(target, &status) == 0 else {
      guard errno == ENOENT else {
        throw OutputError(.cannotCreate, path: path, reason: OutputFile.systemReason(errno))
      }
      var link = stat()
      guard unsafe lstat(target, &link) != 0 else {
        throw OutputError(.cannotCreate, path: path, reason: "is a link to nothing; make the folder, or take it away")
      }
      return .rename
    }
    guard status.st_mode & S_IFMT == S_IFDIR else {
      throw OutputError(.cannotCreate, path: path, reason: "exists and is not a folder; choose another --output")
    }
    guard let inside = FileBytes.names(in: target) else {
      throw OutputError(.cannotCreate, path: path, reason: OutputFile.systemReason(errno))
    }
    guard inside.contains(where: { !StagingFolder.isStaging($0) }) else { return .fill(nil) }
    var own: Manifest?
    if case .manifest(let manifest) = Manifest.find(in: target), manifest.isOf(run) { own = manifest }
    if existing.allowsReplacing, let own { return .exchange(own) }
    if existing.allowsForce { return .fill(own) }
    // A run that ended early while it filled an empty folder left nothing that anybody could miss.
    if let own, own.state == .incomplete, own.former.isEmpty, own.others.isEmpty { return .fill(own) }
    throw OutputError(.cannotCreate, path: path, reason: refusal(existing, isOwn: own != nil, run))
  }

  private static func refusal(_ existing: Existing, isOwn: Bool, _ run: OutputRun) -> String {
    if existing.allowsReplacing {
      let whose = "collagen \(run.command)" + (run.sample.map { " of \($0)" } ?? "")
      return "is not empty, and no manifest.json says that it is of \(whose); choose another --output, or --force"
    }
    let way = isOwn ? "--replace to put the new results in its place" : "--force to replace this run's files in it"
    return "exists and is not empty; choose another --output, or \(way)"
  }

  /// Whether the folder and one beside it could change places: it is no mount point, no working folder, and holds no
  /// folders beside its own files.
  static func canChangePlaces(_ target: String, _ manifest: Manifest) -> Bool {
    var (own, parent, working) = (stat(), stat(), stat())
    guard unsafe stat(target, &own) == 0, unsafe stat(self.parent(of: target), &parent) == 0,
      own.st_dev == parent.st_dev, unsafe collagen_is_mount_point(target) != 1
    else { return false }
    if unsafe stat(".", &working) == 0, working.st_ino == own.st_ino, working.st_dev == own.st_dev { return false }
    let known = manifest.ownNames
    guard let inside = FileBytes.names(in: target) else { return false }
    return inside.allSatisfy { name in
      var status = stat()
      return known.contains(name) || StagingFolder.isStaging(name)
        || (unsafe lstat(target + "/" + name, &status) == 0 && status.st_mode & S_IFMT == S_IFREG)
    }
  }

  /// Makes a folder that further ones are put into, if it is not there, and tries whether files can be made in it.
  ///
  /// - Throws: ``OutputError`` if they cannot.
  package static func prepare(_ path: String) throws(OutputError) {
    let folder = resolved(path)
    try makeParents(of: folder + "/x", for: path)
    StagingFolder.remove(try StagingFolder(in: folder, for: path).path)
  }

  /// The path without links, if it exists.
  static func resolved(_ path: String) -> String {
    guard let found = unsafe realpath(path, nil) else { return path }
    defer { unsafe free(found) }
    return unsafe String(cString: found)
  }

  static func makeParents(of path: String, for destination: String) throws(OutputError) {
    let folder = parent(of: path)
    var status = stat()
    if unsafe stat(folder, &status) == 0 {
      guard status.st_mode & S_IFMT == S_IFDIR else {
        throw OutputError(.cannotCreate, path: destination, reason: "\(folder) is not a folder")
      }
      return
    }
    try makeParents(of: folder, for: destination)
    guard unsafe mkdir(folder, 0o777) == 0 || errno == EEXIST else {
      throw OutputError(.cannotCreate, path: destination, reason: OutputFile.systemReason(errno))
    }
  }

  static func parent(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}
