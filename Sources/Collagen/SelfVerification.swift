// The program tests itself: samples with planted variants of every class are simulated and screened.

import BioSequence
import Documents
import HGVS
package import ReadSimulation
import Reporting
import SequenceIO
import TypeICollagen
import VariantCalling
import VariantNaming

/// Simulates samples with known variants, screens them, and compares.
///
/// The samples are the same every time, drawn from fixed seeds: a build that works finds all of them, whatever the
/// machine and the number of threads.
package struct SelfVerification: Sendable {
  /// One line of the table: a variant that was planted, or that was found without having been planted.
  package struct Row: Sendable, Hashable {
    /// The sample's name.
    package let sample: String
    /// The class, as `variants.tsv` has it, or the kind of junction.
    package let kind: String
    /// What was planted: `.` if nothing was.
    package let planted: String
    /// What was found: `.` if nothing was.
    package let found: String
    /// Zygosity and fraction as found; empty if nothing was.
    package let detail: String
    /// Whether the two are the same.
    package let isRight: Bool
  }

  /// A sample of the test.
  package struct Sample: Sendable {
    /// Its name: also that of its files.
    package let name: String
    /// What it is, in a few words.
    package let summary: String
    /// How its reads are made.
    package let plan: SimulationPlan

    /// What is planted in transcripts; `nil` for DNA.
    var rna: RNAPlan? {
      if case .rna(let plan) = plan.molecule { plan } else { nil }
    }
  }

  private let genes: GeneCatalog
  private let threads: Int

  /// A test of the embedded genes.
  package init(threads: Int) {
    genes = .embedded
    self.threads = threads
  }

  /// The samples, in the order of the table.
  ///
  /// - Throws: ``ReadSimulation/SimulationError`` if one cannot be planned, which a test rules out.
  package func samples() throws(SimulationError) -> [Sample] {
    let simulated = genes.genes.map { gene in
      let transcript = gene.record.preferredTranscript
      return SimulatedGene(
        sequence: gene.record.sequence, exons: transcript.exons, codingRange: transcript.codingRange)
    }
    func sample(
      _ name: String, _ summary: String, seed: UInt64, depth: Double = 60, _ classes: [RandomVariantClass] = [],
      allele: PlantedAllele? = nil, rna: RNAPlan? = nil
    ) throws(SimulationError) -> Sample {
      var source = RandomVariants(genes: simulated, seed: seed)
      let planted = try source.draw(count: classes.count, classes: classes, allele: allele)
      var plan = SimulationPlan(genes: simulated, variants: planted, seed: seed)
      plan.depth = depth
      if let rna { plan.molecule = .rna(rna) }
      return Sample(name: name, summary: summary, plan: plan)
    }
    let exons: Set = [
      RandomVariantClass.exonDeletion, .exonDuplication, .distantExonDeletion, .distantExonDuplication,
    ]
    let small = RandomVariantClass.allCases.filter { !exons.contains($0) }
    var rna = RNAPlan()
    rna.splicing = [
      PlantedSplicing(gene: 0, event: .exonSkip(7..<8)), PlantedSplicing(gene: 1, event: .intronRetention(13)),
    ]
    return [
      try sample(
        "heterozygous", "germline variants of every small class", seed: 111, small, allele: .heterozygous(haplotype: 0)),
      try sample("homozygous", "the same classes on both alleles", seed: 102, small, allele: .homozygous),
      try sample(
        "exons", "deletion and duplication of whole exons", seed: 103, [.exonDeletion, .exonDuplication],
        allele: .heterozygous(haplotype: 1)),
      try sample(
        "mosaic", "substitutions in one of ten molecules", seed: 104, depth: 200, [.snv, .snv],
        allele: .mosaic(fraction: 0.1)),
      try sample("normal", "no variant: nothing may be found", seed: 105),
      try sample("transcripts", "RNA: an exon skipped and an intron kept by one allele", seed: 106, rna: rna),
    ]
  }

  /// Screens a sample whose reads lie in two files.
  ///
  /// - Returns: what was planted beside what was found, and what was found beside that.
  /// - Throws: what a screen throws.
  package func rows(_ sample: Sample, reads: (first: String, second: String)) throws -> [Row] {
    var options = ScreenOptions(sample: sample.name, genes: genes)
    options.threads = threads
    options.molecule = sample.rna == nil ? .dna : .rna
    let lanes = [ReadLane.paired(InputSource(path: reads.first), InputSource(path: reads.second))]
    let report = try ScreenPipeline.run(lanes: lanes, options: options).report
    return try sample.rna == nil ? variants(sample, report) : junctions(sample, report)
  }

  private func variants(_ sample: Sample, _ report: ScreenDocument) -> [Row] {
    var others = report.passed
    var rows = sample.plan.variants.map { planted in
      let names = annotate(variant: planted.variant, gene: genes.genes[planted.gene])
      let zygosity: Call.Zygosity =
        switch planted.allele {
        case .heterozygous: .heterozygous
        case .homozygous: .homozygous
        case .mosaic: .mosaic
        }
      let place = names.names.genomic(on: report.assembly)?.hgvs
      let index = others.firstIndex { $0.gene == genes.genes[planted.gene].symbol && $0.hgvsG == place }
      let call = index.map { others.remove(at: $0) }
      return Row(
        sample: sample.name, kind: names.variantClass.rawValue, planted: names.hgvsC ?? names.hgvsRecord,
        found: call?.name ?? ".", detail: call.map(SelfVerification.detail) ?? "", isRight: call?.zygosity == zygosity)
    }
    rows += others.map {
      Row(
        sample: sample.name, kind: $0.class?.rawValue ?? ".", planted: ".", found: $0.name,
        detail: SelfVerification.detail($0),
        isRight: false)
    }
    if rows.isEmpty {
      let isWhole = report.coverage?.noCall == 0
      rows = [
        Row(
          sample: sample.name, kind: "none", planted: ".", found: ".",
          detail: NumberText.fixed(report.coverage?.calledPercent ?? 0, 2) + " % of the target called", isRight: isWhole
        )
      ]
    }
    return rows
  }

  private func junctions(_ sample: Sample, _ report: ScreenDocument) throws -> [Row] {
    var others = (report.rna?.junctions ?? []).filter { $0.kind != .canonical && $0.filter == ["PASS"] }
    let planted = try SplicingTruth(plan: sample.plan).junctions.filter { $0.kind != .annotated }
    var rows = planted.compactMap { junction -> Row? in
      let gene = genes.genes[junction.gene]
      guard let mapping = gene.record.mapping(on: report.assembly) else { return nil }
      let range = min(junction.donor, junction.acceptor)..<max(junction.donor, junction.acceptor)
      let place = mapping.chromosomeRange(ofRecordRange: range)
      let name = "\(gene.symbol) \(mapping.contig):\(place.lowerBound + 1)-\(place.upperBound)"
      let index = others.firstIndex {
        $0.kind.rawValue == junction.kind.rawValue && $0.gene == gene.symbol && $0.start == place.lowerBound
          && $0.end == place.upperBound
      }
      let found = index.map { others.remove(at: $0) }
      return Row(
        sample: sample.name, kind: junction.kind.rawValue, planted: name, found: found == nil ? "." : name,
        detail: found.map { "ratio \(NumberText.fixed($0.ratio, 2))" } ?? "", isRight: found != nil)
    }
    rows += others.map {
      Row(
        sample: sample.name, kind: $0.kind.rawValue, planted: ".",
        found: "\($0.gene) \($0.chrom):\($0.start + 1)-\($0.end)",
        detail: "ratio \(NumberText.fixed($0.ratio, 2))", isRight: false)
    }
    return rows
  }

  private static func detail(_ call: Call) -> String {
    [call.zygosity?.rawValue, call.vaf.map { "VAF \(NumberText.fixed($0, 2))" }].compactMap(\.self).joined(
      separator: ", ")
  }
}
