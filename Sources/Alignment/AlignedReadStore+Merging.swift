// Joining stores of parts of a sample, and leaving templates out again.

extension AlignedReadStore {
  /// Adds the reads of another store whose templates are wanted.
  ///
  /// - Returns: the number of reads left out.
  public mutating func append(contentsOf other: AlignedReadStore, where keeps: (_ template: Int) -> Bool) -> Int {
    if reads.isEmpty { reserveSpace() }
    var leftOut = 0
    var splits = other.splits[...]
    for (index, read) in other.reads.enumerated() {
      let own = splits.prefix { $0.read == index }
      splits = splits.dropFirst(own.count)
      guard keeps(read.template) else {
        leftOut += 1
        continue
      }
      for split in own { append(movedSplit: split, to: reads.count) }
      let start = bases.count
      let firstRun = cigars.count
      bases.append(contentsOf: other.bases[read.bases])
      qualities.append(contentsOf: other.qualities[read.bases])
      cigars.append(contentsOf: other.cigars[read.cigar])
      reads.append(read.moved(bases: start..<bases.count, cigar: firstRun..<cigars.count))
    }
    return leftOut
  }

  /// Takes out all reads of some templates.
  ///
  /// - Returns: the number of reads taken out.
  public mutating func removeTemplates(where isUnwanted: (_ template: Int) -> Bool) -> Int {
    var kept = 0
    var baseEnd = 0
    var runEnd = 0
    let count = reads.count
    var oldSplits = splits[...]
    splits = []
    for index in 0..<count {
      let read = reads[index]
      let own = oldSplits.prefix { $0.read == index }
      oldSplits = oldSplits.dropFirst(own.count)
      if isUnwanted(read.template) { continue }
      for split in own { append(movedSplit: split, to: kept) }
      let baseRange = baseEnd..<baseEnd + read.bases.count
      let runRange = runEnd..<runEnd + read.cigar.count
      // Everything moves towards the front, so nothing is overwritten before it was moved.
      for offset in 0..<read.bases.count {
        bases[baseEnd + offset] = bases[read.bases.lowerBound + offset]
        qualities[baseEnd + offset] = qualities[read.bases.lowerBound + offset]
      }
      for offset in 0..<read.cigar.count { cigars[runEnd + offset] = cigars[read.cigar.lowerBound + offset] }
      reads[kept] = read.moved(bases: baseRange, cigar: runRange)
      kept += 1
      baseEnd = baseRange.upperBound
      runEnd = runRange.upperBound
    }
    reads.removeLast(count - kept)
    bases.removeLast(bases.count - baseEnd)
    qualities.removeLast(qualities.count - baseEnd)
    cigars.removeLast(cigars.count - runEnd)
    return count - kept
  }

  /// Notes a split of a read that got another index.
  private mutating func append(movedSplit split: SplitAlignment, to read: Int) {
    splits.append(
      SplitAlignment(
        read: read, reference: split.reference, leftEnd: split.leftEnd, rightStart: split.rightStart,
        homology: split.homology, inserted: split.inserted, leftLength: split.leftLength,
        rightLength: split.rightLength))
  }

  /// Asks for the address space of a deep panel at once: memory is taken only as it is filled, and nothing is ever copied to a
  /// larger place.
  private mutating func reserveSpace() {
    bases.reserveCapacity(80 << 20)
    qualities.reserveCapacity(80 << 20)
    cigars.reserveCapacity(1 << 20)
    reads.reserveCapacity(1 << 19)
  }
}

extension AlignedRead {
  /// The same read with its parts at another place.
  func moved(bases: Range<Int>, cigar: Range<Int>) -> AlignedRead {
    AlignedRead(
      reference: reference, start: start, end: end, strand: strand, mappingQuality: mappingQuality, template: template,
      isSecond: isSecond, isProperPair: isProperPair, bases: bases, cigar: cigar)
  }
}
