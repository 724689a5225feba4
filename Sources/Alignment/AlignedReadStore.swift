// All reads of a sample that were aligned on the references, in flat arrays: what the caller works on.

public import BioSequence

/// One aligned read. Its bases, qualities and CIGAR lie in the ``AlignedReadStore`` that holds it.
///
/// A deep panel has half a million of these, so the fields are stored as small as they can be: 32 bytes.
@usableFromInline
package struct AlignedRead: Sendable, Hashable {
  @usableFromInline let packedStart: Int32
  @usableFromInline let packedEnd: Int32
  @usableFromInline let packedTemplate: UInt32
  @usableFromInline let firstBase: UInt32
  @usableFromInline let baseCount: UInt32
  @usableFromInline let firstOperation: UInt32
  @usableFromInline let operationCount: UInt16
  /// Phred-scaled probability that the alignment is wrong, 0-60.
  package let mappingQuality: UInt8
  /// Record index above four bits of flags: supplementary, properly paired, second, other strand.
  @usableFromInline let packedFlags: UInt8

  /// Index of the reference record the read lies on.
  @inlinable package var reference: Int { Int(packedFlags >> 4) }
  /// 0-based record offset of the first aligned base.
  @inlinable package var start: Int { Int(packedStart) }
  /// 0-based record offset after the last aligned base.
  @inlinable package var end: Int { Int(packedEnd) }
  /// The record strand that the sequenced fragment read like; bases are stored in record direction either way.
  @inlinable package var strand: Strand { packedFlags & 1 == 0 ? .forward : .reverse }
  /// Whether this is the second read of its pair.
  @inlinable package var isSecond: Bool { packedFlags & 2 != 0 }
  /// Whether the mate is aligned on the same record, inward facing, at a plausible distance.
  @inlinable package var isProperPair: Bool { packedFlags & 4 != 0 }
  /// Whether this is a further piece of a long read of which another piece is in the store.
  @inlinable package var isSupplementary: Bool { packedFlags & 8 != 0 }
  /// The template (pair) this read belongs to: equal for mates, and counted in input order.
  @inlinable package var template: Int { Int(packedTemplate) }
  /// Range of the read's bases and qualities in the store, adapter and soft-clipped ends included.
  @inlinable package var bases: Range<Int> { Int(firstBase)..<Int(firstBase) + Int(baseCount) }
  /// Range of the read's operations in the store.
  @inlinable package var cigar: Range<Int> { Int(firstOperation)..<Int(firstOperation) + Int(operationCount) }

  /// An aligned read.
  ///
  /// - Precondition: fewer than 16 records, offsets below 2 GiB, templates below 4,294,967,296, at most 65,535 operations.
  package init(
    reference: Int, start: Int, end: Int, strand: Strand, mappingQuality: UInt8, template: Int, isSecond: Bool,
    isProperPair: Bool, bases: Range<Int>, cigar: Range<Int>, isSupplementary: Bool = false
  ) {
    precondition(reference < 16, "fewer than 16 records")
    packedStart = Int32(start)
    packedEnd = Int32(end)
    packedTemplate = UInt32(template)
    firstBase = UInt32(bases.lowerBound)
    baseCount = UInt32(bases.count)
    firstOperation = UInt32(cigar.lowerBound)
    operationCount = UInt16(cigar.count)
    self.mappingQuality = mappingQuality
    packedFlags =
      UInt8(reference) << 4 | (isSupplementary ? 8 : 0) | (isProperPair ? 4 : 0) | (isSecond ? 2 : 0)
      | (strand == .reverse ? 1 : 0)
  }
}

/// The aligned reads of one sample.
///
/// Bases are ``Nucleotide`` codes and qualities plain Phred scores (no offset), both in record direction. Reads keep
/// input order; sort an index array to walk them by position.
package struct AlignedReadStore: Sendable {
  /// The reads in input order.
  package internal(set) var reads: [AlignedRead] = []
  /// Codes 0-4 of all reads' bases, one after the other.
  package internal(set) var bases: [UInt8] = []
  /// Phred scores of the same bases.
  package internal(set) var qualities: [UInt8] = []
  /// CIGAR operations of all reads, one after the other.
  package internal(set) var cigars: [CIGAROperation] = []
  /// Reads whose clipped part lies elsewhere on the record, by ascending index of the read.
  package internal(set) var splits: [SplitAlignment] = []
  /// Reads without a position whose mates are in the store, in input order.
  package internal(set) var orphanMates: [OrphanMate] = []

  /// An empty store.
  package init() {}

  /// Adds one read and its parts.
  ///
  /// - Parameters:
  ///   - bases: codes in record direction, soft-clipped ends included.
  ///   - qualities: Phred scores in the same order and number.
  ///   - cigar: operations that use up exactly these bases.
  package mutating func append(
    reference: Int, start: Int, strand: Strand, mappingQuality: UInt8, template: Int, isSecond: Bool,
    isProperPair: Bool, bases newBases: some Collection<UInt8>, qualities newQualities: some Collection<UInt8>,
    cigar: some Collection<CIGAROperation>, isSupplementary: Bool = false
  ) {
    precondition(newBases.count == newQualities.count, "a quality for every base")
    var end = start
    for operation in cigar where operation.consumesReference { end += operation.length }
    let baseRange = bases.count..<bases.count + newBases.count
    let cigarRange = cigars.count..<cigars.count + cigar.count
    bases.append(contentsOf: newBases)
    qualities.append(contentsOf: newQualities)
    cigars.append(contentsOf: cigar)
    reads.append(
      AlignedRead(
        reference: reference, start: start, end: end, strand: strand, mappingQuality: mappingQuality,
        template: template, isSecond: isSecond, isProperPair: isProperPair, bases: baseRange, cigar: cigarRange,
        isSupplementary: isSupplementary))
  }

  /// Takes all reads out and keeps the memory.
  package mutating func removeAll() {
    reads.removeAll(keepingCapacity: true)
    bases.removeAll(keepingCapacity: true)
    qualities.removeAll(keepingCapacity: true)
    cigars.removeAll(keepingCapacity: true)
    splits.removeAll(keepingCapacity: true)
    orphanMates.removeAll(keepingCapacity: true)
  }

  /// Adds a copy of one read of another store, with its split if it has one. O(log splits) beside the copy.
  package mutating func append(_ index: Int, of other: AlignedReadStore) {
    let read = other.reads[index]
    append(
      reference: read.reference, start: read.start, strand: read.strand, mappingQuality: read.mappingQuality,
      template: read.template, isSecond: read.isSecond, isProperPair: read.isProperPair, bases: other.bases[read.bases],
      qualities: other.qualities[read.bases], cigar: other.cigars[read.cigar], isSupplementary: read.isSupplementary)
    var low = 0
    var high = other.splits.count
    while low < high {
      let middle = (low + high) / 2
      if other.splits[middle].read < index { low = middle + 1 } else { high = middle }
    }
    if low < other.splits.count, other.splits[low].read == index {
      splits.append(other.splits[low].moved(toRead: reads.count - 1))
    }
  }

  /// Gives reads other operations over a part of their bases. The bases stay where they are, so that a store which shares
  /// them takes little more memory.
  ///
  /// - Parameter edits: by index of the read: where it starts then, the part of its own ``AlignedRead/bases``, and operations
  ///   that use up exactly that part. Splits of these reads are forgotten. Operations are no longer in the order of the
  ///   reads then: ``removeTemplates(where:)`` is for stores that were not edited.
  package mutating func edit(
    _ edits: some Sequence<(read: Int, start: Int, bases: Range<Int>, operations: [CIGAROperation])>
  ) {
    var edited: Set<Int> = []
    for edit in edits {
      let read = reads[edit.read]
      precondition(
        read.bases.lowerBound <= edit.bases.lowerBound && edit.bases.upperBound <= read.bases.upperBound,
        "a part of the read's bases")
      let end = edit.operations.reduce(edit.start) { $0 + ($1.consumesReference ? $1.length : 0) }
      let first = cigars.count
      cigars.append(contentsOf: edit.operations)
      reads[edit.read] = AlignedRead(
        reference: read.reference, start: edit.start, end: end, strand: read.strand,
        mappingQuality: read.mappingQuality, template: read.template, isSecond: read.isSecond,
        isProperPair: read.isProperPair, bases: edit.bases, cigar: first..<cigars.count,
        isSupplementary: read.isSupplementary)
      edited.insert(edit.read)
    }
    splits.removeAll { edited.contains($0.read) }
  }

  /// Leaves the reads of some templates out; their bases stay in memory, which a copy of the store may share.
  ///
  /// - Returns: the number of reads left out.
  package mutating func leaveOutTemplates(where isUnwanted: (_ template: Int) -> Bool) -> Int {
    var places: [Int?] = []
    places.reserveCapacity(reads.count)
    var kept: [AlignedRead] = []
    kept.reserveCapacity(reads.count)
    var leftOut = 0
    for read in reads {
      if isUnwanted(read.template) {
        places.append(nil)
        if !read.isSupplementary { leftOut += 1 }
      } else {
        places.append(kept.count)
        kept.append(read)
      }
    }
    reads = kept
    splits = splits.compactMap { split in places[split.read].map { split.moved(toRead: $0) } }
    orphanMates.removeAll { isUnwanted($0.template) }
    return leftOut
  }

  /// Notes where the clipped part of a read lies that was appended before.
  package mutating func append(split: SplitAlignment) {
    precondition(reads.indices.contains(split.read), "the read is in the store")
    splits.append(split)
  }

  /// Adds one read from lent memory, clips given apart from the operations between them.
  @unsafe mutating func append(
    reference: Int, start: Int, length: Int, strand: Strand, mappingQuality: UInt8, template: Int, isSecond: Bool,
    isProperPair: Bool, bases newBases: UnsafeBufferPointer<UInt8>, qualities newQualities: UnsafeBufferPointer<UInt8>,
    leadingClip: Int, operations: UnsafeBufferPointer<UInt32>, trailingClip: Int
  ) {
    let baseRange = bases.count..<bases.count + newBases.count
    let firstOperation = cigars.count
    unsafe bases.append(contentsOf: newBases)
    unsafe qualities.append(contentsOf: newQualities)
    if leadingClip > 0 { cigars.append(CIGAROperation(.softClip, leadingClip)) }
    for index in operations.indices { cigars.append(CIGAROperation(packed: unsafe operations[index])) }
    if trailingClip > 0 { cigars.append(CIGAROperation(.softClip, trailingClip)) }
    reads.append(
      AlignedRead(
        reference: reference, start: start, end: start + length, strand: strand, mappingQuality: mappingQuality,
        template: template, isSecond: isSecond, isProperPair: isProperPair, bases: baseRange,
        cigar: firstOperation..<cigars.count))
  }

  /// No more orphan mates than this are kept of one sample: those of the first templates.
  package static let mostOrphanMates = 100_000

  /// Keeps an orphan mate, as long as there is room.
  package mutating func append(orphanMate: OrphanMate) {
    if orphanMates.count < AlignedReadStore.mostOrphanMates { orphanMates.append(orphanMate) }
  }

  /// Record offset at which the sequenced fragment began, clipped bases included; beyond the record it may be
  /// negative or past the end.
  package func unclippedFivePrimeEnd(of read: AlignedRead) -> Int {
    if read.strand == .forward {
      guard let first = cigars[read.cigar].first, first.kind == .softClip else { return read.start }
      return read.start - first.length
    }
    guard let last = cigars[read.cigar].last, last.kind == .softClip else { return read.end }
    return read.end + last.length
  }
}
