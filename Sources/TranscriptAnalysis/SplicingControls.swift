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
    /// For each gene and intron what keeps it of the fragments with a spliced junction beside it; `nil` where too few show one.
    package let kept: [[KeptFraction?]]

    /// A control.
    package init(
      events: [SplicingEvent: (psi: Double, fragments: Double)], junctions: [[Double]], kept: [[KeptFraction?]] = []
    ) {
      self.events = events
      self.junctions = junctions
      self.kept = kept
    }
  }

  /// How many of the fragments with a spliced junction beside an intron keep it, transcripts that are not spliced yet among
  /// them.
  package struct KeptFraction: Sendable, Hashable {
    /// Fraction, 0-1.
    package let value: Double
    /// Fragments that it rests on.
    package let fragments: Double

    /// A fraction.
    package init(value: Double, fragments: Double) {
      self.value = value
      self.fragments = fragments
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
  /// The same for what keeps an intron, relative to the other introns of the culture.
  private static let leastCorrelationOfKept = 0.0002
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

extension SplicingControls {
  /// How many fragments keep an intron in a sample like the controls, whose other introns are kept as often as this one's.
  ///
  /// Cultures differ in how much of their RNA is not spliced yet, introns in how late they are spliced: controls tell what an
  /// intron's part of the gene's level is, the sample the level. docs/decisions/0263.
  ///
  /// - Parameter own: of all introns of the gene in the sample.
  /// - Returns: `nil` if too few controls were read there.
  func kept(gene: Int, intron: Int, own: [KeptFraction?]) -> BetaBinomial? {
    guard let level = SplicingControls.level(own, without: intron) else { return nil }
    let samples = controls.compactMap { control -> (successes: Double, trials: Double, level: Double)? in
      guard control.kept.indices.contains(gene), control.kept[gene].indices.contains(intron),
        let kept = control.kept[gene][intron], kept.fragments >= SplicingControls.fewestFragments,
        let level = SplicingControls.level(control.kept[gene], without: intron)
      else { return nil }
      return (kept.value * kept.fragments, kept.fragments, level)
    }
    guard samples.count >= SplicingControls.fewest else { return nil }
    return BetaBinomial(samples: samples, level: level, least: SplicingControls.leastCorrelationOfKept)
  }

  /// Mean over the introns of a gene without the highest tenth, which may be kept; `nil` for fewer than ten.
  private static func level(_ introns: [KeptFraction?], without intron: Int) -> Double? {
    let used = introns.indices.filter { $0 != intron }.compactMap { introns[$0] }
      .filter { $0.fragments >= fewestFragments }.map(\.value).sorted()
    guard used.count >= 10 else { return nil }
    let lower = used.prefix(used.count * 9 / 10)
    // Nothing seen is not nothing there.
    return max(1e-5, lower.reduce(0, +) / Double(lower.count))
  }
}

/// What control lines show of an event.
package struct NormalSplicing: Sendable, Hashable {
  /// The fraction of transcripts in 95 % of controls.
  package let low: Double
  package let high: Double
  /// Probability of so many fragments or more in a sample like the controls.
  package let pValue: Double

  init(low: Double, high: Double, pValue: Double) {
    self.low = low
    self.high = high
    self.pValue = pValue
  }

  /// What is normal of an intron's retention, as the fraction of spliced transcripts: the mean of the controls taken out.
  init(_ distribution: BetaBinomial, kept: SplicingFraction) {
    func mature(_ value: Double) -> Double { max(0, (value - distribution.mean) / (1 - distribution.mean)) }
    let trials = Int(kept.fragments.rounded())
    self.init(
      low: mature(distribution.quantile(0.025)), high: mature(distribution.quantile(0.975)),
      pValue: distribution.upperTail(Int((kept.value * Double(trials)).rounded()), of: trials))
  }
}
