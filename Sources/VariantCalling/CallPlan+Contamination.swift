// Alleles of another person in a sample: estimated where they are several, doubted where they are one or two.

import BioSequence

extension CallPlan {
  /// Sets aside calls that another person's DNA explains.
  ///
  /// - Parameter molecules: counts of all fragments by record, where only some were kept and the calls rest on all.
  func reviewContamination(of calls: inout [VariantCall], molecules: [Pileup]?) -> Contamination? {
    guard !caller.options.readsAreSequences else { return nil }
    let sites = countsAllSites ? lowAlleles : nil
    let found = contamination(calls, sites)
    if calls.contains(where: { $0.isPass && $0.zygosity == .mosaic }) {
      let origin = MosaicOrigin(
        called: calledAlleles(molecules), calledCount: calls.count { $0.isPass && $0.zygosity == .mosaic },
        sites: sites.map { ($0.expected(references: caller.references, pileups: pileups), $0.low.count) },
        references: caller.references)
      if let found {
        calls = found.reviewed(calls) { origin.mayShowAll($0) }
        return found
      }
      calls = calls.map { call in
        guard origin.mayBeForeign(call) else { return call }
        var call = call
        call.filters = [.possibleContamination]
        return call
      }
    } else if let found {
      calls = found.reviewed(calls)
    }
    return found
  }

  /// What the lanes say of each other; nothing where most reads are of another species.
  func laneComparison(_ firstTemplates: [Int]) -> LaneComparison? {
    guard firstTemplates.count > 1, !library.isOfAnotherSpecies else { return nil }
    let sites = LaneSites(
      caller.reads, pileups: pileups, references: caller.references, firstTemplates: firstTemplates,
      hasLongReads: library.hasLongReads)
    return LaneComparison(sites.places, lanes: firstTemplates.count, isRobust: caller.reads.ampliconLike)
  }

  /// Whether single sites outside the calls say something of another person.
  private var countsAllSites: Bool {
    !library.isDivergent && !library.hasLongReads && !library.isIndelProne && !isSpliced && !caller.reads.ampliconLike
  }

  private var lowAlleles: LowAlleles {
    LowAlleles(pileups: pileups, references: caller.references, errors: caller.contextErrors)
  }

  /// From all sites of the records, or from the calls where these show more: calls rest on all fragments of deep samples.
  private func contamination(_ calls: [VariantCall], _ sites: LowAlleles?) -> Contamination? {
    let called = Contamination(calls, minVAF: caller.options.minVAF)
    guard let sites, let found = Contamination(sites.low, germline: sites.germline), found.sites > called?.sites ?? 0
    else { return called }
    return found
  }

  /// The alleles of another person that the target's calls would show.
  private func calledAlleles(_ molecules: [Pileup]?) -> ForeignAlleles {
    let model = DetectionModel(minVAF: caller.options.minVAF, errorRate: caller.contextErrors.errorRate)
    let counts = molecules ?? pileups
    return ForeignAlleles(
      ranges: caller.references.map(\.targets), references: caller.references,
      depth: { Int(counts[$0].usableDepth($1)) }, least: { model.needed(of: $0) })
  }
}
