// What the reads show at every base of a transcript: alleles that the DNA has can be counted although nobody named them when
// the RNA was screened.

import Alignment
package import BioSequence

/// The fragments over the bases of one transcript, by what they show.
///
/// Reads are counted after those of aberrant splicing were split. A fragment counts once at a base, whatever both mates
/// cover; one whose mates contradict each other there does not count.
package struct TranscriptCounts: Sendable, Hashable {
  /// Index of the gene.
  package let gene: Int
  /// For A, C, G and T, in this order, the fragments that show it at each base of the transcript.
  package private(set) var bases: [[Int32]]
  /// Fragments that run on without a gap before each base, and have ``anchor`` aligned bases or more on both sides: those
  /// without an insertion or deletion there.
  package private(set) var crossing: [Int32]
  /// Insertions and deletions, left-aligned on the transcript, with the fragments that have them.
  package private(set) var indels: [(variant: Variant, fragments: Int)]
  /// Whether there were more different ones than are kept.
  package let isCut: Bool

  /// Bases of these qualities count.
  static let leastQuality: UInt8 = 20
  /// Aligned bases that must lie on both sides of an insertion, a deletion, or a place without one. As many make an
  /// alignment with a gap better than one with mismatches or a clipped end (``Alignment/ScoringScheme``), so that neither
  /// allele is easier to see.
  package static let anchor = 16
  /// Different insertions and deletions that are kept of a gene, those of most fragments.
  package static let mostIndels = 1000

  package static func == (left: TranscriptCounts, right: TranscriptCounts) -> Bool {
    left.gene == right.gene && left.bases == right.bases && left.crossing == right.crossing && left.isCut == right.isCut
      && left.indels.elementsEqual(right.indels, by: ==)
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(gene)
    hasher.combine(bases)
  }

  /// Counts the reads of every gene, which lie on the transcripts; copies of a fragment do not count.
  static func all(
    of genes: [SplicedGene], in store: AlignedReadStore, copies: FragmentCopies = FragmentCopies()
  ) -> [TranscriptCounts] {
    var counters = genes.map { TranscriptCounter($0) }
    var first = 0
    // Mates lie beside each other.
    while first < store.reads.count {
      let template = store.reads[first].template
      var end = first + 1
      while end < store.reads.count, store.reads[end].template == template { end += 1 }
      if !copies.isCopy(template) {
        for gene in genes.indices {
          counters[gene].count(store, (first..<end).filter { store.reads[$0].reference == gene })
        }
      }
      first = end
    }
    return genes.indices.map { TranscriptCounts(gene: $0, counters[$0]) }
  }

  private init(gene: Int, _ counter: TranscriptCounter) {
    self.gene = gene
    bases = counter.bases
    var sum: Int32 = 0
    crossing = counter.steps.dropLast().map { step in
      sum += step
      return sum
    }
    let sorted = counter.indels.sorted {
      let (left, right) = ($0.key, $1.key)
      return $0.value == $1.value
        ? (left.range.lowerBound, left.range.upperBound, left.replacement.description)
          < (right.range.lowerBound, right.range.upperBound, right.replacement.description) : $0.value > $1.value
    }
    isCut = sorted.count > TranscriptCounts.mostIndels
    indels = sorted.prefix(TranscriptCounts.mostIndels).map { ($0.key, $0.value) }
      .sorted { ($0.0.range.lowerBound, $0.0.range.upperBound) < ($1.0.range.lowerBound, $1.0.range.upperBound) }
  }
}

/// Counts fragment after fragment.
private struct TranscriptCounter {
  private let mRNA: DNASequence
  var bases: [[Int32]]
  /// How ``TranscriptCounts/crossing`` changes from base to base.
  var steps: [Int32]
  var indels: [Variant: Int] = [:]

  /// What the fragment at hand shows at each base, 4 where its mates contradict each other, 255 where it shows nothing.
  private var shown: [UInt8]
  private var touched: [Int] = []
  /// Left-aligned forms and the room they can move in, of changes as reads have them.
  private var forms: [Variant: (variant: Variant, room: Range<Int>)] = [:]

  init(_ gene: SplicedGene) {
    mRNA = gene.mRNA
    let length = mRNA.count
    bases = (0..<4).map { _ in [Int32](repeating: 0, count: length) }
    steps = [Int32](repeating: 0, count: length + 1)
    shown = [UInt8](repeating: 255, count: length)
  }

  /// Counts one fragment's reads on this gene.
  mutating func count(_ store: AlignedReadStore, _ reads: [Int]) {
    guard !reads.isEmpty else { return }
    var crossed: [Range<Int>] = []
    var found: Set<Variant> = []
    for index in reads where store.reads[index].mappingQuality >= 20 {
      let read = store.reads[index]
      note(read, store, crossed: &crossed, found: &found)
    }
    for offset in touched {
      if shown[offset] < 4 { bases[Int(shown[offset])][offset] += 1 }
      shown[offset] = 255
    }
    touched.removeAll(keepingCapacity: true)
    var end = 0
    for range in crossed.sorted(by: { $0.lowerBound < $1.lowerBound }) where range.upperBound > end {
      let start = max(range.lowerBound, end)
      steps[start] += 1
      steps[range.upperBound] -= 1
      end = range.upperBound
    }
    for variant in found { indels[variant, default: 0] += 1 }
  }

  /// Notes what one read shows: its bases, the stretches without a gap, and its gaps.
  private mutating func note(
    _ read: AlignedRead, _ store: AlignedReadStore, crossed: inout [Range<Int>], found: inout Set<Variant>
  ) {
    var offset = read.start
    var base = read.bases.lowerBound
    var blocks: [Range<Int>] = []
    var gaps: [(after: Int, variant: Variant)] = []
    for operation in store.cigars[read.cigar] {
      let length = operation.length
      switch operation.kind {
      case .match:
        if let last = blocks.last, last.upperBound == offset, gaps.last?.after != blocks.count {
          blocks[blocks.count - 1] = last.lowerBound..<offset + length
        } else {
          blocks.append(offset..<offset + length)
        }
        show(offset..<offset + length, from: base, store)
      case .insertion:
        let codes = Array(store.bases[base..<base + length])
        gaps.append((blocks.count, Variant(range: offset..<offset, replacement: DNASequence(codes: codes))))
      case .deletion:
        gaps.append((blocks.count, Variant(range: offset..<offset + length, replacement: DNASequence())))
      case .skip, .softClip: break
      }
      if operation.consumesReference { offset += length }
      if operation.consumesRead { base += length }
    }
    let anchor = TranscriptCounts.anchor
    for block in blocks where block.count >= 2 * anchor {
      crossed.append(block.lowerBound + anchor..<block.upperBound - anchor + 1)
    }
    for gap in gaps where gap.after > 0 && gap.after < blocks.count {
      let form = form(of: gap.variant)
      guard blocks[gap.after - 1].lowerBound <= form.room.lowerBound - anchor,
        blocks[gap.after].upperBound >= form.room.upperBound + anchor
      else { continue }
      found.insert(form.variant)
    }
  }

  private mutating func show(_ range: Range<Int>, from base: Int, _ store: AlignedReadStore) {
    let shift = base - range.lowerBound
    for offset in range where shown.indices.contains(offset) {
      let code = store.bases[offset + shift]
      guard code < 4, store.qualities[offset + shift] >= TranscriptCounts.leastQuality else { continue }
      if shown[offset] == 255 {
        shown[offset] = code
        touched.append(offset)
      } else if shown[offset] != code {
        shown[offset] = 4
      }
    }
  }

  private mutating func form(of change: Variant) -> (variant: Variant, room: Range<Int>) {
    if let known = forms[change] { return known }
    let form = (variant: change.leftAligned(on: mRNA), room: change.shiftRange(on: mRNA))
    forms[change] = form
    return form
  }
}
