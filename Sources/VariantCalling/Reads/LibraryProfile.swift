// What kind of library and sequencer the reads are of, as far as they tell.

import Alignment
import BioSequence

/// How mates lie to each other, how long fragments are, and how often reads have a base too many or too few.
package struct LibraryProfile: Sendable, Hashable {
  /// How the mates of most pairs lie to each other.
  package enum Orientation: String, Sendable, Hashable, CaseIterable {
    /// The mates face each other: ordinary paired ends.
    case inward
    /// The mates face away from each other: mate pairs of circularised fragments.
    case outward
    /// Both mates lie on one strand.
    case sameStrand = "same_strand"
    /// There are no pairs, or too few to tell.
    case single
  }

  /// How the mates of most pairs lie to each other.
  package let orientation: Orientation
  /// Median length of the fragments with both mates on one record, in bases; `nil` without pairs.
  package let insertSize: Int?
  /// The lengths that 5 % of the fragments do not reach, and that 5 % exceed.
  package let insertRange: ClosedRange<Int>?
  /// The lengths of the fragments looked at, each once, in ascending order; empty without pairs.
  package let insertLengths: [Int]
  /// Insertions and deletions of reads per base, where the sample itself has none; `nil` with too few bases to tell.
  package let measuredIndelRate: Double?
  /// Wrong bases of reads a base, where the sample itself does not differ.
  package let mismatchRate: Double

  /// Part of the reads, 0-1, of which ``longClip`` bases and more are not aligned, adapters left out.
  package let brokenFraction: Double

  /// With more such reads many fragments are joined of several, and their number over an exon says little.
  static let mostBroken = 0.08
  /// So many bases beside an alignment are of something else.
  private static let longClip = 20

  /// Part of the reads outside repeats, 0-1, that differ from the records at one base in 25 and more, but for errors.
  package let divergentFraction: Double
  /// Whether base qualities tell good bases from bad ones: not where all are one value, as those of FASTA, of BAM without
  /// qualities and of archives that keep none. There a read full of errors looks like one of another species.
  package let hasQualities: Bool
  /// With more such reads DNA of another species, or converted DNA, is among them. Most reads of such DNA do not align at all.
  package var isDivergent: Bool { divergentFraction >= (hasQualities ? 0.002 : 0.01) }
  /// With more of them a variant of reads that differ elsewhere too does not count, whatever made them.
  var hasDivergentReads: Bool { divergentFraction >= 0.002 }
  /// With more of them no longer event is known to be the person's.
  var isMixedWithSpecies: Bool { divergentFraction >= 0.01 }
  /// Whether so many of those that align are of such DNA that little of a person is there: where they agree with a record they say
  /// nothing of one.
  package var isOfAnotherSpecies: Bool { divergentFraction >= 0.3 }

  private static let divergence = 0.04
  private static let fewestDifferences = 4
  /// About so many reads are looked at.
  private static let readsCompared = 20_000

  /// Insertions and deletions of reads per base, 0 with too few bases to tell.
  package var indelRate: Double { measuredIndelRate ?? 0 }

  /// Part of the aligned bases that lie in reads of more than ``longRead`` bases, 0-1.
  package let longReadFraction: Double

  /// Reads above this length are those of a long-read sequencer, long amplicons or assembled sequences.
  package static let longRead = 1000
  /// Whether enough bases are of long reads that depth says nothing of exons: a long read lies over many of them.
  package var hasLongReads: Bool { longReadFraction >= 0.05 }

  /// From this rate on, reads are of a sequencer that errs in the length of runs; others have less than a tenth of it.
  package static let indelProneRate = 5e-4
  /// From this rate on, at least one base in a hundred is missing or one too many.
  package static let nanoporeLikeRate = 1e-2
  /// Whether reads are of a sequencer that errs in the length of runs (Ion Torrent, 454, nanopore).
  package var isIndelProne: Bool { indelRate >= LibraryProfile.indelProneRate }

  /// Fewest pairs that tell an orientation.
  private static let fewestPairs = 50
  /// Longest fragment that is counted.
  private static let longest = 20_000

  init(reads: PreparedReads, pileups: [Pileup], references: [CallReference], mismatchRate: Double) {
    var inward = 0
    var outward = 0
    var same = 0
    var lengths: [Int] = []
    var once: [Int] = []
    let store = reads.store
    let step = max(1, store.reads.count / 50_000)
    for index in stride(from: 0, to: store.reads.count, by: step) where reads.uses[index] == .used {
      let mate = Int(reads.mates[index])
      guard mate >= 0, reads.uses[mate] == .used else { continue }
      let (read, other) = (store.reads[index], store.reads[mate])
      let length = max(read.end, other.end) - min(read.start, other.start)
      guard length <= LibraryProfile.longest else { continue }
      lengths.append(length)
      // Both mates of a pair may be looked at.
      if index < mate || mate % step != 0 { once.append(length) }
      if read.strand == other.strand {
        same += 1
      } else if (read.start + read.end <= other.start + other.end) == (read.strand == .forward) {
        inward += 1
      } else {
        outward += 1
      }
    }
    let pairs = inward + outward + same
    if pairs < LibraryProfile.fewestPairs {
      orientation = .single
      insertSize = nil
      insertRange = nil
      insertLengths = []
    } else {
      orientation = outward > max(inward, same) ? .outward : same > inward ? .sameStrand : .inward
      lengths.sort()
      insertSize = lengths[lengths.count / 2]
      insertRange = LibraryProfile.ninetyPercent(ofSorted: lengths)
      insertLengths = once.sorted()
    }
    brokenFraction = LibraryProfile.brokenFraction(reads, step: step)
    measuredIndelRate = LibraryProfile.indelRate(pileups, references)
    self.mismatchRate = mismatchRate
    var long = 0
    for read in store.reads where read.bases.count > LibraryProfile.longRead { long += read.bases.count }
    longReadFraction = Double(long) / Double(max(1, store.bases.count))
    hasQualities = LibraryProfile.hasQualities(reads)
    divergentFraction =
      Double(long) >= 0.05 * Double(store.bases.count)
      ? 0
      : LibraryProfile.divergentFraction(
        reads, references, least: LibraryProfile.divergence + 3 * (measuredIndelRate ?? 0))
  }

  /// Whether more than one base in a thousand has another quality than most.
  private static func hasQualities(_ reads: PreparedReads) -> Bool {
    let store = reads.store
    var counts = [Int](repeating: 0, count: 256)
    for index in stride(from: 0, to: store.reads.count, by: max(1, store.reads.count / readsCompared)) {
      for base in store.reads[index].bases { counts[Int(store.qualities[base])] += 1 }
    }
    return 1000 * (counts.max() ?? 0) < 999 * counts.reduce(0, +)
  }

  /// The lengths that 5 % of the fragments do not reach, and that 5 % exceed; `nil` without fragments.
  package static func ninetyPercent(ofSorted lengths: [Int]) -> ClosedRange<Int>? {
    lengths.isEmpty ? nil : lengths[lengths.count / 20]...lengths[lengths.count - 1 - lengths.count / 20]
  }

  private static func divergentFraction(
    _ reads: PreparedReads, _ references: [CallReference], least: Double
  ) -> Double {
    let store = reads.store
    var divergent = 0
    var all = 0
    for index in stride(from: 0, to: store.reads.count, by: max(1, store.reads.count / readsCompared))
    where reads.uses[index] != .duplicate {
      let read = store.reads[index]
      let record = references[read.reference]
      let extent = read.start..<read.end
      guard !record.repeats.contains(where: { $0.overlaps(extent) }) else { continue }
      all += 1
      let count = DifferingPlaces(of: index, in: reads, record: record.sequence).count(outside: 0..<0)
      if count >= fewestDifferences, Double(count) >= least * Double(extent.count) { divergent += 1 }
    }
    return all < fewestPairs ? 0 : Double(divergent) / Double(all)
  }

  private static func brokenFraction(_ reads: PreparedReads, step: Int) -> Double {
    let store = reads.store
    var broken = 0
    var all = 0
    for index in stride(from: 0, to: store.reads.count, by: step) where reads.uses[index] == .used {
      all += 1
      if reads.clippedBases(of: index) >= longClip { broken += 1 }
    }
    return all < fewestPairs ? 0 : Double(broken) / Double(all)
  }

  /// Indels of single reads per base of the targets, those left out that more than a tenth of the fragments share.
  private static func indelRate(_ pileups: [Pileup], _ references: [CallReference]) -> Double? {
    var indels = 0
    var bases = 0
    for (pileup, reference) in zip(pileups, references) {
      for target in reference.targets { bases += target.reduce(0) { $0 + Int(pileup.rawDepth[$1]) } }
      var index = 0
      while index < pileup.indels.count {
        var end = index
        while end < pileup.indels.count, pileup.indels[end].position == pileup.indels[index].position { end += 1 }
        let position = Int(pileup.indels[index].position)
        if (end - index) * 10 <= Int(pileup.rawDepth[position]),
          reference.targets.contains(where: { $0.contains(position) })
        {
          indels += end - index
        }
        index = end
      }
    }
    return bases < 10_000 ? nil : Double(indels) / Double(bases)
  }
}
