// Finds the exact matches of a read, and the best colinear row of them.

/// Finds segments by seeds and chains them.
enum Chaining {
  /// Seeds that occur more often than this are passed over.
  static let occurrenceLimit = 12

  /// Collects the exact matches of a read on one strand that hold at least one seed.
  ///
  /// - Parameters:
  ///   - window: text offsets that a seed must lie in.
  ///   - table: the seeds, of `seedLength` bases.
  /// - Returns: the number of segments written, by ascending start of their first seed.
  static func collect(
    _ read: UnsafePointer<UInt8>, count: Int, text: UnsafePointer<UInt8>, table: SeedTable, seedLength: Int,
    window: Range<Int>, into segments: FlatBuffer<Segment>
  ) -> Int {
    let starts = table.bucketStarts.span
    let kmers = table.kmers.span
    let positions = table.positions.span
    let mask: UInt32 = (1 << UInt32(2 * seedLength)) - 1
    var found = 0
    var kmer: UInt32 = 0
    var known = 0
    for end in 0..<count {
      let code = unsafe read[end]
      known = code < 4 ? known + 1 : 0
      kmer = (kmer << 2 | UInt32(code & 3)) & mask
      guard known >= seedLength else { continue }
      let bucket = KMer.bucket(ofSeed: kmer, bits: table.bucketBits)
      let entries = Int(starts[bucket])..<Int(starts[bucket + 1])
      if entries.isEmpty || (window.count > 100_000 && entries.count > 2 * occurrenceLimit) { continue }
      let start = end + 1 - seedLength
      for entry in entries where kmers[entry] == kmer && window.contains(Int(positions[entry])) {
        let diagonal = Int(positions[entry]) - start
        if isCovered(start + seedLength, diagonal, segments, found) { continue }
        if found == segments.count { return found }
        segments[found] = unsafe extended(read, count: count, text: text, start..<start + seedLength, diagonal)
        found += 1
      }
    }
    return found
  }

  private static func isCovered(_ end: Int, _ diagonal: Int, _ segments: FlatBuffer<Segment>, _ found: Int) -> Bool {
    var index = found - 1
    while index >= 0 {
      let segment = segments[index]
      if Int(segment.diagonal) == diagonal { return Int(segment.queryEnd) >= end }
      index -= 1
    }
    return false
  }

  /// The longest exact match around a seed.
  private static func extended(
    _ read: UnsafePointer<UInt8>, count: Int, text: UnsafePointer<UInt8>, _ seed: Range<Int>, _ diagonal: Int
  ) -> Segment {
    var start = seed.lowerBound
    var end = seed.upperBound
    while start > 0, unsafe read[start - 1] == text[start - 1 + diagonal] { start -= 1 }
    while end < count, unsafe read[end] == text[end + diagonal] { end += 1 }
    return Segment(queryStart: Int32(start), queryEnd: Int32(end), diagonal: Int32(diagonal))
  }

  /// The best row of segments, by dynamic programming over all pairs.
  ///
  /// Segments may overlap in read or text; the shared bases count once. A switch of diagonal costs what its gap costs, and more when
  /// it is long. Ties go to the row that ends first.
  static func best(
    _ segments: FlatBuffer<Segment>, count: Int, scoring: ScoringScheme, scratch: borrowing MapperScratch,
    isSameReference: (Int32, Int32) -> Bool
  ) -> Chain {
    var chain = Chain()
    guard count > 0 else { return chain }
    sort(segments, count: count)
    let end = link(segments, count: count, scoring: scoring, scratch: scratch, isSameReference)
    chain.score = scratch.chainScores[end]
    var index = end
    while index >= 0 {
      scratch.chain[chain.count] = segments[index]
      chain.count += 1
      let next = Int(scratch.chainLinks[index])
      segments[index].queryEnd = segments[index].queryStart
      index = next
    }
    var low = 0
    var high = chain.count - 1
    while low < high {
      let value = scratch.chain[low]
      scratch.chain[low] = scratch.chain[high]
      scratch.chain[high] = value
      low += 1
      high -= 1
    }
    if chain.count < count {
      let second = link(segments, count: count, scoring: scoring, scratch: scratch, isSameReference)
      chain.secondScore = scratch.chainScores[second]
    }
    return chain
  }

  /// Fills scores and links and gives the index of the best last segment; empty segments score 0 and link nothing.
  private static func link(
    _ segments: FlatBuffer<Segment>, count: Int, scoring: ScoringScheme, scratch: borrowing MapperScratch,
    _ isSameReference: (Int32, Int32) -> Bool
  ) -> Int {
    var best = 0
    for i in 0..<count {
      let segment = segments[i]
      var score = segment.length
      var link: Int32 = -1
      if segment.length > 0 {
        for j in 0..<i where segments[j].length > 0 {
          let gain = gain(from: segments[j], to: segment, scoring: scoring)
          guard gain > 0, scratch.chainScores[j] + gain > score else { continue }
          guard isSameReference(segments[j].textStart, segment.textStart) else { continue }
          score = scratch.chainScores[j] + gain
          link = Int32(j)
        }
      }
      scratch.chainScores[i] = score
      scratch.chainLinks[i] = link
      if score > scratch.chainScores[best] { best = i }
    }
    return best
  }

  /// What the second segment adds to a row that ends in the first; 0 or less when they do not fit.
  private static func gain(from left: Segment, to right: Segment, scoring: ScoringScheme) -> Int32 {
    guard right.queryStart > left.queryStart, right.queryEnd > left.queryEnd else { return 0 }
    let overlap = max(0, left.queryEnd - right.queryStart, left.textEnd - right.textStart)
    let jump = abs(Int(right.diagonal - left.diagonal))
    if jump == 0 { return right.length - overlap - 1 }
    let distance = jump > 64 ? 2 + Int32(Int.bitWidth - jump.leadingZeroBitCount) : 0
    return right.length - overlap - Int32(scoring.anchoredGapCost(jump)) - distance + 4
  }

  private static func sort(_ segments: FlatBuffer<Segment>, count: Int) {
    for i in 1..<max(count, 1) {
      let value = segments[i]
      var j = i - 1
      while j >= 0, isAfter(segments[j], value) {
        segments[j + 1] = segments[j]
        j -= 1
      }
      segments[j + 1] = value
    }
  }

  private static func isAfter(_ left: Segment, _ right: Segment) -> Bool {
    (left.queryStart, left.queryEnd, left.diagonal) > (right.queryStart, right.queryEnd, right.diagonal)
  }
}
