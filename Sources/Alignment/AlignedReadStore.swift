// All reads of a sample that were placed on the references, in flat arrays: what the caller works on.

public import BioSequence

/// One placed read. Its bases, qualities and CIGAR lie in the ``AlignedReadStore`` that holds it.
public struct AlignedRead: Sendable, Hashable {
  /// Index of the reference record the read lies on.
  public let reference: Int
  /// 0-based record offset of the first aligned base.
  public let start: Int
  /// 0-based record offset after the last aligned base.
  public let end: Int
  /// The record strand that the sequenced molecule read like; bases are stored in record direction either way.
  public let strand: Strand
  /// Phred-scaled chance that the placement is wrong, 0-60.
  public let mappingQuality: UInt8
  /// The template (pair) this read belongs to: equal for mates, and counted in input order.
  public let template: Int
  /// Whether this is the second read of its pair.
  public let isSecond: Bool
  /// Whether the mate is placed on the same record, inward facing, at a plausible distance.
  public let isProperPair: Bool
  /// Range of the read's bases and qualities in the store, adapter and soft-clipped ends included.
  public let bases: Range<Int>
  /// Range of the read's operations in the store.
  public let cigar: Range<Int>

  /// A placed read.
  public init(
    reference: Int, start: Int, end: Int, strand: Strand, mappingQuality: UInt8, template: Int, isSecond: Bool,
    isProperPair: Bool, bases: Range<Int>, cigar: Range<Int>
  ) {
    self.reference = reference
    self.start = start
    self.end = end
    self.strand = strand
    self.mappingQuality = mappingQuality
    self.template = template
    self.isSecond = isSecond
    self.isProperPair = isProperPair
    self.bases = bases
    self.cigar = cigar
  }
}

/// The placed reads of one sample.
///
/// Bases are ``Nucleotide`` codes and qualities plain Phred scores (no offset), both in record direction. Reads keep
/// input order; sort an index array to walk them by position.
public struct AlignedReadStore: Sendable {
  /// The reads in input order.
  public internal(set) var reads: [AlignedRead] = []
  /// Codes 0-4 of all reads' bases, one after the other.
  public internal(set) var bases: [UInt8] = []
  /// Phred scores of the same bases.
  public internal(set) var qualities: [UInt8] = []
  /// CIGAR operations of all reads, one after the other.
  public internal(set) var cigars: [CIGAROperation] = []
  /// Reads whose clipped part lies elsewhere on the record, by ascending index of the read.
  public internal(set) var splits: [SplitAlignment] = []

  /// An empty store.
  public init() {}

  /// Adds one read and its parts.
  ///
  /// - Parameters:
  ///   - bases: codes in record direction, soft-clipped ends included.
  ///   - qualities: Phred scores in the same order and number.
  ///   - cigar: operations that use up exactly these bases.
  public mutating func append(
    reference: Int, start: Int, strand: Strand, mappingQuality: UInt8, template: Int, isSecond: Bool,
    isProperPair: Bool, bases newBases: some Collection<UInt8>, qualities newQualities: some Collection<UInt8>,
    cigar: some Collection<CIGAROperation>
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
        template: template, isSecond: isSecond, isProperPair: isProperPair, bases: baseRange, cigar: cigarRange))
  }

  /// Notes where the clipped part of a read lies that was appended before.
  public mutating func append(split: SplitAlignment) {
    precondition(reads.indices.contains(split.read), "the read is in the store")
    splits.append(split)
  }

  /// Adds one read from lent memory, clips given apart from the runs between them.
  @unsafe mutating func append(
    reference: Int, start: Int, length: Int, strand: Strand, mappingQuality: UInt8, template: Int, isSecond: Bool,
    isProperPair: Bool, bases newBases: UnsafeBufferPointer<UInt8>, qualities newQualities: UnsafeBufferPointer<UInt8>,
    leadingClip: Int, runs: UnsafeBufferPointer<UInt32>, trailingClip: Int
  ) {
    let baseRange = bases.count..<bases.count + newBases.count
    let firstRun = cigars.count
    unsafe bases.append(contentsOf: newBases)
    unsafe qualities.append(contentsOf: newQualities)
    if leadingClip > 0 { cigars.append(CIGAROperation(.softClip, leadingClip)) }
    for index in runs.indices { cigars.append(CIGAROperation(packed: unsafe runs[index])) }
    if trailingClip > 0 { cigars.append(CIGAROperation(.softClip, trailingClip)) }
    reads.append(
      AlignedRead(
        reference: reference, start: start, end: start + length, strand: strand, mappingQuality: mappingQuality,
        template: template, isSecond: isSecond, isProperPair: isProperPair, bases: baseRange,
        cigar: firstRun..<cigars.count))
  }
}
