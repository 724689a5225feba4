// Options of `collagen simulate --molecule rna`: splicing, lost alleles, expression.

import ArgumentParser
import Collagen
import ReadSimulation
import TypeICollagen

struct SimulateRNAOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      RNA: transcripts with aberrant splicing: GENE:skip:8, GENE:skip:8-9, GENE:retain:INTRON, GENE:donor:EXON:+12, \
      GENE:acceptor:EXON:-3, GENE:pseudo:INTRON:+120:54 (54 bases of the intron, 120 in, as an exon); then @FRACTION of the transcripts of that allele (default 1) and @h1 (default) or @h2. Numbers \
      of exons are those of the current transcript; + moves a site 3'.
      """, valueName: "event[@fraction][@allele]"))
  var splice: [String] = []

  @Option(
    help: ArgumentHelp(
      "RNA: expression of allele h1 (or @h2) relative to the other allele, 0 to 1.",
      valueName: "gene@level[@allele]"))
  var alleleLoss: [String] = []

  @Option(help: ArgumentHelp("RNA: expression of a gene, as a factor on --depth.", valueName: "gene@level"))
  var expression: [String] = []

  @Option(help: ArgumentHelp("RNA: length of the poly(A) tail of each transcript.", valueName: "bases"))
  var polyA = 0

  @Option(
    help: ArgumentHelp(
      """
      RNA: what the library holds beside spliced transcripts, evenly read: unspliced, noise (mis-splicing), dna (genomic, as a \
      fraction of the depth), copies, antisense (fraction of first reads, 0.5 without strands), end-bias (to 50), hexamer-bias.
      """, valueName: "name=value"))
  var library: [String] = []

  /// Whether any of the options was used.
  var isUsed: Bool {
    !splice.isEmpty || !alleleLoss.isEmpty || !expression.isEmpty || polyA != 0 || !library.isEmpty
  }

  /// Refuses values that cannot be.
  func check(_ catalog: GeneCatalog) throws {
    guard (0...1000).contains(polyA) else { throw ValidationError("--poly-a takes a number from 0 to 1000") }
    _ = try plan(catalog)
  }

  /// The plan of the transcripts.
  func plan(_ catalog: GeneCatalog) throws -> RNAPlan {
    var plan = RNAPlan()
    let genes = catalog.genes.count
    plan.alleleAmounts = [[Double]](repeating: [1, 1], count: genes)
    plan.expression = [Double](repeating: 1, count: genes)
    plan.polyATail = polyA
    plan.library = try rnaLibrary()
    plan.splicing = try splice.map { try event($0, catalog) }
    for text in alleleLoss {
      let loss = try suffixes(of: text, option: "--allele-loss")
      guard let gene = SimulateRNAOptions.gene(loss.head, catalog), let level = loss.number, level <= 1 else {
        throw ValidationError("--allele-loss takes GENE@LEVEL with a level from 0 to 1, such as COL1A1@0.1")
      }
      plan.alleleAmounts[gene][loss.haplotype] = level
    }
    for text in expression {
      let level = try suffixes(of: text, option: "--expression")
      guard let gene = SimulateRNAOptions.gene(level.head, catalog), let number = level.number, number <= 1000 else {
        throw ValidationError("--expression takes GENE@LEVEL with a level from 0 to 1000, such as COL1A2@0.5")
      }
      plan.expression[gene] = number
    }
    return plan
  }

  /// The library of `--library`.
  private func rnaLibrary() throws -> RNALibrary {
    var result = RNALibrary()
    for part in library {
      let sides = part.split(separator: "=", omittingEmptySubsequences: false).map(String.init)
      guard sides.count == 2, let value = Double(sides[1]), value >= 0, value <= (sides[0] == "end-bias" ? 50 : 1)
      else {
        throw ValidationError("--library \(part): takes NAME=NUMBER with a number from 0 to 1 (end-bias: to 50)")
      }
      switch sides[0] {
      case "unspliced": result.unspliced = value
      case "noise": result.noise = value
      case "dna": result.genomic = value
      case "copies": result.copies = value
      case "antisense": result.antisenseFirst = value
      case "end-bias": result.endBias = value
      case "hexamer-bias": result.hexamerBias = value
      default:
        throw ValidationError(
          "--library \(sides[0]): takes unspliced, noise, dna, copies, antisense, end-bias and hexamer-bias")
      }
    }
    return result
  }

  private func event(_ text: String, _ catalog: GeneCatalog) throws -> PlantedSplicing {
    let parts = try suffixes(of: text, option: "--splice")
    let fields = parts.head.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    guard fields.count >= 3, let gene = SimulateRNAOptions.gene(fields[0], catalog),
      let event = SimulateRNAOptions.event(Array(fields[1...])), (parts.number ?? 1) <= 1
    else {
      throw ValidationError(
        "--splice \(text): takes GENE:skip:8, GENE:skip:8-9, GENE:retain:8, GENE:donor:8:+12, GENE:acceptor:9:-3 or GENE:pseudo:8:+120:54, then @FRACTION"
      )
    }
    return PlantedSplicing(gene: gene, event: event, haplotype: parts.haplotype, fraction: parts.number ?? 1)
  }

  private static func event(_ fields: [String]) -> SimulatedSplicing? {
    let numbers = fields[1].split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    guard let first = numbers[0], first >= 1, numbers.count <= 2 else { return nil }
    switch (fields[0], fields.count) {
    case ("skip", 2):
      guard let last = numbers.last ?? first, last >= first else { return nil }
      return .exonSkip(first - 1..<last)
    case ("retain", 2): return numbers.count == 1 ? .intronRetention(first - 1) : nil
    case ("donor", 3):
      guard let bases = Int(fields[2]), numbers.count == 1, bases != 0, abs(bases) < 100_000 else { return nil }
      return .donorShift(exon: first - 1, bases: bases)
    case ("acceptor", 3):
      guard let bases = Int(fields[2]), numbers.count == 1, bases != 0, abs(bases) < 100_000 else { return nil }
      return .acceptorShift(exon: first - 1, bases: bases)
    case ("pseudo", 4):
      guard let start = Int(fields[2]), let length = Int(fields[3]), numbers.count == 1, start > 0, length > 0,
        start + length < 100_000
      else { return nil }
      return .pseudoExon(intron: first - 1, start: start, length: length)
    default: return nil
    }
  }

  private static func gene(_ symbol: String, _ catalog: GeneCatalog) -> Int? {
    catalog.genes.firstIndex { $0.symbol.uppercased() == symbol.uppercased() }
  }

  /// Splits `HEAD@NUMBER@h1`, where both suffixes may be missing and come in any order.
  private func suffixes(
    of text: String, option: String
  ) throws -> (head: String, number: Double?, haplotype: Int) {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false).map(String.init)
    var number: Double?
    var haplotype: Int?
    for part in parts.dropFirst() {
      if part == "h1" || part == "h2", haplotype == nil {
        haplotype = part == "h1" ? 0 : 1
      } else if let value = Double(part), value >= 0, value.isFinite, number == nil {
        number = value
      } else {
        throw ValidationError("\(option) \(text): after '@' comes a number from 0 on, or the allele h1 or h2")
      }
    }
    return (parts[0], number, haplotype ?? 0)
  }
}
