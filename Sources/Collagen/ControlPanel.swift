// Earlier screen results whose exon depths a sample is compared with.

package import BioSequence
import Digests
import SequenceIO
package import TypeICollagen
import VariantCalling

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Why a folder of controls cannot be used.
package struct ControlPanelError: Error, Sendable, Hashable, CustomStringConvertible {
  /// File or folder as shown to people.
  package let file: String
  /// What is wrong and what to do.
  package let reason: String
  /// Whether there is no such folder.
  package let isMissing: Bool

  /// `file: reason`.
  package var description: String { "\(file): \(reason)" }

  init(_ file: String, _ reason: String, isMissing: Bool = false) {
    self.file = file
    self.reason = reason
    self.isMissing = isMissing
  }
}

/// Exon depths of samples that were screened before with the same laboratory method.
package struct ControlPanel: Sendable {
  /// One control sample.
  struct Control: Sendable {
    let sample: String
    let digests: Set<String>
    let counts: [ExonFragmentCounts]
    /// Whether a deletion or duplication of exons was called in it, inferred from depth or by sequence.
    let hasEvent: Bool
    /// Whether its reads start at primers.
    let isAmplified: Bool
    /// What was asked about.
    let target: String
  }

  let controls: [Control]

  /// No controls.
  package init() { controls = [] }

  /// SHA-256 of what the controls hold: the same folder gives the same results.
  var digest: String {
    let lines = controls.map { "\($0.sample) \($0.digests.sorted()) \($0.counts) \($0.hasEvent) \($0.target)" }.sorted()
    return SHA256.hexadecimal(Array(lines.joined(separator: "\n").utf8))
  }

  /// Number of control samples.
  package var count: Int { controls.count }

  /// Reads every screen result (`<sample>.json`) in a folder and in the folders in it.
  ///
  /// JSON files of other kinds are passed over. Results of another version of this program are refused, as are those on
  /// another assembly: what is compared must have been counted alike.
  ///
  /// - Throws: ``ControlPanelError`` if there is no result, or one that cannot be compared.
  package init(folder: String, assembly: Assembly, genes: GeneCatalog = .embedded) throws(ControlPanelError) {
    let name = InputSource(path: folder).displayName
    guard let files = ControlPanel.jsonFiles(in: folder) else {
      if FileManager.default.fileExists(atPath: folder) {
        throw ControlPanelError(
          name, "is not a folder that can be listed; --controls takes a folder of earlier screen results",
          isMissing: true)
      }
      throw ControlPanelError(
        name, "no such folder; --controls takes a folder of earlier screen results", isMissing: true)
    }
    var found: [Control] = []
    for path in files {
      if let control = try ControlPanel.control(path: path, assembly: assembly, genes: genes) { found.append(control) }
    }
    guard !found.isEmpty else {
      throw ControlPanelError(name, "holds no result of collagen screen; put the folders of earlier screens there")
    }
    controls = found
  }

  /// The counts of the controls that a sample is compared with: not itself, none with an
  /// exon event of its own, none of amplicons for a sample that is not or the other way round, and every set of reads once.
  func counts(
    forInputs digests: Set<String>, isAmplified: Bool, target: String
  ) -> (counts: [[ExonFragmentCounts]], warnings: [String]) {
    let others = controls.filter { $0.digests.isDisjoint(with: digests) }
    var seen: Set<Set<String>> = []
    let single = others.filter { $0.digests.isEmpty || seen.insert($0.digests).inserted }
    let normal = single.filter { !$0.hasEvent }
    let plain = normal.filter { $0.isAmplified == isAmplified }
    let elsewhere = plain.filter { $0.target != target }
    var warnings: [String] = []
    if others.count < controls.count {
      warnings.append("\(controls.count - others.count) of the controls is this very sample: skipped")
    }
    if single.count < others.count {
      warnings.append("\(others.count - single.count) of the controls repeats the reads of another one: skipped")
    }
    if normal.count < single.count {
      warnings.append("\(single.count - normal.count) of the controls has an exon event itself: skipped")
    }
    if plain.count < normal.count {
      let kind = isAmplified ? "is not of amplicons, as this sample is" : "is of amplicons, and this sample is not"
      warnings.append("\(normal.count - plain.count) of the controls \(kind): skipped")
    }
    if let other = elsewhere.first {
      warnings.append(
        "\(elsewhere.count) of the controls was screened with another target (\(other.target), this sample with "
          + "\(target)): used, but controls should be of one panel design with the sample")
    }
    if !controls.isEmpty, plain.count < ExonCopyNumber.leastControls {
      warnings.append(
        "\(plain.count) usable controls are too few for exon dosage: give \(ExonCopyNumber.leastControls) at least, "
          + "better 10")
    }
    return (plain.map(\.counts), warnings)
  }

  /// The JSON files of a folder and its folders, sorted; `nil` if it cannot be listed.
  static func jsonFiles(in folder: String) -> [String]? {
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
