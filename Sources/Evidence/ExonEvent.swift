// Whole exons that are lost or stand twice, as a call tells them: by its class and exons, or by a symbolic allele's ends.

import BioSequence
package import TypeICollagen

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
  package init?(_ finding: SequenceFinding, gene: CollagenGene) {
    let type = finding.alt.hasPrefix("<DEL") ? "exon_deletion" : finding.alt.hasPrefix("<DUP") ? "exon_duplication" : ""
    let word = finding.variantClass.hasPrefix("exon_") ? finding.variantClass : type
    guard word == "exon_deletion" || word == "exon_duplication" else { return nil }
    let count = gene.record.preferredTranscript.exons.count
    guard let exons = ExonEvent.exons(named: finding.exon, count: count) ?? ExonEvent.exons(within: finding, gene: gene)
    else { return nil }
    self.exons = exons
    isDeletion = word == "exon_deletion"
    isWholeGene = exons == 0...count - 1
    isResolved = !finding.alt.hasPrefix("<") && !finding.hgvsC.contains(")_(")
  }

  /// What the event does to the messenger.
  func outcome(in gene: CollagenGene) -> CollagenLocus.SkipOutcome {
    isDeletion ? CollagenLocus.skipping(exons: exons, of: gene) : CollagenLocus.doubling(exons: exons, of: gene)
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
  private static func exons(within finding: SequenceFinding, gene: CollagenGene) -> ClosedRange<Int>? {
    // POS of a symbolic allele is the base before it.
    guard finding.pos > 0, finding.end > finding.pos, finding.end < 1 << 40,
      let mapping = gene.record.mapping(on: finding.assembly)
    else { return nil }
    let start = max(finding.pos, mapping.range.lowerBound)
    let end = min(finding.end, mapping.range.upperBound)
    guard start < end else { return nil }
    let range = mapping.recordRange(ofChromosomeRange: start..<end)
    let touched = gene.record.preferredTranscript.exons.indices.filter {
      gene.record.preferredTranscript.exons[$0].overlaps(range)
    }
    guard let first = touched.first, let last = touched.last else { return nil }
    return first...last
  }
}
