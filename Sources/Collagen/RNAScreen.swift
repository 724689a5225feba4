// The RNA side of a screen: reads on transcripts, junctions and alleles beside the calls.

import Alignment
import BioSequence
import CaseReporting
import Documents
import Evidence
import HGVS
import Numerics
import Reporting
import SequenceIO
import TranscriptAnalysis
import TypeICollagen
import VariantCalling
import VariantNaming

/// Screens the transcripts of one sample, from aligned reads on.
struct RNAScreen {
  let options: ScreenOptions
  let genes: [SplicedGene]
  let cancellation: Cancellation

  /// The mapper for the transcripts of both genes.
  static func mapper(records: KMerIndex, genes: GeneCatalog) -> TranscriptMapper {
    let models = genes.genes
    return TranscriptMapper(
      genes: models.map { SplicedGene(record: $0.record.sequence, transcript: $0.record.preferredTranscript) },
      records: records, repeats: models.map(\.repeats))
  }

  /// Calls, junctions and allele ratios as a report.
  func result(
    _ mapped: MappedReads, reads: Int, inputs: [ReportedInput], warnings: [String]
  ) throws -> ScreenResult {
    let models = options.genes.genes
    var options = options
    options.target = options.target.exonic(options.genes)
    var analysis = SplicingAnalysis(
      genes: genes, targets: models.indices.map { options.target.ranges(ofGene: $0) }, repeats: models.map(\.repeats),
      options: options.calling)
    let naming = SplicingNaming(options.genes, assembly: options.assembly)
    let panel = options.splicingControls.controls(forInputs: Set(inputs.compactMap(\.sha256)), naming: naming)
    analysis.controls = panel.controls
    if options.identifiers != nil {
      analysis.identifiers = Dictionary(
        mapped.identifiers.map { ($0.template, $0.identifier) }, uniquingKeysWith: { first, _ in first })
    }
    var alignments = TranscriptAlignments()
    alignments.spliced = mapped.store
    alignments.unspliced = mapped.unspliced
    let found = try analysis.result(
      of: alignments, loop: ParallelLoop.over(threads: options.threads, cancellation))
    try checkAccuracy(found.calls, inputs)
    let use = ReadUse(
      used: found.calls.readUse.used + mapped.unspliced.reads.count, duplicates: found.calls.readUse.duplicates,
      ambiguousAlignment: found.calls.readUse.ambiguousAlignment)
    let queried = options.confirm.map {
      ($0, analysis.evidence(for: $0.variant, on: $0.gene, in: found.reads))
    }
    let builder = ScreenReportBuilder(options: options)
    let built = builder.report(
      found.calls, counts: try mapped.counts(reads: reads, use: use), qualities: mapped.baseQualities(ofReads: reads),
      confirmations: queried.map { $0.0.confirmation($0.1, options.genes) }, inputs: inputs,
      warnings: warnings + panel.warnings + ControlComparison(panel.reports).warnings(found.library)
        + self.warnings(found))
    var report = built.document
    report.insertSizes = InsertSizes(found.library)
    let comparable = found.library.areAllelesComparable
    report.rna = SplicingReport(
      junctions: naming.rows(of: found),
      alleleRatios: comparable ? queried.compactMap { ratio($0.0, $0.1) } + ratios(of: found.calls, report.calls) : [],
      unsplicedFraction: found.unsplicedFraction.value, expression: found.expression.map(reported),
      expressionRatio: expressionRatio(found.expression, ControlComparison(panel.reports).expressionRatio),
      library: ReportedLibrary(found.library),
      controls: panel.controls.controls.isEmpty ? nil : panel.controls.controls.count,
      baseCounts: comparable ? found.counts.map(baseCounts) : nil
    ).judgedBesideEvents(genes: options.genes)
    let kept =
      options.keepsReadNames
      ? KeptAlignments(
        genes: options.genes, store: alignments.onRecords(genes), names: mapped.names,
        marksDuplicates: use.duplicates > 0)
      : nil
    return ScreenResult(
      report: report, alignments: kept, genes: options.genes, regionDepths: builder.regionDepths(built.coverage))
  }

  /// Of the reads of the genes at most one in so many may be too long.
  private static let fewestUsable = 10

  /// Refuses long reads of transcripts: none of them is aligned, so that the few others would stand for all.
  static func checkLengths(_ mapped: MappedReads, _ lanes: [ReadLane]) throws(ParseError) {
    let long = mapped.filtered[FilterReason.tooLong.rawValue] ?? 0
    let used = mapped.candidates - mapped.unmapped
    guard long * fewestUsable > used else { return }
    throw ParseError(
      code: .longReads, file: lanes.first?.sources.first?.displayName ?? "reads",
      message:
        "\(long) of \(used) reads of the genes have more than \(ReadMapper.longestRead) bases: long reads of RNA (cDNA of PacBio or "
        + "nanopore sequencers) are not analysed",
      remedy: "give short reads of the RNA (pairs of 50-300 bases)")
  }

  /// Insertions and deletions a base from which on reads of RNA are refused: reads of Illumina have 0.00002, of HiFi 0.0006.
  private static let mostIndels = 0.002

  /// Refuses reads that gain and lose bases so often that those beside a junction look like unknown splice sites.
  private func checkAccuracy(_ calls: CallSet, _ inputs: [ReportedInput]) throws(ParseError) {
    for case .indelProne(let rate) in calls.diagnostics where rate >= RNAScreen.mostIndels {
      throw ParseError(
        code: .inaccurateReads, file: inputs.first?.name ?? "reads",
        message:
          "the reads have \(NumberText.fixed(rate * 1000, 1)) insertions or deletions in 1,000 bases: beside junctions these look "
          + "like unknown splice sites, so that such reads of RNA (nanopore, Ion Torrent) are not analysed",
        remedy: "give short reads of the RNA (pairs of 50-300 bases)")
    }
  }

  private func warnings(_ found: SplicingResult) -> [String] {
    var warnings: [String] = []
    if found.looksLikeDNA {
      let percent = NumberText.fixed(found.unsplicedFraction.value * 100, 1)
      warnings.append(
        "\(percent) % of the molecules at splice sites run on into the intron: this looks like DNA; retained introns were "
          + "not called, screen it with --molecule dna")
    }
    warnings += LibraryWarnings(found, genes: options.genes).texts
    let left = options.target.regions.reduce(0) { $0 + $1.range.count }
    let kept = options.target.exonic(options.genes).regions.reduce(0) { $0 + $1.range.count }
    if options.target != .exons(of: options.genes), kept < left {
      warnings.append("RNA shows exons only: \(left - kept) of \(left) target bases lie outside them and were skipped")
    }
    return warnings
  }

  private func reported(_ gene: GeneExpression) -> ReportedExpression {
    ReportedExpression(
      gene: options.genes.genes[gene.gene].symbol, fragmentsPerJunction: gene.fragmentsPerJunction,
      level: ReportedExpression.Level(rawValue: gene.level.rawValue) ?? .notExpressed,
      unsplicedFraction: gene.unspliced.value)
  }

  /// The first gene's expression over the second one's; `nil` unless both were seen.
  ///
  /// The interval is that of a ratio of two Poisson counts, `exp(log ratio +- 1.96 sqrt(1/n1 + 1/n2))` of n fragments: it
  /// holds the error of counting, not that of another culture of the same cells.
  private func expressionRatio(
    _ genes: [GeneExpression], _ normal: ClosedRange<Double>?
  ) -> ReportedExpressionRatio? {
    guard genes.count == 2, genes.allSatisfy({ $0.fragments > 0 && $0.fragmentsPerJunction > 0 }) else { return nil }
    let value = genes[0].fragmentsPerJunction / genes[1].fragmentsPerJunction
    let error = (1 / Double(genes[0].fragments) + 1 / Double(genes[1].fragments)).squareRoot()
    let factor = Elementary.exp(Distribution.normal95 * error)
    return ReportedExpressionRatio(value: value, low: value / factor, high: value * factor, normal: normal)
  }

  /// The balance at a site that was asked about: heterozygous in the DNA, so that a lost allele shows.
  private func ratio(_ queried: QueriedVariant, _ evidence: AlleleEvidence?) -> ReportedAlleleRatio? {
    guard let evidence else { return nil }
    return ratio(
      AlleleBalance(alternate: evidence.alternateDepth, reference: evidence.referenceDepth), queried.variant,
      options.genes.genes[queried.gene], source: .queried)
  }

  /// The balance at every heterozygous call.
  ///
  /// - Parameter written: the calls of the document: on GRCh37 a variant to the assembly's own base is none of them.
  private func ratios(of calls: CallSet, _ written: [Call]) -> [ReportedAlleleRatio] {
    let names = Set(written.compactMap(\.hgvsC))
    return calls.passing.filter { $0.zygosity != .homozygous && $0.zygosity != .hemizygous && $0.genotype.copies < 2 }
      .map {
        call in
        ratio(
          AlleleBalance(alternate: call.alternateDepth, reference: call.referenceDepth), call.variant,
          options.genes.genes[call.reference], source: .called)
      }.filter { names.contains($0.hgvsC) }
  }

  private func ratio(
    _ balance: AlleleBalance, _ variant: Variant, _ gene: CollagenGene, source: ReportedAlleleRatio.Source
  ) -> ReportedAlleleRatio {
    let names = annotate(variant: variant, gene: gene)
    return ReportedAlleleRatio(
      gene: gene.symbol, hgvsC: names.hgvsC ?? names.hgvsRecord, source: source, balance: balance)
  }

  /// The counts of one transcript as documents have them.
  private func baseCounts(_ counts: TranscriptCounts) -> BaseCounts {
    let gene = options.genes.genes[counts.gene]
    return BaseCounts(
      gene: gene.symbol, transcript: gene.record.preferredTranscript.accession,
      bases: counts.bases.map { $0.map(Int.init) }, crossing: counts.crossing.map(Int.init),
      indels: counts.indels.map { BaseCounts.Indel($0.variant, fragments: $0.fragments) }, indelsCut: counts.isCut)
  }
}

extension MappingPool {
  /// Maps a chunk of RNA reads.
  static func map(
    _ chunk: CandidateChunk, with mapper: TranscriptMapper, scratch: inout TranscriptMapperScratch
  ) -> MappedReads {
    var mapped = MappedReads()
    var alignments = TranscriptAlignments()
    alignments.spliced.reserveSpace(forBases: chunk.bases.count, reads: 2 * chunk.templates.count)
    let bases = chunk.bases.span
    let qualities = chunk.qualities.span
    for template in chunk.templates {
      let first = template.first
      let outcome =
        if let second = template.second {
          mapper.mapPair(
            firstBases: bases.extracting(first), firstQualities: qualities.extracting(first),
            secondBases: bases.extracting(second), secondQualities: qualities.extracting(second),
            template: template.number, into: &alignments, scratch: &scratch)
        } else {
          mapper.mapSingle(
            bases: bases.extracting(first), qualities: qualities.extracting(first), template: template.number,
            into: &alignments, scratch: &scratch)
        }
      mapped.count(outcome.first)
      if let second = outcome.second { mapped.count(second) }
    }
    mapped.store = alignments.spliced
    mapped.unspliced = alignments.unspliced
    for template in chunk.templates {
      if let identifier = template.identifier { mapped.identifiers.append((template.number, identifier)) }
    }
    for (template, name) in chunk.names { mapped.names[template] = name }
    return mapped
  }
}
