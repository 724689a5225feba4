// `collagen screen`: reads in, named variants out.

import ArgumentParser
import Collagen
import Digests
import Documents
import HGVS
import Reporting
import SequenceIO
import TypeICollagen
import VariantCalling
import VariantNaming

struct ScreenCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "screen",
    abstract: "Screen a sample's reads for variants of COL1A1 and COL1A2.",
    discussion: """
      READS may be FASTQ or FASTA, plain or compressed with gzip, bgzip or bzip2, or SAM, BAM or CRAM in any order: what a \
      file is follows from its content, not from its name; '-' is standard input. Two files are mates; more pairs are \
      further lanes of the same sample. An alignment file holds both mates and is given alone; where the reads were \
      aligned to does not matter, and duplicates are marked anew. Long reads (HiFi, nanopore, amplicons) are given as single \
      reads; docs/reads.md says what is called from them.

      Writes VCF, TSV, JSON and HTML into a new folder, and a short table to standard output.

      EXAMPLES
        collagen screen P07_R1.fastq.gz P07_R2.fastq.gz
        collagen screen --sample P07 -o results/P07 L1_R1.fq.gz L1_R2.fq.gz L2_R1.fq.gz L2_R2.fq.gz
        collagen screen --target panel.bed --no-duplicates P07_R1.fastq.gz P07_R2.fastq.gz
        collagen screen --molecule rna P07rna_R1.fastq.gz P07rna_R2.fastq.gz
        collagen screen P07.bam
        collagen screen --reference GRCh38.fa P07.cram
        collagen screen --umi RX --min-vaf 0.001 P07.bam
        collagen screen P07.hifi.fastq.gz
        zcat P07.fastq.gz | collagen screen --sample P07 --interleaved -
      """)

  enum Target {
    case exons
    case gene
    case bed(String)
  }

  enum Molecule: String, ExpressibleByArgument, CaseIterable {
    case dna
    case rna

    var sample: SampleMolecule { self == .rna ? .rna : .dna }
  }

  enum Digest: String, ExpressibleByArgument, CaseIterable {
    case sha256
    case blake3
    case none

    var algorithm: DigestAlgorithm {
      switch self {
      case .sha256: .sha256
      case .blake3: .blake3
      case .none: .none
      }
    }
  }

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text
    case tsv
    case json
  }

  @Argument(help: ArgumentHelp("Files of reads, '-' for standard input.", valueName: "reads"), completion: .file())
  var reads: [String]

  @Option(help: "Name of the sample (default: from the first file's name).")
  var sample: String?

  @Flag(help: "Each file is interleaved: mates follow each other.")
  var interleaved = false

  @Option(help: "What was sequenced: dna, or rna (spliced reads; adds the table of splice junctions).")
  var molecule: Molecule = .dna

  @Option(
    help: ArgumentHelp("VCF of known variants to mark calls with; may be given several times.", valueName: "vcf"),
    completion: .file())
  var known: [String] = []

  @Option(
    help: ArgumentHelp(
      """
      Count the fragments that support this variant, called or not (a child's variant in a parent): all of them, at any \
      depth; also written to SAMPLE.confirm.tsv. May be given several times.
      """,
      valueName: "description"))
  var confirm: [String] = []

  @Flag(help: "Accept inputs without a single read.")
  var allowEmpty = false

  @Flag(help: "Also write the aligned reads as BAM.")
  var bam = false

  @Flag(
    help: "Also write SAMPLE.g.vcf.gz: the variants, with blocks of reference and of bases without a call between them."
  )
  var gvcf = false

  @Option(help: "Digest of the inputs: sha256; blake3, which is several times faster; or none.")
  var digest: Digest = .sha256

  @Option(help: "What to print on standard output: text, tsv or json.")
  var format: Format = .text

  @OptionGroup var settings: ScreenSettings
  @OptionGroup var knowledge: KnowledgeOptions
  @OptionGroup var geneOptions: GeneOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if !interleaved, reads.count > 1, reads.count % 2 == 1 {
      throw ValidationError(
        "mates are given as pairs of files: \(reads.count) files were given (a single file is read as single reads)")
    }
    if !interleaved, reads.count > 1, let fault = MateFiles.fault(inOrder: reads) { throw ValidationError(fault) }
    if let sample, let fault = SampleName.fault(in: sample) { throw ValidationError(fault) }
    if gvcf, molecule == .rna { throw ValidationError("--gvcf is for --molecule dna: RNA shows no genotypes") }
    if settings.umiDropSingletons, molecule == .rna {
      throw ValidationError("--umi-drop-singletons is for --molecule dna: RNA counts every molecule once")
    }
    if digest != .sha256, settings.controls != nil {
      throw ValidationError(
        "--controls needs --digest sha256: it tells whether one of the controls is this very sample")
    }
    if bam, !BlockCompression.isAvailable { throw ValidationError("--bam: this build has no htslib") }
  }

  func run() throws {
    let options = try screenOptions()
    let names = ScreenFiles.names(
      sample: options.sample, withBAM: bam, molecule: molecule.sample, confirms: !confirm.isEmpty,
      withGVCF: gvcf)
    let destination = common.output ?? "\(options.sample).collagen"
    try InputGuard.check(
      inputs: reads + known + [knowledge.path].compactMap(\.self) + settings.targetFile,
      outputs: names.map { "\(destination)/\($0)" })
    do {
      var report: ScreenDocument?
      try common.publish(to: destination, "screen", sample: options.sample) { folder in
        let progress = ProgressLine(form: common.progressForm, paths: reads)
        let result = try ScreenPipeline.run(lanes: lanes, options: options) { progress.update($0) }
        progress.finish()
        try ScreenFiles.stage(result, into: folder)
        report = result.report
        return result.report.inputs.map(Manifest.File.init)
          + RunRecord.files(known + [knowledge.path].compactMap(\.self) + settings.targetFile)
      }
      if let report { try printResult(report, options.genes) }
    } catch {
      throw ScreenCommand.failure(error)
    }
  }

  private var lanes: [ReadLane] {
    let sources = reads.map(InputSource.init(path:))
    if interleaved { return sources.map { .interleaved($0) } }
    guard sources.count > 1 else { return [.single(sources[0])] }
    return stride(from: 0, to: sources.count, by: 2).map { .paired(sources[$0], sources[$0 + 1]) }
  }

  private func screenOptions() throws -> ScreenOptions {
    let name = sample ?? SampleName.derived(fromFile: reads[0])
    if let fault = SampleName.fault(in: name) { throw ExitFailure(.usage, "\(fault); give one with --sample") }
    var options = try settings.options(
      sample: name, genes: try geneOptions.catalog(), molecules: molecule == .rna ? .rna : .dna)
    options.molecule = molecule.sample
    options.digest = digest.algorithm
    options.allowsEmptyInput = allowEmpty
    options.keepsReadNames = bam
    options.writesGVCF = gvcf
    options.threads = common.threadCount
    if !interleaved, reads.count == 1 { options.remarks = [MateFiles.remark(onSingle: reads[0])].compactMap(\.self) }
    options.confirm = try confirm.map { try queried($0, options.genes) }
    options.known = try InputText.known(known, options.genes, isQuiet: true, knowledge: knowledge)
    return options
  }

  private func queried(_ description: String, _ genes: GeneCatalog) throws(ExitFailure) -> QueriedVariant {
    do throws(HGVSError) {
      return try QueriedVariant(described: description, genes: genes, assembly: settings.assembly.assembly)
    } catch {
      throw ExitFailure(.usage, "--confirm \(description): \(error.description)")
    }
  }

  private func printResult(_ report: ScreenDocument, _ genes: GeneCatalog) throws {
    for warning in report.warnings where common.quiet || format != .text {
      Console.note("collagen: warning: \(warning)")
    }
    guard !common.quiet else { return }
    switch format {
    case .text:
      try Console.output(
        ScreenText.summary(report, genes: genes, color: common.usesColor, width: Console.outputWidth))
    case .tsv: try Console.output(ScreenTSV.variants(report))
    case .json: try Console.output(report.text())
    }
  }

  private static func failure(_ error: any Error) -> any Error {
    switch error {
    case let error as ParseError:
      ExitFailure(ExitStatus(rawValue: error.exitStatus) ?? .badData, error.description)
    case let error as ScreenError:
      ExitFailure(.internalError, error.description)
    default: error
    }
  }
}
