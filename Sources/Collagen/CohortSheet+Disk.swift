// A cohort's sheet from disk, with its paths looked up beside it; and whole files through read(2).

import Digests
import Documents
package import Evidence
import Reporting
import SequenceIO

#if canImport(Glibc)
  import Glibc
  private let readSome = unsafe Glibc.read
#elseif canImport(Musl)
  import Musl
  private let readSome = unsafe Musl.read
#endif

extension CohortSheet {
  /// Reads a sheet and looks up every file that it names.
  ///
  /// - Parameter path: the sheet; its paths are relative to its folder.
  /// - Throws: ``SequenceIO/ParseError`` if it cannot be read, `InputFaults` with every fault in it.
  package init(contentsOf path: String) throws {
    let source = InputSource(path: path)
    let base = path.contains("/") ? String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)]) : "."
    let bytes = try WholeText.read(source)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw InputFaults(InputFault(.encoding, file: source.displayName, reason: "not UTF-8 text; save it as UTF-8"))
    }
    try self.init(text: text, file: source.displayName, base: base) {
      CohortSheet.entry($0.hasPrefix("/") ? $0 : "\(base)/\($0)")
    }
  }

  private static func entry(_ path: String) -> Entry? {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return errno == EACCES ? .unreadable : nil }
    guard unsafe access(path, R_OK) == 0 else { return .unreadable }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return .file
    case S_IFDIR: return .folder((OutputFolder.names(in: path) ?? []).sorted())
    default: return nil
    }
  }
}

/// Reading of whole files through read(2).
enum FileBytes {
  /// The bytes of a file, or `nil` if it cannot be read whole.
  static func read(_ path: String) -> [UInt8]? {
    var bytes: [UInt8] = []
    let isWhole = chunks(path) { bytes.append(contentsOf: $0) }
    return isWhole ? bytes : nil
  }

  /// SHA-256 of a file, or `nil` if it cannot be read whole.
  static func sha256(_ path: String) -> String? {
    var running = SHA256()
    let isWhole = chunks(path) { running.update($0) }
    return isWhole ? running.hexadecimal() : nil
  }

  private static func chunks(_ path: String, _ body: (ArraySlice<UInt8>) -> Void) -> Bool {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let count = unsafe buffer.withUnsafeMutableBytes { unsafe readSome(descriptor, $0.baseAddress, $0.count) }
      if count == 0 { return true }
      if count < 0 {
        if errno == EINTR { continue }
        return false
      }
      body(buffer[..<count])
    }
  }
}

/// Digests of files, each worked out once in a run.
final class FileDigests {
  private var known: [String: String] = [:]

  /// SHA-256 of a file, or `nil` if it cannot be read whole.
  func sha256(_ path: String) -> String? {
    if let digest = known[path] { return digest }
    let digest = FileBytes.sha256(path)
    known[path] = digest
    return digest
  }
}
