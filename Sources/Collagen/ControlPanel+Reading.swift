// One earlier screen of DNA as a control: what is taken of it.

import BioSequence
import Documents
import HGVS
import Reporting
import SequenceIO
import TypeICollagen
import VariantCalling
import VariantNaming

extension ControlPanel {
  static func control(
    _ head: ScreenDocument, name: String, genes: GeneCatalog
  ) throws(ControlPanelError) -> Control {
    guard let depths = head.exonDepth, depths.form == ExonDepth.form, let settings = head.settings else {
      throw ControlFolder.otherVersion(name, head)
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
    return Control(
      sample: head.sample, digests: Set(head.inputs.compactMap(\.sha256)), counts: counts.compactMap(\.self),
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
