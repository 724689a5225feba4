// Ties windows together: fragments that cover two of them show which variants lie on one haplotype.

import BioSequence

/// Joins the heterozygous windows of a sample to phase sets.
enum PhaseSets {
  /// Fragments that must cover both windows.
  private static let fewest = 2
  /// Fraction of them that must agree.
  private static let agreement = 0.9

  /// All calls of all windows, with genotypes turned so that those of one set are in step.
  static func linked(_ results: [RegionCalls]) -> [VariantCall] {
    let order = results.indices.filter { !results[$0].phased.isEmpty && results[$0].calls.contains(where: \.isPass) }
      .sorted { key(results[$0]) < key(results[$1]) }
    var isTurned = [Bool](repeating: false, count: results.count)
    var sets = [Int](repeating: -1, count: results.count)
    for (rank, region) in order.enumerated() {
      sets[region] = region
      guard rank > 0 else { continue }
      let before = order[rank - 1]
      guard let isOpposite = relation(results[before], results[region]) else { continue }
      sets[region] = sets[before]
      isTurned[region] = isTurned[before] != isOpposite
    }
    var sizes = [Int](repeating: 0, count: results.count)
    for region in order { sizes[sets[region]] += 1 }
    return results.indices.flatMap { region -> [VariantCall] in
      guard sets[region] >= 0, sizes[sets[region]] > 1, let first = results[sets[region]].calls.first else {
        return results[region].calls
      }
      return results[region].calls.map { call in
        let genotype = call.genotype
        return call.phased(
          Genotype(
            first: isTurned[region] ? genotype.second : genotype.first,
            second: isTurned[region] ? genotype.first : genotype.second, isPhased: true),
          set: first.variant.range.lowerBound)
      }
    }
  }

  private static func key(_ result: RegionCalls) -> (Int, Int) {
    (result.calls.first?.reference ?? 0, result.calls.first?.variant.range.lowerBound ?? 0)
  }

  /// Whether the haplotypes of two windows are numbered the other way round; `nil` if fragments do not show it.
  private static func relation(_ left: RegionCalls, _ right: RegionCalls) -> Bool? {
    guard left.calls.first?.reference == right.calls.first?.reference else { return nil }
    let sides = Dictionary(left.phased.map { ($0.template, $0.isFirst) }, uniquingKeysWith: { first, _ in first })
    var same = 0
    var opposite = 0
    for fragment in right.phased {
      guard let side = sides[fragment.template] else { continue }
      if side == fragment.isFirst { same += 1 } else { opposite += 1 }
    }
    let total = same + opposite
    guard total >= fewest, Double(max(same, opposite)) >= agreement * Double(total) else { return nil }
    return opposite > same
  }
}

extension VariantCall {
  /// This call with another numbering of the haplotypes.
  func phased(_ genotype: Genotype, set: Int) -> VariantCall {
    var call = self
    call.genotype = genotype
    call.phaseSet = set
    return call
  }
}
