// Looks for unknown junctions: where reads leave the known transcript at a known site, and where they go on.

import Alignment
import BioSequence

/// Finds where the bases beyond a known site lie on the record, if they are neither the known exon nor the intron.
///
/// The first ``word`` bases beyond the site, or the next ones, must occur on the gene's record, further along. So a piece of an
/// intron of any length is found from both its sides, whatever the aligner made of the reads, and with a variant in its bases.
struct JunctionSearch {
  let genes: [SplicedGene]
  private let table: SpliceSiteTable
  private let words: [RecordWords]

  /// Bases that must be found.
  static let word = RecordWords.length
  /// Reads that must show a junction.
  static let fewest = 2
  /// Bases that are compared at most.
  private static let longest = 30
  /// Equal bases that are enough, should other bases follow: a short piece of an intron.
  private static let whole = 18
  /// Bases that may be alike on both sides of a junction by chance.
  private static let longestShift = 12

  init(genes: [SplicedGene]) {
    self.genes = genes
    table = SpliceSiteTable(genes: genes, events: [])
    words = genes.map { RecordWords(codes: $0.record.codes) }
  }

  /// Junctions with one known end at least, and the number of positions at which reads begin that show each: copies of one
  /// fragment begin at one.
  func junctions(in alignments: TranscriptAlignments) -> [SpliceJunction: Int] {
    var found: [SpliceJunction: (reads: Int, starts: Set<Int32>)] = [:]
    for (store, isRecord) in [(alignments.spliced, false), (alignments.unspliced, true)] {
      for read in store.reads where read.mappingQuality > 0 {
        let ordered = isRecord ? table.byRecord[read.reference] : table.byTranscript[read.reference]
        let start = Int32(read.strand == .forward ? read.start : -read.end)
        SplicingCounter.forEachSite(read, store, ordered, table.sites, isRecord: isRecord) { site, first, _, beyond in
          guard beyond >= JunctionSearch.word else { return }
          if let junction = junction(at: table.sites[site], first, beyond, store) {
            found[junction, default: (0, [])].reads += 1
            found[junction]?.starts.insert(start)
          }
        }
        guard isRecord else { continue }
        for junction in clippedJunctions(of: read, in: store) {
          found[junction, default: (0, [])].reads += 1
          found[junction]?.starts.insert(start)
        }
      }
    }
    return found.filter { $0.value.reads >= JunctionSearch.fewest }.mapValues(\.starts.count)
  }

  /// Junctions at the ends of a read that lies inside an intron, most of it in a new exon: what is clipped before it are the
  /// bases that end at the intron's donor, what is clipped behind it those that begin at its acceptor.
  private func clippedJunctions(of read: AlignedRead, in store: AlignedReadStore) -> [SpliceJunction] {
    let gene = genes[read.reference]
    let operations = store.cigars[read.cigar]
    var found: [SpliceJunction] = []
    if let clip = operations.first, clip.kind == .softClip, let number = gene.intron(holding: read.start) {
      let intron = gene.introns[number]
      let known = gene.upstream(of: intron.lowerBound, JunctionSearch.longest)
      if let moved = moved(known, from: read.bases.lowerBound + clip.length, by: clip.length, in: store, isBefore: true)
      {
        found.append(
          SpliceJunction(gene: read.reference, donor: intron.lowerBound, acceptor: read.start + moved))
      }
    }
    if let clip = operations.last, clip.kind == .softClip, let number = gene.intron(holding: read.end - 1) {
      let intron = gene.introns[number]
      let known = gene.downstream(of: intron.upperBound, JunctionSearch.longest)
      if let moved = moved(
        known, from: read.bases.upperBound - clip.length, by: clip.length, in: store, isBefore: false)
      {
        found.append(SpliceJunction(gene: read.reference, donor: read.end - moved, acceptor: intron.upperBound))
      }
    }
    return found.filter { $0.donor < $0.acceptor }
  }

  /// How many aligned bases beside a clip belong to it, as they are alike by chance, so that it equals the known bases there;
  /// `nil` where it does not.
  ///
  /// - Parameters:
  ///   - known: bases beyond the junction, away from it.
  ///   - border: the store's index of the first base behind the clip, or of the clip's first.
  ///   - length: of the clip.
  ///   - isBefore: whether the clip lies before the aligned bases.
  private func moved(
    _ known: [UInt8], from border: Int, by length: Int, in store: AlignedReadStore, isBefore: Bool
  ) -> Int? {
    let bases = store.bases.span
    let qualities = store.qualities.span
    var best: (moved: Int, misses: Int)?
    for moved in 0...JunctionSearch.longestShift where moved + length >= JunctionSearch.word {
      let count = min(moved + length, known.count)
      var misses = 0
      for index in 0..<count {
        let place = isBefore ? border + moved - 1 - index : border - moved + index
        guard bases.indices.contains(place) else { return best?.moved }
        if bases[place] != known[index], qualities[place] >= 10 { misses += 1 }
      }
      if misses * 8 <= count, best.map({ misses < $0.misses }) ?? true { best = (moved, misses) }
    }
    return best?.moved
  }

  private func junction(
    at site: SpliceSiteForms, _ first: Int, _ beyond: Int, _ store: AlignedReadStore
  ) -> SpliceJunction? {
    let count = min(beyond, JunctionSearch.longest)
    let bases = store.bases.span
    let qualities = store.qualities.span
    let step = site.isDonor ? 1 : -1
    func misses(_ known: [UInt8], _ count: Int) -> (misses: Int, equal: Int) {
      var misses = 0
      var equal = 0
      for index in 0..<min(count, known.count) {
        let place = first + step * index
        if bases[place] == known[index] {
          if misses == 0 { equal += 1 }
        } else if bases[place] < 4, qualities[place] >= 10 {
          misses += 1
        } else if misses == 0 {
          equal += 1
        }
      }
      return (misses, equal)
    }
    // The known forms first: nearly all reads end here.
    for form in site.forms where misses(form.bases, count).misses * 8 <= count { return nil }
    let gene = genes[site.gene]
    var best: (junction: SpliceJunction, site: SpliceSite, distance: Int)?
    func offer(_ other: Int, skipping skipped: Int) {
      guard site.isDonor ? other > site.recordBorder : other < site.recordBorder else { return }
      let range = gene.transcript.recordRange
      guard range.contains(site.isDonor ? other : other - 1) else { return }
      let onward =
        site.isDonor
        ? gene.downstream(of: other, JunctionSearch.longest) : gene.upstream(of: other, JunctionSearch.longest)
      let fit = misses(onward, count)
      guard fit.misses * 8 <= count || fit.equal >= JunctionSearch.whole else { return }
      let splice = site.isDonor ? SpliceSite.acceptor(before: other, on: gene) : SpliceSite.donor(at: other, on: gene)
      guard skipped == 0 || (misses(onward, skipped).misses <= 1 && isSure(other, splice, site, on: gene)) else {
        return
      }
      let distance = abs(other - site.recordBorder)
      if let best, (best.site, -best.distance) >= (splice, -distance) { return }
      let (donor, acceptor) = site.isDonor ? (site.recordBorder, other) : (other, site.recordBorder)
      best = (SpliceJunction(gene: site.gene, donor: donor, acceptor: acceptor), splice, distance)
    }
    // A variant in the first bases hides their word: the next one is looked up in its place.
    for skipped in [0, JunctionSearch.word] where best == nil && beyond >= skipped + JunctionSearch.word {
      guard let key = key(at: site, first, skipping: skipped, store) else { continue }
      words[site.gene].forEach(of: key) { start in
        offer(site.isDonor ? start - skipped : start + JunctionSearch.word + skipped, skipping: skipped)
      }
    }
    return best?.junction
  }

  /// Whether a junction is no deletion of the gene a few bases beside a known site: it keeps bases of the intron, or has a site.
  private func isSure(_ other: Int, _ splice: SpliceSite, _ site: SpliceSiteForms, on gene: SplicedGene) -> Bool {
    splice == .whole || gene.intron(holding: site.isDonor ? other : other - 1) != nil
  }

  /// A word of a read beyond a site, so many bases away from it; `nil` where a base is not known.
  private func key(
    at site: SpliceSiteForms, _ first: Int, skipping skipped: Int, _ store: AlignedReadStore
  ) -> UInt32? {
    let bases = store.bases.span
    var key: UInt32 = 0
    for index in 0..<JunctionSearch.word {
      let step = skipped + (site.isDonor ? index : JunctionSearch.word - 1 - index)
      let code = bases[site.isDonor ? first + step : first - step]
      guard code < 4 else { return nil }
      key = key << 2 | UInt32(code)
    }
    return key
  }
}
