// How much of a sample's DNA is another person's, from alleles below the germline range.

import BioSequence
import Numerics

/// The fraction of another person's DNA.
///
/// Where the sample has the reference on both haplotypes and the other person an allele, a fraction c of foreign DNA shows it
/// in c/2 of the fragments (six of seven times: heterozygous) or in c. Of n fragments at a site k carry it, and a call needs at
/// least m of them, so that
///
///     L(c) = prod [ 6/7 B(k; n, c/2) + 1/7 B(k; n, c) ] / [ 6/7 P(K >= m; n, c/2) + 1/7 P(K >= m; n, c) ]
///
/// The estimate has the largest L; its 95 % interval is where ln L falls by no more than 1.92 (half of the 95th percentile of
/// chi-squared with one degree of freedom).
///
/// A second person has fewer alleles that the first one lacks than the first one has against the record. With the reference as a fifth
/// chromosome beside the two of each person, and i of five chromosomes with the newer base of a site 1/i as often as one (Fu 1995,
/// Theor Popul Biol 48:172), an allele of either kind is the first person's with probability 0.72. So of s alleles below the germline
/// range and g within it, another person explains the former only if P(X <= g) for X ~ Binomial(s + g, 0.72) is not small.
///
/// An allele that the other person has on both chromosomes may lie within the germline range. A heterozygous substitution in k of n
/// fragments is the other person's with the odds
///
///     1/8 B(k; n, c) : max over q of B(k; n, q)        q = (1 - c)/2, 1/2, (1 + c)/2
package struct Contamination: Sendable, Hashable {
  /// The fraction of the DNA that is another person's, 0-0.5.
  package let fraction: Double
  /// Ends of the 95 % interval.
  package let interval: ClosedRange<Double>
  /// Substitutions below the germline range that it rests on.
  package let sites: Int
  /// Substitutions of the germline range.
  package let germline: Int

  /// A person has at most one or two mosaic substitutions in two genes; so many point to another person.
  static let fewestSites = 3
  private static let ofFirstPerson = 0.72
  /// With a smaller probability of so few germline alleles the others are not told to be another person's; with a smaller one than
  /// the second they are not taken out of the calls.
  private static let leastOfSmall = 0.01
  private static let leastOfFiltered = 0.05
  /// With a smaller one than this many mosaics are the person's, or errors; in between it cannot be told.
  private static let leastOfDoubted = 1e-4
  /// Heterozygous and homozygous alleles that another person has and the first one lacks, by the number of chromosomes above; the part of that
  /// person's DNA that has the allele.
  static let genotypes: [(weight: Double, dose: Double)] = [(6.0 / 7, 0.5), (1.0 / 7, 1)]
  /// Homozygous alleles of the other person alone for each heterozygous one of the first.
  private static let homozygousOfOther = 0.125
  private static let probable = 0.5
  private static let possible = 0.05
  private static let leastCalled = 1e-10
  private static let impossible = -700.0
  /// Smaller fractions are of the kind that errors of the library reach.
  private static let small = 0.01

  /// A substitution that k of n fragments show, of which at least so many are needed for it to count.
  struct Site: Sendable, Hashable {
    let k: Int
    let n: Int
    let least: Int
  }

  /// The estimate from the passing calls; `nil` where fewer substitutions below the germline range pass.
  ///
  /// - Parameter minVAF: the smallest measured fraction of a call.
  init?(_ calls: [VariantCall], minVAF: Double) {
    let substitutions = calls.filter {
      $0.isPass && $0.variant.range.count == 1 && $0.variant.replacement.count == 1
    }
    let found = substitutions.compactMap { call -> Site? in
      guard call.zygosity == .mosaic, call.depth > 0, 2 * call.alternateDepth < call.depth else { return nil }
      let least = max(1, Int((minVAF * Double(call.depth)).rounded(.up)))
      return Site(k: call.alternateDepth, n: call.depth, least: min(call.alternateDepth, least))
    }
    self.init(found, germline: substitutions.count { $0.zygosity != .mosaic })
  }

  /// The estimate from sites below the germline range and the number of those within it; `nil` where there are few.
  init?(_ found: [Site], germline: Int) {
    guard found.count >= Contamination.fewestSites else { return nil }
    // In steps of a ten-thousandth up to a hundredth, and of a thousandth from there on.
    let grid = (1..<100).map { Double($0) / 10_000 } + (10...500).map { Double($0) / 1000 }
    let logs = grid.map { fraction in
      found.reduce(0.0) { $0 + Contamination.logLikelihood($1, fraction) }
    }
    guard let best = logs.indices.max(by: { logs[$0] < logs[$1] }) else { return nil }
    let within = logs.indices.filter { logs[$0] >= logs[best] - 1.92 }
    fraction = grid[best]
    interval = grid[within.first ?? best]...grid[within.last ?? best]
    sites = found.count
    self.germline = germline
  }

  /// The probability of so few germline alleles, or fewer, if the others are a second person's.
  private var balance: Double {
    Binomial(trials: sites + germline, probability: Contamination.ofFirstPerson).cumulative(germline)
  }

  /// Whether another person explains the alleles. Fractions above one in a hundred have hardly another cause; smaller ones may be
  /// mosaics or errors, and the numbers of alleles must fit.
  package var isLikely: Bool { fraction >= Contamination.small || balance >= Contamination.leastOfSmall }

  /// Whether the alleles are surely enough another person's to be no calls.
  var isSure: Bool { isLikely && balance >= Contamination.leastOfFiltered }

  /// The calls in their order; alleles that are another person's, or may be, have the filter for it.
  ///
  /// - Parameter mayShowAll: whether another person, as a mosaic call tells of one, may show as many alleles as there are.
  func reviewed(_ calls: [VariantCall], mayShowAll: (VariantCall) -> Bool = { _ in true }) -> [VariantCall] {
    guard isLikely, balance >= Contamination.leastOfDoubted else { return calls }
    return calls.map { call in
      guard call.isPass, let filter = filter(for: call), call.zygosity != .mosaic || mayShowAll(call) else {
        return call
      }
      var call = call
      call.filters = [filter]
      return call
    }
  }

  private func filter(for call: VariantCall) -> CallFilter? {
    if call.zygosity == .mosaic { return isSure ? .contamination : .possibleContamination }
    guard call.zygosity == .heterozygous, isSure, call.variant.range.count == 1, call.variant.replacement.count == 1
    else { return nil }
    let (k, n) = (call.alternateDepth, call.alternateDepth + call.referenceDepth)
    func mass(_ probability: Double) -> Double {
      let distribution = Binomial(trials: n, probability: min(probability, 1))
      return distribution.cumulative(k) - distribution.cumulative(k - 1)
    }
    let other = Contamination.homozygousOfOther * mass(fraction)
    let own = [(1 - fraction) / 2, 0.5, (1 + fraction) / 2].map(mass).max() ?? 0
    let probability = other / max(1e-300, other + own)
    if probability >= Contamination.probable { return .contamination }
    return probability >= Contamination.possible ? .possibleContamination : nil
  }

  private static func logLikelihood(_ site: Site, _ fraction: Double) -> Double {
    var mass = 0.0
    var called = 0.0
    for (weight, dose) in genotypes {
      let distribution = Binomial(trials: site.n, probability: fraction * dose)
      mass += weight * (distribution.cumulative(site.k) - distribution.cumulative(site.k - 1))
      called += weight * (1 - distribution.cumulative(site.least - 1))
    }
    // So small a fraction brings no call at all; what is left of both probabilities there is rounding.
    guard called > Contamination.leastCalled else { return Contamination.impossible }
    return Elementary.log(max(mass, 1e-300) / called)
  }
}
