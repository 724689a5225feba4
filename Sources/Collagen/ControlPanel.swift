// Earlier screen results whose exon depths a sample is compared with.

public import BioSequence
import Reporting
import SequenceIO
import TypeICollagen
import VariantCalling

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Why a folder of controls cannot be used.
public struct ControlPanelError: Error, Sendable, Hashable, CustomStringConvertible {
  /// File or folder as shown to people.
  public let file: String
  /// What is wrong and what to do.
  public let reason: String
  /// Whether there is no such folder.
  public let isMissing: Bool

  /// `file: reason`.
  public var description: String { "\(file): \(reason)" }

  init(_ file: String, _ reason: String, isMissing: Bool = false) {
    self.file = file
    self.reason = reason
    self.isMissing = isMissing
  }
}

/// Exon depths of samples that were screened before with the same laboratory method.
public struct ControlPanel: Sendable {
  /// One control sample.
  struct Control: Sendable {
    let sample: String
    let digests: Set<String>
    let counts: [ExonCounts]
    /// Whether an exon event was called in it.
    let hasEvent: Bool
  }

  let controls: [Control]

  /// No controls.
  public init() { controls = [] }

  /// Number of control samples.
  public var count: Int { controls.count }

  /// Reads every screen result (`<sample>.json`) in a folder and in the folders in it.
  ///
  /// JSON files of other kinds are passed over. Results of another version of this program are refused, as are those on
  /// another assembly: what is compared must have been counted alike.
  ///
  /// - Throws: ``ControlPanelError`` if there is no result, or one that cannot be compared.
  public init(folder: String, assembly: Assembly) throws(ControlPanelError) {
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
      if let control = try ControlPanel.control(path: path, assembly: assembly) { found.append(control) }
    }
    guard !found.isEmpty else {
      throw ControlPanelError(name, "holds no result of collagen screen; put the folders of earlier screens there")
    }
    controls = found
  }

  /// The counts of the controls that a sample is compared with: not itself, none with an
  /// exon event of its own, and every set of reads once.
  func counts(forInputs digests: Set<String>) -> (counts: [[ExonCounts]], warnings: [String]) {
    let others = controls.filter { $0.digests.isDisjoint(with: digests) }
    var seen: Set<Set<String>> = []
    let single = others.filter { $0.digests.isEmpty || seen.insert($0.digests).inserted }
    let plain = single.filter { !$0.hasEvent }
    var warnings: [String] = []
    if others.count < controls.count {
      warnings.append("\(controls.count - others.count) of the controls is this very sample: left out")
    }
    if single.count < others.count {
      warnings.append("\(others.count - single.count) of the controls repeats the reads of another one: left out")
    }
    if plain.count < single.count {
      warnings.append("\(single.count - plain.count) of the controls has an exon event itself: left out")
    }
    if !controls.isEmpty, plain.count < ExonDosage.leastControls {
      warnings.append(
        "\(plain.count) usable controls are too few for exon dosage: give \(ExonDosage.leastControls) at least, "
          + "better 10")
    }
    return (plain.map(\.counts), warnings)
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

  private static func control(path: String, assembly: Assembly) throws(ControlPanelError) -> Control? {
    // Many results may have one file name: their folder tells them apart.
    let name = path.split(separator: "/").suffix(2).joined(separator: "/")
    let bytes: [UInt8]
    do throws(ParseError) { bytes = try WholeText.read(InputSource(path: path)) } catch {
      throw ControlPanelError(name, error.message)
    }
    guard let head = try? JSONDecoder().decode(Head.self, from: Data(bytes)) else {
      throw ControlPanelError(name, "is not whole JSON; screen that sample again, or take the file away")
    }
    guard let schema = head.schemaVersion, schema.hasPrefix("collagen.screen/") else { return nil }
    let version = "collagen \(CollagenVersion.number)"
    guard schema == ScreenJSON.schemaVersion, head.version == version, head.exonDepth?.form == ScreenJSON.exonDepthForm
    else {
      throw ControlPanelError(
        name,
        "was made by \(head.version ?? "another version"), and this is \(version): screen the controls again with it")
    }
    guard let own = head.assembly, own == assembly.rawValue else {
      throw ControlPanelError(
        name,
        "is on \(head.assembly ?? "no assembly"), and this run on \(assembly.rawValue): give controls of one assembly")
    }
    let counts = ReferenceModels.all.map { gene -> ExonCounts? in
      let exons = gene.record.preferredTranscript.exons.count
      guard let depth = head.exonDepth?.genes.first(where: { $0.gene == gene.symbol }), depth.exons == exons,
        depth.groups.allSatisfy({ $0.count == 3 && $0[0] >= 1 && $0[0] <= $0[1] && $0[1] <= exons && $0[2] >= 0 })
      else { return nil }
      return ExonCounts(
        exonCount: exons, groups: depth.groups.map { ExonGroup(first: $0[0] - 1, last: $0[1] - 1, count: $0[2]) })
    }
    guard counts.allSatisfy({ $0 != nil }) else {
      throw ControlPanelError(name, "its exon depths are not those of the two genes; screen that sample again")
    }
    return Control(
      sample: head.sample ?? name, digests: Set((head.inputs ?? []).map(\.sha256)), counts: counts.compactMap(\.self),
      hasEvent: (head.calls ?? []).contains { $0.filter == "PASS" && ($0.variantClass ?? "").hasPrefix("exon_") })
  }

  /// What is looked at of a screen result.
  private struct Head: Decodable {
    let schemaVersion: String?
    let version: String?
    let sample: String?
    let assembly: String?
    let inputs: [Input]?
    let calls: [Call]?
    let exonDepth: Depth?

    struct Input: Decodable { let sha256: String }
    struct Call: Decodable {
      let variantClass: String?
      let filter: String?
      enum CodingKeys: String, CodingKey {
        case variantClass = "class"
        case filter
      }
    }
    struct Depth: Decodable {
      let form: String
      let genes: [ReportedExonDepth]
    }
  }
}
