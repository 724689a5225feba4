// How many of a sample's copies carry a call: what its reads say of the genotype.

import Numerics
import Reporting

extension Call {
  /// Whether it is heterozygous by its genotype, but so small a fraction of the reads shows it that an allele of one copy in two
  /// would hardly ever do so: less than 0.3 of them, with a probability below 0.001 by the binomial distribution. Of long
  /// insertions and duplications fewer reads show the allele than hold it.
  var isBelowHalf: Bool {
    guard zygosity == .heterozygous, let (alternate, depth) = reads, depth > 0,
      symbolic == nil, max(ref.utf8.count, alt.utf8.count) <= 20
    else { return false }
    return Double(alternate) < 0.3 * Double(depth)
      && Binomial(trials: depth, probability: 0.5).cumulative(alternate) < 0.001
  }

  /// Whether many of the sample's cells may be without it: it is mosaic, or its reads are too few for one copy in two.
  var isOfFewCells: Bool { zygosity == .mosaic || isBelowHalf }

  /// The reads that show it, and all of them; by the fraction where a caller tells no more.
  var reads: (alternate: Int, depth: Int)? {
    guard let depth = depth else { return nil }
    if let alternate = altDepth { return (alternate, depth) }
    guard let fraction = vaf, (0...1).contains(fraction), depth < 1 << 30 else { return nil }
    return (Int((fraction * Double(depth)).rounded()), depth)
  }

  /// The fraction of the copies that carry it, by the reads, with its 95 % interval; `nil` where no reads are told.
  var copyFraction: Fraction? {
    guard let (alternate, depth) = reads, depth > 0 else {
      return vaf.map { Fraction($0, vafLow ?? $0, vafHigh ?? $0) }
    }
    let value = vaf ?? Double(alternate) / Double(depth)
    if let vafLow, let vafHigh { return Fraction(value, vafLow, vafHigh) }
    let interval = WilsonInterval(fraction: value, trials: Double(depth))
    return Fraction(value, interval.low, interval.high)
  }
}
