// A folder of further genes on disk, in the layout of reference/.

package import Documents
import SequenceIO
package import TypeICollagen

extension GeneCatalog {
  /// Most bytes of one file of a folder of genes.
  package static let maximumFileBytes = 64 << 20

  /// The embedded genes and those of a folder in the layout of `reference/`.
  ///
  ///     let genes = try GeneCatalog.embedded(with: "my-genes")
  ///     var options = ScreenOptions(sample: "P07")
  ///     options.genes = genes
  ///
  /// - Throws: ``InputFault`` at the first thing that is wrong, with its file, row and column.
  package static func embedded(with folder: String) throws(InputFault) -> GeneCatalog {
    try embedded.adding { name throws(InputFault) in
      let path = folder + "/" + name
      let bytes: [UInt8]
      do throws(ParseError) {
        bytes = try WholeText.read(InputSource(path: path), maximumCount: maximumFileBytes)
      } catch {
        if error.code == .notFound { return nil }
        throw InputFault(.notReadable, file: name, reason: error.description)
      }
      guard let text = String(validating: bytes, as: UTF8.self) else {
        throw InputFault(.syntax, file: name, reason: "the file is not UTF-8 text")
      }
      return text
    }
  }
}
