// How badly a read fits a haplotype, in Phred units: ungapped where that settles it, affine gaps where it does not.

/// A haplotype with its flanks, ready to be compared with reads.
struct HaplotypeTemplate: Sendable {
  let codes: [UInt8]
  let gapOpenings: [Int32]
  let leastGapOpening: Int32
  /// The least that each further base of a gap costs: of a sequencer that errs in the length of runs a new gap may cost less than a
  /// longer one.
  var leastGapStep: Int32 { max(1, min(leastGapOpening, LikelihoodModel.gapExtend)) }

  init(codes: [UInt8], model: LikelihoodModel = .standard) {
    self.codes = codes
    gapOpenings = model.gapOpenings(of: codes)
    leastGapOpening = gapOpenings.min() ?? LikelihoodModel.gapOpen
  }
}

/// How the ends of a segment are tied to the ends of a haplotype.
struct SegmentEnds: Sendable {
  var isLeftAnchored: Bool
  var isRightAnchored: Bool
  var mayClipLeft: Bool
  var mayClipRight: Bool
}

/// Compares reads with haplotypes; holds the rows of the matrix so that nothing is allocated a read.
struct ReadLikelihoodKernel {
  private var match: [Int32] = []
  private var insertion: [Int32] = []
  private let model: LikelihoodModel
  private static let far: Int32 = 1 << 28

  init(model: LikelihoodModel = .standard) {
    self.model = model
  }

  /// The cost of a segment without gaps, put where one of the hints says; `nil` if neither fits.
  ///
  /// - Parameter hints: haplotype offsets at which the segment may start, from its left and from its right end.
  func ungappedCost(
    bases: Span<UInt8>, qualities: Span<UInt8>, range: Range<Int>, ends: SegmentEnds, hints: (Int, Int),
    haplotype: HaplotypeTemplate
  ) -> Int32? {
    let width = haplotype.codes.count
    var best: Int32?
    for (number, shift) in [hints.0, hints.1].enumerated() where number == 0 || hints.1 != hints.0 {
      guard shift >= 0, shift + range.count <= width, !ends.isLeftAnchored || shift == 0,
        !ends.isRightAnchored || shift + range.count == width
      else { continue }
      let cost = ungapped(bases: bases, qualities: qualities, range: range, haplotype: haplotype, shift: shift)
      best = min(best ?? cost, cost)
    }
    return best
  }

  /// Whether no path with a gap or a clipped end can cost less.
  static func settles(_ ungapped: Int32, ends: SegmentEnds, haplotype: HaplotypeTemplate) -> Bool {
    let least = haplotype.leastGapOpening
    // Between two tied ends that fit without a gap, gaps come in twos.
    if ends.isLeftAnchored && ends.isRightAnchored { return ungapped <= 2 * least }
    return ungapped <= (ends.mayClipLeft || ends.mayClipRight ? min(least, LikelihoodModel.clip) : least)
  }

  /// Whether the gap that a segment tied at both ends must have costs more than a limit by its length alone.
  static func isOutOfReach(count: Int, ends: SegmentEnds, haplotype: HaplotypeTemplate, limit: Int32) -> Bool {
    let gap = abs(haplotype.codes.count - count)
    guard ends.isLeftAnchored && ends.isRightAnchored && gap > 0 else { return false }
    return haplotype.leastGapOpening + Int32(gap - 1) * haplotype.leastGapStep > limit
  }

  /// The cost of the best path of a segment through a haplotype, gaps allowed.
  ///
  /// - Parameters:
  ///   - band: haplotype offsets minus segment offsets that a path may take; `nil` for all.
  ///   - limit: costs above it need not be exact.
  mutating func gappedCost(
    bases: Span<UInt8>, qualities: Span<UInt8>, range: Range<Int>, ends: SegmentEnds, haplotype: HaplotypeTemplate,
    band: ClosedRange<Int>?, limit: Int32 = 1 << 28
  ) -> Int32 {
    let width = haplotype.codes.count
    let band = ReadLikelihoodKernel.reachable(
      within: band ?? -range.count...width, count: range.count, ends: ends, haplotype: haplotype, limit: limit)
    guard let band else { return ReadLikelihoodKernel.far }
    if match.count < width + 1 {
      match = [Int32](repeating: 0, count: width + 1)
      insertion = match
    }
    return ReadLikelihoodKernel.gapped(
      bases: bases, qualities: qualities, range: range, ends: ends, haplotype: haplotype, costs: model.mismatch,
      band: band, limit: limit, match: &match, insertion: &insertion)
  }

  /// The diagonals of a band that a path within the limit can touch; `nil` if there is none.
  ///
  /// A path begins on diagonal 0 where the segment is tied on the left, and ends on width - count where it is tied on the right. On
  /// the way to or from a diagonal d away from there it has a gap of d bases or more.
  private static func reachable(
    within band: ClosedRange<Int>, count: Int, ends: SegmentEnds, haplotype: HaplotypeTemplate, limit: Int32
  ) -> ClosedRange<Int>? {
    let rest = limit - haplotype.leastGapOpening
    let reach = rest < 0 ? 0 : 1 + Int(rest / haplotype.leastGapStep)
    var (low, high) = (band.lowerBound, band.upperBound)
    func narrow(about diagonal: Int) {
      low = max(low, diagonal - reach)
      high = min(high, diagonal + reach)
    }
    if ends.isLeftAnchored { narrow(about: 0) }
    if ends.isRightAnchored { narrow(about: haplotype.codes.count - count) }
    return low <= high ? low...high : nil
  }

  private func ungapped(
    bases: Span<UInt8>, qualities: Span<UInt8>, range: Range<Int>, haplotype: HaplotypeTemplate, shift: Int
  ) -> Int32 {
    let costs = model.mismatch.span
    let codes = haplotype.codes.span
    precondition(range.lowerBound >= 0 && range.upperBound <= bases.count && shift >= 0)
    precondition(shift + range.count <= codes.count)
    let (own, other) = unsafe (bases.bytes, codes.bytes)
    var sum: Int32 = 0
    var step = 0
    // Eight bases at a time: few differ.
    while step + 8 <= range.count {
      let here = unsafe own.unsafeLoadUnaligned(fromByteOffset: range.lowerBound + step, as: UInt64.self)
      var different = unsafe here ^ other.unsafeLoadUnaligned(fromByteOffset: shift + step, as: UInt64.self)
      while different != 0 {
        let lane = different.trailingZeroBitCount >> 3
        different &= ~(0xFF << UInt64(8 * lane))
        let place = range.lowerBound + step + lane
        if bases[place] < 4 { sum += costs[Int(qualities[place])] }
      }
      step += 8
    }
    while step < range.count {
      let base = bases[range.lowerBound + step]
      if base != codes[shift + step], base < 4 { sum += costs[Int(qualities[range.lowerBound + step])] }
      step += 1
    }
    return sum
  }

  /// Affine-gap alignment of the whole segment; haplotype ends are free where the segment is not anchored.
  private static func gapped(
    bases: Span<UInt8>, qualities: Span<UInt8>, range: Range<Int>, ends: SegmentEnds, haplotype: HaplotypeTemplate,
    costs: [Int32], band: ClosedRange<Int>, limit: Int32, match: inout [Int32], insertion: inout [Int32]
  ) -> Int32 {
    let far = ReadLikelihoodKernel.far
    let width = haplotype.codes.count
    var matchRow = match.mutableSpan
    var insertionRow = insertion.mutableSpan
    let codes = haplotype.codes.span
    let openings = haplotype.gapOpenings.span
    let costs = costs.span
    // The band's columns of the row before the first base, and column 0, which later rows may reach.
    matchRow[0] = 0
    insertionRow[0] = far
    let firstColumn = max(1, band.lowerBound)
    let lastColumn = min(width, band.upperBound + 1)
    if firstColumn <= lastColumn {
      for j in firstColumn...lastColumn {
        matchRow[j] = ends.isLeftAnchored ? openings[0] + Int32(j - 1) * LikelihoodModel.gapExtend : 0
        insertionRow[j] = far
      }
    }
    var best = far
    for i in 0..<range.count {
      let base = bases[range.lowerBound + i]
      let mismatch = base < 4 ? costs[Int(qualities[range.lowerBound + i])] : 0
      // Entering here for the first time costs a clip of the i bases before.
      let entry = ends.mayClipLeft && i > 0 ? LikelihoodModel.clip + Int32(i) * LikelihoodModel.clipExtend : far
      let low = max(1, i + 1 + band.lowerBound)
      let high = min(width, i + 1 + band.upperBound)
      guard low <= high else {
        if low > width { break }
        // The band has not come in yet: what lies before it can only be clipped.
        matchRow[0] = far
        continue
      }
      // The band's last column has no cell above it.
      if i > 0, i + 1 + band.upperBound <= width {
        matchRow[high] = far
        insertionRow[high] = far
      }
      var diagonal = min(matchRow[low - 1], entry)
      var deletion = far
      var lowest = far
      if low == 1 {
        insertionRow[0] = min(matchRow[0] + openings[0], insertionRow[0] + LikelihoodModel.gapExtend)
        matchRow[0] = insertionRow[0]
        lowest = matchRow[0]
        // Bases of the haplotype left out right after bases of the read that it lacks.
        deletion = matchRow[0] + openings[0]
      }
      for j in low...high {
        let above = matchRow[j]
        let cost = codes[j - 1] == base ? 0 : mismatch
        let opening = openings[j]
        let inserted = min(above + opening, insertionRow[j] + LikelihoodModel.gapExtend)
        let here = min(diagonal + cost, min(inserted, deletion))
        insertionRow[j] = inserted
        deletion = min(here + opening, deletion + LikelihoodModel.gapExtend)
        matchRow[j] = here
        diagonal = min(above, entry)
        lowest = min(lowest, here)
      }
      if ends.mayClipRight, i + 1 < range.count {
        best = min(best, lowest + LikelihoodModel.clip + Int32(range.count - i - 1) * LikelihoodModel.clipExtend)
      }
      if i + 1 == range.count, !ends.isRightAnchored { best = min(best, lowest) }
      // Nor does one that enters later cost less than the bases before it left unexplained.
      if lowest > limit,
        !ends.mayClipLeft || LikelihoodModel.clip + Int32(i + 1) * LikelihoodModel.clipExtend > limit
      {
        return min(best, limit + 1)
      }
    }
    if ends.isRightAnchored, band.contains(width - range.count) { best = min(best, matchRow[width]) }
    return best
  }
}
