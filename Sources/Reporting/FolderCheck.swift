// Whether a folder of results is still what its manifest lists.

internal import Documents

/// What a folder of results holds compared with its manifest.
package struct FolderCheck: Sendable, Hashable {
  /// The answer.
  package enum State: String, Sendable, Hashable, CaseIterable, Codable {
    /// Every file is there and has the listed bytes; no other file is.
    case whole
    /// Files were changed, taken away or added.
    case changed
    /// Files of two runs: replacing them was interrupted.
    case mixed
    /// There is no manifest of this program.
    case foreign
  }

  /// The answer.
  package let state: State
  /// The manifest, if it can be trusted.
  package let manifest: Manifest?
  /// Files with other bytes than those listed.
  package private(set) var changed: [String] = []
  /// Files that are not there.
  package private(set) var missing: [String] = []
  /// Files and folders that are not listed.
  package private(set) var added: [String] = []
  /// Why, where the lists do not say it.
  package private(set) var reason: String?

  /// Checks a folder; names that begin with a point are passed over.
  ///
  /// - Complexity: reads every listed file once.
  package init(folder: String) {
    switch Manifest.find(in: folder) {
    case .none:
      manifest = nil
      state = .foreign
      reason = "it has no manifest.json of collagen"
    case .unreadable(let fault):
      manifest = nil
      state = .foreign
      reason = "its manifest.json cannot be read: \(fault.reason)"
    case .faulty(let fault):
      manifest = nil
      state = .changed
      changed = [Manifest.fileName]
      reason = "manifest.json: \(fault.code.rawValue): \(fault.place.isEmpty ? "" : fault.place + ": ")\(fault.reason)"
    case .manifest(let manifest):
      self.manifest = manifest
      for file in manifest.files + (manifest.earlier ?? []) {
        let path = folder + "/" + file.name
        guard FileBytes.isRegular(path) else {
          missing.append(file.name)
          continue
        }
        let found = FileBytes.summary(path)
        if found?.bytes != file.bytes || found?.sha256 != file.sha256 { changed.append(file.name) }
      }
      let known = Set(manifest.files.map { String($0.name.prefix { $0 != "/" }) } + manifest.others)
      let inside = FileBytes.names(in: folder)
      added = (inside ?? []).filter { name in
        !name.hasPrefix(".") && name != Manifest.fileName && !known.contains(name)
      }.sorted()
      if manifest.state == .incomplete {
        state = .mixed
        reason = "replacing its files was interrupted; run collagen \(manifest.command) again"
      } else if inside == nil {
        state = .changed
        reason = "the folder cannot be listed, so that what came into it is not known"
      } else {
        state = changed.isEmpty && missing.isEmpty && added.isEmpty ? .whole : .changed
      }
    }
  }

  /// Whether every file of the run is there and has the listed bytes, whatever else is in the folder.
  package var isUnharmed: Bool {
    guard let manifest, manifest.state == .complete else { return false }
    return Set(manifest.files.map(\.name)).isDisjoint(with: changed + missing)
  }

  /// Folders below, whose own manifests this one lists.
  package var parts: [String] {
    let suffix = "/" + Manifest.fileName
    return (manifest?.files ?? []).map(\.name).filter { $0.hasSuffix(suffix) }.map { String($0.dropLast(suffix.count)) }
  }
}
