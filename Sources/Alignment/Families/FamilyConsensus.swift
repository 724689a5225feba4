// What the reads of one family agree on, base by base.

import BioSequence

/// Consensus of reads that begin at one place.
enum FamilyConsensus {
  /// The highest Phred score of a consensus.
  static let highestQuality = 60

  /// Joins fragments of one strand of a molecule, read by read, into one of them.
  ///
  /// - Parameters:
  ///   - fragments: indices of the reads of each.
  ///   - weights: how many fragments each was made of.
  /// - Returns: the number, in the list, of the fragment that has the consensus, and how many fragments had other gaps.
  static func merge(
    _ fragments: [Range<Int>], weights: [Int], in store: inout AlignedReadStore
  ) -> (kept: Int, outvoted: Int) {
    // The form that most fragments have: their operations, the clips left out, which adapters and trimming change.
    let forms = fragments.map { form(of: $0, in: store) }
    var votes: [[UInt32]: Int] = [:]
    for (form, weight) in zip(forms, weights) { votes[form, default: 0] += weight }
    let most = votes.values.max() ?? 0
    let kept = forms.firstIndex { votes[$0] == most } ?? 0
    var outvoted = 0
    for (number, fragment) in fragments.enumerated() where number != kept {
      guard forms[number] == forms[kept], fragment.count == fragments[kept].count else {
        outvoted += weights[number]
        continue
      }
      for (own, other) in zip(mates(fragments[kept], in: store), mates(fragment, in: store)) {
        _ = add(other, to: own, isStrand: false, in: &store)
      }
    }
    return (kept, outvoted)
  }

  /// Joins the two strands of a molecule into the first; gives the number of bases in which they differ.
  static func joinStrands(_ first: Range<Int>, _ second: Range<Int>, in store: inout AlignedReadStore) -> Int {
    guard form(of: first, in: store) == form(of: second, in: store), first.count == second.count else { return 0 }
    return zip(mates(first, in: store), mates(second, in: store)).reduce(0) {
      $0 + add($1.1, to: $1.0, isStrand: true, in: &store)
    }
  }

  /// The reads of a fragment by their strand, which is what the same reads of another fragment share.
  private static func mates(_ reads: Range<Int>, in store: AlignedReadStore) -> [Int] {
    reads.sorted { (store.reads[$0].strand == .forward ? 0 : 1, $0) < (store.reads[$1].strand == .forward ? 0 : 1, $1) }
  }

  /// Operations between the clips, and starts, of all reads.
  private static func form(of reads: Range<Int>, in store: AlignedReadStore) -> [UInt32] {
    mates(reads, in: store).flatMap { index in
      let read = store.reads[index]
      let operations = store.cigars[read.cigar]
      let hasGap = operations.contains { $0.kind != .match && $0.kind != .softClip }
      // Ungapped reads are compared from their first base, however long they are.
      return hasGap ? [UInt32(read.start)] + operations.map(\.packed) + [.max] : [.max]
    }
  }

  /// Adds a read's bases to those of another one that began at the same base.
  ///
  /// - Parameter isStrand: whether the two are of different strands: bases that differ become unknown.
  /// - Returns: how many bases differ.
  private static func add(_ other: Int, to own: Int, isStrand: Bool, in store: inout AlignedReadStore) -> Int {
    let (target, source) = (store.reads[own], store.reads[other])
    let count = min(target.bases.count, source.bases.count)
    let isForward = target.strand == .forward
    let first = isForward ? target.bases.lowerBound : target.bases.upperBound - count
    let second = isForward ? source.bases.lowerBound : source.bases.upperBound - count
    var differing = 0
    for step in 0..<count {
      let (base, quality) = (store.bases[first + step], Int(store.qualities[first + step]))
      let (added, weight) = (store.bases[second + step], Int(store.qualities[second + step]))
      if added > 3 { continue }
      if base > 3 {
        if !isStrand {
          store.bases[first + step] = added
          store.qualities[first + step] = UInt8(weight)
        }
      } else if base == added {
        store.qualities[first + step] = UInt8(min(FamilyConsensus.highestQuality, quality + weight))
      } else {
        differing += 1
        if isStrand || quality == weight {
          store.bases[first + step] = 4
          store.qualities[first + step] = 0
        } else {
          if weight > quality { store.bases[first + step] = added }
          store.qualities[first + step] = UInt8(abs(quality - weight))
        }
      }
    }
    return differing
  }
}
