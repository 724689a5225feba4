// A folder of results that appears complete, with its manifest, or not at all.

internal import CExchange
internal import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Collects the files of one run in a hidden folder and publishes them together, with a manifest of all of them.
///
/// A new folder appears by one `rename`. One that the same command made for the same sample changes places with the new
/// one in one step (``Existing/replace``). Into any other that may be touched the files are renamed one by one: the
/// manifest is marked incomplete first and made whole last, so that a run that ends in between is noticed.
/// Until ``publish(inputs:covering:)`` nothing stands under a final name; ``discard()`` removes what was staged.
package final class OutputFolder {
  /// What may become of a folder that is not empty.
  package enum Existing: Sendable {
    /// Nothing: it is an error.
    case refuse
    /// One of the same command and sample is replaced as a whole; any other is an error.
    case replace
    /// This run's files are replaced in it one by one.
    case force
    /// The first if the folder is of the same command and sample, else the second.
    case replaceOrForce

    /// What the options `--replace` and `--force` ask for.
    package init(replace: Bool, force: Bool) {
      self = replace ? (force ? .replaceOrForce : .replace) : (force ? .force : .refuse)
    }

    /// Whether a folder of the same command and sample may be replaced.
    package var allowsReplacing: Bool { self == .replace || self == .replaceOrForce }
    var allowsForce: Bool { self == .force || self == .replaceOrForce }
  }

  /// How the staged files come to their place.
  enum Plan {
    /// The folder does not exist.
    case rename
    /// The folder is of the same command and sample.
    case exchange(Manifest)
    /// Into an existing folder; the manifest is that of a run of the same command and sample.
    case fill(Manifest?)
  }

  /// The final folder as the user named it.
  package let path: String
  /// What is about to fill it.
  package let run: OutputRun
  /// The folder itself where ``path`` is a link to it.
  let target: String
  let plan: Plan
  private let existing: Existing
  private let staging: StagingFolder

  /// Checks the destination and makes the staging folder, so that what cannot be written is known before the work.
  ///
  /// - Parameters:
  ///   - path: the final folder, which may be a link to one. Missing parents are made.
  ///   - run: what the manifest says beside the files.
  ///   - existing: what may become of a folder that is not empty; its other files are kept in any case.
  /// - Throws: ``OutputError`` if the folder may not be touched, is a file, or cannot be made.
  package init(path: String, run: OutputRun, existing: Existing = .refuse) throws(OutputError) {
    var trimmed = path[...]
    while trimmed.count > 1, trimmed.hasSuffix("/") { trimmed.removeLast() }
    self.path = String(trimmed)
    self.run = run
    self.existing = existing
    target = OutputFolder.resolved(self.path)
    let plan = try OutputFolder.plan(self.path, target: target, run: run, existing: existing)
    switch plan {
    case .rename:
      try OutputFolder.makeParents(of: target, for: self.path)
      staging = try StagingFolder(in: OutputFolder.parent(of: target), for: self.path)
      self.plan = plan
    case .exchange(let manifest):
      // A run before may have filled the folder file by file and ended early.
      StagingFolder.removeStale(in: target)
      // Where nothing can be put beside the folder its files are replaced one by one.
      if OutputFolder.canChangePlaces(target, manifest),
        let beside = try? StagingFolder(in: OutputFolder.parent(of: target), for: self.path)
      {
        staging = beside
        self.plan = plan
      } else {
        staging = try StagingFolder(in: target, for: self.path)
        self.plan = .fill(manifest)
      }
    case .fill:
      staging = try StagingFolder(in: target, for: self.path)
      self.plan = plan
    }
  }

  /// Removes from a folder of results what a run that ended early left in it; needed where nothing is written to it.
  package static func removeRemains(in folder: String) { StagingFolder.removeStale(in: folder) }

  /// The hidden folder that goes away when the run ends early; see ``remove(_:)``.
  package var stagingPath: String { staging.path }

  /// The staging path of a file of the folder.
  package func staged(_ name: String) -> String { staging.files + "/" + name }

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

  /// Makes everything staged visible, with its manifest.
  ///
  /// - Parameters:
  ///   - inputs: what was read, for the manifest.
  ///   - covering: files that stand in the folder already and belong to the result, by their names below it.
  package func publish(inputs: [Manifest.File], covering: [String] = []) throws(OutputError) {
    // A folder that cannot be listed is not an empty one.
    guard let names = FileBytes.names(in: staging.files)?.sorted() else {
      throw OutputError(.writeFailed, path: path, reason: OutputFile.systemReason(errno))
    }
    for name in names { try OutputFile.syncFile(path: staged(name)) }
    let files =
      try names.map { name throws(OutputError) in try OutputFolder.summary(staged(name), name) }
      + covering.map { name throws(OutputError) in try OutputFolder.summary(target + "/" + name, name) }
    let manifest = Manifest(run, inputs: inputs, files: files.sorted { $0.name < $1.name })
    try OutputFolder.publishing.withLock { (_: inout Void) throws(OutputError) in
      switch plan {
      case .rename: try moveWhole(manifest)
      case .exchange(let former): try changePlaces(manifest, former: former)
      case .fill(let former): try fill(manifest, former: former)
      }
    }
  }

  /// Held while files come to their place, so that a signal cannot take half of them away meanwhile.
  private static let publishing = Mutex<Void>(())

  /// Removes the staging folder and what is in it.
  package func discard() { StagingFolder.remove(staging.path) }

  /// Removes a staging folder of a run that ends early; what is being published is published first.
  package static func remove(_ stagingPath: String) {
    publishing.withLock { (_: inout Void) in StagingFolder.remove(stagingPath) }
  }

  private static func summary(_ path: String, _ name: String) throws(OutputError) -> Manifest.File {
    guard let file = FileBytes.summary(path) else {
      throw OutputError(.writeFailed, path: name, reason: "the file that was just written cannot be read")
    }
    return Manifest.File(name: name, bytes: file.bytes, sha256: file.sha256)
  }

  // MARK: A new folder

  private func moveWhole(_ manifest: Manifest) throws(OutputError) {
    try write(Manifest.fileName, manifest.sealed.text())
    syncFolder(staging.files)
    if unsafe rename(staging.files, target) == 0 {
      syncFolder(OutputFolder.parent(of: target))
      return discard()
    }
    let failure = errno
    guard failure == ENOTEMPTY || failure == EEXIST else {
      throw OutputError(.writeFailed, path: path, reason: OutputFile.systemReason(failure))
    }
    // Another run has filled it since.
    unsafe unlink(staged(Manifest.fileName))
    switch try? OutputFolder.plan(path, target: target, run: run, existing: existing) {
    case .exchange(let former): try changePlaces(manifest, former: former)
    case .fill(let former): try fill(manifest, former: former)
    default:
      throw OutputError(
        .cannotCreate, path: path, reason: "another run has filled it meanwhile; choose another --output")
    }
  }

  // MARK: A folder of the same command and sample

  private func changePlaces(_ manifest: Manifest, former: Manifest) throws(OutputError) {
    var manifest = manifest
    let own = former.ownNames.union([Manifest.fileName])
    guard let inside = FileBytes.names(in: target) else { return try fill(manifest, former: former) }
    let kept = inside.filter { !own.contains($0) && !StagingFolder.isStaging($0) }
    let linked = Set(kept.filter { unsafe link(target + "/" + $0, staged($0)) == 0 })
    list(linked, in: &manifest)
    guard linked.count == kept.count else {
      // What cannot have a second name here, such as a folder, stays where it is.
      for name in linked { unsafe unlink(staged(name)) }
      return try fill(manifest, former: former)
    }
    try write(Manifest.fileName, manifest.sealed.text())
    var status = stat()
    if unsafe stat(target, &status) == 0 { unsafe chmod(staging.files, status.st_mode & 0o7777) }
    syncFolder(staging.files)
    try staging.markExchange()
    guard unsafe collagen_exchange(staging.files, target) == 0 else {
      staging.unmarkExchange()
      for name in linked.union([Manifest.fileName]) { unsafe unlink(staged(name)) }
      return try fill(manifest, former: former)
    }
    syncFolder(OutputFolder.parent(of: target))
    // What came into the old folder in the last moment is no file of ours.
    for name in FileBytes.names(in: staging.files) ?? [] where !own.contains(name) && !linked.contains(name) {
      unsafe rename(staged(name), target + "/" + name)
    }
    discard()
  }

  // MARK: Any other folder

  private func fill(_ manifest: Manifest, former: Manifest?) throws(OutputError) {
    var manifest = manifest
    let covered = Set(manifest.files.map { String($0.name.prefix { $0 != "/" }) })
    let gone = (former?.ownNames ?? []).subtracting(covered).filter { !$0.contains("/") }
    guard let names = FileBytes.names(in: target) else {
      throw OutputError(.writeFailed, path: path, reason: OutputFile.systemReason(errno))
    }
    let inside = Set(names).subtracting(covered).subtracting(gone)
    list(inside, in: &manifest)
    var unfinished = manifest
    unfinished.state = .incomplete
    unfinished.former =
      (former?.files ?? [])
      + (former?.former ?? []).filter { file in
        former?.files.contains { $0.name == file.name } == false
      }
    try put(unfinished)
    for file in manifest.files where !file.name.contains("/") {
      try move(staged(file.name), to: target + "/" + file.name)
    }
    for name in gone { unsafe unlink(target + "/" + name) }
    syncFolder(target)
    try put(manifest)
    discard()
  }

  /// Replaces the manifest of the folder.
  private func put(_ manifest: Manifest) throws(OutputError) {
    try write(Manifest.fileName, manifest.sealed.text())
    try move(staged(Manifest.fileName), to: target + "/" + Manifest.fileName)
    syncFolder(target)
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

  /// Puts what stays in the folder and is not the run's into a manifest; what a run of another command or sample made
  /// with the digests that the manifest of that run lists, so that a later edit of it is noticed still.
  private func list(_ names: Set<String>, in manifest: inout Manifest) {
    manifest.others = names.filter { !$0.hasPrefix(".") && $0 != Manifest.fileName }.sorted()
    manifest.earlier = nil
    guard case .manifest(let present) = Manifest.find(in: target) else { return }
    let listed = (present.isOf(run) ? [] : present.files + present.former) + (present.earlier ?? [])
    let kept = manifest.others.compactMap { name in listed.first { $0.name == name } }
    if !kept.isEmpty { manifest.earlier = kept }
  }
}
