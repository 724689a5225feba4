// From options to a simulation plan, and from its faults to words.

import ArgumentParser
import BioSequence
import Collagen
import HGVS
import Numerics
import ReadSimulation
import TypeICollagen

extension SimulateCommand {
  /// Refuses values that cannot be, before anything is read or written.
  func check(_ genes: GeneCatalog) throws {
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
    if let random { _ = try countAndAllele(random) }
    if rna.isUsed, molecule == .dna {
      throw ValidationError("--splice, --allele-loss, --expression, --poly-a and --library need --molecule rna")
    }
    try design.check()
    try rna.check(genes)
  }

  /// Mean and standard deviation of `--insert`; `nil` if it says anything else.
  var insertSize: (mean: Double, deviation: Double)? {
    let parts = insert.split(separator: ",").map { Double($0) }
    guard parts.count == 2, let mean = parts[0], let deviation = parts[1], mean >= 1, deviation >= 0, mean < 1e5,
      deviation < 1e5
    else { return nil }
    return (mean, deviation)
  }

  /// Everything that decides the reads.
  func plan(_ planted: [PlantedVariant], _ genes: GeneCatalog) throws -> SimulationPlan {
    var plan = SimulationPlan(genes: SimulateCommand.simulated(genes), variants: planted, seed: seed)
    plan.depth = depth
    plan.errorModel = errorModel.model
    plan.readLength = readLength
    if let insertSize {
      plan.insertMean = insertSize.mean
      plan.insertDeviation = insertSize.deviation
    }
    let (fragments, elsewhere) = try design.fragmentDesign(
      seed: seed, fragment: plan.insertMean, assembly: assembly.assembly, genes)
    if elsewhere > 0 {
      Console.note("collagen: warning: \(elsewhere) lines of --target lie on none of the genes and were skipped")
    }
    plan.design = fragments
    plan.pairs = pairs
    if molecule == .rna { plan.molecule = .rna(try rna.plan(genes)) }
    if let background {
      plan.background = try SimulatedFiles.background(ofFASTA: background)
    }
    if let backgroundPairs {
      var alone = plan
      alone.background = BackgroundSequence()
      plan.pairs = try ReadSimulator(plan: alone).pairCount + backgroundPairs
    }
    return plan
  }

  /// What a plan's fault means in terms of the options.
  func failure(_ error: SimulationError) -> ExitFailure {
    ExitFailure(error.code == .backgroundTooShort ? .badData : .usage, text(error))
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
    case .backgroundTooShort:
      return "\(InputText.baseName(background ?? "-")): has no stretch without N that is as long as a fragment"
    case .backgroundTooLong: return "--background has too many bases"
    case .exonsMissing: return "the transcripts have no exon of that number"
    case .splicingImpossible:
      return place
        + "there is no such exon or intron, nothing would be left of it, or the fractions of the allele add up to more than 1"
    case .mosaicAcrossExons: return place + "a mosaic variant across the border of an exon cannot be simulated in RNA"
    case .noRoom: return "--random: so many variants of these classes do not fit into the exons, 400 bases apart"
    case .emptyDesign: return "--design: there is no target to draw reads from"
    }
  }
}
