// Fills a pileup: eight bases at a time, and one by one only where something differs.

import Alignment
import BioSequence

extension Pileup {
  /// The pileup of all used reads on one record.
  init(reads: PreparedReads, reference: Int, record: DNASequence) {
    self.init(length: record.count)
    add(reads: reads, reference: reference, record: record)
    accumulate()
    indels.sort { ($0.position, $0.lengthChange, $0.base) < ($1.position, $1.lengthChange, $1.base) }
  }

  /// Adds reads; depths are steps until ``accumulate()`` adds them up.
  mutating func add(reads: PreparedReads, reference: Int, record: DNASequence) {
    if reads.primers != nil, primerDepth.isEmpty {
      primerDepth = [Int32](repeating: 0, count: rawDepth.count)
      unsureDepth = primerDepth
    }
    reads.forEachUsed(on: reference) { add($0, of: reads, record: record) }
  }

  /// Makes depths of the steps in them, once all reads were added.
  mutating func accumulate() {
    for offset in rawDepth.indices.dropFirst() {
      rawDepth[offset] += rawDepth[offset - 1]
      mappedDepth[offset] += mappedDepth[offset - 1]
      reverseDepth[offset] += reverseDepth[offset - 1]
    }
    for offset in primerDepth.indices.dropFirst() {
      primerDepth[offset] += primerDepth[offset - 1]
      unsureDepth[offset] += unsureDepth[offset - 1]
    }
  }

  /// Walks one read's operations. Bases that the mate, if it comes first, covers too are left to the mate.
  private mutating func add(_ index: Int, of reads: PreparedReads, record: DNASequence) {
    let read = reads.store.reads[index]
    var shared = 0..<0
    let mate = Int(reads.mates[index])
    if mate >= 0, mate < index, reads.uses[mate] == .used {
      let other = reads.store.reads[mate]
      let lower = max(read.start, other.start)
      let upper = min(read.end, other.end)
      if lower < upper { shared = lower..<upper }
    }
    var offset = read.start
    var base = read.bases.lowerBound
    let operations = reads.store.cigars[read.cigar]
    for (number, operation) in zip(operations.indices, operations) {
      let length = operation.length
      switch operation.kind {
      case .match:
        addMatch(
          offset..<offset + length, base: base, shared: shared, read: read, own: reads.primers?[index],
          store: reads.store, record: record)
      case .deletion:
        if shared.isEmpty || !shared.contains(offset) {
          cover(offset..<offset + length, by: read)
          indels.append(Pileup.deletion(offset..<offset + length, record: record))
        }
      case .insertion:
        if shared.isEmpty || !shared.contains(offset) {
          indels.append(Pileup.insertion(at: offset, bases: base..<base + length, store: reads.store, record: record))
        }
      case .skip: splicedReads += 1
      case .softClip:
        let isLeft = number == operations.startIndex
        let kept = reads.fragmentBases(of: index)
        let own = (base..<base + length).clamped(to: kept)
        if own.count >= Pileup.shortestClip {
          clips.append(ClipEvent(position: Int32(offset), isLeft: isLeft, read: Int32(index)))
        }
      }
      if operation.consumesReference { offset += length }
      if operation.consumesRead { base += length }
    }
  }

  private mutating func cover(_ range: Range<Int>, by read: AlignedRead) {
    rawDepth[range.lowerBound] += 1
    rawDepth[range.upperBound] -= 1
    if read.mappingQuality >= Pileup.usableMapping {
      mappedDepth[range.lowerBound] += 1
      mappedDepth[range.upperBound] -= 1
      if read.strand == .reverse {
        reverseDepth[range.lowerBound] += 1
        reverseDepth[range.upperBound] -= 1
      }
    }
  }

  private mutating func addMatch(
    _ range: Range<Int>, base: Int, shared: Range<Int>, read: AlignedRead, own: PrimerBases.Own?,
    store: AlignedReadStore, record: DNASequence
  ) {
    let isMapped = read.mappingQuality >= Pileup.usableMapping
    let left =
      shared.isEmpty ? range : range.lowerBound..<max(range.lowerBound, min(range.upperBound, shared.lowerBound))
    let right =
      shared.isEmpty
      ? range.upperBound..<range.upperBound
      : min(range.upperBound, max(range.lowerBound, shared.upperBound))..<range.upperBound
    for covered in [left, right] where !covered.isEmpty {
      let part = own.map { withoutPrimers(covered, $0) } ?? covered
      guard !part.isEmpty else { continue }
      cover(part, by: read)
      unsafe scan(
        part, base: base + part.lowerBound - range.lowerBound, isMapped: isMapped, isReverse: read.strand == .reverse,
        bases: store.bases.span.bytes,
        qualities: store.qualities.span.bytes, record: record.codes.span.bytes)
    }
  }

  /// The part of a stretch that is the sample's own; what is a primer's is counted apart.
  private mutating func withoutPrimers(_ range: Range<Int>, _ own: PrimerBases.Own) -> Range<Int> {
    let part = range.clamped(to: own.range)
    let sure = part.clamped(to: own.sure)
    primerDepth[range.lowerBound] += 1
    primerDepth[range.upperBound] -= 1
    if !part.isEmpty {
      primerDepth[part.lowerBound] -= 1
      primerDepth[part.upperBound] += 1
      unsureDepth[part.lowerBound] += 1
      unsureDepth[part.upperBound] -= 1
    }
    if !sure.isEmpty {
      unsureDepth[sure.lowerBound] -= 1
      unsureDepth[sure.upperBound] += 1
    }
    return part
  }

  /// Compares an ungapped stretch, eight bases at a time; only bases that differ from the record or have a quality that is
  /// not usable change a count.
  private mutating func scan(
    _ range: Range<Int>, base: Int, isMapped: Bool, isReverse: Bool, bases: RawSpan, qualities: RawSpan,
    record: RawSpan
  ) {
    precondition(base >= 0 && base + range.count <= bases.byteCount && bases.byteCount == qualities.byteCount)
    precondition(range.lowerBound >= 0 && range.upperBound <= record.byteCount)
    let high: UInt64 = 0x8080_8080_8080_8080
    let least = UInt64(leastUsable) &* 0x0101_0101_0101_0101
    var step = 0
    while step + 8 <= range.count {
      let here = unsafe bases.unsafeLoadUnaligned(fromByteOffset: base + step, as: UInt64.self)
      let there = unsafe record.unsafeLoadUnaligned(fromByteOffset: range.lowerBound + step, as: UInt64.self)
      let scores = unsafe qualities.unsafeLoadUnaligned(fromByteOffset: base + step, as: UInt64.self)
      let low = ~((scores | high) &- least) & high
      // The high bit of every byte that differs or has a low score.
      let different = here ^ there
      var lanes = ((((different & ~high) &+ ~high) | different) & high) | low
      while lanes != 0 {
        let lane = step + lanes.trailingZeroBitCount >> 3
        lanes &= lanes &- 1
        unsafe tally(
          offset: range.lowerBound + lane, base: bases.unsafeLoad(fromByteOffset: base + lane, as: UInt8.self),
          quality: qualities.unsafeLoad(fromByteOffset: base + lane, as: UInt8.self),
          expected: record.unsafeLoad(fromByteOffset: range.lowerBound + lane, as: UInt8.self),
          isMapped: isMapped, isReverse: isReverse)
      }
      step += 8
    }
    while step < range.count {
      unsafe tally(
        offset: range.lowerBound + step, base: bases.unsafeLoad(fromByteOffset: base + step, as: UInt8.self),
        quality: qualities.unsafeLoad(fromByteOffset: base + step, as: UInt8.self),
        expected: record.unsafeLoad(fromByteOffset: range.lowerBound + step, as: UInt8.self),
        isMapped: isMapped, isReverse: isReverse)
      step += 1
    }
  }

  @inline(__always) private mutating func tally(
    offset: Int, base: UInt8, quality: UInt8, expected: UInt8, isMapped: Bool, isReverse: Bool
  ) {
    if isMapped, quality < leastUsable || base > 3 { lowQuality[offset] += 1 }
    if base != expected, base < 4, quality >= leastUsable {
      mismatches[4 * offset + Int(base)] += 1
      if isReverse { reverseMismatches[4 * offset + Int(base)] += 1 }
    }
  }

  /// A deletion moved as far left as it goes.
  private static func deletion(_ range: Range<Int>, record: DNASequence) -> IndelEvent {
    var lower = range.lowerBound
    while lower > 0, record.codes[lower - 1] == record.codes[lower - 1 + range.count] { lower -= 1 }
    return IndelEvent(position: Int32(lower), lengthChange: Int32(-range.count))
  }

  /// An insertion moved as far left as it goes.
  private static func insertion(
    at offset: Int, bases: Range<Int>, store: AlignedReadStore, record: DNASequence
  ) -> IndelEvent {
    var lower = offset
    var turns = 0
    while lower > 0, record.codes[lower - 1] == store.bases[bases.upperBound - 1 - turns % bases.count] {
      lower -= 1
      turns += 1
    }
    return IndelEvent(
      position: Int32(lower), lengthChange: Int32(bases.count), base: Int32(bases.lowerBound), turns: Int32(turns))
  }
}
