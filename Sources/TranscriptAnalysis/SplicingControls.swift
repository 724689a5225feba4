// Events in control lines: what is normal at each junction, so that one or two per cent can be told from nothing.

import Numerics

/// The junctions of control lines that were prepared and analysed like the sample.
package struct SplicingControls: Sendable {
  /// One control.
  package struct Control: Sendable {
    /// Events that were seen, with the fraction of transcripts and the fragments that it rests on.
    package let events: [SplicingEvent: (psi: Double, fragments: Double)]
    /// For each gene the fragments at its known junctions; none where the gene is not expressed.
    package let junctions: [[Double]]

    /// A control.
    package init(events: [SplicingEvent: (psi: Double, fragments: Double)], junctions: [[Double]]) {
      self.events = events
      self.junctions = junctions
    }
  }

  /// The controls.
  package let controls: [Control]

  /// Controls that a comparison needs.
  package static let fewest = 3
  /// Fragments that a control needs at a junction.
  static let fewestFragments = 20.0
  /// How much cultures of normal lines differ at least (intraclass correlation): a few controls cannot show less.
  static let leastCorrelation = 0.0005
  /// Probability of one false event in a sample like the controls.
  static let falseEvents = 0.01

  /// These controls.
  package init(_ controls: [Control] = []) { self.controls = controls }

  /// What controls show of an event; `nil` if too few of them were read there.
  ///
  /// - Parameters:
  ///   - introns: introns at whose ends the event is counted.
  ///   - psi: of the sample, resting on `fragments`.
  func normal(_ event: SplicingEvent, introns: [Int], psi: Double, fragments: Double) -> NormalSplicing? {
    let samples = controls.compactMap { control -> (successes: Double, trials: Double)? in
      if let seen = control.events[event] { return (seen.psi * seen.fragments, seen.fragments) }
      let there = introns.compactMap { intron in
        control.junctions[event.gene].indices.contains(intron) ? control.junctions[event.gene][intron] : nil
      }
      guard let most = there.max() else { return nil }
      return (0, most)
    }.filter { $0.trials >= SplicingControls.fewestFragments }
    guard samples.count >= SplicingControls.fewest,
      let distribution = BetaBinomial(samples: samples, least: SplicingControls.leastCorrelation)
    else { return nil }
    let trials = Int(fragments.rounded())
    return NormalSplicing(
      low: distribution.quantile(0.025), high: distribution.quantile(0.975),
      pValue: distribution.upperTail(Int((psi * Double(trials)).rounded()), of: trials))
  }
}

/// What control lines show of an event.
package struct NormalSplicing: Sendable, Hashable {
  /// The fraction of transcripts in 95 % of controls.
  package let low: Double
  package let high: Double
  /// Probability of so many fragments or more in a sample like the controls.
  package let pValue: Double
}
