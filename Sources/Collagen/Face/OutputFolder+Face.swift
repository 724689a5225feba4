// Writing the files of a result as Swift programs ask for it.

import Reporting

extension OutputFolder {
  /// Writes files into a folder that appears complete, with its manifest.
  static func write(
    _ files: [(name: String, bytes: [UInt8])], to path: String, replacing: Bool, _ command: String, of sample: String?,
    inputs: [Manifest.File]
  ) throws(CollagenError) {
    try stage(into: path, replacing: replacing, command, of: sample, inputs: inputs) { folder throws(OutputError) in
      for file in files { try folder.write(file.name, file.bytes) }
    }
  }

  /// Publishes what a body stages; nothing is left on disk if anything fails.
  static func stage(
    into path: String, replacing: Bool, _ command: String, of sample: String?, inputs: [Manifest.File],
    _ body: (OutputFolder) throws(OutputError) -> Void
  ) throws(CollagenError) {
    do throws(OutputError) {
      let run = OutputRun(version: CollagenVersion.number, command: command, sample: sample)
      let folder = try OutputFolder(path: path, run: run, existing: replacing ? .replaceOrForce : .refuse)
      do throws(OutputError) {
        try body(folder)
        try folder.publish(inputs: inputs)
      } catch {
        folder.discard()
        throw error
      }
    } catch {
      throw CollagenError(error)
    }
  }
}
