// Exon copy number: deletions and duplications of whole exons inferred from how many fragments show them.

import BioSequence

/// Why exon copy number could not be told.
package enum CopyNumberNoCall: Sendable, Hashable {
  /// The introns are hardly covered: exons were captured, and how well each was captured only controls can tell.
  case captured
  /// Depth varies from place to place by this coefficient of variation (0-1) beyond chance.
  case uneven(Double)
  /// Too few fragments show the exons.
  case tooFewFragments
  /// Reads start at primers: depth tells of them and not of the sample.
  case amplicons
  /// Spliced reads: depth tells of messages.
  case spliced
  /// The sample's depths differ from those of the controls by this coefficient of variation (0-1) beyond chance.
  case controlsDoNotFit(Double)
}

/// What the expected number of fragments came from.
package enum CopyNumberBaseline: Sendable, Hashable {
  /// The sample itself: even depth, corrected for GC.
  case sample
  /// That many control samples.
  case controls(Int)
}

/// Neighbouring exons that are there in another number of copies than two.
package struct CopyNumberEvent: Sendable, Hashable {
  /// Index of the reference record.
  package let reference: Int
  /// Indices (0-based) of the exons, the most probable extent.
  package let exons: ClosedRange<Int>
  /// The first exon lies in this range with a probability of 95 %.
  package let firstExon: ClosedRange<Int>
  /// The last exon lies in this range with a probability of 95 %.
  package let lastExon: ClosedRange<Int>
  /// 0, 1, 3 or 4.
  package let copyNumber: Int
  /// The probability that there is such an event here, 0-1.
  package let probability: Double
  /// Phred-scaled probability that there is none, 0-3000.
  package let quality: Double
  /// Phred-scaled probability that the copy number is another one, 0-99.
  package let genotypeQuality: Int
  /// Fragments that show the event's exons.
  package let observed: Int
  /// Fragments that would with two copies.
  package let expected: Double
  /// Relative standard deviation of `observed` over `expected`, chance and overdispersion together.
  package let relativeDeviation: Double

  /// Whether copies are missing.
  package var isDeletion: Bool { copyNumber < 2 }
  /// Whether the event counts as a call.
  package var isPass: Bool { probability >= CopyNumberEvent.leastProbability }
  /// Smallest probability of a call.
  package static let leastProbability = 0.5
}

/// What can be said of a sample's exon copy number.
package struct CopyNumberAssessment: Sendable, Hashable {
  /// Events of ``CopyNumberEvent/leastProbability`` or more, by reference and first exon.
  package let events: [CopyNumberEvent]
  /// Where the expectation came from; `nil` if nothing could be said.
  package let source: CopyNumberBaseline?
  /// Why nothing could be said.
  package let noCall: CopyNumberNoCall?
  /// By how much the sample's exons scatter beyond what is expected, with an event or without: a coefficient of variation, 0
  /// if not. It is reckoned with: what is an event in an even sample may be chance in one that scatters.
  package let overdispersion: Double

  static func none(_ noCall: CopyNumberNoCall) -> CopyNumberAssessment {
    CopyNumberAssessment(events: [], source: nil, noCall: noCall, overdispersion: 0)
  }
}

/// What a sample's reads say of the number of its exons: part of a ``CallSet``.
package struct CopyNumberInput: Sendable, Hashable {
  /// Fragments over the exons, one a reference record, in their order.
  package let counts: [ExonFragmentCounts]
  /// What is to be expected from the sample alone.
  package let uniform: UniformDepth
  /// Whether reads start at primers.
  package let ampliconLike: Bool
  /// Whether many reads are spliced.
  package let isSpliced: Bool

  /// A basis from its parts.
  package init(counts: [ExonFragmentCounts], uniform: UniformDepth, ampliconLike: Bool = false, isSpliced: Bool = false)
  {
    self.counts = counts
    self.uniform = uniform
    self.ampliconLike = ampliconLike
    self.isSpliced = isSpliced
  }
}

extension CopyNumberInput {
  /// Counts a sample's used reads; `nil` if no record has exons.
  init?(reads: PreparedReads, references: [CallReference], isSpliced: Bool) {
    guard references.contains(where: { !$0.exons.isEmpty }) else { return nil }
    self.init(
      counts: references.enumerated().map { index, record in
        ExonFragmentCounts(reads: reads, reference: index, exons: record.exons)
      },
      uniform: reads.ampliconLike || isSpliced
        ? .fails(isSpliced ? .spliced : .amplicons) : UniformDepthFit.expectation(reads: reads, references: references),
      ampliconLike: reads.ampliconLike, isSpliced: isSpliced)
  }
}

/// Tells exon deletions and duplications from fragment counts.
///
///     let result = ExonCopyNumber(references: references).assess(basis, controls: panel, calls: calls)
///     for event in result.events where event.isPass { print(event.exons, event.copyNumber, event.probability) }
package struct ExonCopyNumber: Sendable {
  /// The records, indexed as the calls.
  package let references: [CallReference]
  /// Smallest probability of an event that is told.
  package var leastProbability = CopyNumberEvent.leastProbability

  /// Fewer controls than this do not tell how depths vary.
  package static let leastControls = 3
  /// Mean number of fragments an exon needs.
  static let fewestFragments = 12.0
  /// Largest coefficient of variation beyond chance at which single exons can be told.
  static let largestExcessVariation = 0.16

  /// Probability that a sample has an event, where controls tell how depths vary: chosen on simulated panels as the smallest at
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
    guard variances <= ExonCopyNumber.largestExcessVariation else {
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

  /// Exons that were not asked for.
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
