// What was planted into transcripts, as tables: junctions and alleles.

import BioSequence
import Documents
import HGVS
package import ReadSimulation
import Reporting
import TypeICollagen
import VariantNaming

extension SimulationTruth {
  /// Columns `gene kind chrom start end lrg_start lrg_end fraction`: every junction and retained intron of the planned
  /// transcripts, with its fraction of the gene's transcripts.
  ///
  /// Ranges are what the junction leaves out, 0-based half-open; for `intron_retention` the intron that stays, for
  /// `exon_repeat` the stretch that occurs twice. Genes are counted by the catalog.
  package func junctionTable(_ truth: SplicingTruth) -> String {
    var text = "gene\tkind\tchrom\tstart\tend\tlrg_start\tlrg_end\tfraction\n"
    for junction in truth.junctions {
      let record = genes.genes[junction.gene].record
      guard let mapping = record.mapping(on: assembly) else { continue }
      let range = min(junction.donor, junction.acceptor)..<max(junction.donor, junction.acceptor)
      let locus = mapping.chromosomeRange(ofRecordRange: range)
      let fields = [
        record.symbol, junction.kind.rawValue, "chr\(mapping.chromosome)", "\(locus.lowerBound)", "\(locus.upperBound)",
        "\(range.lowerBound)", "\(range.upperBound)", NumberText.fixed(junction.fraction, 4),
      ]
      text += TSV.line(fields) + "\n"
    }
    return text
  }

  /// Columns `gene hgvs_c allele dna_vaf rna_vaf`: for each planted variant its fraction of the chromosomes and of the
  /// transcripts over its position (`.` where no transcript holds the position). `allele` is h1, h2, both or mosaic.
  package func alleleTable(_ truth: SplicingTruth) -> String {
    var text = "gene\thgvs_c\tallele\tdna_vaf\trna_vaf\n"
    for (one, transcript) in zip(planted, truth.alleles) {
      let gene = genes.genes[one.gene]
      let allele =
        switch one.allele {
        case .heterozygous(let haplotype): "h\(haplotype + 1)"
        case .homozygous: "both"
        case .mosaic: "mosaic"
        }
      let fields = [
        gene.symbol, annotate(variant: one.variant, gene: gene).hgvsC ?? ".", allele,
        NumberText.fixed(one.allele.fraction, 4),
        transcript.fraction.map { NumberText.fixed($0, 4) } ?? ".",
      ]
      text += TSV.line(fields) + "\n"
    }
    return text
  }
}
