// Makes VCFs of one gene on one assembly, with any name of the chromosome.

import BioSequence
import HGVS
import TypeICollagen
import VariantNaming

@testable import Evidence

/// Makes the VCFs of the tests.
struct VCFMaker {
  let assembly: Assembly
  let gene: Int
  /// 0 bare, 1 with `chr`, 2 RefSeq, 3 GenBank.
  var naming = 1

  var own: CollagenGene { GeneCatalog.embedded.genes[gene] }
  var placement: AssemblyPlacement { own.model.placement(on: assembly)! }
  var mapping: AssemblyMapping { placement.mapping }
  var first: Int { mapping.range.lowerBound + 1 }
  var last: Int { mapping.range.upperBound }

  func name(_ mapping: AssemblyMapping) -> String {
    ([mapping.chromosome, "chr" + mapping.chromosome, mapping.accession] + mapping.otherNames)[naming]
  }

  func bases(_ range: ClosedRange<Int>) -> String {
    DNASequence(codes: Array(placement.forward[range.lowerBound - first...range.upperBound - first])).description
  }

  /// First and last position of an exon on the chromosome.
  func exon(_ number: Int) -> ClosedRange<Int> {
    let range = mapping.chromosomeRange(ofRecordRange: own.record.preferredTranscript.exons[number - 1])
    return range.lowerBound + 1...range.upperBound
  }

  /// A record; `|` is written for the tabs between POS, REF, ALT, FILTER, INFO, FORMAT and samples.
  func text(_ records: [String], header: [String] = [], samples: [String] = ["S"], contigs: Bool = true) -> [UInt8] {
    var lines = ["##fileformat=VCFv4.2"] + header
    if contigs {
      for gene in GeneCatalog.embedded.genes {
        guard let mapping = gene.record.mapping(on: assembly) else { continue }
        lines.append("##contig=<ID=\(name(mapping)),length=\(mapping.contigLength)>")
      }
    }
    lines.append(
      (["#CHROM", "POS", "ID", "REF", "ALT", "QUAL", "FILTER", "INFO", "FORMAT"] + samples).joined(separator: "\t"))
    for record in records {
      // A broken bar stands for the bar of a phased genotype.
      let cells = record.split(separator: "|", omittingEmptySubsequences: false).map {
        String($0).replacing("¦", with: "|")
      }
      lines.append(([name(mapping), cells[0], ".", cells[1], cells[2], "50"] + cells[3...]).joined(separator: "\t"))
    }
    return Array((lines.joined(separator: "\n") + "\n").utf8)
  }

  func read(_ records: [String], header: [String] = []) throws -> VCFCase {
    try VCFCase(text(records, header: header), file: "s.vcf", names: ["S"])
  }
}
