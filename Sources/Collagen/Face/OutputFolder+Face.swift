// Writing the files of a result as Swift programs ask for it.

import Reporting

extension OutputFolder {
  /// Writes files into a folder that appears complete; the last one is the manifest.
  static func write(
    _ files: [(name: String, bytes: [UInt8])], to path: String, replacing: Bool
  ) throws(CollagenError) {
    try stage(into: path, replacing: replacing, order: files.map(\.name)) { folder throws(OutputError) in
      for file in files { try folder.write(file.name, file.bytes) }
    }
  }

  /// Publishes what a body stages; nothing is left on disk if anything fails.
  static func stage(
    into path: String, replacing: Bool, order: [String], _ body: (OutputFolder) throws(OutputError) -> Void
  ) throws(CollagenError) {
    do throws(OutputError) {
      let folder = try OutputFolder(path: path, force: replacing)
      do throws(OutputError) {
        try body(folder)
        try folder.publish(order: order)
      } catch {
        folder.discard()
        throw error
      }
    } catch {
      throw CollagenError(error)
    }
  }
}
