// Whether fractions of every kind of event are right on average: deep samples of one event each.

import Numerics
import ReadSimulation
import TranscriptAnalysis

/// Relative deviations (found - planted)/planted of some samples.
private struct Bias {
  private var values: [Double] = []
  private var inside = Tally()

  mutating func add(_ psi: SplicingFraction, planted: Double) {
    values.append((psi.value - planted) / planted)
    inside.add(psi.low <= planted && planted <= psi.high)
  }

  /// Mean in per cent with its standard error, and what lies in the intervals.
  var cells: String {
    let count = Double(values.count)
    guard count > 1 else { return "- | -" }
    let mean = values.reduce(0, +) / count
    let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1)
    func text(_ value: Double) -> String { "\((value * 1000).rounded() / 10)" }
    return "\(text(mean)) +- \(text((variance / count).squareRoot())) % | \(inside.text)"
  }
}

/// `count` designs of every kind of event at 3,000x in a fraction `psi` of the transcripts, in libraries of a kind; in clean ones
/// reads have 75-250 bases and inserts 140-450.
///
/// At this depth chance moves a fraction of 30 % by some 4 %, so that what is left over the designs is bias.
func fractionBias(
  _ count: Int?, seed: UInt64, psi: Double, library: LibraryKind, events: [Design.Kind], isVerbose: Bool
) throws {
  var all: [String: Bias] = [:]
  var order: [String] = []
  for (place, kind) in Design.Kind.allCases.enumerated() where events.contains(kind) {
    for number in 0..<(count ?? 24) {
      let own = (seed &* 1009 &+ UInt64(place)) &* 4001 &+ UInt64(number)
      var random = RandomSource(seed: own)
      var settings = LibrarySettings(library, &random)
      settings.depth = 3000
      if library == .clean {
        settings.readLength = [75, 100, 150, 250][number % 4]
        settings.insert = (random.uniform(140, 450), 50)
      }
      let gene = number / 4 % 2
      let event = Design.event(of: kind, gene, &random)
      let form = Design.wanted(event, gene, psi: psi * settings.library.plannedFraction)
      let splicing = [0, 1].map { PlantedSplicing(gene: gene, event: event, haplotype: $0, fraction: psi) }
      let result = bench.analysis.result(of: try bench.placed(settings.plan(splicing, [], seed: own &* 7)))
      guard let hit = result.events.first(where: { LibrarySample.isSame($0.event, form) }) else {
        print("missed: \(form)")
        continue
      }
      let group =
        form.pseudo == 0
        ? kind.rawValue : "\(kind.rawValue), \([18, 60, 120, 200].last { $0 <= form.pseudo } ?? 0) bases and more"
      for name in [group, "\(kind.rawValue), reads of \(settings.readLength)"] {
        if all[name] == nil { order.append(name) }
        all[name, default: Bias()].add(hit.psi, planted: form.psi)
      }
      if isVerbose {
        print(
          "- \(own) \(form) read \(settings.readLength) insert \(Int(settings.insert.mean)) \(hit.psi.value) \(hit.counts)"
        )
      }
    }
  }
  print("| event | mean of (found - planted)/planted | PSI inside |\n|---|---|---|")
  for name in order { print("| \(name) | \(all[name]?.cells ?? "-") |") }
}
