// Whole exons that are lost or stand twice, as a call tells them: by its class and exons, or by a symbolic allele's ends.

import BioSequence
import HGVS
package import Reporting
package import TypeICollagen
import VariantNaming

/// A loss or a doubling of whole exons.
package struct ExonEvent: Sendable, Hashable {
  /// 0-based indices of the exons.
  package let exons: ClosedRange<Int>
  /// Whether they are lost; doubled otherwise.
  package let isDeletion: Bool
  /// Whether every exon of the gene is among them.
  package let isWholeGene: Bool
  /// Whether the call holds the bases at the ends; if not, a doubling is only presumed to lie in tandem.
  package let isResolved: Bool

  /// The event of a finding; `nil` if no whole exon is lost or doubled, or if the call does not tell which.
  package init?(_ finding: Call, gene: CollagenGene) {
    // A symbol alone tells where the class is not known: one of another class holds no whole exon.
    let isLost = finding.class.map { $0 == .exonDeletion } ?? finding.alt.hasPrefix("<DEL")
    guard isLost || finding.class.map({ $0 == .exonDuplication }) ?? finding.alt.hasPrefix("<DUP") else { return nil }
    let count = gene.record.preferredTranscript.exons.count
    guard
      let exons = ExonEvent.exons(named: finding.exon ?? "", count: count)
        ?? ExonEvent.exons(within: finding, gene: gene)
    else { return nil }
    self.exons = exons
    isDeletion = isLost
    isWholeGene = exons == 0...count - 1
    isResolved = finding.hgvsC.map { !$0.contains(")_(") } ?? !finding.isSymbolic
  }

  /// What the event does to the mRNA.
  func outcome(in gene: CollagenGene) -> CollagenLocus.SkipOutcome {
    isDeletion ? CollagenLocus.skipping(exons: exons, of: gene) : CollagenLocus.doubling(exons: exons, of: gene)
  }

  /// Whether nothing that was looked at bounds it on one side: it holds the first or the last exon of the gene.
  func mayPassEnd(of gene: CollagenGene) -> Bool {
    exons.lowerBound == 0 || exons.upperBound == gene.record.preferredTranscript.exons.count - 1
  }

  /// The exons for people, `8` or `8-10`.
  var words: String {
    exons.count == 1 ? "\(exons.lowerBound + 1)" : "\(exons.lowerBound + 1)-\(exons.upperBound + 1)"
  }

  /// Exons written `8` or `8-10`, counted from 1.
  private static func exons(named text: String, count: Int) -> ClosedRange<Int>? {
    let ends = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    guard (1...2).contains(ends.count), let first = ends[0], let last = ends[ends.count - 1], first >= 1, first <= last,
      last <= count
    else { return nil }
    return first - 1...last - 1
  }

  /// The exons that a symbolic allele touches, from its position and end.
  private static func exons(within finding: Call, gene: CollagenGene) -> ClosedRange<Int>? {
    // POS of a symbolic allele is the base before it.
    guard let last = finding.symbolic?.end, finding.pos > 0, last > finding.pos,
      let mapping = gene.record.mapping(on: finding.assembly)
    else { return nil }
    let start = max(finding.pos, mapping.range.lowerBound)
    let end = min(last, mapping.range.upperBound)
    guard start < end else { return nil }
    let range = mapping.recordRange(ofChromosomeRange: start..<end)
    let touched = gene.record.preferredTranscript.exons.indices.filter {
      gene.record.preferredTranscript.exons[$0].overlaps(range)
    }
    guard let first = touched.first, let last = touched.last else { return nil }
    return first...last
  }
}
