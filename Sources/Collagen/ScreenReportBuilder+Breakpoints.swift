// Insertions of unknown length and breakpoints as rows of the report: symbolic alleles and breakends, without names.

import BioSequence
import HGVS
import Reporting
import TypeICollagen
import VariantCalling

extension ScreenReportBuilder {
  /// Most bases that the allele of a single breakend spells out.
  private static let longestBreakend = 300

  /// The row of a place where fragments break; `nil` if the gene is not placed on the assembly.
  ///
  /// What is put in or lies behind a break is not known, so there are no names; the consequence tells the part of the gene.
  func row(_ call: BreakpointCall) -> Call? {
    let gene = options.genes.genes[call.reference]
    guard let mapping = gene.record.mapping(on: options.assembly) else { return nil }
    let isForward = mapping.strand == .forward
    // The base that is kept: before the new ones on the chromosome, or, of a break before which all is lost, behind them.
    let keepsBefore = call.kind == .insertion || (call.kind == .breakAfter) == isForward
    let edge = mapping.chromosomeRange(ofRecordRange: call.position..<call.position).lowerBound
    let anchor = keepsBefore ? edge - 1 : edge
    guard anchor >= 0 else { return nil }
    func onChromosome(_ bases: DNASequence) -> String { (isForward ? bases : bases.reverseComplement).description }
    let kept = base(gene, mapping, chromosomeOffset: anchor)
    let isInsertion = call.kind == .insertion
    let behind = onChromosome(call.kind == .breakAfter ? call.first : call.last)
    let partner = BreakendPartner(
      behind: call.kind == .breakAfter ? call.first : call.last, kind: call.kind, genes: options.genes.genes)
    let placed = partner.flatMap { partner in
      let between = keepsBefore ? behind.prefix(partner.inserted) : behind.suffix(partner.inserted)
      return partner.allele(
        kept: kept, between: String(between), keepsBefore: keepsBefore, assembly: options.assembly,
        genes: options.genes.genes)
    }
    let alternate =
      isInsertion
      ? "<INS>"
      : placed
        ?? (keepsBefore
          ? kept + behind.prefix(ScreenReportBuilder.longestBreakend) + "."
          : "." + behind.suffix(ScreenReportBuilder.longestBreakend) + kept)
    var row = Call(
      gene: gene.symbol, assembly: options.assembly, chrom: "chr\(mapping.chromosome)", pos: anchor + 1, ref: kept,
      alt: alternate)
    row.class = isInsertion ? .insertion : .breakpoint
    if isInsertion {
      row.symbolic = Call.SymbolicAllele(type: "INS", end: anchor + 1)
      row.symbolic?.leftInserted = onChromosome(isForward ? call.first : call.last)
      row.symbolic?.rightInserted = onChromosome(isForward ? call.last : call.first)
    }
    describe(&row, at: call.kind == .breakAfter ? call.position - 1 : call.position, of: gene)
    row.genotype = call.genotype.description
    row.zygosity = Call.Zygosity(rawValue: call.zygosity.rawValue)
    row.depth = call.alternateDepth + call.referenceDepth
    row.refDepth = call.referenceDepth
    row.altDepth = call.alternateDepth
    row.vaf = call.alleleFraction.value.rounded4
    row.vafLow = call.alleleFraction.low.rounded4
    row.vafHigh = call.alleleFraction.high.rounded4
    row.qual = Int(call.quality.rounded())
    row.quality = call.genotypeQuality
    row.filter = ["PASS"]
    return row
  }

  /// The part of the gene that is broken, as Evidence reads it from the breakpoints of other callers.
  private func describe(_ row: inout Call, at offset: Int, of gene: CollagenGene) {
    let transcript = gene.record.preferredTranscript
    guard let last = transcript.exons.lastIndex(where: { $0.lowerBound <= offset }) else {
      row.consequence = [.upstreamGene]
      row.collagenEffect = [.noncoding]
      return
    }
    let isExonic = transcript.exons[last].contains(offset)
    guard isExonic || last < transcript.exons.count - 1 else {
      row.consequence = [.downstreamGene]
      row.collagenEffect = [.noncoding]
      return
    }
    row.exon = isExonic ? "\(last + 1)" : "\(last + 1)i"
    if !isExonic, row.class == .insertion {
      // An insertion in an intron may be without effect, or be spliced in.
      row.consequence = [.intron]
      row.collagenEffect = [.spliceUncertain]
    } else {
      row.consequence = [
        row.class == .insertion ? .featureElongation : .featureTruncation, isExonic ? .codingSequence : .intron,
      ]
    }
  }
}
