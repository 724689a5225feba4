// Decides for every read what it does at the splice sites that it reaches, and counts fragments.

import Alignment
import BioSequence

/// Counts the fragments for and against events.
///
/// A read is looked at where it has aligned bases on one side of a site: its bases beyond are compared with all that
/// transcripts have there, whatever the aligner made of them. docs/decisions/0165.
package struct SplicingCounter: Sendable {
  /// The genes.
  package let genes: [SplicedGene]
  /// The events, in the order of the results.
  package let events: [SplicingEvent]
  let table: SpliceSiteTable
  /// For each site the events that have a form there.
  private let eventsAtSite: [[(event: Int, isLeft: Bool, form: Int, known: Int)]]
  /// For each junction the events that it shows, or `nil` for known ones.
  let eventOfJunction: [Int: Int]

  /// Transcript bases from an end within which fragments are cut short.
  private static let endReach = 700

  /// A counter for some events.
  package init(genes: [SplicedGene], events: [SplicingEvent]) {
    self.genes = genes
    self.events = events
    table = SpliceSiteTable(genes: genes, events: events)
    var eventsAtSite = [[(event: Int, isLeft: Bool, form: Int, known: Int)]](repeating: [], count: table.sites.count)
    var eventOfJunction: [Int: Int] = [:]
    for (index, places) in table.places.enumerated() {
      for (place, isLeft) in [(places?.left, true), (places?.right, false)] {
        guard let place, let intron = table.sites[place.site].knownIntron else { continue }
        let known = table.known(intron, gene: events[index].gene, genes)
        eventsAtSite[place.site].append((index, isLeft, place.form, known))
        if place.form >= 0 { eventOfJunction[place.form] = index }
      }
    }
    self.eventsAtSite = eventsAtSite
    self.eventOfJunction = eventOfJunction
  }

  /// The fragments of every event, copies not set apart.
  package func counts(in alignments: TranscriptAlignments) -> [SplicingCounts] {
    count(alignments, copies: FragmentCopies()).events
  }

  /// The fraction of transcripts with an event, of those with it and those that are spliced as known.
  package func fraction(of event: Int, _ counts: SplicingCounts) -> SplicingFraction {
    SplicingFraction(counts, ends: ends(of: event))
  }

  /// Which of an event's ends count.
  func ends(of event: Int) -> CountedEnds {
    guard let places = table.places[event], places.left != nil else { return .right }
    guard places.right != nil else { return .left }
    let splicing = events[event]
    let length = genes[splicing.gene].mRNA.count
    let isNearStart = splicing.lost.lowerBound < SplicingCounter.endReach
    let isNearEnd = splicing.lost.upperBound > length - SplicingCounter.endReach
    return isNearStart == isNearEnd ? .both : isNearStart ? .left : .right
  }

  /// The bit of a fragment whose reads differ at a site of an event.
  private static let contradiction = 64

  /// What one read, or one fragment, shows at one site.
  struct Vote {
    let site: Int
    let form: Int
    let start: Int32
  }

  /// Counts all fragments, template by template.
  func count(_ alignments: TranscriptAlignments, copies: FragmentCopies) -> SiteCounts {
    var counts = SiteCounts(
      events: [SplicingCounts](repeating: SplicingCounts(), count: events.count),
      all: [SplicingCounts](repeating: SplicingCounts(), count: events.count),
      beside: [SplicingCounts](repeating: SplicingCounts(), count: events.count),
      sites: [[Int: Int]](repeating: [:], count: table.sites.count),
      overhangs: table.junctions.map { _ in 0 }, fragments: genes.map { _ in 0 })
    var starts = [Set<Int32>](repeating: [], count: events.count)
    var seen: Set<UInt64> = []
    var votes: [Vote] = []
    var crossings: [Crossing] = []
    var next = (spliced: 0, unspliced: 0)
    let spliced = alignments.spliced
    let unspliced = alignments.unspliced
    while next.spliced < spliced.reads.count || next.unspliced < unspliced.reads.count {
      let template = min(
        next.spliced < spliced.reads.count ? spliced.reads[next.spliced].template : Int.max,
        next.unspliced < unspliced.reads.count ? unspliced.reads[next.unspliced].template : Int.max)
      votes.removeAll(keepingCapacity: true)
      while next.spliced < spliced.reads.count, spliced.reads[next.spliced].template == template {
        look(
          at: next.spliced, of: spliced, isRecord: false, crossings: &crossings, votes: &votes, counts: &counts)
        next.spliced += 1
      }
      while next.unspliced < unspliced.reads.count, unspliced.reads[next.unspliced].template == template {
        look(
          at: next.unspliced, of: unspliced, isRecord: true, crossings: &crossings, votes: &votes, counts: &counts)
        next.unspliced += 1
      }
      guard !votes.isEmpty else { continue }
      let isRare = votes.contains { eventOfJunction[$0.form] != nil }
      if isRare {
        // A copy of a fragment with the same event; a fragment without it may begin and end there by chance.
        let form = votes.first { eventOfJunction[$0.form] != nil }.map { UInt64($0.form) } ?? 0
        if let key = copies.key(of: template), !seen.insert(key &* 0x9e37_79b9_7f4a_7c15 &+ form).inserted { continue }
      } else if copies.isCopy(template) {
        continue
      }
      counts.fragments[table.sites[votes[0].site].gene] += 1
      add(&votes, to: &counts, starts: &starts)
    }
    for event in events.indices { counts.events[event].starts = starts[event].count }
    return counts
  }

  /// What one fragment shows, each site once; one that contradicts itself at a site is left out there.
  private func add(_ votes: inout [Vote], to counts: inout SiteCounts, starts: inout [Set<Int32>]) {
    votes.sort { ($0.site, $0.form) < ($1.site, $1.form) }
    var said: [(event: Int, bits: Int)] = []
    /// The outermost sites that the fragment is spliced at.
    var spliced: ClosedRange<Int>?
    var index = 0
    while index < votes.count {
      let vote = votes[index]
      var isOne = true
      var end = index
      while end < votes.count, votes[end].site == vote.site {
        if votes[end].form != vote.form { isOne = false }
        end += 1
      }
      if isOne {
        counts.sites[vote.site][vote.form, default: 0] += 1
        if vote.form >= 0 {
          let border = table.sites[vote.site].recordBorder
          spliced = min(spliced?.lowerBound ?? border, border)...max(spliced?.upperBound ?? border, border)
        }
        for place in eventsAtSite[vote.site] {
          // Bits: known left 1, known right 2, event left 4, event right 8, another spliced form left 16, right 32.
          let kind = vote.form == place.form ? 4 : vote.form == place.known ? 1 : vote.form >= 0 ? 16 : 0
          if kind == 4 { for at in index..<end { starts[place.event].insert(votes[at].start) } }
          if kind != 0 { said.append((place.event, place.isLeft ? kind : kind << 1)) }
        }
      } else {
        for place in eventsAtSite[vote.site] { said.append((place.event, SplicingCounter.contradiction)) }
      }
      index = end
    }
    said.sort { $0.event < $1.event }
    index = 0
    while index < said.count {
      var bits = 0
      var end = index
      while end < said.count, said[end].event == said[index].event {
        bits |= said[end].bits
        end += 1
      }
      defer { index = end }
      guard bits & SplicingCounter.contradiction == 0 else { continue }
      let isEvent = bits & 12 != 0
      if !isEvent || bits & 3 == 0 { counts.events[said[index].event].add(bits & 15) }
      let others = (bits | bits >> 4) & 3
      if !isEvent || others == 0 {
        counts.all[said[index].event].add(others | bits & 12)
        if events[said[index].event].kind == .intronRetention {
          let sides = sides(of: said[index].event, beside: spliced)
          counts.beside[said[index].event].add((others | bits & 12) & (sides | sides << 2))
        }
      }
    }
  }

  /// The sides of an intron (left 1, right 2) on which a fragment shows a junction, from the outermost sites it is spliced at.
  private func sides(of event: Int, beside spliced: ClosedRange<Int>?) -> Int {
    guard let spliced else { return 0 }
    let intron = events[event].gained
    return (spliced.lowerBound < intron.lowerBound ? 1 : 0) | (spliced.upperBound > intron.upperBound ? 2 : 0)
  }
}

extension SplicingCounts {
  /// Adds a fragment: bits known left 1, known right 2, event left 4, event right 8.
  mutating func add(_ said: Int) {
    if said & 3 != 0 {
      known += 1
      if said & 1 != 0 { knownLeft += 1 }
      if said & 2 != 0 { knownRight += 1 }
      if said & 3 == 3 { knownBoth += 1 }
    } else if said & 12 != 0 {
      event += 1
      if said & 4 != 0 { eventLeft += 1 }
      if said & 8 != 0 { eventRight += 1 }
      if said & 12 == 12 { eventBoth += 1 }
    }
  }
}
