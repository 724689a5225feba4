// `collagen simulate`: reads with planted variants, for a laboratory's own validation.

import ArgumentParser
import BioSequence
import Collagen
import HGVS
import ReadSimulation
import Reporting
import SequenceIO
import TypeICollagen
import VariantNaming

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
      """)

  enum GenotypeOption: String, ExpressibleByArgument, CaseIterable {
    case het
    case hom
  }

  enum Molecule: String, ExpressibleByArgument, CaseIterable {
    case dna
    case rna
  }

  @Option(
    help: ArgumentHelp("A variant to plant, with an allele fraction if it is a mosaic.", valueName: "description[@vaf]")
  )
  var variant: [String] = []

  @Option(help: "Genotype of variants without a fraction: het or hom.")
  var genotype: GenotypeOption = .het

  @Option(help: "Mean number of read bases over a base of the genes.")
  var depth = 60.0

  @Option(help: "Bases a read.")
  var readLength = 150

  @Option(help: ArgumentHelp("Mean and standard deviation of the fragment length.", valueName: "mean,sd"))
  var insert = "370,60"

  @Option(help: ArgumentHelp("FASTA to draw other reads from, with --pairs.", valueName: "fasta"), completion: .file())
  var background: String?

  @Option(help: "Number of pairs in all; what the genes do not need comes from the background.")
  var pairs: Int?

  @Option(help: "What is sequenced: dna, or rna (spliced messages).")
  var molecule: Molecule = .dna

  @Option(help: "The seed of all random choices.")
  var seed: UInt64

  @Option(help: "Name of the sample, and of the files.")
  var sample = "simulated"

  @Option(help: "Assembly of VCF-style descriptions and of the truth VCF: GRCh38 or GRCh37.")
  var assembly: AssemblyOption = .grch38

  @OptionGroup var common: CommonOptions

  func validate() throws {
    if let fault = SampleName.fault(in: sample) { throw ValidationError(fault) }
    guard depth.isFinite, (0...100_000).contains(depth) else {
      throw ValidationError("--depth takes a number from 0 to 100000")
    }
    guard (20...1000).contains(readLength) else {
      throw ValidationError("--read-length takes a number from 20 to 1000")
    }
    if insertSize == nil { throw ValidationError("--insert takes MEAN,SD, such as 370,60") }
    if background != nil, pairs == nil {
      throw ValidationError("--background needs --pairs: the number of pairs in all")
    }
  }

  func run() throws {
    let planted = try variant.map(parse)
    let plan = try plan(planted)
    let names = ["\(sample)_R1.fastq.gz", "\(sample)_R2.fastq.gz", "\(sample).truth.vcf", "\(sample).truth.tsv"]
    let destination = common.output ?? "\(sample).simulated"
    try InputGuard.check(inputs: [background].compactMap(\.self), outputs: names.map { "\(destination)/\($0)" })
    do {
      let simulator = try ReadSimulator(plan: plan)
      let folder = try OutputFolder(path: destination, force: common.force)
      Interruption.setStaging(folder.stagingPath)
      do {
        try SimulatedFiles.write(simulator, names: (names[0], names[1]), into: folder)
        let truth = SimulationTruth(planted, assembly: assembly.assembly, sample: sample)
        try folder.write(names[2], truth.vcf)
        try folder.write(names[3], truth.tsv)
        try folder.publish(order: names)
        Interruption.setStaging(nil)
      } catch {
        folder.discard()
        throw error
      }
      if !common.quiet { try Console.output("\(simulator.pairCount) pairs in \(folder.path)\n") }
    } catch let error as SimulationError {
      throw ExitFailure(.usage, SimulateCommand.text(error, variants: variant))
    } catch let error as OutputError {
      throw ExitFailure(error)
    } catch let error as WriteError {
      throw ExitFailure(.inputOutput, error.description)
    }
  }

  private var insertSize: (mean: Double, deviation: Double)? {
    let parts = insert.split(separator: ",").map { Double($0) }
    guard parts.count == 2, let mean = parts[0], let deviation = parts[1], mean >= 1, deviation >= 0, mean < 1e5,
      deviation < 1e5
    else { return nil }
    return (mean, deviation)
  }

  /// Splits `DESCRIPTION@VAF` and finds the change that it means.
  private func parse(_ text: String) throws -> PlantedVariant {
    var description = text[...]
    var allele = genotype == .het ? PlantedAllele.heterozygous(haplotype: 0) : .homozygous
    if let mark = text.lastIndex(of: "@") {
      guard let fraction = Double(text[text.index(after: mark)...]), fraction > 0, fraction <= 1 else {
        throw ExitFailure(.usage, "--variant \(text): after '@' comes an allele fraction above 0, at most 1")
      }
      description = text[..<mark]
      allele = .mosaic(fraction: fraction)
    }
    do {
      let found = try VariantNamer(assembly: assembly.assembly).variant(for: String(description))
      guard let gene = ReferenceModels.all.firstIndex(where: { $0.symbol == found.gene.gene.symbol }) else {
        throw ExitFailure(.usage, "--variant \(text): lies on neither gene")
      }
      return PlantedVariant(gene: gene, variant: found.variant, allele: allele)
    } catch let error as HGVSError {
      throw ExitFailure(.usage, "--variant \(text): \(error.description)")
    }
  }

  private func plan(_ planted: [PlantedVariant]) throws -> SimulationPlan {
    let genes = ReferenceModels.all.map {
      SimulatedGene(sequence: $0.record.sequence, exons: $0.record.preferredTranscript.exons)
    }
    var plan = SimulationPlan(genes: genes, variants: planted, seed: seed)
    plan.depth = depth
    plan.readLength = readLength
    if let insertSize {
      plan.insertMean = insertSize.mean
      plan.insertDeviation = insertSize.deviation
    }
    plan.pairs = pairs
    if molecule == .rna { plan.molecule = .rna(skips: [], lostHaplotypes: [nil, nil]) }
    if let background {
      plan.background = try SimulatedFiles.sequences(ofFASTA: background)
    }
    return plan
  }

  private static func text(_ error: SimulationError, variants: [String]) -> String {
    let place = error.variant.map { "--variant \(variants[$0]): " } ?? ""
    switch error.code {
    case .variantOutsideRecord: return place + "lies outside the gene's record"
    case .overlappingVariants: return place + "overlaps another planted variant on the same haplotype"
    case .valueOutOfRange: return place + "a fraction, depth or length is out of range"
    case .pairsDoNotFit:
      return "--pairs is fewer than the genes need at this depth, or there is no --background to fill up"
    case .backgroundTooShort: return "--background has no stretch without N that is as long as a fragment"
    case .exonsMissing: return "the transcripts have no exon of that number"
    case .emptyDesign: return "there is nothing to draw reads from"
    }
  }
}
