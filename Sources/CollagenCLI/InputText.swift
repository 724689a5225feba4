// Small text files that options name.

import SequenceIO

enum InputText {
  /// The text of a file, unpacked if it is packed.
  ///
  /// - Throws: ``ExitFailure`` with the status of what is wrong; text that is not UTF-8 is bad data.
  static func read(_ path: String) throws(ExitFailure) -> String { try read(path, keeping: nil) }

  /// The text of a VCF, unpacked if it is packed; of its records only those of the two genes.
  static func readVCF(_ path: String) throws(ExitFailure) -> String { try read(path, keeping: GeneRecords().holds) }

  private static func read(
    _ path: String, keeping isKept: ((ArraySlice<UInt8>) -> Bool)?
  ) throws(ExitFailure) -> String {
    let bytes: [UInt8]
    do {
      bytes = try WholeText.document(InputSource(path: path), keeping: isKept).bytes
    } catch {
      throw ExitFailure(ExitStatus(rawValue: error.exitStatus) ?? .badData, error.description)
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw ExitFailure(.badData, "\(baseName(path)): is not UTF-8 text")
    }
    return text
  }

  /// The name without its folder.
  static func baseName(_ path: String) -> String { InputSource(path: path).displayName }
}
