// A spliced transcript of one haplotype: its exons in order, and the variants that reach it.

import BioSequence

/// One kind of transcript of a haplotype.
///
/// A variant inside an exon is made. A variant inside an intron is not seen. One that takes whole exons away or doubles
/// them (with breakpoints in introns) takes them from the transcript or doubles them there. Of a variant over the border
/// of an exon the exonic part is made; what it does to splicing is a ``PlantedSplicing`` of its own.
struct SimulatedTranscript {
  /// Record ranges in the order of the transcript; a doubled exon occurs twice.
  private(set) var exons: [Range<Int>]
  /// Variants inside exons.
  private var edits: [Variant] = []
  private let record: DNASequence
  /// Variants that took exons away, shortened or doubled them.
  private(set) var structural: [Variant] = []

  init(record: DNASequence, exons: [Range<Int>], germline: [Variant]) {
    self.record = record
    self.exons = exons
    for variant in germline { take(variant) }
  }

  private mutating func take(_ variant: Variant) {
    let range = variant.range
    if holds(range), !exons.contains(range) {
      edits.append(variant)
      return
    }
    guard !range.isEmpty else { return copyExons(variant) }
    if variant.lengthChange == 0 {
      for exon in exons where exon.overlaps(range) {
        let part = exon.clamped(to: range)
        let bases = variant.replacement[part.lowerBound - range.lowerBound..<part.upperBound - range.lowerBound]
        edits.append(Variant(range: part, replacement: bases))
      }
      return
    }
    if exons.contains(where: range.overlaps) { structural.append(variant) }
    exons = exons.compactMap { exon in
      guard exon.overlaps(range) else { return exon }
      if range.lowerBound > exon.lowerBound { return exon.lowerBound..<range.lowerBound }
      return range.upperBound < exon.upperBound ? range.upperBound..<exon.upperBound : nil
    }
  }

  /// Doubles the exons that lie wholly in a tandem copy which an insertion into an intron makes.
  private mutating func copyExons(_ variant: Variant) {
    let position = variant.range.lowerBound
    let length = variant.replacement.count
    for start in [position - length, position] where start >= 0 && start + length <= record.count {
      let source = start..<start + length
      guard record[source] == variant.replacement else { continue }
      let copied = exons.filter { source.lowerBound <= $0.lowerBound && $0.upperBound <= source.upperBound }
      guard !copied.isEmpty else { return }
      let index = exons.firstIndex { $0.lowerBound >= position } ?? exons.count
      exons.insert(contentsOf: copied, at: index)
      structural.append(variant)
      return
    }
  }

  /// This transcript with an earlier 3' end, so many bases before the end of the gene's last exon.
  func ending(_ before: Int, before last: Range<Int>) -> SimulatedTranscript {
    let end = last.upperBound - before
    var shorter = self
    shorter.exons = exons.compactMap { $0.lowerBound < end ? $0.lowerBound..<min(end, $0.upperBound) : nil }
    shorter.edits = edits.filter { $0.range.upperBound <= end }
    return shorter
  }

  /// The intervals between neighbouring exons of the transcript: end of one, start of the next, as record offsets. In a
  /// tandem copy the second may be the smaller.
  var junctions: [(donor: Int, acceptor: Int)] {
    zip(exons, exons.dropFirst()).map { ($0.upperBound, $1.lowerBound) }
  }

  /// Whether a record offset is in the transcript.
  func holds(_ range: Range<Int>) -> Bool {
    exons.contains { $0.lowerBound <= range.lowerBound && range.upperBound <= $0.upperBound }
  }

  /// Whether a variant of this range would be seen in the transcript.
  func shows(_ range: Range<Int>) -> Bool {
    range.isEmpty ? holds(range) : exons.contains { $0.overlaps(range) } || edits.contains { $0.range == range }
  }

  /// The transcript as a record with everything else cut out.
  func sequence(polyATail: Int) -> EditedSequence {
    var changes: [Variant] = []
    var end = 0
    var copies: [UInt8] = []
    for exon in exons {
      if exon.lowerBound < end {
        copies += record.codes[exon]
        continue
      }
      if end < exon.lowerBound || !copies.isEmpty {
        changes.append(Variant(range: end..<exon.lowerBound, replacement: DNASequence(codes: copies)))
      }
      copies = []
      end = exon.upperBound
    }
    let tail = DNASequence(codes: copies + [UInt8](repeating: Nucleotide.a.rawValue, count: polyATail))
    changes.append(Variant(range: end..<record.count, replacement: tail))
    return EditedSequence(record: record.codes, edits: changes.sorted()).adding(edits)
  }
}
