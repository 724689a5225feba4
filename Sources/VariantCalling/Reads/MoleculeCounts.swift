// What every fragment of a deep sample shows, base by base: fragments are many, counts of them take a few megabytes.

package import Alignment
package import BioSequence

/// Counts of all fragments of a sample of which only some are kept.
///
/// One ``Pileup`` a record, without indels and clipped ends: 60 bytes a base of the record, whatever the depth. Copies cannot be told
/// from fragments here. So at the deepest place of each record the ends of all fragments are kept beside the counts: if more of them
/// coincide than chance brings about (``CoincidingEnds``), the counts are those of copies, and are not used.
package struct MoleculeCounts: Sendable {
  private var pileups: [Pileup]
  private let records: [DNASequence]
  private let amplicons: [Amplicon]
  /// Whether only bases count on which copies of a molecule agree.
  let areAgreed: Bool
  /// The places, by record, at which ends of fragments are kept; -1 where a record has no reads.
  private var sentinels: [Int] = []
  private var ends: [CoincidingEnds.Fragment] = []
  /// Two copies of a base that agree have at least this score.
  private static let agreedScore: UInt8 = 46
  /// No more fragments than this are kept by their ends.
  private static let mostEnds = 200_000

  /// Counts of no fragment.
  ///
  /// - Parameters:
  ///   - amplicons: whose primers are left out.
  ///   - areAgreed: whether the reads are families of copies and only bases count that at least two copies agree on: their
  ///     scores add up to more than a sequencer gives to one.
  package init(records: [DNASequence], amplicons: [Amplicon], areAgreed: Bool = false) {
    self.areAgreed = areAgreed
    self.records = records
    self.amplicons = amplicons
    pileups = records.map {
      var pileup = Pileup(length: $0.count)
      if areAgreed {
        pileup.leastUsable = MoleculeCounts.agreedScore
      }
      return pileup
    }
  }

  /// Adds fragments, each of which has all of its reads in this store. O(bases).
  package mutating func add(_ store: AlignedReadStore) {
    guard !store.reads.isEmpty else { return }
    let reads = PreparedReads(counting: store, amplicons: amplicons)
    for (index, record) in records.enumerated() {
      pileups[index].add(reads: reads, reference: index, record: record)
      pileups[index].indels.removeAll(keepingCapacity: true)
      pileups[index].clips.removeAll(keepingCapacity: true)
    }
    if sentinels.isEmpty { sentinels = pileups.map { MoleculeCounts.deepest(of: $0) } }
    for (index, read) in store.reads.enumerated() where ends.count < MoleculeCounts.mostEnds {
      let mate = Int(reads.mates[index])
      guard mate > index else { continue }
      let place = sentinels[read.reference]
      let other = store.reads[mate]
      guard read.start..<read.end ~= place || other.start..<other.end ~= place else { continue }
      ends.append(CoincidingEnds.Fragment(read, other, in: store))
    }
  }

  /// The record offset over which most fragments lie.
  private static func deepest(of pileup: Pileup) -> Int {
    var depth: Int32 = 0
    var most: Int32 = 0
    var place = -1
    for (offset, step) in pileup.mappedDepth.enumerated() {
      depth += step
      if depth > most { (most, place) = (depth, offset) }
    }
    return place
  }

  /// Whether many of the fragments are copies of others, so that their number says little.
  package var areCopies: Bool {
    amplicons.isEmpty && !areAgreed && CoincidingEnds(ends, readLength: 150).areCopies(fewest: 20)
  }

  /// The counts of all records.
  func finished() -> [Pileup] {
    pileups.map {
      var pileup = $0
      pileup.accumulate()
      return pileup
    }
  }
}
