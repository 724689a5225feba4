// A cohort's sheet from disk, with its paths looked up beside it.

import Documents
package import Evidence
import Reporting
import SequenceIO

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

extension CohortSheet {
  /// Reads a sheet and looks up every file that it names.
  ///
  /// - Parameters:
  ///   - path: the sheet; its paths are relative to its folder.
  ///   - isGathered: whether files may be gone: what they gave is taken from finished cases.
  /// - Throws: ``SequenceIO/ParseError`` if it cannot be read, `InputFaults` with every fault in it.
  package init(contentsOf path: String, isGathered: Bool = false) throws {
    let source = InputSource(path: path)
    let base = path.contains("/") ? String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)]) : "."
    if FileBytes.exists(path), !FileBytes.isRegular(path) {
      throw ParseError(
        code: .notReadable, file: source.displayName, message: "is no regular file", remedy: "save the sheet as a file")
    }
    let bytes = try WholeText.read(source)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw InputFaults(InputFault(.encoding, file: source.displayName, reason: "not UTF-8 text; save it as UTF-8"))
    }
    try self.init(text: text, file: source.displayName, base: base) {
      CohortSheet.entry($0.hasPrefix("/") ? $0 : "\(base)/\($0)") ?? (isGathered ? .file : nil)
    }
  }

  private static func entry(_ path: String) -> Entry? {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return errno == EACCES ? .unreadable : nil }
    guard unsafe access(path, R_OK) == 0 else { return .unreadable }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return .file
    case S_IFDIR: return .folder((FileBytes.names(in: path) ?? []).sorted())
    default: return nil
    }
  }
}

/// Digests of files, each worked out once in a run.
final class FileDigests {
  /// What is known so far, by path.
  private(set) var known: [String: (bytes: Int, sha256: String)]

  /// Digests that are known already.
  init(_ known: [String: (bytes: Int, sha256: String)] = [:]) { self.known = known }

  /// Number of bytes and SHA-256 of a file, or `nil` if it cannot be read whole.
  func summary(_ path: String) -> (bytes: Int, sha256: String)? {
    if let summary = known[path] { return summary }
    let summary = FileBytes.summary(path)
    known[path] = summary
    return summary
  }

  /// SHA-256 of a file, or `nil` if it cannot be read whole.
  func sha256(_ path: String) -> String? { summary(path)?.sha256 }
}
