// Measures splicing events, fractions, calls and allele balance of simulated RNA.
// `rna PART [COUNT] [--seed N] [--kinds a,b] [--psi F] [--events a,b] [--verbose]`.

import Foundation

var arguments = Array(CommandLine.arguments.dropFirst())
/// Takes an option with its value out of the arguments.
@MainActor func option(_ name: String) -> String? {
  guard let index = arguments.firstIndex(of: name), index + 1 < arguments.count else { return nil }
  let value = arguments[index + 1]
  arguments.removeSubrange(index...index + 1)
  return value
}
let seed = option("--seed").flatMap { UInt64($0) } ?? 1
let kinds = option("--kinds")?.split(separator: ",").compactMap { LibraryKind(rawValue: String($0)) }
let number = option("--sample").flatMap { Int($0) } ?? 1
let psi = option("--psi").flatMap { Double($0) } ?? 0.3
let eventKinds =
  option("--events")?.split(separator: ",").compactMap { Design.Kind(rawValue: String($0)) } ?? Design.Kind.allCases
let isVerbose = arguments.contains("--verbose")
arguments.removeAll { $0 == "--verbose" }
let part = arguments.first ?? "all"
let count = arguments.dropFirst().first.flatMap { Int($0) }
let bench = Bench()
let parts: [(String, (Int?) throws -> Void)] = [
  (
    "libraries",
    { try libraryTable($0, seed: seed, kinds: kinds ?? LibraryKind.allCases, isVerbose: isVerbose) }
  ),
  ("replicates", { try replicates($0, kind: (kinds ?? [.clean])[0], number: number, seed: seed) }),
  (
    "bias",
    {
      try fractionBias(
        $0, seed: seed, psi: psi, library: (kinds ?? [.clean])[0], events: eventKinds, isVerbose: isVerbose)
    }
  ),
  (
    "two-people",
    { try twoPeople($0, seed: seed, kinds: kinds ?? LibraryKind.allCases, isVerbose: isVerbose) }
  ),
  ("controls", { try controlTable($0, seed: seed) }),
  ("dna-alleles", { try allelesOfTheDNA($0, seed: seed, kinds: kinds ?? LibraryKind.allCases) }),
  ("sample", { _ in try oneSample(kind: (kinds ?? [.clean])[0], number: number, seed: seed) }),
  ("wild", wildType), ("skips", everySkip), ("shares", shareCoverage), ("retention", everyRetention),
  ("cryptic", crypticSites), ("alleles", alleleBalance), ("sites", siteFractions), ("calls", substitutions),
]
for (name, body) in parts where part == "all" || part == name {
  let start = Date()
  print("## \(name)")
  try body(count)
  FileHandle.standardError.write(Data("\(name): \(Int(Date().timeIntervalSince(start))) s\n".utf8))
  print("")
}
