// Random changes: of their class, apart, in the exons, the same for the same seed.

import BioSequence
import Numerics
import ReadSimulation
import Testing

@Suite struct RandomVariantTests {
  private let gene: SimulatedGene

  init() {
    var random = RandomSource(seed: 41)
    let record = DNASequence(codes: (0..<60_000).map { _ in UInt8(random.below(4)) })
    let exons = (0..<20).map { 2000 + $0 * 2800..<2150 + $0 * 2800 }
    gene = SimulatedGene(sequence: record, exons: exons, codingRange: 30..<2430)
  }

  @Test func everyClassIsWhatItSays() throws {
    let record = gene.sequence
    for kind in RandomVariantClass.allCases {
      let isDistant = kind == .distantExonDeletion || kind == .distantExonDuplication
      for seed in 0..<(isDistant ? 30 : 8) {
        var source = RandomVariants(genes: [gene], seed: UInt64(seed))
        let drawn = try source.draw(count: isDistant ? 1 : 4, classes: [kind])
        #expect(drawn.count == (isDistant ? 1 : 4))
        for planted in drawn { check(kind, planted.variant, record) }
      }
    }
  }

  private func check(_ kind: RandomVariantClass, _ variant: Variant, _ record: DNASequence) {
    let (removed, added) = (variant.range.count, variant.replacement.count)
    let start = variant.range.lowerBound
    let isTandem = removed == 0 && record[max(0, start - added)..<start] == variant.replacement
    func holdsExon(_ range: Range<Int>) -> Bool {
      gene.exons.contains { range.lowerBound <= $0.lowerBound && $0.upperBound <= range.upperBound }
    }
    let source = removed == 0 ? start - added..<start : variant.range
    let fits =
      switch kind {
      case .snv: removed == 1 && added == 1
      case .mnv: (2...3).contains(removed) && removed == added
      case .delins: (1...12).contains(removed) && (1...12).contains(added) && removed != added
      case .deletion: (1...60).contains(removed) && added == 0
      case .insertion: removed == 0 && (1...60).contains(added)
      case .duplication: isTandem && (1...60).contains(added)
      case .longDeletion: (61...150).contains(removed) && added == 0 && !holdsExon(source)
      case .longInsertion: removed == 0 && (61...200).contains(added)
      case .longDuplication: isTandem && (61...150).contains(added) && !holdsExon(source)
      case .inversion: removed == added && variant.replacement == record[variant.range].reverseComplement
      case .exonDeletion: added == 0 && holdsExon(source)
      case .exonDuplication: isTandem && holdsExon(source)
      case .distantExonDeletion: added == 0 && holdsExon(source) && isDistant(source)
      case .distantExonDuplication: isTandem && holdsExon(source) && isDistant(source)
      }
    #expect(fits, "\(kind) \(variant.range) +\(added)")
    #expect(
      gene.exons.contains {
        $0.lowerBound - 20 <= source.upperBound && source.lowerBound <= $0.upperBound + 20 || holdsExon(source)
      })
    if kind == .mnv, let exon = gene.exons.firstIndex(where: { $0.contains(start) }) {
      let offset = exon * 150 + start - gene.exons[exon].lowerBound - 30
      #expect(offset % 3 + removed <= 3, "two codons")
    }
  }

  /// Whether both ends are 550 bases or more from every exon, or in the flanks.
  private func isDistant(_ range: Range<Int>) -> Bool {
    [range.lowerBound, range.upperBound].allSatisfy { end in
      gene.exons.allSatisfy { end < $0.lowerBound - 549 || end >= $0.upperBound + 549 }
        || end < gene.exons[0].lowerBound || end >= gene.exons[19].upperBound
    }
  }

  @Test func drawsAreApartAndFixedByTheSeed() throws {
    var first = RandomVariants(genes: [gene], seed: 3)
    var second = RandomVariants(genes: [gene], seed: 3)
    let classes: [RandomVariantClass] = [.snv, .deletion, .duplication]
    let drawn = try first.draw(count: 12, classes: classes)
    #expect(try second.draw(count: 12, classes: classes) == drawn)
    let sorted = drawn.map(\.variant.range).sorted { $0.lowerBound < $1.lowerBound }
    #expect(zip(sorted, sorted.dropFirst()).allSatisfy { $1.lowerBound - $0.upperBound >= 300 })
    var third = RandomVariants(genes: [gene], seed: 4)
    #expect(try third.draw(count: 12, classes: classes) != drawn)
    let mosaics = try third.draw(count: 2, allele: .mosaic(fraction: 0.1))
    #expect(mosaics.allSatisfy { $0.allele == .mosaic(fraction: 0.1) })
  }

  @Test func tooManyAreRefused() {
    func code(_ count: Int, _ classes: [RandomVariantClass]) -> SimulationError.Code? {
      var source = RandomVariants(genes: [gene], seed: 1)
      do throws(SimulationError) {
        _ = try source.draw(count: count, classes: classes)
        return nil
      } catch { return error.code }
    }
    #expect(code(2, [.snv]) == nil)
    #expect(code(30, [.snv]) == .noRoom)
    #expect(code(1, []) == .noRoom)
  }
}
