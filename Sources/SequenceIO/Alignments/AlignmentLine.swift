// One line of an alignment file as BAM holds it in memory, every length checked (SAM specification, section 4.2).

/// Where the parts of one alignment line lie; good as long as the bytes it was made from.
@safe
struct AlignmentLine {
  /// Longest record, in bytes, that is taken.
  static let maximumCount = 16 << 20

  let flags: UInt16
  /// Index of the reference in the header; -1 for none.
  let reference: Int
  /// 0-based leftmost position; -1 for none.
  let position: Int
  let mateReference: Int
  let matePosition: Int
  /// Letters of the name, without its end mark.
  let name: UnsafeBufferPointer<UInt8>
  /// CIGAR operations, four bytes each.
  let cigar: UnsafeBufferPointer<UInt8>
  /// Two bases a byte.
  let bases: UnsafePointer<UInt8>
  let baseCount: Int
  /// Phred scores without offset; all 255 for none.
  let qualities: UnsafePointer<UInt8>
  /// Optional fields.
  let tags: UnsafeBufferPointer<UInt8>

  /// Whether the line is the read itself and not a second place or a further part of it.
  var isPrimary: Bool { flags & (AlignmentFlag.secondary | AlignmentFlag.supplementary) == 0 }

  /// A record of BAM after its size.
  ///
  /// - Parameter referenceCount: references in the header.
  /// - Returns: a line, or what is wrong with the record.
  static func read(
    _ record: UnsafeBufferPointer<UInt8>, referenceCount: Int
  ) -> Result<AlignmentLine, AlignmentFault> {
    guard record.count >= 32, let base = record.baseAddress else { return .failure(AlignmentFault("is too short")) }
    func word(_ offset: Int) -> Int { unsafe Int(Int32(bitPattern: LittleEndian.word(base + offset))) }
    let flags = unsafe UInt16(base[14]) | UInt16(base[15]) << 8
    let nameCount = unsafe Int(base[8])
    let cigarCount = unsafe Int(base[12]) | Int(base[13]) << 8
    let baseCount = word(16)
    guard baseCount >= 0, nameCount >= 1 else { return .failure(AlignmentFault("has an impossible length")) }
    let (cigarStart, packedStart) = (32 + nameCount, 32 + nameCount + 4 * cigarCount)
    let qualityStart = packedStart + (baseCount + 1) / 2
    let tagStart = qualityStart + baseCount
    guard tagStart <= record.count else { return .failure(AlignmentFault("is shorter than its parts")) }
    guard unsafe base[32 + nameCount - 1] == 0 else { return .failure(AlignmentFault("has a name without an end")) }
    let line = unsafe AlignmentLine(
      flags: flags, reference: word(0), position: word(4), mateReference: word(20), matePosition: word(24),
      name: UnsafeBufferPointer(start: base + 32, count: nameCount - 1),
      cigar: UnsafeBufferPointer(start: base + cigarStart, count: 4 * cigarCount), bases: base + packedStart,
      baseCount: baseCount, qualities: base + qualityStart,
      tags: UnsafeBufferPointer(start: base + tagStart, count: record.count - tagStart))
    return line.fault(referenceCount: referenceCount).map { .failure($0) } ?? .success(line)
  }

  /// What is impossible in the line; nil if nothing is.
  func fault(referenceCount: Int) -> AlignmentFault? {
    for index in [reference, mateReference] where index < -1 || index >= referenceCount {
      return AlignmentFault("names a reference that the header does not have")
    }
    guard position >= -1, matePosition >= -1 else { return AlignmentFault("has an impossible position") }
    guard let (_, readCount, _) = cigarCounts else { return AlignmentFault("has an impossible CIGAR") }
    if unsafe !cigar.isEmpty, baseCount > 0, readCount != baseCount {
      return AlignmentFault("has a CIGAR of \(readCount) and a sequence of \(baseCount) bases")
    }
    return nil
  }

  /// Bases of the reference that the line covers, at least 1.
  var span: Int { max(1, cigarCounts?.reference ?? 1) }

  /// Whether bases were cut off.
  var isHardClipped: Bool { (cigarCounts?.hard ?? 0) > 0 }

  /// Bases of reference and read that the CIGAR covers, and those cut off; nil for an operation that there is not.
  private var cigarCounts: (reference: Int, read: Int, hard: Int)? {
    var counts = (reference: 0, read: 0, hard: 0)
    for index in unsafe stride(from: 0, to: cigar.count, by: 4) {
      guard let start = unsafe cigar.baseAddress else { break }
      let packed = unsafe LittleEndian.word(start + index)
      let count = Int(packed >> 4)
      switch packed & 15 {
      case 0, 7, 8:
        counts.reference += count
        counts.read += count
      case 1, 4: counts.read += count
      case 2, 3: counts.reference += count
      case 5: counts.hard += count
      case 6: break
      default: return nil
      }
    }
    return counts
  }
}

/// What is wrong with an alignment line, as the end of a sentence that begins with "the record".
struct AlignmentFault: Error, Hashable {
  let reason: String
  init(_ reason: String) { self.reason = reason }
}

/// Numbers as BAM and its indices hold them.
enum LittleEndian {
  /// The four bytes at an address.
  @inline(__always)
  static func word(_ address: UnsafePointer<UInt8>) -> UInt32 {
    unsafe UInt32(littleEndian: UnsafeRawPointer(address).loadUnaligned(as: UInt32.self))
  }

  /// The eight bytes at an address.
  @inline(__always)
  static func longWord(_ address: UnsafePointer<UInt8>) -> UInt64 {
    unsafe UInt64(littleEndian: UnsafeRawPointer(address).loadUnaligned(as: UInt64.self))
  }
}
