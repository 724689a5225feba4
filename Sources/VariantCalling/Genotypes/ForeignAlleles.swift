// How many alleles of another person a sample would show: few say nothing of where one came from.

import BioSequence
import Numerics

/// The alleles below the germline range that another person's DNA would bring into reach of the reads.
///
/// At a fraction c of foreign DNA, over the bases that n fragments cover and on which m of them count as an allele,
///
///     lambda(c) = sum of theta [ 6/7 P(m <= K < 0.3 n; n, c/2) + 1/7 P(m <= K < 0.3 n; n, c) ]
///
/// theta are the alleles a base that one person has and both another one and the record lack: with the record as a fifth chromosome
/// and i of five with the newer base 1/i as often as one (Fu 1995, Theor Popul Biol 48:172), 0.583 of the differences between two
/// chromosomes, one in 1,250 bases; half as many in coding exons. 6/7 of them are heterozygous. Their number X scatters more than a
/// Poisson count, as neighbours have one genealogy: negative binomial, variance lambda + lambda^2 / 4.
///
/// An allele that k of n fragments show is of a fraction c with the weight (1/c) [ 6/7 B(k; n, c/2) + 1/7 B(k; n, c) ].
struct ForeignAlleles: Sendable {
  /// Bases of about one depth: how many, a coding one counting half, and the fewest fragments of an allele.
  private struct Bin {
    let depth: Int
    let bases: Double
    let least: Int
  }

  private let bins: [Bin]
  /// lambda(c) of every fraction of ``grid``.
  private let expected: [Double]

  private static let lackedAlleles = 0.583 / 1250
  private static let ofCoding = 0.5
  /// The number's shape: 4.
  private static let shape = 4.0
  private static let germlineFraction = 0.3
  /// From one in a thousand to a half, in steps of an eighth part.
  private static let grid = (0..<53).map { 0.001 * Elementary.pow(1.125, Double($0)) }

  /// - Parameters:
  ///   - ranges: the bases in reach, by record.
  ///   - depth: fragments that show a base usably: of a record and an offset.
  ///   - least: the fewest of so many fragments that count as an allele; `nil` if none do.
  init(
    ranges: [[Range<Int>]], references: [CallReference], depth: (Int, Int) -> Int, least: (Int) -> Int?
  ) {
    var bases: [Int: Double] = [:]
    for (index, reference) in references.enumerated() {
      for offset in ranges[index].joined() {
        let rounded = ForeignAlleles.rounded(depth(index, offset))
        guard rounded > 0 else { continue }
        let isCoding = reference.codingExons.contains { $0.contains(offset) }
        bases[rounded, default: 0] += isCoding ? ForeignAlleles.ofCoding : 1
      }
    }
    let bins = bases.sorted { $0.key < $1.key }.compactMap { depth, count in
      least(depth).map { Bin(depth: depth, bases: count, least: $0) }
    }
    self.bins = bins
    expected = ForeignAlleles.grid.map { fraction in
      bins.reduce(0.0) { $0 + $1.bases * ForeignAlleles.lackedAlleles * ForeignAlleles.shown($1, fraction) }
    }
  }

  /// The largest number of three binary digits and zeros that is no larger: depths are told apart to an eighth.
  private static func rounded(_ depth: Int) -> Int {
    let shift = max(0, Int.bitWidth - depth.leadingZeroBitCount - 4)
    return (depth >> shift) << shift
  }

  /// The probability that an allele of another person shows at a base, below the germline range.
  private static func shown(_ bin: Bin, _ fraction: Double) -> Double {
    let most = Int((germlineFraction * Double(bin.depth)).rounded(.up)) - 1
    guard most >= bin.least else { return 0 }
    return Contamination.genotypes.reduce(0.0) { sum, genotype in
      let distribution = Binomial(trials: bin.depth, probability: fraction * genotype.dose)
      return sum + genotype.weight * (distribution.cumulative(most) - distribution.cumulative(bin.least - 1))
    }
  }

  /// The probability that another person's DNA, as much of it as explains an allele in k of n fragments, shows no more alleles
  /// than so many in all; 1 where nothing is in reach.
  func probability(ofAtMost count: Int, seenIn k: Int, of n: Int) -> Double {
    var sum = 0.0
    var total = 0.0
    for (fraction, mean) in zip(ForeignAlleles.grid, expected) {
      let fit = Contamination.genotypes.reduce(0.0) { sum, genotype in
        let distribution = Binomial(trials: n, probability: fraction * genotype.dose)
        return sum + genotype.weight * (distribution.cumulative(k) - distribution.cumulative(k - 1))
      }
      // The grid's steps are even in the logarithm, so that equal weights are those of 1/c.
      total += fit
      sum += fit * ForeignAlleles.cumulative(count, mean: mean)
    }
    return total > 0 ? min(1, sum / total) : 1
  }

  /// The probability that it shows so many or more.
  func probability(ofAtLeast count: Int, seenIn k: Int, of n: Int) -> Double {
    count < 1 ? 1 : 1 - probability(ofAtMost: count - 1, seenIn: k, of: n)
  }

  /// P(X <= count) of the negative binomial distribution.
  private static func cumulative(_ count: Int, mean: Double) -> Double {
    let success = shape / (shape + mean)
    guard count >= 0 else { return 0 }
    var term = Elementary.pow(success, shape)
    var sum = term
    for x in 0..<count {
      term *= (shape + Double(x)) / Double(x + 1) * (1 - success)
      sum += term
    }
    return sum
  }
}
