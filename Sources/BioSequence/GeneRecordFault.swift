// What makes a gene record unusable, and in which of its parts.

/// A gene record whose parts do not fit each other.
public struct GeneRecordFault: Error, Sendable, Hashable {
  /// The part that is wrong; indices are 0-based, in the order in which the parts were given.
  package enum Part: Sendable, Hashable {
    /// Symbol, identifiers or exon names.
    case record
    /// The bases.
    case sequence
    /// An exon.
    case exon(Int)
    /// A transcript's coding sequence or the transcript as a whole.
    case transcript(Int)
    /// A place on an assembly.
    case mapping(Int)
    /// A base in which an assembly differs.
    case difference(mapping: Int, index: Int)
    /// The older numbering of residues.
    case numbering
  }

  /// The part that is wrong.
  package let part: Part
  /// What is wrong, in one sentence without bases.
  public let reason: String

  /// A fault of one part.
  package init(_ part: Part, _ reason: String) {
    self.part = part
    self.reason = reason
  }
}

extension GeneRecordFault: CustomStringConvertible {
  /// The reason.
  public var description: String { reason }
}
