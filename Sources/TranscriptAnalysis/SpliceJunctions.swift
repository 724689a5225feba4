// The junctions that reads are counted over: the known ones and those of events, and what lies beyond their ends.

import BioSequence

/// What joins two places of a record: the bases from ``donor`` up to ``acceptor`` are left out.
struct SpliceJunction: Hashable, Sendable {
  /// Index of the gene.
  let gene: Int
  /// Record offset of the first base that is left out.
  let donor: Int
  /// Record offset of the first base that is not.
  let acceptor: Int
}

extension SplicedGene {
  /// The intron that holds a record offset.
  func intron(holding offset: Int) -> Int? {
    var low = 0
    var high = introns.count
    while low < high {
      let middle = (low + high) / 2
      if introns[middle].upperBound <= offset { low = middle + 1 } else { high = middle }
    }
    return low < introns.count && introns[low].contains(offset) ? low : nil
  }

  /// At most `count` bases from a record offset on, spliced as known from the next exon's end on.
  func downstream(of offset: Int, _ count: Int) -> [UInt8] {
    guard offset < transcript.recordRange.upperBound else {
      return Array(record.codes[min(offset, record.count)...].prefix(count))
    }
    if let intron = intron(holding: offset) {
      let inside = Array(record.codes[offset..<introns[intron].upperBound].prefix(count))
      return inside + mRNA.codes[exonStarts[intron + 1]...].prefix(count - inside.count)
    }
    guard let start = transcript.transcriptOffset(ofRecordOffset: offset) else {
      return Array(record.codes[offset...].prefix(count))
    }
    return Array(mRNA.codes[start...].prefix(count))
  }

  /// At most `count` bases that end before a record offset, nearest first.
  func upstream(of offset: Int, _ count: Int) -> [UInt8] {
    guard offset > transcript.recordRange.lowerBound else {
      return record.codes[..<max(0, offset)].suffix(count).reversed()
    }
    if let intron = intron(holding: offset - 1) {
      let inside = Array(record.codes[introns[intron].lowerBound..<offset].suffix(count).reversed())
      return inside + mRNA.codes[..<exonStarts[intron + 1]].suffix(count - inside.count).reversed()
    }
    guard let last = transcript.transcriptOffset(ofRecordOffset: offset - 1) else {
      return record.codes[..<offset].suffix(count).reversed()
    }
    return mRNA.codes[...last].suffix(count).reversed()
  }
}

extension SplicingEvent {
  /// The junctions that only this event has: one, two of a piece of an intron, none of a kept intron.
  func junctions(on gene: SplicedGene) -> [SpliceJunction] {
    let ends = recordRange(on: gene)
    switch kind {
    case .intronRetention: return []
    case .crypticExon:
      let before = gene.recordEnd(lost.lowerBound)
      let after = gene.recordStart(lost.lowerBound)
      return [
        SpliceJunction(gene: self.gene, donor: before, acceptor: gained.lowerBound),
        SpliceJunction(gene: self.gene, donor: gained.upperBound, acceptor: after),
      ]
    default: return [SpliceJunction(gene: self.gene, donor: ends.lowerBound, acceptor: ends.upperBound)]
    }
  }
}
