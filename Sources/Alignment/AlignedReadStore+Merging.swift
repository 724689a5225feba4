// Joining stores of parts of a sample, and leaving templates out again.

extension AlignedReadStore {
  /// Adds all reads of another store.
  package mutating func append(contentsOf other: AlignedReadStore) {
    guard !other.reads.isEmpty else { return }
    if reads.isEmpty { reserveSpace() }
    let firstRead = reads.count
    let firstBase = bases.count
    let firstOperation = cigars.count
    bases.append(contentsOf: other.bases)
    qualities.append(contentsOf: other.qualities)
    cigars.append(contentsOf: other.cigars)
    for read in other.reads {
      reads.append(
        read.moved(
          bases: read.bases.lowerBound + firstBase..<read.bases.upperBound + firstBase,
          cigar: read.cigar.lowerBound + firstOperation..<read.cigar.upperBound + firstOperation))
    }
    for split in other.splits { splits.append(split.moved(toRead: split.read + firstRead)) }
    for mate in other.orphanMates { append(orphanMate: mate) }
  }

  /// Room for the reads of a chunk of so many bases, so that nothing is copied as it fills.
  package mutating func reserveSpace(forBases count: Int, reads readCount: Int) {
    bases.reserveCapacity(count)
    qualities.reserveCapacity(count)
    reads.reserveCapacity(readCount)
    cigars.reserveCapacity(readCount + readCount / 4)
  }

  /// Adds the reads of another store whose templates are wanted.
  ///
  /// - Returns: the number of reads left out.
  package mutating func append(contentsOf other: AlignedReadStore, where keeps: (_ template: Int) -> Bool) -> Int {
    if reads.isEmpty { reserveSpace() }
    var leftOut = 0
    var nextSplit = 0
    for (index, read) in other.reads.enumerated() {
      let isKept = keeps(read.template)
      while nextSplit < other.splits.count, other.splits[nextSplit].read <= index {
        if isKept { splits.append(other.splits[nextSplit].moved(toRead: reads.count)) }
        nextSplit += 1
      }
      guard isKept else {
        if !read.isSupplementary { leftOut += 1 }
        continue
      }
      let start = bases.count
      let firstOperation = cigars.count
      bases.append(contentsOf: other.bases[read.bases])
      qualities.append(contentsOf: other.qualities[read.bases])
      cigars.append(contentsOf: other.cigars[read.cigar])
      reads.append(read.moved(bases: start..<bases.count, cigar: firstOperation..<cigars.count))
    }
    for mate in other.orphanMates where keeps(mate.template) { append(orphanMate: mate) }
    return leftOut
  }

  /// Takes out all reads of some templates.
  ///
  /// - Returns: the number of reads taken out.
  package mutating func removeTemplates(where isUnwanted: (_ template: Int) -> Bool) -> Int {
    var kept = 0
    var baseEnd = 0
    var operationEnd = 0
    var nextSplit = 0
    var keptSplits = 0
    var leftOut = 0
    let count = reads.count
    for index in 0..<count {
      let read = reads[index]
      let isKept = !isUnwanted(read.template)
      while nextSplit < splits.count, splits[nextSplit].read <= index {
        if isKept {
          splits[keptSplits] = splits[nextSplit].moved(toRead: kept)
          keptSplits += 1
        }
        nextSplit += 1
      }
      guard isKept else {
        if !read.isSupplementary { leftOut += 1 }
        continue
      }
      let baseRange = baseEnd..<baseEnd + read.bases.count
      let operationRange = operationEnd..<operationEnd + read.cigar.count
      // Everything moves towards the front, so nothing is overwritten before it was moved.
      for offset in 0..<read.bases.count {
        bases[baseEnd + offset] = bases[read.bases.lowerBound + offset]
        qualities[baseEnd + offset] = qualities[read.bases.lowerBound + offset]
      }
      for offset in 0..<read.cigar.count { cigars[operationEnd + offset] = cigars[read.cigar.lowerBound + offset] }
      reads[kept] = read.moved(bases: baseRange, cigar: operationRange)
      kept += 1
      baseEnd = baseRange.upperBound
      operationEnd = operationRange.upperBound
    }
    orphanMates.removeAll { isUnwanted($0.template) }
    reads.removeLast(count - kept)
    splits.removeLast(splits.count - keptSplits)
    bases.removeLast(bases.count - baseEnd)
    qualities.removeLast(qualities.count - baseEnd)
    cigars.removeLast(cigars.count - operationEnd)
    return leftOut
  }

  /// Asks for the address space of a deep panel at once: memory is taken only as it is filled, and nothing is ever copied to a
  /// larger buffer.
  private mutating func reserveSpace() {
    bases.reserveCapacity(80 << 20)
    qualities.reserveCapacity(80 << 20)
    cigars.reserveCapacity(1 << 20)
    reads.reserveCapacity(1 << 19)
  }
}

extension AlignedRead {
  /// The same read with its parts at another position.
  func moved(bases: Range<Int>, cigar: Range<Int>) -> AlignedRead {
    AlignedRead(
      reference: reference, start: start, end: end, strand: strand, mappingQuality: mappingQuality, template: template,
      isSecond: isSecond, isProperPair: isProperPair, bases: bases, cigar: cigar, isSupplementary: isSupplementary)
  }
}
