// Calls of the RNA at borders of exons that may be splice sites: bases that the transcripts have or lack there.

package import BioSequence
import HGVS
package import TypeICollagen
import VariantNaming

extension Call {
  /// The variant on the gene's record in its normal form; `nil` for symbolic alleles and bases that do not fit.
  package func recordVariant(on own: CollagenGene) -> Variant? {
    let locator = GenomicLocator(genes: GeneCatalog(genes: [own]))
    guard
      case .located(_, let variant) = locator.locate(
        contig: chrom, position: pos, reference: ref, alternate: alt, assembly: assembly),
      own.symbol == gene
    else { return nil }
    return variant
  }
}

/// A border of an exon.
package struct ExonBorder: Sendable, Hashable {
  /// 0-based exon.
  package let exon: Int
  /// Whether it is the exon's end; its start otherwise.
  package let isDonor: Bool

  /// In words.
  package var words: String { "the \(isDonor ? "donor" : "acceptor") of exon \(exon + 1)" }
}

extension ExonBorder {
  /// Bases of the intron at a border: a new site farther away is called as an event.
  package static let intronic = 60
}

extension CollagenGene {
  /// The borders of the preferred transcript's exons at an intron.
  private var borders: [ExonBorder] {
    record.preferredTranscript.exons.indices.flatMap { exon -> [ExonBorder] in
      let last = record.preferredTranscript.exons.count - 1
      return (exon > 0 ? [ExonBorder(exon: exon, isDonor: false)] : [])
        + (exon < last ? [ExonBorder(exon: exon, isDonor: true)] : [])
    }
  }

  /// Offsets of the record at a border: so many bases of the intron, and of the exon.
  package func window(at border: ExonBorder, intronic: Int, exonic: Int) -> Range<Int> {
    let exon = record.preferredTranscript.exons[border.exon]
    return border.isDonor
      ? exon.upperBound - exonic..<exon.upperBound + intronic
      : exon.lowerBound - intronic..<exon.lowerBound + exonic
  }

  /// The borders at which a change of the record adds or removes bases, in any of its equal descriptions.
  package func borders(changedBy variant: Variant) -> [ExonBorder] {
    guard variant.replacement.count != variant.range.count else { return [] }
    let ranges = model.equalRanges(of: variant)
    let exons = record.preferredTranscript.exons
    return borders.filter { border in
      // Bases between two exons of a transcript may be of either end of the intron.
      let other = border.isDonor ? exons[border.exon + 1].lowerBound : exons[border.exon - 1].upperBound
      if ranges.contains(other..<other) { return true }
      let window = window(at: border, intronic: ExonBorder.intronic, exonic: 0)
      return ranges.contains { $0.lowerBound <= window.upperBound && window.lowerBound <= $0.upperBound }
    }
  }
}

extension Call {
  /// What a change of the RNA at borders is: `an insertion of 12 bases at the donor of exon 8`.
  package static func words(ofLength length: Int, at borders: [ExonBorder]) -> String {
    let what = "\(length > 0 ? "an insertion" : "a loss") of \(abs(length)) base\(abs(length) == 1 ? "" : "s")"
    return "\(what) at \(borders.map(\.words).joined(separator: " and "))"
  }
}

extension ScreenDocument {
  /// What the passed calls of a screen of RNA show at borders of exons, in words with their names: RNA alone does not tell it from
  /// another splice site.
  package func openBorders(genes: GeneCatalog) -> [String] {
    guard rna != nil else { return [] }
    return passed.compactMap { call in
      guard let gene = genes.gene(symbol: call.gene), let variant = call.recordVariant(on: gene) else { return nil }
      let borders = gene.borders(changedBy: variant)
      guard !borders.isEmpty else { return nil }
      let words = Call.words(ofLength: variant.replacement.count - variant.range.count, at: borders)
      return "\(words) (\(call.gene) \(call.shortCodingName))"
    }
  }
}
