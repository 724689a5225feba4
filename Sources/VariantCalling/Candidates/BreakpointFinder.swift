// Changes that clipped read ends tell of: the clipped bases are found again elsewhere on the record.

import Alignment
import BioSequence

/// The agreed bases of read ends that are clipped at one place.
struct ClipConsensus: Sendable {
  /// Record offset of the first base that is not aligned (see ``ClipEvent``).
  let position: Int
  /// Whether the clipped bases lie to the left of `position`.
  let isLeft: Bool
  /// The clipped bases in record direction, as far as reads agree.
  let bases: [UInt8]
  /// The same as far as two reads agree on each of them.
  let sure: [UInt8]
  /// The same to the end of the longest read, whatever wins.
  let whole: [UInt8]
  /// The aligned bases beside them, as the reads have them: an aligner may take the first of the new bases for the record's.
  let inner: [UInt8]
  /// Number of reads.
  let reads: Int
}

/// Turns clipped read ends into candidate changes.
struct BreakpointFinder: Sendable {
  let record: DNASequence
  let reads: PreparedReads
  /// Index of the record.
  var reference = 0

  /// Length of a stretch that must occur again.
  static let seed = 18
  /// Shorter stretch that suffices close by.
  private static let nearSeed = 12
  private static let nearReach = 300

  /// Candidates from all places at which enough reads are clipped, sorted, each once.
  func candidates(in pileup: Pileup) -> [Variant] {
    let found = consensuses(in: pileup)
    return Set(found.flatMap(variants) + insertions(from: found) + inversions(from: found)).sorted()
  }

  private func consensuses(in pileup: Pileup) -> [ClipConsensus] {
    let clips = pileup.clips.sorted {
      ($0.position, $0.isLeft ? 0 : 1, $0.read) < ($1.position, $1.isLeft ? 0 : 1, $1.read)
    }
    var found: [ClipConsensus] = []
    var start = 0
    while start < clips.count {
      var end = start
      while end < clips.count, clips[end].position == clips[start].position, clips[end].isLeft == clips[start].isLeft {
        end += 1
      }
      let group = clips[start..<end]
      let place = min(Int(clips[start].position), record.count - 1)
      let depth = max(Int(pileup.rawDepth[place]), Int(pileup.rawDepth[max(0, place - 1)]))
      if group.count >= 2, group.count * 25 >= depth, let consensus = consensus(of: group) { found.append(consensus) }
      start = end
    }
    return found
  }

  /// Quality-weighted majority, column by column away from the place, until no read is left or none wins clearly.
  private func consensus(of clips: ArraySlice<ClipEvent>) -> ClipConsensus? {
    guard let first = clips.first else { return nil }
    var tails: [ReadTail] = []
    var inward: [ReadTail] = []
    for clip in clips {
      let read = reads.store.reads[Int(clip.read)]
      let kept = reads.fragmentBases(of: Int(clip.read))
      let operations = reads.store.cigars[read.cigar]
      if clip.isLeft, let operation = operations.first {
        tails.append(ReadTail(bases: kept.lowerBound..<read.bases.lowerBound + operation.length, step: -1))
      } else if let operation = operations.last {
        tails.append(ReadTail(bases: read.bases.upperBound - operation.length..<kept.upperBound, step: 1))
      }
      // The same away from the clip, into the aligned bases.
      guard let tail = tails.last else { continue }
      inward.append(
        tail.step > 0
          ? ReadTail(bases: read.bases.lowerBound..<tail.bases.lowerBound, step: -1)
          : ReadTail(bases: tail.bases.upperBound..<read.bases.upperBound, step: 1))
    }
    let outward = TailConsensus(of: tails, longest: BreakpointFinder.longestClip, store: reads.store)
    let inner = TailConsensus(of: inward, longest: BreakpointFinder.innerBases, store: reads.store)
    func inRecordOrder(_ bases: some Sequence<UInt8>, _ isTurned: Bool) -> [UInt8] {
      isTurned ? bases.reversed() : Array(bases)
    }
    return ClipConsensus(
      position: Int(first.position), isLeft: first.isLeft,
      bases: inRecordOrder(outward.bases.prefix(outward.clear), first.isLeft),
      sure: inRecordOrder(outward.bases.prefix(outward.sure), first.isLeft),
      whole: inRecordOrder(outward.bases, first.isLeft),
      inner: inRecordOrder(inner.bases.prefix(inner.clear), !first.isLeft), reads: clips.count)
  }

  /// Longest clipped end that is agreed on.
  private static let longestClip = 400

  /// Aligned bases beside a clip that are read again.
  private static let innerBases = 12

  /// The change that puts the clipped bases beside the place, if part of them is found on the record.
  ///
  ///     right clip   record[..<position] + new bases + record[again...]
  ///     left clip    record[..<again] + new bases + record[position...]
  private func variants(from clip: ClipConsensus) -> [Variant] {
    let far = occurrence(of: clip, within: [(BreakpointFinder.seed, record.count)])
    // Stretches of the triple helix resemble each other: what lies close by is tried as well.
    let near = occurrence(
      of: clip,
      within: [BreakpointFinder.seed, BreakpointFinder.nearSeed].map { ($0, BreakpointFinder.nearReach) })
    let hits = [far ?? near ?? neighbour(of: clip), near].compactMap { $0 }
    return hits.compactMap { variant(of: clip, $0) }
  }

  private func variant(of clip: ClipConsensus, _ hit: (part: Int, offset: Int)) -> Variant? {
    let position = clip.position
    let variant: Variant
    if clip.isLeft {
      let again = hit.offset
      let new = Array(clip.bases[hit.part...])
      variant =
        again <= position
        ? Variant(range: again..<position, replacement: DNASequence(codes: new))
        : Variant(
          range: position..<position, replacement: DNASequence(codes: Array(record.codes[position..<again]) + new))
    } else {
      let again = hit.offset
      let new = Array(clip.bases[..<hit.part])
      variant =
        position <= again
        ? Variant(range: position..<again, replacement: DNASequence(codes: new))
        : Variant(
          range: position..<position, replacement: DNASequence(codes: new + Array(record.codes[again..<position])))
    }
    let trimmed = variant.leftAligned(on: record)
    return trimmed.range.isEmpty && trimmed.replacement.isEmpty ? nil : trimmed
  }

  /// Where clipped bases occur again: for a right clip `bases[part...]` starts at record offset `offset`; for a left
  /// clip `bases[..<part]` ends there.
  private func occurrence(
    of clip: ClipConsensus, within searches: [(length: Int, reach: Int)]
  ) -> (part: Int, offset: Int)? {
    for (length, reach) in searches {
      guard clip.bases.count >= length else { continue }
      for start in 0...clip.bases.count - length {
        let first = clip.isLeft ? clip.bases.count - length - start : start
        let places = places(of: clip.bases[first..<first + length], near: clip.position, reach: reach)
        guard let place = places.min(by: { abs($0 - clip.position) < abs($1 - clip.position) }) else { continue }
        guard length == BreakpointFinder.seed || places.count == 1 else { continue }
        return clip.isLeft ? (first + length, place + length) : (first, place)
      }
    }
    return nil
  }

  /// A short change right at the place that explains clipped bases too few to be looked for elsewhere: an insertion
  /// of the first of them, or a short deletion or duplication. Meant for amplicons, whose reads all end at the same
  /// base beyond a change.
  private func neighbour(of clip: ClipConsensus) -> (part: Int, offset: Int)? {
    let bases = clip.bases
    guard clip.reads >= 5, bases.count >= 8 else { return nil }
    let sign = clip.isLeft ? -1 : 1
    /// Number of clipped bases from number `first` on that equal the record from `offset` on, reading outward.
    func run(_ first: Int, _ offset: Int) -> Int {
      var length = 0
      while first + length < bases.count {
        let place = clip.isLeft ? offset - 1 - length : offset + length
        let index = clip.isLeft ? bases.count - 1 - first - length : first + length
        guard place >= 0, place < record.count, bases[index] == record.codes[place] else { break }
        length += 1
      }
      return length
    }
    for shift in 1...60 {
      for offset in [clip.position + sign * shift, clip.position - sign * shift] where run(0, offset) == bases.count {
        return (clip.isLeft ? bases.count : 0, offset)
      }
    }
    for first in 1..<bases.count - 5 where run(first, clip.position) == bases.count - first {
      return (clip.isLeft ? bases.count - first : first, clip.position)
    }
    return nil
  }

  /// Record offsets at which the bases occur, by comparison of 32-bit words and then of all bases.
  func places(of bases: ArraySlice<UInt8>, near position: Int, reach: Int) -> [Int] {
    let lower = max(0, position - reach)
    let upper = min(record.count, position + reach) - bases.count
    guard lower <= upper else { return [] }
    let wanted = Array(bases)
    let wordLength = 12
    var key: UInt32 = 0
    for base in wanted[..<wordLength] { key = key << 2 | UInt32(base) }
    let mask: UInt32 = 0xff_ffff
    var word: UInt32 = 0
    var found: [Int] = []
    let codes = record.codes.span
    for offset in lower..<upper + wordLength {
      word = (word << 2 | UInt32(codes[offset] & 3)) & mask
      let start = offset - wordLength + 1
      guard word == key, start >= lower, start <= upper else { continue }
      if (0..<wanted.count).allSatisfy({ codes[start + $0] == wanted[$0] }) { found.append(start) }
    }
    return found
  }
}
