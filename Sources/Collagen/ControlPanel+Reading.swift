// One earlier screen result as a control: what is taken of it, and which cannot be compared.

import BioSequence
import Documents
import HGVS
import Reporting
import SequenceIO
import TypeICollagen
import VariantCalling
import VariantNaming

extension ControlPanel {
  static func control(path: String, assembly: Assembly, genes: GeneCatalog) throws(ControlPanelError) -> Control? {
    // Many results may have one file name: their folder tells them apart.
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
    let head: ScreenDocument
    do throws(InputFaults) { head = try ScreenDocument.read(node, file: name) } catch {
      let fault = error.faults[0]
      throw ControlPanelError(
        name, "\(fault.place): \(fault.reason); screen that sample again, or take the file away")
    }
    let version = "collagen \(CollagenVersion.number)"
    guard head.version == version, let depths = head.exonDepth, depths.form == ExonDepth.form else {
      throw ControlPanelError(
        name,
        "was made by \(head.version ?? "another version"), and this is \(version): screen the controls again with it")
    }
    guard head.assembly == assembly else {
      throw ControlPanelError(
        name,
        "is on \(head.assembly.rawValue), and this run on \(assembly.rawValue): give controls of one assembly")
    }
    let counts = genes.genes.map { gene -> ExonFragmentCounts? in
      let exons = gene.record.preferredTranscript.exons.count
      guard let depth = depths.genes.first(where: { $0.gene == gene.symbol }), depth.exons == exons else { return nil }
      return ExonFragmentCounts(
        exonCount: exons, groups: depth.groups.map { ExonGroup(first: $0[0] - 1, last: $0[1] - 1, count: $0[2]) })
    }
    guard counts.allSatisfy({ $0 != nil }) else {
      throw ControlPanelError(name, "its exon depths are not those of these genes; screen that sample again")
    }
    guard let settings = head.settings, settings.molecule == .dna else {
      throw ControlPanelError(
        name, "is of RNA: transcript abundance does not show copy number; give controls of DNA, or remove it")
    }
    return Control(
      sample: head.sample, digests: Set(head.inputs.map(\.sha256)), counts: counts.compactMap(\.self),
      hasEvent: head.passed.contains { affectsExons($0, genes: genes) }, isAmplified: settings.duplicates == .amplicons,
      target: settings.target)
  }

  /// Whether a call deletes or doubles most of an exon.
  private static func affectsExons(_ call: Call, genes: GeneCatalog) -> Bool {
    if call.class == .exonDeletion || call.class == .exonDuplication { return true }
    let (reference, alternate) = (call.ref, call.alt)
    guard !call.isSymbolic, reference.utf8.count != alternate.utf8.count,
      let gene = genes.genes.first(where: { $0.symbol == call.gene }),
      let mapping = gene.record.mapping(on: call.assembly)
    else { return false }
    let common = zip(reference.utf8, alternate.utf8).prefix { $0 == $1 }.count
    guard var bases = DNASequence(text: alternate.dropFirst(common)) else { return false }
    let (lower, upper) = (call.pos - 1 + common, call.pos - 1 + reference.utf8.count)
    var start = mapping.recordOffset(ofChromosomeOffset: lower)
    if mapping.strand == .reverse {
      // The base before the range on the record is the one behind it on the chromosome.
      start = mapping.recordOffset(ofChromosomeOffset: upper) + 1
      bases = bases.reverseComplement
    }
    guard start >= 0, start + upper - lower <= gene.record.sequence.count else { return false }
    let record = CallReference(
      sequence: gene.record.sequence, targets: nil, exons: gene.record.preferredTranscript.exons)
    return record.affectedExons(by: Variant(range: start..<start + upper - lower, replacement: bases)).contains(true)
  }
}
