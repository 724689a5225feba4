// Options of `collagen simulate` that say from where reads are drawn: whole genes, a panel or amplicons.

import ArgumentParser
import BioSequence
import Collagen
import Documents
import HGVS
import ReadSimulation
import TypeICollagen

struct SimulateDesignOptions: ParsableArguments {
  enum Design: String, ExpressibleByArgument, CaseIterable {
    case genes
    case panel
    case amplicon
  }

  @Option(
    help: """
      From where fragments are drawn: genes (all of both), panel (what baits over the targets catch) or amplicon (from \
      primer to primer).
      """)
  var design: Design = .genes

  @Option(
    help: ArgumentHelp(
      "Panel: regions to capture; amplicon: one amplicon per line, primers included. Default: made over the exons.",
      valueName: "bed"), completion: .file())
  var target: String?

  @Option(
    help: ArgumentHelp(
      "Amplicon: bases at each end that are the primers', whatever the sample has there; adds SAMPLE.primers.bed.",
      valueName: "bases"))
  var primers: Int?

  @Option(help: "Seed of the targets' capture efficiencies, shared by the samples of a batch (default: --seed).")
  var batchSeed: UInt64?

  @Option(help: "Standard deviation of the efficiencies between targets, shared by a batch.")
  var batchSpread = 0.25

  @Option(help: "Standard deviation of each sample's own deviation from these efficiencies.")
  var sampleSpread = 0.03

  /// Refuses values that cannot be.
  func check() throws {
    if target != nil, design == .genes { throw ValidationError("--target needs --design panel or amplicon") }
    if let primers {
      guard design == .amplicon else { throw ValidationError("--primers needs --design amplicon") }
      guard (15...30).contains(primers) else { throw ValidationError("--primers takes a number from 15 to 30") }
    }
    guard (0...1).contains(batchSpread), (0...1).contains(sampleSpread) else {
      throw ValidationError("--batch-spread and --sample-spread take a number from 0 to 1")
    }
  }

  /// The design for a sample.
  ///
  /// - Parameter fragment: mean length of fragments, from which amplicons over the exons are made.
  func fragmentDesign(
    seed: UInt64, fragment: Double, assembly: Assembly, _ genes: GeneCatalog
  ) throws -> (design: FragmentDesign, elsewhere: Int) {
    guard design != .genes else { return (.wholeRecord, 0) }
    var elsewhere = 0
    var lists: [[Range<Int>]]
    if let target {
      (lists, elsewhere) = try regions(target, assembly: assembly, genes)
    } else {
      lists = genes.genes.indices.map { gene in
        TargetRegions.exons(of: genes).regions.filter { $0.gene == gene }.map(\.range)
      }
      if design == .amplicon {
        let length = min(max(Int(fragment), 120), 1000)
        lists = zip(lists, genes.genes).map {
          TargetDesign.amplicons(over: $0, recordLength: $1.record.sequence.count, length: length)
        }
      }
    }
    var targets = TargetDesign(
      targets: lists, batchSeed: batchSeed ?? seed, spread: batchSpread, seed: seed, noise: sampleSpread)
    targets.primerLength = primers ?? 0
    return (design == .panel ? .panel(targets) : .primers(targets), elsewhere)
  }

  /// The primers of amplicons as BED, in the coordinates of an assembly.
  static func primerTable(_ design: FragmentDesign, assembly: Assembly, _ genes: GeneCatalog) -> String {
    guard case .primers(let targets) = design else { return "" }
    var lines: [String] = []
    for (gene, amplicons) in zip(genes.genes, targets.targets) {
      guard let mapping = gene.record.mapping(on: assembly) else { continue }
      let width = targets.primerLength
      for (number, range) in amplicons.enumerated() {
        for (side, primer) in [
          ("LEFT", range.lowerBound..<range.lowerBound + width), ("RIGHT", range.upperBound - width..<range.upperBound),
        ] {
          let place = mapping.chromosomeRange(ofRecordRange: primer)
          lines.append(
            TSV.line([
              "chr\(mapping.chromosome)", "\(place.lowerBound)", "\(place.upperBound)",
              "\(gene.symbol)_\(number + 1)_\(side)",
            ]) + "\n")
        }
      }
    }
    return lines.joined()
  }

  private func regions(_ path: String, assembly: Assembly, _ genes: GeneCatalog) throws -> (
    lists: [[Range<Int>]], elsewhere: Int
  ) {
    let text = try InputText.read(path)
    let file = path.split(separator: "/").last.map(String.init) ?? path
    do {
      let (merged, elsewhere) = try TargetRegions.bed(text, file: file, assembly: assembly, genes: genes)
      guard design == .amplicon else {
        return (
          genes.genes.indices.map { gene in merged.regions.filter { $0.gene == gene }.map(\.range) }, elsewhere
        )
      }
      // Amplicons overlap: each line is read alone, so that none is cut at its neighbour.
      var lists = [[Range<Int>]](repeating: [], count: genes.genes.count)
      for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
        guard
          let own = try? TargetRegions.bed(String(line), file: file, assembly: assembly, genes: genes).target.regions
            .first
        else { continue }
        guard (60...2000).contains(own.range.count) else {
          throw ExitFailure(.badData, "\(file):\(index + 1): an amplicon has 60 to 2000 bases")
        }
        lists[own.gene].append(own.range)
      }
      return (lists, elsewhere)
    } catch let error as InputFaults {
      throw ExitFailure(.badData, error.description)
    }
  }
}
