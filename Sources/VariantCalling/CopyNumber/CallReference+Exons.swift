// Which exons a variant of known sequence deletes or duplicates.

package import BioSequence

extension CallReference {
  /// For every exon whether a variant of known sequence deletes or duplicates half of it or more, wherever in a repeat
  /// the variant is written.
  package func affectedExons(by variant: Variant) -> [Bool] {
    let span = variant.shiftRange(on: sequence)
    return exons.map { exon in
      if variant.lengthChange < 0 { return 2 * span.clamped(to: exon).count >= exon.count }
      let copied =
        span.lowerBound - variant.replacement.count..<max(span.upperBound, span.lowerBound) + variant.replacement.count
      return variant.lengthChange >= exon.count / 2 && 2 * copied.clamped(to: exon).count >= exon.count
    }
  }
}
