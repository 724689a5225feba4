// A quick look at two samples' genotypes: of ten thousand cases every two are compared.

import Reporting

/// The sure genotypes of one sample as numbers.
package struct GenotypeSignature: Sendable {
  private let alleles: [(allele: Int, copies: Int, probability: Double)]

  /// The signature of a sample.
  ///
  /// - Parameter numbers: the number of each allele's name, shared by the samples that are compared; grows.
  package init(_ profile: GenotypeProfile, numbers: inout [String: Int]) {
    alleles = profile.genotypes.map { name, genotype in
      let number = numbers[name] ?? numbers.count
      numbers[name] = number
      return (number, genotype.copies, GenotypeComparison.probability(genotype.copies, of: genotype))
    }.sorted { $0.0 < $1.0 }
  }

  /// Whether a comparison in full can find two samples suspicious: what both tell is equal, and rare enough together.
  ///
  /// What one alone tells is left to the comparison in full, as the other may not be covered there; it counts here as if
  /// the other told the same, so that no two are passed over.
  package func mayBeSuspicious(beside other: GenotypeSignature) -> Bool {
    var (one, two, probability, isShared) = (0, 0, 1.0, false)
    while one < alleles.count || two < other.alleles.count {
      let left = one < alleles.count ? alleles[one] : (.max, 0, 1)
      let right = two < other.alleles.count ? other.alleles[two] : (.max, 0, 1)
      if left.0 == right.0 {
        guard left.1 == right.1 else { return false }
        isShared = isShared || left.1 > 0
      }
      probability *= left.0 <= right.0 ? left.2 : right.2
      one += left.0 <= right.0 ? 1 : 0
      two += right.0 <= left.0 ? 1 : 0
    }
    return isShared && probability < GenotypeComparison.suspicion
  }
}
