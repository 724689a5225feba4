// Which events are planted.

import BioSequence
import ReadSimulation
import TypeICollagen

/// What kind of events a set holds.
struct EventMix {
  /// Numbers of exons, all as likely; empty: whole genes.
  var lengths = Array(1...10)
  /// Introns on both sides are at least this long.
  var leastIntron = 500
  /// Copy numbers, all as likely.
  var copyNumbers = [1, 3]

  /// Draws one event; every gene as likely, then every run of exons of the drawn number.
  func draw(_ random: inout RandomSource) -> DosageTruth {
    while true {
      let gene = random.below(ReferenceModels.all.count)
      let record = ReferenceModels.all[gene].record
      let exons = record.preferredTranscript.exons
      let copies = copyNumbers[random.below(copyNumbers.count)]
      if lengths.isEmpty {
        return DosageTruth(
          gene: gene, exons: 0...exons.count - 1, copyNumber: copies, range: 0..<record.sequence.count)
      }
      let length = lengths[random.below(lengths.count)]
      let runs = (0...exons.count - length).filter { first in
        let last = first + length - 1
        return (first == 0 || exons[first].lowerBound - exons[first - 1].upperBound >= leastIntron)
          && (last + 1 == exons.count || exons[last + 1].lowerBound - exons[last].upperBound >= leastIntron)
      }
      guard !runs.isEmpty else { continue }
      let first = runs[random.below(runs.count)]
      let last = first + length - 1
      let before = first == 0 ? 0 : exons[first - 1].upperBound
      let behind = last + 1 == exons.count ? record.sequence.count : exons[last + 1].lowerBound
      // A breakpoint lies at least 200 bases from the changed exons, or in the middle of a shorter intron.
      let lower = max(before, exons[first].lowerBound - max(200, (exons[first].lowerBound - before) / 2))
      let upper = min(behind, exons[last].upperBound + max(200, (behind - exons[last].upperBound) / 2))
      return DosageTruth(gene: gene, exons: first...last, copyNumber: copies, range: lower..<upper)
    }
  }
}
