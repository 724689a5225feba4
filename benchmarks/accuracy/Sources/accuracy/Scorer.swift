// Scores calls by sequence: calls and truth are applied to the record and the results compared.

import BioSequence
import ReadSimulation
import VariantCalling

/// What became of one planted site.
struct SiteScore {
  /// Whether a passing call lies at the site.
  let isFound: Bool
  /// Whether both haplotypes around the site are as planted.
  let isExact: Bool
  /// Whether the passing calls give the planted sequence apart from the number of copies.
  let isSequenceExact: Bool
  /// Quality of the genotype of the first call at the site.
  let genotypeQuality: Int?
}

/// Compares the calls of one sample with what was planted.
struct Scorer {
  let records: [DNASequence]
  /// Bases on both sides of a site that belong to it.
  static let margin = 120

  /// Scores of the sites, and the passing calls that belong to none.
  func score(_ sites: [PlantedSite], calls: [VariantCall]) -> (scores: [SiteScore], extra: [VariantCall]) {
    var used: Set<Int> = []
    let scores = sites.map { site in
      let near = calls.indices.filter { index in
        calls[index].reference == site.gene
          && calls[index].variant.range.lowerBound < site.variant.range.upperBound + Scorer.margin
          && calls[index].variant.range.upperBound > site.variant.range.lowerBound - Scorer.margin
      }
      used.formUnion(near)
      let own = near.map { calls[$0] }
      let truth = haplotypes(site)
      let found = haplotypes(own, gene: site.gene)
      let alternates = Set(truth).subtracting([records[site.gene]])
      return SiteScore(
        isFound: !near.isEmpty,
        isExact: found == truth || found == [truth[1], truth[0]],
        isSequenceExact: !near.isEmpty && !alternates.isDisjoint(with: Set(found)),
        genotypeQuality: own.first?.genotypeQuality)
    }
    return (scores, calls.indices.filter { !used.contains($0) }.map { calls[$0] })
  }

  private func haplotypes(_ site: PlantedSite) -> [DNASequence] {
    let plain = records[site.gene]
    let changed = site.variant.applied(to: plain)
    return site.allele == .homozygous ? [changed, changed] : [plain, changed]
  }

  private func haplotypes(_ calls: [VariantCall], gene: Int) -> [DNASequence] {
    (0..<2).map { haplotype in
      var sequence = records[gene]
      let carried = calls.filter { (haplotype == 0 ? $0.genotype.first : $0.genotype.second) == 1 }
      for call in carried.sorted(by: { $0.variant > $1.variant }) { sequence = call.variant.applied(to: sequence) }
      return sequence
    }
  }
}

/// Exact binomial interval (Clopper and Pearson 1934, Biometrika 26:404) at 95 %.
func clopperPearson(_ successes: Int, of total: Int) -> (low: Double, high: Double) {
  guard total > 0 else { return (0, 1) }
  /// P(X >= k) or P(X <= k), summed from logarithms.
  func tail(_ p: Double, upper: Bool) -> Double {
    var sum = 0.0
    var term = 0.0
    for k in 0...total {
      if k == 0 {
        term = logPower(1 - p, total)
      } else {
        term += logarithm(Double(total - k + 1) / Double(k)) + logarithm(p) - logarithm(1 - p)
      }
      if upper ? k >= successes : k <= successes { sum += exponential(term) }
    }
    return sum
  }
  func solve(upper: Bool) -> Double {
    var low = 1e-9
    var high = 1 - 1e-9
    for _ in 0..<60 {
      let middle = (low + high) / 2
      let chance = tail(middle, upper: upper)
      if upper ? chance < 0.025 : chance > 0.025 { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }
  return (successes == 0 ? 0 : solve(upper: true), successes == total ? 1 : solve(upper: false))
}
