// What the caller counts of one sample for the copy number of its exons.

import BioSequence

/// A sample's fragments over the exons: part of a ``CallSet``.
package struct CopyNumberInput: Sendable, Hashable {
  /// Fragments over the exons, one a reference record, in their order.
  package let counts: [ExonFragmentCounts]
  /// The expectation from the sample alone.
  package let uniform: UniformDepth
  /// Whether reads start at primers.
  package let ampliconLike: Bool
  /// Whether many reads are spliced.
  package let isSpliced: Bool

  /// An input from its parts.
  package init(counts: [ExonFragmentCounts], uniform: UniformDepth, ampliconLike: Bool = false, isSpliced: Bool = false)
  {
    self.counts = counts
    self.uniform = uniform
    self.ampliconLike = ampliconLike
    self.isSpliced = isSpliced
  }
}

extension CopyNumberInput {
  /// Counts a sample's used reads; `nil` if no record has exons, or if the reads are long.
  init?(reads: PreparedReads, references: [CallReference], library: LibraryProfile, isSpliced: Bool) {
    guard !library.hasLongReads, references.contains(where: { !$0.exons.isEmpty }) else { return nil }
    self.init(
      counts: references.enumerated().map { index, record in
        ExonFragmentCounts(reads: reads, reference: index, exons: record.exons)
      },
      uniform: reads.ampliconLike || isSpliced
        ? .fails(isSpliced ? .spliced : .amplicons)
        : library.orientation == .outward || library.orientation == .sameStrand
          ? .fails(.orientation)
          : library.brokenFraction > LibraryProfile.mostBroken
            ? .fails(.chimeric(library.brokenFraction))
            : UniformDepthFit.expectation(reads: reads, references: references),
      ampliconLike: reads.ampliconLike, isSpliced: isSpliced)
  }
}
