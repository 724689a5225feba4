// The benchmark's command line: every set of `DosageSet.all`, or those whose name begins with the first argument.
//
//     dosage [SET] [samples=N] [seed=1] [controls=10] [noise=0.05] [slope=0.7] [uneven=0.5] [verbose=0]

import Foundation

var prefix = ""
var settings: [String: String] = [:]
for argument in CommandLine.arguments.dropFirst() {
  let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
  if parts.count == 2 { settings[parts[0]] = parts[1] } else { prefix = argument }
}
print(
  "| set | events | found | exact exons | recall | 95 % interval | chance alone | exons vary | false events in samples "
    + "| not told |")
print("|---|---|---|---|---|---|---|---|---|---|")
for set in DosageSet.all where set.name.hasPrefix(prefix) {
  var set = set
  if let value = settings["noise"].flatMap(Double.init) { set.batch.noise = value }
  if let value = settings["slope"].flatMap(Double.init) { set.batch.slope = value }
  if let value = settings["uneven"].flatMap(Double.init) { set.batch.uneven = value }
  if let value = settings["samples"].flatMap(Int.init) { set.samples = value }
  if let value = settings["controls"].flatMap(Int.init) { set.controls = value }
  try set.run(seed: settings["seed"].flatMap(Int.init) ?? 1, verbosity: settings["verbose"].flatMap(Int.init) ?? 0)
}
