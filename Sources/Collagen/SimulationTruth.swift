// What was planted, as VCF and as a table.

package import BioSequence
import Documents
import HGVS
package import ReadSimulation
import Reporting
package import TypeICollagen
import VariantNaming

/// The truth files of a simulated sample.
package struct SimulationTruth: Sendable {
  let planted: [PlantedVariant]
  let assembly: Assembly
  private let sample: String
  let genes: GeneCatalog

  /// Truth of planted variants, `gene` counting by `genes`.
  package init(_ planted: [PlantedVariant], assembly: Assembly, sample: String, genes: GeneCatalog = .embedded) {
    self.planted = planted
    self.assembly = assembly
    self.sample = sample
    self.genes = genes
  }

  /// Columns `gene class lrg_pos ref alt hgvs_c hgvs_p vaf`; position (1-based), ref and alt on the LRG record, left-aligned and padded as
  /// VCF asks.
  package var tsv: String {
    var text = "gene\tclass\tlrg_pos\tref\talt\thgvs_c\thgvs_p\tvaf\n"
    for one in planted {
      let gene = genes.genes[one.gene]
      let names = annotate(variant: one.variant, gene: gene)
      let record = gene.record.sequence
      let left = one.variant.leftAligned(on: record)
      var range = left.range
      var replacement = left.replacement
      if range.isEmpty || replacement.isEmpty {
        if range.lowerBound > 0 {
          range = range.lowerBound - 1..<range.upperBound
          replacement = record[range.lowerBound..<range.lowerBound + 1] + replacement
        } else {
          range = range.lowerBound..<range.upperBound + 1
          replacement = replacement + record[range.upperBound - 1..<range.upperBound]
        }
      }
      let fields = [
        gene.symbol, names.variantClass.rawValue, "\(range.lowerBound + 1)", record[range].description,
        replacement.description, names.hgvsC ?? ".", names.hgvsP ?? ".",
        NumberText.fixed(one.allele.fraction, 4),
      ]
      text += TSV.line(fields) + "\n"
    }
    return text
  }

  /// VCF 4.3 on the assembly, sorted.
  package var vcf: String {
    var lines = [
      "##fileformat=VCFv4.3", "##source=collagen \(CollagenVersion.number) simulate",
      "##reference=\(assembly.rawValue)",
    ]
    lines += genes.contigs(on: assembly).map {
      "##contig=<ID=\($0.contig),length=\($0.contigLength),assembly=\(assembly.rawValue)>"
    }
    lines += [
      "##INFO=<ID=HGVSC,Number=1,Type=String,Description=\"Coding HGVS name\">",
      "##INFO=<ID=HAPLOTYPE,Number=.,Type=Integer,Description=\"Haplotypes, 1 or 2, that carry the variant; none for a mosaic\">",
      "##FORMAT=<ID=GT,Number=1,Type=String,Description=\"Genotype\">",
      "##FORMAT=<ID=VAF,Number=A,Type=Float,Description=\"Planted allele fraction\">",
      "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\t\(sample)",
    ]
    let rows = planted.compactMap { one -> (rank: Int, position: Int, line: String)? in
      let names = annotate(variant: one.variant, gene: genes.genes[one.gene])
      guard let allele = names.names.genomic(on: assembly)?.vcf else { return nil }
      let genotype = one.allele == .homozygous ? "1/1" : "0/1"
      let fields = [
        "chr\(allele.chromosome)", "\(allele.position)", ".", DNASequence(codes: allele.reference).description,
        DNASequence(codes: allele.alternate).description, ".", "PASS",
        "HGVSC=\((names.hgvsC ?? ".").replacing("=", with: "%3D"))" + SimulationTruth.haplotypes(one.allele),
        "GT:VAF", "\(genotype):\(NumberText.fixed(one.allele.fraction, 4))",
      ]
      let rank = genes.contigRank(allele.chromosome, on: assembly) ?? 0
      return (rank, allele.position, fields.joined(separator: "\t"))
    }
    lines += rows.sorted { ($0.rank, $0.position, $0.line) < ($1.rank, $1.position, $1.line) }.map(\.line)
    return lines.joined(separator: "\n") + "\n"
  }

  private static func haplotypes(_ allele: PlantedAllele) -> String {
    switch allele {
    case .heterozygous(let haplotype): ";HAPLOTYPE=\(haplotype + 1)"
    case .homozygous: ";HAPLOTYPE=1,2"
    case .mosaic: ""
    }
  }
}
