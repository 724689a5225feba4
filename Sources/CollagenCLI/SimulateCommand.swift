// `collagen simulate`: reads with planted variants, for a laboratory's own validation.

import ArgumentParser
import BioSequence
import Collagen
import ReadSimulation
import Reporting
import TypeICollagen
import SequenceIO

struct SimulateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: "Make paired reads with planted variants, from a seed.",
    discussion: """
      Writes SAMPLE_R1.fastq.gz and SAMPLE_R2.fastq.gz, and what was planted as SAMPLE.truth.vcf and SAMPLE.truth.tsv. \
      Base qualities follow the position in the read, and errors are drawn from them. The same seed gives the same bytes.

      EXAMPLES
        collagen simulate --variant 'NM_000088.4:c.589G>T' --seed 1 --sample P07
        collagen simulate --variant 'COL1A2:c.1009G>A@0.05' --depth 400 --seed 2 -o mosaic
        collagen simulate --seed 3 --depth 30 --background chr22.fa --pairs 1000000
        collagen simulate --random 12 --random-classes deletion,long_duplication --seed 6
        collagen simulate --random 4@0.05 --random-classes snv --depth 400 --design panel --batch-seed 1 --seed 7
        collagen simulate --molecule rna --variant 'COL1A1:c.642+1G>A' --splice COL1A1:skip:8@0.7 --seed 4
        collagen simulate --molecule rna --variant 'COL1A1:c.3076C>T' --allele-loss COL1A1@0.1 --seed 5
      """)

  enum GenotypeOption: String, ExpressibleByArgument, CaseIterable {
    case het
    case hom
  }

  enum ErrorModelOption: String, ExpressibleByArgument, CaseIterable {
    case standard
    case flat
    case binned
    case slippage
    case errorless = "none"

    var model: ErrorModel { ErrorModel(rawValue: rawValue) ?? .standard }
  }

  enum Molecule: String, ExpressibleByArgument, CaseIterable {
    case dna
    case rna
  }

  @Option(
    help: ArgumentHelp(
      "A variant to plant; followed by @FRACTION if it is mosaic, or by @h1, @h2 or @hom for the allele it lies on.",
      valueName: "description[@vaf]")
  )
  var variant: [String] = []

  @Option(
    help: ArgumentHelp(
      "Plant this many random variants in the exons, taking the classes in turn; suffix as in --variant.",
      valueName: "n[@vaf]"))
  var random: String?

  @Option(
    help: ArgumentHelp(
      "Classes for --random: \(RandomVariantClass.allCases.map(\.rawValue).joined(separator: ", ")) (default: all but the distant ones).",
      valueName: "class,..."))
  var randomClasses: String?

  @Option(help: "Genotype of variants without a suffix: het (all on allele h1) or hom.")
  var genotype: GenotypeOption = .het

  @Option(help: "Mean depth over the genes.")
  var depth = 60.0

  @Option(help: "Read length in bases.")
  var readLength = 150

  @Option(help: ArgumentHelp("Mean and standard deviation of the fragment length.", valueName: "mean,sd"))
  var insert = "370,60"

  @Option(
    help: ArgumentHelp("FASTA to draw other reads from, with --pairs or --background-pairs.", valueName: "fasta"),
    completion: .file())
  var background: String?

  @Option(help: "Number of pairs from the background, in addition to those of the genes.")
  var backgroundPairs: Int?

  @Option(help: "Number of pairs in all; what the genes do not need comes from the background.")
  var pairs: Int?

  @Option(
    help: """
      How the sequencer errs: standard, flat (1 error in 100, all scores 20), binned (scores 2, 12, 23, 37), slippage \
      (binned, and runs of equal bases lose or gain one) or none.
      """)
  var errorModel: ErrorModelOption = .standard

  @Option(help: "What is sequenced: dna, or rna (spliced transcripts).")
  var molecule: Molecule = .dna

  @Option(help: "The seed of all random choices.")
  var seed: UInt64

  @Option(help: "Name of the sample, and of the files.")
  var sample = "simulated"

  @Option(help: "Assembly of VCF-style descriptions and of the truth VCF: GRCh38 or GRCh37.")
  var assembly: AssemblyOption = .grch38

  @OptionGroup(title: "Design options") var design: SimulateDesignOptions

  @OptionGroup(title: "RNA options") var rna: SimulateRNAOptions

  @OptionGroup var geneOptions: GeneOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    do {
      let genes = try geneOptions.catalog()
      try check(genes)
      try simulate(genes)
    } catch let error as ValidationError {
      // One line, without the usage text: the fault lies in a value, not in the spelling of an option.
      throw ExitFailure(.usage, error.description)
    } catch let error as SimulationError {
      throw failure(error)
    } catch let error as OutputError {
      throw ExitFailure(error)
    } catch let error as WriteError {
      throw ExitFailure(.inputOutput, error.description)
    }
  }

  private func simulate(_ genes: GeneCatalog) throws {
    let given = try variant.map { try parse($0, genes) }
    try checkAlleles(given, genes)
    var names = ["\(sample)_R1.fastq.gz", "\(sample)_R2.fastq.gz", "\(sample).truth.vcf", "\(sample).truth.tsv"]
    if molecule == .rna { names += ["\(sample).truth.junctions.tsv", "\(sample).truth.alleles.tsv"] }
    if design.primers != nil { names.append("\(sample).primers.bed") }
    let destination = common.output ?? "\(sample).simulated"
    try InputGuard.check(
      inputs: [background, design.target].compactMap(\.self), outputs: names.map { "\(destination)/\($0)" })
    let planted = try given + drawn(apartFrom: given, genes)
    let plan = try plan(planted, genes)
    let simulator = try ReadSimulator(plan: plan)
    try common.publish(to: destination, "simulate", sample: sample) { folder in
      try SimulatedFiles.write(simulator, names: (names[0], names[1]), into: folder)
      let truth = SimulationTruth(planted, assembly: assembly.assembly, sample: sample, genes: genes)
      try folder.write(names[2], truth.vcf)
      try folder.write(names[3], truth.tsv)
      if molecule == .rna {
        let messages = try SplicingTruth(plan: plan)
        try folder.write(names[4], truth.junctionTable(messages))
        try folder.write(names[5], truth.alleleTable(messages))
      }
      if let last = names.last, design.primers != nil {
        try folder.write(
          last, SimulateDesignOptions.primerTable(plan.design, assembly: assembly.assembly, genes))
      }
      return RunRecord.files([background, design.target].compactMap(\.self))
    }
    if !common.quiet { try Console.output("\(simulator.pairCount) pairs in \(destination)\n") }
  }
}
