// Bases that the transcripts have or lack at a border of an exon and the DNA does not: a splice site that is not resolved.

import BioSequence
import HGVS
package import Reporting
import TypeICollagen

/// An insertion or a deletion of the RNA at the border of an exon, which is not known to be in the DNA.
///
/// A new splice site so near the known one that its bases fit into a read is told as such a change and as no event.
package struct BorderChange: Sendable, Hashable {
  /// A border of an exon.
  package struct Border: Sendable, Hashable {
    /// 0-based exon.
    let exon: Int
    /// Whether it is the exon's end; its start otherwise.
    let isDonor: Bool

    /// In words.
    var words: String { "the \(isDonor ? "donor" : "acceptor") of exon \(exon + 1)" }
  }

  /// The call of the RNA.
  package let call: Call
  /// What the DNA says of it.
  package let standing: TranscriptVariant.Standing
  /// The borders that it lies at.
  let borders: [Border]
  /// Bases that the transcripts have more; negative for fewer.
  let length: Int

  /// From so many fragments on a call counts that did not pass the filters.
  private static let fewestFragments = 3
  /// Bases of the intron at a border: a new site farther away is called as an event.
  private static let intronic = 60

  /// A change at a border; `nil` where the call is none, or the DNA has it.
  init?(_ call: Call, _ standing: TranscriptVariant.Standing, genes: GeneCatalog) {
    guard standing != .called, standing != .notCounted,
      call.isPass || call.altDepth ?? 0 >= BorderChange.fewestFragments, let gene = genes.gene(symbol: call.gene),
      let variant = call.recordVariant(on: gene)
    else { return nil }
    length = variant.replacement.count - variant.range.count
    let ranges = gene.model.equalRanges(of: variant)
    let exons = gene.record.preferredTranscript.exons
    borders = gene.borders.filter { border in
      // Bases between two exons of a transcript may be of either end of the intron.
      let other = border.isDonor ? exons[border.exon + 1].lowerBound : exons[border.exon - 1].upperBound
      if ranges.contains(other..<other) { return true }
      let window = gene.window(at: border, intronic: BorderChange.intronic, exonic: 0)
      return ranges.contains { $0.lowerBound <= window.upperBound && window.lowerBound <= $0.upperBound }
    }
    guard length != 0, !borders.isEmpty else { return nil }
    self.call = call
    self.standing = standing
  }

  /// What the transcripts show: `an insertion of 12 bases at the donor of exon 8 that the DNA does not have`, with its name.
  var observation: String {
    let what = "\(length > 0 ? "an insertion" : "a loss") of \(abs(length)) base\(abs(length) == 1 ? "" : "s")"
    let dna = standing == .absent ? "that the DNA does not have" : "that is not known of the DNA"
    return "\(what) at \(borders.map(\.words).joined(separator: " and ")) \(dna) (\(call.shortCodingName))"
  }

  /// What it may be.
  static let meaning = "an aberrant splice site that is not resolved"

  /// The whole in a clause: why splicing there is not known.
  var sentence: String { "the transcripts show \(observation): \(BorderChange.meaning)" }

  /// Whether it lies at one of the sites of a known junction such as `8^9`.
  func lies(at junction: String) -> Bool {
    borders.contains { junction == ($0.isDonor ? "\($0.exon + 1)^\($0.exon + 2)" : "\($0.exon)^\($0.exon + 1)") }
  }

  /// Whether a call lies at the same border, so that it may be the cause.
  func mayFollow(from other: Call, in gene: CollagenGene) -> Bool {
    guard other.gene == call.gene, let variant = other.recordVariant(on: gene) else { return false }
    let exonic = RulePack.embedded.splicing.donor.exonic
    return borders.contains { border in
      let window = gene.window(at: border, intronic: BorderChange.intronic, exonic: exonic)
      return gene.model.equalRanges(of: variant).contains {
        $0.lowerBound < window.upperBound && window.lowerBound < max($0.upperBound, $0.lowerBound + 1)
      }
    }
  }
}

extension CollagenGene {
  /// The borders of the preferred transcript's exons at an intron.
  fileprivate var borders: [BorderChange.Border] {
    record.preferredTranscript.exons.indices.flatMap { exon -> [BorderChange.Border] in
      let last = record.preferredTranscript.exons.count - 1
      return (exon > 0 ? [BorderChange.Border(exon: exon, isDonor: false)] : [])
        + (exon < last ? [BorderChange.Border(exon: exon, isDonor: true)] : [])
    }
  }

  /// Offsets of the record at a border: so many bases of the intron, and of the exon.
  fileprivate func window(at border: BorderChange.Border, intronic: Int, exonic: Int) -> Range<Int> {
    let exon = record.preferredTranscript.exons[border.exon]
    return border.isDonor
      ? exon.upperBound - exonic..<exon.upperBound + intronic
      : exon.lowerBound - intronic..<exon.lowerBound + exonic
  }
}

extension ScreenDocument {
  /// The changes at borders of a screen of RNA without DNA beside it, where a variant of the gene is not told from a splice site.
  func bordersOfRNA(genes: GeneCatalog) -> [BorderChange] {
    isOfRNA ? calls.compactMap { BorderChange($0, .notKnown, genes: genes) } : []
  }
}
