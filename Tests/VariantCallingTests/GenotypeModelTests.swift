// Genotype, mosaic and context-error models against their formulas, and the intervals of fractions.

import Alignment
import BioSequence
import Foundation
import Testing

@testable import VariantCalling

@Suite struct GenotypePosteriorTests {
  private let haplotypes = [
    CandidateHaplotype(codes: [0, 0, 0], variants: []),
    CandidateHaplotype(codes: [0, 1, 0], variants: [Variant(range: 1..<2, replacement: DNASequence(codes: [1]))]),
  ]

  private func posterior(reference: Int, alternate: Int) -> GenotypePosterior {
    GenotypePosterior(
      haplotypes: haplotypes,
      evidence: fragments(
        [[Double]](repeating: [1, 1e-6], count: reference) + [[Double]](repeating: [1e-6, 1], count: alternate)),
      readLength: 100, homozygousGains: [0, 0], spanning: [1, 1], junctionPositions: [0, 0])
  }

  @Test func thePairThatExplainsTheFragmentsWins() {
    for (reference, alternate, pair) in [(20, 0, (0, 0)), (10, 10, (0, 1)), (0, 20, (1, 1)), (17, 3, (0, 1))] {
      let best = posterior(reference: reference, alternate: alternate).best
      #expect(best.first == pair.0 && best.second == pair.1, "\(reference) \(alternate)")
    }
    let one = posterior(reference: 20, alternate: 1).best
    #expect(one.first == 0 && one.second == 0, "one odd fragment is an error")
  }

  @Test func posteriorsAreThoseOfTheFormula() {
    // ln P(i,j) = ln p + sum ln((L(i)+L(j))/2); the lengths are equal and cancel.
    for (reference, alternate) in [(4, 4), (6, 2), (3, 0), (0, 5)] {
      let result = posterior(reference: reference, alternate: alternate)
      let half = log((1 + 1e-6) / 2)
      let (r, a) = (Double(reference), Double(alternate))
      let logs = [
        a * log(1e-6), log(1e-4) + (r + a) * half, log(1e-4 / 2) + r * log(1e-6),
      ]
      let total = log(logs.reduce(0) { $0 + exp($1) })
      for (pair, expected) in zip(result.pairs, logs) {
        #expect(abs(pair.logPosterior - (expected - total)) < 1e-9, "\(reference) \(alternate)")
      }
      let absent = result.phred { $0.first == 0 && $0.second == 0 }
      #expect(abs(absent - min(max(-10 * (logs[0] - total) / log(10), 0), 3000)) < 1e-6)
    }
  }

  @Test func priorsFallWithEveryVariant() {
    let delins = Variant(range: 1..<3, replacement: DNASequence(codes: [1]))
    let snv = haplotypes[1].variants[0]
    func prior(_ variants: [Variant]) -> Double {
      exp(VariantPrior.logarithm(of: CandidateHaplotype(codes: [], variants: variants)))
    }
    #expect(prior([]) == 1)
    #expect(abs(prior([snv]) - 1e-4) < 1e-12 && abs(prior([delins]) - 3e-5) < 1e-12)
    #expect(abs(prior([snv, delins, snv]) - 1e-8) < 1e-14)
  }
}

@Suite struct MosaicModelTests {
  private func quality(_ alternate: Int, of total: Int, errorRate: Double) -> Double {
    MosaicModel(errorRate: errorRate).quality(
      of: 1, beside: [0, 0],
      evidence: fragments(
        [[Double]](repeating: [1e-6, 1], count: alternate)
          + [[Double]](repeating: [1, 1e-6], count: total - alternate)))
  }

  @Test func theQualityIsTheLikelihoodRatioLessThePrior() {
    for (alternate, total, errorRate) in [(8, 200, 1e-4), (20, 400, 1e-3), (6, 60, 1e-5)] {
      func gain(_ f: Double) -> Double {
        Double(alternate) * log(1 - f + f / errorRate) + Double(total - alternate) * log(1 - f + f * errorRate)
      }
      // The best fraction by a fine grid: an oracle for expectation maximisation.
      let best = stride(from: 0.0005, to: 0.5, by: 0.0001).map(gain).max() ?? 0
      let expected = 10 * best / log(10) - 50
      #expect(abs(quality(alternate, of: total, errorRate: errorRate) - expected) < 0.2, "\(alternate) \(total)")
    }
  }

  @Test func whatErrorsExplainHasNoQuality() {
    #expect(quality(0, of: 100, errorRate: 1e-3) == 0)
    #expect(quality(2, of: 2000, errorRate: 1e-3) == 0)
    #expect(MosaicModel(errorRate: 1e-3).quality(of: 1, beside: [0, 0], evidence: []) == 0)
  }

  @Test func aFractionTooSmallForAHaplotype() {
    // P(X <= 20 | 100, 1/2) is 5.6e-10, P(X <= 3 | 10, 1/2) 0.17; 40 of 100 are more than 35 %.
    #expect(MosaicModel.isBelowOneHaplotype(20, of: 100))
    #expect(!MosaicModel.isBelowOneHaplotype(3, of: 10))
    #expect(!MosaicModel.isBelowOneHaplotype(40, of: 100))
    #expect(!MosaicModel.isBelowOneHaplotype(0, of: 0))
  }
}

@Suite struct ContextErrorsTests {
  /// Depth 1000 on the forward strand everywhere; after the same three bases and base as at `site`, `wrong` reads differ.
  private func pileup(_ codes: [UInt8], like site: Int, wrong: Int32) -> (pileup: Pileup, sites: Int) {
    var pileup = Pileup(length: codes.count)
    for offset in codes.indices { pileup.mappedDepth[offset] = 1000 }
    var sites = 0
    for offset in 3..<codes.count - 4 where Array(codes[offset - 3...offset]) == Array(codes[site - 3...site]) {
      pileup.mismatches[4 * offset + Int((codes[offset] + 1) & 3)] = wrong
      sites += 1
    }
    return (pileup, sites)
  }

  @Test func ratesAreThoseOfTheOtherSites() {
    let codes = randomCodes(4000, seed: 5)
    let site = 2000
    let (pileup, sites) = pileup(codes, like: site, wrong: 50)
    let record = DNASequence(codes: codes)
    let errors = ContextErrors(pileups: [pileup], references: [CallReference(sequence: record)], errorRate: 1e-4)
    let base = (codes[site] + 1) & 3
    // The site itself is left out; the general rate counts as 20,000 bases, which hold two errors.
    let all = Double(sites - 1)
    let expected = (50 * all + 2) / (1000 * all + 20_000)
    let rate = errors.rate(of: base, at: site, isReverse: false, in: pileup, codes: codes)
    #expect(abs(rate - expected) < 1e-12 && sites > 5)
    #expect(errors.rate(of: (base + 1) & 3, at: site, isReverse: false, in: pileup, codes: codes) == 1e-4)
    #expect(errors.rate(of: base, at: 1, isReverse: false, in: pileup, codes: codes) == 1e-4, "no context at the ends")
  }

  @Test func theQualityIsTheLikelihoodRatioOfBothStrands() {
    let codes = randomCodes(400, seed: 6)
    let record = DNASequence(codes: codes)
    var pileup = Pileup(length: 400)
    for offset in 0..<400 { pileup.mappedDepth[offset] = 100 }
    let errors = ContextErrors(pileups: [pileup], references: [CallReference(sequence: record)], errorRate: 1e-3)
    let counts = [
      ContextErrors.StrandCounts(with: 6, against: 94), ContextErrors.StrandCounts(with: 4, against: 96),
    ]
    let variant = substitution(200, on: record)
    let f = (10 - 0.2) / 200
    let expected = 10 / log(10) * (10 * log(1 - f + f / 1e-3) + 190 * log(1 - f)) - 40
    let quality = errors.quality(of: variant, counts: counts, prior: 40, pileup: pileup, codes: codes)
    #expect(abs(quality - expected) < 1e-6)
    let none = [ContextErrors.StrandCounts(with: 0, against: 94), ContextErrors.StrandCounts(with: 0, against: 96)]
    #expect(errors.quality(of: variant, counts: none, prior: 40, pileup: pileup, codes: codes) == 0)
    let deletion = Variant(range: 200..<202, replacement: DNASequence())
    #expect(errors.quality(of: deletion, counts: counts, prior: 40, pileup: pileup, codes: codes) == 3000)
  }
}

@Suite struct AlleleFractionTests {
  @Test func intervalsAreWilsons() {
    // 20 of 100 and 0 of 50: Wilson 1927, as R's binom.wilson gives them.
    let fifth = AlleleFraction(alternate: 20, total: 100)
    #expect(fifth.value == 0.2 && abs(fifth.low - 0.133367) < 1e-6 && abs(fifth.high - 0.288829) < 1e-6)
    let none = AlleleFraction(alternate: 0, total: 50)
    #expect(none.low == 0 && abs(none.high - 0.071348) < 1e-6)
    let all = AlleleFraction(alternate: 50, total: 50)
    #expect(all.high == 1 && abs(all.low - 0.928652) < 1e-6)
    let unknown = AlleleFraction(alternate: 0, total: 0)
    #expect(unknown.value == 0 && unknown.low == 0 && unknown.high == 1)
  }

  @Test func misreadFragmentsMoveTheBounds() {
    let plain = AlleleFraction(alternate: 20, total: 100)
    let corrected = AlleleFraction(alternate: 20, total: 100, misread: 0.05)
    #expect(abs(corrected.low - (plain.low - 0.05) / 0.95) < 1e-12)
    #expect(abs(corrected.high - (plain.high - 0.05) / 0.95) < 1e-12)
    #expect(AlleleFraction(alternate: 20, total: 100, misread: 0.2).low == 0)
  }

  @Test func candidatesAndLimits() {
    // Three of three with a probability of 95 %: the cube root of 0.95.
    #expect(DetectionLimit.fraction(fragments: 2) == 1)
    #expect(abs(DetectionLimit.fraction(fragments: 3) - 0.9830) < 2e-4)
    let usual = CandidateThreshold(minVAF: 0.05, errorRate: 1e-3)
    #expect(usual.accepts(2, of: 20) && !usual.accepts(1, of: 4) && !usual.accepts(2, of: 40))
    // Of 100 fragments 0.1 errs: 0.1 + 1.42 + 1 must be exceeded.
    #expect(usual.accepts(3, of: 100) && !usual.accepts(3, of: 200))
    let mosaic = CandidateThreshold(minVAF: 0.01, errorRate: 1e-3)
    // Of 1000 fragments one errs: 1 + 4.5 + 1 must be exceeded.
    #expect(mosaic.accepts(7, of: 1000) && !mosaic.accepts(6, of: 1000) && mosaic.accepts(2, of: 10))
  }
}
