// The parts of the benchmark that measure intervals and calls.

import BioSequence
import Numerics
import ReadSimulation
import TranscriptAnalysis
import TypeICollagen
import VariantCalling

/// Whether the intervals of skips and retentions hold the planted fraction.
func shareCoverage(_ count: Int?) throws {
  print("| event | fraction | depth | covered | mean of fractions |")
  print("|---|---|---|---|---|")
  var allCovered = 0
  var all = 0
  for isSkip in [true, false] {
    for fraction in [0.05, 0.1, 0.2, 0.35, 0.5] {
      for depth in [100.0, 300, 1000] {
        var covered = 0
        var tried = 0
        var sum = 0.0
        for sample in 0..<(count ?? 4) {
          for gene in 0...1 {
            let number = 1 + (sample * 11 + Int(fraction * 100) * 3 + Int(depth) / 50 + gene * 5) % 49
            let exons = bench.genes[gene].transcript.exons
            let event =
              isSkip
              ? SplicingEvent.skip(exons: number...number, of: bench.genes[gene], number: gene)
              : .retention(intron: number, of: bench.genes[gene], number: gene)
            let other =
              isSkip
              ? bench.exons(gene, without: number...number)
              : bench.exons(gene, number, changedTo: exons[number].lowerBound..<exons[number + 1].lowerBound)
            for turn in 0..<5 {
              let placed = try bench.placed(
                [bench.ordinary(gene, fraction: 1 - fraction), Form(gene: gene, exons: other, fraction: fraction)],
                depth: depth,
                seed: UInt64(90_000 + sample * 131 + turn * 17 + number * 1009 + Int(fraction * 1000) + Int(depth) * 7))
              let counter = SplicingCounter(genes: bench.genes, events: [event])
              let counts = counter.counts(in: placed)[0]
              let found = counter.fraction(of: 0, counts)
              tried += 1
              sum += found.value
              if found.low <= fraction && fraction <= found.high { covered += 1 }
            }
          }
        }
        allCovered += covered
        all += tried
        let mean = (sum / Double(tried) * 10_000).rounded() / 10_000
        print(
          "| \(isSkip ? "skip" : "retention") | \(fraction) | \(Int(depth)) | \(percent(covered, tried)) | \(mean) |")
      }
    }
  }
  print("all: \(percent(allCovered, all))")
}

private func randomSubstitution(_ gene: Int, _ offset: Int, _ random: inout RandomSource) -> Variant {
  let base = bench.genes[gene].record.codes[offset]
  return Variant(
    range: offset..<offset + 1, replacement: DNASequence(codes: [(base + 1 + UInt8(random.below(3))) & 3]))
}

/// The fraction of an allele at a heterozygous site, with both messages and with one partly or wholly lost.
func alleleBalance(_ count: Int?) throws {
  var random = RandomSource(seed: 31)
  print("| fraction of the allele | depth | covered | verdicts |")
  print("|---|---|---|---|")
  for fraction in [0.5, 0.35, 0.2, 0.1, 0.05] {
    for depth in [100.0, 300, 1000] {
      var covered = 0
      var verdicts: [String: Int] = [:]
      let samples = count ?? 40
      for sample in 0..<samples {
        let gene = sample % 2
        let offset = bench.genes[gene].transcript.recordOffset(
          ofTranscriptOffset: 400 + random.below(bench.genes[gene].mRNA.count - 800))
        let change = randomSubstitution(gene, offset, &random)
        let planted = PlantedVariant(gene: 0, variant: change, allele: .homozygous)
        let placed = try bench.placed(
          [
            bench.ordinary(gene, fraction: fraction, variants: [planted]), bench.ordinary(gene, fraction: 1 - fraction),
          ],
          depth: depth, seed: UInt64(40_000 + sample + Int(fraction * 1000) * 100 + Int(depth)))
        let evidence = bench.analysis.evidence(for: change, on: gene, in: placed.spliced)
        guard let evidence else {
          print("no place: \(change)")
          continue
        }
        let balance = AlleleBalance(alternate: evidence.alternateDepth, reference: evidence.referenceDepth)
        if balance.low <= fraction && fraction <= balance.high { covered += 1 }
        verdicts[balance.verdict.rawValue, default: 0] += 1
      }
      let words = verdicts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
      print("| \(fraction) | \(Int(depth)) | \(percent(covered, samples)) | \(words) |")
    }
  }
}

/// Heterozygous changes in exons, near junctions and elsewhere.
func substitutions(_ count: Int?) throws {
  var random = RandomSource(seed: 5)
  for (name, depth) in [("30x", 30.0), ("100x", 100), ("400x", 400)] {
    var found = 0
    var tried = 0
    var nearFound = 0
    var near = 0
    var extra = 0
    for sample in 0..<(count ?? 30) {
      var forms: [Form] = []
      var planted: [(gene: Int, variant: Variant, isNear: Bool)] = []
      for gene in 0...1 {
        let exons = bench.genes[gene].transcript.exons
        var variants: [PlantedVariant] = []
        // One change every fifth exon or so; every other one within three bases of a junction.
        for exon in stride(from: 1 + sample % 5, to: exons.count - 1, by: 5) {
          let range = exons[exon]
          let isNear = random.below(2) == 0
          var offset = range.lowerBound + random.below(range.count)
          if isNear {
            offset = random.below(2) == 0 ? range.lowerBound + random.below(3) : range.upperBound - 1 - random.below(3)
          }
          var change = randomSubstitution(gene, offset, &random)
          if random.below(4) == 0, !isNear, range.contains(offset + 4) {
            change = Variant(range: offset..<offset + 1 + random.below(3), replacement: DNASequence())
          }
          variants.append(PlantedVariant(gene: 0, variant: change, allele: .heterozygous(haplotype: random.below(2))))
          planted.append((gene, change.leftAligned(on: bench.genes[gene].record), isNear))
        }
        forms.append(bench.ordinary(gene, variants: variants))
      }
      let placed = try bench.placed(forms, depth: depth, seed: UInt64(60_000 + sample))
      let calls = bench.analysis.result(of: placed).calls.passing
      for change in planted {
        let isFound = calls.contains { $0.reference == change.gene && $0.variant == change.variant }
        tried += 1
        if isFound { found += 1 } else { print("missed: \(change)") }
        if change.isNear {
          near += 1
          if isFound { nearFound += 1 }
        }
      }
      for call in calls where !planted.contains(where: { $0.gene == call.reference && $0.variant == call.variant }) {
        extra += 1
        print("extra: \(call.reference) \(call.variant)")
      }
    }
    print(
      "\(name): found \(percent(found, tried)), within three bases of a junction \(percent(nearFound, near)), false \(extra)"
    )
  }
}

/// Whether the intervals hold the fraction of other sites with a GT or AG, in reads of several lengths.
func siteFractions(_ count: Int?) throws {
  print("| site | read length | covered | found / planted fraction |")
  print("|---|---|---|---|")
  var allCovered = 0
  var all = 0
  for isDonor in [true, false] {
    for isGain in [true, false] {
      for readLength in [75, 100, 150, 250] {
        // The same sites for every read length.
        var random = RandomSource(seed: isDonor ? 411 : 412)
        var covered = 0
        var tried = 0
        var sum = 0.0
        while tried < count ?? 30 {
          let gene = random.below(2)
          let exons = bench.genes[gene].transcript.exons
          let codes = bench.genes[gene].record.codes
          let exon = 3 + random.below(exons.count - 6)
          let distance = (6 + random.below(50)) * (isDonor == isGain ? 1 : -1)
          let range = exons[exon]
          let site = isDonor ? range.upperBound + distance : range.lowerBound + distance
          let isSite =
            isDonor ? codes[site] == 2 && codes[site + 1] == 3 : codes[site - 2] == 0 && codes[site - 1] == 2
          let changed =
            isDonor ? range.lowerBound..<max(site, range.lowerBound) : min(site, range.upperBound)..<range.upperBound
          guard isSite, changed.count >= 12, changed.upperBound + 20 < exons[exon + 1].lowerBound,
            changed.lowerBound - 20 > exons[exon - 1].upperBound
          else { continue }
          tried += 1
          let fraction = [0.1, 0.2, 0.3, 0.5][tried % 4]
          let placed = try bench.placed(
            [
              bench.ordinary(gene, fraction: 1 - fraction),
              Form(gene: gene, exons: bench.exons(gene, exon, changedTo: changed), fraction: fraction),
            ], depth: [300.0, 1000][tried % 2], readLength: readLength, seed: UInt64(80_000 + tried + readLength * 100))
          let junction = isDonor ? site..<exons[exon + 1].lowerBound : exons[exon - 1].upperBound..<site
          let hit = bench.analysis.result(of: placed).events.first {
            $0.event.gene == gene && $0.event.recordRange(on: bench.genes[gene]) == junction
          }
          guard let hit else {
            print("missed: gene \(gene) exon \(exon + 1) \(distance)")
            continue
          }
          sum += hit.fraction.value / fraction
          if hit.fraction.low <= fraction && fraction <= hit.fraction.high { covered += 1 }
        }
        allCovered += covered
        all += tried
        let mean = (sum / Double(tried) * 1000).rounded() / 1000
        let name = "\(isDonor ? "donor" : "acceptor") in the \(isGain ? "intron" : "exon")"
        print("| \(name) | \(readLength) | \(percent(covered, tried)) | \(mean) |")
      }
    }
  }
  print("all: \(percent(allCovered, all))")
}
