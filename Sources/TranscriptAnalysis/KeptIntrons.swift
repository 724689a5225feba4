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
  /// Misread bases make so much of a level.
  private static let leastLevel = 1e-4

  init(_ counter: SplicingCounter, _ counts: SiteCounts) {
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
      for (place, index) in own.enumerated() {
        let intron = Intron(counts: counts.all[index], level: all.levels[place], isBeside: false)
        let enough = SplicingFraction(counts.beside[index], ends: .both).fragments >= KeptIntrons.fewestBeside
        whole[index] = intron
        introns[index] =
          enough && beside.levels[place].introns >= UnsplicedBackground.fewestIntrons
          ? Intron(counts: counts.beside[index], level: beside.levels[place], isBeside: true) : intron
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

  /// Transcripts that keep an intron for each one that is spliced, at one of its ends.
  func odds(_ index: Int, _ ends: CountedEnds) -> Double {
    guard let intron = end(index, ends) else { return 0 }
    let mature = intron.fraction(ends).without(intron.level).value
    return mature < 1 ? mature / (1 - mature) : 0
  }

  /// Whether an intron is kept far more often than its neighbours, at each of its ends: where transcripts begin to hold their
  /// introns, one end is beside a junction and the other one is not.
  func isKept(_ index: Int) -> Bool {
    guard let intron = introns[index],
      KeptIntrons.exceeds(intron, .both, at: KeptIntrons.falseIntron)
    else { return false }
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
