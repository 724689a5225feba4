// Which events are planted.

import BioSequence
import Numerics
import ReadSimulation
import TypeICollagen

/// What kind of events a set holds.
struct EventMix {
  /// Numbers of exons, all as likely; empty: whole genes.
  var lengths = Array(1...10)
  /// Breakpoints lie 400 bases or more from every exon, where no fragment of an exon reaches, so that introns on both
  /// sides are longer than 800; otherwise introns are as they come, and all that reaches an exon is lost or doubled.
  var isDeep = true
  /// Breakpoints fall anywhere in the introns, so that reads may span them.
  var isAnywhere = false
  /// Copy numbers, all as likely.
  var copyNumbers = [1, 3]

  /// Draws one event; every run of exons of the drawn number is as likely.
  func draw(_ random: inout RandomSource) -> DosageTruth {
    while true {
      let copies = copyNumbers[random.below(copyNumbers.count)]
      if lengths.isEmpty {
        let gene = random.below(GeneCatalog.embedded.genes.count)
        let record = GeneCatalog.embedded.genes[gene].record
        return DosageTruth(
          gene: gene, exons: 0...record.preferredTranscript.exons.count - 1, copyNumber: copies,
          range: 0..<record.sequence.count)
      }
      let runs = runs(of: lengths[random.below(lengths.count)])
      guard !runs.isEmpty else { continue }
      let (gene, run, space) = runs[random.below(runs.count)]
      let exons = GeneCatalog.embedded.genes[gene].record.preferredTranscript.exons
      let core = exons[run.lowerBound].lowerBound..<exons[run.upperBound].upperBound
      var range = space
      if isAnywhere {
        range =
          core.lowerBound - random.below(core.lowerBound - space.lowerBound)..<core.upperBound
          + random.below(space.upperBound - core.upperBound)
      } else if isDeep {
        range =
          core.lowerBound - (core.lowerBound - space.lowerBound) / 2..<core.upperBound
          + (space.upperBound - core.upperBound) / 2
      } else if copies < 2 {
        range = core.lowerBound - 20..<core.upperBound + 20
      }
      return DosageTruth(gene: gene, exons: run, copyNumber: copies, range: range)
    }
  }

  /// The runs of so many exons of both genes, each with the stretch between its neighbours.
  private func runs(of length: Int) -> [(gene: Int, exons: ClosedRange<Int>, space: Range<Int>)] {
    var found: [(gene: Int, exons: ClosedRange<Int>, space: Range<Int>)] = []
    for (gene, model) in GeneCatalog.embedded.genes.enumerated() {
      let exons = model.record.preferredTranscript.exons
      for first in 0...exons.count - length {
        let last = first + length - 1
        let before = first == 0 ? 0 : exons[first - 1].upperBound
        let behind = last + 1 == exons.count ? model.record.sequence.count : exons[last + 1].lowerBound
        let shortest = min(exons[first].lowerBound - before, behind - exons[last].upperBound)
        if !isDeep || isAnywhere || shortest > 800 { found.append((gene, first...last, before..<behind)) }
      }
    }
    return found
  }
}
