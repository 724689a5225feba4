// How a read lies on a reference, in SAM's operations.

/// One operation of an alignment, packed as BAM packs it: length in the upper 28 bits, kind in the lower four.
@usableFromInline
package struct CIGAROperation: Sendable, Hashable {
  /// What an operation does to read and reference; the raw values are BAM's.
  @usableFromInline
  package enum Kind: UInt8, Sendable {
    /// Read and reference advance together, equal or not (SAM `M`).
    case match = 0
    /// Bases of the read only (`I`).
    case insertion = 1
    /// Bases of the reference only (`D`).
    case deletion = 2
    /// An intron skipped by a spliced read (`N`).
    case skip = 3
    /// Bases of the read at an end that are not aligned (`S`).
    case softClip = 4
  }

  /// The packed value.
  @usableFromInline package let packed: UInt32

  /// An operation of `length` bases.
  @inlinable package init(_ kind: Kind, _ length: Int) {
    self.packed = UInt32(truncatingIfNeeded: length) << 4 | UInt32(kind.rawValue)
  }

  /// An operation from its packed value, which must come from another `CIGAROperation`.
  @inlinable package init(packed: UInt32) {
    self.packed = packed
  }

  /// The number of bases.
  @inlinable package var length: Int { Int(packed >> 4) }

  /// What the operation does.
  @inlinable package var kind: Kind { Kind(rawValue: UInt8(truncatingIfNeeded: packed & 15)) ?? .match }

  /// Whether the operation uses up bases of the read.
  @inlinable package var consumesRead: Bool {
    switch kind {
    case .match, .insertion, .softClip: true
    case .deletion, .skip: false
    }
  }

  /// Whether the operation uses up bases of the reference.
  @inlinable package var consumesReference: Bool {
    switch kind {
    case .match, .deletion, .skip: true
    case .insertion, .softClip: false
    }
  }
}

extension CIGAROperation: CustomStringConvertible {
  /// The SAM text of the operation, such as `148M`.
  @usableFromInline
  package var description: String {
    let letter =
      switch kind {
      case .match: "M"
      case .insertion: "I"
      case .deletion: "D"
      case .skip: "N"
      case .softClip: "S"
      }
    return "\(length)\(letter)"
  }
}
