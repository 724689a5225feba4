// Exon dosage: deletions and duplications of whole exons told by how many molecules show them.

import BioSequence

/// Why exon dosage could not be told.
package enum DosageGap: Sendable, Hashable {
  /// The introns are hardly covered: exons were captured, and how well each was caught only controls can tell.
  case captured
  /// Depth varies from place to place by this coefficient of variation (0-1) beyond chance.
  case uneven(Double)
  /// Too few molecules show the exons.
  case tooFewMolecules
  /// Reads start at primers: depth tells of them and not of the sample.
  case amplicons
  /// Spliced reads: depth tells of messages.
  case spliced
  /// The sample's depths differ from those of the controls by this coefficient of variation (0-1) beyond chance.
  case controlsDoNotFit(Double)
}

/// What the expected number of molecules came from.
package enum DosageSource: Sendable, Hashable {
  /// The sample itself: even depth, corrected for GC.
  case sample
  /// That many control samples.
  case controls(Int)
}

/// Neighbouring exons that are there in another number of copies than two.
package struct DosageEvent: Sendable, Hashable {
  /// Index of the reference record.
  package let reference: Int
  /// Indices (0-based) of the exons, the most probable extent.
  package let exons: ClosedRange<Int>
  /// The first exon lies in this range with a chance of 95 %.
  package let firstExon: ClosedRange<Int>
  /// The last exon lies in this range with a chance of 95 %.
  package let lastExon: ClosedRange<Int>
  /// 0, 1, 3 or 4.
  package let copyNumber: Int
  /// The chance that there is such an event here, 0-1.
  package let probability: Double
  /// Phred-scaled chance that there is none, 0-3000.
  package let quality: Double
  /// Phred-scaled chance that the copy number is another one, 0-99.
  package let genotypeQuality: Int
  /// Molecules that show the event's exons.
  package let observed: Int
  /// Molecules that would with two copies.
  package let expected: Double
  /// Relative standard deviation of `observed` over `expected`, chance and overdispersion together.
  package let relativeDeviation: Double

  /// Whether copies are missing.
  package var isDeletion: Bool { copyNumber < 2 }
  /// Whether the event counts as a call.
  package var isPass: Bool { probability >= DosageEvent.leastProbability }
  /// Smallest probability of a call.
  package static let leastProbability = 0.5
}

/// What can be said of a sample's exon dosage.
package struct DosageAssessment: Sendable, Hashable {
  /// Events of ``DosageEvent/leastProbability`` or more, by reference and first exon.
  package let events: [DosageEvent]
  /// Where the expectation came from; `nil` if nothing could be said.
  package let source: DosageSource?
  /// Why nothing could be said.
  package let gap: DosageGap?
  /// By how much the sample's exons scatter beyond what is expected, with an event or without: a coefficient of variation, 0
  /// if not. It is reckoned with: what is an event in an even sample may be chance in one that scatters.
  package let scatter: Double

  static func none(_ gap: DosageGap) -> DosageAssessment {
    DosageAssessment(events: [], source: nil, gap: gap, scatter: 0)
  }
}

/// What a sample's reads say of the number of its exons: part of a ``CallSet``.
package struct DosageBasis: Sendable, Hashable {
  /// Molecules over the exons, one a reference record, in their order.
  package let counts: [ExonCounts]
  /// What is to be expected from the sample alone.
  package let uniform: UniformDepth
  /// Whether reads start at primers.
  package let ampliconLike: Bool
  /// Whether many reads are spliced.
  package let isSpliced: Bool

  /// A basis from its parts.
  package init(counts: [ExonCounts], uniform: UniformDepth, ampliconLike: Bool = false, isSpliced: Bool = false) {
    self.counts = counts
    self.uniform = uniform
    self.ampliconLike = ampliconLike
    self.isSpliced = isSpliced
  }
}

extension DosageBasis {
  /// Counts a sample's used reads; `nil` if no record has exons.
  init?(reads: PreparedReads, references: [CallReference], isSpliced: Bool) {
    guard references.contains(where: { !$0.exons.isEmpty }) else { return nil }
    self.init(
      counts: references.enumerated().map { index, record in
        ExonCounts(reads: reads, reference: index, exons: record.exons)
      },
      uniform: reads.ampliconLike || isSpliced
        ? .fails(isSpliced ? .spliced : .amplicons) : UniformFit.expectation(reads: reads, references: references),
      ampliconLike: reads.ampliconLike, isSpliced: isSpliced)
  }
}

/// Tells exon deletions and duplications from molecule counts.
///
///     let result = ExonDosage(references: references).assess(basis, controls: panel, calls: calls)
///     for event in result.events where event.isPass { print(event.exons, event.copyNumber, event.probability) }
package struct ExonDosage: Sendable {
  /// The records, indexed as the calls.
  package let references: [CallReference]
  /// Smallest probability of an event that is told.
  package var leastProbability = DosageEvent.leastProbability

  /// Fewer controls than this do not tell how depths vary.
  package static let leastControls = 3
  /// Mean number of molecules an exon needs.
  static let leastMolecules = 12.0
  /// Largest coefficient of variation beyond chance at which single exons can be told.
  static let largestSpread = 0.16

  /// Chance that a sample has an event, where controls tell how depths vary: chosen on simulated panels as the smallest at
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
  package func assess(_ basis: DosageBasis, controls: [[ExonCounts]], calls: [VariantCall]) -> DosageAssessment {
    if basis.isSpliced { return .none(.spliced) }
    let exons = basis.counts.reduce(0) { $0 + $1.exonCount }
    let shown = basis.counts.reduce(0) { $0 + $1.perExon.reduce(0, +) }
    guard exons > 0, Double(shown) >= ExonDosage.leastMolecules * Double(exons) else { return .none(.tooFewMolecules) }
    var expectation: DosageExpectation
    var source = DosageSource.sample
    var loads = GroupLoads(gc: ExonGC(references: references), span: nil)
    if controls.count >= ExonDosage.leastControls {
      loads = GroupLoads(gc: loads.gc, span: FragmentSpan(references: references, controls: controls))
      expectation = DosageExpectation(controls: controls, loads: loads)
      source = .controls(controls.count)
    } else {
      if basis.ampliconLike { return .none(.amplicons) }
      switch basis.uniform {
      case .fits(let own): expectation = own
      case .fails(let gap): return .none(gap)
      }
    }
    let spread = expectation.adapt(to: basis.counts, loads: loads)
    guard spread <= ExonDosage.largestSpread else {
      return .none(source == .sample ? .uneven(spread) : .controlsDoNotFit(spread))
    }
    let models = references.indices.map { index in
      DosageModel(
        counts: basis.counts[index], expectation: expectation.parts[index],
        sites: DosageModel.sites(exons: references[index].exons),
        loads: { loads.loads(record: index, exons: $0) },
        outside: outsideExons(of: index), resolved: resolvedExons(of: index, calls: calls))
    }
    let search = DosageSearch(
      models: models, expectation: expectation,
      priorEvent: source == .sample ? ExonDosage.priorAlone : ExonDosage.priorWithControls,
      leastProbability: leastProbability)
    let scatter = search.scatter()
    return DosageAssessment(
      events: search.widened(by: scatter).events(), source: source, gap: nil, scatter: scatter)
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
    let own = calls.filter { $0.isPass && $0.reference == index }.map { record.changedExons(by: $0.variant) }
    return record.exons.indices.map { exon in own.contains { $0[exon] } }
  }
}
