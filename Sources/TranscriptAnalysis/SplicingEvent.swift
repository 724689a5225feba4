// One way in which a transcript differs from the spliced transcript: a skipped exon, a kept intron, another splice site.

import BioSequence

/// What kind of departure from the known junctions an event is. Raw values are those of `junctions.tsv`.
package enum SplicingKind: String, Sendable, Hashable, CaseIterable {
  /// One or more whole exons are left out.
  case exonSkip = "exon_skip"
  /// An exon ends at another donor than the known one.
  case crypticDonor = "cryptic_donor"
  /// An exon starts at another acceptor than the known one.
  case crypticAcceptor = "cryptic_acceptor"
  /// A piece of an intron became an exon.
  case crypticExon = "cryptic_exon"
  /// A whole intron stayed in the transcript.
  case intronRetention = "intron_retention"
}

/// An edit of the transcript: `lost` is left out, and `gained`, a piece of an intron, stands in its position.
///
/// Exactly one of the two is empty.
///
///     exon skip, donor or acceptor inside an exon      transcript[..<lost.lower] + transcript[lost.upper...]
///     retention, donor or acceptor inside an intron    transcript[..<lost.lower] + record[gained] + transcript[lost.lower...]
package struct SplicingEvent: Sendable, Hashable {
  /// Index of the gene.
  package let gene: Int
  /// What kind it is.
  package let kind: SplicingKind
  /// Transcript offsets that are left out, 0-based half-open; empty, at an exon border, where nothing is.
  package let lost: Range<Int>
  /// Record offsets of the bases that are put in, 0-based half-open; empty where none are.
  package let gained: Range<Int>

  /// An edit that leaves bases out.
  init(gene: Int, kind: SplicingKind, lost: Range<Int>) {
    self.gene = gene
    self.kind = kind
    self.lost = lost
    gained = 0..<0
  }

  /// An edit that puts a piece of an intron in.
  init(gene: Int, kind: SplicingKind, at border: Int, gained: Range<Int>) {
    self.gene = gene
    self.kind = kind
    lost = border..<border
    self.gained = gained
  }

  /// The skip of whole exons.
  ///
  /// - Parameter exons: 0-based indices, neither the first nor the last exon of the transcript among them.
  package static func skip(exons: ClosedRange<Int>, of gene: SplicedGene, number: Int) -> SplicingEvent {
    precondition(exons.lowerBound > 0 && exons.upperBound < gene.transcript.exons.count - 1, "inner exons are skipped")
    return SplicingEvent(
      gene: number, kind: .exonSkip,
      lost: gene.exonStarts[exons.lowerBound]..<gene.exonStarts[exons.upperBound + 1])
  }

  /// The retention of a whole intron.
  ///
  /// - Parameter intron: the index of the exon before it.
  package static func retention(intron: Int, of gene: SplicedGene, number: Int) -> SplicingEvent {
    SplicingEvent(
      gene: number, kind: .intronRetention, at: gene.exonStarts[intron + 1], gained: gene.introns[intron])
  }

  /// The event of a kind between two places of the record, as ``recordRange(on:)`` gives them; `nil` if there is none.
  package init?(_ kind: SplicingKind, _ range: Range<Int>, of gene: SplicedGene, number: Int) {
    switch kind {
    case .intronRetention:
      guard let intron = gene.introns.firstIndex(of: range) else { return nil }
      self = .retention(intron: intron, of: gene, number: number)
    case .crypticExon:
      guard
        let intron = gene.introns.firstIndex(where: {
          $0.lowerBound < range.lowerBound && range.upperBound < $0.upperBound
        })
      else { return nil }
      self.init(gene: number, kind: kind, at: gene.exonStarts[intron + 1], gained: range)
    case .exonSkip:
      guard let from = gene.transcript.exons.firstIndex(where: { $0.upperBound == range.lowerBound }),
        let to = gene.transcript.exons.firstIndex(where: { $0.lowerBound == range.upperBound }), to > from + 1
      else { return nil }
      self.init(gene: number, kind: kind, lost: gene.exonStarts[from + 1]..<gene.exonStarts[to])
    case .crypticDonor:
      guard let to = gene.transcript.exons.firstIndex(where: { $0.lowerBound == range.upperBound }), to > 0 else {
        return nil
      }
      if let offset = gene.transcript.transcriptOffset(ofRecordOffset: range.lowerBound) {
        guard offset < gene.exonStarts[to] else { return nil }
        self.init(gene: number, kind: kind, lost: offset..<gene.exonStarts[to])
      } else {
        let intron = gene.introns[to - 1]
        guard intron.contains(range.lowerBound) else { return nil }
        self.init(gene: number, kind: kind, at: gene.exonStarts[to], gained: intron.lowerBound..<range.lowerBound)
      }
    case .crypticAcceptor:
      guard let from = gene.transcript.exons.firstIndex(where: { $0.upperBound == range.lowerBound }),
        from + 1 < gene.transcript.exons.count
      else { return nil }
      if let offset = gene.transcript.transcriptOffset(ofRecordOffset: range.upperBound) {
        guard offset > gene.exonStarts[from + 1] else { return nil }
        self.init(gene: number, kind: kind, lost: gene.exonStarts[from + 1]..<offset)
      } else {
        let intron = gene.introns[from]
        guard intron.contains(range.upperBound) else { return nil }
        self.init(
          gene: number, kind: kind, at: gene.exonStarts[from + 1], gained: range.upperBound..<intron.upperBound)
      }
    }
  }

  /// Whether bases are left out (and not put in).
  package var isLoss: Bool { gained.isEmpty }

  /// The number of bases that are left out or put in.
  package var length: Int { lost.count + gained.count }

  /// The exons, 0-based, that lie wholly in what is left out; `nil` if none does.
  package func skippedExons(of gene: SplicedGene) -> ClosedRange<Int>? {
    let inside = gene.transcript.exons.indices.filter {
      gene.exonStarts[$0] >= lost.lowerBound && gene.exonStarts[$0 + 1] <= lost.upperBound
    }
    guard let first = inside.first, let last = inside.last else { return nil }
    return first...last
  }

  /// The piece of the record between the ends of the new junction; of a retention or a cryptic exon what was kept.
  package func recordRange(on gene: SplicedGene) -> Range<Int> {
    if isLoss { return gene.recordEnd(lost.lowerBound)..<gene.recordStart(lost.upperBound) }
    let intron = gene.recordEnd(lost.lowerBound)..<gene.recordStart(lost.lowerBound)
    switch kind {
    case .crypticDonor: return gained.upperBound..<intron.upperBound
    case .crypticAcceptor: return intron.lowerBound..<gained.lowerBound
    default: return gained
    }
  }

  /// The edit as a variant of the transcript, leftmost of its equal representations.
  func transcriptVariant(on gene: SplicedGene) -> Variant {
    Variant(range: lost, replacement: isLoss ? DNASequence() : gene.record[gained]).leftAligned(on: gene.mRNA)
  }
}
