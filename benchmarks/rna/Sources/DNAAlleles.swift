// Alleles that leave 0-20 % of the transcripts, counted at a site that the DNA has, in every kind of library.

import BioSequence
import Numerics
import ReadSimulation
import TranscriptAnalysis

/// A heterozygous substitution in each gene whose allele is lost or reduced, `count` samples of every kind.
///
/// Shown is a site whose verdict is "allele lost" or "one allele reduced". Genomic DNA holds both alleles, so that intervals are
/// held against the planted fraction only where there is none.
func allelesOfTheDNA(_ count: Int?, seed: UInt64, kinds: [LibraryKind]) throws {
  var (shown, null, inside) = (Tally(), Tally(), Tally())
  for kind in kinds {
    var (own, ownNull, ownInside) = (Tally(), Tally(), Tally())
    for number in 0..<(count ?? 5) {
      let ownSeed = seed &* 3001 &+ UInt64(number) &* 17 &+ UInt64(LibraryKind.allCases.firstIndex(of: kind) ?? 0)
      var random = RandomSource(seed: ownSeed)
      var settings = LibrarySettings(kind, &random)
      var planted: [(variant: PlantedVariant, fraction: Double)] = []
      for gene in 0...1 {
        // Every third allele is a complete null.
        let fraction = (number + gene) % 3 == 0 ? 0 : random.uniform(0.02, 0.2)
        settings.amounts[gene] = [2 * (1 - fraction), 2 * fraction]
        let transcript = bench.genes[gene].transcript
        let offset = transcript.recordOffset(ofTranscriptOffset: 400 + random.below(transcript.length - 2400))
        let base = bench.genes[gene].record.codes[offset]
        let change = Variant(
          range: offset..<offset + 1, replacement: DNASequence(codes: [(base + 1 + UInt8(random.below(3))) & 3]))
        planted.append((PlantedVariant(gene: gene, variant: change, allele: .heterozygous(haplotype: 1)), fraction))
      }
      let result = bench.analysis.result(
        of: try bench.placed(settings.plan([], planted.map(\.variant), seed: ownSeed &* 7)))
      for (variant, fraction) in planted {
        let balance = balance(of: variant, in: result)
        let isShown = [.alleleLost, .imbalanced].contains(balance.verdict)
        own.add(isShown)
        if fraction == 0 { ownNull.add(balance.verdict == .alleleLost) }
        if settings.library.genomic == 0 { ownInside.add(balance.low <= fraction && fraction <= balance.high) }
        if !isShown {
          print("not shown: \(kind) \(ownSeed) planted \(fraction) \(balance.alternate)/\(balance.reference)")
        }
      }
    }
    print("\(kind): shown \(own.text), complete nulls as lost \(ownNull.text), interval \(ownInside.text)")
    shown.join(own)
    null.join(ownNull)
    inside.join(ownInside)
  }
  print("all: shown \(shown.text), complete nulls as lost \(null.text), interval \(inside.text)")
}

/// The fragments with and without a substitution, as a case's report counts them.
private func balance(of planted: PlantedVariant, in result: SplicingResult) -> AlleleBalance {
  let gene = bench.genes[planted.gene]
  let place = gene.transcript.transcriptOffset(ofRecordOffset: planted.variant.range.lowerBound) ?? 0
  let bases = result.counts[planted.gene].bases.map { Int($0[place]) }
  return AlleleBalance(
    alternate: bases[Int(planted.variant.replacement.codes[0])], reference: bases[Int(gene.mRNA.codes[place])])
}
