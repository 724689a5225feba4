// Samples that are not like their controls: depth that bends with GC, exons that scatter, and what stands beside events.

import BioSequence
import Numerics
import ReadSimulation
import Testing

@testable import VariantCalling

@Suite struct DepthCovariateTests {
  private static let exons = (0..<30).map { 500 * $0 + 100..<500 * $0 + 200 }
  /// Two genes whose exons have 30 to 70 % GC.
  private static let references: [CallReference] = {
    var codes = [UInt8](repeating: 0, count: 15_100)
    for (index, exon) in exons.enumerated() {
      for offset in exon.lowerBound - 150..<exon.upperBound + 150 where offset >= 0 && offset % 10 < 3 + index * 7 % 5 {
        codes[offset] = 1
      }
    }
    let record = DNASequence(codes: codes)
    return (0..<2).map { _ in CallReference(sequence: record, targets: nil, exons: exons) }
  }()
  private static let gc = ExonGC(references: references)

  /// Counts whose depth goes with GC by a slope and a curve, and whose exons scatter by 3 % and `overdispersion`.
  private static func sample(
    seed: UInt64, depth: Double = 200, slope: Double = 0, curvature: Double = 0, overdispersion: Double = 0,
    deleted: ClosedRange<Int>? = nil
  ) -> [ExonFragmentCounts] {
    var random = RandomSource(seed: seed)
    return (0..<2).map { gene in
      let efficiencies = exons.indices.map { exon in
        let content = gc.perExon[gene][exon]
        return Elementary.exp(
          slope * content + curvature * content * content + 0.03 * random.normal() + overdispersion * random.normal())
      }
      var groups: [ExonGroup] = []
      for first in exons.indices {
        for last in first...min(first + 1, exons.count - 1) {
          var mean = depth * (0.4 + Double((first * 7 + gene * 3) % 11) / 8) * (last > first ? 0.2 : 1)
          mean *= (efficiencies[first] + efficiencies[last]) / 2
          if gene == 0, let deleted, first <= deleted.upperBound, last >= deleted.lowerBound { mean /= 2 }
          let count = mean + mean.squareRoot() * random.normal()
          groups.append(ExonGroup(first: first, last: last, count: max(0, Int(count.rounded()))))
        }
      }
      return ExonFragmentCounts(exonCount: exons.count, groups: groups)
    }
  }

  private func assess(_ counts: [ExonFragmentCounts], controls: [[ExonFragmentCounts]]) -> CopyNumberAssessment {
    ExonCopyNumber(references: Self.references).assess(
      CopyNumberInput(counts: counts, uniform: .fails(.captured)), controls: controls, calls: [])
  }

  @Test func squaresAreWhatNoLineTells() {
    let (contents, squares) = (Self.gc.perExon.flatMap(\.self), Self.gc.squares.flatMap(\.self))
    #expect(abs(squares.reduce(0, +)) < 1e-12)
    #expect(abs(zip(contents, squares).reduce(0) { $0 + $1.0 * $1.1 }) < 1e-12)
    #expect(squares.contains { $0 > 0.01 } && squares.contains { $0 < -0.01 })
    let even = ExonGC(references: [
      CallReference(sequence: DNASequence(codes: [UInt8](repeating: 0, count: 900)), targets: nil, exons: [300..<400])
    ])
    #expect(even.perExon == [[0]] && even.squares == [[0]])
  }

  @Test func samplesWhoseDepthBendsWithGCAreSilent() {
    let adjustments = [(-1.0, 8.0), (0.5, -12), (1, 0), (-0.5, 12), (0, -6)]
    let controls = (0..<10).map { number in
      let (slope, curvature) = adjustments[number % 5]
      return Self.sample(seed: 40 + UInt64(number), slope: slope, curvature: curvature)
    }
    let covariates = GroupCovariates(gc: Self.gc, span: nil)
    let variances = ExpectedDepth(controls: controls, covariates: covariates).coefficientVariances.curvature
    #expect(variances > 25 && variances < 200, "curves of -12 to 12 have a variance of 94, not \(variances)")
    for (number, curvature) in [-16.0, -8, 0, 8, 16].enumerated() {
      let plain = Self.sample(seed: 60 + UInt64(number), depth: 800, slope: 0.7, curvature: curvature)
      let told = assess(plain, controls: controls)
      #expect(told.noCall == nil && told.events.isEmpty, "curve \(curvature): \(told)")
      let lost = Self.sample(seed: 70 + UInt64(number), depth: 400, slope: -0.7, curvature: curvature, deleted: 7...8)
      #expect(assess(lost, controls: controls).events.map(\.exons) == [7...8], "curve \(curvature)")
    }
  }

  @Test func samplesThatScatterLoseConfidence() {
    let controls = (0..<10).map { Self.sample(seed: 100 + UInt64($0), depth: 800) }
    var (silent, even, overdispersions) = (0, 0, [Double]())
    for number in 0..<8 {
      let plain = assess(Self.sample(seed: 130 + UInt64(number), depth: 800), controls: controls)
      #expect(plain.overdispersion < 0.05 && plain.events.isEmpty, "\(plain)")
      if plain.overdispersion == 0 { even += 1 }
      let uneven = assess(Self.sample(seed: 160 + UInt64(number), depth: 800, overdispersion: 0.12), controls: controls)
      overdispersions.append(uneven.overdispersion)
      if uneven.events.isEmpty { silent += 1 }
    }
    #expect(even >= 7, "\(even) of 8 samples like their controls do not scatter")
    #expect(silent >= 7, "\(silent) of 8 samples that scatter by 12 % are silent")
    #expect(
      overdispersions.sorted()[3] > 0.06 && overdispersions.count { $0 > 0.04 && $0 < 0.2 } >= 7, "\(overdispersions)")
    // An event is no scatter, and is told with less confidence where there is some.
    let lone = assess(Self.sample(seed: 190, depth: 800, deleted: 9...11), controls: controls)
    #expect(lone.overdispersion < 0.05 && lone.events.map(\.exons) == [9...11])
    let uneven = assess(Self.sample(seed: 190, depth: 800, overdispersion: 0.12, deleted: 9...11), controls: controls)
    #expect(uneven.events.map(\.exons) == [9...11] && uneven.overdispersion > 0.06)
    #expect((uneven.events.first?.quality ?? 0) < 0.5 * (lone.events.first?.quality ?? 0))
  }

  @Test func groupsThatVaryKeepTheirVariance() throws {
    // Fragments that show exon 5 alone: few as a rule, many in the samples of short fragments.
    func sample(_ seed: UInt64, alone: Int) -> [ExonFragmentCounts] {
      Self.sample(seed: seed).map { gene in
        let groups =
          gene.groups.filter { $0.first != 5 || $0.last != 5 } + [
            ExonGroup(first: 5, last: 5, count: alone), ExonGroup(first: 4, last: 6, count: 200 - alone),
          ]
        return ExonFragmentCounts(exonCount: gene.exonCount, groups: groups)
      }
    }
    let controls = (0..<10).map { sample(300 + UInt64($0), alone: [2, 30, 5, 12, 0, 8, 1, 25, 3, 6][$0]) }
    let covariates = GroupCovariates(gc: Self.gc, span: nil)
    let part = ExpectedDepth(controls: controls, covariates: covariates).parts[0]
    let group = try #require(part.groups.first { $0.first == 5 && $0.last == 5 })
    #expect(group.variance > 0.3, "\(group)")
    #expect(part.groups.filter { $0.first == $0.last && $0.first != 5 }.allSatisfy { $0.variance < 0.01 })
    #expect(assess(sample(320, alone: 45), controls: controls).events.isEmpty)
  }

  @Test func moleculesThatEndBesideADeletionAreNoEvent() {
    let controls = (0..<10).map { Self.sample(seed: 400 + UInt64($0), depth: 800) }
    // Fragments of the changed chromosome that would have gone on into the lost exons show the exon before them alone.
    let counts = Self.sample(seed: 420, depth: 800, deleted: 9...11).enumerated().map { gene, record in
      ExonFragmentCounts(
        exonCount: record.exonCount,
        groups: record.groups + (gene == 0 ? [ExonGroup(first: 8, last: 8, count: 700)] : []))
    }
    #expect(assess(counts, controls: controls).events.map(\.exons) == [9...11])
  }

  @Test func resolvedChangesTakeExonsWhereverTheyArePlaced() {
    var random = RandomSource(seed: 9)
    var codes = (0..<1_000).map { _ in UInt8(random.below(4)) }
    // A run of one base, in which a variant may be aligned anywhere.
    for offset in 90..<180 { codes[offset] = 0 }
    codes[89] = 1
    codes[180] = 1
    let record = CallReference(
      sequence: DNASequence(codes: codes), targets: nil, exons: [100..<160, 300..<360, 700..<760])
    func changed(_ range: Range<Int>, _ replacement: Int = 0) -> [Bool] {
      record.affectedExons(
        by: Variant(range: range, replacement: DNASequence(codes: [UInt8](repeating: 3, count: replacement))))
    }
    #expect(changed(280..<405) == [false, true, false])
    #expect(changed(90..<110) == [true, false, false], "it may lie anywhere in the run")
    #expect(changed(399..<620) == [false, false, false])
    #expect(changed(399..<731) == [false, false, true])
    #expect(changed(731..<731, 20) == [false, false, false])
    #expect(changed(700..<700, 60) == [false, false, true])
    #expect(changed(420..<420, 30) == [false, false, false])
  }
}
