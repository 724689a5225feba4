// Names variants of COL1A1 and COL1A2 that are given as arguments: the program of docs/swift.md.

import Collagen

let namer = CollagenVariantNamer()
for description in CommandLine.arguments.dropFirst() {
  do {
    let names = try namer.names(of: description)
    print(names.genomicName(on: .grch38), names.codingName, names.proteinName, names.collagenEffects, separator: "\t")
    if names.isCorrected { print("corrected:", names.message) }
  } catch {
    print(error)
  }
}
