// alignbench REFERENCE_DIR [speed | place [READ_LENGTH] | foreign FASTA [DEPTH] [--no-screen] [--list]]

import Alignment
import BioSequence
import Foundation

struct Gene {
  let name: String
  let letters: [UInt8]
  var exons: [Range<Int>] = []
  var repeats: [Range<Int>] = []
}

func rows(_ path: String) -> [[String]] {
  let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
  return text.split(separator: "\n").dropFirst().map { $0.split(separator: "\t").map(String.init) }
}

func fasta(_ path: String) -> [UInt8] {
  let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
  return text.split(separator: "\n").filter { !$0.hasPrefix(">") }.flatMap { Array($0.uppercased().utf8) }
}

let arguments = CommandLine.arguments
guard arguments.count >= 2 else {
  print("alignbench REFERENCE_DIR [speed | place [READ_LENGTH] | foreign FASTA [DEPTH] [--no-screen] [--list]]")
  exit(64)
}
let folder = arguments[1]
var loaded = ["COL1A1", "COL1A2"].map { Gene(name: $0, letters: fasta("\(folder)/\($0).fa")) }
for index in loaded.indices {
  for row in rows("\(folder)/exons.tsv") where row[0] == loaded[index].name {
    loaded[index].exons.append(Int(row[3])! - 1..<Int(row[4])!)
  }
  for row in rows("\(folder)/repeats.tsv") where row[0] == loaded[index].name {
    loaded[index].repeats.append(Int(row[1])! - 1..<Int(row[2])!)
  }
}
let genes = loaded
let introns = genes.map { gene in zip(gene.exons, gene.exons.dropFirst()).map { $0.upperBound..<$1.lowerBound } }
let clock = ContinuousClock()

/// Processor time that a closure takes, in seconds: steady when other work runs beside.
func cpuSeconds(_ work: () -> Void) -> Double {
  var before = timespec()
  var after = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &before)
  work()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &after)
  return Double(after.tv_sec - before.tv_sec) + Double(after.tv_nsec - before.tv_nsec) / 1e9
}
let sequences = genes.map { DNASequence(text: String(decoding: $0.letters, as: UTF8.self))! }
let indexStart = clock.now
let index = KMerIndex(references: sequences, repeats: genes.map(\.repeats))
let indexTime = clock.now - indexStart
let screen = ReadScreen(index: index)
let mapper = ReadMapper(index: index, introns: introns)
print("index ms\t\(indexTime / .milliseconds(1))")

func map(_ pair: Pair, _ template: Int, _ store: inout AlignedReadStore, _ scratch: inout MapperScratch)
  -> TemplateOutcome
{
  mapper.mapPair(
    firstBases: pair.first.span, firstQualities: pair.firstQualities.span, secondBases: pair.second.span,
    secondQualities: pair.secondQualities.span, template: template, into: &store, scratch: &scratch)
}

func speed(screenOnly: Bool = false) {
  let text = ReadSource.background(count: 8 << 20, seed: 1)
  let reads = text.count / 150
  var hits = 0
  for round in 0..<5 {
    let time = cpuSeconds {
      for _ in 0..<20 {
        for read in 0..<reads where screen.isCandidate(text.span.extracting(read * 150..<read * 150 + 150)) {
          hits += 1
        }
      }
    }
    print("screen GB/s (round \(round))\t\(Double(20 * reads * 150) / time / 1e9)\thits \(hits)")
  }
  if screenOnly { return }
  for (name, substitutions, indels, errors) in [
    ("exact", 0.0, 0.0, 0.0), ("usual", 0.001, 0.01, 0.003), ("errors 1 %", 0.001, 0.01, 0.01),
    ("indels", 0.0, 1.0, 0.0),
  ] {
    var source = ReadSource(
      random: SeededGenerator(seed: 2), substitutions: substitutions, indels: indels, errors: errors)
    let pairs = (0..<40_000).compactMap { source.pair(from: genes[$0 % 2].letters) }
    var scratch = MapperScratch()
    for round in 0..<2 {
      var store = AlignedReadStore()
      let time = cpuSeconds {
        for (number, pair) in pairs.enumerated() { _ = map(pair, number, &store, &scratch) }
      }
      if round == 1 {
        print("map us/read, \(name)\t\(time * 1e6 / Double(2 * pairs.count))\tkept \(store.reads.count)")
      }
    }
  }
  var source = ReadSource(random: SeededGenerator(seed: 3))
  let foreign = (0..<20_000).compactMap { _ in source.pair(from: text) }
  var scratch = MapperScratch()
  var store = AlignedReadStore()
  let time = cpuSeconds { for pair in foreign { _ = map(pair, 0, &store, &scratch) } }
  print("map us/read, foreign\t\(time * 1e6 / Double(2 * foreign.count))\tkept \(store.reads.count)")
}

func place(readLength: Int) {
  for (name, substitutions, indels) in [("errors only", 0.0, 0.0), ("1 % SNV", 0.01, 0.0), ("indel 1-30", 0.001, 1.0)] {
    var source = ReadSource(
      random: SeededGenerator(seed: 4), readLength: readLength, substitutions: substitutions, indels: indels)
    var scratch = MapperScratch()
    var touching = 0
    var right = 0
    var screened = 0
    var low = 0
    var reasons: [String: Int] = [:]
    var examples: [String] = []
    for number in 0..<100_000 {
      let gene = number % 2
      guard let pair = source.pair(from: genes[gene].letters) else { continue }
      let span = pair.source
      guard
        genes[gene].exons.contains(where: {
          $0.lowerBound - 20 < span.upperBound && $0.upperBound + 20 > span.lowerBound
        })
      else { continue }
      touching += 1
      if !screen.isCandidate(pair.first.span) && !screen.isCandidate(pair.second.span) { screened += 1 }
      var store = AlignedReadStore()
      let outcome = map(pair, number, &store, &scratch)
      for part in [outcome.first, outcome.second!] where part != .used { reasons["\(part)", default: 0] += 1 }
      let fits =
        store.reads.count == 2
        && store.reads.allSatisfy {
          $0.reference == gene && $0.start >= span.lowerBound - 40 && $0.end <= span.upperBound + 40 && $0.isProperPair
        }
      if fits {
        right += 1
      } else if examples.count < 12 {
        examples.append(
          "\(genes[gene].name):\(span) \(outcome) " + store.reads.map { "\($0.start)-\($0.end)" }.joined(separator: " ")
        )
      }
      if store.reads.contains(where: { $0.mappingQuality < 20 }) { low += 1 }
    }
    print(
      "\(name)\tpairs \(touching)\tright \(Double(right) / Double(touching))\tnot screened \(screened)\tlow MAPQ \(low)\t\(reasons)"
    )
    examples.forEach { print("  \($0)") }
  }
}

func foreign(_ path: String, _ depth: Double) {
  let letters = fasta(path)
  let skipScreen = arguments.contains("--no-screen")
  var source = ReadSource(random: SeededGenerator(seed: 5), substitutions: 0.002)
  var scratch = MapperScratch()
  var store = AlignedReadStore()
  var outcomes: [String: Int] = [:]
  let count = Int(Double(letters.count) * depth / 300)
  var candidates = 0
  var places: [Int: Range<Int>] = [:]
  for number in 0..<count {
    guard let pair = source.pair(from: letters) else { continue }
    guard skipScreen || screen.isCandidate(pair.first.span) || screen.isCandidate(pair.second.span) else { continue }
    candidates += 1
    places[number] = pair.source
    let outcome = map(pair, number, &store, &scratch)
    for part in [outcome.first, outcome.second!] { outcomes["\(part)", default: 0] += 1 }
  }
  print("pairs \(count) candidates \(candidates) \(outcomes)")
  var spots: [String: Int] = [:]
  var bad = 0
  var high = 0
  for read in store.reads {
    if read.mappingQuality >= 20 { high += 1 }
    let onTarget = genes[read.reference].exons.contains {
      $0.lowerBound - 20 < read.end && $0.upperBound + 20 > read.start
    }
    if onTarget && read.mappingQuality >= 20 { bad += 1 }
    let runs = store.cigars[read.cigar].map(\.description).joined()
    if arguments.contains("--list") {
      print(
        genes[read.reference].name, read.start, read.end, read.mappingQuality, runs, read.isProperPair,
        places[read.template]!)
    }
    spots["\(genes[read.reference].name):\(read.start / 200 * 200)", default: 0] += 1
  }
  print("stored \(store.reads.count)\tMAPQ >= 20: \(high)\tof these on target: \(bad)")
  for (spot, number) in spots.sorted(by: { $0.value > $1.value }).prefix(25) { print("  \(spot)\t\(number)") }
}

switch arguments.count > 2 ? arguments[2] : "speed" {
case "screen": speed(screenOnly: true)
case "speed": speed()
case "place": place(readLength: arguments.count > 3 ? Int(arguments[3]) ?? 150 : 150)
case "foreign" where arguments.count > 3: foreign(arguments[3], arguments.count > 4 ? Double(arguments[4]) ?? 10 : 10)
default: print("unknown mode")
}
