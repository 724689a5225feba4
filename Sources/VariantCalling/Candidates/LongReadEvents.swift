// Deletions and insertions that lie inside long reads, with the sequence that the reads agree on.

import Alignment
import BioSequence

/// Candidates from the gaps of long reads.
///
/// Of a long insertion every read has its own version, with its own errors, and its alignment may part it. So gaps that lie
/// close together in a read are one event; reads with events of like place and length are taken together, and their bases
/// about it are made one sequence by majority, column by column, against the read of middle length. What is put in beside a
/// copy of itself is a duplication: the record's own bases are then taken.
struct LongReadEvents {
  /// Fewer bases put in or taken away are left to the pileup.
  static let shortest = 40
  /// Events of two reads within so many bases may be one.
  static let reach = 60
  /// Gaps of a read with fewer aligned bases between them are one event.
  private static let oneEvent = 40
  /// Shorter gaps are no part of an event.
  private static let shortestGap = 10
  /// Bases on both sides of an event that reads are compared in.
  private static let flank = 30
  /// Reads that the sequence is made from.
  private static let mostReads = 40
  /// Put-in bases of which so many are those beside them are a copy.
  private static let likeness = 0.93

  let reads: PreparedReads
  let reference: Int
  let record: CallReference

  private struct Event {
    let read: Int
    let range: Range<Int>
    let change: Int
  }

  /// The candidates, sorted, each once.
  func candidates() -> [Variant] {
    var events: [Event] = []
    reads.forEachUsed(on: reference) { index in
      guard reads.store.reads[index].bases.count > LibraryProfile.longRead else { return }
      events += self.events(of: index)
    }
    events.sort { ($0.range.lowerBound, $0.change, $0.read) < ($1.range.lowerBound, $1.change, $1.read) }
    var groups: [[Event]] = []
    for event in events {
      let index = groups.lastIndex { group in
        let first = group[0]
        return abs(first.range.lowerBound - event.range.lowerBound) <= LongReadEvents.reach
          && (first.change > 0) == (event.change > 0)
          && abs(first.change - event.change) <= LongReadEvents.shortest / 2 + abs(first.change) / 10
      }
      if let index { groups[index].append(event) } else { groups.append([event]) }
    }
    return Set(groups.filter { $0.count > 1 }.compactMap(candidate) + inversions()).sorted()
  }

  /// The events of one read.
  private func events(of index: Int) -> [Event] {
    let read = reads.store.reads[index]
    var found: [Event] = []
    var open: (range: Range<Int>, change: Int)?
    var offset = read.start
    func close() {
      if let event = open, abs(event.change) >= LongReadEvents.shortest {
        found.append(Event(read: index, range: event.range, change: event.change))
      }
      open = nil
    }
    for operation in reads.store.cigars[read.cigar] {
      let length = operation.length
      if operation.kind == .insertion || operation.kind == .deletion, length >= LongReadEvents.shortestGap {
        let end = operation.kind == .deletion ? offset + length : offset
        let change = operation.kind == .deletion ? -length : length
        if let event = open, offset - event.range.upperBound <= LongReadEvents.oneEvent {
          open = (event.range.lowerBound..<end, event.change + change)
        } else {
          close()
          open = (offset..<end, change)
        }
      }
      if operation.consumesReference { offset += length }
    }
    close()
    return found
  }

  /// What the reads of a group agree on; `nil` if that is nothing.
  private func candidate(_ group: [Event]) -> Variant? {
    let codes = record.sequence.codes
    let lower = (group.map(\.range.lowerBound).min() ?? 0) - LongReadEvents.flank
    let upper = (group.map(\.range.upperBound).max() ?? 0) + LongReadEvents.flank
    guard lower > 0, upper < codes.count else { return nil }
    let window = lower..<upper
    let own = group.prefix(LongReadEvents.mostReads).compactMap { event -> [UInt8]? in
      guard let segment = reads.segment(of: event.read, in: window), segment.isLeftAnchored, segment.isRightAnchored
      else { return nil }
      return Array(reads.store.bases[segment.bases])
    }.sorted { $0.count < $1.count }
    guard own.count > 1 else { return nil }
    var aligner = GapAligner()
    var sequence = own[own.count / 2]
    for _ in 0..<2 {
      guard let better = SequenceMajority.of(own, on: sequence, aligner: &aligner) else { return nil }
      sequence = better
    }
    let variant = Variant(range: window, replacement: DNASequence(codes: sequence)).trimmed(on: record.sequence)
    return settled(variant, aligner: &aligner).leftAligned(on: record.sequence)
  }

  /// An insertion that is a copy of what stands beside it, with the record's own bases; all others as they are.
  ///
  ///     record    ....|uuuuvvv|....        put in at any place of the unit, the copy begins with the rest of it
  ///     sample    ....|uuuu[vvvuuuu]vvv|....
  private func settled(_ variant: Variant, aligner: inout GapAligner) -> Variant {
    let codes = record.sequence.codes
    let copy = variant.replacement.codes
    let size = copy.count - variant.range.count
    let at = variant.range.lowerBound
    guard size >= LongReadEvents.shortest, variant.range.count <= LongReadEvents.flank else { return variant }
    let room = size + size / 10 + LongReadEvents.flank
    let after = aligner.prefix(
      copy[...], codes[variant.range.upperBound..<min(codes.count, variant.range.upperBound + room)])
    let before = aligner.prefix(
      Array(copy.reversed())[...], Array(codes[max(0, at - room)..<at].reversed())[...])
    // Both may go on as they please into what they share.
    let shared = max(0, after.query + before.query - copy.count)
    let matches = after.matches + before.matches - shared
    guard Double(matches) >= LongReadEvents.likeness * Double(copy.count) else { return variant }
    let unit = at - max(0, before.text - shared)..<variant.range.upperBound + after.text
    guard unit.count >= LongReadEvents.shortest, unit.upperBound <= codes.count else { return variant }
    return Variant(range: unit.upperBound..<unit.upperBound, replacement: DNASequence(codes: Array(codes[unit])))
  }

  /// Stretches that lie in pieces of the other strand than the rest of their reads: inversions.
  ///
  /// A stretch begins where the pieces of the other strand begin, or where those before it end; each read shows that with its
  /// own errors, so the most frequent places count.
  private func inversions() -> [Variant] {
    guard reads.hasPieces else { return [] }
    var pieces: [Int: [Int]] = [:]
    reads.forEachUsed(on: reference) { pieces[reads.store.reads[$0].template, default: []].append($0) }
    var stretches: [(inner: Range<Int>, before: Int?, after: Int?)] = []
    for (_, members) in pieces where members.count > 1 {
      let own = members.map { reads.store.reads[$0] }
      for piece in own {
        let before = own.filter { $0.strand != piece.strand && abs($0.end - piece.start) <= LongReadEvents.reach }
        let after = own.filter { $0.strand != piece.strand && abs($0.start - piece.end) <= LongReadEvents.reach }
        guard let left = before.first, let right = after.first else { continue }
        stretches.append((piece.start..<piece.end, left.end, right.start))
      }
    }
    stretches.sort { ($0.inner.lowerBound, $0.inner.upperBound) < ($1.inner.lowerBound, $1.inner.upperBound) }
    var groups: [[(inner: Range<Int>, before: Int?, after: Int?)]] = []
    for stretch in stretches {
      let index = groups.lastIndex { group in
        abs(group[0].inner.lowerBound - stretch.inner.lowerBound) <= LongReadEvents.reach
          && abs(group[0].inner.upperBound - stretch.inner.upperBound) <= LongReadEvents.reach
      }
      if let index { groups[index].append(stretch) } else { groups.append([stretch]) }
    }
    return groups.filter { $0.count > 1 }.flatMap { group -> [Variant] in
      let starts = [
        LongReadEvents.mode(group.map(\.inner.lowerBound)), LongReadEvents.mode(group.compactMap(\.before)),
      ]
      let ends = [
        LongReadEvents.mode(group.map(\.inner.upperBound)), LongReadEvents.mode(group.compactMap(\.after)),
      ]
      return Set(zip(starts + starts, ends + ends.reversed()).compactMap { start, end in inverted(start, end) })
        .sorted()
    }
  }

  private func inverted(_ start: Int?, _ end: Int?) -> Variant? {
    guard let start, let end, end - start >= LongReadEvents.shortest else { return nil }
    let turned = DNASequence(codes: Array(record.sequence.codes[start..<end])).reverseComplement
    return Variant(range: start..<end, replacement: turned).trimmed(on: record.sequence)
  }

  /// The most frequent number, the smallest of those.
  private static func mode(_ numbers: [Int]) -> Int? {
    var counts: [Int: Int] = [:]
    for number in numbers { counts[number, default: 0] += 1 }
    return counts.min { ($1.value, $0.key) < ($0.value, $1.key) }?.key
  }
}

/// One sequence of many versions.
enum SequenceMajority {
  /// The sequence that most versions have where each is aligned with a draft; `nil` if none can be aligned.
  static func of(_ versions: [[UInt8]], on draft: [UInt8], aligner: inout GapAligner) -> [UInt8]? {
    // Votes for each base of the draft to be A, C, G, T or not there, and for what stands before it.
    var votes = [Int](repeating: 0, count: 5 * draft.count)
    var before = [[[UInt8]: Int]](repeating: [:], count: draft.count + 1)
    var voters = 0
    for version in versions {
      guard let aligned = aligner.global(version[...], draft[...]) else { continue }
      voters += 1
      var (query, text) = (0, 0)
      for operation in aligned.operations {
        switch operation.kind {
        case .match:
          for step in 0..<operation.length where version[query + step] < 4 {
            votes[5 * (text + step) + Int(version[query + step])] += 1
          }
        case .deletion:
          for step in 0..<operation.length { votes[5 * (text + step) + 4] += 1 }
        case .insertion: before[text][Array(version[query..<query + operation.length]), default: 0] += 1
        default: break
        }
        if operation.consumesReference { text += operation.length }
        if operation.consumesRead { query += operation.length }
      }
    }
    guard voters > 0 else { return nil }
    var sequence: [UInt8] = []
    for position in 0...draft.count {
      let inserted = before[position].max { ($0.value, $1.key.count) < ($1.value, $0.key.count) }
      if let inserted, 2 * inserted.value > voters { sequence += inserted.key }
      guard position < draft.count else { break }
      let here = votes[5 * position..<5 * position + 5]
      guard let most = here.max(), most > 0, let winner = here.firstIndex(of: most).map({ $0 - 5 * position }) else {
        sequence.append(draft[position])
        continue
      }
      if winner < 4 { sequence.append(UInt8(winner)) }
    }
    return sequence
  }
}
