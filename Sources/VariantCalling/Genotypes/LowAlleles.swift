// Substitutions that a small part of the fragments shows, on the whole of the records: what another person's DNA brings.

import BioSequence
import Numerics

/// Single sites of the pileups, called or not, within the germline range and below it.
///
/// A site below it is shown by k of n fragments, on both strands, with
///
///     P(X >= k) < 10^-7 for X ~ Binomial(n, 2 e)       e the sample's rate of that error in that context
///     k < 0.35 n  and  P(X <= k) < 10^-6 for X ~ Binomial(n, 1/2)
///
/// Repeats of the genome, whose other copies differ, and sites beside indels or each other are left out.
struct LowAlleles {
  private(set) var low: [Contamination.Site] = []
  private(set) var germline = 0
  /// The sample's general rate of one given wrong base.
  private let errorRate: Double

  private static let leastDepth = 20
  private static let fewest = 4
  private static let falseAlarms = 1e-7
  /// Errors of one context do not err alike.
  private static let unlike = 2.0
  private static let germlineFraction = 0.3
  private static let nearest = 12

  init(pileups: [Pileup], references: [CallReference], errors: ContextErrors) {
    errorRate = errors.errorRate
    for (pileup, reference) in zip(pileups, references) {
      let codes = reference.sequence.codes
      let indels = Set(pileup.indels.map { Int($0.position) / LowAlleles.nearest })
      var last = -LowAlleles.nearest
      for offset in codes.indices {
        let depth = Int(pileup.usableDepth(offset))
        guard depth >= LowAlleles.leastDepth else { continue }
        for base in UInt8(0)..<4 where pileup.mismatches[4 * offset + Int(base)] >= LowAlleles.fewest {
          defer { last = offset }
          guard offset - last >= LowAlleles.nearest,
            !reference.repeats.contains(where: { $0.contains(offset) })
          else { continue }
          let count = Int(pileup.mismatches[4 * offset + Int(base)])
          if Double(count) >= LowAlleles.germlineFraction * Double(depth) {
            germline += 1
            continue
          }
          let place = offset / LowAlleles.nearest
          guard !indels.contains(place), !indels.contains(place + 1), !indels.contains(place - 1) else { continue }
          if let site = LowAlleles.site(of: base, at: offset, pileup, errors, codes) { low.append(site) }
        }
      }
    }
  }

  private static func site(
    of base: UInt8, at offset: Int, _ pileup: Pileup, _ errors: ContextErrors, _ codes: [UInt8]
  ) -> Contamination.Site? {
    let (depth, count) = (Int(pileup.usableDepth(offset)), Int(pileup.mismatches[4 * offset + Int(base)]))
    let reverse = Int(pileup.reverseMismatches[4 * offset + Int(base)])
    guard reverse > 0, reverse < count, MosaicModel.isBelowOneHaplotype(count, of: depth) else { return nil }
    let variant = Variant(range: offset..<offset + 1, replacement: DNASequence(codes: [base]))
    let least = least(of: depth, errorRate: errors.rate(of: variant, in: pileup, codes: codes), upTo: count)
    return least.map { Contamination.Site(k: count, n: depth, least: $0) }
  }

  /// The fewest of so many fragments that errors hardly give; `nil` if that is more than a number.
  private static func least(of depth: Int, errorRate: Double, upTo most: Int) -> Int? {
    guard most >= fewest else { return nil }
    let distribution = Binomial(trials: depth, probability: min(unlike * errorRate, 0.5))
    return (fewest...most).first { 1 - distribution.cumulative($0 - 1) < falseAlarms }
  }

  /// The alleles of another person that would count here.
  func expected(references: [CallReference], pileups: [Pileup]) -> ForeignAlleles {
    ForeignAlleles(
      ranges: references.map(LowAlleles.unrepeated), references: references,
      depth: { Int(pileups[$0].usableDepth($1)) },
      least: { $0 < LowAlleles.leastDepth ? nil : LowAlleles.least(of: $0, errorRate: errorRate, upTo: $0) })
  }

  /// A record without the repeats of the genome.
  private static func unrepeated(_ reference: CallReference) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var start = 0
    for range in reference.repeats.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if range.lowerBound > start { found.append(start..<range.lowerBound) }
      start = max(start, range.upperBound)
    }
    if start < reference.sequence.count { found.append(start..<reference.sequence.count) }
    return found
  }
}
