// What a screen says of a base twice: by its calls, and by its coverage.

package import Documents
import HGVS

extension ScreenDocument {
  /// A call that was taken out, and nothing else, would leave a result that looks like a negative one: what the coverage
  /// calls a variant has a call, a substitution that counts is nowhere the reference, and the reference has the depth that the
  /// settings ask for. In transcripts bases are gained and lost without a call, and may be written some exons away: there a
  /// gene with a variant has a call or a change of splicing.
  package func validateCoverage() throws(InvalidValue) {
    guard let coverage else { return }
    let counted = calls.filter { $0.isPass || $0.isSymbolic || $0.class == .breakpoint }
    for (index, run) in coverage.runs.enumerated() {
      let place = "coverage.runs[\(index + 1)]"
      switch run.verdict {
      case .variant:
        let isCalled =
          counted.contains { isOfRNA ? $0.gene == run.gene : $0.reaches(run) } || rna?.hasEvent(run.gene) == true
        try require(isCalled, "\(place).verdict", "a variant, and no call that counts is there")
      case .reference:
        try require(
          run.depthMedian >= settings?.minDepth ?? 0, "\(place).depth_median",
          "the reference from fewer fragments than settings.min_depth asks for")
      case .noCall:
        let isThin = run.reason != "low_depth" || run.depthMedian < settings?.minDepth ?? .max
        try require(isThin, "\(place).reason", "low_depth at the depth that settings.min_depth asks for")
        try require(
          run.reason != "no_reads" || run.depthMedian == 0, "\(place).reason", "no_reads, and a depth above 0")
      }
    }
    for (index, call) in calls.enumerated() where call.isPass && call.ref.utf8.count == 1 && call.alt.utf8.count == 1 {
      let isReference = coverage.runs.contains {
        $0.chrom == call.chrom && $0.verdict == .reference && ($0.start..<$0.end).contains(call.pos - 1)
      }
      try require(!isReference, "calls[\(index + 1)].pos", "the coverage says that this base is the reference")
    }
    try rna?.validateCalledSites(calls)
  }

  /// Calls say what the rest of the document says: fragments only where reads were used, and a haplotype only with its phase.
  func validateCalls() throws(InvalidValue) {
    for (index, call) in calls.enumerated() {
      let place = "calls[\(index + 1)]"
      try require(
        call.depth ?? 0 == 0 || counts?.used != 0, "\(place).depth", "fragments, and counts.used has no read")
      try require(!call.isPass || call.quality != 0, "\(place).quality", "0, and the call counts")
      let isAlone = call.phaseSet == nil && call.zygosity == .heterozygous
      try require(
        !isAlone || call.haplotypeHgvsP == nil && call.haplotypeConsequence?.isEmpty != false, "\(place).phase_set",
        "a haplotype is told, and no phase set")
    }
  }
}

extension Call {
  fileprivate func reaches(_ run: CoverageRun) -> Bool { run.chrom == chrom && reach.overlaps(run.start..<run.end) }

  /// Bases that the coverage may call changed by the call, 0-based half-open: equal bases about it may be written as changed
  /// instead.
  fileprivate var reach: Range<Int> {
    let slack = 60 + max(ref.utf8.count, alt.utf8.count)
    let end = max(pos - 1 + ref.utf8.count, symbolic?.end ?? 0) + max(0, symbolic?.endInterval?.upperBound ?? 0)
    let start = pos - 1 + min(0, symbolic?.positionInterval?.lowerBound ?? 0)
    return max(0, start - slack)..<max(start, end) + slack
  }
}

extension SplicingReport {
  /// Whether a gene's transcripts have a change of splicing, which is no call.
  fileprivate func hasEvent(_ gene: String) -> Bool { events.contains { $0.gene == gene } }

  /// The sites that were called are among the calls.
  fileprivate func validateCalledSites(_ calls: [Call]) throws(InvalidValue) {
    for (index, site) in alleleRatios.enumerated() where site.source == .called {
      let isCalled = calls.contains { $0.gene == site.gene && $0.hgvsC == site.hgvsC }
      try require(isCalled, "rna.allele_ratios[\(index + 1)].source", "called, and not among the calls")
    }
  }
}
