// From one active region to its calls.

import Alignment
import BioSequence

/// Calls single regions. Regions are independent of each other, so they may be called in any order and at once.
struct RegionCaller: Sendable {
  let reads: PreparedReads
  let references: [CallReference]
  let options: CallOptions
  /// Probability of one given wrong base, a record.
  let errorRates: [Double]
  /// What wrong bases cost.
  let model: LikelihoodModel
  let pileups: [Pileup]
  /// Rates of errors by context.
  let contextErrors: ContextErrors
  /// Errors in the length of runs; `nil` of a sequencer that hardly makes any.
  var indelErrors: ObservedIndels?

  /// A window with everything that its calls rest on.
  private struct Comparison {
    let region: ActiveRegion
    let haplotypes: [CandidateHaplotype]
    let evidence: [TemplateEvidence]
    let posterior: GenotypePosterior
    /// The two haplotypes of the sample, the one with the first variant first.
    let order: [Int]
    /// The variants that these have.
    let found: [Variant]
  }

  /// The calls of one region.
  func calls(in region: ActiveRegion) -> RegionCalls {
    let near = reads.reads(near: region.window, margin: 0, on: region.reference)
    // Of a long read only what lies in and about the window is compared.
    let readLength = min(near.first.map { reads.store.reads[$0].bases.count } ?? 0, 2 * region.window.count + 1000)
    guard
      RegionBudget.cells(reads: near.count, readLength: readLength, haplotypes: CandidateHaplotype.most)
        <= RegionBudget.mostCells
    else { return RegionCalls(calls: [], phased: [], isOverBudget: true) }
    guard let comparison = compare(region, near: near) else { return RegionCalls(calls: [], phased: []) }
    var calls = comparison.found.filter { isOwn($0, comparison) }.map { call($0, in: comparison) }
    calls += mosaics(in: comparison)
    return RegionCalls(
      calls: calls, phased: phasedFragments(of: comparison), blocks: blocks(of: comparison),
      refuted: calls.contains(where: \.isPass) ? refuted(in: comparison) : [])
  }

  /// A reading is refuted from this probability on, in Phred units.
  private static let refutation = 30.0

  /// What the reads at the ends of a long event were compared with and do not show.
  private func refuted(in comparison: Comparison) -> [Variant] {
    guard comparison.region.isLong else { return [] }
    let others = comparison.haplotypes.filter { $0.variants.count == 1 }.compactMap(\.variants.first)
    return others.filter { other in
      guard other.lengthChange.magnitude >= ActiveRegionFinder.rivalEvent, !comparison.found.contains(other) else {
        return false
      }
      let carries = comparison.haplotypes.map { $0.variants.contains(other) }
      return comparison.posterior.phred { carries[$0.first] || carries[$0.second] } >= RegionCaller.refutation
    }
  }

  /// Whether a variant is this window's to be called: what lies at the ends of a long event has a window of its own.
  private func isOwn(_ variant: Variant, _ comparison: Comparison) -> Bool {
    guard comparison.region.isLong else { return true }
    return comparison.order.contains { index in
      let variants = comparison.haplotypes[index].variants
      return variants.contains(variant)
        && variants.contains { $0.range.count + $0.replacement.count >= RegionCaller.longEvent }
    }
  }

  /// Fewer bases taken away and put in are no long event.
  private static let longEvent = 60

  private func blocks(of comparison: Comparison) -> [Variant] {
    let record = references[comparison.region.reference].sequence
    return Set(comparison.order).sorted().compactMap { index in
      let haplotype = comparison.haplotypes[index]
      guard !haplotype.variants.isEmpty else { return nil }
      return Variant(range: comparison.region.window, replacement: DNASequence(codes: haplotype.codes))
        .trimmed(on: record)
    }
  }

  private func compare(_ region: ActiveRegion, near: [Int]) -> Comparison? {
    let record = references[region.reference]
    let segments = near.compactMap { reads.segment(of: $0, in: region.window) }
    let haplotypes = CandidateHaplotype.haplotypes(
      of: region, segments: segments, reads: reads, record: record, minVAF: options.minVAF)
    guard haplotypes.count > 1 else { return nil }
    var weighed = weigh(haplotypes, of: region)
    for _ in 0..<HaplotypeRefinement.rounds where !region.isLong {
      let best = weighed.posterior.best
      let further = HaplotypeRefinement.further(
        beside: weighed.haplotypes, pair: [best.first, best.second], region: region, segments: segments,
        store: reads.store, record: record)
      guard !further.isEmpty else { break }
      weighed = weigh(weighed.haplotypes + further, of: region)
      // The pair stands, and with it what it could be made into.
      if weighed.posterior.best.first == best.first, weighed.posterior.best.second == best.second { break }
    }
    let posterior = weighed.posterior
    let pair = [posterior.best.first, posterior.best.second]
    let found = Set(pair.flatMap { weighed.haplotypes[$0].variants }).sorted()
    let isTurned = found.first.map { !weighed.haplotypes[pair[0]].variants.contains($0) } ?? false
    return Comparison(
      region: region, haplotypes: weighed.haplotypes, evidence: weighed.evidence, posterior: posterior,
      order: isTurned ? pair.reversed() : pair, found: found)
  }

  /// Compares the reads of a window with haplotypes, the record's own first.
  private func weigh(
    _ haplotypes: [CandidateHaplotype], of region: ActiveRegion
  ) -> (haplotypes: [CandidateHaplotype], evidence: [TemplateEvidence], posterior: GenotypePosterior) {
    let record = references[region.reference]
    var builder = TemplateEvidenceBuilder(reads: reads, record: record, model: model)
    let evidence = builder.evidence(for: region, haplotypes: haplotypes)
    let lengths = evidence.compactMap { $0.read.map { reads.store.reads[$0].bases.count } }
    let readLength = lengths.reduce(0, +) / max(1, lengths.count)
    let gains = haplotypes.indices.map {
      DuplicationZygosity.homozygousGain(
        of: $0, haplotypes: haplotypes, evidence: evidence, reads: reads, record: record,
        reference: region.reference, readLength: readLength)
    }
    let posterior = GenotypePosterior(
      haplotypes: haplotypes, evidence: evidence, readLength: readLength,
      homozygousGains: gains,
      spanning: reads.insertSizes?.spanningFractions(haplotypes.map(\.codes.count)) ?? haplotypes.map { _ in 1 },
      junctionPositions: haplotypes.map {
        DuplicationZygosity.junctionPositions(of: $0, record: record, readLength: readLength)
      })
    return (haplotypes, evidence, posterior)
  }

  /// Fragments that distinguish the two haplotypes.
  private func phasedFragments(of comparison: Comparison) -> [(template: Int, isFirst: Bool)] {
    let order = comparison.order
    guard order[0] != order[1] else { return [] }
    return comparison.evidence.compactMap { fragment in
      guard let read = fragment.read else { return nil }
      let first = fragment.likelihoods[order[0]]
      let second = fragment.likelihoods[order[1]]
      guard max(first, second) > 10 * min(first, second) else { return nil }
      return (reads.store.reads[read].template, first > second)
    }
  }

  private func call(_ variant: Variant, in comparison: Comparison) -> VariantCall {
    let record = references[comparison.region.reference]
    let posterior = comparison.posterior
    let carries = comparison.haplotypes.map { $0.variants.contains(variant) }
    let copies = comparison.order.map { carries[$0] ? 1 : 0 }
    var compared = Set(comparison.order)
    if copies[0] == copies[1] { compared.insert(0) }
    let support = AlleleSupport(
      of: variant, carriers: compared.filter { carries[$0] }.sorted(),
      others: compared.filter { !carries[$0] }.sorted(), evidence: comparison.evidence, reads: reads, record: record)
    let quality = posterior.phred { !carries[$0.first] && !carries[$0.second] }
    let genotypeQuality = posterior.phred {
      (carries[$0.first] ? 1 : 0) + (carries[$0.second] ? 1 : 0) != copies[0] + copies[1]
    }
    var zygosity = copies[0] + copies[1] == 2 ? Zygosity.homozygous : .heterozygous
    if zygosity == .heterozygous, variant.lengthChange.magnitude < 20,
      MosaicModel.isBelowOneHaplotype(support.count, of: support.count + support.against)
    {
      zygosity = .mosaic
    }
    let isPhased = comparison.found.count > 1
    return makeCall(
      variant, genotype: Genotype(first: copies[0], second: copies[1], isPhased: isPhased), zygosity: zygosity,
      phaseSet: isPhased ? comparison.found.first?.range.lowerBound : nil, quality: quality,
      genotypeQuality: genotypeQuality, support: support, reference: comparison.region.reference)
  }

  /// Variants of further haplotypes that a fraction of the fragments carries.
  private func mosaics(in comparison: Comparison) -> [VariantCall] {
    let record = references[comparison.region.reference]
    let model = MosaicModel(errorRate: errorRates[comparison.region.reference])
    var best: [Variant: (haplotype: Int, quality: Double)] = [:]
    for (index, haplotype) in comparison.haplotypes.enumerated() where !comparison.order.contains(index) {
      let further = haplotype.variants.filter { !comparison.found.contains($0) }
      guard further.count == 1, let variant = further.first else { continue }
      let quality = model.quality(of: index, beside: comparison.order, evidence: comparison.evidence)
      if quality > best[variant]?.quality ?? 0 { best[variant] = (index, quality) }
    }
    return best.keys.sorted().compactMap { variant in
      guard let (haplotype, beyondPair) = best[variant] else { return nil }
      let support = AlleleSupport(
        of: variant, carriers: [haplotype], others: Set(comparison.order).sorted(), evidence: comparison.evidence,
        reads: reads, record: record)
      let reference = comparison.region.reference
      let beyondErrors =
        contextErrors.quality(
          of: variant, support: support, pileup: pileups[reference], codes: record.sequence.codes)
      let quality = min(beyondPair, beyondErrors)
      let call = makeCall(
        variant, genotype: Genotype(first: 0, second: 1, isPhased: false), zygosity: .mosaic, phaseSet: nil,
        quality: quality, genotypeQuality: quality, support: support, reference: reference)
      // What lies surely below the smallest fraction asked for was not asked for.
      return call.alleleFraction.high < options.minVAF ? nil : call
    }
  }

  /// The highest genotype quality that is given: below forty fragments no more than the accuracy benchmark can show
  /// with some thousand calls at 5-15x, about one wrong in a thousand.
  private static func highestQuality(fragments: Int) -> Int { fragments < 40 ? 29 : 99 }

  private func makeCall(
    _ variant: Variant, genotype: Genotype, zygosity: Zygosity, phaseSet: Int?, quality: Double,
    genotypeQuality: Double, support: AlleleSupport, reference: Int
  ) -> VariantCall {
    let misread =
      contextErrors.rate(of: variant, in: pileups[reference], codes: references[reference].sequence.codes)
    let fraction = support.fraction(errorRate: misread)
    // A haplotype may win by what it shares with the true one: a variant that fewer than two fragments show is not called.
    var quality = support.count < 2 ? min(quality, 10) : quality
    if zygosity == .mosaic, let indelErrors {
      quality = min(
        quality,
        indelErrors.mosaicQuality(
          of: variant, count: support.count, total: support.count + support.against,
          codes: references[reference].sequence.codes))
    }
    let filters = CallFilter.failed(
      by: variant, support: support, repeats: references[reference].repeats, isMosaic: zygosity == .mosaic,
      quality: quality, fraction: fraction, minVAF: options.minVAF, isAmplicon: reads.ampliconLike)
    return VariantCall(
      reference: reference, variant: variant, genotype: genotype, zygosity: zygosity, phaseSet: phaseSet,
      quality: quality,
      genotypeQuality: min(
        RegionCaller.highestQuality(fragments: support.count + support.against), Int(genotypeQuality)),
      depth: support.depth,
      referenceDepth: support.against, alternateForwardDepth: support.forward,
      alternateReverseDepth: support.reverse, alleleFraction: fraction, filters: filters)
  }
}
