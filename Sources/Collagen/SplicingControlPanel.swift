// Earlier RNA screens whose junctions a sample's are compared with.

package import BioSequence
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

  /// No controls.
  package init() { controls = [] }

  /// Reads every RNA screen result (`<sample>.json`) in a folder and in the folders in it; results of DNA are passed over.
  ///
  /// - Throws: ``ControlPanelError`` if there is no result, or one that cannot be compared.
  package init(folder: String, assembly: Assembly) throws(ControlPanelError) {
    let name = InputSource(path: folder).displayName
    guard let files = ControlPanel.jsonFiles(in: folder) else {
      throw ControlPanelError(
        name, "no such folder; --controls takes a folder of earlier screen results", isMissing: true)
    }
    var found: [Control] = []
    for path in files {
      if let control = try SplicingControlPanel.control(path: path, assembly: assembly) { found.append(control) }
    }
    guard !found.isEmpty else {
      throw ControlPanelError(
        name, "holds no result of collagen screen --molecule rna; put the folders of earlier RNA screens there")
    }
    controls = found
  }

  private static func control(path: String, assembly: Assembly) throws(ControlPanelError) -> Control? {
    let name = path.split(separator: "/").suffix(2).joined(separator: "/")
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
    let document: ScreenDocument
    do throws(InputFaults) { document = try ScreenDocument.read(node, file: name) } catch {
      let fault = error.faults[0]
      throw ControlPanelError(
        name, "\(fault.place): \(fault.reason); screen that sample again, or take the file away")
    }
    guard let rna = document.rna else { return nil }
    let version = "collagen \(CollagenVersion.number)"
    guard document.version == version, rna.library != nil else {
      throw ControlPanelError(
        name,
        "was made by \(document.version ?? "another version"), and this is \(version): screen the controls again with it"
      )
    }
    guard document.assembly == assembly else {
      throw ControlPanelError(
        name,
        "is on \(document.assembly.rawValue), and this run on \(assembly.rawValue): give controls of one assembly")
    }
    return Control(digests: Set(document.inputs.map(\.sha256)), rna: rna)
  }

  /// What a sample is compared with: every set of reads once, and not the sample itself.
  func controls(
    forInputs digests: Set<String>, naming: SplicingNaming
  ) -> (controls: SplicingControls, warnings: [String]) {
    guard !controls.isEmpty else { return (SplicingControls(), []) }
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
      return (SplicingControls(), warnings)
    }
    return (SplicingControls(single.map { naming.control($0.rna) }), warnings)
  }
}

extension SplicingNaming {
  /// The junctions of an earlier screen as a control: events by their places on the records.
  func control(_ rna: SplicingReport) -> SplicingControls.Control {
    var events: [SplicingEvent: (psi: Double, fragments: Double)] = [:]
    var junctions = genes.map { [Double](repeating: 0, count: $0.introns.count) }
    for row in rna.junctions {
      guard let number = catalog.genes.firstIndex(where: { $0.symbol == row.gene }),
        let mapping = catalog.genes[number].record.mapping(on: assembly)
      else { continue }
      let range = mapping.recordRange(ofChromosomeRange: row.start..<row.end)
      let isSeen = rna.expression?.first { $0.gene == row.gene }?.level == .expressed
      if row.kind == .canonical {
        if isSeen, let intron = genes[number].introns.firstIndex(of: range) {
          junctions[number][intron] = row.fragments
        }
      } else if isSeen, let kind = SplicingKind(rawValue: row.kind.rawValue),
        let event = SplicingEvent(kind, range, of: genes[number], number: number)
      {
        events[event] = (row.psi ?? row.ratio, row.fragments)
      }
    }
    return SplicingControls.Control(events: events, junctions: junctions)
  }
}
