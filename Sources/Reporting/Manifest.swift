// manifest.json: what a folder of results holds, how and from what it was made; whoever changes a byte of it is noticed.

internal import Digests
package import Documents

/// The last file of every folder of results: `manifest.json`, schema `collagen.manifest/1`.
///
/// Holds no date, host, user or folder: the same work gives the same bytes.
package struct Manifest: Sendable, Hashable, VersionedDocument {
  package static let schema = "collagen.manifest/1"
  package static let title = "a manifest"
  package static let remedy = "run the command again that made the folder"
  /// Its name in the folder.
  package static let fileName = "manifest.json"

  /// A file that was read or written.
  package struct File: Sendable, Hashable, Codable, DigestedFile {
    /// Base name of an input; the path below the folder of a result.
    package let name: String
    /// Its size.
    package let bytes: Int
    /// SHA-256 of these bytes, in hexadecimal; nil for an input with another digest.
    package let sha256: String?
    /// BLAKE3 of an input, where that was asked for.
    package let blake3: String?
    /// `none` for an input that no digest was taken of.
    package let digest: String?

    /// A file with its size and digest.
    package init(name: String, bytes: Int, sha256: String?, blake3: String? = nil) {
      self.name = name
      self.bytes = bytes
      self.sha256 = sha256
      self.blake3 = blake3
      digest = sha256 == nil && blake3 == nil ? File.noDigest : nil
    }

    private enum Key: String, CodingKey {
      case name, bytes
    }

    package func encode(to encoder: any Encoder) throws {
      var keys = encoder.container(keyedBy: Key.self)
      try keys.encode(name, forKey: .name)
      try keys.encode(bytes, forKey: .bytes)
      try encodeDigest(to: encoder)
    }

    package func validate() throws(InvalidValue) {
      try require(!name.isEmpty, "name", "empty")
      try check("bytes", bytes, in: DocumentRange.count)
      try validateDigest()
    }
  }

  /// Whether all files are in place.
  package enum State: String, Sendable, Hashable, CaseIterable, Codable {
    case complete
    /// Files are being replaced one by one, or were when the run ended early.
    case incomplete
  }

  /// The schema's name.
  package var schema = Manifest.schema
  /// `collagen`.
  package var program = "collagen"
  /// The program's version.
  package var version: String
  /// The command, such as `screen`.
  package var command: String
  /// The sample or case; `nil` for commands that have none.
  package var sample: String?
  /// The arguments that decide what is in the files, with base names instead of paths.
  package var commandLine: [String]
  /// Whether all files are in place.
  package var state = State.complete
  /// The files that were read.
  package var inputs: [File]
  /// The files of the folder, sorted by name.
  package var files: [File]
  /// Names that were in the folder before and are not of this run, sorted.
  package var others: [String] = []
  /// Of ``others``, those that an earlier run of another command or sample made, as its manifest listed them; `nil` if
  /// there are none.
  package var earlier: [File]?
  /// While files are replaced one by one: those of the run before.
  package var former: [File] = []
  /// SHA-256 of everything above.
  package private(set) var digest = ""

  /// A manifest of a run.
  package init(_ run: OutputRun, inputs: [File], files: [File], others: [String] = []) {
    version = run.version
    command = run.command
    sample = run.sample
    commandLine = run.commandLine
    self.inputs = inputs
    self.files = files
    self.others = others
  }

  /// The same with its digest.
  package var sealed: Manifest {
    var manifest = self
    manifest.digest = contentDigest
    return manifest
  }

  /// The manifest's text; a key `earlier` is there only where it lists something.
  package func text() -> String { JSONValue.object(object).document() }

  private var object: JSONObject {
    guard case .object(var object) = JSONValue(encoding: self) else { return JSONObject() }
    if earlier == nil { object["earlier"] = nil }
    return object
  }

  /// SHA-256 of the canonical text (RFC 8785) of all other keys.
  private var contentDigest: String {
    var object = object
    object["digest"] = nil
    return SHA256.hexadecimal(Array(JSONValue.object(object).canonical().utf8))
  }

  /// Whether the folder is of the same command and sample.
  package func isOf(_ run: OutputRun) -> Bool { command == run.command && sample == run.sample }

  /// The names of files that are this folder's own: of this run, or of the one before.
  package var ownNames: Set<String> { Set((files + former).map(\.name)) }

  package func validate() throws(InvalidValue) {
    try require(program == "collagen", "program", "not a folder of collagen")
    for (key, list) in [("files", files), ("earlier", earlier ?? []), ("former", former)] {
      for (index, file) in list.enumerated() {
        let parts = file.name.split(separator: "/", omittingEmptySubsequences: false)
        let isInside = parts.count <= 2 && !parts.contains { ["", ".", ".."].contains($0) }
        try require(file.sha256 != nil, "\(key)[\(index + 1)].sha256", "a file of the folder needs its SHA-256")
        try require(isInside && !file.name.contains("\0"), "\(key)[\(index + 1)].name", "not a file of the folder")
      }
      try require(Set(list.map(\.name)).count == list.count, key, "a file is listed twice")
    }
    try require(state == .incomplete || former.isEmpty, "former", "a complete folder has none")
    for (index, file) in (earlier ?? []).enumerated() {
      try require(others.contains(file.name), "earlier[\(index + 1)].name", "not among the others")
    }
    try require(digest == contentDigest, "digest", "the manifest was edited", remedy: Manifest.remedy)
  }
}

/// What a manifest says of a run beside its files, known before the run begins.
package struct OutputRun: Sendable, Hashable {
  /// The program's version.
  package let version: String
  /// The command, such as `screen`.
  package let command: String
  /// The sample or case; `nil` for commands that have none.
  package let sample: String?
  /// The arguments that decide what is in the files.
  package let commandLine: [String]

  /// A run.
  package init(version: String, command: String, sample: String?, commandLine: [String] = []) {
    self.version = version
    self.command = command
    self.sample = sample
    self.commandLine = commandLine
  }
}

extension Manifest {
  /// What stands under the manifest's name in a folder.
  package enum Found: Sendable {
    /// No such file, or another program's.
    case none
    case manifest(Manifest)
    /// A manifest of this program that cannot be trusted.
    case faulty(InputFault)
    /// Nothing that could be read as a manifest of any program: cut, emptied, or no file.
    case unreadable(InputFault)
  }

  private static let maximumCount = 64 << 20

  /// Reads the manifest of a folder.
  package static func find(in folder: String) -> Found {
    let path = folder + "/" + fileName
    func unreadable(_ reason: String) -> Found {
      .unreadable(InputFault(.syntax, file: fileName, reason: reason, remedy: remedy))
    }
    guard FileBytes.isRegular(path), let bytes = FileBytes.read(path, maximumCount: maximumCount) else {
      return FileBytes.exists(path) ? unreadable("not a file that can be read") : .none
    }
    let text = String(decoding: bytes, as: UTF8.self)
    do throws(InputFaults) {
      let node = try DocumentNode.json(text, file: fileName)
      if node["schema"]?.text?.hasPrefix("collagen.manifest/") == true {
        return .manifest(try Manifest.read(node, file: fileName))
      }
      if node["program"]?.text == "collagen" {
        return .faulty(
          InputFault(.syntax, file: fileName, place: "schema", reason: "not that of a manifest", remedy: remedy))
      }
      // Another program's manifest says something.
      return node.entries.isEmpty && node.elements.isEmpty ? unreadable("it says nothing") : .none
    } catch {
      return text.contains("collagen.manifest/") ? .faulty(error.faults[0]) : .unreadable(error.faults[0])
    }
  }

  /// Why a file is not what the manifest beside it lists; `nil` if it is, or if there is none. Of a symbolic link, as
  /// workflow engines put them into their folders, the file that it leads to is asked about too.
  ///
  /// A file that is not listed may be there if it was before the run, or if it is no result of this program: people put
  /// records and tables beside results.
  ///
  /// - Parameters:
  ///   - path: the file; its name may be `-` for standard input.
  ///   - bytes: its size as it was read.
  ///   - sha256: the digest of these bytes.
  ///   - contents: its bytes, unpacked; asked for only where the manifest does not list the file.
  package static func fault(
    ofFile path: String, bytes: Int, sha256: String, contents: () -> [UInt8]? = { nil }
  ) -> InputFault? {
    guard path != "-" else { return nil }
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    let name = parts.last.map(String.init) ?? path
    let folder = parts.count > 1 ? parts.dropLast().joined(separator: "/") + "/" : "."
    func fault(_ reason: String, _ remedy: String, _ code: InputFault.Code = .changedFile) -> InputFault {
      InputFault(code, file: name, reason: reason, remedy: remedy)
    }
    switch find(in: folder) {
    case .none:
      guard let target = FileBytes.target(ofLink: path) else { return nil }
      return Manifest.fault(ofFile: target, bytes: bytes, sha256: sha256, contents: contents)
    case .faulty:
      return fault("the manifest.json beside it was edited or cut", "run the command again that made the folder")
    case .unreadable:
      // It may be another program's, whose folder holds anything but our results.
      guard let contents = contents(), isResult(contents, name) else {
        return FileBytes.target(ofLink: path).flatMap {
          Manifest.fault(ofFile: $0, bytes: bytes, sha256: sha256, contents: { nil })
        }
      }
      return fault(
        "the manifest.json beside it was emptied or cut: whether the file is what its run wrote cannot be told",
        "run the command again that made the folder, or move the file to a folder without manifest.json")
    case .manifest(let manifest):
      guard manifest.state == .complete else {
        return fault(
          "the manifest.json beside it says that replacing the folder's files was interrupted",
          "run collagen \(manifest.command) again")
      }
      if let listed = (manifest.files + (manifest.earlier ?? [])).first(where: { $0.name == name }) {
        guard listed.bytes != bytes || listed.sha256 != sha256 else { return nil }
        let (run, command) =
          manifest.files.contains(listed)
          ? ("collagen \(manifest.command)", "collagen \(manifest.command)")
          : ("its own run", "the command that made it")
        return fault(
          "changed since \(run) wrote it, as the manifest.json beside it tells",
          "run \(command) again; collagen verify tells every changed file of the folder")
      }
      // A copy of a listed file under another name is what the run made.
      let isCopy = (manifest.files + (manifest.earlier ?? [])).contains { $0.sha256 == sha256 }
      guard !manifest.others.contains(name), !isCopy else { return nil }
      if let target = FileBytes.target(ofLink: path) {
        return Manifest.fault(ofFile: target, bytes: bytes, sha256: sha256, contents: contents)
      }
      guard let contents = contents(), isResult(contents, name) else { return nil }
      return fault(
        "the manifest.json beside it, of collagen \(manifest.command), does not list it: it is not a result of that run",
        "give the file from the folder that its own run made, or move it out of this folder", .foreignFile)
    }
  }

  /// Whether a file is the JSON of a result of this program; a clinical record, which people write, is none.
  private static func isResult(_ bytes: [UInt8], _ name: String) -> Bool {
    let schema = try? DocumentNode.json(String(decoding: bytes, as: UTF8.self), file: name)["schema"]?.text
    return schema?.hasPrefix("collagen.") == true && schema != CaseRecord.schema
  }
}

extension InputFault.Code {
  /// A file is no longer what the manifest beside it lists.
  package static let changedFile = InputFault.Code(rawValue: "CHANGED_FILE")
  /// A result lies beside a manifest that does not list it.
  package static let foreignFile = InputFault.Code(rawValue: "FOREIGN_FILE")
}
