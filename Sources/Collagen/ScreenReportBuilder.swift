// From calls and coverage on the gene records to named rows on an assembly.

import Alignment
import Documents
import BioSequence
import Knowledge
import HGVS
import Reporting
import TypeICollagen
import VariantCalling
import VariantNaming

/// Turns what the caller found into a ``Reporting/ScreenDocument``.
struct ScreenReportBuilder {
  let options: ScreenOptions

  /// - Parameters:
  ///   - result: calls and coverage, indexed like the genes of the options.
  ///   - counts: what became of the reads.
  ///   - qualities: those of the reads' bases.
  ///   - inputs: the files, in the order given.
  ///   - warnings: what was noticed while reading.
  /// - Returns: the document, and the coverage that it tells of.
  func report(
    _ result: CallSet, counts: ReadCounts, qualities: BaseQualities?, confirmations: [Confirmation],
    families: FamilyCounts? = nil, inputs: [ReportedInput], warnings: [String]
  ) -> (document: ScreenDocument, coverage: [ReferenceCoverage]) {
    var warnings = warnings + result.diagnostics.map(ScreenReportBuilder.text(of:)) + options.known.warnings
    var calls: [Call] = []
    // Transcripts are as many as a cell makes of them: their number says nothing of copies of the gene.
    let copyNumber = result.copyNumber.flatMap { basis in
      options.molecule == .dna ? self.copyNumber(basis, of: result, inputs: inputs) : nil
    }
    var rows = result.calls.compactMap { call in settledRow(call, events: copyNumber?.events ?? []) }
    HaplotypeColumns.fill(&rows, genes: options.genes)
    var coverage = result.coverage
    for (call, row) in rows {
      if row.ref == row.alt {
        warnings.append(leaveOut(call, row, &coverage))
      } else {
        calls.append(row)
      }
    }
    calls += result.breakpoints.compactMap(row)
    if let copyNumber {
      calls += copyNumber.calls
      warnings += copyNumber.warnings
      coverage = zip(coverage.indices, coverage).map { index, record in
        record.explained(
          by: copyNumber.events.filter { $0.reference == index },
          exons: options.genes.genes[index].record.preferredTranscript.exons)
      }
    }
    calls = ScreenReportBuilder.phaseSetsNamed(calls)
    sort(&calls)
    warnings += assemblyDifferences
    let covered = ScreenCoverage(runs: coverageRuns(coverage), detectionLimits: detection(coverage))
    warnings += ScreenReportBuilder.masking(covered)
    warnings += ScreenReportBuilder.excessVariants(calls: calls, coverage: covered)
    var report = ScreenDocument(sample: options.sample, assembly: options.assembly)
    report.version = "collagen \(CollagenVersion.number)"
    report.inputs = inputs
    report.inputCompleteness = InputCompleteness(of: inputs)
    report.counts = counts
    report.settings = settings(result)
    report.calls = calls
    report.coverage = covered
    report.confirmations = confirmations
    report.library = library(result)
    report.insertSizes = options.molecule == .dna ? result.library.flatMap(InsertSizes.init) : nil
    report.baseQualities = qualities
    if options.molecule == .dna, let found = result.contamination { warnings.append(found.warning) }
    report.families = families.map { self.families($0, result) }
    report.warnings = warnings
    report.contigs = contigs
    report.genotypes = report.sureGenotypes(common: commonVariants)
    report.exonDepth = ExonDepth(genes: exonDepth(result.copyNumber))
    return (report, coverage)
  }

  /// The common variants of the genes at their places on the assembly; one whose name does not fit its gene is left out,
  /// which a test rules out for the embedded genes.
  private var commonVariants: [(site: Call, frequency: Double)] {
    let namer = CollagenNamer(genes: options.genes, assembly: options.assembly)
    return options.genes.genes.flatMap { gene in
      gene.commonVariants.compactMap { entry in
        guard let found = try? namer.variant(for: entry.hgvsC) else { return nil }
        let annotation = annotate(variant: found.variant, gene: options.genes.genes[found.gene])
        return Call(annotation, assembly: options.assembly).map { ($0, entry.frequency) }
      }
    }
  }

  private var contigs: [Contig] {
    options.genes.contigs(on: options.assembly).map { Contig(name: $0.contig, length: $0.contigLength) }
  }

  func row(_ call: VariantCall) -> Call? {
    let gene = options.genes.genes[call.reference]
    guard var row = Call(annotate(variant: call.variant, gene: gene), assembly: options.assembly) else { return nil }
    let mapping = gene.record.mapping(on: options.assembly)
    row.genotype = ScreenReportBuilder.genotype(of: call)
    row.zygosity = Call.Zygosity(rawValue: call.zygosity.rawValue)
    row.depth = call.depth
    row.refDepth = call.referenceDepth
    row.altDepth = call.alternateDepth
    row.vaf = call.alleleFraction.value.rounded4
    row.vafLow = call.alleleFraction.low.rounded4
    row.vafHigh = call.alleleFraction.high.rounded4
    row.qual = Int(call.quality.rounded())
    row.quality = call.genotypeQuality
    row.filter = call.isPass ? ["PASS"] : call.filters.map(\.rawValue)
    row.phaseSet = call.phaseSet.flatMap { offset in mapping.map { $0.chromosomeOffset(ofRecordOffset: offset) + 1 } }
    row.known = options.known.annotations(of: call.variant, gene: call.reference)
    return row
  }

  /// On GRCh37 a variant to the assembly's own base is none there; a record with REF equal to ALT would be no VCF. Both copies
  /// have the assembly's base, or one of them the record's, for which there is no record either.
  ///
  /// - Returns: what is said of it.
  private func leaveOut(_ call: VariantCall, _ row: Call, _ coverage: inout [ReferenceCoverage]) -> String {
    coverage[call.reference] = coverage[call.reference].settled(
      call.variant.range, as: call.zygosity == .homozygous ? .reference : .noCall(.ambiguous))
    return
      "\(row.name) (\(call.zygosity.rawValue)) is the base of \(options.assembly.rawValue) at \(row.chrom):\(row.pos): no record"
  }

  /// GT: opposite a called deletion the other allele is `*`, number 2.
  private static func genotype(of call: VariantCall) -> String {
    guard call.zygosity == .hemizygous else { return call.genotype.description }
    return call.genotype.isPhased ? call.genotype.first == 1 ? "1|2" : "2|1" : "1/2"
  }

  /// The target's regions, each cut into runs of one verdict, in chromosome order.
  private func coverageRuns(_ coverage: [ReferenceCoverage]) -> [CoverageRun] {
    var rows: [CoverageRun] = []
    for region in options.target.regions {
      let gene = options.genes.genes[region.gene]
      guard let mapping = gene.record.mapping(on: options.assembly) else { continue }
      for run in coverage[region.gene].runs(in: region.range) {
        let place = mapping.chromosomeRange(ofRecordRange: run.range)
        var verdict = run.verdict == .variant ? CoverageRun.Verdict.variant : .reference
        var reason: String?
        if case .noCall(let why) = run.verdict { (verdict, reason) = (.noCall, why.rawValue) }
        rows.append(
          CoverageRun(
            chrom: "chr\(mapping.chromosome)", start: place.lowerBound, end: place.upperBound, gene: gene.symbol,
            region: region.name, depthMedian: run.medianDepth, verdict: verdict, reason: reason))
      }
    }
    return inChromosomeOrder(rows) { ($0.chrom, $0.start) }
  }

  /// The limits of detection of the target's bases, region by region in chromosome order, equal neighbours joined.
  private func detection(_ coverage: [ReferenceCoverage]) -> [DetectionRun] {
    var runs: [DetectionRun] = []
    // Limits by depth, one table a gene: exons share their depths.
    var limits = coverage.map { _ in [Int32: Double]() }
    for region in options.target.regions {
      let gene = options.genes.genes[region.gene]
      guard let mapping = gene.record.mapping(on: options.assembly) else { continue }
      let depths = coverage[region.gene].depths
      let model = coverage[region.gene].detection
      var start = region.range.lowerBound
      var limit = -1.0
      func close(_ end: Int) {
        guard start < end else { return }
        let place = mapping.chromosomeRange(ofRecordRange: start..<end)
        runs.append(
          DetectionRun(
            chrom: "chr\(mapping.chromosome)", start: place.lowerBound, end: place.upperBound, limit: limit))
      }
      for offset in region.range {
        let depth = depths[offset]
        let exact = limits[region.gene][depth] ?? model.limit(fragments: Int(depth))
        limits[region.gene][depth] = exact
        let here = DetectionRun.steps.first { $0 >= exact } ?? 1
        if here != limit {
          close(offset)
          start = offset
          limit = here
        }
      }
      close(region.range.upperBound)
    }
    return inChromosomeOrder(runs) { ($0.chrom, $0.start) }
  }

  /// What the reads say of the library; transcripts are told about elsewhere.
  private func library(_ result: CallSet) -> LibraryReport? {
    guard options.molecule == .dna, let profile = result.library else { return nil }
    let platform: LibraryReport.Platform =
      if let rate = profile.measuredIndelRate {
        rate >= LibraryProfile.nanoporeLikeRate ? .nanoporeLike : profile.isIndelProne ? .ionLike : .illuminaLike
      } else {
        .unknown
      }
    return LibraryReport(
      orientation: LibraryReport.Orientation(rawValue: profile.orientation.rawValue) ?? .single,
      insertSize: profile.insertSize, insertSizeLow: profile.insertRange?.lowerBound,
      insertSizeHigh: profile.insertRange?.upperBound, indelRate: profile.indelRate, mismatchRate: profile.mismatchRate,
      platform: platform, contamination: LibraryReport.Contamination(result.contamination),
      divergentFraction: profile.divergentFraction)
  }

  private func families(_ counts: FamilyCounts, _ result: CallSet) -> FamilyReport {
    FamilyReport(
      identifier: options.identifiers?.description ?? "", fragments: counts.fragments, families: counts.families,
      singletons: counts.singletons, singletonsUsed: !options.dropsSingletons, duplex: counts.duplex,
      outvoted: counts.outvoted, strandDifferences: counts.strandDifferences,
      sizes: counts.sizes.sorted { $0.key < $1.key }.map { [$0.key, $0.value] },
      errorRate: result.coverage.max { ScreenReportBuilder.bases($0) < ScreenReportBuilder.bases($1) }?.detection
        .errorRate
        ?? 0)
  }

  private static func bases(_ coverage: ReferenceCoverage) -> Int { coverage.depths.reduce(0) { $0 + Int($1) } }

  private func settings(_ result: CallSet) -> ScreenSettings {
    let marks = options.calling.marksDuplicates && options.molecule == .dna
    return ScreenSettings(
      molecule: options.molecule, known: options.known.files, target: options.targetName,
      minDepth: options.calling.minDepth,
      minVAF: options.calling.minVAF, amplicons: options.ampliconsName,
      duplicates: options.identifiers != nil
        ? .families : result.ampliconLike ? .amplicons : marks ? .marked : .notMarked)
  }

  private static func text(of diagnostic: CallDiagnostic) -> String {
    switch diagnostic {
    case .ampliconLike:
      "most reads start at few places, as amplicons do: duplicates were not marked"
    case .primersAssumed(let length):
      "the primers are not known: the first \(length) bases of reads at each start are taken for one, and bases that only these "
        + "cover are no_call (primer); give the primers with --amplicons"
    case .primersUnmatched(let fraction):
      "\(NumberText.fixed(fraction * 100, 1)) % of the reads begin in no primer of --amplicons: are they of another panel or "
        + "assembly, or were the primers cut off before? No base of such reads was left out"
    case .splicedReads(let fraction):
      "\(NumberText.fixed(fraction * 100, 1)) % of the reads skip introns (a gap over the intron): \(ScreenWarning.likelyRNA); "
        + "introns were neither called nor taken for deletions, screen it with --molecule rna"
    case .manyDuplicates(let fraction):
      "\(NumberText.fixed(fraction * 100, 1)) % of the read pairs are duplicates"
    case .orientation(let orientation):
      orientation == .outward
        ? "the mates of most pairs face away from each other, as in mate-pair libraries: \(ScreenWarning.oneLibrary)"
        : "both mates of most pairs lie on one strand: \(ScreenWarning.oneLibrary)"
    case .indelProne(let rate):
      "reads have \(NumberText.fixed(rate * 1000, 1)) insertions or deletions in 1,000 bases that the sample does not have "
        + "(Illumina reads have about 0.02): indels are held against the sample's own rate by run length, and small ones in runs may be missed"
    case .foreignCopies(let pieces):
      "\(pieces) \(pieces == 1 ? "piece" : "pieces") of the genes \(pieces == 1 ? "lies" : "lie") a further time elsewhere in this DNA, "
        + "joined to other sequence: a plasmid, a minigene or another construct in the laboratory, or a copy put in at another "
        + "place of the genome; bases at the ends have no call, and calls within the pieces may be those of the copy"
    case .divergentReads(let fraction):
      "\(NumberText.fixed(fraction * 100, 1)) % of the reads differ from the genes at one base in 25 and more: they are "
        + "\(ScreenWarning.otherSpecies); variants on such reads do not count (foreign_dna)"
        + (fraction >= 0.5 ? ", and no base is called reference" : "")
    case .foreignCalls(let calls):
      "\(calls) \(calls == 1 ? "record does" : "records do") not count as the fragments that show \(calls == 1 ? "it" : "them") are not of the "
        + "person's genes (filter foreign_dna): they differ at many other places, lack introns as a cDNA does, or were joined in the laboratory"
    case .possiblyForeign(let calls):
      "\(calls) \(calls == 1 ? "record does" : "records do") not count (filter possible_contamination): a mosaic variant and another "
        + "person's DNA would look alike here, as so few bases were read, or so few times, that no further alleles of that person are "
        + "in reach, or as the variant is common; read the whole genes or more fragments, or another tissue"
    case .tooComplex(let windows):
      "\(windows) places were left without a verdict (too_complex): so many reads or so many rearrangements there are not "
        + "of one person's genes; is this a chimeric library, or are there constructs of these genes in the sample?"
    }
  }

  /// Files whose qualities were blanked (all `#`) look like ordinary ones, but nothing can be called from them.
  static func masking(_ coverage: ScreenCoverage) -> [String] {
    let unusable = coverage.noCallByReason[NoCallReason.lowBaseQuality.rawValue, default: 0]
    guard unusable * 2 > coverage.targetBases else { return [] }
    return [
      "\(unusable) of \(coverage.targetBases) target bases have reads whose base qualities are too low to be used, as in "
        + "files in which they were blanked ('#'): take the files as the sequencer wrote them; if their qualities are "
        + "lost, give the reads as FASTA"
    ]
  }

  /// Two genomes of a person differ from the reference at about one base in 600 in all; five times that many calls
  /// are another species, a mixture with one, or reads of something else.
  static func excessVariants(calls: [Call], coverage: ScreenCoverage) -> [String] {
    let passed = calls.count(where: \.isPass)
    let called = coverage.reference + coverage.variant
    guard passed >= 20, passed * 120 > called else { return [] }
    return [
      "\(passed) variants in \(called) called bases are more than expected of one person: "
        + "are these reads of one human sample, without another species?"
    ]
  }

  /// The bases in which the assembly differs from the transcripts.
  private var assemblyDifferences: [String] {
    options.genes.genes.flatMap { gene -> [String] in
      guard let mapping = gene.record.mapping(on: options.assembly) else { return [] }
      return mapping.differences.map { difference in
        let position = mapping.chromosomeOffset(ofRecordOffset: difference.offset) + 1
        let place = ["\(mapping.contig):\(position)", difference.dbSNP].compactMap(\.self).joined(separator: ", ")
        let name = gene.model.transcripts[0].position(ofRecordOffset: difference.offset).map { " c.\($0)" } ?? ""
        return "\(options.assembly.rawValue) has another base than the transcript at \(gene.symbol)\(name) (\(place)); "
          + "variants are named against the transcript"
      }
    }
  }

  /// The place of each chromosome in the order of files.
  private var ranks: [String: Int] {
    Dictionary(
      uniqueKeysWithValues: options.genes.contigs(on: options.assembly).enumerated().map { ($1.contig, $0) })
  }

  /// Rows in the order of files: by chromosome, then by start.
  func inChromosomeOrder<Row>(_ rows: [Row], place: (Row) -> (chrom: String, start: Int)) -> [Row] {
    let ranks = ranks
    return rows.sorted { left, right in
      let (left, right) = (place(left), place(right))
      return (ranks[left.chrom, default: .max], left.start) < (ranks[right.chrom, default: .max], right.start)
    }
  }

  private func sort(_ calls: inout [Call]) {
    let ranks = ranks
    calls.sort { left, right in
      let (first, second) = (ranks[left.chrom, default: .max], ranks[right.chrom, default: .max])
      return (first, left.pos, left.ref, left.alt) < (second, right.pos, right.ref, right.alt)
    }
  }
}
