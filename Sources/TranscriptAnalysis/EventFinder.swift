// Collects the events that reads suggest: gaps at exon borders on the transcripts, and unknown junctions on the records.

import Alignment
import BioSequence

/// Finds candidate events. Whether they are real the counts show.
struct EventFinder {
  let genes: [SplicedGene]

  /// Reads that must suggest an event.
  private static let fewest = 2
  /// Shortest difference that is looked at.
  private static let shortest = 3

  /// A gap or junction as it was seen.
  private struct Suggestion: Hashable {
    let gene: Int
    let lower: Int
    let upper: Int
    let inserted: [UInt8]
    let isRecord: Bool
  }

  /// Every single inner exon skipped, every intron kept, and what the reads suggest beside these, in order.
  func events(in alignments: TranscriptAlignments) -> [SplicingEvent] {
    var found = genes.enumerated().flatMap { EventFinder.known(of: $0.element, number: $0.offset) }
    var seen = Set(found)
    var suggested: [Suggestion: Int] = [:]
    suggestions(in: alignments.spliced, isRecord: false, into: &suggested)
    suggestions(in: alignments.unspliced, isRecord: true, into: &suggested)
    for split in alignments.unspliced.splits where split.inserted == 0 && split.span >= EventFinder.shortest {
      let junction = Suggestion(
        gene: split.reference, lower: split.leftEnd, upper: split.rightStart, inserted: [], isRecord: true)
      suggested[junction, default: 0] += 1
    }
    var further: Set<SplicingEvent> = []
    for (suggestion, count) in suggested where count >= EventFinder.fewest {
      if let event = event(from: suggestion) { further.insert(event) }
    }
    for event in EventFinder.withCrypticExons(further).sorted(by: EventFinder.precedes) {
      if seen.insert(event).inserted { found.append(event) }
    }
    return found
  }

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

  /// An acceptor and a donor after it inside one intron are the ends of one cryptic exon.
  private static func withCrypticExons(_ events: Set<SplicingEvent>) -> Set<SplicingEvent> {
    var result = events
    for first in events where first.kind == .crypticAcceptor && !first.isLoss {
      for second in events where second.kind == .crypticDonor && !second.isLoss {
        guard first.gene == second.gene, first.lost == second.lost,
          first.gained.lowerBound < second.gained.upperBound
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

  /// Gaps inside alignments.
  private func suggestions(in store: AlignedReadStore, isRecord: Bool, into counts: inout [Suggestion: Int]) {
    for read in store.reads where read.cigar.count > 1 {
      var offset = read.start
      var base = read.bases.lowerBound
      for operation in store.cigars[read.cigar] {
        let isGap = operation.kind == .deletion || operation.kind == .insertion || operation.kind == .skip
        if isGap, operation.length >= EventFinder.shortest {
          let isInsertion = operation.kind == .insertion
          counts[
            Suggestion(
              gene: read.reference, lower: offset, upper: offset + (isInsertion ? 0 : operation.length),
              inserted: isInsertion ? Array(store.bases[base..<base + operation.length]) : [], isRecord: isRecord),
            default: 0] += 1
        }
        if operation.consumesReference { offset += operation.length }
        if operation.consumesRead { base += operation.length }
      }
    }
  }

  private func event(from suggestion: Suggestion) -> SplicingEvent? {
    let gene = genes[suggestion.gene]
    let range = suggestion.lower..<suggestion.upper
    if suggestion.isRecord {
      return suggestion.inserted.isEmpty ? junction(range, on: gene, suggestion.gene) : nil
    }
    return suggestion.inserted.isEmpty
      ? loss(range, on: gene, suggestion.gene)
      : gain(suggestion.inserted, at: suggestion.lower, on: gene, suggestion.gene)
  }

  /// A gap of the transcript that begins or ends at an exon border; of equal representations the one with the best site.
  private func loss(_ range: Range<Int>, on gene: SplicedGene, _ number: Int) -> SplicingEvent? {
    let span = Variant(range: range, replacement: DNASequence()).shiftRange(on: gene.mRNA)
    var best: (event: SplicingEvent, site: SpliceSite)?
    func offer(_ kind: SplicingKind, _ lost: Range<Int>, _ site: SpliceSite) {
      guard site.explainsLoss(of: lost.count), site > best?.site ?? .none else { return }
      best = (SplicingEvent(gene: number, kind: kind, lost: lost), site)
    }
    for start in span.lowerBound...span.upperBound - range.count {
      let end = start + range.count
      let starts = gene.exon(startingAt: start) != nil
      let ends = gene.exon(startingAt: end) != nil
      if starts && ends, start > 0, end < gene.mRNA.count {
        return SplicingEvent(gene: number, kind: .exonSkip, lost: start..<end)
      }
      if starts, start > 0 {
        offer(.crypticAcceptor, start..<end, SpliceSite.acceptor(before: gene.recordStart(end), on: gene))
      }
      if ends, start > 0 { offer(.crypticDonor, start..<end, SpliceSite.donor(at: gene.recordEnd(start), on: gene)) }
    }
    return best?.event
  }

  /// Bases put in at an exon border that are the start or the end of the intron there.
  private func gain(_ bases: [UInt8], at offset: Int, on gene: SplicedGene, _ number: Int) -> SplicingEvent? {
    let change = Variant(range: offset..<offset, replacement: DNASequence(codes: bases))
    let left = change.leftAligned(on: gene.mRNA)
    let right = change.rightAligned(on: gene.mRNA)
    var best: (event: SplicingEvent, site: SpliceSite)?
    func offer(_ kind: SplicingKind, _ border: Int, _ gained: Range<Int>, _ site: SpliceSite) {
      guard site.explainsGain(of: gained.count), best.map({ site > $0.site }) ?? true else { return }
      best = (SplicingEvent(gene: number, kind: kind, at: border, gained: gained), site)
    }
    for border in left.range.lowerBound...right.range.lowerBound {
      guard let exon = gene.exon(startingAt: border), exon > 0 else { continue }
      let intron = gene.introns[exon - 1]
      guard bases.count <= intron.count else { continue }
      let turned = left.replacement.rotated(by: border - left.range.lowerBound).codes
      if turned.count == intron.count {
        guard Array(gene.record.codes[intron]) == turned else { continue }
        return SplicingEvent.retention(intron: exon - 1, of: gene, number: number)
      }
      let head = intron.lowerBound..<intron.lowerBound + turned.count
      if Array(gene.record.codes[head]) == turned {
        offer(.crypticDonor, border, head, SpliceSite.donor(at: head.upperBound, on: gene))
      }
      let tail = intron.upperBound - turned.count..<intron.upperBound
      if Array(gene.record.codes[tail]) == turned {
        offer(.crypticAcceptor, border, tail, SpliceSite.acceptor(before: tail.lowerBound, on: gene))
      }
    }
    return best?.event
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
