// The aligned reads of an RNA sample: on the transcripts and on the records.

package import Alignment

/// The aligned reads of one RNA sample. A read is in one of the stores at most.
package struct TranscriptAlignments: Sendable {
  /// Reads on the spliced transcripts; coordinates are transcript offsets.
  package var spliced = AlignedReadStore()
  /// Reads that the spliced transcripts do not explain (introns, other splice sites); coordinates are record offsets.
  package var unspliced = AlignedReadStore()

  /// No reads.
  package init() {}
}
