// How many fragments show each exon: what copy number is inferred from.

import Alignment
import BioSequence

/// Fragments that reach the neighbouring exons `first...last` and no other one.
package struct ExonGroup: Sendable, Hashable {
  /// Index (0-based) of the first exon shown.
  package let first: Int
  /// Index (0-based) of the last exon shown.
  package let last: Int
  /// Fragments, mates counted once.
  package let count: Int

  /// A group.
  ///
  /// - Precondition: `first` is at most `last`.
  package init(first: Int, last: Int, count: Int) {
    precondition(first <= last, "exons are given in order")
    self.first = first
    self.last = last
    self.count = count
  }
}

/// The fragments over the exons of one record, each counted in exactly one group, so that the groups' counts are
/// independent of each other although neighbouring exons share fragments.
package struct ExonFragmentCounts: Sendable, Hashable {
  /// Number of exons of the record.
  package let exonCount: Int
  /// Groups with at least one fragment, sorted by first and last exon, each pair once.
  package let groups: [ExonGroup]

  /// Counts from groups in any order; equal pairs are added up, groups of other exons left out.
  package init(exonCount: Int, groups: [ExonGroup]) {
    self.exonCount = exonCount
    var sums: [Int: Int] = [:]
    for group in groups where group.first >= 0 && group.last < exonCount && group.count > 0 {
      sums[group.first * exonCount + group.last, default: 0] += group.count
    }
    self.groups = sums.keys.sorted().map {
      ExonGroup(first: $0 / exonCount, last: $0 % exonCount, count: sums[$0] ?? 0)
    }
  }

  /// Fragments that show any exon.
  package var total: Int { groups.reduce(0) { $0 + $1.count } }

  /// For every exon the fragments that show it; one may show several.
  package var perExon: [Int] {
    var counts = [Int](repeating: 0, count: exonCount)
    for group in groups { for exon in group.first...group.last { counts[exon] += group.count } }
    return counts
  }
}

extension ExonFragmentCounts {
  /// Counts the used reads of a record, duplicates and ambiguous candidate alignments left out.
  ///
  /// A pair of ordinary length shows all that lies between its ends, the part between its reads too.
  init(reads: PreparedReads, reference: Int, exons: [Range<Int>]) {
    let overlap = ExonOverlap(exons: exons)
    let longest = reads.insertSizes?.reach ?? 0
    var table = [Int](repeating: 0, count: exons.count * exons.count)
    reads.forEachUsed(on: reference) { index in
      let mate = Int(reads.mates[index])
      let hasMate = mate >= 0 && reads.uses[mate] == .used
      if hasMate && mate < index { return }
      let own = ExonFragmentCounts.shown(index, in: reads, overlap: overlap)
      let other = hasMate ? ExonFragmentCounts.shown(mate, in: reads, overlap: overlap) : nil
      guard !ExonFragmentCounts.isBroken(own), !ExonFragmentCounts.isBroken(other) else { return }
      var shown = ExonOverlap.joined(own?.exons, other?.exons)
      if hasMate, reads.store.reads[index].isProperPair {
        let first = reads.store.reads[index]
        let second = reads.store.reads[mate]
        let extent = min(first.start, second.start)..<max(first.end, second.end)
        if extent.count <= longest { shown = overlap.exons(by: extent) }
      }
      guard let shown else { return }
      table[shown.lowerBound * exons.count + shown.upperBound] += 1
    }
    self.init(
      exonCount: exons.count,
      groups: table.indices.map {
        ExonGroup(
          first: min($0 / exons.count, $0 % exons.count), last: max($0 / exons.count, $0 % exons.count),
          count: table[$0])
      })
  }

  private static func isBroken(_ shown: (exons: ClosedRange<Int>, isWhole: Bool)?) -> Bool { shown?.isWhole == false }

  /// The exons that one read shows, and whether it shows all between the first and the last of them.
  private static func shown(
    _ index: Int, in reads: PreparedReads, overlap: ExonOverlap
  ) -> (exons: ClosedRange<Int>, isWhole: Bool)? {
    let read = reads.store.reads[index]
    var found: (exons: ClosedRange<Int>, isWhole: Bool)?
    var start = read.start
    var end = read.start
    func close() {
      guard let part = overlap.exons(by: start..<end) else { return }
      guard let before = found else {
        found = (part, true)
        return
      }
      let isWhole = before.isWhole && part.lowerBound <= before.exons.upperBound + 1
      found = (before.exons.lowerBound...max(before.exons.upperBound, part.upperBound), isWhole)
    }
    for operation in reads.store.cigars[read.cigar] where operation.consumesReference {
      if operation.kind == .match || operation.length < 20 {
        end += operation.length
      } else {
        close()
        start = end + operation.length
        end = start
      }
    }
    close()
    return found
  }
}
