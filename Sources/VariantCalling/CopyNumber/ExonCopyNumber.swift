// Exon copy number: deletions and duplications of whole exons inferred from fragment counts.

import BioSequence

/// Calls exon deletions and duplications from fragment counts.
///
/// The count n of each group g of neighbouring exons (``ExonGroup``) in a sample is
///
///     n ~ NegBin(mean m, size k)            variance m + m^2 / k
///     ln m = ln w + ln r + b . x + mean over the group's exons of u
///
///     w   expected fraction of fragments (``ExpectedDepth``: from controls, or from the sample itself)
///     r   copies / 2 if the event touches the group, else 1
///     x   1, GC content, d ln w / d ln fragment length, squared GC content (``GroupCovariates``)
///     b   the sample's level, GC slope, log length ratio and GC curvature: Gaussian (``DepthPrior``)
///     u   each exon's capture efficiency against the controls: Gaussian (``BetweenSampleVariance``)
///
/// Every segment of exons with 0, 1, 3 or 4 copies is compared with no event (``SegmentSearch``) by the likelihood with b and
/// u integrated out (``CopyNumberFit``). GC: Benjamini and Speed (2012, Nucleic Acids Res 40:e72); docs/decisions/0060.
///
///     let result = ExonCopyNumber(references: references).assess(input, controls: panel, calls: calls)
///     for event in result.events where event.isPass { print(event.exons, event.copyNumber, event.probability) }
package struct ExonCopyNumber: Sendable {
  /// The records, indexed as the calls.
  package let references: [CallReference]
  /// Smallest probability of an event that is reported.
  package var leastProbability = CopyNumberEvent.leastProbability

  /// Fewer controls than this do not show how depths vary.
  package static let leastControls = 3
  /// Mean number of fragments an exon needs.
  static let fewestFragments = 12.0

  /// Probability that a sample has an event, where controls show how depths vary: chosen on simulated panels as the smallest at
  /// which nine of ten events are found at 30x, with less than one false event in 100 samples.
  static let priorWithControls = 0.35
  /// The same without controls: what makes depth uneven is known less well, and must not pass for events.
  static let priorAlone = 0.0025

  /// An assessment of samples on these records; records without exons have no dosage.
  package init(references: [CallReference]) {
    self.references = references
  }

  /// Assesses one sample.
  ///
  /// - Parameters:
  ///   - basis: what the caller counted.
  ///   - controls: counts of other samples of the same laboratory method, each indexed like `references`; with fewer
  ///     than ``leastControls`` the sample is compared to itself alone.
  ///   - calls: the sample's calls; exons that a passing sequence-resolved call deletes or doubles are its own.
  package func assess(_ input: CopyNumberInput, controls: [[ExonFragmentCounts]], calls: [VariantCall])
    -> CopyNumberAssessment
  {
    if input.isSpliced { return .none(.spliced) }
    let exons = input.counts.reduce(0) { $0 + $1.exonCount }
    let shown = input.counts.reduce(0) { $0 + $1.perExon.reduce(0, +) }
    guard exons > 0, Double(shown) >= ExonCopyNumber.fewestFragments * Double(exons) else {
      return .none(.tooFewFragments)
    }
    let amplified = amplifiedExons(input.counts, controls: controls)
    if amplified >= ExonCopyNumber.fewestAmplified { return .none(.amplified(amplified)) }
    var expectation: ExpectedDepth
    var source = CopyNumberBaseline.sample
    var covariates = GroupCovariates(gc: ExonGC(references: references), span: nil)
    if controls.count >= ExonCopyNumber.leastControls {
      covariates = GroupCovariates(
        gc: covariates.gc, span: FragmentLengthEffect(references: references, controls: controls))
      expectation = ExpectedDepth(controls: controls, covariates: covariates)
      source = .controls(controls.count)
    } else {
      if input.ampliconLike { return .none(.amplicons) }
      switch input.uniform {
      case .fits(let own): expectation = own
      case .fails(let noCall): return .none(noCall)
      }
    }
    let variances = expectation.adapt(to: input.counts, covariates: covariates)
    guard variances <= CopyNumberNoCall.largestExcessVariation else {
      return .none(source == .sample ? .uneven(variances) : .controlsDoNotFit(variances))
    }
    let models = references.indices.map { index in
      CopyNumberModel(
        counts: input.counts[index], expectation: expectation.parts[index],
        sites: CopyNumberModel.sites(exons: references[index].exons),
        covariates: { covariates.covariates(record: index, exons: $0) },
        outside: outsideExons(of: index), resolved: resolvedExons(of: index, calls: calls))
    }
    let search = SegmentSearch(
      models: models, expectation: expectation,
      priorEvent: source == .sample ? ExonCopyNumber.priorAlone : ExonCopyNumber.priorWithControls,
      leastProbability: leastProbability)
    let overdispersion = search.overdispersion()
    return CopyNumberAssessment(
      events: search.widened(by: overdispersion).events(), source: source, noCall: nil, overdispersion: overdispersion)
  }

  /// So many exons at this many times the depth of the others are of a plasmid, minigene or other amplified piece.
  private static let fewestAmplified = 2
  private static let amplification = 6.0
  /// Bases beside an exon from which fragments reach it, about.
  private static let reach = 300

  /// Exons whose fragments are more than ``amplification`` times what their length, or the controls, lets expect of the median
  /// exon.
  private func amplifiedExons(_ counts: [ExonFragmentCounts], controls: [[ExonFragmentCounts]]) -> Int {
    var ratios: [Double] = []
    for (index, own) in counts.enumerated() {
      let known = controls.count >= ExonCopyNumber.leastControls ? controls.map { $0[index].perExon } : []
      for (number, count) in own.perExon.enumerated() where number < references[index].exons.count {
        let usual =
          known.isEmpty
          ? Double(references[index].exons[number].count + ExonCopyNumber.reach)
          : known.reduce(0.0) { $0 + (number < $1.count ? Double($1[number]) : 0) }
        if usual > 0 { ratios.append(Double(count) / usual) }
      }
    }
    let usual = ratios.sorted().dropFirst(ratios.count / 2).first ?? 0
    return usual > 0 ? ratios.count { $0 > ExonCopyNumber.amplification * usual } : 0
  }

  /// Exons outside the target.
  private func outsideExons(of index: Int) -> [Bool] {
    let record = references[index]
    return record.exons.map { exon in
      2 * record.targets.reduce(0) { $0 + $1.clamped(to: exon).count } < exon.count
    }
  }

  /// Exons that a sequence-resolved call deletes or doubles.
  private func resolvedExons(of index: Int, calls: [VariantCall]) -> [Bool] {
    let record = references[index]
    let own = calls.filter { $0.isPass && $0.reference == index }.map { record.affectedExons(by: $0.variant) }
    return record.exons.indices.map { exon in own.contains { $0[exon] } }
  }
}
