// What is planted into a sample: lost sites with one to three products, other sites, pseudo-exons, kept introns.

import BioSequence
import Numerics
import ReadSimulation
import TranscriptAnalysis

/// A planted form as it must be found.
struct WantedForm: Hashable {
  let gene: Int
  let kind: SplicingKind
  /// What ``SplicingEvent/recordRange(on:)`` says of it.
  let range: Range<Int>
  /// Fraction of the gene's spliced transcripts.
  let psi: Double
  /// Bases of a pseudo-exon, 0 for others.
  let pseudo: Int
  /// How far a site is off, 0 for others.
  let shift: Int
}

/// A sample's splicing.
struct Design {
  var splicing: [PlantedSplicing] = []
  var wanted: [WantedForm] = []

  /// Nothing, or the products of one change in each gene.
  ///
  /// - Parameters:
  ///   - range: the fraction of transcripts that one change takes, small ones more often.
  ///   - settings: amounts of the alleles; of a library with mis-splicing what is wanted is a fraction of all spliced transcripts.
  init(
    isWild: Bool, total range: ClosedRange<Double> = 0.05...0.5, _ settings: LibrarySettings,
    _ random: inout RandomSource
  ) {
    let amounts = settings.amounts
    guard !isWild else { return }
    for gene in 0...1 {
      let total = range.lowerBound + (range.upperBound - range.lowerBound) * random.uniform() * random.uniform()
      let events = Design.events(gene, &random)
      // The first product takes at least half.
      let parts = events.count == 1 ? [1.0] : events.count == 2 ? [0.65, 0.35] : [0.5, 0.3, 0.2]
      let amount = amounts[gene][0] / (amounts[gene][0] + amounts[gene][1])
      for (event, part) in zip(events, parts) {
        let fraction = min(1 / Double(events.count), total * part / amount)
        splicing.append(PlantedSplicing(gene: gene, event: event, haplotype: 0, fraction: fraction))
        wanted.append(Design.wanted(event, gene, psi: fraction * amount * settings.library.plannedFraction))
      }
    }
  }

  /// Single events by what they do.
  enum Kind: String, CaseIterable {
    case skip
    case donor
    case acceptor
    case pseudo = "pseudo-exon"
    case kept = "kept intron"
  }

  /// One event of a kind.
  static func event(of kind: Kind, _ gene: Int, _ random: inout RandomSource) -> SimulatedSplicing {
    let count = bench.genes[gene].transcript.exons.count
    while true {
      let exon = 2 + random.below(count - 4)
      switch kind {
      case .skip: return .exonSkip(exon..<exon + 1 + random.below(2))
      case .kept: return .intronRetention(exon)
      case .pseudo: return pseudoExon(gene, &random)
      case .donor, .acceptor:
        if let event = site(gene, exon, isDonor: kind == .donor, 1...60, &random) { return event }
      }
    }
  }

  private static func events(_ gene: Int, _ random: inout RandomSource) -> [SimulatedSplicing] {
    let exons = bench.genes[gene].transcript.exons
    let exon = 2 + random.below(exons.count - 4)
    switch random.below(6) {
    case 0: return [.exonSkip(exon..<exon + 1 + random.below(2))]
    case 1: return [.intronRetention(exon)]
    case 2: return [pseudoExon(gene, &random)]
    case 3: return [site(gene, exon, isDonor: random.below(2) == 0, 1...5, &random) ?? .exonSkip(exon..<exon + 1)]
    case 4:
      return [site(gene, exon, isDonor: random.below(2) == 0, 6...60, &random) ?? .exonSkip(exon..<exon + 1)]
    default:
      // One lost donor or acceptor and what is used in its place.
      let isDonor = random.below(2) == 0
      var products: [SimulatedSplicing] = [.exonSkip(exon..<exon + 1)]
      if let other = site(gene, exon, isDonor: isDonor, 4...60, &random) { products.append(other) }
      products.append(.intronRetention(isDonor ? exon : exon - 1))
      return products
    }
  }

  /// Another GT or AG at such a distance.
  private static func site(
    _ gene: Int, _ exon: Int, isDonor: Bool, _ distances: ClosedRange<Int>, _ random: inout RandomSource
  ) -> SimulatedSplicing? {
    let exons = bench.genes[gene].transcript.exons
    let codes = bench.genes[gene].record.codes
    var possible: [SimulatedSplicing] = []
    for distance in distances {
      for shift in [distance, -distance] {
        let event =
          isDonor
          ? SimulatedSplicing.donorShift(exon: exon, bases: shift) : .acceptorShift(exon: exon, bases: shift)
        let site = (isDonor ? exons[exon].upperBound : exons[exon].lowerBound) + shift
        let isSite =
          isDonor ? codes[site] == 2 && codes[site + 1] == 3 : codes[site - 2] == 0 && codes[site - 1] == 2
        guard isSite, let changed = event.spliced(exons), changed[exon].count >= 12 else { continue }
        possible.append(event)
      }
    }
    return possible.isEmpty ? nil : possible[random.below(possible.count)]
  }

  /// A piece of a long intron between an AG and a GT.
  private static func pseudoExon(_ gene: Int, _ random: inout RandomSource) -> SimulatedSplicing {
    let codes = bench.genes[gene].record.codes
    while true {
      let intron = 1 + random.below(bench.genes[gene].introns.count - 2)
      let range = bench.genes[gene].introns[intron]
      let length = 18 + random.below(283)
      guard range.count > length + 60 else { continue }
      let start = range.lowerBound + 25 + random.below(range.count - length - 50)
      let end = start + length
      if codes[start - 2] == 0, codes[start - 1] == 2, codes[end] == 2, codes[end + 1] == 3 {
        return .pseudoExon(intron: intron, start: start - range.lowerBound, length: length)
      }
    }
  }

  static func wanted(_ event: SimulatedSplicing, _ gene: Int, psi: Double) -> WantedForm {
    let exons = bench.genes[gene].transcript.exons
    func form(_ kind: SplicingKind, _ range: Range<Int>, pseudo: Int = 0, shift: Int = 0) -> WantedForm {
      WantedForm(gene: gene, kind: kind, range: range, psi: psi, pseudo: pseudo, shift: shift)
    }
    switch event {
    case .exonSkip(let skipped):
      return form(.exonSkip, exons[skipped.lowerBound - 1].upperBound..<exons[skipped.upperBound].lowerBound)
    case .intronRetention(let intron): return form(.intronRetention, bench.genes[gene].introns[intron])
    case .donorShift(let exon, let bases):
      return form(.crypticDonor, exons[exon].upperBound + bases..<exons[exon + 1].lowerBound, shift: abs(bases))
    case .acceptorShift(let exon, let bases):
      return form(.crypticAcceptor, exons[exon - 1].upperBound..<exons[exon].lowerBound + bases, shift: abs(bases))
    case .pseudoExon(let intron, let start, let length):
      let first = bench.genes[gene].introns[intron].lowerBound + start
      return form(.crypticExon, first..<first + length, pseudo: length)
    }
  }
}

extension RNALibrary {
  /// The fraction of the spliced transcripts that are not mis-spliced by chance: planted fractions are of these.
  var plannedFraction: Double { (1 - unspliced - noise) / (1 - unspliced) }
}
