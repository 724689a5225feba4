// Junctions in the two forms that other programs read: STAR's SJ.out.tab and BED12.

package import BioSequence
import Documents
package import TypeICollagen

/// Junction files of an RNA sample. Both hold the known junctions that were seen and the new junctions of all events; a kept
/// intron has none.
package enum JunctionFiles {
  /// A junction on the chromosome.
  private struct Junction {
    let row: ReportedJunction
    /// 0-based half-open: what the junction leaves out.
    let range: Range<Int>
    let strand: Strand
  }

  private static func junctions(_ rna: SplicingReport, _ genes: [CollagenGene], _ assembly: Assembly) -> [Junction] {
    rna.junctions.flatMap { row -> [Junction] in
      let strand =
        genes.first { $0.symbol == row.gene }?.record.mapping(on: assembly)?.strand ?? .forward
      guard row.reads > 0, row.kind != .intronRetention else { return [] }
      guard row.kind == .crypticExon else { return [Junction(row: row, range: row.start..<row.end, strand: strand)] }
      // A piece of an intron has a junction on either side, to the ends of the intron around it.
      let around = rna.junctions.first {
        $0.kind == .canonical && $0.gene == row.gene && $0.start < row.start && row.end < $0.end
      }
      guard let around else { return [] }
      return [around.start..<row.start, row.end..<around.end].map { Junction(row: row, range: $0, strand: strand) }
    }.sorted {
      ($0.row.chrom, $0.range.lowerBound, $0.range.upperBound) < (
        $1.row.chrom, $1.range.lowerBound, $1.range.upperBound
      )
    }
  }

  /// `<sample>.SJ.out.tab`: chromosome, first and last base of the intron (1-based), strand (1 is +, 2 is -), motif (1 GT/AG,
  /// 2 CT/AC, 0 another one), whether it is annotated, fragments, fragments at several places (none), longest overhang.
  ///
  /// Column 7 holds fragments, where STAR counts reads that map to one place: mates and copies count once.
  package static func spliceJunctions(_ rna: SplicingReport, genes: [CollagenGene], assembly: Assembly) -> String {
    junctions(rna, genes, assembly).map { junction in
      let row = junction.row
      let isMinus = junction.strand == .reverse
      let motif = row.needsOtherEvidence ? 0 : isMinus ? 2 : 1
      let numbers = [
        junction.range.lowerBound + 1, junction.range.upperBound, isMinus ? 2 : 1, motif,
        row.kind == .canonical ? 1 : 0,
        row.reads, 0, row.overhang ?? 0,
      ]
      return TSV.line([row.chrom] + numbers.map(String.init)) + "\n"
    }.joined()
  }

  /// `<sample>.junctions.bed12`: two blocks, as long as the longest overhang on either side, and the fragments as score.
  package static func bed12(_ rna: SplicingReport, genes: [CollagenGene], assembly: Assembly) -> String {
    junctions(rna, genes, assembly).map { junction in
      let row = junction.row
      let side = max(1, row.overhang ?? 1)
      let start = max(0, junction.range.lowerBound - side)
      let end = junction.range.upperBound + side
      let left = junction.range.lowerBound - start
      let colour = row.kind == .canonical ? "0,0,0" : row.isCalled ? "200,0,0" : "150,150,150"
      let fields = [
        row.chrom, "\(start)", "\(end)", "\(row.gene):\(row.kind.rawValue):\(row.exon)", "\(row.reads)",
        junction.strand == .reverse ? "-" : "+", "\(start)", "\(end)", colour, "2", "\(left),\(side)",
        "0,\(junction.range.upperBound - start)",
      ]
      return TSV.line(fields) + "\n"
    }.joined()
  }
}
