// Which haplotypes carry a variant.

/// How many of the sample's chromosomes, or which fraction of its cells, carry a variant.
package enum Zygosity: String, Sendable, Hashable, CaseIterable {
  /// One of the two haplotypes.
  case heterozygous
  /// Both haplotypes.
  case homozygous
  /// The only copy: the other haplotype lacks the place.
  case hemizygous
  /// A fraction of the fragments that fits neither one nor two haplotypes.
  case mosaic
}

/// Which of the two haplotypes carry a variant; 1 means the variant, 0 anything else.
///
/// A site at which the haplotypes carry two different variants gives two calls, `1|0` and `0|1`.
package struct Genotype: Sendable, Hashable {
  /// 1 if the first haplotype carries the variant, otherwise 0.
  package let first: Int
  /// 1 if the second haplotype carries the variant, otherwise 0.
  package let second: Int
  /// Whether first and second are the same haplotypes in all calls of the call's phase set.
  package let isPhased: Bool

  /// A genotype.
  ///
  /// - Precondition: `first` and `second` are 0 or 1.
  package init(first: Int, second: Int, isPhased: Bool) {
    precondition((0...1).contains(first) && (0...1).contains(second), "an allele is 0 or 1")
    self.first = first
    self.second = second
    self.isPhased = isPhased
  }

  /// The number of haplotypes that carry the variant.
  package var copies: Int { first + second }
}

extension Genotype: CustomStringConvertible {
  /// The text of VCF's GT field, such as `0/1` or `1|0`; an unphased heterozygote is always `0/1`.
  package var description: String {
    if isPhased { return "\(first)|\(second)" }
    return "\(min(first, second))/\(max(first, second))"
  }
}
