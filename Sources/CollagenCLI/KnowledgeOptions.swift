// `--knowledge FILE`: which pack of knowledge a command uses, and its reading.

import ArgumentParser
import CaseReporting
import Collagen
import Documents
import Evidence
import Knowledge
import Reporting
import SequenceIO
import TypeICollagen
import VariantNaming

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

struct KnowledgeOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      A pack of 'collagen knowledge build' (default: $COLLAGEN_KNOWLEDGE, else collagen/knowledge.pack in the user's data \
      folder, else what is embedded).
      """, valueName: "file"))
  var knowledge: String?

  /// The path of the pack; `nil` for what is embedded.
  var path: String? {
    if let knowledge { return knowledge }
    if let own = KnowledgeOptions.variable("COLLAGEN_KNOWLEDGE") { return own }
    let folder =
      KnowledgeOptions.variable("XDG_DATA_HOME") ?? KnowledgeOptions.variable("HOME").map { $0 + "/.local/share" }
    let usual = folder.map { $0 + "/collagen/knowledge.pack" }
    return usual.flatMap { FileBytes.exists($0) ? $0 : nil }
  }

  private static func variable(_ name: String) -> String? {
    guard let value = unsafe getenv(name) else { return nil }
    let text = unsafe String(cString: value)
    return text.isEmpty ? nil : text
  }

  /// The pack, ready to be looked up in, with its file; `nil` for what is embedded.
  func load(_ genes: GeneCatalog) throws(ExitFailure) -> (pack: LoadedKnowledge, file: SourceFile)? {
    guard let path else { return nil }
    let (pack, file) = try KnowledgeOptions.read(path)
    do throws(InputFaults) {
      return (try LoadedKnowledge(pack, file: file.name, locator: GenomicLocator(genes: genes)), file)
    } catch {
      throw ExitFailure(error)
    }
  }

  /// Reads a pack.
  static func read(_ path: String) throws(ExitFailure) -> (pack: KnowledgePack, file: SourceFile) {
    let text: WholeText.Document
    do {
      text = try WholeText.document(InputSource(path: path))
    } catch {
      throw ExitFailure(ExitStatus(rawValue: error.exitStatus) ?? .badData, error.description)
    }
    let name = InputSource(path: path).displayName
    do throws(InputFaults) {
      let file = SourceFile(name: name, bytes: [], diskDigest: text.sha256, diskCount: text.byteCount)
      return (try KnowledgePack(text.bytes, file: name), file)
    } catch {
      throw ExitFailure(error)
    }
  }
}
