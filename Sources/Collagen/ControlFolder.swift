// A folder of earlier screens of the same laboratory method, which controls are taken from.

package import BioSequence
import Documents
import Reporting
import SequenceIO

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The screen results (`<sample>.json`) in a folder and in the folders in it, of DNA and of RNA.
package struct ControlFolder: Sendable {
  /// What was sequenced, as far as controls are concerned.
  enum Molecule { case dna, rna }

  /// The folder as shown to people.
  let name: String
  /// The results by path; without their coverage, which no control needs.
  let screens: [(name: String, molecule: Molecule, document: ScreenDocument)]

  /// Whether there is no result.
  var isEmpty: Bool { screens.isEmpty }

  /// Reads every result.
  ///
  /// JSON files of other kinds are passed over. Results of another version of this program are refused, as are those on
  /// another assembly: what is compared must have been counted alike.
  ///
  /// - Throws: ``ControlPanelError`` if there is no such folder, or a result that cannot be compared.
  package init(_ folder: String, assembly: Assembly) throws(ControlPanelError) {
    name = InputSource(path: folder).displayName
    guard let files = ControlFolder.jsonFiles(in: folder) else {
      throw ControlPanelError(
        name,
        FileManager.default.fileExists(atPath: folder)
          ? "is not a folder that can be listed; --controls takes a folder of earlier screen results"
          : "no such folder; --controls takes a folder of earlier screen results", isMissing: true)
    }
    var found: [(name: String, molecule: Molecule, document: ScreenDocument)] = []
    for path in files {
      // Many results may have one file name: their folder tells them apart.
      let name = path.split(separator: "/").suffix(2).joined(separator: "/")
      guard var document = try ControlFolder.document(path: path, name: name) else { continue }
      guard document.version == "collagen \(CollagenVersion.number)" else {
        throw ControlFolder.otherVersion(name, document)
      }
      guard document.assembly == assembly else {
        throw ControlPanelError(
          name,
          "is on \(document.assembly.rawValue), and this run on \(assembly.rawValue): give controls of one assembly")
      }
      // The SHA-256 of the reads shows which of the controls is the sample itself.
      guard document.inputs.allSatisfy({ $0.sha256 != nil }) else {
        throw ControlPanelError(
          name,
          "was screened with --digest, so that nobody can tell whether it is one of the samples: screen it again without "
            + "--digest")
      }
      document.coverage = nil
      found.append((name, document.isOfRNA ? .rna : .dna, document))
    }
    screens = found
  }

  /// What is wrong with the folder as a whole.
  package func fault(_ reason: String) -> ControlPanelError { ControlPanelError(name, reason) }

  /// A result that was not counted as this version counts.
  static func otherVersion(_ name: String, _ document: ScreenDocument) -> ControlPanelError {
    ControlPanelError(
      name,
      "was made by \(document.version ?? "another version"), and this is collagen \(CollagenVersion.number): screen the "
        + "controls again with it")
  }

  /// A result of a screen; `nil` if the file holds another JSON document.
  private static func document(path: String, name: String) throws(ControlPanelError) -> ScreenDocument? {
    // Files that are no regular ones may never end.
    guard FileBytes.isRegular(path) else {
      throw ControlPanelError(name, "is no regular file; take it away, or put a file in its place")
    }
    let text: String
    do throws(ParseError) {
      text = String(decoding: try WholeText.read(InputSource(path: path)), as: UTF8.self)
    } catch {
      throw ControlPanelError(name, error.message)
    }
    guard let node = try? DocumentNode.json(text, file: name) else {
      throw ControlPanelError(name, "is not whole JSON; screen that sample again, or take the file away")
    }
    guard (node["schema"] ?? node["schemaVersion"])?.text?.hasPrefix("collagen.screen/") == true else { return nil }
    do throws(InputFaults) { return try ScreenDocument.read(node, file: name) } catch {
      let fault = error.faults[0]
      throw ControlPanelError(
        name, "\(fault.place): \(fault.reason); screen that sample again, or take the file away")
    }
  }

  /// The JSON files of a folder and its folders, sorted; `nil` if it cannot be listed.
  private static func jsonFiles(in folder: String) -> [String]? {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else { return nil }
    var files: [String] = []
    for name in names.sorted() where !name.hasPrefix(".") {
      let path = folder + "/" + name
      if name.hasSuffix(".json") {
        files.append(path)
      } else if let inner = try? FileManager.default.contentsOfDirectory(atPath: path) {
        files += inner.sorted().filter { $0.hasSuffix(".json") && !$0.hasPrefix(".") }.map { path + "/" + $0 }
      }
    }
    return files
  }
}
