// From one active region to its calls.

import Alignment
import BioSequence

/// The calls of one window, before windows are tied together by phase.
struct RegionCalls: Sendable {
  let calls: [VariantCall]
  /// For every molecule that tells the two haplotypes apart: its template number, and whether it is of the first.
  let phased: [(template: Int, isFirst: Bool)]
}

/// Calls single regions. Regions are independent of each other, so they may be called in any order and at once.
struct RegionCaller: Sendable {
  let reads: PreparedReads
  let references: [CallReference]
  let options: CallOptions

  /// The calls of one region.
  func calls(in region: ActiveRegion) -> RegionCalls {
    let record = references[region.reference]
    let near = reads.reads(near: region.window, margin: 0, on: region.reference)
    let segments = near.compactMap { reads.segment(of: $0, in: region.window) }
    let haplotypes = CandidateHaplotype.haplotypes(of: region, segments: segments, reads: reads, record: record)
    guard haplotypes.count > 1 else { return RegionCalls(calls: [], phased: []) }
    var builder = TemplateEvidenceBuilder(reads: reads, record: record)
    let evidence = builder.evidence(for: region, haplotypes: haplotypes)
    let lengths = evidence.compactMap { $0.read.map { reads.store.reads[$0].bases.count } }
    let posterior = GenotypePosterior(
      haplotypes: haplotypes, evidence: evidence, readLength: lengths.reduce(0, +) / max(1, lengths.count))
    let pair = [posterior.best.first, posterior.best.second]
    let found = Set(pair.flatMap { haplotypes[$0].variants }).sorted()
    let order = RegionCaller.haplotypeOrder(pair, haplotypes: haplotypes, first: found.first)
    let isPhased = found.count > 1
    let calls = found.map { variant in
      call(
        variant, order: order, isPhased: isPhased, phaseSet: found.first, region: region, haplotypes: haplotypes,
        evidence: evidence, posterior: posterior)
    }
    let phased =
      pair[0] == pair[1]
      ? []
      : evidence.compactMap { molecule -> (template: Int, isFirst: Bool)? in
        guard let read = molecule.read else { return nil }
        let first = molecule.likelihoods[order[0]]
        let second = molecule.likelihoods[order[1]]
        guard max(first, second) > 10 * min(first, second) else { return nil }
        return (reads.store.reads[read].template, first > second)
      }
    return RegionCalls(calls: calls, phased: phased)
  }

  /// The haplotype with the first change comes first.
  private static func haplotypeOrder(_ pair: [Int], haplotypes: [CandidateHaplotype], first: Variant?) -> [Int] {
    guard let first, !haplotypes[pair[0]].variants.contains(first) else { return pair }
    return [pair[1], pair[0]]
  }

  private func call(
    _ variant: Variant, order: [Int], isPhased: Bool, phaseSet: Variant?, region: ActiveRegion,
    haplotypes: [CandidateHaplotype], evidence: [TemplateEvidence], posterior: GenotypePosterior
  ) -> VariantCall {
    let record = references[region.reference]
    let carries = haplotypes.map { $0.variants.contains(variant) }
    let copies = order.map { carries[$0] ? 1 : 0 }
    var compared = Set(order)
    if copies[0] == copies[1] { compared.insert(0) }
    let support = AlleleSupport(
      of: variant, carriers: compared.filter { carries[$0] }.sorted(),
      others: compared.filter { !carries[$0] }.sorted(), evidence: evidence, reads: reads, repeats: record.repeats)
    let quality = posterior.phred { !carries[$0.first] && !carries[$0.second] }
    let genotypeQuality = posterior.phred {
      (carries[$0.first] ? 1 : 0) + (carries[$0.second] ? 1 : 0) != copies[0] + copies[1]
    }
    let fraction = AlleleFraction(alternate: support.count, total: support.count + support.against)
    var filters = support.filters(of: variant, repeats: record.repeats)
    if quality < 20 { filters.append(.lowQuality) }
    if fraction.value < options.minVAF { filters.append(.lowFraction) }
    return VariantCall(
      reference: region.reference, variant: variant,
      genotype: Genotype(first: copies[0], second: copies[1], isPhased: isPhased),
      zygosity: copies[0] + copies[1] == 2 ? .homozygous : .heterozygous,
      phaseSet: isPhased ? phaseSet?.range.lowerBound : nil, quality: quality,
      genotypeQuality: min(99, Int(genotypeQuality)), depth: support.depth, referenceDepth: support.against,
      alternateForwardDepth: support.forward, alternateReverseDepth: support.reverse, filters: filters.sorted())
  }
}
