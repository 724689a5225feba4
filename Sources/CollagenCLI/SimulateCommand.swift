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

    var model: ErrorModel { ErrorModel(rawValue: rawValue) ?? .standard }
  }

  enum Molecule: String, ExpressibleByArgument, CaseIterable {
    case dna
    case rna
  }

  @Option(
    help: ArgumentHelp(
      "A variant to plant; with an allele fraction if it is a mosaic, with @h1, @h2 or @hom to say on which allele it lies.",
      valueName: "description[@vaf]")
  )
  var variant: [String] = []

  @Option(
    help: ArgumentHelp(
      "Plant this many variants drawn at random over the exons, the classes in turn; a suffix as in --variant.",
      valueName: "n[@vaf]"))
  var random: String?

  @Option(
    help: ArgumentHelp(
      "Classes for --random: \(RandomVariantClass.allCases.map(\.rawValue).joined(separator: ", ")) (default: all but the distant ones).",
      valueName: "class,..."))
  var randomClasses: String?

  @Option(help: "Genotype of variants without a suffix: het (all on allele h1) or hom.")
  var genotype: GenotypeOption = .het

  @Option(help: "Mean number of read bases over a base of the genes.")
  var depth = 60.0

  @Option(help: "Bases a read.")
  var readLength = 150

  @Option(help: ArgumentHelp("Mean and standard deviation of the fragment length.", valueName: "mean,sd"))
  var insert = "370,60"

  @Option(
    help: ArgumentHelp("FASTA to draw other reads from, with --pairs or --background-pairs.", valueName: "fasta"),
    completion: .file())
  var background: String?

  @Option(help: "Number of pairs from the background, beside those of the genes.")
  var backgroundPairs: Int?

  @Option(help: "Number of pairs in all; what the genes do not need comes from the background.")
  var pairs: Int?

  @Option(
    help: """
      How the sequencer errs: standard, flat (1 error in 100, all scores 20), binned (scores 2, 12, 23, 37) or slippage \
      (binned, and runs of equal bases lose or gain one).
      """)
  var errorModel: ErrorModelOption = .standard

  @Option(help: "What is sequenced: dna, or rna (spliced messages).")
  var molecule: Molecule = .dna

  @Option(help: "The seed of all random choices.")
  var seed: UInt64

  @Option(help: "Name of the sample, and of the files.")
  var sample = "simulated"

  @Option(help: "Assembly of VCF-style descriptions and of the truth VCF: GRCh38 or GRCh37.")
  var assembly: AssemblyOption = .grch38

  @OptionGroup(title: "Design options") var design: SimulateDesignOptions

  @OptionGroup(title: "RNA options") var rna: SimulateRNAOptions

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
    if background != nil, pairs == nil, backgroundPairs == nil {
      throw ValidationError("--background needs --pairs, the number of pairs in all, or --background-pairs")
    }
    if backgroundPairs != nil, background == nil || pairs != nil {
      throw ValidationError("--background-pairs needs --background, and no --pairs")
    }
    guard (0...1_000_000_000).contains(backgroundPairs ?? 0), (0...1_000_000_000).contains(pairs ?? 0) else {
      throw ValidationError("--pairs and --background-pairs take a number from 0 to 1000000000")
    }
    if design.design != .genes, molecule == .rna {
      throw ValidationError("--design panel and amplicon are for --molecule dna")
    }
    if randomClasses != nil, random == nil { throw ValidationError("--random-classes needs --random") }
    _ = try drawnClasses()
    if let random { _ = try count(random) }
    if rna.isUsed, molecule == .dna {
      throw ValidationError("--splice, --allele-loss, --expression and --poly-a need --molecule rna")
    }
  }

  func run() throws {
    let given = try variant.map(parse)
    var names = ["\(sample)_R1.fastq.gz", "\(sample)_R2.fastq.gz", "\(sample).truth.vcf", "\(sample).truth.tsv"]
    if molecule == .rna { names += ["\(sample).truth.junctions.tsv", "\(sample).truth.alleles.tsv"] }
    let destination = common.output ?? "\(sample).simulated"
    try InputGuard.check(
      inputs: [background, design.target].compactMap(\.self), outputs: names.map { "\(destination)/\($0)" })
    do {
      let planted = try given + drawn(apartFrom: given)
      let plan = try plan(planted)
      let simulator = try ReadSimulator(plan: plan)
      let folder = try OutputFolder(path: destination, force: common.force)
      Interruption.setStaging(folder.stagingPath)
      do {
        try SimulatedFiles.write(simulator, names: (names[0], names[1]), into: folder)
        let truth = SimulationTruth(planted, assembly: assembly.assembly, sample: sample)
        try folder.write(names[2], truth.vcf)
        try folder.write(names[3], truth.tsv)
        if molecule == .rna {
          let messages = try MessageTruth(plan: plan)
          try folder.write(names[4], SimulationTruth.junctionTable(messages, assembly: assembly.assembly))
          try folder.write(names[5], truth.alleleTable(messages))
        }
        try folder.publish(order: names)
        Interruption.setStaging(nil)
      } catch {
        folder.discard()
        throw error
      }
      if !common.quiet { try Console.output("\(simulator.pairCount) pairs in \(folder.path)\n") }
    } catch let error as SimulationError {
      throw ExitFailure(.usage, text(error))
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
    let (description, asked) = try suffix(of: text, option: "--variant")
    let allele = asked ?? (genotype == .het ? .heterozygous(haplotype: 0) : .homozygous)
    do {
      let found = try VariantNamer(assembly: assembly.assembly).variant(for: description)
      guard let gene = ReferenceModels.all.firstIndex(where: { $0.symbol == found.gene.gene.symbol }) else {
        throw ExitFailure(.usage, "--variant \(text): lies on neither gene")
      }
      return PlantedVariant(gene: gene, variant: found.variant, allele: allele)
    } catch let error as HGVSError {
      throw ExitFailure(.usage, "--variant \(text): \(error.description)")
    }
  }

  /// Splits `TEXT@SUFFIX`, where the suffix says what carries the change.
  private func suffix(of text: String, option: String) throws -> (text: String, allele: PlantedAllele?) {
    guard let mark = text.lastIndex(of: "@") else { return (text, nil) }
    let head = String(text[..<mark])
    switch text[text.index(after: mark)...] {
    case "h1": return (head, .heterozygous(haplotype: 0))
    case "h2": return (head, .heterozygous(haplotype: 1))
    case "hom": return (head, .homozygous)
    case let suffix:
      guard let fraction = Double(suffix), fraction > 0, fraction <= 1 else {
        throw ExitFailure(
          .usage, "\(option) \(text): after '@' comes an allele fraction above 0, at most 1, or h1, h2 or hom")
      }
      return (head, .mosaic(fraction: fraction))
    }
  }

  private func count(_ text: String) throws -> (number: Int, allele: PlantedAllele?) {
    let (head, allele) = try suffix(of: text, option: "--random")
    guard let number = Int(head), (0...1000).contains(number) else {
      throw ValidationError("--random takes a number from 0 to 1000, with @VAF, @h1, @h2 or @hom if all are alike")
    }
    return (number, allele)
  }

  private func drawnClasses() throws -> [RandomVariantClass] {
    guard let randomClasses else {
      return RandomVariantClass.allCases.filter { $0 != .distantExonDeletion && $0 != .distantExonDuplication }
    }
    return try randomClasses.split(separator: ",").map { name in
      guard let found = RandomVariantClass(rawValue: String(name)) else {
        throw ValidationError("--random-classes: there is no class \(name); --help lists them")
      }
      return found
    }
  }

  /// The changes of `--random`.
  private func drawn(apartFrom given: [PlantedVariant]) throws -> [PlantedVariant] {
    guard let random else { return [] }
    let (number, allele) = try count(random)
    var source = RandomVariants(genes: SimulateCommand.genes, seed: seed)
    if let insertSize {
      source.distance = max(300, Int(insertSize.mean + 3 * insertSize.deviation))
    }
    return try source.draw(count: number, classes: try drawnClasses(), allele: allele, apartFrom: given)
  }

  private static let genes = ReferenceModels.all.map { gene in
    let transcript = gene.record.preferredTranscript
    return SimulatedGene(
      sequence: gene.record.sequence, exons: transcript.exons, codingRange: transcript.codingRange)
  }

  private func plan(_ planted: [PlantedVariant]) throws -> SimulationPlan {
    var plan = SimulationPlan(genes: SimulateCommand.genes, variants: planted, seed: seed)
    plan.depth = depth
    plan.errorModel = errorModel.model
    plan.readLength = readLength
    if let insertSize {
      plan.insertMean = insertSize.mean
      plan.insertDeviation = insertSize.deviation
    }
    let (fragments, elsewhere) = try design.fragmentDesign(
      seed: seed, fragment: plan.insertMean, assembly: assembly.assembly)
    if elsewhere > 0 {
      Console.note("collagen: warning: \(elsewhere) lines of --target lie on neither gene and were left out")
    }
    plan.design = fragments
    plan.pairs = pairs
    if molecule == .rna { plan.molecule = .rna(try rna.plan()) }
    if let background {
      plan.background = try SimulatedFiles.sequences(ofFASTA: background)
    }
    if let backgroundPairs {
      var alone = plan
      alone.background = []
      plan.pairs = try ReadSimulator(plan: alone).pairCount + backgroundPairs
    }
    return plan
  }

  private func text(_ error: SimulationError) -> String {
    var place = error.variant.map { $0 < variant.count ? "--variant \(variant[$0]): " : "--random: " } ?? ""
    if let index = error.splicing { place = "--splice \(rna.splice[index]): " }
    switch error.code {
    case .variantOutsideRecord: return place + "lies outside the gene's record"
    case .overlappingVariants: return place + "overlaps another planted variant on the same haplotype"
    case .valueOutOfRange: return place + "a fraction, depth or length is out of range"
    case .pairsDoNotFit:
      return "--pairs is fewer than the genes need at this depth, or there is no --background to fill up"
    case .backgroundTooShort: return "--background has no stretch without N that is as long as a fragment"
    case .exonsMissing: return "the transcripts have no exon of that number"
    case .splicingImpossible:
      return place + "there is no such exon or intron, nothing of it would stay, or the shares of the allele pass 1"
    case .mosaicAcrossExons: return place + "a mosaic change over the border of an exon cannot be drawn in RNA"
    case .noRoom: return "--random: the exons have no room for so many variants of these classes, 400 bases apart"
    case .emptyDesign: return "there is nothing to draw reads from"
    }
  }
}
