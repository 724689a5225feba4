// The RNA side of a screen: reads on messages, junctions and alleles beside the calls.

import Alignment
import BioSequence
import Dispatch
import Reporting
import SequenceIO
import TranscriptAnalysis
import TypeICollagen
import VariantCalling
import VariantNaming

/// Screens the messages of one sample, from placed reads on.
struct MessageScreen {
  let options: ScreenOptions
  let genes: [SplicedGene]

  /// The mapper for the messages of both genes.
  static func mapper(records: KMerIndex) -> MessageMapper {
    let models = ReferenceModels.all
    return MessageMapper(
      genes: models.map { SplicedGene(record: $0.record.sequence, transcript: $0.record.preferredTranscript) },
      records: records, repeats: models.map(\.repeats))
  }

  /// Calls, junctions and allele ratios as a report.
  func result(
    _ placed: PlacedReads, reads: Int, inputs: [ReportedInput], warnings: [String]
  ) throws -> ScreenResult {
    let models = ReferenceModels.all
    var options = options
    options.target = options.target.exonic
    let analysis = MessageAnalysis(
      genes: genes, targets: models.indices.map { options.target.ranges(ofGene: $0) }, repeats: models.map(\.repeats),
      options: options.calling)
    var messages = PlacedMessages()
    messages.spliced = placed.store
    messages.unspliced = placed.unspliced
    let found =
      options.threads > 1
      ? analysis.result(of: messages) { DispatchQueue.concurrentPerform(iterations: $0, execute: $1) }
      : analysis.result(of: messages)
    let use = ReadUse(
      used: found.calls.readUse.used + placed.unspliced.reads.count, duplicates: found.calls.readUse.duplicates,
      ambiguousPlacement: found.calls.readUse.ambiguousPlacement)
    let asked = options.confirm.map { ($0, analysis.evidence(for: $0.variant, on: $0.gene, in: messages)) }
    var report = ScreenReportBuilder(options: options).report(
      found.calls, counts: try ScreenPipeline.readCounts(reads: reads, placed: placed, use: use),
      confirmations: asked.map { ScreenPipeline.confirmation(of: $0.0, $0.1) }, inputs: inputs,
      warnings: warnings + self.warnings(found))
    report.messages = MessageReport(
      junctions: MessageNaming(assembly: options.assembly, genes: genes).rows(of: found),
      alleleRatios: asked.compactMap { MessageScreen.ratio($0.0, $0.1) } + MessageScreen.ratios(of: found.calls),
      unsplicedShare: found.unsplicedShare.value)
    let kept =
      options.keepsReadNames ? KeptAlignments(store: messages.onRecords(genes), names: placed.names) : nil
    return ScreenResult(report: report, alignments: kept)
  }

  private func warnings(_ found: MessageResult) -> [String] {
    var warnings: [String] = []
    if found.looksLikeDNA {
      let share = NumberFormat.fixed(found.unsplicedShare.value * 100, digits: 1)
      warnings.append(
        "\(share) % of the molecules at splice sites run on into the intron: this looks like DNA; retained introns were "
          + "not called, screen it with --molecule dna")
    }
    let left = options.target.regions.reduce(0) { $0 + $1.range.count }
    let kept = options.target.exonic.regions.reduce(0) { $0 + $1.range.count }
    if options.target != .exons, kept < left {
      warnings.append("RNA shows exons only: \(left - kept) of \(left) target bases lie outside them and were left out")
    }
    return warnings
  }

  /// The balance at a site that was asked about: heterozygous in the DNA, so that a lost allele shows.
  private static func ratio(_ asked: AskedVariant, _ evidence: AlleleEvidence?) -> ReportedAlleleRatio? {
    guard let evidence else { return nil }
    return ratio(
      AlleleBalance(alternate: evidence.alternateDepth, reference: evidence.referenceDepth), asked.variant,
      ReferenceModels.all[asked.gene], source: "asked")
  }

  /// The balance at every heterozygous call.
  private static func ratios(of calls: CallSet) -> [ReportedAlleleRatio] {
    calls.passing.filter { $0.zygosity != .homozygous && $0.genotype.copies < 2 }.map { call in
      ratio(
        AlleleBalance(alternate: call.alternateDepth, reference: call.referenceDepth), call.variant,
        ReferenceModels.all[call.reference], source: "called")
    }
  }

  private static func ratio(
    _ balance: AlleleBalance, _ variant: Variant, _ gene: CollagenGene, source: String
  ) -> ReportedAlleleRatio {
    let names = annotate(variant: variant, gene: gene)
    return ReportedAlleleRatio(
      gene: gene.symbol, hgvsC: names.hgvsC ?? names.hgvsLRG, source: source, altDepth: balance.alternate,
      refDepth: balance.reference, ratio: balance.share.value, ratioLow: balance.share.low,
      ratioHigh: balance.share.high, verdict: balance.verdict.rawValue)
  }
}

extension MappingPool {
  /// Maps a chunk of RNA reads.
  static func map(_ chunk: CandidateChunk, with mapper: MessageMapper) -> PlacedReads {
    var placed = PlacedReads()
    var messages = PlacedMessages()
    var scratch = MessageScratch()
    let bases = chunk.bases.span
    let qualities = chunk.qualities.span
    for template in chunk.templates {
      let first = template.first
      let outcome =
        if let second = template.second {
          mapper.mapPair(
            firstBases: bases.extracting(first), firstQualities: qualities.extracting(first),
            secondBases: bases.extracting(second), secondQualities: qualities.extracting(second),
            template: template.number, into: &messages, scratch: &scratch)
        } else {
          mapper.mapSingle(
            bases: bases.extracting(first), qualities: qualities.extracting(first), template: template.number,
            into: &messages, scratch: &scratch)
        }
      placed.count(outcome.first)
      if let second = outcome.second { placed.count(second) }
    }
    placed.store = messages.spliced
    placed.unspliced = messages.unspliced
    for (template, name) in chunk.names { placed.names[template] = name }
    return placed
  }
}
