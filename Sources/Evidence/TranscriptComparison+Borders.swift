// Bases that the transcripts have or lack at a border of an exon and the DNA does not: a splice site that is not resolved.

import BioSequence
import HGVS
package import Reporting
import TypeICollagen

/// An insertion or a deletion of the RNA at the border of an exon, which is not known to be in the DNA.
///
/// A new splice site so near the known one that its bases fit into a read is told as such a change and as no event.
package struct BorderChange: Sendable, Hashable {
  /// The call of the RNA.
  package let call: Call
  /// What the DNA says of it.
  package let standing: TranscriptVariant.Standing
  /// The borders that it lies at.
  let borders: [ExonBorder]
  /// Bases that the transcripts have more; negative for fewer.
  let length: Int

  /// From so many fragments on a call counts that did not pass the filters.
  private static let fewestFragments = 3
  /// A change at a border; `nil` where the call is none, or the DNA has it.
  init?(_ call: Call, _ standing: TranscriptVariant.Standing, genes: GeneCatalog) {
    guard standing != .called, standing != .notCounted,
      call.isPass || call.altDepth ?? 0 >= BorderChange.fewestFragments, let gene = genes.gene(symbol: call.gene),
      let variant = call.recordVariant(on: gene)
    else { return nil }
    length = variant.replacement.count - variant.range.count
    borders = gene.borders(changedBy: variant)
    guard !borders.isEmpty else { return nil }
    self.call = call
    self.standing = standing
  }

  /// What the transcripts show: `an insertion of 12 bases at the donor of exon 8 that the DNA does not have`, with its name.
  var observation: String { "\(words) (\(call.shortCodingName))" }

  /// The same with the gene's name.
  var named: String { "\(words) (\(call.gene) \(call.shortCodingName))" }

  private var words: String {
    let dna = standing == .absent ? "that the DNA does not have" : "that is not known of the DNA"
    return "\(Call.words(ofLength: length, at: borders)) \(dna)"
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
      let window = gene.window(at: border, intronic: ExonBorder.intronic, exonic: exonic)
      return gene.model.equalRanges(of: variant).contains {
        $0.lowerBound < window.upperBound && window.lowerBound < max($0.upperBound, $0.lowerBound + 1)
      }
    }
  }
}

extension ScreenDocument {
  /// The changes at borders of a screen of RNA without DNA beside it, where a variant of the gene is not told from a splice site.
  func bordersOfRNA(genes: GeneCatalog) -> [BorderChange] {
    isOfRNA ? calls.compactMap { BorderChange($0, .notKnown, genes: genes) } : []
  }
}
