// The parts of the copy-number model, each against a plain calculation of the same thing.

import Alignment
import BioSequence
import Numerics
import Testing

@testable import VariantCalling

@Suite struct ExonCountingTests {
  private let exons = [100..<200, 300..<400, 420..<500]

  @Test func exonsOwnTwentyBasesOfIntronOrHalfOfAShortOne() {
    let overlap = ExonOverlap(exons: exons)
    #expect(overlap.windows == [80..<220, 280..<410, 410..<520])
    let cases: [(Range<Int>, ClosedRange<Int>?)] = [
      (0..<80, nil), (0..<81, 0...0), (219..<225, 0...0), (220..<280, nil), (150..<450, 0...2), (400..<411, 1...2),
      (520..<900, nil),
    ]
    for (range, wanted) in cases { #expect(overlap.exons(by: range) == wanted, "\(range)") }
  }

  @Test func matesTogetherShowAllBetweenThem() {
    #expect(ExonOverlap.joined(0...1, 2...3) == 0...3)
    #expect(ExonOverlap.joined(0...0, 2...2) == nil, "what neither shows may be deleted")
    #expect(ExonOverlap.joined(nil, 1...1) == 1...1 && ExonOverlap.joined(nil, nil) == nil)
  }

  @Test func groupsAreAddedUpAndSorted() {
    let counts = ExonFragmentCounts(
      exonCount: 3,
      groups: [
        ExonGroup(first: 1, last: 2, count: 4), ExonGroup(first: 0, last: 0, count: 3),
        ExonGroup(first: 1, last: 2, count: 1), ExonGroup(first: 2, last: 3, count: 9),
        ExonGroup(first: 1, last: 1, count: 0),
      ])
    #expect(counts.groups.map(\.count) == [3, 5] && counts.groups.map(\.last) == [0, 2])
    #expect(counts.total == 8 && counts.perExon == [3, 5, 5])
  }

  @Test func fragmentsCountInTheGroupThatTheyReach() {
    var sample = HandMade(randomCodes(3000, seed: 51))
    sample.add(120..<180)
    sample.add(150..<250, mapping: 0)
    sample.addPair(150..<380, length: 60, template: 10)
    // A read without exon 1: it lacks what lies between its parts.
    sample.add(
      Array(sample.record.codes[150..<200] + sample.record.codes[430..<480]), at: 150, cigar: "50M230D50M",
      template: 11)
    sample.add(1000..<1100, template: 12)
    for template in 100..<300 { sample.addPair(1500..<1500 + 300, length: 60, template: template) }
    let counts = ExonFragmentCounts(reads: sample.prepared(), reference: 0, exons: exons)
    #expect(counts.groups.map { [$0.first, $0.last, $0.count] } == [[0, 0, 1], [0, 1, 1]])
  }
}

@Suite struct CopyNumberModelTests {
  private func model(variance: Double = 0.01) -> CopyNumberModel {
    let groups = [(0, 0), (0, 1), (1, 1), (1, 2), (2, 2), (3, 3)]
    return CopyNumberModel(
      counts: ExonFragmentCounts(
        exonCount: 4, groups: groups.map { ExonGroup(first: $0.0, last: $0.1, count: 100) }),
      expectation: ExonExpectation(
        exonCount: 4,
        groups: groups.map { ExpectedGroup(first: $0.0, last: $0.1, weight: 1, certainty: 1e6, variance: 0) },
        variances: [Double](repeating: variance, count: 4)),
      sites: CopyNumberModel.sites(exons: [0..<100, 1_100..<1_200, 1_300..<1_400, 20_000..<20_100]),
      covariates: { _ in SIMD4(1, 0, 0, 0) }, outside: [false, false, false, false],
      resolved: [false, false, false, false])
  }

  @Test func deletionsTouchWhatSharesAnExonAndDuplicationsWhatLiesInside() {
    let groups = model().groups
    func touched(_ exons: ClosedRange<Int>, _ isDeletion: Bool) -> [[Int]] {
      groups.filter { CopyNumberModel.touches($0, exons, isDeletion: isDeletion) }.map { [$0.first, $0.last] }
    }
    #expect(touched(1...1, true) == [[0, 1], [1, 1], [1, 2]])
    #expect(touched(1...1, false) == [[1, 1]])
    #expect(touched(1...2, false) == [[1, 1], [1, 2], [2, 2]])
    #expect((0...4).map { CopyNumberModel.ratio(ofCopies: $0) } == [0.01, 0.5, 1, 1.5, 2])
  }

  @Test func breakpointsAreWeighedByTheirIntrons() {
    // 400 bases more than each intron, which counts 5,000 at most; ends of the gene as a long intron.
    #expect(model().sites == [5_400, 1_400, 500, 5_400, 5_400])
  }

  @Test func acceptedEventsAreNotTestedAgain() {
    var deleted = model()
    deleted.accept(1...1, copyNumber: 1)
    #expect(deleted.excluded == [false, true, false, false] && !deleted.isInformative[1])
    // Groups that end beside the deletion are gone, those that touch it have half of their fragments.
    #expect(deleted.groups.map { [$0.first, $0.last] } == [[0, 1], [1, 1], [1, 2], [3, 3]])
    #expect(deleted.groups.map(\.ratio) == [0.5, 0.5, 0.5, 1])
    var duplicated = model()
    duplicated.accept(1...2, copyNumber: 3)
    #expect(duplicated.groups.map(\.ratio) == [1, 1, 1.5, 1.5, 1.5, 1])
  }

  @Test func overdispersionWidensEveryGroup() {
    let plain = model()
    let wide = plain.widened(by: 0.04)
    #expect(zip(plain.variances, wide.variances).allSatisfy { abs($1 - $0 - 0.04) < 1e-12 })
    for (before, after) in zip(plain.groups, wide.groups) {
      let exons = Double(before.last - before.first + 1)
      #expect(abs(1 / after.marginalSize - 1 / before.marginalSize - 0.04 / exons) < 1e-12)
      #expect(after.size == before.size)
    }
  }

  @Test func approximateScoresAreSumsOverGroups() {
    let model = model()
    let prior = DepthPrior(variances: CoefficientVariances())
    let scores = SegmentScores(model: model, prior: prior, depth: .zero)
    // The oracle: for each event and level the sum of all groups' likelihoods, the best level of each.
    let own = Elementary.log(model.ownScale)
    for (state, copies) in SegmentScores.copyNumbers.enumerated() {
      for exons in [0...0, 1...1, 1...2, 0...3] {
        var best = -Double.infinity
        for offset in stride(from: -0.6, through: 0.9, by: 0.03) {
          let level = DepthCoefficients(own + offset, 0, 0, 0)
          let sum = model.groups.reduce(-prior.penalty(level)) { sum, group in
            let isTouched = CopyNumberModel.touches(group, exons, isDeletion: copies < 2)
            let mean =
              group.weight * Elementary.exp(own + offset) * (isTouched ? CopyNumberModel.ratio(ofCopies: copies) : 1)
            return sum + CopyNumberModel.logLikelihood(group, mean: mean)
          }
          best = max(best, sum)
        }
        #expect(abs(scores.events[state][exons.lowerBound * 4 + exons.upperBound] - best) < 1e-8, "\(copies) \(exons)")
      }
    }
  }
}

@Suite struct DepthModelTests {
  @Test func theBandedSystemIsTheDenseOne() {
    var random = RandomSource(seed: 52)
    for size in [3, 8, 20] {
      var system = BorderedBandSystem(size: size, band: 2)
      let whole = size + 4
      var matrix = [Double](repeating: 0, count: whole * whole)
      var gradient = [Double](repeating: 0, count: whole)
      func add(_ row: [Double], _ first: Double, _ curvature: Double) {
        for i in 0..<whole {
          gradient[i] += first * row[i]
          for j in 0..<whole { matrix[i * whole + j] += curvature * row[i] * row[j] }
        }
      }
      for _ in 0..<4 * size {
        let first = random.below(size)
        let exons = first...min(size - 1, first + random.below(3))
        let fraction = 1 / Double(exons.count)
        let covariates = SIMD4(1, random.normal(), random.normal(), random.normal())
        let (slope, curvature) = (random.normal(), random.uniform() + 0.1)
        system.add(exons, fraction: fraction, covariates: covariates, gradient: slope, curvature: curvature)
        add(
          (0..<size).map { exons.contains($0) ? fraction : 0 } + (0..<4).map { covariates[$0] }, slope, curvature)
      }
      for index in 0..<size {
        system.addDiagonal(index, gradient: 0.5, curvature: 3)
        add((0..<whole).map { $0 == index ? 1 : 0 }, 0.5, 0)
        matrix[index * whole + index] += 3
      }
      system.addCorner(gradient: .one, curvature: DepthMatrix(diagonal: SIMD4(2, 2, 2, 2)))
      for index in size..<whole {
        gradient[index] += 1
        matrix[index * whole + index] += 2
      }
      system.factor()
      let solution = system.solve()
      let found = solution.inner + (0..<4).map { solution.corner[$0] }
      for i in 0..<whole {
        let product = (0..<whole).reduce(0) { $0 + matrix[i * whole + $1] * found[$1] }
        #expect(abs(product - gradient[i]) < 1e-8, "seed 52, size \(size), row \(i)")
      }
    }
  }

  @Test func priorsHaveTheGradientOfTheirDensity() {
    var prior = DepthPrior(variances: CoefficientVariances(slope: 0.04, lengthRatio: 0.01, curvature: 0.5))
    prior.centre = DepthCoefficients(1, 0.2, 0, 0)
    prior.precision = DepthMatrix(diagonal: SIMD4(3, 1, 0, 0))
    let point = DepthCoefficients(1.5, -0.1, 0.05, 0.7)
    let gradient = prior.gradient(point)
    for index in 0..<4 {
      var step = DepthCoefficients.zero
      step[index] = 1e-5
      let slope = -(prior.penalty(point + step) - prior.penalty(point - step)) / 2e-5
      #expect(abs(slope - gradient[index]) < 1e-6 * max(1, abs(slope)))
    }
  }

  @Test func startPositionsAreCountedOneByOne() {
    let windows = [100..<200, 300..<420, 440..<500]
    let lengths = FragmentLengthDistribution(mean: 150, deviation: 0)
    for first in 0..<3 {
      for last in first..<3 {
        let counted = (-200..<700).count { start in
          let reached = windows.indices.filter { windows[$0].overlaps(start..<start + 150) }
          return reached.first == first && reached.last == last
        }
        let found = FragmentLengthEffect.positions(windows, first, last, lengths)
        #expect(abs(found - Double(counted)) < 1e-9, "\(first) \(last)")
      }
    }
  }

  @Test func longerFragmentsReachMoreExons() {
    let windows = [(0..<30).map { 400 * $0..<400 * $0 + 100 }]
    let effect = FragmentLengthEffect(
      windows: windows, lengths: FragmentLengthDistribution(mean: 350, deviation: 0.15))
    #expect(effect.rise(record: 0, exons: 10...11) > effect.rise(record: 0, exons: 10...10))
    #expect(effect.change(record: 0, exons: 10...11, lengthRatio: 0) == 0)
    #expect(effect.rise(record: 1, exons: 0...0) == 0, "a gene without a table has no effect")
  }

  @Test func variancesBetweenControlsAreFound() {
    var random = RandomSource(seed: 53)
    let exons = 40
    func variance(_ deviation: Double) -> Double {
      let means = (0..<exons).map { _ in [Double](repeating: 400, count: 30) }
      let controls = (0..<30).map { _ in
        ExonFragmentCounts(
          exonCount: exons,
          groups: (0..<exons).map {
            let mean = 400 * Elementary.exp(deviation * random.normal())
            return ExonGroup(first: $0, last: $0, count: Int(random.poisson(mean)))
          })
      }
      let found = BetweenSampleVariance(controls: controls, groups: (0..<exons).map { $0...$0 }, means: means)
      return found.exons.sorted()[exons / 2]
    }
    #expect(variance(0) < 0.0012, "sampling noise alone: near the floor of 0.0006")
    let found = variance(0.1)
    #expect(found > 0.008 && found < 0.016, "10 % between samples are 0.01: \(found), seed 53")
  }
}
