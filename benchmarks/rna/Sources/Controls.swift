// Events of one to two per cent beside control lines, at 2,000x.

import Numerics
import ReadSimulation
import TranscriptAnalysis

/// Deep libraries of one laboratory: some mis-splicing in a fixed pattern, some unspliced transcripts.
private func laboratory(_ seed: UInt64) -> LibrarySettings {
  var random = RandomSource(seed: seed)
  var settings = LibrarySettings(.noise, &random)
  settings.depth = 2000
  settings.library.unspliced = random.uniform(0.02, 0.1)
  settings.library.hexamerBias = random.uniform(0.2, 0.5)
  return settings
}

/// A result as a control.
private func control(_ result: SplicingResult) -> SplicingControls.Control {
  var junctions = bench.genes.map { [Double](repeating: 0, count: $0.introns.count) }
  var kept = bench.genes.map { [SplicingControls.KeptFraction?](repeating: nil, count: $0.introns.count) }
  for junction in result.junctions {
    junctions[junction.gene][junction.intron] = junction.fraction.fragments
    kept[junction.gene][junction.intron] = junction.kept.map { .init(value: $0.value, fragments: $0.fragments) }
  }
  return SplicingControls.Control(
    events: Dictionary(uniqueKeysWithValues: result.events.map { ($0.event, ($0.psi.value, $0.psi.fragments)) }),
    junctions: junctions, kept: kept)
}

/// Samples with events of 1-2 % (every third is a wild type), beside eight control lines.
func controlTable(_ count: Int?, seed: UInt64) throws {
  var analysis = bench.analysis
  var controls: [SplicingControls.Control] = []
  for number in 0..<8 {
    let own = seed &* 1009 &+ UInt64(number)
    controls.append(control(analysis.result(of: try bench.placed(laboratory(own).plan([], [], seed: own &* 77)))))
  }
  analysis.controls = SplicingControls(controls)
  var (junction, kept, inside) = (Tally(), Tally(), Tally())
  var (wildWithFalse, besideWithFalse) = (Tally(), Tally())
  for number in 0..<(count ?? 24) {
    let own = seed &* 2003 &+ UInt64(number)
    var random = RandomSource(seed: own)
    let settings = laboratory(own &* 31)
    let design = Design(isWild: number % 3 == 0, total: 0.01...0.02, settings, &random)
    let result = analysis.result(of: try bench.placed(settings.plan(design.splicing, [], seed: own &* 13)))
    let called = result.events.filter(\.isCalled)
    for form in design.wanted where form.psi >= 0.01 {
      let hit = called.first { LibrarySample.isSame($0.event, form) }
      if form.kind == .intronRetention { kept.add(hit != nil) } else { junction.add(hit != nil) }
      if let hit { inside.add(hit.psi.low <= form.psi && form.psi <= hit.psi.high) }
      if hit == nil {
        let seen = result.events.first { LibrarySample.isSame($0.event, form) }
        print(
          "missed \(own) \(form) seen \(seen.map { "\($0.counts) \($0.psi) \($0.filters) \($0.normal.map { "\($0)" } ?? "")" } ?? "no")"
        )
      }
    }
    let wrong = called.filter { event in !design.wanted.contains { LibrarySample.isSame(event.event, $0) } }
    for event in wrong { print("false \(own) \(event.event) \(event.counts) \(event.psi)") }
    if design.wanted.isEmpty { wildWithFalse.add(!wrong.isEmpty) } else { besideWithFalse.add(!wrong.isEmpty) }
  }
  print("junction events of 1-2 %: \(junction.text)")
  print("kept introns of 1-2 %: \(kept.text)")
  print("PSI in its interval: \(inside.text)")
  print("wild types with a false event: \(wildWithFalse.text)")
  print("samples with a false event beside planted ones: \(besideWithFalse.text)")
}
