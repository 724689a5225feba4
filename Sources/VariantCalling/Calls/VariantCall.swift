// One called change of a sample: what it is, on which haplotypes it lies, and the evidence for it.

package import BioSequence
import Numerics

/// How many of the sample's chromosomes, or which fraction of its cells, carry a variant.
package enum Zygosity: String, Sendable, Hashable, CaseIterable {
  /// One of the two haplotypes.
  case heterozygous
  /// Both haplotypes.
  case homozygous
  /// A fraction of the fragments that fits neither one nor two haplotypes.
  case mosaic
}

/// Which of the two haplotypes carry a variant; 1 means the variant, 0 anything else.
///
/// A site at which the haplotypes carry two different changes gives two calls, `1|0` and `0|1`.
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

/// The fraction of fragments that carry a variant, with its 95 % interval.
///
/// The interval is Wilson's score interval (Wilson 1927, J Am Stat Assoc 22:209) on fragments that tell the alleles
/// apart, mates counted once; from its bounds the fraction is taken that misread fragments without the variant add.
package struct AlleleFraction: Sendable, Hashable {
  /// Fragments with the variant over fragments that tell, 0-1.
  package let value: Double
  /// Lower 95 % bound.
  package let low: Double
  /// Upper 95 % bound.
  package let high: Double

  /// The fraction and its interval from counts; 0 with the interval 0-1 if there is no fragment.
  ///
  /// - Parameter misread: the probability, 0-1, that a fragment without the variant reads as if it had it. Of a fraction f of
  ///   fragments with the variant, f + (1 - f) `misread` show it.
  package init(alternate: Int, total: Int, misread: Double = 0) {
    self.init(alternate: alternate, total: total, misread: misread, certainty: 1)
  }

  /// The same with an interval as wide as that of fewer fragments.
  ///
  /// - Parameter certainty: the part of the fragments, 0-1, that the interval rests on.
  init(alternate: Int, total: Int, misread: Double, certainty: Double) {
    guard total > 0 else {
      value = 0
      low = 0
      high = 1
      return
    }
    let fraction = Double(alternate) / Double(total)
    let shown = WilsonInterval(share: fraction, trials: Double(total) * certainty)
    value = fraction
    func withoutMisread(_ shown: Double) -> Double { max(0, (shown - misread) / (1 - misread)) }
    low = alternate == 0 ? 0 : withoutMisread(shown.low)
    high = alternate == total ? 1 : max(fraction, min(1, withoutMisread(shown.high)))
  }

  private init(value: Double, low: Double, high: Double) {
    self.value = value
    self.low = low
    self.high = high
  }

  /// The fraction if fragments with the variant tell `weight` times as often as others.
  func weighing(_ weight: Double) -> AlleleFraction {
    guard weight != 1, weight > 0 else { return self }
    func weighed(_ fraction: Double) -> Double { fraction / (fraction + weight * (1 - fraction)) }
    return AlleleFraction(value: weighed(value), low: weighed(low), high: weighed(high))
  }
}

/// One variant found in a sample.
package struct VariantCall: Sendable, Hashable {
  /// Index of the reference record that the variant lies on.
  package let reference: Int
  /// The variant, trimmed and left-aligned on the record (not on the chromosome).
  package let variant: Variant
  /// Which haplotypes carry it.
  package let genotype: Genotype
  /// Heterozygous, homozygous or mosaic.
  package let zygosity: Zygosity
  /// Number of the group of calls in which `genotype` is phased; `nil` where no read ties this call to another one.
  /// The number is the 0-based record offset of the first call of the group.
  package let phaseSet: Int?
  /// Phred-scaled probability that the sample does not carry the variant (VCF QUAL), 0-3000.
  package let quality: Double
  /// Phred-scaled probability that the number of copies is another one, 0-99; at most 29 below forty fragments.
  package let genotypeQuality: Int
  /// Fragments over the variant, mates counted once.
  package let depth: Int
  /// Fragments that argue against the variant.
  package let referenceDepth: Int
  /// Fragments that carry the variant.
  package let alternateDepth: Int
  /// Of `alternateDepth`, those whose informative read lies on the record's strand.
  package let alternateForwardDepth: Int
  /// Of `alternateDepth`, those whose informative read lies on the other strand.
  package let alternateReverseDepth: Int
  /// Fraction of the fragments that tell which carry the variant.
  package let alleleFraction: AlleleFraction
  /// Why the call should not be trusted; empty means PASS. In the order of ``CallFilter``'s cases.
  package let filters: [CallFilter]

  /// Calls of a lower quality do not pass.
  static let leastQuality = 20.0

  /// Whether the call counts.
  package var isPass: Bool { filters.isEmpty }

  /// A call from its parts; the fraction is taken from the depths where it is not given.
  package init(
    reference: Int, variant: Variant, genotype: Genotype, zygosity: Zygosity, phaseSet: Int?, quality: Double,
    genotypeQuality: Int, depth: Int, referenceDepth: Int, alternateForwardDepth: Int, alternateReverseDepth: Int,
    alleleFraction: AlleleFraction? = nil, filters: [CallFilter]
  ) {
    self.reference = reference
    self.variant = variant
    self.genotype = genotype
    self.zygosity = zygosity
    self.phaseSet = phaseSet
    self.quality = quality
    self.genotypeQuality = genotypeQuality
    self.depth = depth
    self.referenceDepth = referenceDepth
    self.alternateForwardDepth = alternateForwardDepth
    self.alternateReverseDepth = alternateReverseDepth
    self.alternateDepth = alternateForwardDepth + alternateReverseDepth
    self.alleleFraction =
      alleleFraction
      ?? AlleleFraction(
        alternate: alternateForwardDepth + alternateReverseDepth,
        total: alternateForwardDepth + alternateReverseDepth + referenceDepth)
    self.filters = filters
  }
}
