// From calls and coverage on the gene records to named rows on an assembly.

import BioSequence
import Knowledge
import HGVS
import Reporting
import TypeICollagen
import VariantCalling
import VariantNaming

/// Turns what the caller found into a ``Reporting/ScreenReport``.
struct ScreenReportBuilder {
  let options: ScreenOptions

  private static let contigOrder = ["chr7", "chr17"]

  /// - Parameters:
  ///   - result: calls and coverage, indexed like ``ReferenceModels/all``.
  ///   - counts: what became of the reads.
  ///   - inputs: the files, in the order given.
  ///   - warnings: what was noticed while reading.
  func report(
    _ result: CallSet, counts: ReadCounts, confirmations: [Confirmation], inputs: [ReportedInput], warnings: [String]
  ) -> ScreenReport {
    var warnings = warnings + result.diagnostics.map(ScreenReportBuilder.text(of:)) + options.known.warnings
    var calls: [ReportedCall] = []
    for call in result.calls {
      let row = row(call)
      // On GRCh37 a variant to the assembly's own base is none there; a record with REF equal to ALT would be no VCF.
      if row.ref == row.alt {
        warnings.append(
          "\(row.hgvsC) (\(row.zygosity)) is the base of \(options.assembly.rawValue) at \(row.chrom):\(row.pos): no record"
        )
      } else {
        calls.append(row)
      }
    }
    var coverage = result.coverage
    // Transcripts are as many as a cell makes of them: their number says nothing of copies of the gene.
    if options.molecule == .dna, let basis = result.copyNumber {
      let copyNumber = copyNumber(basis, calls: result.calls, inputs: inputs)
      calls += copyNumber.calls
      warnings += copyNumber.warnings
      coverage = zip(coverage.indices, coverage).map { index, record in
        record.explained(
          by: copyNumber.events.filter { $0.reference == index },
          exons: ReferenceModels.all[index].record.preferredTranscript.exons)
      }
    }
    calls.sort(by: ScreenReportBuilder.precedes)
    if options.assembly == .grch37 {
      warnings.append(
        "GRCh37 has another base than the transcript at COL1A1 c.3223 (chr17:48265495, rs1800215); variants are told against the transcript"
      )
    }
    let covered = coverageRows(coverage)
    warnings += ScreenReportBuilder.crowding(calls: calls, coverage: covered)
    return ScreenReport(
      sample: options.sample, assembly: options.assembly, contigs: contigs, inputs: inputs, counts: counts,
      calls: calls, coverage: covered, confirmations: confirmations,
      detection: detection(coverage), warnings: warnings,
      settings: settings(result), exonDepth: exonDepth(result.copyNumber))
  }

  private var contigs: [(name: String, length: Int)] {
    let found = ReferenceModels.all.compactMap { $0.record.mapping(on: options.assembly) }
    return ScreenReportBuilder.contigOrder.compactMap { name in
      found.first { "chr\($0.chromosome)" == name }.map { (name, $0.contigLength) }
    }
  }

  private func row(_ call: VariantCall) -> ReportedCall {
    let gene = ReferenceModels.all[call.reference]
    let names = annotate(variant: call.variant, gene: gene)
    let allele = options.assembly == .grch38 ? names.vcf38 : names.vcf37
    let mapping = gene.record.mapping(on: options.assembly)
    return ReportedCall(
      gene: gene.symbol, variantClass: names.variantClass.rawValue, chrom: "chr\(allele.chromosome)",
      pos: allele.position, ref: DNASequence(codes: allele.reference).description,
      alt: DNASequence(codes: allele.alternate).description,
      hgvsG: options.assembly == .grch38 ? names.hgvsG38 : names.hgvsG37, hgvsLRG: names.hgvsLRG,
      hgvsC: names.hgvsC ?? "", hgvsP: names.hgvsP ?? "", consequence: names.consequence, exon: names.exon ?? "",
      legacyExon: names.legacyExon ?? "", helixResidue: names.helixResidue.map(String.init) ?? "",
      tripletPosition: names.tripletPosition?.rawValue ?? "", collagenEffect: names.collagenEffect,
      genotype: call.genotype.description, zygosity: call.zygosity.rawValue, depth: call.depth,
      referenceDepth: call.referenceDepth, altDepth: call.alternateDepth, vaf: call.alleleFraction.value,
      vafLow: call.alleleFraction.low, vafHigh: call.alleleFraction.high, variantQuality: Int(call.quality.rounded()),
      quality: call.genotypeQuality,
      filter: call.isPass ? "PASS" : call.filters.map(\.rawValue).joined(separator: ";"),
      phaseSet: call.phaseSet.flatMap { offset in mapping.map { $0.chromosomeOffset(ofRecordOffset: offset) + 1 } },
      known: options.known.annotations(of: call.variant, gene: call.reference).map(\.text).joined(separator: "; "))
  }

  /// The target's regions, each cut into runs of one verdict, in chromosome order.
  private func coverageRows(_ coverage: [ReferenceCoverage]) -> [CoverageRow] {
    var rows: [CoverageRow] = []
    for region in options.target.regions {
      let gene = ReferenceModels.all[region.gene]
      guard let mapping = gene.record.mapping(on: options.assembly) else { continue }
      for run in coverage[region.gene].runs(in: region.range) {
        let place = mapping.chromosomeRange(ofRecordRange: run.range)
        var reason = "."
        if case .noCall(let why) = run.verdict { reason = why.rawValue }
        rows.append(
          CoverageRow(
            chrom: "chr\(mapping.chromosome)", start: place.lowerBound, end: place.upperBound, gene: gene.symbol,
            region: region.name, depthMedian: run.medianDepth, verdict: run.verdict.word, reason: reason))
      }
    }
    return rows.sorted {
      ScreenReportBuilder.rank($0.chrom) == ScreenReportBuilder.rank($1.chrom)
        ? $0.start < $1.start : ScreenReportBuilder.rank($0.chrom) < ScreenReportBuilder.rank($1.chrom)
    }
  }

  /// The limits of detection of the target's bases, region by region in chromosome order, equal neighbours joined.
  private func detection(_ coverage: [ReferenceCoverage]) -> [DetectionRun] {
    var runs: [DetectionRun] = []
    // Limits by depth, one table a gene: exons share their depths.
    var limits = coverage.map { _ in [Int32: Double]() }
    for region in options.target.regions {
      let gene = ReferenceModels.all[region.gene]
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
    return runs.sorted {
      ScreenReportBuilder.rank($0.chrom) == ScreenReportBuilder.rank($1.chrom)
        ? $0.start < $1.start : ScreenReportBuilder.rank($0.chrom) < ScreenReportBuilder.rank($1.chrom)
    }
  }

  private func settings(_ result: CallSet) -> [(name: String, value: String)] {
    let duplicates =
      if result.ampliconLike {
        "not marked (amplicons)"
      } else {
        options.calling.marksDuplicates && options.molecule == .dna ? "marked" : "not marked"
      }
    let molecule =
      options.molecule == .rna ? [("molecule", "RNA: genotypes and fractions are those of the messages")] : []
    let known = options.known.summaries.map { ("known variants", $0) }
    return molecule + known + [
      ("target", options.targetName), ("minimum depth", "\(options.calling.minDepth)"),
      ("minimum allele fraction", NumberFormat.fixed(options.calling.minVAF, digits: 4)), ("duplicates", duplicates),
    ]
  }

  private static func text(of diagnostic: CallDiagnostic) -> String {
    switch diagnostic {
    case .ampliconLike:
      "most reads start at few places, as amplicons do: duplicates were not marked"
    case .splicedReads(let fraction):
      "\(NumberFormat.fixed(fraction * 100, digits: 1)) % of the reads jump introns: this looks like RNA; "
        + "introns were neither called nor taken for deletions, screen it with --molecule rna"
    case .manyDuplicates(let fraction):
      "\(NumberFormat.fixed(fraction * 100, digits: 1)) % of the read pairs are duplicates"
    }
  }

  /// Two genomes of a person differ from the reference at about one base in 600 in all; five times that many calls
  /// are another species, a mixture with one, or reads of something else.
  static func crowding(calls: [ReportedCall], coverage: [CoverageRow]) -> [String] {
    let passed = calls.count(where: \.isPass)
    let called = coverage.reduce(0) { $0 + ($1.verdict != "no_call" ? $1.end - $1.start : 0) }
    guard passed >= 20, passed * 120 > called else { return [] }
    return [
      "\(passed) variants in \(called) called bases are more than a person has: "
        + "are these reads of one human sample, without another species?"
    ]
  }

  static func rank(_ chrom: String) -> Int { contigOrder.firstIndex(of: chrom) ?? contigOrder.count }

  private static func precedes(_ left: ReportedCall, _ right: ReportedCall) -> Bool {
    (rank(left.chrom), left.pos, left.ref, left.alt) < (rank(right.chrom), right.pos, right.ref, right.alt)
  }
}
