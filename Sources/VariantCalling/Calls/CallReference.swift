// A reference sequence as the caller sees it.

package import BioSequence

/// One reference record as the caller sees it.
package struct CallReference: Sendable {
  /// The record's bases.
  package let sequence: DNASequence
  /// Bases to call and to give a verdict for: 0-based half-open; sorted and merged by the initializer.
  package let targets: [Range<Int>]
  /// The coding parts of the exons, 5' to 3' on the record (``BioSequence/Transcript/codingExons``): variants on one
  /// haplotype inside one codon become one call. Empty: no codons are known.
  package let codingExons: [Range<Int>]
  /// Stretches whose sequence also occurs elsewhere in the genome: reads must be anchored outside.
  package let repeats: [Range<Int>]
  /// All exons, 5' to 3' on the record; their copy number is assessed (``ExonCopyNumber``). Empty: no exons are known.
  package let exons: [Range<Int>]
  /// Variants that are common in the population, trimmed and left-aligned on the record: in a small part of the fragments they
  /// are another person's.
  package let commonVariants: Set<Variant>

  /// A record to call on.
  ///
  /// - Parameter targets: `nil` means the whole record; ranges are clamped to the record.
  package init(
    sequence: DNASequence, targets: [Range<Int>]? = nil, codingExons: [Range<Int>] = [], repeats: [Range<Int>] = [],
    exons: [Range<Int>] = [], commonVariants: Set<Variant> = []
  ) {
    self.sequence = sequence
    self.commonVariants = commonVariants
    self.codingExons = codingExons
    self.repeats = repeats
    self.exons = exons
    let whole = 0..<sequence.count
    var merged: [Range<Int>] = []
    let requested = (targets ?? [whole]).map { $0.clamped(to: whole) }.filter { !$0.isEmpty }
    for range in requested.sorted(by: { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }) {
      if let last = merged.last, range.lowerBound <= last.upperBound {
        merged[merged.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
      } else {
        merged.append(range)
      }
    }
    self.targets = merged
  }
}
