// What other tools read of a screen's depth: the blocks of a gVCF and the mean depth of each region.

import Documents

/// A stretch of target bases without a variant record, as a gVCF tells it: one line with ALT `<NON_REF>`.
package struct ReferenceBlock: Sendable, Hashable {
  /// Chromosome with `chr`.
  package let chrom: String
  /// 0-based start on the chromosome.
  package let start: Int
  /// 0-based end (exclusive).
  package let end: Int
  /// The assembly's base at `start`.
  package let base: String
  /// Why there is no call; `nil` where the sample has the reference on both haplotypes.
  package let reason: String?
  /// Median depth (lower one of two) over the bases.
  package let depthMedian: Int
  /// Smallest depth of a base.
  package let depthLow: Int
  /// Phred-scaled probability that a heterozygous substitution at the base of smallest depth is not called, 0-99.
  package let quality: Int

  /// A block from its parts.
  package init(
    chrom: String, start: Int, end: Int, base: String, reason: String?, depthMedian: Int, depthLow: Int, quality: Int
  ) {
    self.chrom = chrom
    self.start = start
    self.end = end
    self.base = base
    self.reason = reason
    self.depthMedian = depthMedian
    self.depthLow = depthLow
    self.quality = quality
  }

  /// The block as a VCF record, without a line end.
  var line: String {
    let info = "END=\(end)" + (reason.map { ";NOCALL=\($0)" } ?? "")
    let sample = "\(reason == nil ? "0/0" : "./."):\(depthMedian):\(reason == nil ? "\(quality)" : "."):\(depthLow)"
    return [chrom, "\(start + 1)", ".", base, "<NON_REF>", ".", ".", info, "GT:DP:GQ:MIN_DP", sample]
      .joined(separator: "\t")
  }

  /// The header lines that a gVCF has more than a VCF.
  static let header = [
    "##ALT=<ID=NON_REF,Description=\"Any other allele\">",
    "##INFO=<ID=NOCALL,Number=1,Type=String,Description=\"Why nothing can be said of the block\">",
    "##FORMAT=<ID=MIN_DP,Number=1,Type=Integer,Description=\"Smallest depth of a base of the block\">",
  ]
}

/// The depth of one region of the target.
package struct RegionDepth: Sendable, Hashable {
  /// Chromosome with `chr`.
  package let chrom: String
  /// 0-based start on the chromosome.
  package let start: Int
  /// 0-based end (exclusive).
  package let end: Int
  /// Region of the target, such as `COL1A1_exon_7`.
  package let name: String
  /// Mean over the bases of the fragments that show each.
  package let mean: Double

  /// A region from its parts.
  package init(chrom: String, start: Int, end: Int, name: String, mean: Double) {
    self.chrom = chrom
    self.start = start
    self.end = end
    self.name = name
    self.mean = mean
  }

  /// The rows of `<sample>.regions.bed.gz`, in the form that mosdepth gives its file of this name: chromosome, start, end,
  /// name, mean depth to two digits.
  package static func table(_ regions: [RegionDepth]) -> String {
    regions.map {
      [$0.chrom, "\($0.start)", "\($0.end)", TSV.cell($0.name), NumberText.fixed($0.mean, 2)].joined(separator: "\t")
        + "\n"
    }.joined()
  }
}
