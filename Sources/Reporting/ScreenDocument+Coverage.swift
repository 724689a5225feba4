// What a screen says of a base twice: by its calls, and by its coverage.

package import Documents
import HGVS

extension ScreenDocument {
  /// A call that was taken out, and nothing else, would leave a result that looks like a negative one: what the coverage
  /// calls a variant has a call, a substitution that counts is nowhere the reference, and the reference has the depth that the
  /// settings ask for.
  package func validateCoverage() throws(InvalidValue) {
    guard let coverage else { return }
    let counted = calls.filter { $0.isPass || $0.isSymbolic || $0.class == .breakpoint }
    for (index, run) in coverage.runs.enumerated() {
      let place = "coverage.runs[\(index + 1)]"
      switch run.verdict {
      case .variant:
        let isCalled = counted.contains { $0.reaches(run, spliced: isOfRNA) } || rna?.hasEvent(in: run) == true
        try require(isCalled, "\(place).verdict", "a variant, and no call that counts is there")
      case .reference:
        try require(
          run.depthMedian >= settings?.minDepth ?? 0, "\(place).depth_median",
          "the reference from fewer fragments than settings.min_depth asks for")
      case .noCall: continue
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
}

extension Call {
  /// Whether the coverage may call a run changed by this call. In transcripts the bases of the next exon follow, and an indel
  /// at one exon's end may be written at the other's.
  fileprivate func reaches(_ run: CoverageRun, spliced: Bool) -> Bool {
    guard run.chrom == chrom else { return false }
    if reach.overlaps(run.start..<run.end) { return true }
    guard spliced, run.gene == gene, run.isExonic, let own = exon.flatMap({ Int($0.prefix { $0.isNumber }) }),
      let other = Int(run.region.drop { !$0.isNumber }.prefix { $0.isNumber })
    else { return false }
    return abs(own - other) == 1
  }

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
  /// Whether bases of a run are gained or lost by a change of splicing, which is no call.
  fileprivate func hasEvent(in run: CoverageRun) -> Bool {
    events.contains { event in
      event.gene == run.gene && (max(0, event.start - 60)..<event.end + 60).overlaps(run.start..<run.end)
    }
  }

  /// The sites that were called are among the calls.
  fileprivate func validateCalledSites(_ calls: [Call]) throws(InvalidValue) {
    for (index, site) in alleleRatios.enumerated() where site.source == .called {
      let isCalled = calls.contains { $0.gene == site.gene && $0.hgvsC == site.hgvsC }
      try require(isCalled, "rna.allele_ratios[\(index + 1)].source", "called, and not among the calls")
    }
  }
}
