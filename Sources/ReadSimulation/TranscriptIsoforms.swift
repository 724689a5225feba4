// All kinds of transcripts of one gene with their fractions, as the RNA plan asks for them.

import BioSequence

/// The transcripts of one gene.
struct TranscriptIsoforms {
  /// Transcripts of haplotype 0 and 1 with their fraction of that haplotype; the last one has no event.
  private(set) var haplotypes: [[(transcript: SimulatedTranscript, fraction: Double)]] = [[], []]
  /// Amounts of haplotype 0 and 1, 1 being normal.
  let amounts: [Double]

  init(plan: SimulationPlan, rna: RNAPlan, gene: Int, germline: Germline) throws(SimulationError) {
    let exons = plan.genes[gene].exons
    guard !exons.isEmpty else { throw SimulationError(.exonsMissing) }
    amounts = rna.amounts(ofGene: gene)
    guard amounts.count == 2, amounts.allSatisfy({ $0 >= 0 && $0.isFinite }), rna.polyATail >= 0 else {
      throw SimulationError(.valueOutOfRange)
    }
    for mosaic in germline.mosaics where exons.contains(where: mosaic.variant.range.overlaps) {
      let range = mosaic.variant.range
      guard exons.contains(where: { $0.lowerBound <= range.lowerBound && range.upperBound <= $0.upperBound }) else {
        throw SimulationError(.mosaicAcrossExons, variant: mosaic.index)
      }
    }
    let record = plan.genes[gene].sequence
    var rest = [1.0, 1.0]
    for (index, change) in rna.splicing.enumerated() where change.gene == gene {
      guard (0...1).contains(change.haplotype), (0...1).contains(change.fraction),
        let spliced = change.event.spliced(exons)
      else { throw SimulationError(.splicingImpossible, splicing: index) }
      rest[change.haplotype] -= change.fraction
      guard rest[change.haplotype] > -1e-9 else { throw SimulationError(.splicingImpossible, splicing: index) }
      let transcript = SimulatedTranscript(
        record: record, exons: spliced, germline: germline.haplotypes[change.haplotype])
      haplotypes[change.haplotype].append((transcript, change.fraction))
    }
    for haplotype in 0...1 {
      let transcript = SimulatedTranscript(record: record, exons: exons, germline: germline.haplotypes[haplotype])
      haplotypes[haplotype].append((transcript, max(rest[haplotype], 0)))
    }
  }

  /// All transcripts with the number of each for one normal transcript of both haplotypes together.
  var all: [(haplotype: Int, transcript: SimulatedTranscript, amount: Double)] {
    (0...1).flatMap { haplotype in
      haplotypes[haplotype].map { (haplotype, $0.transcript, amounts[haplotype] * $0.fraction) }
    }
  }
}
