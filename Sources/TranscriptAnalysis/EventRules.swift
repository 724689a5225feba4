// The thresholds of events, junctions and genes.

/// When an event counts, a junction is as annotated, and a gene is expressed.
package enum EventRules {
  /// Fragments that an event needs.
  package static let fewestFragments = 4
  /// Different positions at which their reads begin.
  package static let fewestStarts = 3
  /// Smallest fraction that an event is called at, at its lower bound.
  package static let smallestFraction = 0.015
  /// Below so many fragments the fraction must be larger: a rare mis-splicing that every cell makes shows in four or five by
  /// chance, at one of the hundreds of places where it may.
  package static let ampleFragments = 6
  /// Smallest fraction of an event with fewer, at its lower bound.
  package static let smallestFractionOfFew = 0.05
  /// The smallest lower bound of the fraction that an event with so many fragments is called at.
  static func leastFraction(fragments: Int) -> Double {
    fragments < ampleFragments ? smallestFractionOfFew : smallestFraction
  }
  /// Another form is excluded at a junction when it would have shown from this fraction on.
  package static let excludedPSI = 0.05
  /// A gene at less than this of the other one counts as not expressed: reads of other samples and cells give as much.
  package static let leastExpression = 0.02
}
