// How much of the mRNA is expected to be the variant's allele, so that aberrant transcripts are judged by what they are of it.

import Numerics
import Reporting
import TypeICollagen

/// The fraction of a gene's transcripts that are expected to be those of the variant's allele.
struct AlleleFraction: Sendable, Hashable {
  /// The fraction (0-1) with its interval.
  let fraction: Fraction
  /// What it rests on, where it is not the number of copies alone; empty otherwise.
  let words: String
  /// Whether it was measured in other cells than the transcripts.
  let isOfOtherCells: Bool

  /// A fraction; by default the number of copies tells it.
  init(_ fraction: Fraction, words: String = "", isOfOtherCells: Bool = false) {
    self.fraction = fraction
    self.words = words
    self.isOfOtherCells = isOfOtherCells
  }

  /// One of two copies.
  static let half = AlleleFraction(Fraction(0.5, 0.5, 0.5))

  /// The fraction of the allele's own transcripts that some of all transcripts are; at most 1.
  func own(_ all: Fraction) -> Fraction {
    // Of an allele that leaves no transcripts nothing is known: the lowest, and for the upper limit the highest.
    func quotient(_ part: Double, _ whole: Double, _ unknown: Double) -> Double {
      whole > 0 ? min(1, part / whole) : unknown
    }
    return Fraction(
      quotient(all.value, fraction.value, 0), quotient(all.low, fraction.high, 0), quotient(all.high, fraction.low, 1))
  }
}

extension CriteriaAssessor {
  /// The expected fraction of the variant's allele in the transcripts.
  ///
  /// - Parameters:
  ///   - aberrant: the fraction of all transcripts that are aberrant and this allele's.
  ///   - isDecaying: whether they undergo decay, so that their allele leaves fewer.
  func expectedFraction(_ aberrant: Fraction, isDecaying: Bool) -> AlleleFraction {
    if finding.zygosity == .homozygous || finding.zygosity == .hemizygous { return AlleleFraction(Fraction(1, 1, 1)) }
    guard finding.zygosity != nil else {
      return AlleleFraction(
        Fraction(1, 1, 1), words: "its zygosity is not known: judged as on both copies, the lower result")
    }
    // Where the calls are those of the RNA itself, their reads are what splicing leaves of the allele.
    guard inputs.transcripts != nil else { return .half }
    if finding.isOfFewCells { return copyFraction(aberrant) }
    return markedFraction(aberrant, isDecaying: isDecaying) ?? .half
  }

  /// Of a mosaic, or of a call whose reads contradict one copy in two: the fraction of the DNA's reads.
  private func copyFraction(_ aberrant: Fraction) -> AlleleFraction {
    let start =
      finding.zygosity == .mosaic
      ? "the variant is mosaic" : "the variant is called heterozygous, but its reads are fewer than half"
    let other = "the cells that the RNA is from may have more or less of it"
    guard let copies = finding.copyFraction, copies.value > 0 else {
      return AlleleFraction(
        AlleleFraction.half.fraction, words: "\(start), in a fraction that is not known: judged as of one copy in two",
        isOfOtherCells: true)
    }
    let seen = "\(start), \(copies.text(decimals: 2)) of the DNA"
    guard aberrant.low <= copies.high else {
      return AlleleFraction(
        AlleleFraction.half.fraction,
        words:
          "\(seen), less than the transcripts show: the cells that the RNA is from have more of it, and it is judged as of "
          + "one copy in two", isOfOtherCells: true)
    }
    return AlleleFraction(copies, words: "\(seen), and judged by that fraction; \(other)", isOfOtherCells: true)
  }

  /// Where another heterozygous site shows that one allele leaves fewer transcripts: the part that is this allele's. `nil` where
  /// no site does, or where the transcripts that decay explain it themselves.
  private func markedFraction(_ aberrant: Fraction, isDecaying: Bool) -> AlleleFraction? {
    let site = markers.first {
      ($0.state == .lost || $0.state == .reduced) && $0.balance.hidden == 0
    }
    guard let site else { return nil }
    let (with, without) = (
      site.balance.fraction,
      Fraction(1 - site.balance.value, 1 - site.balance.high, 1 - site.balance.low)
    )
    var words = "the alleles leave unequal numbers of transcripts (\(site.sentence))"
    if let set = finding.phaseSet, set == site.call.phaseSet, let own = finding.genotype, own.contains("|"),
      let other = site.call.genotype, other.contains("|")
    {
      let chosen = own == other ? with : without
      if isDecaying || aberrant.low <= chosen.high {
        return AlleleFraction(chosen, words: "\(words), and the phase tells which of them is this one")
      }
      words += ", phase and transcripts contradict each other, and the phase is not used"
    }
    let (less, more) = with.value < 0.5 ? (with, without) : (without, with)
    // The lesser allele cannot hold more aberrant transcripts than it leaves.
    if aberrant.low > less.high { return AlleleFraction(more, words: "\(words), of which this one leaves more") }
    if isDecaying { return nil }
    return AlleleFraction(
      more, words: "\(words); which of them is this one is not known, and it is judged as the greater one")
  }
}
