// Collects the events that reads suggest: unknown junctions at known splice sites.

import Alignment
import BioSequence

/// Finds candidate events. Whether they are real the counts show.
struct EventFinder {
  let genes: [SplicedGene]

  /// Both ends of a piece of an intron are seen about as often as each other: at most by this factor apart, and one more where
  /// they are few.
  private static let endsApart = 5

  /// Every single inner exon skipped, every intron kept, and what the reads suggest beside these, in order.
  func events(in alignments: TranscriptAlignments) -> [SplicingEvent] {
    var found = genes.enumerated().flatMap { EventFinder.known(of: $0.element, number: $0.offset) }
    var seen = Set(found)
    var further: [SplicingEvent: Int] = [:]
    for (junction, count) in JunctionSearch(genes: genes).junctions(in: alignments) {
      let range = junction.donor..<junction.acceptor
      if let event = self.junction(range, on: genes[junction.gene], junction.gene) {
        further[event, default: 0] += count
      }
    }
    for (event, count) in gapEvents(in: alignments.spliced) { further[event] = max(further[event] ?? 0, count) }
    for event in EventFinder.withCrypticExons(further).sorted(by: EventFinder.precedes) {
      if seen.insert(event).inserted { found.append(event) }
    }
    return found
  }

  /// Events that the aligner laid as deletions of the transcript, and the positions at which their reads begin.
  ///
  /// Exons repeat the codons of glycine: what follows an acceptor 9, 18 or 42 bases into one may be like its start, so that
  /// the search takes the known junction.
  private func gapEvents(in store: AlignedReadStore) -> [SplicingEvent: Int] {
    struct Gap: Hashable {
      let gene: Int
      let range: Range<Int>
    }
    var gaps: [Gap: Set<Int32>] = [:]
    for read in store.reads where read.mappingQuality > 0 {
      var offset = read.start
      for operation in store.cigars[read.cigar] {
        if operation.kind == .deletion, operation.length >= EventFinder.shortestGap {
          gaps[Gap(gene: read.reference, range: offset..<offset + operation.length), default: []].insert(
            Int32(read.strand == .forward ? read.start : -read.end))
        }
        if operation.consumesReference { offset += operation.length }
      }
    }
    var found: [SplicingEvent: Int] = [:]
    for (gap, starts) in gaps where starts.count >= JunctionSearch.fewest {
      let gene = genes[gap.gene]
      let span = Variant(range: gap.range, replacement: DNASequence()).shiftRange(on: gene.mRNA)
      let length = gap.range.count
      let borders = (span.lowerBound...max(span.lowerBound, span.upperBound - length)).filter {
        gene.exon(startingAt: $0) != nil || gene.exon(startingAt: $0 + length) != nil
      }
      for border in borders {
        let range = gene.recordEnd(border)..<gene.recordStart(border + length)
        if let event = junction(range, on: gene, gap.gene), event.isLoss {
          found[event] = max(found[event] ?? 0, starts.count)
        }
      }
    }
    return found
  }

  /// Shorter deletions are found beside their site.
  private static let shortestGap = 6

  /// The events that are always tested.
  static func known(of gene: SplicedGene, number: Int) -> [SplicingEvent] {
    let count = gene.transcript.exons.count
    guard count > 1 else { return [] }
    let skips = (1..<max(1, count - 1)).map { SplicingEvent.skip(exons: $0...$0, of: gene, number: number) }
    return skips + gene.introns.indices.map { SplicingEvent.retention(intron: $0, of: gene, number: number) }
  }

  private static func precedes(_ left: SplicingEvent, _ right: SplicingEvent) -> Bool {
    (left.gene, left.lost.lowerBound, left.lost.upperBound, left.gained.lowerBound, left.gained.upperBound) < (
      right.gene, right.lost.lowerBound, right.lost.upperBound, right.gained.lowerBound, right.gained.upperBound
    )
  }

  /// An acceptor and a donor after it inside one intron, seen about equally often, are the ends of one cryptic exon.
  private static func withCrypticExons(_ events: [SplicingEvent: Int]) -> Set<SplicingEvent> {
    var result = Set(events.keys)
    for (first, left) in events where first.kind == .crypticAcceptor && !first.isLoss {
      for (second, right) in events where second.kind == .crypticDonor && !second.isLoss {
        guard first.gene == second.gene, first.lost == second.lost,
          first.gained.lowerBound < second.gained.upperBound,
          left <= endsApart * (right + 1), right <= endsApart * (left + 1)
        else { continue }
        result.remove(first)
        result.remove(second)
        result.insert(
          SplicingEvent(
            gene: first.gene, kind: .crypticExon, at: first.lost.lowerBound,
            gained: first.gained.lowerBound..<second.gained.upperBound))
      }
    }
    return result
  }

  /// A junction on the record with one end at a known site, or both; of equal representations the one with the best site.
  private func junction(_ range: Range<Int>, on gene: SplicedGene, _ number: Int) -> SplicingEvent? {
    let span = Variant(range: range, replacement: DNASequence()).shiftRange(on: gene.record)
    let exons = gene.transcript.exons
    var best: (event: SplicingEvent, site: SpliceSite)?
    func offer(_ event: SplicingEvent?, _ site: SpliceSite) {
      guard let event, best.map({ site > $0.site }) ?? true else { return }
      guard event.isLoss ? site.explainsLoss(of: event.length) : site.explainsGain(of: event.length) else { return }
      best = (event, site)
    }
    for donor in span.lowerBound...span.upperBound - range.count {
      let acceptor = donor + range.count
      let from = exons.firstIndex { $0.upperBound == donor }
      let to = exons.firstIndex { $0.lowerBound == acceptor }
      if let from, let to {
        guard to > from + 1 else { return nil }
        return SplicingEvent(
          gene: number, kind: .exonSkip, lost: gene.exonStarts[from + 1]..<gene.exonStarts[to])
      }
      if let from, from + 1 < exons.count {
        offer(
          acceptorEvent(acceptor, after: from, on: gene, number), SpliceSite.acceptor(before: acceptor, on: gene))
      }
      if let to, to > 0 {
        offer(donorEvent(donor, before: to, on: gene, number), SpliceSite.donor(at: donor, on: gene))
      }
    }
    return best?.event
  }

  /// A known donor joined to an unknown acceptor.
  private func acceptorEvent(
    _ acceptor: Int, after exon: Int, on gene: SplicedGene, _ number: Int
  ) -> SplicingEvent? {
    let start = gene.exonStarts[exon + 1]
    if let offset = gene.transcript.transcriptOffset(ofRecordOffset: acceptor), offset > start {
      return SplicingEvent(gene: number, kind: .crypticAcceptor, lost: start..<offset)
    }
    guard gene.introns[exon].contains(acceptor) else { return nil }
    return SplicingEvent(
      gene: number, kind: .crypticAcceptor, at: start, gained: acceptor..<gene.introns[exon].upperBound)
  }

  /// An unknown donor joined to a known acceptor.
  private func donorEvent(_ donor: Int, before exon: Int, on gene: SplicedGene, _ number: Int) -> SplicingEvent? {
    let end = gene.exonStarts[exon]
    if let offset = gene.transcript.transcriptOffset(ofRecordOffset: donor), offset < end, offset > 0 {
      return SplicingEvent(gene: number, kind: .crypticDonor, lost: offset..<end)
    }
    guard gene.introns[exon - 1].contains(donor) else { return nil }
    return SplicingEvent(
      gene: number, kind: .crypticDonor, at: end, gained: gene.introns[exon - 1].lowerBound..<donor)
  }
}
