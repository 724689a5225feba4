// The read likelihood against a plain three-matrix alignment.

import Testing

@testable import VariantCalling

@Suite struct ReadLikelihoodKernelTests {
  private func cost(
    _ read: [UInt8], _ qualities: [UInt8], _ haplotype: [UInt8], _ ends: SegmentEnds, hints: (Int, Int)? = nil,
    band: ClosedRange<Int>? = nil, limit: Int32 = 1 << 28
  ) -> Int32 {
    var kernel = ReadLikelihoodKernel()
    let template = HaplotypeTemplate(codes: haplotype)
    if let hints,
      let ungapped = kernel.ungappedCost(
        bases: read.span, qualities: qualities.span, range: 0..<read.count, ends: ends, hints: hints,
        haplotype: template), ReadLikelihoodKernel.settles(ungapped, ends: ends, haplotype: template)
    {
      return ungapped
    }
    return kernel.gappedCost(
      bases: read.span, qualities: qualities.span, range: 0..<read.count, ends: ends, haplotype: template, band: band,
      limit: limit)
  }

  /// All paths by recursion over a table of states, written without regard for speed.
  private func oracle(_ read: [UInt8], _ qualities: [UInt8], _ haplotype: [UInt8], _ ends: SegmentEnds) -> Int32 {
    let far: Int32 = 1 << 28
    let openings = LikelihoodModel.standard.gapOpenings(of: haplotype)
    let n = read.count
    let m = haplotype.count
    var any = [[Int32]](repeating: [Int32](repeating: far, count: m + 1), count: n + 1)
    var insertion = any
    var deletion = any
    var best = far
    for i in 0...n {
      for j in 0...m {
        var here = far
        if i == 0, j == 0 || !ends.isLeftAnchored { here = 0 }
        if i > 0 {
          insertion[i][j] = min(any[i - 1][j] + openings[j], insertion[i - 1][j] + LikelihoodModel.gapExtend)
        }
        if j > 0 {
          deletion[i][j] = min(any[i][j - 1] + openings[j - 1], deletion[i][j - 1] + LikelihoodModel.gapExtend)
        }
        if i > 0, j > 0 {
          let isEqual = read[i - 1] == haplotype[j - 1]
          let mismatch = isEqual ? 0 : LikelihoodModel.standard.mismatch[Int(qualities[i - 1])]
          var before = any[i - 1][j - 1]
          if ends.mayClipLeft, i > 1 { before = min(before, clipCost(i - 1)) }
          here = min(here, before + mismatch)
        }
        any[i][j] = min(here, min(insertion[i][j], deletion[i][j]))
        if ends.mayClipRight, i > 0, i < n { best = min(best, any[i][j] + clipCost(n - i)) }
      }
    }
    return min(best, ends.isRightAnchored ? any[n][m] : any[n].min() ?? far)
  }

  private func clipCost(_ bases: Int) -> Int32 { LikelihoodModel.clip + Int32(bases) * LikelihoodModel.clipExtend }

  @Test func equalsThePlainAlignment() {
    var random = TestRandom(seed: 5)
    var outOfReach = 0
    for round in 0..<300 {
      let haplotype = (0..<12 + random.below(20)).map { _ in UInt8(random.below(round % 2 == 0 ? 4 : 2)) }
      var read = haplotype
      let start = random.below(6)
      read.removeSubrange(0..<start)
      read.removeLast(random.below(4))
      for _ in 0..<random.below(4) { read[random.below(read.count)] = UInt8(random.below(4)) }
      if random.below(3) == 0 { read.remove(at: random.below(read.count)) }
      if random.below(3) == 0 { read.insert(UInt8(random.below(4)), at: random.below(read.count)) }
      let qualities = read.map { _ in UInt8(5 + random.below(36)) }
      let left = random.below(2) == 0
      let right = random.below(2) == 0
      let ends = SegmentEnds(
        isLeftAnchored: left, isRightAnchored: right, mayClipLeft: !left && random.below(2) == 0,
        mayClipRight: !right && random.below(2) == 0)
      let expected = oracle(read, qualities, haplotype, ends)
      #expect(cost(read, qualities, haplotype, ends) == expected)
      #expect(cost(read, qualities, haplotype, ends, hints: (0, start)) == expected)
      #expect(cost(read, qualities, haplotype, ends, band: -20...36) == expected)
      #expect(cost(read, qualities, haplotype, ends, band: start - 1...start + 1) >= expected)
      let limit = Int32(random.below(80))
      let limited = cost(read, qualities, haplotype, ends, limit: limit)
      #expect(expected <= limit ? limited == expected : limited > limit)
      let isOutOfReach = ReadLikelihoodKernel.isOutOfReach(
        count: read.count, ends: ends, haplotype: HaplotypeTemplate(codes: haplotype), limit: limit)
      if isOutOfReach {
        outOfReach += 1
        #expect(expected > limit)
      }
    }
    #expect(outOfReach > 20)
  }

  /// A clip longer than the band is wide: the rows before the band must not make it free.
  @Test func basesBeforeTheBandAreClipped() {
    var random = TestRandom(seed: 6)
    let ends = SegmentEnds(isLeftAnchored: false, isRightAnchored: true, mayClipLeft: true, mayClipRight: false)
    for _ in 0..<50 {
      let haplotype = (0..<30).map { _ in UInt8(random.below(4)) }
      let read = (0..<40 + random.below(30)).map { _ in UInt8(random.below(4)) } + haplotype[10...]
      let qualities = read.map { _ in UInt8(30) }
      let diagonal = haplotype.count - read.count
      let banded = cost(read, qualities, haplotype, ends, band: diagonal - 3...diagonal + 3)
      #expect(banded == oracle(read, qualities, haplotype, ends))
      #expect(banded > 0)
    }
  }

  /// Bases are compared eight at a time: unknown ones of the read cost nothing, those of the haplotype as others do.
  @Test func ungappedBasesCostWhatEachOfThemCosts() {
    var random = TestRandom(seed: 7)
    let kernel = ReadLikelihoodKernel()
    let ends = SegmentEnds(isLeftAnchored: false, isRightAnchored: false, mayClipLeft: false, mayClipRight: false)
    for round in 0..<100 {
      let haplotype = (0..<40 + random.below(40)).map { _ in UInt8(random.below(round % 4 == 0 ? 5 : 4)) }
      let (before, shift) = (random.below(11), random.below(5))
      var read = [UInt8](repeating: 0, count: before) + haplotype[shift..<shift + 9 + random.below(20)]
      for _ in 0..<random.below(9) { read[random.below(read.count)] = UInt8(random.below(5)) }
      let qualities = read.map { _ in UInt8(5 + random.below(36)) }
      let expected = (before..<read.count).reduce(Int32(0)) { sum, place in
        read[place] == haplotype[shift + place - before] || read[place] > 3
          ? sum : sum + LikelihoodModel.standard.mismatch[Int(qualities[place])]
      }
      let found = kernel.ungappedCost(
        bases: read.span, qualities: qualities.span, range: before..<read.count, ends: ends, hints: (shift, shift),
        haplotype: HaplotypeTemplate(codes: haplotype))
      #expect(found == expected)
    }
  }

  @Test func aMismatchCostsByItsQuality() {
    let haplotype: [UInt8] = [0, 1, 2, 3, 0, 1, 2, 3, 1, 0]
    var read = haplotype
    read[4] = 2
    let ends = SegmentEnds(isLeftAnchored: true, isRightAnchored: true, mayClipLeft: false, mayClipRight: false)
    #expect(cost(haplotype, [UInt8](repeating: 30, count: 10), haplotype, ends, hints: (0, 0)) == 0)
    let costs = [10, 20, 30].map {
      cost(read, [UInt8](repeating: UInt8($0), count: 10), haplotype, ends, hints: (0, 0))
    }
    #expect(costs == [14, 25, 35])
  }

  @Test func gapsAreCheaperInHomopolymers() {
    let plain = LikelihoodModel.standard.gapOpenings(of: [0, 1, 2, 3, 0, 1, 2, 3])
    let run = LikelihoodModel.standard.gapOpenings(of: [0, 1, 1, 1, 1, 1, 1, 3])
    #expect(plain.allSatisfy { $0 == LikelihoodModel.gapOpen })
    #expect(run[4] == 31 && run[0] == 40)
  }
}
