// What a screen gives, how far it is, and how it can fail.

package import Pages
package import Reporting
package import TypeICollagen

/// A fault of this program that was noticed in time; nothing was published.
package struct ScreenError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What does not add up.
  package let reason: String

  /// One line.
  package var description: String { "internal error: \(reason); please report this" }
}

/// How far a screen is.
package struct ScreenProgress: Sendable {
  /// Single reads so far.
  package let reads: Int
  /// Bytes of the inputs, as they lie on disk, that were read so far.
  package let bytes: Int
}

/// What a screen gives.
package struct ScreenResult: Sendable {
  /// Calls, coverage and counts.
  package let report: ScreenDocument
  /// The aligned reads, if read names were kept.
  package let alignments: KeptAlignments?
  /// The genes that were screened.
  package let genes: GeneCatalog
  /// Mean depth of each region of the target, in chromosome order.
  package let regionDepths: [RegionDepth]
  /// The target's bases that no record tells of; `nil` if no gVCF was asked for.
  package let referenceBlocks: [ReferenceBlock]?
  /// Pictures of the fragments at the first calls that passed.
  package let pileups: [PileupPicture]

  init(
    report: ScreenDocument, alignments: KeptAlignments?, genes: GeneCatalog, regionDepths: [RegionDepth],
    referenceBlocks: [ReferenceBlock]? = nil, pileups: [PileupPicture] = []
  ) {
    self.report = report
    self.alignments = alignments
    self.genes = genes
    self.regionDepths = regionDepths
    self.referenceBlocks = referenceBlocks
    self.pileups = pileups
  }
}
