// Candidate variants from soft-clipped read ends: deletions, duplications and what the other files add.

import Alignment
import BioSequence

extension BreakpointFinder {
  /// Candidates from all positions at which enough reads are clipped, sorted, each once.
  func candidates(in pileup: Pileup) -> [Variant] {
    let found = consensuses(in: pileup)
    return Set(found.flatMap(variants) + insertions(from: found) + inversions(from: found)).sorted()
  }

  private func consensuses(in pileup: Pileup) -> [ClipSite] {
    let clips = pileup.clips.sorted {
      ($0.position, $0.isLeft ? 0 : 1, $0.read) < ($1.position, $1.isLeft ? 0 : 1, $1.read)
    }
    var found: [ClipSite] = []
    var start = 0
    while start < clips.count {
      var end = start
      while end < clips.count, clips[end].position == clips[start].position, clips[end].isLeft == clips[start].isLeft {
        end += 1
      }
      let group = clips[start..<end]
      let position = min(Int(clips[start].position), record.count - 1)
      let depth = max(Int(pileup.rawDepth[position]), Int(pileup.rawDepth[max(0, position - 1)]))
      if group.count >= 2, group.count * 25 >= depth, let consensus = consensus(of: group) { found.append(consensus) }
      start = end
    }
    return found
  }

  /// Quality-weighted majority, column by column away from the position, until no read is left or none wins clearly.
  func consensus(of clips: ArraySlice<ClipEvent>) -> ClipSite? {
    guard let first = clips.first else { return nil }
    var tails: [ReadEnd] = []
    var inward: [ReadEnd] = []
    for clip in clips {
      let read = reads.store.reads[Int(clip.read)]
      let kept = reads.fragmentBases(of: Int(clip.read))
      let operations = reads.store.cigars[read.cigar]
      if clip.isLeft, let operation = operations.first {
        tails.append(ReadEnd(bases: kept.lowerBound..<read.bases.lowerBound + operation.length, step: -1))
      } else if let operation = operations.last {
        tails.append(ReadEnd(bases: read.bases.upperBound - operation.length..<kept.upperBound, step: 1))
      }
      // The same away from the clip, into the aligned bases.
      guard let tail = tails.last else { continue }
      inward.append(
        tail.step > 0
          ? ReadEnd(bases: read.bases.lowerBound..<tail.bases.lowerBound, step: -1)
          : ReadEnd(bases: tail.bases.upperBound..<read.bases.upperBound, step: 1))
    }
    let outward = SoftClipConsensus(of: tails, longest: BreakpointFinder.longestClip, store: reads.store)
    let inner = SoftClipConsensus(of: inward, longest: BreakpointFinder.innerBases, store: reads.store)
    func inRecordOrder(_ bases: some Sequence<UInt8>, _ isTurned: Bool) -> [UInt8] {
      isTurned ? bases.reversed() : Array(bases)
    }
    return ClipSite(
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

  /// The variant that puts the clipped bases beside the position, if part of them is found on the record.
  ///
  ///     right clip   record[..<position] + new bases + record[again...]
  ///     left clip    record[..<again] + new bases + record[position...]
  private func variants(from clip: ClipSite) -> [Variant] {
    let far = occurrence(of: clip, within: [(BreakpointFinder.seed, record.count)])
    // Stretches of the triple helix resemble each other: what lies close by is tried as well.
    let near = occurrence(
      of: clip,
      within: [BreakpointFinder.seed, BreakpointFinder.nearSeed].map { ($0, BreakpointFinder.nearReach) })
    let hits = [far ?? near ?? neighbour(of: clip), near].compactMap { $0 }
    return hits.compactMap { variant(of: clip, $0) }
  }

  private func variant(of clip: ClipSite, _ hit: (part: Int, offset: Int)) -> Variant? {
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
    of clip: ClipSite, within searches: [(length: Int, reach: Int)]
  ) -> (part: Int, offset: Int)? {
    for (length, reach) in searches {
      guard clip.bases.count >= length else { continue }
      for start in 0...clip.bases.count - length {
        let first = clip.isLeft ? clip.bases.count - length - start : start
        let positions = positions(of: clip.bases[first..<first + length], near: clip.position, reach: reach)
        guard let position = positions.min(by: { abs($0 - clip.position) < abs($1 - clip.position) }) else { continue }
        guard length == BreakpointFinder.seed || positions.count == 1 else { continue }
        return clip.isLeft ? (first + length, position + length) : (first, position)
      }
    }
    return nil
  }

  /// A short variant right at the position that explains clipped bases too few to be looked for elsewhere: an insertion
  /// of the first of them, or a short deletion or duplication. Meant for amplicons, whose reads all end at the same
  /// base beyond a variant.
  private func neighbour(of clip: ClipSite) -> (part: Int, offset: Int)? {
    let bases = clip.bases
    guard clip.reads >= 5, bases.count >= 8 else { return nil }
    let sign = clip.isLeft ? -1 : 1
    /// Number of clipped bases from number `first` on that equal the record from `offset` on, reading outward.
    func run(_ first: Int, _ offset: Int) -> Int {
      var length = 0
      while first + length < bases.count {
        let position = clip.isLeft ? offset - 1 - length : offset + length
        let index = clip.isLeft ? bases.count - 1 - first - length : first + length
        guard position >= 0, position < record.count, bases[index] == record.codes[position] else { break }
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
}
