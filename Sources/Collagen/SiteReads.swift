// Reads over given variants, kept whole where the sample's other reads are thinned: there every molecule counts.

import Alignment
import BioSequence
import TypeICollagen

/// All templates with a read over given places, within a bound of memory.
struct SiteReads: Sendable {
  /// A place on a gene's record.
  struct Place: Sendable, Hashable {
    let gene: Int
    let range: Range<Int>
    /// Whether counts of all fragments by base (``VariantCalling/MoleculeCounts``) answer for it: a substitution of one base.
    var isCounted = false
  }

  /// Bases that are kept at most: 33,000 pairs of 150 bases.
  static let maximumBases = 10_000_000
  /// Longest place of which all reads are kept; the ends of a longer one are places of their own.
  private static let longestPlace = 600

  private var places: [Place]
  /// The reads.
  private(set) var store = AlignedReadStore()
  private var cap = DepthCap()

  /// - Parameter places: where every fragment counts.
  init(_ places: [Place]) { self.places = places }

  /// The places of variants, moved as far as they can be.
  init(_ variants: [QueriedVariant], _ genes: [CollagenGene]) {
    self.init(
      variants.flatMap { query in
        let record = genes[query.gene].record.sequence
        let span = query.variant.leftAligned(on: record).shiftRange(on: record)
        let range = max(0, span.lowerBound - 1)..<min(record.count, span.upperBound + 1)
        let isCounted = query.variant.range.count == 1 && query.variant.replacement.count == 1
        guard range.count > SiteReads.longestPlace else {
          return [Place(gene: query.gene, range: range, isCounted: isCounted)]
        }
        return [range.lowerBound, range.upperBound].map {
          Place(gene: query.gene, range: max(0, $0 - 150)..<min(record.count, $0 + 150))
        }
      })
  }

  /// Whether there is no place.
  var isEmpty: Bool { places.isEmpty }

  /// What is to be said where there were more reads than room.
  var warnings: [String] {
    cap.isActive
      ? ["more reads over the variants to confirm than memory is kept for: 1 in \(cap.step) fragments was counted"] : []
  }

  /// Takes the templates over the places out of a part of the sample.
  mutating func add(_ part: AlignedReadStore) {
    guard !places.isEmpty else { return }
    var templates: Set<Int> = []
    for read in part.reads where isOver(read) { templates.insert(read.template) }
    guard !templates.isEmpty else { return }
    let cap = cap
    _ = store.append(contentsOf: part) { templates.contains($0) && cap.keeps(template: $0) }
    while store.bases.count > SiteReads.maximumBases {
      self.cap.tighten()
      let tighter = self.cap
      _ = store.removeTemplates { !tighter.keeps(template: $0) }
    }
  }

  /// Gives up the places that are counted base by base, and begins anew with all fragments so far.
  mutating func leaveSubstitutions(all fragments: AlignedReadStore) {
    places.removeAll(where: \.isCounted)
    store = AlignedReadStore()
    cap = DepthCap()
    add(fragments)
  }

  private func isOver(_ read: AlignedRead) -> Bool {
    places.contains { $0.gene == read.reference && read.start < $0.range.upperBound && read.end > $0.range.lowerBound }
  }
}
