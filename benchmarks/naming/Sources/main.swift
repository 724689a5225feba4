// naming-tool name|sweep|labels|fuzz|speed: run without arguments for the list.

import BioSequence
import Documents
import TypeICollagen
import VariantNaming

let arguments = Array(CommandLine.arguments.dropFirst())

func number(_ index: Int, _ standard: Int) -> Int {
  arguments.indices.contains(index) ? Int(arguments[index]) ?? standard : standard
}

switch arguments.first {
case "name":
  let namer = CollagenNamer(assembly: arguments.contains("GRCh37") ? .grch37 : .grch38)
  print(NameRow.header)
  while let line = readLine() { print(namer.row(for: line).tsv) }
case "sweep":
  let step = number(1, 1)
  var sweep = Sweep()
  for gene in GeneCatalog.embedded.genes {
    let laws = NamingLaws(gene.model)
    sweep.substitutions(laws)
    print("\(gene.symbol): substitutions, \(sweep.checked) checks, \(sweep.failed) failed")
    sweep.random(laws, count: 10_000, seed: 20_260_101)
    print("\(gene.symbol): random, \(sweep.checked) checks, \(sweep.failed) failed")
    sweep.lengthChanges(laws, stride: step)
    print("\(gene.symbol): deletions and duplications, \(sweep.checked) checks, \(sweep.failed) failed")
  }
case "list":
  var generator = SeededGenerator(seed: UInt64(number(2, 1)))
  for _ in 0..<number(1, 1000) { print(RandomDescription.next(&generator)) }
case "table":
  printTable(step: number(1, 1))
case "labels":
  splicing(labels: arguments.count > 1 ? arguments[1] : "")
case "fuzz":
  fuzz(seconds: number(1, 10), seed: UInt64(number(2, 1)))
case "speed":
  var lines: [String] = []
  while let line = readLine() { lines.append(line) }
  let namer = CollagenNamer()
  var output: [UInt8] = []
  var row = NameRow()
  let clock = ContinuousClock()
  var failed = 0
  let time = clock.measure {
    for line in lines {
      namer.name(line, into: &row, listsOutcomes: false)
      if row.status == .error { failed += 1 }
      output.removeAll(keepingCapacity: true)
      row.write(to: &output)
    }
  }
  let seconds = Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18
  print("\(lines.count) descriptions, \(failed) errors, \(seconds) s, \(Int(Double(lines.count) / seconds)) a second")
default:
  print(
    "usage: naming-tool name [GRCh37] < descriptions | sweep [STRIDE] | labels TSV | fuzz SECONDS SEED | list COUNT SEED | table STRIDE | speed < descriptions"
  )
}
