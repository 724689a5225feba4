// One earlier screen result as a control: what is taken of it, and which cannot be compared.

import BioSequence
import Reporting
import SequenceIO
import TypeICollagen
import VariantCalling

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension ControlPanel {
  static func control(path: String, assembly: Assembly, genes: GeneCatalog) throws(ControlPanelError) -> Control? {
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
    let counts = genes.genes.map { gene -> ExonFragmentCounts? in
      let exons = gene.record.preferredTranscript.exons.count
      guard let depth = head.exonDepth?.genes.first(where: { $0.gene == gene.symbol }), depth.exons == exons,
        depth.groups.allSatisfy({ $0.count == 3 && $0[0] >= 1 && $0[0] <= $0[1] && $0[1] <= exons && $0[2] >= 0 })
      else { return nil }
      return ExonFragmentCounts(
        exonCount: exons, groups: depth.groups.map { ExonGroup(first: $0[0] - 1, last: $0[1] - 1, count: $0[2]) })
    }
    guard counts.allSatisfy({ $0 != nil }) else {
      throw ControlPanelError(name, "its exon depths are not those of these genes; screen that sample again")
    }
    let settings = head.settings ?? [:]
    guard settings["molecule"] == nil else {
      throw ControlPanelError(
        name, "is of RNA: how many messages there are says nothing of copies; give controls of DNA, or take it away")
    }
    return Control(
      sample: head.sample ?? name, digests: Set((head.inputs ?? []).map(\.sha256)), counts: counts.compactMap(\.self),
      hasEvent: (head.calls ?? []).contains {
        $0.filter == "PASS" && affectsExons($0, assembly: assembly, genes: genes)
      },
      isAmplified: settings["duplicates"] == "not marked (amplicons)", target: settings["target"] ?? "exons")
  }

  /// Whether a call deletes or doubles most of an exon.
  private static func affectsExons(_ call: Head.Call, assembly: Assembly, genes: GeneCatalog) -> Bool {
    if (call.variantClass ?? "").hasPrefix("exon_") { return true }
    guard let reference = call.ref, let alternate = call.alt, let pos = call.pos,
      reference.utf8.count != alternate.utf8.count,
      let gene = genes.genes.first(where: { $0.symbol == call.gene }),
      let mapping = gene.record.mapping(on: assembly)
    else { return false }
    let common = zip(reference.utf8, alternate.utf8).prefix { $0 == $1 }.count
    guard var bases = DNASequence(text: alternate.dropFirst(common)) else { return false }
    let (lower, upper) = (pos - 1 + common, pos - 1 + reference.utf8.count)
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

  /// What is looked at of a screen result.
  private struct Head: Decodable {
    let schemaVersion: String?
    let version: String?
    let sample: String?
    let assembly: String?
    let inputs: [Input]?
    let calls: [Call]?
    let exonDepth: Depth?
    let settings: [String: String]?

    struct Input: Decodable { let sha256: String }
    struct Call: Decodable {
      let gene: String?
      let variantClass: String?
      let pos: Int?
      let ref: String?
      let alt: String?
      let filter: String?
      enum CodingKeys: String, CodingKey {
        case variantClass = "class"
        case gene, pos, ref, alt, filter
      }
    }
    struct Depth: Decodable {
      let form: String
      let genes: [ReportedExonDepth]
    }
  }
}
