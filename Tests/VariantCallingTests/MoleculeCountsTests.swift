// Deep samples: every fragment counts for mosaic substitutions, and copies are not taken for fragments.

import Alignment
import BioSequence
import Numerics
import Testing

@testable import VariantCalling

@Suite struct MoleculeCountsTests {
  private let record = randomCodes(700, seed: 31)
  private var reference: CallReference { CallReference(sequence: DNASequence(codes: record)) }

  /// Fragments at random, with errors at a rate a base; some carry a substitution, some are copies.
  private func store(
    _ count: Int, seed: UInt64, errors: Double = 5e-4, fraction: Double = 0, at offset: Int = 350, copied: Double = 0,
    oneStrand: Bool = false
  ) -> AlignedReadStore {
    var random = RandomSource(seed: seed)
    var sample = HandMade(record)
    var template = 0
    while template < count {
      let length = 180 + random.below(120)
      let start = random.below(700 - length)
      let isCarrier = random.uniform() < fraction
      repeat {
        for isSecond in [false, true] {
          let range = isSecond ? start + length - 100..<start + length : start..<start + 100
          var changed: [Int: UInt8] = [:]
          if isCarrier, range.contains(offset), !oneStrand || !isSecond { changed[offset] = (record[offset] + 1) & 3 }
          for place in range where random.uniform() < errors {
            changed[place] = (record[place] + 1 + UInt8(random.below(3))) & 3
          }
          sample.add(
            range, changed: changed, strand: isSecond ? .reverse : .forward, template: template, isSecond: isSecond,
            isProper: true)
        }
        template += 1
      } while random.uniform() < copied
    }
    return sample.store
  }

  private func counts(_ stores: [AlignedReadStore]) -> MoleculeCounts {
    var counts = MoleculeCounts(records: [DNASequence(codes: record)], amplicons: [])
    for store in stores { counts.add(store) }
    return counts
  }

  private func found(_ stores: [AlignedReadStore], minVAF: Double = 0.001) -> [VariantCall] {
    MosaicSubstitutions(
      pileups: counts(stores).finished(), references: [reference], options: CallOptions(minVAF: minVAF)
    ).merged(with: [])
  }

  @Test func partsAddUpToTheWhole() {
    let parts = (UInt64(1)...3).map { store(400, seed: $0, fraction: 0.1) }
    var whole = AlignedReadStore()
    var template = 0
    for part in parts {
      for (index, read) in part.reads.enumerated() {
        whole.append(
          reference: 0, start: read.start, strand: read.strand, mappingQuality: 60, template: template + read.template,
          isSecond: read.isSecond, isProperPair: true, bases: part.bases[read.bases],
          qualities: part.qualities[read.bases], cigar: part.cigars[read.cigar])
        if index == part.reads.count - 1 { template += read.template + 1 }
      }
    }
    let pileup = Pileup(
      reads: PreparedReads(store: whole, references: [reference], marksDuplicates: false), reference: 0,
      record: reference.sequence)
    let counted = counts(parts).finished()[0]
    #expect(counted.mappedDepth == pileup.mappedDepth && counted.mismatches == pileup.mismatches)
    #expect(counted.reverseDepth == pileup.reverseDepth && counted.lowQuality == pileup.lowQuality)
  }

  @Test(arguments: [UInt64(1), 2]) func aMosaicOfAFewInAThousandIsFound(seed: UInt64) throws {
    let calls = found((0..<4).map { store(4000, seed: 10 * seed + $0, fraction: 0.006) })
    let call = try #require(calls.first)
    #expect(calls.count == 1 && call.isPass && call.zygosity == .mosaic && call.variant.range.lowerBound == 350)
    #expect(call.depth > 3500 && call.alleleFraction.low < 0.006 && call.alleleFraction.high > 0.006)
  }

  @Test(arguments: [1e-4, 2e-3]) func errorsAreNoMosaics(rate: Double) {
    for seed in UInt64(50)..<53 {
      #expect(found((0..<4).map { store(3000, seed: 10 * seed + $0, errors: rate) }).filter(\.isPass).isEmpty)
    }
  }

  @Test func whatOneStrandShowsIsFiltered() throws {
    let call = try #require(found((0..<4).map { store(4000, seed: 80 + $0, fraction: 0.02, oneStrand: true) }).first)
    #expect(call.filters.contains(.strandBias))
  }

  @Test func copiesAreRecognised() {
    let single = (0..<4).map { store(4000, seed: 90 + $0) }
    #expect(!counts(single).areCopies)
    #expect(counts((0..<4).map { store(4000, seed: 90 + $0, copied: 0.6) }).areCopies)
  }

  /// What 16,000 families show on whose bases their copies agree: a given wrong base of the first copy in 60,000, and perhaps one
  /// substitution on so many of them.
  private func families(seed: UInt64, carriers: Int = 0) -> Pileup {
    var random = RandomSource(seed: seed)
    var pileup = Pileup(length: record.count)
    for offset in record.indices {
      pileup.rawDepth[offset] = 16_000
      pileup.mappedDepth[offset] = 16_000
      pileup.reverseDepth[offset] = 8000
      for base in UInt8(0)..<4 where base != record[offset] {
        let isPlanted = offset == 350 && base == (record[offset] + 1) & 3
        let strands = (0..<2).map { strand in
          Int32(random.poisson(8000.0 / 60_000)) + Int32(isPlanted ? (carriers + strand) / 2 : 0)
        }
        pileup.mismatches[4 * offset + Int(base)] = strands[0] + strands[1]
        pileup.reverseMismatches[4 * offset + Int(base)] = strands[1]
      }
    }
    return pileup
  }

  private func found(inFamilies pileup: Pileup, areAgreed: Bool) -> [VariantCall] {
    MosaicSubstitutions(
      pileups: [pileup], references: [reference], options: CallOptions(minVAF: 2.5e-4), areAgreed: areAgreed
    ).merged(with: []).filter(\.isPass)
  }

  /// Seven of 16,000 families, or one or two more that show it by error: 0.05 %.
  @Test func sevenFamiliesOfManyMakeACall() {
    let (agreed, alike) = (0..<20).reduce(into: (0, 0)) { sums, seed in
      let pileup = families(seed: 200 + UInt64(seed), carriers: 7)
      sums.0 += found(inFamilies: pileup, areAgreed: true).count { $0.variant.range.lowerBound == 350 }
      sums.1 += found(inFamilies: pileup, areAgreed: false).count { $0.variant.range.lowerBound == 350 }
    }
    #expect(agreed >= 18 && alike < agreed, "\(agreed), \(alike) of 20")
  }

  @Test func errorsOfFirstCopiesAreNoMosaics() {
    let calls = (0..<100).reduce(0) { $0 + found(inFamilies: families(seed: 300 + UInt64($1)), areAgreed: true).count }
    #expect(calls <= 1)
  }

  /// A substitution in half of the fragments is the comparison's to call.
  @Test func heterozygousSubstitutionsAreLeftAlone() {
    #expect(found([store(3000, seed: 5, fraction: 0.5)]).isEmpty)
  }
}
