// Tells kept introns of otherwise spliced transcripts from transcripts that are not spliced yet, and from genomic DNA.

import Numerics

/// What is known of every intron's retention.
///
/// A fragment counts at one end of an intron if it shows a spliced junction on that side: the outer one at the donor, the next
/// one at the acceptor. Genomic DNA and transcripts without any splicing never do, so that what is left of their level is that
/// of partly spliced transcripts. Short fragments reach no other junction; where they are too few, all fragments count.
/// docs/decisions/0231.
struct KeptIntrons {
  /// What one intron shows.
  struct Intron {
    /// Fragments that keep it and fragments that are spliced there.
    let counts: SplicingCounts
    /// What of it is not spliced yet.
    let level: UnsplicedLevel
    /// Whether only fragments with another junction count.
    let isBeside: Bool
    /// How often control lines keep it, in a sample of this level; `nil` without controls.
    var controls: BetaBinomial?

    /// At one end or at both.
    func fraction(_ ends: CountedEnds) -> SplicingFraction { SplicingFraction(counts, ends: ends) }
  }

  /// By index of the event; `nil` for those that are no retention.
  private let introns: [Intron?]
  /// All fragments, whatever else they show: for ends at which too few show another junction.
  private let whole: [Intron?]

  /// Fragments with another junction that an intron needs to be judged by them, and an end.
  private static let fewestBeside = 30.0
  private static let fewestAtEnd = 12.0
  /// Probability of a false kept intron; a hundred introns are looked at in each sample.
  private static let falseIntron = 1e-5
  /// The same at one end alone.
  private static let falseEnd = 5e-3
  /// The same where controls were compared over both ends.
  private static let falseEndBesideControls = 0.1
  /// Misread bases make so much of a level.
  private static let leastLevel = 1e-4

  init(_ counter: SplicingCounter, _ counts: SiteCounts, controls: SplicingControls) {
    var introns = [Intron?](repeating: nil, count: counter.events.count)
    var whole = introns
    for gene in counter.genes.indices {
      let own = counter.events.indices.filter {
        counter.events[$0].gene == gene && counter.events[$0].kind == .intronRetention
      }
      let all = UnsplicedBackground(
        introns: own.map { SplicingFraction(counts.all[$0], ends: .both) }, followsDepth: true)
      let beside = UnsplicedBackground(
        introns: own.map { SplicingFraction(counts.beside[$0], ends: .both) }, followsDepth: false)
      let fractions = own.map { index -> SplicingControls.KeptFraction? in
        let fraction = SplicingFraction(counts.beside[index], ends: .both)
        guard fraction.fragments >= KeptIntrons.fewestBeside else { return nil }
        return SplicingControls.KeptFraction(value: fraction.value, fragments: fraction.fragments)
      }
      for (place, index) in own.enumerated() {
        let intron = Intron(counts: counts.all[index], level: all.levels[place], isBeside: false)
        whole[index] = intron
        introns[index] =
          fractions[place] != nil && beside.levels[place].introns >= UnsplicedBackground.fewestIntrons
          ? Intron(counts: counts.beside[index], level: beside.levels[place], isBeside: true) : intron
        if fractions[place] != nil, let normal = controls.kept(gene: gene, intron: place, own: fractions) {
          introns[index] = Intron(
            counts: counts.beside[index],
            level: UnsplicedLevel(
              fraction: normal.mean, deviation: normal.deviation, limit: normal.quantile(0.975), introns: own.count),
            isBeside: true, controls: normal)
        }
      }
    }
    self.introns = introns
    self.whole = whole
  }

  /// What a retention is judged by; `nil` for other events.
  subscript(index: Int) -> Intron? { introns[index] }

  /// The fraction of spliced transcripts that keep an intron; `nil` for other events.
  func mature(_ index: Int) -> SplicingFraction? {
    introns[index].map { $0.fraction(.both).without($0.level) }
  }

  /// What control lines show of an intron's retention; `nil` without controls there.
  func normal(_ index: Int) -> NormalSplicing? {
    guard let intron = introns[index], let controls = intron.controls else { return nil }
    return NormalSplicing(controls, kept: intron.fraction(.both))
  }

  /// What keeps an intron of the fragments with a spliced junction beside it, transcripts that are not spliced yet among them;
  /// `nil` for other events, and where too few fragments show such a junction.
  func besideJunctions(_ index: Int) -> SplicingFraction? {
    guard let intron = introns[index], intron.isBeside else { return nil }
    return intron.fraction(.both)
  }

  /// Transcripts that keep an intron for each one that is spliced, at one of its ends.
  func odds(_ index: Int, _ ends: CountedEnds) -> Double {
    guard let intron = end(index, ends) else { return 0 }
    let mature = intron.fraction(ends).without(intron.level).value
    return mature < 1 ? mature / (1 - mature) : 0
  }

  /// Whether an intron is kept far more often than its neighbours, at each of its ends: where transcripts begin to hold their
  /// introns, one end is beside a junction and the other one is not.
  func isKept(_ index: Int) -> Bool {
    guard let intron = introns[index] else { return false }
    if let controls = intron.controls {
      // Both ends together were compared with the controls already; neither may be without it.
      return [CountedEnds.left, .right].allSatisfy { ends in
        let fraction = intron.fraction(ends)
        let trials = Int(fraction.fragments.rounded())
        return controls.upperTail(Int((fraction.value * Double(trials)).rounded()), of: trials)
          < KeptIntrons.falseEndBesideControls
      }
    }
    guard KeptIntrons.exceeds(intron, .both, at: KeptIntrons.falseIntron) else { return false }
    return [CountedEnds.left, .right].allSatisfy { ends in
      end(index, ends).map { KeptIntrons.exceeds($0, ends, at: KeptIntrons.falseEnd) } ?? false
    }
  }

  /// Whether so many fragments or more keep an intron with a probability below `limit`, were its neighbours' limit its level.
  private static func exceeds(_ intron: Intron, _ ends: CountedEnds, at limit: Double) -> Bool {
    let fraction = intron.fraction(ends)
    let trials = Int(fraction.fragments.rounded())
    let seen = Int((fraction.value * fraction.fragments).rounded(.down))
    guard seen > 0, fraction.value > intron.level.limit else { return false }
    let level = Binomial(trials: trials, probability: max(intron.level.limit, leastLevel))
    return 1 - level.cumulative(seen - 1) < limit
  }

  /// What an end is judged by.
  private func end(_ index: Int, _ ends: CountedEnds) -> Intron? {
    guard let intron = introns[index] else { return nil }
    return intron.fraction(ends).fragments >= KeptIntrons.fewestAtEnd ? intron : whole[index]
  }
}
