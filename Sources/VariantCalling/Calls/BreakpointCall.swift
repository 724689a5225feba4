// A place at which the sample goes on otherwise than the record, as far as its reads tell.

package import BioSequence

/// An insertion longer than the reads show, or a break behind which lies something unknown.
package struct BreakpointCall: Sendable, Hashable {
  /// What breaks.
  package enum Kind: Sendable, Hashable {
    /// Bases are put in: fragments break on both sides of one place.
    case insertion
    /// The record's bases go on to the left of the place only.
    case breakAfter
    /// The record's bases go on to the right of the place only.
    case breakBefore
  }

  /// Index of the reference record.
  package let reference: Int
  /// What breaks.
  package let kind: Kind
  /// Record offset before which the new bases stand.
  package let position: Int
  /// The stretch between the two sides: what an insertion repeats or replaces; empty for others.
  package let range: Range<Int>
  /// The new bases that follow on the record's before ``position``, as far as fragments show them.
  package let first: DNASequence
  /// The new bases that lead to the record's from ``position`` on, likewise.
  package let last: DNASequence
  /// Which haplotypes carry it.
  package let genotype: Genotype
  /// Heterozygous, homozygous or mosaic.
  package let zygosity: Zygosity
  /// Phred-scaled number of such places expected in a sample without one, 0-3000.
  package let quality: Double
  /// Phred-scaled probability that the number of copies is another one, 0-99.
  package let genotypeQuality: Int
  /// Fragments that break there.
  package let alternateDepth: Int
  /// Fragments that go on as the record does.
  package let referenceDepth: Int
  /// Fraction of fragments from haplotypes with the event.
  package let alleleFraction: AlleleFraction
}
