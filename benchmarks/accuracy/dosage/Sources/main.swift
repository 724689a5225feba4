// The benchmark's command line: every set of `DosageSet.all`, or those whose name begins with the first argument.
//
//     dosage [SET] [samples=N] [seeds=1] [seeds=2-6] [controls=10] [noise=0.05] [slope=0.7] [uneven=0.5] [depth=60]
//            [verbose=0] [counts=DIR] [scatter=0]
//
// `verbose` -1 leaves out the kinds of events, 1 adds what was missed or false, 2 all samples, 3 what other thresholds
// would give. `counts` keeps the molecule counts of sets with controls in a directory, and takes them from there in
// later runs, so that a changed model is judged in seconds. `scatter` makes samples worse than their controls: the standard
// deviation of a further factor of each exon, in the samples only.

import Foundation
import TypeICollagen

var prefix = ""
var settings: [String: String] = [:]
for argument in CommandLine.arguments.dropFirst() {
  let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
  if parts.count == 2 { settings[parts[0]] = parts[1] } else { prefix = argument }
}
let bounds = (settings["seeds"] ?? "1").split(separator: "-").compactMap { Int($0) }
guard let first = bounds.first, let last = bounds.last, first <= last else {
  FileHandle.standardError.write(Data("seeds are a number, or two with a hyphen\n".utf8))
  exit(64)
}
let directory = settings.removeValue(forKey: "counts")
let scatter = settings.removeValue(forKey: "scatter").flatMap(Double.init) ?? 0
let verbosity = settings.removeValue(forKey: "verbose").flatMap(Int.init) ?? 0
settings.removeValue(forKey: "seeds")
print(
  "| set | events | found | exact exons | recall | 95 % interval | probability alone | exons vary | false events in samples "
    + "| not told |")
print("|---|---|---|---|---|---|---|---|---|---|")
for set in DosageSet.all where set.name.hasPrefix(prefix) {
  var set = set
  func number(_ key: String) -> Double? { settings[key].flatMap(Double.init) }
  if let value = number("noise") { set.batch.noise = value }
  if let value = number("slope") { set.batch.slope = value }
  if let value = number("uneven") { set.batch.uneven = value }
  if let value = number("depth") { set.batch.depth = value }
  if let value = number("samples") { set.samples = Int(value) }
  if let value = number("controls") { set.controls = Int(value) }
  var judge = Judge(set: set, references: PanelBatch.references, verbosity: verbosity)
  for seed in first...last {
    var batches: [CountedBatch]?
    let changes = settings.keys.sorted().map { "\($0)=\(settings[$0] ?? "")" }.joined(separator: " ")
    let file = directory.map { "\($0)/\(set.name.replacing("/", with: "")) \(seed) \(changes).txt" }
    if let file, set.controls > 0 { batches = SampleStore.read(file, settings: set.batch) }
    if batches == nil {
      let made = try set.batches(seed: seed)
      if let file, set.controls > 0 { try SampleStore.write(made, to: file) }
      batches = made
    }
    for (index, batch) in (batches ?? []).enumerated() {
      judge.add(batch.scattered(by: scatter, seed: seed), number: index)
    }
  }
  judge.report()
  fflush(nil)
}
