// What kind of variants a sample is searched for.

/// Whether variants of the germline alone are searched for, or mosaic ones too.
///
/// A heterozygous variant lies in half of the fragments: a candidate needs a tenth of them, and the two most probable
/// haplotypes explain a window. A mosaic one may lie in a few per cent: candidates stand out from the sample's own
/// errors instead, and further haplotypes are tested beside the two (``MosaicModel``).
package enum SearchMode: Sendable, Hashable {
  case germline
  case mosaic

  /// Allele fractions below this ask for mosaic variants.
  package static let mosaicBelow = 0.05

  /// The mode in which variants of the allele fraction `minVAF` or more are found.
  package init(minVAF: Double) { self = minVAF < SearchMode.mosaicBelow ? .mosaic : .germline }
}
