// Splits reads at the events they have, so that a splicing event is never seen as a sequence variant.

import Alignment
import BioSequence

/// Rewrites the alignments of reads that have a splicing event.
///
/// A gap that is the event becomes an intron skip (SAM `N`). A read whose short end lies beyond the event loses that end: laid on
/// the known transcript it would only be mismatches.
struct EventReadSplitting {
  let genes: [SplicedGene]
  let events: [SplicingEvent]

  /// Where a read is cut: base indices of its store that are kept.
  private struct Cut {
    var kept: Range<Int>
    var event: Int
  }

  /// The store with its reads split at their events, and cut where they run on into an intron.
  ///
  /// - Parameters:
  ///   - reads: of the store, with the events that they have.
  ///   - isReal: for every event whether reads are split at it.
  func cleaned(_ store: AlignedReadStore, reads: [EventRead], isReal: [Bool]) -> AlignedReadStore {
    var cuts: [Int32: Cut] = [:]
    for one in reads where one.event < 0 || isReal[one.event] {
      let read = store.reads[one.read]
      guard one.border > read.bases.lowerBound, one.border < read.bases.upperBound - 1 else { continue }
      let kept = one.isLeft ? read.bases.lowerBound..<one.border : one.border + 1..<read.bases.upperBound
      if let other = cuts[Int32(one.read)], other.kept.count >= kept.count { continue }
      cuts[Int32(one.read)] = Cut(kept: kept, event: one.event)
    }
    guard !cuts.isEmpty else { return store }
    var result = store
    result.edit(
      cuts.sorted { $0.key < $1.key }.map { index, cut in
        let read = store.reads[Int(index)]
        let operations = Array(store.cigars[read.cigar])
        if cut.event >= 0,
          let skipping = skipping(operations, from: read.start, at: events[cut.event], of: genes[read.reference])
        {
          return (Int(index), read.start, read.bases, skipping)
        }
        let (start, trimmed) = EventReadSplitting.trimmed(operations, read: read, to: cut.kept)
        return (Int(index), start, cut.kept, trimmed)
      })
    return result
  }

  /// The operations with the gap that is the event made an intron skip; `nil` if no gap is.
  private func skipping(
    _ operations: [CIGAROperation], from start: Int, at event: SplicingEvent, of gene: SplicedGene
  ) -> [CIGAROperation]? {
    guard event.isLoss else { return nil }
    let wanted = event.transcriptVariant(on: gene).range.lowerBound
    var offset = start
    for (index, operation) in operations.enumerated() {
      if operation.kind == .deletion, operation.length == event.lost.count, index > 0, index + 1 < operations.count {
        let here = Variant(range: offset..<offset + operation.length, replacement: DNASequence())
        let shift = event.lost.lowerBound - offset
        let before = operations[index - 1]
        let after = operations[index + 1]
        if here.leftAligned(on: gene.mRNA).range.lowerBound == wanted, before.kind == .match, after.kind == .match,
          before.length + shift > 0, after.length - shift > 0
        {
          var edited = operations
          edited[index - 1] = CIGAROperation(.match, before.length + shift)
          edited[index] = CIGAROperation(.skip, operation.length)
          edited[index + 1] = CIGAROperation(.match, after.length - shift)
          return edited
        }
      }
      if operation.consumesReference { offset += operation.length }
    }
    return nil
  }

  /// The operations of the kept bases only, beginning and ending with aligned bases or clips.
  static func trimmed(
    _ operations: [CIGAROperation], read: AlignedRead, to kept: Range<Int>
  ) -> (start: Int, operations: [CIGAROperation]) {
    var offset = read.start
    var base = read.bases.lowerBound
    var start: Int?
    var result: [CIGAROperation] = []
    for operation in operations {
      let length = operation.length
      if operation.consumesRead {
        let part = (base..<base + length).clamped(to: kept)
        if !part.isEmpty {
          if operation.kind == .match, start == nil { start = offset + part.lowerBound - base }
          // An insertion at a cut end is no longer held on both sides.
          let isHeld =
            operation.kind != .insertion || (part.count == length && start != nil && base + length < kept.upperBound)
          result.append(CIGAROperation(isHeld ? operation.kind : .softClip, part.count))
        }
        base += length
      } else if start != nil, base < kept.upperBound {
        result.append(operation)
      }
      if operation.consumesReference { offset += length }
    }
    while let last = result.last, !last.consumesRead { result.removeLast() }
    return (start ?? read.start, merged(result))
  }

  private static func merged(_ operations: [CIGAROperation]) -> [CIGAROperation] {
    var result: [CIGAROperation] = []
    for operation in operations {
      if let last = result.last, last.kind == operation.kind {
        result[result.count - 1] = CIGAROperation(operation.kind, last.length + operation.length)
      } else {
        result.append(operation)
      }
    }
    return result
  }
}
