// Exon copy number on drawn counts: planted events are found, plain samples are silent, and what cannot be told is said.

import BioSequence
import Numerics
import ReadSimulation
import Testing

@testable import VariantCalling

@Suite struct ExonCopyNumberTests {
  private static let exonCount = 30
  private static let record = DNASequence(codes: [UInt8](repeating: 0, count: 15_100))
  private static let exons = (0..<exonCount).map { 500 * $0 + 100..<500 * $0 + 200 }
  private static let references = (0..<2).map { _ in
    CallReference(sequence: record, targets: nil, exons: exons)
  }

  /// Counts of two genes: exons of very unequal catch, neighbours sharing a few fragments.
  private static func sample(
    seed: UInt64, depth: Double = 200, deleted: ClosedRange<Int>? = nil, doubled: ClosedRange<Int>? = nil
  ) -> [ExonFragmentCounts] {
    var random = RandomSource(seed: seed)
    return (0..<2).map { gene in
      var groups: [ExonGroup] = []
      for first in 0..<exonCount {
        for last in first...min(first + 1, exonCount - 1) {
          var mean = depth * (0.4 + Double((first * 7 + gene * 3) % 11) / 8) * (last > first ? 0.2 : 1)
          if gene == 0, let deleted, first <= deleted.upperBound, last >= deleted.lowerBound { mean /= 2 }
          if gene == 0, let doubled, first >= doubled.lowerBound, last <= doubled.upperBound { mean *= 1.5 }
          mean *= 1 + 0.03 * random.normal()
          let count = mean + mean.squareRoot() * random.normal()
          groups.append(ExonGroup(first: first, last: last, count: max(0, Int(count.rounded()))))
        }
      }
      return ExonFragmentCounts(exonCount: exonCount, groups: groups)
    }
  }

  private static let controls = (0..<10).map { sample(seed: 900 + $0) }

  private func assess(_ counts: [ExonFragmentCounts], calls: [VariantCall] = []) -> CopyNumberAssessment {
    ExonCopyNumber(references: ExonCopyNumberTests.references).assess(
      CopyNumberInput(counts: counts, uniform: .fails(.captured)), controls: ExonCopyNumberTests.controls, calls: calls)
  }

  @Test func findsDeletionsAndDuplicationsOfAnyExons() throws {
    for (number, exons) in [0...0, 4...4, 9...11, 20...29, 0...29].enumerated() {
      let lost = assess(ExonCopyNumberTests.sample(seed: UInt64(10 + number), depth: 800, deleted: exons)).events
        .filter(
          \.isPass)
      #expect(lost.map(\.exons) == [exons] && lost.map(\.copyNumber) == [1], "deletion of \(exons): \(lost)")
      let gained = assess(ExonCopyNumberTests.sample(seed: UInt64(30 + number), depth: 800, doubled: exons)).events
        .filter(
          \.isPass)
      #expect(gained.map(\.exons) == [exons] && gained.map(\.copyNumber) == [3], "duplication of \(exons): \(gained)")
      #expect((lost + gained).allSatisfy { $0.reference == 0 && $0.probability > 0.95 })
    }
  }

  @Test func dispersionIsThatOfWholeExonsWhateverTheSlopes() {
    // Exons vary by 3 % in every group, and samples in depth; neither makes exons look more uneven than they are.
    let none = GroupCovariates(gc: ExonGC(references: ExonCopyNumberTests.references), span: nil)
    let controls = (0..<20).map { ExonCopyNumberTests.sample(seed: 400 + UInt64($0), depth: 2_000 + 100 * Double($0)) }
    for part in ExpectedDepth(controls: controls, covariates: none).parts {
      let spreads = part.variances.map { $0.squareRoot() }.sorted()
      // 3 % in groups of 1 : 0.2 : 0.2 fragments is 2.6 % of an exon's own effect; the estimate's own errors add.
      #expect(spreads[spreads.count / 2] > 0.024 && spreads[spreads.count / 2] < 0.035, "\(spreads)")
      #expect(
        part.groups.allSatisfy { $0.variance >= 0 && $0.variance < 0.01 && ($0.first < $0.last || $0.variance == 0) })
    }
  }

  @Test func sharesThatMoveWithFragmentLengthAreNoticed() {
    // In every second control twice as many fragments reach two exons, at the expense of those that show one.
    let none = GroupCovariates(gc: ExonGC(references: ExonCopyNumberTests.references), span: nil)
    let controls = (0..<20).map { number in
      ExonCopyNumberTests.sample(seed: 500 + UInt64(number), depth: 2_000).map { gene in
        ExonFragmentCounts(
          exonCount: gene.exonCount,
          groups: gene.groups.map {
            let change = number % 2 == 0 ? 1.0 : $0.first < $0.last ? 2 : 0.8
            return ExonGroup(first: $0.first, last: $0.last, count: Int(Double($0.count) * change))
          })
      }
    }
    for part in ExpectedDepth(controls: controls, covariates: none).parts {
      let shared = part.groups.filter { $0.first < $0.last }.map { $0.variance.squareRoot() }
      #expect(shared.allSatisfy { $0 > 0.15 && $0 < 0.6 }, "\(shared)")
    }
  }

  @Test func plainSamplesAreSilentAtOtherDepths() {
    for seed in 0..<20 {
      let result = assess(ExonCopyNumberTests.sample(seed: UInt64(100 + seed), depth: 60 + 20 * Double(seed)))
      #expect(result.source == .controls(10))
      #expect(result.events.filter(\.isPass).isEmpty, "seed \(seed)")
    }
  }

  @Test func resolvedCallTakesItsExons() {
    let counts = ExonCopyNumberTests.sample(seed: 5, deleted: 9...11)
    let variant = Variant(range: 4_450..<5_800, replacement: DNASequence())
    let call = VariantCall(
      reference: 0, variant: variant, genotype: Genotype(first: 0, second: 1, isPhased: false),
      zygosity: .heterozygous, phaseSet: nil, quality: 200, genotypeQuality: 99, depth: 100, referenceDepth: 50,
      alternateForwardDepth: 25, alternateReverseDepth: 25, filters: [])
    #expect(!assess(counts).events.filter(\.isPass).isEmpty)
    #expect(assess(counts, calls: [call]).events.filter(\.isPass).isEmpty)
  }

  @Test func saysWhyNothingCanBeTold() {
    let copyNumber = ExonCopyNumber(references: ExonCopyNumberTests.references)
    let counts = ExonCopyNumberTests.sample(seed: 1)
    let captured = CopyNumberInput(counts: counts, uniform: .fails(.captured))
    #expect(copyNumber.assess(captured, controls: [], calls: []).noCall == .captured)
    let spliced = CopyNumberInput(counts: counts, uniform: .fails(.spliced), isSpliced: true)
    #expect(copyNumber.assess(spliced, controls: ExonCopyNumberTests.controls, calls: []).noCall == .spliced)
    let amplicons = CopyNumberInput(counts: counts, uniform: .fails(.amplicons), ampliconLike: true)
    #expect(copyNumber.assess(amplicons, controls: [], calls: []).noCall == .amplicons)
    #expect(
      copyNumber.assess(amplicons, controls: Array(ExonCopyNumberTests.controls.prefix(2)), calls: []).noCall
        == .amplicons)
    let few = CopyNumberInput(counts: ExonCopyNumberTests.sample(seed: 1, depth: 4), uniform: .fails(.captured))
    #expect(copyNumber.assess(few, controls: ExonCopyNumberTests.controls, calls: []).noCall == .tooFewFragments)
    var random = RandomSource(seed: 4)
    let uneven = counts.map { gene in
      ExonFragmentCounts(
        exonCount: gene.exonCount,
        groups: gene.groups.map {
          ExonGroup(first: $0.first, last: $0.last, count: Int(Double($0.count) * (0.4 + 1.2 * random.uniform())))
        })
    }
    let other = copyNumber.assess(
      CopyNumberInput(counts: uneven, uniform: .fails(.captured)), controls: ExonCopyNumberTests.controls, calls: [])
    guard case .controlsDoNotFit(let variances) = other.noCall else {
      Issue.record("controls that do not fit are not noticed")
      return
    }
    #expect(variances > CopyNumberNoCall.largestExcessVariation)
  }

  @Test func samplesOfOtherGCSlopesAreSilent() {
    // Exons of 30 to 70 % GC; depth rises with GC in some samples and falls in others.
    var codes = [UInt8](repeating: 0, count: ExonCopyNumberTests.record.count)
    for (index, exon) in ExonCopyNumberTests.exons.enumerated() {
      for offset in exon.lowerBound - 150..<exon.upperBound + 150 where offset >= 0 && offset % 10 < 3 + index * 7 % 5 {
        codes[offset] = 1
      }
    }
    let record = DNASequence(codes: codes)
    let references = (0..<2).map { _ in CallReference(sequence: record, targets: nil, exons: ExonCopyNumberTests.exons)
    }
    let gc = ExonGC(references: references)
    func adjusted(_ counts: [ExonFragmentCounts], _ slope: Double) -> [ExonFragmentCounts] {
      counts.enumerated().map { number, gene in
        ExonFragmentCounts(
          exonCount: gene.exonCount,
          groups: gene.groups.map { group in
            let content = gc.content(record: number, exons: group.first...group.last).content
            let factor = Elementary.exp(slope * content)
            return ExonGroup(first: group.first, last: group.last, count: Int(Double(group.count) * factor))
          })
      }
    }
    let controls = (0..<10).map { adjusted(ExonCopyNumberTests.sample(seed: UInt64(700 + $0)), Double($0 % 5) - 2) }
    let copyNumber = ExonCopyNumber(references: references)
    let variances = ExpectedDepth(controls: controls, covariates: GroupCovariates(gc: gc, span: nil))
      .coefficientVariances.slope
    #expect(variances > 1 && variances < 4, "slopes of -2 to 2 have a variance of 2.2, not \(variances)")
    for (number, slope) in [-3.0, -1.5, 0, 1.5, 3].enumerated() {
      let plain = ExonCopyNumberTests.sample(seed: UInt64(760 + number))
      let told = copyNumber.assess(
        CopyNumberInput(counts: adjusted(plain, slope), uniform: .fails(.captured)), controls: controls, calls: [])
      #expect(told.noCall == nil && told.events.filter(\.isPass).isEmpty, "slope \(slope): \(told)")
      let lost = ExonCopyNumberTests.sample(seed: UInt64(780 + number), depth: 400, deleted: 7...8)
      let found = copyNumber.assess(
        CopyNumberInput(counts: adjusted(lost, slope), uniform: .fails(.captured)), controls: controls, calls: [])
      #expect(found.events.filter(\.isPass).map(\.exons) == [7...8], "slope \(slope): \(found)")
    }
  }

  /// Counts of fragments of a mean length, from the positions at which they reach exons; each exon catches them.
  private static func fragments(of mean: Double, seed: UInt64, deleted: ClosedRange<Int>? = nil) -> [ExonFragmentCounts]
  {
    var random = RandomSource(seed: seed)
    // Exons near each other and far apart.
    let list = lengthExons
    let windows = ExonOverlap(exons: list).windows
    let lengths = FragmentLengthDistribution(mean: mean, deviation: 0.16)
    return (0..<2).map { gene in
      var groups: [ExonGroup] = []
      for first in list.indices {
        for last in first..<min(first + 6, list.count) {
          var positions = FragmentLengthEffect.positions(windows, first, last, lengths) * Double(last - first + 1)
          if gene == 0, let deleted, first <= deleted.upperBound, last >= deleted.lowerBound { positions /= 2 }
          let count = positions + positions.squareRoot() * random.normal()
          groups.append(ExonGroup(first: first, last: last, count: max(0, Int(count.rounded()))))
        }
      }
      return ExonFragmentCounts(exonCount: list.count, groups: groups)
    }
  }

  private static let lengthExons: [Range<Int>] = (0..<40).map { number in
    let start = 1_000 + 260 * number + (number > 20 ? 400 * (number - 20) : 0)
    return start..<start + 54 + 27 * (number % 4)
  }

  @Test func samplesOfOtherFragmentLengthsAreSilent() {
    let references = (0..<2).map { _ in
      CallReference(
        sequence: DNASequence(codes: [UInt8](repeating: 0, count: 25_000)), targets: nil,
        exons: ExonCopyNumberTests.lengthExons)
    }
    let copyNumber = ExonCopyNumber(references: references)
    let controls = (0..<10).map { number in
      ExonCopyNumberTests.fragments(of: 370 * (0.91 + 0.02 * Double(number)), seed: 300 + UInt64(number))
    }
    let span = FragmentLengthEffect(references: references, controls: controls)
    let single = span.rise(record: 0, exons: 30...30)
    #expect(span.rise(record: 0, exons: 3...5) > single + 1, "longer fragments reach more exons")
    #expect(abs(span.lengths.mean - 370) < 25 && span.lengths.deviation == 0.16, "\(span.lengths)")
    let covariates = GroupCovariates(gc: ExonGC(references: references), span: span)
    let variances = ExpectedDepth(controls: controls, covariates: covariates).coefficientVariances.lengthRatio
    #expect(
      variances > 0.001 && variances < 0.01, "lengths that vary by 6 % have a variance of 0.0037, not \(variances)")
    for (number, change) in [0.9, 0.95, 1, 1.05, 1.1].enumerated() {
      let plain = ExonCopyNumberTests.fragments(of: 370 * change, seed: 340 + UInt64(number))
      let told = copyNumber.assess(
        CopyNumberInput(counts: plain, uniform: .fails(.captured)), controls: controls, calls: [])
      #expect(told.noCall == nil && told.events.filter(\.isPass).isEmpty, "length \(change): \(told)")
      let lost = ExonCopyNumberTests.fragments(of: 370 * change, seed: 360 + UInt64(number), deleted: 8...10)
      let found = copyNumber.assess(
        CopyNumberInput(counts: lost, uniform: .fails(.captured)), controls: controls, calls: [])
      #expect(found.events.filter(\.isPass).map(\.exons) == [8...10], "length \(change): \(found)")
    }
  }

  @Test func deletedExonsAreExplained() {
    for copies in [0, 1] {
      let counts = ExonCopyNumberTests.sample(seed: 6).enumerated().map { number, gene in
        ExonFragmentCounts(
          exonCount: gene.exonCount,
          groups: gene.groups.map { group in
            let isLost = number == 0 && group.first <= 6 && group.last >= 5
            return ExonGroup(
              first: group.first, last: group.last, count: isLost ? group.count * copies / 2 : group.count)
          })
      }
      let events = assess(counts).events
      #expect(events.map(\.copyNumber) == [copies] && events.map(\.exons) == [5...6])
      let length = ExonCopyNumberTests.record.count
      let plain = ReferenceCoverage(
        targets: ExonCopyNumberTests.exons, depths: [Int32](repeating: 0, count: length),
        verdicts: [CoverageVerdict](repeating: .noCall(.noReads), count: length))
      let told = plain.explained(by: events, exons: ExonCopyNumberTests.exons)
      #expect(told.counts == (reference: 0, variant: 200, noCall: 2_800))
      #expect(told.verdicts[2_579] == .noCall(.noReads) && told.verdicts[2_580] == .variant)
      #expect(told.verdicts[3_219] == .variant && told.verdicts[3_220] == .noCall(.noReads))
    }
  }

  @Test func moleculesReachExonsWithTheirMargins() {
    let overlap = ExonOverlap(exons: [100..<200, 230..<235, 400..<500])
    #expect(overlap.windows == [80..<215, 215..<255, 380..<520])
    #expect(overlap.exons(by: 50..<80) == nil)
    #expect(overlap.exons(by: 50..<81) == 0...0)
    #expect(overlap.exons(by: 190..<410) == 0...2)
    #expect(overlap.exons(by: 216..<310) == 1...1)
    #expect(ExonOverlap.joined(0...0, 1...1) == 0...1)
    #expect(ExonOverlap.joined(0...0, 2...2) == nil)
    #expect(ExonOverlap.joined(nil, 2...2) == 2...2)
  }
}
