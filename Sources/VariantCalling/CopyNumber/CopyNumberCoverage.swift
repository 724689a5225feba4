// What exon deletions mean for the coverage verdicts of the bases that they remove.

extension CopyNumberEvent {
  /// The stretch of the record that the event changes for sure: its exons with the margin that counts as their own, and
  /// all between them. 0-based half-open.
  ///
  /// - Parameter exons: the record's exons in order.
  package func certainRange(exons list: [Range<Int>]) -> Range<Int> {
    let windows = ExonOverlap(exons: list).windows
    return max(0, windows[exons.lowerBound].lowerBound)..<windows[exons.upperBound].upperBound
  }
}

extension ReferenceCoverage {
  /// This coverage with the verdict `variant` over what passing exon deletions remove, on one chromosome or both:
  /// bases without a read too, as a call explains why there is none. Depths stay.
  ///
  /// - Parameters:
  ///   - events: events on this record; duplications and those that do not pass change no verdict.
  ///   - exons: the record's exons in order.
  package func explained(by events: [CopyNumberEvent], exons: [Range<Int>]) -> ReferenceCoverage {
    var verdicts = verdicts
    for event in events where event.isPass && event.isDeletion {
      for offset in event.certainRange(exons: exons).clamped(to: 0..<verdicts.count) { verdicts[offset] = .variant }
    }
    return ReferenceCoverage(targets: targets, depths: depths, verdicts: verdicts)
  }
}
