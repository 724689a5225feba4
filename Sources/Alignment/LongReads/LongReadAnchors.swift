// Where a long read shares unique 31-mers with the records, as exact matches in order.

import BioSequence

/// The exact matches of a long read with the records on one strand, by ascending offset in the read on that strand.
struct LongReadAnchors {
  /// Matches of the read as it was sequenced.
  private(set) var forward: [Segment] = []
  /// Matches of its other strand; offsets count from the read's last base.
  private(set) var reverse: [Segment] = []

  /// Looks up every 31-mer of a read; those of repeats, and those that occur more than once, are passed over.
  ///
  /// - Parameter ascii: the read's letters.
  /// - Complexity: O(bases), about 20 ns each.
  init(_ ascii: Span<UInt8>, index: KMerIndex) {
    let table = Nucleotide.codes
    var key: UInt64 = 0
    var known = 0
    for end in 0..<ascii.count {
      let code = table[Int(ascii[end])]
      known = code < 4 ? known + 1 : 0
      key = key >> 2 | KMer.letterCode(code & 3) << UInt64(2 * KMer.length - 2)
      guard known >= KMer.length else { continue }
      let hash = KMer.filterHash(KMer.interleaved(key))
      let bits = KMerIndex.filterBits(hash)
      guard index.filter[KMerIndex.filterWord(hash)] & bits == bits, let value = index.lookUp(key),
        value & KMerIndex.repeatFlag == 0
      else { continue }
      let start = end + 1 - KMer.length
      let position = Int(value & KMerIndex.positionMask)
      if value & KMerIndex.reverseFlag == 0 {
        LongReadAnchors.add(start, position, to: &forward)
      } else {
        LongReadAnchors.addBefore(ascii.count - KMer.length - start, position, to: &reverse)
      }
    }
    reverse.reverse()
  }

  /// Adds a k-mer that begins after all others; one on the diagonal of the last match that touches it makes that longer.
  private static func add(_ query: Int, _ position: Int, to segments: inout [Segment]) {
    if let last = segments.last, Int(last.diagonal) == position - query, Int(last.queryEnd) >= query {
      segments[segments.count - 1].queryEnd = Int32(query + KMer.length)
    } else {
      segments.append(
        Segment(queryStart: Int32(query), queryEnd: Int32(query + KMer.length), diagonal: Int32(position - query)))
    }
  }

  /// Adds a k-mer that begins before all others.
  private static func addBefore(_ query: Int, _ position: Int, to segments: inout [Segment]) {
    if let last = segments.last, Int(last.diagonal) == position - query,
      Int(last.queryStart) <= query + KMer.length
    {
      segments[segments.count - 1].queryStart = Int32(query)
    } else {
      segments.append(
        Segment(queryStart: Int32(query), queryEnd: Int32(query + KMer.length), diagonal: Int32(position - query)))
    }
  }

  /// Takes out what lies, for the most part, in a range of the read as it was sequenced.
  mutating func remove(in range: Range<Int>, readLength: Int) {
    func isInside(_ segment: Segment, isReverse: Bool) -> Bool {
      let (start, end) = (Int(segment.queryStart), Int(segment.queryEnd))
      let own = isReverse ? readLength - end..<readLength - start : start..<end
      return 2 * own.clamped(to: range).count >= own.count
    }
    forward.removeAll { isInside($0, isReverse: false) }
    reverse.removeAll { isInside($0, isReverse: true) }
  }
}

/// The best colinear row of a long read's matches.
enum LongReadChaining {
  /// Predecessors that are tried for each match.
  private static let reach = 400
  /// What a jump from one diagonal to another costs at most: more than one 31-mer is worth, so that a match by itself, on a
  /// diagonal of its own, is no event.
  private static let jumpLimit: Int32 = 60
  /// The longest jump within one row: longer events lie in two pieces of the read.
  static let longestJump = 40_000

  /// The row with the most matching bases less what its jumps cost, first match first; empty if there is none.
  ///
  /// - Returns: the matches, each shortened by what it shares with the one before it in read or text, and the score.
  static func best(_ segments: [Segment], text: ReferenceText) -> (segments: [Segment], score: Int32) {
    guard !segments.isEmpty else { return ([], 0) }
    let references = segments.map { text.reference(at: Int($0.textStart)) }
    var scores = segments.map(\.length)
    var links = [Int](repeating: -1, count: segments.count)
    var top = 0
    for i in segments.indices {
      let right = segments[i]
      for j in max(0, i - reach)..<i where references[j] == references[i] {
        let left = segments[j]
        guard right.queryEnd > left.queryEnd, right.textEnd > left.textEnd else { continue }
        let overlap = max(0, left.queryEnd - right.queryStart, left.textEnd - right.textStart)
        let jump = abs(Int(right.diagonal - left.diagonal))
        guard overlap < right.length, jump <= longestJump else { continue }
        let score = scores[j] + right.length - overlap - cost(jump)
        if score > scores[i] {
          scores[i] = score
          links[i] = j
        }
      }
      if scores[i] > scores[top] { top = i }
    }
    var row: [Segment] = []
    var index = top
    while index >= 0 {
      row.append(segments[index])
      index = links[index]
    }
    return (shortened(row.reversed()), scores[top])
  }

  private static func cost(_ jump: Int) -> Int32 {
    jump == 0 ? 0 : min(jumpLimit, Int32(2 + jump / 8) + Int32(Int.bitWidth - jump.leadingZeroBitCount))
  }

  /// The row without the bases that a match shares with the one before.
  private static func shortened(_ row: [Segment]) -> [Segment] {
    var result: [Segment] = []
    for segment in row {
      var segment = segment
      if let last = result.last {
        segment.queryStart += max(0, last.queryEnd - segment.queryStart, last.textEnd - segment.textStart)
      }
      if segment.length > 0 { result.append(segment) }
    }
    return result
  }
}
