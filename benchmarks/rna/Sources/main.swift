// Measures splicing events, shares, calls and allele balance of simulated RNA. `rna PART [COUNT]`.

import Foundation

let part = CommandLine.arguments.dropFirst().first ?? "all"
let count = CommandLine.arguments.dropFirst(2).first.flatMap { Int($0) }
let bench = Bench()
let parts: [(String, (Int?) throws -> Void)] = [
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
