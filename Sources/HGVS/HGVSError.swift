// Why a description was refused: one error type for grammar and for everything checked against the references.

/// A description that cannot be named, with the reason and the place.
public struct HGVSError: Error, Sendable, Hashable {
  /// The kind of failure.
  public enum Code: String, Sendable, Hashable, CaseIterable {
    /// The text is not in the grammar; `column` says where it stopped.
    case syntax
    /// A form that is in the nomenclature but is not read here.
    case unsupported
    /// An accession, version, gene or assembly that is not embedded.
    case unknownReference
    /// The coordinate type does not fit the reference.
    case wrongCoordinateType
    /// A position outside the reference or the transcript version.
    case outOfRange
    /// An intronic offset from a base that is no exon end, or longer than the intron.
    case wrongExonBoundary
    /// Start after end, an insertion between bases that are no neighbours, parts of an allele out of order.
    case wrongOrder
    /// A stated reference base or residue that is not there.
    case referenceMismatch
    /// A stated length that is not that of the positions.
    case lengthMismatch
    /// Changes that have to be written as one.
    case mergeNeeded
    /// Names that exclude each other, such as a protein part that does not follow from the coding part.
    case contradiction
  }

  /// The kind of failure.
  public let code: Code
  /// 1-based column in UTF-8 bytes at which reading stopped; `nil` when the text as such was understood.
  public let column: Int?
  /// The reason in one sentence, without the column.
  public let reason: String

  /// An error from its parts.
  package init(_ code: Code, column: Int? = nil, _ reason: String) {
    self.code = code
    self.column = column
    self.reason = reason
  }
}

extension HGVSError: CustomStringConvertible {
  /// The reason, with the column in front where there is one.
  public var description: String {
    column.map { "column \($0): \(reason)" } ?? reason
  }
}
