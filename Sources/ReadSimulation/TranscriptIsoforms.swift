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
    try add(rna.library, exons: exons, record: record, gene: gene, germline: germline)
  }

  /// Puts the library's own transcripts before the planted ones, and makes every form anew for each further 3' end.
  private mutating func add(
    _ library: RNALibrary, exons: [Range<Int>], record: DNASequence, gene: Int, germline: Germline
  ) throws(SimulationError) {
    guard library.isPossible else { throw SimulationError(.valueOutOfRange) }
    let ends = gene < library.ends.count ? library.ends[gene] : []
    guard let last = exons.last, ends.allSatisfy({ $0.before < last.count }) else {
      throw SimulationError(.valueOutOfRange)
    }
    let noise = library.noiseForms(of: exons, record: record.codes, gene: gene)
    for haplotype in 0...1 {
      var forms: [(exons: [Range<Int>], fraction: Double)] = library.unsplicedForms(of: exons)
      for way in noise { if let spliced = way.event.spliced(exons) { forms.append((spliced, way.fraction)) } }
      let planted = 1 - forms.reduce(0) { $0 + $1.fraction }
      let others = forms.map { form in
        (
          transcript: SimulatedTranscript(record: record, exons: form.exons, germline: germline.haplotypes[haplotype]),
          fraction: form.fraction
        )
      }
      var all = others + haplotypes[haplotype].map { (transcript: $0.transcript, fraction: $0.fraction * planted) }
      let late = 1 - ends.reduce(0) { $0 + $1.fraction }
      let early = ends.flatMap { end in
        all.map { (transcript: $0.transcript.ending(end.before, before: last), fraction: $0.fraction * end.fraction) }
      }
      for index in all.indices { all[index].fraction *= late }
      haplotypes[haplotype] = early + all
    }
  }

  /// All transcripts with the number of each for one normal transcript of both haplotypes together.
  var all: [(haplotype: Int, transcript: SimulatedTranscript, amount: Double)] {
    (0...1).flatMap { haplotype in
      haplotypes[haplotype].map { (haplotype, $0.transcript, amounts[haplotype] * $0.fraction) }
    }
  }
}
