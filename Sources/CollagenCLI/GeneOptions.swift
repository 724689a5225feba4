// `--genes DIR`: further genes beside the embedded ones, for every command that knows genes.

import ArgumentParser
import Collagen
import Documents
import TypeICollagen

struct GeneOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Folder of further gene records, in the layout of the repository's reference/.", valueName: "dir"))
  var genes: String?

  /// The embedded genes and those of the folder.
  func catalog() throws(ExitFailure) -> GeneCatalog {
    guard let genes else { return .embedded }
    do throws(InputFault) {
      return try GeneCatalog.embedded(with: genes)
    } catch {
      throw ExitFailure(ExitStatus(rawValue: error.exitStatus) ?? .badData, "--genes: \(error)")
    }
  }
}
