// One called variant of a sample: what it is, on which haplotypes it lies, and the evidence for it.

package import BioSequence

/// One variant found in a sample.
package struct VariantCall: Sendable, Hashable {
  /// Index of the reference record that the variant lies on.
  package let reference: Int
  /// The variant, trimmed and left-aligned on the record (not on the chromosome).
  package let variant: Variant
  /// Which haplotypes carry it.
  package internal(set) var genotype: Genotype
  /// Heterozygous, homozygous, hemizygous or mosaic.
  package internal(set) var zygosity: Zygosity
  /// Number of the group of calls in which `genotype` is phased; `nil` where no read ties this call to another one.
  /// The number is the 0-based record offset of the first call of the group.
  package internal(set) var phaseSet: Int?
  /// Phred-scaled probability that the sample does not carry the variant (VCF QUAL), 0-3000.
  package internal(set) var quality: Double
  /// Phred-scaled probability that the number of copies is another one, 0-99; at most 29 below forty fragments.
  package internal(set) var genotypeQuality: Int
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
  /// Fraction of the informative fragments that carry the variant.
  package let alleleFraction: AlleleFraction
  /// Why the call should not be trusted; empty means PASS. In the order of ``CallFilter``'s cases.
  package internal(set) var filters: [CallFilter]

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
