// Small text files that options name.

import Collagen
import Documents
import Evidence
import Knowledge
import SequenceIO
import TypeICollagen
import VariantNaming

enum InputText {
  /// Files of known variants, unpacked if they are packed; of their records only those of the genes are read.
  ///
  /// - Parameter isQuiet: whether nothing is said on standard error: of a screen its result tells what must not be missed.
  ///   Otherwise how many entries lie in the genes, and that.
  /// - Parameter knowledge: a pack whose ClinVar entries are known too.
  static func known(
    _ paths: [String], _ genes: GeneCatalog, isQuiet: Bool, knowledge: KnowledgeOptions? = nil
  ) throws(ExitFailure) -> KnownVariants {
    var known = KnownVariants(locator: GenomicLocator(genes: genes))
    for part in try knowledge?.path.map({ path throws(ExitFailure) in try KnowledgeOptions.read(path).pack.parts })
      ?? []
    where part.source.kind == .clinvar {
      do throws(InputFaults) { try known.add(vcf: part.text, file: part.source.file) } catch {
        throw ExitFailure(error)
      }
    }
    for path in paths {
      let bytes = try bytes(path, keeping: genes.geneLines)
      do throws(InputFaults) {
        try known.add(vcf: bytes, file: baseName(path))
      } catch {
        throw ExitFailure(error)
      }
    }
    guard !isQuiet else { return known }
    for summary in known.summaries { Console.note("collagen: \(summary)") }
    for warning in known.warnings { Console.note("collagen: warning: \(warning)") }
    return known
  }

  private static func bytes(
    _ path: String, keeping isKept: ((ArraySlice<UInt8>) -> Bool)?
  ) throws(ExitFailure) -> [UInt8] {
    do {
      return try WholeText.document(InputSource(path: path), keeping: isKept).bytes
    } catch {
      throw ExitFailure(ExitStatus(rawValue: error.exitStatus) ?? .badData, error.description)
    }
  }

  /// The text of a file, unpacked if it is packed.
  ///
  /// - Throws: ``ExitFailure`` with the status of what is wrong; text that is not UTF-8 is bad data.
  static func read(_ path: String) throws(ExitFailure) -> String {
    let bytes = try bytes(path, keeping: nil)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw ExitFailure(.badData, "\(baseName(path)): is not UTF-8 text")
    }
    return text
  }

  /// The name without its folder.
  static func baseName(_ path: String) -> String { InputSource(path: path).displayName }
}
