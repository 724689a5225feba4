// Base qualities along the reads: what the sequencer says of its own errors.

import BioSequence

/// Phred scores by the position in the read, in the direction it was sequenced, of a sample's aligned reads.
///
/// Ends that do not align and adapters count too: the scores are those of the read as it was given. Of deep samples every
/// n-th read is looked at. Reads above 1,000 bases and pieces of reads are left out.
package struct ReadQualities: Sendable, Hashable {
  /// The first reads of pairs and single reads, or the second reads.
  package struct Side: Sendable, Hashable {
    /// Reads that were looked at.
    package fileprivate(set) var reads = 0
    /// For every position ``ReadQualities/scoreCount`` numbers: the bases with each score.
    fileprivate var counts: [UInt32] = []

    /// Positions of the longest read.
    private var positions: Int { counts.count / ReadQualities.scoreCount }

    /// The bases with each Phred score at a position.
    private func bases(at position: Int) -> ArraySlice<UInt32> {
      counts[position * ReadQualities.scoreCount..<(position + 1) * ReadQualities.scoreCount]
    }

    /// Positions that at least one read in twenty has: beyond, a curve would be of a few reads.
    package var commonPositions: Int {
      (0..<positions).last { 20 * bases(at: $0).reduce(0) { $0 + Int($1) } >= reads }.map { $0 + 1 } ?? 0
    }

    /// Bases with each score, over all positions.
    package var totals: [Int] {
      var totals = [Int](repeating: 0, count: ReadQualities.scoreCount)
      for (index, count) in counts.enumerated() { totals[index % ReadQualities.scoreCount] += Int(count) }
      return totals
    }

    /// The mean score at a position; `nil` where none is known.
    package func mean(at position: Int) -> Double? {
      var (sum, known) = (0, 0)
      for (score, count) in bases(at: position).enumerated().dropFirst() {
        sum += score * Int(count)
        known += Int(count)
      }
      return known > 0 ? Double(sum) / Double(known) : nil
    }

    /// The fraction, 0-1, of the bases of known quality at a position that have a score or more; `nil` where none is known.
    package func fraction(from score: Int, at position: Int) -> Double? {
      ReadQualities.fraction(from: score, of: bases(at: position).map(Int.init))
    }

    fileprivate mutating func add(_ scores: Span<UInt8>, isReversed: Bool) {
      reads += 1
      let needed = scores.count * ReadQualities.scoreCount
      if counts.count < needed { counts += [UInt32](repeating: 0, count: needed - counts.count) }
      var place = isReversed ? needed - ReadQualities.scoreCount : 0
      let step = isReversed ? -ReadQualities.scoreCount : ReadQualities.scoreCount
      for index in scores.indices {
        counts[place + min(Int(scores[index]), ReadQualities.scoreCount - 1)] += 1
        place += step
      }
    }
  }

  /// Phred scores that text can hold, 0-93.
  package static let scoreCount = 94
  /// No more reads than about this are looked at.
  static let mostReads = 10_000

  /// First reads of pairs, and single reads.
  package private(set) var first = Side()
  /// Second reads.
  package private(set) var second = Side()

  /// The qualities of the reads of some stores.
  package init(_ stores: [AlignedReadStore]) {
    // Mates lie one after the other: an even step would see the first reads only.
    let step = max(1, stores.reduce(0) { $0 + $1.reads.count } / ReadQualities.mostReads) | 1
    for store in stores {
      let qualities = store.qualities.span
      for index in stride(from: 0, to: store.reads.count, by: step) {
        let read = store.reads[index]
        guard !read.isSupplementary, read.bases.count <= ReadMapper.longestRead else { continue }
        let scores = qualities.extracting(read.bases)
        if read.isSecond {
          second.add(scores, isReversed: read.strand == .reverse)
        } else {
          first.add(scores, isReversed: read.strand == .reverse)
        }
      }
    }
  }

  /// The fraction, 0-1, of the bases of known quality that have a score or more, of the bases with each score; `nil` where
  /// none is known.
  package static func fraction(from score: Int, of bases: [Int]) -> Double? {
    let known = bases.dropFirst().reduce(0, +)
    return known > 0 ? Double(bases.dropFirst(score).reduce(0, +)) / Double(known) : nil
  }
}
