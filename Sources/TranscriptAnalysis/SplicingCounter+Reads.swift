// What one read shows at the splice sites that it comes to.

import Alignment
import BioSequence

extension SplicingCounter {
  /// A junction that a read shows.
  struct Crossing {
    let junction: Int
    /// Whether it was seen from its donor.
    let isDonor: Bool
    /// Index in the store of the first base beyond the site.
    let first: Int
    let before: Int
    let beyond: Int
    /// Bases on both sides that differ from the junction's.
    let misses: Int
    /// Whether it was reached over a piece of an intron, not from aligned bases.
    let isFollowed: Bool
  }

  /// What a read shows at the sites near its aligned bases.
  func look(
    at index: Int, of store: AlignedReadStore, isRecord: Bool, crossings: inout [Crossing], votes: inout [Vote],
    counts: inout SiteCounts
  ) {
    let read = store.reads[index]
    guard read.mappingQuality > 0 else { return }
    let ordered = isRecord ? table.byRecord[read.reference] : table.byTranscript[read.reference]
    let start = Int32(read.strand == .forward ? read.start : -read.end)
    crossings.removeAll(keepingCapacity: true)
    SplicingCounter.forEachSite(read, store, ordered, table.sites, isRecord: isRecord) {
      number, first, before, beyond in
      let site = table.sites[number]
      guard before >= SpliceSiteForms.shortest, beyond >= site.reach,
        let form = site.form(
          index: first, beyond: beyond, bases: store.bases.span, qualities: store.qualities.span)
      else { return }
      guard form.junction == SpliceSiteForms.contiguous else {
        follow(form, from: site, first, before, beyond, store, &crossings)
        return
      }
      guard site.knownIntron != nil else { return }
      if before >= site.anchor { votes.append(Vote(site: number, form: form.junction, start: start)) }
      if !isRecord {
        counts.reads.append(EventRead(event: -1, read: index, border: first, isLeft: site.isDonor))
      }
    }
    let isMixed = crossings.contains { eventOfJunction[$0.junction] != nil }
    for crossing in crossings where !isMixed || !isBeaten(crossing, crossings) {
      counts.overhangs[crossing.junction] = max(
        counts.overhangs[crossing.junction], min(crossing.before, crossing.beyond))
      let ends = table.ends[crossing.junction]
      let (left, right) =
        crossing.isDonor ? (crossing.before, crossing.beyond) : (crossing.beyond, crossing.before)
      let donor = table.sites[ends.donor]
      let acceptor = table.sites[ends.acceptor]
      if left >= donor.anchor, right >= donor.reach {
        votes.append(Vote(site: ends.donor, form: crossing.junction, start: start))
      }
      if right >= acceptor.anchor, left >= acceptor.reach {
        votes.append(Vote(site: ends.acceptor, form: crossing.junction, start: start))
      }
      if !isRecord, !crossing.isFollowed, let event = eventOfJunction[crossing.junction] {
        counts.reads.append(
          EventRead(event: event, read: index, border: crossing.first, isLeft: crossing.isDonor))
      }
    }
  }

  /// Notes a junction that also looks itself from its other end, and of a piece of an intron the junction at the piece's other
  /// end where the read comes to it: no run of aligned bases may lie there.
  private func follow(
    _ form: (junction: Int, misses: Int), from site: SpliceSiteForms, _ first: Int, _ before: Int, _ beyond: Int,
    _ store: AlignedReadStore, _ crossings: inout [Crossing], isFollowed: Bool = false
  ) {
    // Seen from its other end the read must show the same junction: exons are like each other, and the aligner may have
    // laid the end of one on that of another.
    let ends = table.ends[form.junction]
    let far = table.sites[site.isDonor ? ends.acceptor : ends.donor]
    let back = site.isDonor ? first - 1 : first + 1
    guard before >= far.reach,
      let backward = far.form(index: back, beyond: before, bases: store.bases.span, qualities: store.qualities.span),
      backward.junction == form.junction
    else { return }
    crossings.append(
      Crossing(
        junction: form.junction, isDonor: site.isDonor, first: first, before: before, beyond: beyond,
        misses: form.misses + backward.misses, isFollowed: isFollowed))
    guard let event = eventOfJunction[form.junction], events[event].kind == .crypticExon,
      let places = table.places[event], let left = places.left, let right = places.right,
      form.junction == (site.isDonor ? left.form : right.form)
    else { return }
    let length = events[event].gained.count
    let other = site.isDonor ? right.form : left.form
    let next = table.sites[site.isDonor ? table.ends[other].donor : table.ends[other].acceptor]
    let onward = site.isDonor ? first + length : first - length
    guard beyond - length >= next.reach,
      let form = next.form(
        index: onward, beyond: beyond - length, bases: store.bases.span, qualities: store.qualities.span),
      form.junction == other
    else { return }
    follow(form, from: next, onward, before + length, beyond - length, store, &crossings, isFollowed: true)
  }

  /// Whether another junction of the read, which no molecule has together with this one, fits it better.
  private func isBeaten(_ crossing: Crossing, _ crossings: [Crossing]) -> Bool {
    let own = table.junctions[crossing.junction]
    return crossings.contains { other in
      guard other.junction != crossing.junction, other.misses < crossing.misses else { return false }
      let junction = table.junctions[other.junction]
      return junction.donor < own.acceptor && own.donor < junction.acceptor
    }
  }

  /// Calls `body` for every site that an ungapped run of a read comes to, with the index of the first base beyond it and
  /// the numbers of bases of the read before and beyond.
  static func forEachSite(
    _ read: AlignedRead, _ store: AlignedReadStore, _ ordered: [(border: Int, site: Int)], _ sites: [SpliceSiteForms],
    isRecord: Bool, _ body: (_ site: Int, _ first: Int, _ before: Int, _ beyond: Int) -> Void
  ) {
    var offset = read.start
    var base = read.bases.lowerBound
    let margin = SpliceSiteForms.longest
    for operation in store.cigars[read.cigar] {
      if operation.kind == .match {
        let block = offset..<offset + operation.length
        var number = first(in: ordered, from: block.lowerBound - margin)
        while number < ordered.count, ordered[number].border <= block.upperBound + margin {
          let (border, index) = ordered[number]
          number += 1
          let site = sites[index]
          // The run must hold bases before the site, not only reach it.
          let anchor = isRecord ? min(SpliceSiteForms.shortest, site.exonBases) : SpliceSiteForms.shortest
          let held = site.isDonor ? border - anchor : border + anchor - 1
          guard block.contains(held) else { continue }
          let first = site.isDonor ? base + border - block.lowerBound : base + border - 1 - block.lowerBound
          guard read.bases.contains(first) else { continue }
          let before = site.isDonor ? first - read.bases.lowerBound : read.bases.upperBound - 1 - first
          let beyond = site.isDonor ? read.bases.upperBound - first : first + 1 - read.bases.lowerBound
          body(index, first, before, beyond)
        }
      }
      if operation.consumesReference { offset += operation.length }
      if operation.consumesRead { base += operation.length }
    }
  }

  private static func first(in ordered: [(border: Int, site: Int)], from offset: Int) -> Int {
    var low = 0
    var high = ordered.count
    while low < high {
      let middle = (low + high) / 2
      if ordered[middle].border < offset { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
