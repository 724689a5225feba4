// Why a plan cannot be simulated.

/// Why a plan cannot be simulated.
package struct SimulationError: Error, Sendable, Hashable {
  /// What is wrong.
  package enum Code: Sendable, Hashable {
    /// A planted variant names a gene or range that is not there.
    case variantOutsideRecord
    /// Two variants of one haplotype overlap.
    case overlappingVariants
    /// A fraction or depth is out of range, or the read length is below 20.
    case valueOutOfRange
    /// Fewer pairs are asked for than the depth needs, or background pairs without a background.
    case pairsDoNotFit
    /// No stretch of the background without N is long enough for a fragment.
    case backgroundTooShort
    /// The background has more bases than ``BackgroundSequence/maximumCount``.
    case backgroundTooLong
    /// RNA was asked for without exons.
    case exonsMissing
    /// A splicing event names an exon that is not there or leaves nothing of one, or its fraction does not fit.
    case splicingImpossible
    /// A mosaic variant reaches over the border of an exon, which transcripts cannot be drawn with.
    case mosaicAcrossExons
    /// There is no room for so many random variants of these classes.
    case noRoom
    /// The design has no range for any gene.
    case emptyDesign
  }

  /// What is wrong.
  package let code: Code
  /// Index of the planted variant at fault, where there is one.
  package let variant: Int?
  /// Index in ``RNAPlan/splicing`` of the event at fault, where there is one.
  package let splicing: Int?

  init(_ code: Code, variant: Int? = nil, splicing: Int? = nil) {
    self.code = code
    self.variant = variant
    self.splicing = splicing
  }
}
