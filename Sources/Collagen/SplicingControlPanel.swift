// Earlier RNA screens whose junctions a sample's are compared with.

package import BioSequence
import CaseReporting
import Digests
import Documents
import Reporting
import SequenceIO
import TranscriptAnalysis
import TypeICollagen

/// Junctions of control lines that were screened before with the same laboratory method.
package struct SplicingControlPanel: Sendable {
  /// One control line.
  struct Control: Sendable {
    let digests: Set<String>
    let rna: SplicingReport
  }

  let controls: [Control]
  /// SHA-256 of what the controls hold: the same folder gives the same results.
  let digest: String

  /// No controls.
  package init() { (controls, digest) = ([], "") }

  /// Takes the screens of RNA of a folder of controls; those of DNA are passed over.
  ///
  /// - Throws: ``ControlPanelError`` if there is no result, or one that cannot be compared.
  package init(folder: String, assembly: Assembly) throws(ControlPanelError) {
    let screens = try ControlFolder(folder, assembly: assembly)
    try self.init(screens)
    guard !controls.isEmpty else {
      throw screens.fault(
        "holds no result of collagen screen --molecule rna; put the folders of earlier RNA screens there")
    }
  }

  /// Takes the screens of RNA among those of a folder; there may be none.
  ///
  /// - Throws: ``ControlPanelError`` if one cannot be compared.
  package init(_ folder: ControlFolder) throws(ControlPanelError) {
    var found: [Control] = []
    for entry in folder.screens {
      guard let rna = entry.document.rna else { continue }
      guard rna.library != nil else { throw ControlFolder.otherVersion(entry.name, entry.document) }
      found.append(Control(digests: Set(entry.document.inputs.compactMap(\.sha256)), rna: rna))
    }
    controls = found
    let lines = found.map { "\($0.digests.sorted()) \(JSONValue(encoding: $0.rna).document())" }.sorted()
    digest = SHA256.hexadecimal(Array(lines.joined(separator: "\n").utf8))
  }

  /// Number of control lines.
  package var count: Int { controls.count }

  /// What a sample is compared with: every set of reads once, and not the sample itself.
  func controls(
    forInputs digests: Set<String>, naming: SplicingNaming
  ) -> (controls: SplicingControls, reports: [SplicingReport], warnings: [String]) {
    guard !controls.isEmpty else { return (SplicingControls(), [], []) }
    let others = controls.filter { $0.digests.isDisjoint(with: digests) }
    var seen: Set<Set<String>> = []
    let single = others.filter { $0.digests.isEmpty || seen.insert($0.digests).inserted }
    var warnings: [String] = []
    if others.count < controls.count {
      warnings.append("\(controls.count - others.count) of the controls is this very sample: skipped")
    }
    if single.count < others.count {
      warnings.append("\(others.count - single.count) of the controls repeats the reads of another one: skipped")
    }
    if single.count < SplicingControls.fewest {
      warnings.append(
        "\(single.count) usable controls are too few for junctions: give \(SplicingControls.fewest) at least, better 8")
      return (SplicingControls(), [], warnings)
    }
    return (SplicingControls(single.map { naming.control($0.rna) }), single.map(\.rna), warnings)
  }
}

extension SplicingNaming {
  /// The junctions of an earlier screen as a control: events by their places on the records.
  func control(_ rna: SplicingReport) -> SplicingControls.Control {
    var events: [SplicingEvent: (psi: Double, fragments: Double)] = [:]
    var junctions = genes.map { [Double](repeating: 0, count: $0.introns.count) }
    var kept = genes.map { [SplicingControls.KeptFraction?](repeating: nil, count: $0.introns.count) }
    for row in rna.junctions {
      guard let number = catalog.genes.firstIndex(where: { $0.symbol == row.gene }),
        let mapping = catalog.genes[number].record.mapping(on: assembly)
      else { continue }
      let range = mapping.recordRange(ofChromosomeRange: row.start..<row.end)
      let isSeen = rna.expression?.first { $0.gene == row.gene }?.level == .expressed
      if row.kind == .canonical {
        if isSeen, let intron = genes[number].introns.firstIndex(of: range) {
          junctions[number][intron] = row.fragments
          if let value = row.keptFraction, let fragments = row.keptFragments {
            kept[number][intron] = SplicingControls.KeptFraction(value: value, fragments: fragments)
          }
        }
      } else if isSeen, let kind = SplicingKind(rawValue: row.kind.rawValue),
        let event = SplicingEvent(kind, range, of: genes[number], number: number)
      {
        events[event] = (row.psi ?? row.ratio, row.fragments)
      }
    }
    return SplicingControls.Control(events: events, junctions: junctions, kept: kept)
  }
}
