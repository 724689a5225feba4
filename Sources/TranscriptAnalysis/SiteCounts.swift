// The fragments of a sample at its splice sites, and the reads that have an event.

/// A read of an event: where it leaves the known transcript.
struct EventRead: Sendable {
  /// Index of the event.
  let event: Int
  /// Index of the read in its store.
  let read: Int
  /// Index in the store of the first base beyond the site.
  let border: Int
  /// Whether the site is a donor: what follows is beyond it.
  let isLeft: Bool
}

/// The fragments of a sample at all sites.
struct SiteCounts: Sendable {
  /// For each event the fragments for it and for the known junctions there.
  var events: [SplicingCounts]
  /// For each event the fragments for it and for any other spliced form there.
  var all: [SplicingCounts]
  /// The same of fragments that also show a spliced junction on the same side: at the donor one before it, at the acceptor one
  /// behind it.
  var beside: [SplicingCounts]
  /// For each site the fragments of each form.
  var sites: [[Int: Int]]
  /// For each junction the longest of the shorter sides of its reads.
  var overhangs: [Int]
  /// Reads of the spliced store that have an event, or run on into an intron.
  var reads: [EventRead] = []
  /// For each gene the fragments that cross a site, without copies.
  var fragments: [Int]

  /// Fragments at a site that cross any junction there.
  func spliced(at site: Int) -> Int {
    sites[site].reduce(0) { $0 + ($1.key == SpliceSiteForms.contiguous ? 0 : $1.value) }
  }

  /// Fragments that run on at a site.
  func contiguous(at site: Int) -> Int { sites[site][SpliceSiteForms.contiguous] ?? 0 }
}
