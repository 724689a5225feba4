// The calls of one window, before windows are tied together by phase.

import BioSequence

/// The calls of one window, before windows are tied together by phase.
struct RegionCalls: Sendable {
  let calls: [VariantCall]
  /// For every fragment that distinguishes the two haplotypes: its template number, and whether it is of the first.
  let phased: [(template: Int, isFirst: Bool)]
  /// What each of the two haplotypes has in place of the window, as one variant; none for the record's own.
  var blocks: [Variant] = []
  /// Other readings of a long event that is called, each of which the sample does not have.
  var refuted: [Variant] = []
  /// Whether the window was left undone, as it would have taken more than its budget (``RegionBudget``).
  var isOverBudget = false
}
