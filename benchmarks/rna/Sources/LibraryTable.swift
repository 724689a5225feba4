// The table of the benchmark: samples of every library kind, what was found in them and what was not there.

import Alignment
import BioSequence
import Numerics
import ReadSimulation
import TranscriptAnalysis
import TypeICollagen
import VariantCalling

/// What is counted, with an exact interval.
struct Tally {
  var part = 0
  var total = 0

  mutating func add(_ isIn: Bool) {
    total += 1
    if isIn { part += 1 }
  }

  mutating func join(_ other: Tally) {
    part += other.part
    total += other.total
  }

  var text: String {
    guard total > 0 else { return "-" }
    let interval = WilsonInterval(fraction: Double(part) / Double(total), trials: Double(total))
    func percent(_ value: Double) -> String { "\((value * 1000).rounded() / 10)" }
    return
      "\(part)/\(total) (\(percent(Double(part) / Double(total))) %, \(percent(interval.low))-\(percent(interval.high)))"
  }
}

/// The figures of some samples.
struct Figures {
  var exact = Tally()
  var kept = Tally()
  var inside = Tally()
  var insideOfSeveral = Tally()
  var pseudo = Tally()
  var shifted = Tally()
  var wildWithFalse = Tally()
  var besideWithFalse = Tally()
  var falseCalls = Tally()
  var variants = Tally()
  var noCall = Tally()
  /// For each kind of event how far found fractions lie from the planted ones.
  var deviations: [SplicingKind: Deviations] = [:]

  static let header =
    "| library | junction events exact | kept introns | PSI inside | of several forms | pseudo-exons | sites 1-5 off | wild types with a false event or call "
    + "| samples with a false event beside planted ones | with a false call | variants | no-call junctions >= 60 |"

  func row(_ name: String) -> String {
    let cells = [
      exact, kept, inside, insideOfSeveral, pseudo, shifted, wildWithFalse, besideWithFalse, falseCalls, variants,
      noCall,
    ]
    return "| \(name) | " + cells.map(\.text).joined(separator: " | ") + " |"
  }

  mutating func add(_ other: Figures) {
    for path in [
      \Figures.exact, \.kept, \.inside, \.insideOfSeveral, \.pseudo, \.shifted, \.wildWithFalse, \.besideWithFalse,
      \.falseCalls,
      \.variants, \.noCall,
    ] {
      self[keyPath: path].part += other[keyPath: path].part
      self[keyPath: path].total += other[keyPath: path].total
    }
    deviations.merge(other.deviations) { $0.joined($1) }
  }
}

/// Standardised deviations z = (found - planted)/sqrt(planted (1 - planted)/n) of fractions that rest on n fragments: a mean
/// apart from 0 is bias, a mean square above 1 says that intervals are too narrow.
struct Deviations {
  private var count = 0
  private var sum = 0.0
  private var squares = 0.0
  private var inside = Tally()

  mutating func add(_ found: SplicingFraction, planted: Double) {
    let z = (found.value - planted) / (planted * (1 - planted) / max(1, found.fragments)).squareRoot()
    count += 1
    sum += z
    squares += z * z
    inside.add(found.low <= planted && planted <= found.high)
  }

  func joined(_ other: Deviations) -> Deviations {
    var all = self
    all.count += other.count
    all.sum += other.sum
    all.squares += other.squares
    all.inside.join(other.inside)
    return all
  }

  /// Mean with its standard error, mean square, and what lies in the intervals.
  var cells: String {
    func text(_ value: Double) -> String { "\((value * 100).rounded() / 100)" }
    let number = Double(max(1, count))
    return "\(text(sum / number)) +- \(text(1 / number.squareRoot())) | \(text(squares / number)) | \(inside.text)"
  }
}

/// One simulated sample of a kind.
struct LibrarySample {
  let kind: LibraryKind
  let settings: LibrarySettings
  let design: Design
  let variants: [PlantedVariant]
  let plan: SimulationPlan
  let seed: UInt64

  init(_ kind: LibraryKind, number: Int, seed: UInt64) throws {
    self.kind = kind
    self.seed = seed &* 1_000_003 &+ UInt64(number) &* 101 &+ UInt64(LibraryKind.allCases.firstIndex(of: kind) ?? 0)
    var random = RandomSource(seed: self.seed)
    settings = LibrarySettings(kind, &random)
    design = Design(isWild: number % 3 == 0, settings, &random)
    variants = number % 2 == 0 ? [] : LibrarySample.variants(apartFrom: design, &random)
    plan = try settings.plan(design.splicing, variants, seed: SplitMix64.hash(self.seed))
  }

  /// A substitution in each gene, one of them within three bases of a junction, away from what is planted.
  private static func variants(apartFrom design: Design, _ random: inout RandomSource) -> [PlantedVariant] {
    (0...1).compactMap { gene in
      let exons = bench.genes[gene].transcript.exons
      let exon = 2 + random.below(exons.count - 4)
      let near = design.wanted.contains {
        $0.gene == gene && $0.range.overlaps(exons[exon - 1].lowerBound..<exons[exon + 1].upperBound)
      }
      guard !near else { return nil }
      let offset = gene == 0 ? exons[exon].lowerBound + random.below(3) : exons[exon].lowerBound + exons[exon].count / 2
      let base = bench.genes[gene].record.codes[offset]
      let change = Variant(
        range: offset..<offset + 1, replacement: DNASequence(codes: [(base + 1 + UInt8(random.below(3))) & 3]))
      return PlantedVariant(gene: gene, variant: change, allele: .heterozygous(haplotype: 1))
    }
  }

  /// Runs the sample and compares.
  func figures(_ tell: (String) -> Void) throws -> Figures {
    let result = bench.analysis.result(of: try bench.placed(plan))
    var figures = Figures()
    let name = "\(kind) seed \(seed)"
    let called = result.events.filter(\.isCalled)
    for form in design.wanted { judge(form, result, &figures) { tell("\(name): \($0)") } }
    let wrong = called.filter { event in
      !design.wanted.contains { LibrarySample.isSame(event.event, $0) } && !isNoise(event)
    }
    for event in wrong { tell("\(name): false \(event.event) \(event.counts) \(event.psi)") }
    let calls = result.calls.passing
    for variant in variants {
      let isFound = calls.contains { $0.reference == variant.gene && $0.variant == variant.variant }
      figures.variants.add(isFound)
      if !isFound { tell("\(name): missed variant \(variant.variant)") }
    }
    let extra = calls.filter { call in
      !variants.contains { $0.gene == call.reference && $0.variant == call.variant }
    }
    for call in extra.prefix(3) {
      tell("\(name): false call \(call.reference) \(call.variant) \(call.alternateDepth)/\(call.depth)")
    }
    if design.wanted.isEmpty {
      figures.wildWithFalse.add(!wrong.isEmpty || !extra.isEmpty)
    } else {
      figures.besideWithFalse.add(!wrong.isEmpty)
      figures.falseCalls.add(!extra.isEmpty)
    }
    for junction in result.junctions where junction.fraction.fragments >= 60 {
      figures.noCall.add(junction.verdict == .noCall)
    }
    return figures
  }

  static func isSame(_ event: SplicingEvent, _ form: WantedForm) -> Bool {
    event.gene == form.gene && event.kind == form.kind && event.recordRange(on: bench.genes[form.gene]) == form.range
  }

  /// Whether a planted form at 5 % and more, of which at least eight fragments are to be expected, was found as it is.
  ///
  /// Fourteen are expected on average, so that fewer than eight are rare: from the settings, and from what crosses the junctions
  /// there, as uneven libraries leave few fragments at some.
  private func judge(
    _ form: WantedForm, _ result: SplicingResult, _ figures: inout Figures, _ tell: (String) -> Void
  ) {
    let events = result.events
    let crossing = result.junctions.filter { junction in
      guard junction.gene == form.gene else { return false }
      let intron = bench.genes[form.gene].introns[junction.intron]
      return intron.lowerBound == form.range.lowerBound || intron.upperBound == form.range.upperBound
        || intron.contains(form.range.lowerBound) && intron.contains(form.range.upperBound)
    }.map(\.informative).min()
    let amounts = settings.amounts[form.gene].reduce(0, +) / 2
    let planned =
      form.psi * settings.depth * settings.expression[form.gene] * amounts * (1 - settings.library.copies)
      * settings.seenFraction
    let expected = min(planned, form.psi * (crossing ?? 0))
    guard form.psi >= 0.05, expected >= 14 else { return }
    let hit = events.first { $0.isCalled && LibrarySample.isSame($0.event, form) }
    if form.kind == .intronRetention { figures.kept.add(hit != nil) } else { figures.exact.add(hit != nil) }
    if form.pseudo > 0 { figures.pseudo.add(hit != nil) }
    if (1...5).contains(form.shift) { figures.shifted.add(hit != nil) }
    guard let hit else {
      let seen = events.first { LibrarySample.isSame($0.event, form) }
      return tell("missed \(form) expected \(expected) seen \(seen.map { "\($0.counts) \($0.psi)" } ?? "no")")
    }
    let isInside = hit.psi.low <= form.psi && form.psi <= hit.psi.high
    figures.inside.add(isInside)
    figures.deviations[form.kind, default: Deviations()].add(hit.psi, planted: form.psi)
    if design.wanted.count(where: { $0.gene == form.gene }) > 1 { figures.insideOfSeveral.add(isInside) }
    if !isInside {
      tell("PSI \(form.kind) planted \(form.psi) found \(hit.psi.value) \(hit.psi.low)-\(hit.psi.high) \(hit.counts)")
    }
  }

  /// Whether an event is one of the library's own mis-splicings that takes 1 % of the transcripts or more.
  private func isNoise(_ event: CountedEvent) -> Bool {
    let gene = bench.genes[event.event.gene]
    return settings.library.noiseForms(
      of: gene.transcript.exons, record: gene.record.codes, gene: event.event.gene
    ).contains { way in
      let form = Design.wanted(way.event, event.event.gene, psi: way.fraction)
      return way.fraction >= 0.01 && form.kind == event.event.kind && form.range == event.event.recordRange(on: gene)
    }
  }
}

/// Everything that is seen in one sample of a kind, called or not.
func oneSample(kind: LibraryKind, number: Int, seed: UInt64) throws {
  let sample = try LibrarySample(kind, number: number, seed: seed)
  print(sample.settings)
  for form in sample.design.wanted { print("planted: \(form)") }
  let placed = try bench.placed(sample.plan)
  let result = bench.analysis.result(of: placed)
  for event in result.events { print("\(event.event) \(event.counts) \(event.psi) \(event.filters)") }
  for call in result.calls.calls {
    print("\(call.reference) \(call.variant) \(call.alternateDepth)/\(call.depth) \(call.filters)")
    if call.isPass, call.zygosity == .mosaic || call.alternateDepth < 30 { printReads(of: call, in: placed.spliced) }
  }
}

/// Where reads of a called substitution lie, and how they are aligned.
private func printReads(of call: VariantCall, in store: AlignedReadStore) {
  let gene = bench.genes[call.reference]
  guard call.variant.range.count == 1, let base = call.variant.replacement.codes.first,
    let place = gene.transcript.transcriptOffset(ofRecordOffset: call.variant.range.lowerBound)
  else { return }
  for read in store.reads where read.reference == call.reference && read.start <= place && place < read.end {
    var offset = read.start
    var index = read.bases.lowerBound
    var shows = false
    var misses: [Int] = []
    for operation in store.cigars[read.cigar] {
      if operation.kind == .match {
        for step in 0..<operation.length where store.bases[index + step] != gene.mRNA.codes[offset + step] {
          misses.append(offset + step)
          if offset + step == place, store.bases[index + step] == base { shows = true }
        }
      }
      if operation.consumesReference { offset += operation.length }
      if operation.consumesRead { index += operation.length }
    }
    guard shows else { continue }
    let mates = store.reads.count { $0.template == read.template }
    let cigar = store.cigars[read.cigar].map { "\($0.length)\($0.kind)" }.joined(separator: " ")
    print("  \(read.template) \(read.start)-\(read.end) \(read.strand) mates \(mates) \(cigar) differs at \(misses)")
  }
}

/// One sample's design, drawn and read anew `count` times: whether fractions are biased or too narrow.
func replicates(_ count: Int?, kind: LibraryKind, number: Int, seed: UInt64) throws {
  let sample = try LibrarySample(kind, number: number, seed: seed)
  var sums: [WantedForm: (psi: Double, found: Int, inside: Int)] = [:]
  for turn in 0..<(count ?? 10) {
    let plan = try sample.settings.plan(sample.design.splicing, sample.variants, seed: UInt64(turn) &+ 77)
    let result = bench.analysis.result(of: try bench.placed(plan))
    for form in sample.design.wanted {
      let hit = result.events.first {
        $0.event.gene == form.gene && $0.event.kind == form.kind
          && $0.event.recordRange(on: bench.genes[form.gene]) == form.range
      }
      guard let hit else { continue }
      let old = sums[form] ?? (0, 0, 0)
      let isInside = hit.psi.low <= form.psi && form.psi <= hit.psi.high
      sums[form] = (old.psi + hit.psi.value, old.found + 1, old.inside + (isInside ? 1 : 0))
    }
  }
  print(sample.settings)
  for (form, sum) in sums {
    print("\(form): mean \(sum.psi / Double(sum.found)) found \(sum.found) inside \(sum.inside)")
  }
}

/// The table over `count` samples of every kind.
func libraryTable(_ count: Int?, seed: UInt64, kinds: [LibraryKind], isVerbose: Bool) throws {
  print(Figures.header)
  print(String(repeating: "|---", count: Figures.header.split(separator: "|").count) + "|")
  var all = Figures()
  var notes: [String] = []
  for kind in kinds {
    var figures = Figures()
    for number in 0..<(count ?? 10) {
      figures.add(try LibrarySample(kind, number: number, seed: seed).figures { notes.append($0) })
    }
    print(figures.row(kind.rawValue))
    all.add(figures)
  }
  print(all.row("all"))
  print("\n| event | mean z | mean square of z | PSI inside |\n|---|---|---|---|")
  for kind in SplicingKind.allCases { print("| \(kind.rawValue) | \((all.deviations[kind] ?? Deviations()).cells) |") }
  if isVerbose { for note in notes { print("- \(note)") } }
}
