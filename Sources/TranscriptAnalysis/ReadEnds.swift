// Cuts the ends of reads that reach so little beyond an aberrant junction that they were laid on the known transcript.

import Alignment
import BioSequence

/// Which bases of a read are of a transcript that the sample may not have there.
///
///     transcript   ...exon 7|exon 8 ....|exon 9...     reads that skip exon 8 and end a few bases behind the junction
///     read            ......|.xx                       were laid on its first bases, where they are mismatches
///
/// An end is cut where the transcripts of an event explain its bases as well as the known transcript does, and where it has too
/// few bases to tell the two apart, whatever they are: kept only where it equals the known transcript, it would count against
/// a variant of the exon.
struct ReadEnds {
  private let genes: [SplicedGene]
  private var sites: [SpliceSiteForms] = []
  private var ordered: [[(border: Int, site: Int)]]

  /// What a gap of an alignment counts, in bases that differ.
  private static let gap = 3

  private struct Key: Hashable {
    let gene: Int
    let border: Int
    let isDonor: Bool
  }

  /// The ends at the borders of events that are there.
  init(genes: [SplicedGene], events: [SplicingEvent]) {
    self.genes = genes
    ordered = genes.map { _ in [] }
    var numbers: [Key: Int] = [:]
    for (index, event) in events.enumerated() {
      for isDonor in [true, false] {
        let border = isDonor ? event.lost.lowerBound : event.lost.upperBound
        let key = Key(gene: event.gene, border: border, isDonor: isDonor)
        let number = numbers[key] ?? sites.count
        if number == sites.count {
          numbers[key] = number
          sites.append(ReadEnds.site(at: border, isDonor: isDonor, of: genes[event.gene], number: event.gene))
          ordered[event.gene].append((border, number))
        }
        sites[number].forms.append(
          SiteForm(junction: index, bases: event.bases(isBehind: isDonor, on: genes[event.gene])))
      }
    }
    for gene in ordered.indices { ordered[gene].sort { $0 < $1 } }
  }

  /// A border with what the known transcript has beyond it.
  private static func site(at border: Int, isDonor: Bool, of gene: SplicedGene, number: Int) -> SpliceSiteForms {
    let codes = gene.mRNA.codes
    let known =
      isDonor
      ? Array(codes[border...].prefix(SpliceSiteForms.longest))
      : codes[..<border].suffix(SpliceSiteForms.longest).reversed()
    var site = SpliceSiteForms(
      gene: number, recordBorder: isDonor ? gene.recordEnd(border) : gene.recordStart(border), isDonor: isDonor,
      transcriptBorder: border, knownIntron: nil, exonBases: SpliceSiteForms.shortest)
    site.forms.append(SiteForm(junction: SpliceSiteForms.contiguous, bases: known))
    return site
  }

  /// The reads without such ends.
  func cut(_ store: AlignedReadStore) -> AlignedReadStore {
    guard !sites.isEmpty else { return store }
    var edits: [(read: Int, start: Int, bases: Range<Int>, operations: [CIGAROperation])] = []
    for (index, read) in store.reads.enumerated() {
      guard let kept = kept(of: read, in: store) else { continue }
      let (start, operations) = EventReadSplitting.trimmed(Array(store.cigars[read.cigar]), read: read, to: kept)
      guard operations.contains(where: { $0.kind == .match }) else { continue }
      edits.append((index, start, kept, operations))
    }
    guard !edits.isEmpty else { return store }
    var result = store
    result.edit(edits)
    return result
  }

  /// The bases of a read that stay; `nil` if all do.
  private func kept(of read: AlignedRead, in store: AlignedReadStore) -> Range<Int>? {
    var (lower, upper) = (read.bases.lowerBound, read.bases.upperBound)
    SplicingCounter.forEachSite(read, store, ordered[read.reference], sites, isRecord: false) {
      number, first, _, beyond in
      guard isCut(sites[number], first, beyond, read, store) else { return }
      if sites[number].isDonor { upper = min(upper, first) } else { lower = max(lower, first + 1) }
    }
    guard lower < upper, lower > read.bases.lowerBound || upper < read.bases.upperBound else { return nil }
    return lower..<upper
  }

  private func isCut(
    _ site: SpliceSiteForms, _ first: Int, _ beyond: Int, _ read: AlignedRead, _ store: AlignedReadStore
  ) -> Bool {
    let count = min(beyond, SpliceSiteForms.longest)
    let window = site.isDonor ? first..<first + count : first - count + 1..<first + 1
    guard let own = differences(of: read, in: window, isDonor: site.isDonor, store) else { return false }
    return site.forms.dropFirst().contains { form in
      if let reach = SpliceSiteForms.informativeLength(form.bases, site.forms[0].bases), beyond < reach { return true }
      return ReadEnds.misses(form, first, count, isDonor: site.isDonor, store) <= own
    }
  }

  /// Bases of a read that differ from those of a form.
  private static func misses(
    _ form: SiteForm, _ first: Int, _ count: Int, isDonor: Bool, _ store: AlignedReadStore
  ) -> Int {
    let bases = store.bases.span
    let qualities = store.qualities.span
    var misses = 0
    for step in 0..<min(count, form.bases.count) {
      let place = isDonor ? first + step : first - step
      if bases[place] < 4, qualities[place] >= 10, bases[place] != form.bases[step] { misses += 1 }
    }
    return misses
  }

  /// What differs between some bases of a read and the known transcript, as the read is aligned; `nil` if it is split at the border.
  private func differences(
    of read: AlignedRead, in window: Range<Int>, isDonor: Bool, _ store: AlignedReadStore
  ) -> Int? {
    let codes = genes[read.reference].mRNA.codes
    let bases = store.bases.span
    let qualities = store.qualities.span
    var differences = 0
    var offset = read.start
    var base = read.bases.lowerBound
    for operation in store.cigars[read.cigar] {
      let part = (base..<base + operation.length).clamped(to: window)
      switch operation.kind {
      case .match:
        for place in part where bases[place] < 4 && qualities[place] >= 10 {
          if bases[place] != codes[offset + place - base] { differences += 1 }
        }
      case .insertion, .softClip: if !part.isEmpty { differences += ReadEnds.gap }
      case .deletion: if window.lowerBound <= base, base <= window.upperBound { differences += ReadEnds.gap }
      case .skip: if base == (isDonor ? window.lowerBound : window.upperBound) { return nil }
      }
      if operation.consumesReference { offset += operation.length }
      if operation.consumesRead { base += operation.length }
    }
    return differences
  }
}

extension SplicingEvent {
  /// The bases of a transcript with this event behind its first border, or before its second one, away from the border.
  fileprivate func bases(isBehind: Bool, on gene: SplicedGene) -> [UInt8] {
    let count = SpliceSiteForms.longest
    let own = gene.record.codes[gained]
    if isBehind {
      return Array((own.prefix(count) + gene.mRNA.codes[lost.upperBound...].prefix(count)).prefix(count))
    }
    return (gene.mRNA.codes[..<lost.lowerBound].suffix(count) + own.suffix(count)).suffix(count).reversed()
  }
}
