// The parts of the benchmark.

import BioSequence
import Numerics
import ReadSimulation
import TranscriptAnalysis
import TypeICollagen
import VariantCalling

func percent(_ part: Int, _ total: Int) -> String {
  let perMille = total == 0 ? 0 : Double(part) * 1000 / Double(total)
  return "\(Double(perMille.rounded()) / 10) % (\(part)/\(total))"
}

/// Nothing may be found in samples without anything.
func wildType(_ count: Int?) throws {
  var events = 0
  var minor = 0
  var calls = 0
  var filtered = 0
  let samples = count ?? 100
  for sample in 0..<samples {
    let depth = [30.0, 100, 200, 500][sample % 4]
    let placed = try bench.placed([bench.ordinary(0), bench.ordinary(1)], depth: depth, seed: UInt64(sample))
    let result = bench.analysis.result(of: placed)
    events += result.events.count { $0.isCalled }
    minor += result.events.count
    calls += result.calls.passing.count
    filtered += result.calls.calls.count - result.calls.passing.count
    for event in result.events where event.isCalled { print("false: \(event)") }
    for call in result.calls.calls {
      print("false call: \(call.reference) \(call.variant.range) \(call.filters) \(call.alternateDepth)/\(call.depth)")
    }
  }
  print(
    "samples \(samples), events called \(events), events seen twice or more \(minor), calls \(calls), filtered calls \(filtered)"
  )
}

/// Every inner exon of both genes skipped in a fifth of the messages.
func everySkip(_ count: Int?) throws {
  for gene in 0...1 {
    let exons = bench.genes[gene].transcript.exons.count
    var found = 0
    var tried = 0
    var extra = 0
    var calls = 0
    for exon in 1..<exons - 1 where count.map({ exon <= $0 }) ?? true {
      let skip = SplicingEvent.skip(exons: exon...exon, of: bench.genes[gene], number: gene)
      let placed = try bench.placed(
        [
          bench.ordinary(gene, fraction: 0.8),
          Form(gene: gene, exons: bench.exons(gene, without: exon...exon), fraction: 0.2), bench.ordinary(1 - gene),
        ], depth: 200, seed: UInt64(5000 + 100 * gene + exon))
      let result = bench.analysis.result(of: placed)
      tried += 1
      if let hit = result.events.first(where: { $0.event == skip }), hit.isCalled {
        found += 1
      } else {
        print("missed: gene \(gene) exon \(exon + 1) \(result.events.filter { $0.event == skip })")
      }
      let others = result.events.filter { $0.isCalled && $0.event != skip }
      extra += others.count
      for other in others {
        print("extra: gene \(gene) exon \(exon + 1): \(other.event) \(other.counts.event) \(other.fraction.value)")
      }
      calls += result.calls.passing.count
      for call in result.calls.passing {
        print("call: exon \(exon + 1) \(call.reference) \(call.variant) \(call.alternateDepth)/\(call.depth)")
      }
    }
    print("\(bench.models[gene].symbol): found \(percent(found, tried)), other events \(extra), false calls \(calls)")
  }
}

/// Every intron kept in 15 % of the messages.
func everyRetention(_ count: Int?) throws {
  for gene in 0...1 {
    let exons = bench.genes[gene].transcript.exons
    var found = 0
    var tried = 0
    var extra = 0
    var calls = 0
    for intron in 0..<exons.count - 1 where count.map({ intron <= $0 }) ?? true {
      let event = SplicingEvent.retention(intron: intron, of: bench.genes[gene], number: gene)
      let kept = bench.exons(gene, intron, changedTo: exons[intron].lowerBound..<exons[intron + 1].lowerBound)
      let placed = try bench.placed(
        [
          bench.ordinary(gene, fraction: 0.85), Form(gene: gene, exons: kept, fraction: 0.15), bench.ordinary(1 - gene),
        ],
        depth: 200, seed: UInt64(6000 + 100 * gene + intron))
      let result = bench.analysis.result(of: placed)
      tried += 1
      if let hit = result.events.first(where: { $0.event == event }), hit.isCalled {
        found += 1
      } else {
        print("missed: gene \(gene) intron \(intron + 1) \(result.events.filter { $0.event == event })")
      }
      let others = result.events.filter { $0.isCalled && $0.event != event }
      extra += others.count
      for other in others {
        print("extra: gene \(gene) intron \(intron + 1): \(other.event) \(other.counts.event) \(other.fraction.value)")
      }
      calls += result.calls.passing.count
      for call in result.calls.passing {
        print("call: intron \(intron + 1) \(call.reference) \(call.variant) \(call.alternateDepth)/\(call.depth)")
      }
    }
    print("\(bench.models[gene].symbol): found \(percent(found, tried)), other events \(extra), false calls \(calls)")
  }
}

/// Another GT or AG than the known one, 4 to 60 bases away, in a fifth of the messages.
func crypticSites(_ count: Int?) throws {
  var random = RandomSource(seed: 77)
  var tallies: [String: (found: Int, tried: Int, extra: Int, calls: Int)] = [:]
  var tried = 0
  while tried < count ?? 120 {
    let gene = random.below(2)
    let exons = bench.genes[gene].transcript.exons
    let codes = bench.genes[gene].record.codes
    let exon = 1 + random.below(exons.count - 2)
    let isDonor = random.below(2) == 0
    let distance = (4 + random.below(57)) * (random.below(2) == 0 ? 1 : -1)
    let range = exons[exon]
    let site = isDonor ? range.upperBound + distance : range.lowerBound + distance
    let isSite =
      isDonor ? codes[site] == 2 && codes[site + 1] == 3 : codes[site - 2] == 0 && codes[site - 1] == 2
    let changed =
      isDonor ? range.lowerBound..<max(site, range.lowerBound) : min(site, range.upperBound)..<range.upperBound
    guard isSite, changed.count >= 12, exon + 1 < exons.count, changed.upperBound + 20 < exons[exon + 1].lowerBound,
      changed.lowerBound - 20 > exons[exon - 1].upperBound
    else { continue }
    tried += 1
    let placed = try bench.placed(
      [
        bench.ordinary(gene, fraction: 0.8),
        Form(gene: gene, exons: bench.exons(gene, exon, changedTo: changed), fraction: 0.2), bench.ordinary(1 - gene),
      ], depth: 200, seed: UInt64(7000 + tried))
    let result = bench.analysis.result(of: placed)
    let name = "\(isDonor ? "donor" : "acceptor") in the \(isDonor == (distance < 0) ? "exon" : "intron")"
    var tally = tallies[name] ?? (0, 0, 0, 0)
    tally.tried += 1
    let junction =
      isDonor ? site..<exons[exon + 1].lowerBound : exons[exon - 1].upperBound..<site
    let kind = isDonor ? SplicingKind.crypticDonor : .crypticAcceptor
    let hit = result.events.first {
      $0.event.gene == gene && $0.event.kind == kind && $0.event.recordRange(on: bench.genes[gene]) == junction
    }
    if let hit, hit.isCalled {
      tally.found += 1
    } else {
      print("missed: gene \(gene) exon \(exon + 1) \(name) \(distance): \(result.events)")
    }
    let others = result.events.filter { $0.isCalled && $0 != hit }
    for other in others {
      print(
        "extra: gene \(gene) exon \(exon + 1) \(name) \(distance): \(other.event) \(other.counts.event) \(other.fraction.value)"
      )
    }
    tally.extra += others.count
    tally.calls += result.calls.passing.count
    for call in result.calls.passing {
      print(
        "call: exon \(exon + 1) \(name) \(distance) \(call.reference) \(call.variant) \(call.alternateDepth)/\(call.depth)"
      )
    }
    tallies[name] = tally
  }
  for (name, tally) in tallies.sorted(by: { $0.key < $1.key }) {
    print(
      "\(name): found \(percent(tally.found, tally.tried)), other events \(tally.extra), false calls \(tally.calls)")
  }
}
