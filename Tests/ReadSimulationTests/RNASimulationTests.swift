// Transcripts hold what was planned: junction fractions, allele ratios, lost alleles, doubled exons, tails.

import BioSequence
import Numerics
import ReadSimulation
import Testing

@Suite struct RNASimulationTests {
  private let record: DNASequence
  private let exons = [200..<500, 700..<820, 1000..<1300, 1500..<1600, 2000..<2500]

  init() {
    var random = RandomSource(seed: 21)
    record = DNASequence(codes: (0..<3000).map { _ in UInt8(random.below(4)) })
  }

  private func plan(_ change: (inout RNAPlan) -> Void, variants: [PlantedVariant] = []) -> SimulationPlan {
    var rna = RNAPlan()
    change(&rna)
    var plan = SimulationPlan(
      genes: [SimulatedGene(sequence: record, exons: exons)], variants: variants, seed: 31)
    plan.molecule = .rna(rna)
    plan.depth = 1200
    plan.readLength = 100
    plan.insertMean = 180
    plan.insertDeviation = 20
    return plan
  }

  /// How many reads hold each of the pieces, looked up by their hash in all windows of their length.
  private func counts(_ plan: SimulationPlan, _ pieces: [[UInt8]]) throws -> [Int] {
    let length = pieces[0].count
    var wanted: [UInt64: Int] = [:]
    let mask = UInt64(1) << (2 * UInt64(length)) - 1
    for (index, piece) in pieces.enumerated() {
      precondition(piece.count == length && length < 32)
      for turned in [DNASequence(codes: piece), DNASequence(codes: piece).reverseComplement] {
        wanted[turned.codes.reduce(0) { ($0 << 2 | UInt64($1)) & mask }] = index
      }
    }
    var found = [Int](repeating: 0, count: pieces.count)
    var simulator = try ReadSimulator(plan: plan)
    var pair = SimulatedPair()
    while simulator.next(&pair) {
      for read in [pair.firstBases, pair.secondBases] {
        var window: UInt64 = 0
        for (offset, base) in read.enumerated() {
          window = (window << 2 | UInt64(base & 3)) & mask
          if offset >= length - 1, let index = wanted[window] { found[index] += 1 }
        }
      }
    }
    return found
  }

  private func piece(_ donor: Int, _ acceptor: Int) -> [UInt8] {
    Array(record.codes[donor - 10..<donor] + record.codes[acceptor..<acceptor + 10])
  }

  /// Five standard deviations of a binomial count, and 6 in a hundred because errors and overlapping mates disturb it.
  private func fits(_ part: Int, _ whole: Int, _ fraction: Double) -> Bool {
    let expected = Double(whole) * fraction
    return whole > 300
      && abs(Double(part) - expected) < 5 * (2 * expected * (1 - fraction)).squareRoot() + 0.02 * Double(whole)
  }

  @Test func junctionsOccurAsTheTruthSays() throws {
    let plan = plan { rna in
      rna.splicing = [
        PlantedSplicing(gene: 0, event: .exonSkip(1..<2), fraction: 0.6),
        PlantedSplicing(gene: 0, event: .intronRetention(2), fraction: 0.3),
        PlantedSplicing(gene: 0, event: .donorShift(exon: 2, bases: 30), haplotype: 1, fraction: 0.5),
        PlantedSplicing(gene: 0, event: .acceptorShift(exon: 3, bases: -21), haplotype: 1, fraction: 0.2),
      ]
      rna.alleleAmounts = [[0.5, 1]]
    }
    let truth = try SplicingTruth(plan: plan)
    func fraction(_ donor: Int, _ acceptor: Int, _ kind: PlantedJunction.Kind) -> Double? {
      truth.junctions.first { $0.donor == donor && $0.acceptor == acceptor && $0.kind == kind }?.fraction
    }
    let third = 1.0 / 3
    let expected: [(Int, Int, PlantedJunction.Kind, Double)] = [
      (500, 1000, .exonSkip, 0.6 * third), (500, 700, .annotated, 1 - 0.6 * third),
      (1330, 1500, .crypticDonor, 2 * third * 0.5), (1300, 1479, .crypticAcceptor, 2 * third * 0.2),
      (1300, 1500, .intronRetention, 0.3 * third), (1600, 2000, .annotated, 1),
    ]
    for (donor, acceptor, kind, wanted) in expected {
      let planted = try #require(fraction(donor, acceptor, kind), "\(kind) \(donor) \(acceptor)")
      #expect(abs(planted - wanted) < 1e-12)
    }
    #expect(truth.junctions.count == 8)
    let pieces = expected.map { donor, acceptor, kind, _ in
      kind == .intronRetention ? Array(record.codes[1390..<1410]) : piece(donor, acceptor)
    }
    let found = try counts(plan, pieces)
    for (index, row) in expected.enumerated() {
      #expect(fits(found[index], found[5], row.3), "\(row): \(found[index]) of \(found[5])")
    }
  }

  @Test func alleleRatiosFollowTheAmounts() throws {
    func snv(_ offset: Int, _ allele: PlantedAllele) -> PlantedVariant {
      let base = (record.codes[offset] + 1) & 3
      return PlantedVariant(
        gene: 0, variant: Variant(range: offset..<offset + 1, replacement: DNASequence(codes: [base])), allele: allele)
    }
    let variants = [
      snv(1150, .heterozygous(haplotype: 0)), snv(2100, .heterozygous(haplotype: 1)), snv(900, .homozygous),
      snv(2300, .mosaic(fraction: 0.3)),
    ]
    let plan = plan({ $0.alleleAmounts = [[0.25, 1]] }, variants: variants)
    let truth = try SplicingTruth(plan: plan).alleles.map(\.fraction)
    #expect(truth == [0.2, 0.8, nil, 0.2 * 0.6])
    var pieces: [[UInt8]] = []
    for planted in variants {
      let offset = planted.variant.range.lowerBound
      let plain = Array(record.codes[offset - 10..<offset + 11])
      var changed = plain
      changed[10] = planted.variant.replacement.codes[0]
      pieces += [plain, changed]
    }
    let found = try counts(plan, pieces)
    for index in variants.indices {
      guard let fraction = truth[index] else {
        #expect(found[2 * index] + found[2 * index + 1] == 0)
        continue
      }
      #expect(fits(found[2 * index + 1], found[2 * index] + found[2 * index + 1], fraction), "\(found)")
    }
  }

  @Test func exonDeletionsAndDuplicationsReachTheMessage() throws {
    let deletion = Variant(range: 650..<900, replacement: DNASequence())
    let duplication = Variant(range: 1900..<1900, replacement: record[1400..<1900])
    let plan = plan(
      { _ in },
      variants: [
        PlantedVariant(gene: 0, variant: deletion, allele: .heterozygous(haplotype: 0)),
        PlantedVariant(gene: 0, variant: duplication, allele: .heterozygous(haplotype: 1)),
      ])
    let truth = try SplicingTruth(plan: plan)
    #expect(truth.alleles.map(\.fraction) == [0.5, 0.5])
    let special = truth.junctions.filter { $0.kind != .annotated }
    #expect(special.map(\.kind) == [.exonSkip, .exonRepeat])
    #expect(special.map(\.donor) == [500, 1600] && special.map(\.acceptor) == [1000, 1500])
    #expect(special.allSatisfy { $0.fraction == 0.5 })
    let found = try counts(plan, [piece(500, 1000), piece(1600, 1500), piece(1600, 2000)])
    #expect(fits(found[0], found[2], 0.5) && fits(found[1], found[2], 0.5), "\(found)")
  }

  @Test func lostAllelesExpressionAndTails() throws {
    let whole = try ReadSimulator(plan: plan { _ in }).pairCount
    #expect(try ReadSimulator(plan: plan { $0.alleleAmounts = [[0, 1]] }).pairCount == (whole + 1) / 2)
    #expect(try ReadSimulator(plan: plan { $0.alleleAmounts = [[0, 0]] }).pairCount == 0)
    #expect(abs(try ReadSimulator(plan: plan { $0.expression = [0.25] }).pairCount - whole / 4) <= 1)
    let tail = Array(record.codes[2490..<2500]) + [UInt8](repeating: 0, count: 10)
    #expect(try counts(plan { $0.polyATail = 80 }, [tail])[0] > 100)
    #expect(try counts(plan { _ in }, [tail])[0] == 0)
  }

  @Test func impossibleEventsAreRefused() {
    func index(_ changes: [PlantedSplicing]) -> Int? {
      do throws(SimulationError) {
        _ = try ReadSimulator(plan: plan { $0.splicing = changes })
        return nil
      } catch { return error.code == .splicingImpossible ? error.splicing : -1 }
    }
    func change(_ event: SimulatedSplicing, fraction: Double = 1) -> PlantedSplicing {
      PlantedSplicing(gene: 0, event: event, fraction: fraction)
    }
    #expect(index([change(.exonSkip(0..<1))]) == nil)
    for event: SimulatedSplicing in [
      .exonSkip(4..<6), .exonSkip(-1..<1), .exonSkip(0..<5), .exonSkip(2..<2), .intronRetention(4),
      .donorShift(exon: 0, bases: -300), .donorShift(exon: 0, bases: 200), .donorShift(exon: 4, bases: 1),
      .acceptorShift(exon: 0, bases: 1), .acceptorShift(exon: 1, bases: 120), .acceptorShift(exon: 1, bases: -200),
    ] {
      #expect(index([change(event)]) == 0, "\(event)")
    }
    #expect(index([change(.exonSkip(0..<1), fraction: 0.6), change(.intronRetention(1), fraction: 0.6)]) == 1)
    #expect(index([change(.exonSkip(0..<1), fraction: 1.5)]) == 0)
  }
}
