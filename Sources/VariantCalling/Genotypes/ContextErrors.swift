// How often each kind of base is misread in its surroundings, learnt from the sample itself.

import BioSequence
import Numerics

/// Rates of wrong bases by sequence context and strand.
///
/// Chemistry errs by motif and by strand. Two tables are kept, both in the direction of the read: by the three bases before
/// a base, and by its two neighbours. With W wrong bases x of T at all other positions of the context, and e the general rate,
///
///     e(context, x) = (W + 1000 e) / (T + 1000)         the larger of both contexts counts
///     Q = 10 log10 product over strands of [(1-f) + f/e_s]^k_s (1-f)^(n_s - k_s)  -  prior
///     f = (sum k_s - sum e_s n_s) / sum n_s
///
/// (2/e instead of 1000 where that is more: of families of copies few contexts show an error, and one or two say little)
/// where k_s of n_s fragments on strand s show a substitution. docs/decisions/0082.
struct ContextErrors: Sendable {
  /// Probability of one given wrong base, whatever its surroundings.
  let errorRate: Double
  private var before = Table(contexts: 256)
  private var around = Table(contexts: 64)

  /// Wrong and all bases of each context; four wrong ones a context.
  private struct Table: Sendable {
    var wrong: [Double]
    var all: [Double]

    init(contexts: Int) {
      wrong = [Double](repeating: 0, count: 4 * contexts)
      all = [Double](repeating: 0, count: contexts)
    }

    mutating func add(_ counts: SiteCounts, context: Int) {
      all[context] += counts.depth
      for base in 0..<4 { wrong[4 * context + base] += counts.wrong[base] }
    }

    /// The rate without the site itself, drawn towards the general one by ``ContextErrors/weight`` bases.
    func rate(of base: Int, context: Int, without site: SiteCounts, errorRate: Double) -> Double {
      let isHeld = site.isError
      let count = wrong[4 * context + base] - (isHeld ? site.wrong[base] : 0)
      let total = all[context] - (isHeld ? site.depth : 0)
      let weight = max(ContextErrors.weight, ContextErrors.errors / errorRate)
      return (max(0, count) + weight * errorRate) / (max(0, total) + weight)
    }
  }

  /// What one strand's reads show at one base, in the direction of the read.
  private struct SiteCounts {
    var depth = 0.0
    var wrong = SIMD4<Double>()

    /// Whether what differs can be error: no wrong base in more than a tenth of the reads.
    var isError: Bool { depth >= 1 && wrong.max() <= 0.1 * depth + 2 }
  }

  /// So many bases of the general rate are added to each context.
  private static let weight = 1000.0
  /// Or as many as hold this many errors.
  private static let errors = 2.0

  /// Rates over the targets of all records.
  ///
  /// - Parameter errorRate: the general rate.
  init(pileups: [Pileup], references: [CallReference], errorRate: Double) {
    self.errorRate = errorRate
    for (pileup, reference) in zip(pileups, references) {
      let codes = reference.sequence.codes
      for target in reference.targets {
        // A base that no read shows tells nothing.
        for offset in target where pileup.usableDepth(offset) > 0 {
          for isReverse in [false, true] {
            guard let contexts = ContextErrors.contexts(offset, isReverse: isReverse, codes: codes) else { continue }
            let counts = ContextErrors.counts(at: offset, isReverse: isReverse, in: pileup)
            guard counts.isError else { continue }
            before.add(counts, context: contexts.before)
            around.add(counts, context: contexts.around)
          }
        }
      }
    }
  }

  /// The probability that a read of one strand shows `base` (a code of the record's strand) at a record offset by error,
  /// as learnt at all other positions.
  func rate(of base: UInt8, at offset: Int, isReverse: Bool, in pileup: Pileup, codes: [UInt8]) -> Double {
    guard let contexts = ContextErrors.contexts(offset, isReverse: isReverse, codes: codes), base < 4 else {
      return errorRate
    }
    let read = Int(isReverse ? 3 - base : base)
    let site = ContextErrors.counts(at: offset, isReverse: isReverse, in: pileup)
    return max(
      errorRate, before.rate(of: read, context: contexts.before, without: site, errorRate: errorRate),
      around.rate(of: read, context: contexts.around, without: site, errorRate: errorRate))
  }

  /// The probability that a fragment shows a substitution of one base by error, both strands alike; for other variants the
  /// floor of all likelihoods.
  func rate(of variant: Variant, in pileup: Pileup, codes: [UInt8]) -> Double {
    guard variant.range.count == 1, variant.replacement.count == 1, let base = variant.replacement.codes.first else {
      return TemplateEvidenceBuilder.floor
    }
    let rates = [false, true].map {
      rate(of: base, at: variant.range.lowerBound, isReverse: $0, in: pileup, codes: codes)
    }
    return (rates[0] + rates[1]) / 2
  }

  /// Phred-scaled probability that errors alone gave the reads of a substitution, less the prior of mosaics: the same
  /// share on both strands against each strand's own rate of errors.
  func quality(of variant: Variant, support: AlleleSupport, pileup: Pileup, codes: [UInt8]) -> Double {
    let counts = [
      StrandCounts(with: support.forward, against: support.againstForward),
      StrandCounts(with: support.reverse, against: support.against - support.againstForward),
    ]
    return quality(of: variant, counts: counts, prior: MosaicModel.prior, pileup: pileup, codes: codes)
  }

  /// The fragments of one strand.
  struct StrandCounts {
    let with: Int
    let against: Int
  }

  /// The same from counts of the forward and the reverse strand, with any prior in Phred units; 3000 for what is no
  /// substitution of one base.
  func quality(
    of variant: Variant, counts: [StrandCounts], prior: Double, pileup: Pileup, codes: [UInt8]
  ) -> Double {
    guard variant.range.count == 1, variant.replacement.count == 1, let base = variant.replacement.codes.first else {
      return 3000
    }
    let strands = zip(counts, [false, true]).map { count, isReverse in
      (
        with: Double(count.with), against: Double(count.against),
        error: rate(of: base, at: variant.range.lowerBound, isReverse: isReverse, in: pileup, codes: codes)
      )
    }
    let total = strands.reduce(0) { $0 + $1.with + $1.against }
    let expected = strands.reduce(0) { $0 + $1.error * ($1.with + $1.against) }
    let fraction = min((strands.reduce(0) { $0 + $1.with } - expected) / max(1, total), 1 - 1e-6)
    guard fraction > 0 else { return 0 }
    let gain = strands.reduce(0.0) { sum, strand in
      sum + strand.with * Elementary.log((1 - fraction) + fraction / strand.error)
        + strand.against * Elementary.log(1 - fraction)
    }
    return min(max(0, Phred.perNat * gain - prior), 3000)
  }

  /// Numbers of the two contexts of a base in the direction of the read; `nil` at the record's ends and beside
  /// unknown bases.
  private static func contexts(_ offset: Int, isReverse: Bool, codes: [UInt8]) -> (before: Int, around: Int)? {
    guard offset >= 3, offset + 3 < codes.count else { return nil }
    func base(_ step: Int) -> Int {
      let code = isReverse ? Int(codes[offset - step]) : Int(codes[offset + step])
      return code > 3 ? -1 : isReverse ? 3 - code : code
    }
    let bases = [base(-3), base(-2), base(-1), base(0), base(1)]
    guard bases.allSatisfy({ $0 >= 0 }) else { return nil }
    return (
      ((bases[0] * 4 + bases[1]) * 4 + bases[2]) * 4 + bases[3], (bases[2] * 4 + bases[3]) * 4 + bases[4]
    )
  }

  private static func counts(at offset: Int, isReverse: Bool, in pileup: Pileup) -> SiteCounts {
    var counts = SiteCounts()
    let mapped = Double(max(1, pileup.mappedDepth[offset]))
    let strand = Double(
      isReverse ? pileup.reverseDepth[offset] : pileup.mappedDepth[offset] - pileup.reverseDepth[offset])
    counts.depth = Double(pileup.usableDepth(offset)) * strand / mapped
    for base in 0..<4 {
      let reverse = pileup.reverseMismatches[4 * offset + base]
      if isReverse {
        counts.wrong[3 - base] = Double(reverse)
      } else {
        counts.wrong[base] = Double(pileup.mismatches[4 * offset + base] - reverse)
      }
    }
    return counts
  }
}
