// One called change of a sample: what it is, on which haplotypes it lies, and the evidence for it.

package import BioSequence

/// How many of the sample's chromosomes, or which share of its cells, carry a change.
package enum Zygosity: String, Sendable, Hashable, CaseIterable {
  /// One of the two haplotypes.
  case heterozygous
  /// Both haplotypes.
  case homozygous
  /// A share of the molecules that fits neither one nor two haplotypes.
  case mosaic
}

/// Which of the two haplotypes carry a change; 1 means the change, 0 anything else.
///
/// A site at which the haplotypes carry two different changes gives two calls, `1|0` and `0|1`.
package struct Genotype: Sendable, Hashable {
  /// 1 if the first haplotype carries the change, otherwise 0.
  package let first: Int
  /// 1 if the second haplotype carries the change, otherwise 0.
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

  /// The number of haplotypes that carry the change.
  package var copies: Int { first + second }
}

extension Genotype: CustomStringConvertible {
  /// The text of VCF's GT field, such as `0/1` or `1|0`; an unphased heterozygote is always `0/1`.
  package var description: String {
    if isPhased { return "\(first)|\(second)" }
    return "\(min(first, second))/\(max(first, second))"
  }
}

/// The share of molecules that carry a change, with its 95 % interval.
///
/// The interval is Wilson's score interval (Wilson 1927, J Am Stat Assoc 22:209) on molecules that tell the alleles
/// apart, mates counted once; from its bounds the share is taken that misread molecules without the change add.
package struct AlleleFraction: Sendable, Hashable {
  /// Molecules with the change over molecules that tell, 0-1.
  package let value: Double
  /// Lower 95 % bound.
  package let low: Double
  /// Upper 95 % bound.
  package let high: Double

  /// The fraction and its interval from counts; 0 with the interval 0-1 if there is no molecule.
  ///
  /// - Parameter misread: the chance, 0-1, that a molecule without the change reads as if it had it. Of a share f of
  ///   molecules with the change, f + (1 - f) `misread` show it.
  package init(alternate: Int, total: Int, misread: Double = 0) {
    self.init(alternate: alternate, total: total, misread: misread, certainty: 1)
  }

  /// The same with an interval as wide as that of fewer molecules.
  ///
  /// - Parameter certainty: the part of the molecules, 0-1, that the interval rests on.
  init(alternate: Int, total: Int, misread: Double, certainty: Double) {
    guard total > 0 else {
      value = 0
      low = 0
      high = 1
      return
    }
    let n = Double(total) * certainty
    let share = Double(alternate) / Double(total)
    let z = 1.959964
    let centre = share + z * z / (2 * n)
    let spread = z * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot()
    let scale = 1 + z * z / n
    value = share
    func withoutMisread(_ shown: Double) -> Double { max(0, (shown - misread) / (1 - misread)) }
    low = alternate == 0 ? 0 : withoutMisread((centre - spread) / scale)
    high = alternate == total ? 1 : max(share, min(1, withoutMisread((centre + spread) / scale)))
  }

  private init(value: Double, low: Double, high: Double) {
    self.value = value
    self.low = low
    self.high = high
  }

  /// The fraction if molecules with the change tell `weight` times as often as others.
  func weighing(_ weight: Double) -> AlleleFraction {
    guard weight != 1, weight > 0 else { return self }
    func weighed(_ share: Double) -> Double { share / (share + weight * (1 - share)) }
    return AlleleFraction(value: weighed(value), low: weighed(low), high: weighed(high))
  }
}

/// One change found in a sample.
package struct VariantCall: Sendable, Hashable {
  /// Index of the reference record that the change lies on.
  package let reference: Int
  /// The change, trimmed and left-aligned on the record (not on the chromosome).
  package let variant: Variant
  /// Which haplotypes carry it.
  package let genotype: Genotype
  /// Heterozygous, homozygous or mosaic.
  package let zygosity: Zygosity
  /// Number of the group of calls in which `genotype` is phased; `nil` where no read ties this call to another one.
  /// The number is the 0-based record offset of the first call of the group.
  package let phaseSet: Int?
  /// Phred-scaled chance that the sample does not carry the change (VCF QUAL), 0-3000.
  package let quality: Double
  /// Phred-scaled chance that the number of copies is another one, 0-99; at most 29 below forty molecules.
  package let genotypeQuality: Int
  /// Molecules over the change, mates counted once.
  package let depth: Int
  /// Molecules that speak against the change.
  package let referenceDepth: Int
  /// Molecules that carry the change.
  package let alternateDepth: Int
  /// Of `alternateDepth`, those whose telling read lies on the record's strand.
  package let alternateForwardDepth: Int
  /// Of `alternateDepth`, those whose telling read lies on the other strand.
  package let alternateReverseDepth: Int
  /// Share of the molecules that tell which carry the change.
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
