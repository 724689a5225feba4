// Mosaic substitutions of a sample of which not all fragments are kept: found in the counts of all of them.

import BioSequence
import Numerics

/// Finds substitutions of a small fraction in the counts of every fragment.
///
/// A substitution must stand out from the errors that the sample shows in the same surroundings on the same strand
/// (``ContextErrors``). Sites of one context do not err alike: with k wrong bases of n where e n are expected, over all sites
/// without a candidate, the quality is divided by
///
///     phi = max(1, mean of (k - e n)^2 / (e n))        (quasi-likelihood; Wedderburn 1974, Biometrika 61:439)
struct MosaicSubstitutions {
  let references: [CallReference]
  let options: CallOptions
  /// Counts of all fragments, by record.
  let pileups: [Pileup]
  private let errors: ContextErrors
  private let thresholds: [CandidateThreshold]
  private let overdispersion: Double
  /// Phred-scaled prior probability of a given substitution.
  private let prior: Double

  /// From this fraction on the comparison of haplotypes decides.
  private static let germline = 0.2
  /// Nearer to another variant reads may be aligned wrongly.
  private static let nearest = 12

  /// - Parameter areAgreed: whether the fragments are families of copies, of which only bases count that copies agree on: who reads
  ///   bases so deep looks for a mosaic there, and of all substitutions of these bases one is expected.
  init(pileups: [Pileup], references: [CallReference], options: CallOptions, areAgreed: Bool = false) {
    prior =
      areAgreed
      ? min(MosaicModel.prior, MosaicSubstitutions.oneOfAll(references: references, pileups: pileups))
      : MosaicModel.prior
    self.pileups = pileups
    self.references = references
    self.options = options
    let rates = zip(pileups, references).map { $0.measuredErrorRate(in: $1.targets) }
    let worst = rates.compactMap(\.self).max() ?? Pileup.unknownErrorRate
    let errors = ContextErrors(pileups: pileups, references: references, errorRate: worst)
    let thresholds = rates.map {
      CandidateThreshold(minVAF: options.minVAF, errorRate: $0 ?? Pileup.unknownErrorRate)
    }
    self.errors = errors
    self.thresholds = thresholds
    var sum = 0.0
    var sites = 0
    for (index, record) in references.enumerated() {
      let pileup = pileups[index]
      for offset in record.targets.joined() {
        for base in UInt8(0)..<4 where base != record.sequence.codes[offset] {
          let counts = MosaicSubstitutions.counts(of: base, at: offset, in: pileup)
          if thresholds[index].accepts(counts.reduce(0) { $0 + $1.with }, of: Int(pileup.usableDepth(offset))) {
            continue
          }
          for (strand, count) in counts.enumerated() {
            let rate = errors.rate(
              of: base, at: offset, isReverse: strand == 1, in: pileup, codes: record.sequence.codes)
            let expected = rate * Double(count.with + count.against)
            guard expected >= 1 else { continue }
            sum += (Double(count.with) - expected) * (Double(count.with) - expected) / expected
            sites += 1
          }
        }
      }
    }
    overdispersion = max(1, sum / Double(max(1, sites)))
  }

  /// Phred-scaled prior of one substitution among all of the target's bases that are read a tenth as deep as the deepest one.
  private static func oneOfAll(references: [CallReference], pileups: [Pileup]) -> Double {
    let depths = zip(references, pileups).flatMap { reference, pileup in
      reference.targets.joined().map { pileup.usableDepth($0) }
    }
    let least = max(1, (depths.max() ?? 0) / 10)
    return Phred.perNat * Elementary.log(3 * Double(max(1, depths.count { $0 >= least })))
  }

  /// The calls with mosaic substitutions counted over all fragments, and those that only all fragments show.
  ///
  /// - Parameter replaces: whether the counts are of all fragments; otherwise, of the best ones, and a call without which they
  ///   say more stands.
  func merged(with calls: [VariantCall], replaces: Bool = true) -> [VariantCall] {
    var merged = calls
    for (reference, record) in references.enumerated() {
      let codes = record.sequence.codes
      let own = calls.filter { $0.reference == reference }
      for offset in record.targets.joined() {
        for base in UInt8(0)..<4 where base != codes[offset] {
          let variant = Variant(range: offset..<offset + 1, replacement: DNASequence(codes: [base]))
          let known = merged.firstIndex { $0.reference == reference && $0.variant == variant }
          if let known, merged[known].zygosity != .mosaic { continue }
          guard let call = call(variant, base, on: reference, isKnown: known != nil) else { continue }
          if let known {
            if replaces || call.isPass && !merged[known].isPass { merged[known] = call }
          } else if !own.contains(where: { isNear($0, offset) }) {
            merged.append(call)
          }
        }
      }
    }
    return merged.sorted { ($0.reference, $0.variant) < ($1.reference, $1.variant) }
  }

  /// Whether a call that counts, of another kind than a mosaic substitution, lies so near that it may be the cause.
  private func isNear(_ call: VariantCall, _ offset: Int) -> Bool {
    let isMosaicSubstitution =
      call.zygosity == .mosaic && call.variant.range.count == 1 && call.variant.replacement.count == 1
    let span = call.variant.shiftRange(on: references[call.reference].sequence)
    return call.isPass && !isMosaicSubstitution && span.lowerBound - MosaicSubstitutions.nearest <= offset
      && offset < span.upperBound + MosaicSubstitutions.nearest
  }

  private func call(_ variant: Variant, _ base: UInt8, on reference: Int, isKnown: Bool) -> VariantCall? {
    let pileup = pileups[reference]
    let record = references[reference]
    let offset = variant.range.lowerBound
    let depth = Int(pileup.usableDepth(offset))
    let counts = MosaicSubstitutions.counts(of: base, at: offset, in: pileup)
    let alternate = counts[0].with + counts[1].with
    guard isKnown || thresholds[reference].accepts(alternate, of: depth),
      Double(alternate) < MosaicSubstitutions.germline * Double(depth)
    else { return nil }
    let quality =
      errors.quality(
        of: variant, counts: counts, prior: 0, pileup: pileup, codes: record.sequence.codes) / overdispersion
      - prior
    guard isKnown || quality >= VariantCall.leastQuality else { return nil }
    let fraction = AlleleFraction(
      alternate: alternate, total: depth,
      misread: errors.rate(of: variant, in: pileup, codes: record.sequence.codes))
    guard fraction.high >= options.minVAF else { return nil }
    var filters: [CallFilter] = []
    if quality < VariantCall.leastQuality { filters.append(.lowQuality) }
    if fraction.value < options.minVAF { filters.append(.lowFraction) }
    if hasStrandBias(counts) { filters.append(.strandBias) }
    if record.repeats.contains(where: { $0.contains(offset) }) { filters.append(.repetitive) }
    let others = (0..<4).reduce(0) { $0 + Int(pileup.mismatches[4 * offset + $1]) }
    return VariantCall(
      reference: reference, variant: variant, genotype: Genotype(first: 0, second: 1, isPhased: false),
      zygosity: .mosaic, phaseSet: nil, quality: min(3000, max(0, quality)),
      genotypeQuality: min(99, max(0, Int(quality))), depth: depth, referenceDepth: depth - others,
      alternateForwardDepth: counts[0].with, alternateReverseDepth: counts[1].with, alleleFraction: fraction,
      filters: filters)
  }

  /// As for other mosaics (``CallFilter``): errors of the chemistry sit on one strand.
  private func hasStrandBias(_ counts: [ContextErrors.StrandCounts]) -> Bool {
    let total = counts[0].with + counts[1].with
    let (least, missed) =
      counts[0].with < counts[1].with ? (counts[0].with, counts[0].against) : (counts[1].with, counts[1].against)
    if total >= 4, least == 0, missed >= 20 { return true }
    return least * 10 <= total
      && SampleComparison.fisherExact(counts[0].with, counts[1].with, counts[0].against, counts[1].against) < 1e-2
  }

  /// The fragments with a base and those without, on the record's strand and on the other one.
  private static func counts(of base: UInt8, at offset: Int, in pileup: Pileup) -> [ContextErrors.StrandCounts] {
    let depth = Double(pileup.usableDepth(offset))
    let mapped = Double(max(1, pileup.mappedDepth[offset]))
    let reverse = Int((depth * Double(pileup.reverseDepth[offset]) / mapped).rounded())
    let all = Int(pileup.mismatches[4 * offset + Int(base)])
    let onReverse = Int(pileup.reverseMismatches[4 * offset + Int(base)])
    return [
      ContextErrors.StrandCounts(with: all - onReverse, against: max(0, Int(depth) - reverse - all + onReverse)),
      ContextErrors.StrandCounts(with: onReverse, against: max(0, reverse - onReverse)),
    ]
  }

  /// Fragments for and against a substitution of one base over all fragments.
  func evidence(of variant: Variant, on reference: Int) -> AlleleEvidence? {
    guard variant.range.count == 1, variant.replacement.count == 1, let base = variant.replacement.codes.first, base < 4
    else { return nil }
    let pileup = pileups[reference]
    let offset = variant.range.lowerBound
    let counts = MosaicSubstitutions.counts(of: base, at: offset, in: pileup)
    let alternate = counts[0].with + counts[1].with
    let depth = Int(pileup.usableDepth(offset))
    let others = (0..<4).reduce(0) { $0 + Int(pileup.mismatches[4 * offset + $1]) }
    let against = max(0, depth - others)
    return AlleleEvidence(
      variant: variant, depth: Int(pileup.rawDepth[offset]), alternateDepth: alternate, referenceDepth: against,
      alleleFraction: AlleleFraction(
        alternate: alternate, total: alternate + against,
        misread: errors.rate(of: variant, in: pileup, codes: references[reference].sequence.codes)),
      detectionLimit: DetectionLimit.fraction(fragments: alternate + against))
  }
}
