// The thresholds of events, junctions and genes.

/// When an event counts, a junction is as annotated, and a gene is expressed.
package enum EventRules {
  /// Fragments that an event needs.
  package static let fewestFragments = 4
  /// Different positions at which their reads begin.
  package static let fewestStarts = 3
  /// Smallest fraction that an event is called at, at its lower bound.
  package static let smallestFraction = 0.02
  /// Another form is excluded at a junction when it would have shown from this fraction on.
  package static let excludedPSI = 0.05
  /// A gene at less than this of the other one counts as not expressed: reads of other samples and cells give as much.
  package static let leastExpression = 0.02
}
