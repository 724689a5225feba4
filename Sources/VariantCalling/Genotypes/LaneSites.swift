// The substitutions that a sample shows, counted lane by lane.

import Alignment
import BioSequence

/// Fragments of lanes with an allele, and all.
package struct LaneCount: Sendable, Hashable {
  package var alternate = 0
  package var depth = 0

  var fraction: Double { Double(alternate) / Double(max(1, depth)) }
}

/// Counts by lane at all substitutions of the records, called or not.
struct LaneSites {
  /// One substitution.
  struct Site {
    let reference: Int
    let variant: Variant
    var counts: [LaneCount]

    func count(of lanes: [Int]) -> LaneCount {
      lanes.reduce(into: LaneCount()) {
        $0.alternate += counts[$1].alternate
        $0.depth += counts[$1].depth
      }
    }
  }

  /// By place: those that the same fragments may show stand together.
  private(set) var places: [[Site]] = []

  /// So many fragments, and such a part of them, show a substitution.
  private static let fewest: Int32 = 3
  private static let leastFraction = 0.05
  /// Bases beside an insertion or deletion are aligned differently in reads of another length.
  private static let besideIndel = 12
  private static let fewestIndels = 2
  /// No fragment reaches so far, and no amplicon.
  private static let together = 1000

  /// - Parameter firstTemplates: the number of each lane's first template, in order.
  init(
    _ reads: PreparedReads, pileups: [Pileup], references: [CallReference], firstTemplates: [Int], hasLongReads: Bool
  ) {
    for (number, reference) in references.enumerated() {
      let pileup = pileups[number]
      let indels = Dictionary(grouping: pileup.indels, by: { Int($0.position) / LaneSites.besideIndel })
        .filter { $0.value.count >= LaneSites.fewestIndels }
      var first = -LaneSites.together
      for (offset, base) in LaneSites.substitutions(pileup, reference) {
        let bin = offset / LaneSites.besideIndel
        guard !(bin - 1...bin + 1).contains(where: { indels[$0] != nil }) else { continue }
        let counts = LaneSites.counts(of: base, at: offset, on: number, reads, reference, firstTemplates)
        let variant = Variant(range: offset..<offset + 1, replacement: DNASequence(codes: [base]))
        let site = Site(reference: number, variant: variant, counts: counts)
        if first >= 0, hasLongReads || offset - first < LaneSites.together {
          places[places.count - 1].append(site)
        } else {
          places.append([site])
          first = offset
        }
      }
    }
  }

  /// What enough fragments show outside the repeats of the genome.
  private static func substitutions(_ pileup: Pileup, _ reference: CallReference) -> [(offset: Int, base: UInt8)] {
    reference.sequence.codes.indices.flatMap { offset in
      (UInt8(0)..<4).compactMap { base in
        let count = pileup.mismatches[4 * offset + Int(base)]
        guard count >= fewest, Double(count) >= leastFraction * Double(pileup.usableDepth(offset)),
          !reference.repeats.contains(where: { $0.contains(offset) })
        else { return nil }
        return (offset, base)
      }
    }
  }

  /// Fragments of each lane that show the base, and those that show it or the record's.
  private static func counts(
    of base: UInt8, at offset: Int, on number: Int, _ reads: PreparedReads, _ reference: CallReference,
    _ firstTemplates: [Int]
  ) -> [LaneCount] {
    var counts = firstTemplates.map { _ in LaneCount() }
    var seen: Set<Int> = []
    let own = reference.sequence.codes[offset]
    for index in reads.reads(near: offset..<offset + 1, margin: 0, on: number) {
      let read = reads.store.reads[index]
      guard read.mappingQuality >= Pileup.usableMapping, let code = code(of: index, at: offset, in: reads.store),
        code == own || code == base, seen.insert(read.template).inserted,
        let lane = firstTemplates.lastIndex(where: { $0 <= read.template })
      else { continue }
      counts[lane].depth += 1
      counts[lane].alternate += code == base ? 1 : 0
    }
    return counts
  }

  /// The base of a read over an offset of the record; `nil` where it has none of a usable quality.
  private static func code(of index: Int, at offset: Int, in store: AlignedReadStore) -> UInt8? {
    let read = store.reads[index]
    var (place, base) = (read.start, read.bases.lowerBound)
    for operation in store.cigars[read.cigar] {
      let next = place + (operation.consumesReference ? operation.length : 0)
      if offset < next {
        guard operation.kind == .match, store.qualities[base + offset - place] >= Pileup.usableQuality else {
          return nil
        }
        return store.bases[base + offset - place]
      }
      if operation.consumesRead { base += operation.length }
      place = next
    }
    return nil
  }
}
