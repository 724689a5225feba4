// Kinds of sequencing errors and of qualities.

/// How a sequencer errs, and what it says about it.
package enum ErrorModel: String, Sendable, CaseIterable {
  /// Scores from 2 to 41 that follow the position in the read; errors happen just as often as the scores say.
  case standard
  /// Every score is 20, and one base in a hundred is wrong: far more errors than a real run of today.
  case flat
  /// Errors as in ``standard``, but only the four scores 2, 12, 23 and 37 are written, each for a range of chances.
  case binned
  /// As ``binned``; besides, one base in 700 from the fourth of a run of equal bases on is lost or doubled, which no
  /// score tells.
  case slippage
  /// No errors, and every score is 40: to look at what was planted.
  case errorless = "none"

  /// The one score that is written, if there is only one.
  var onlyScore: UInt8? {
    switch self {
    case .flat: 20
    case .errorless: 40
    case .standard, .binned, .slippage: nil
    }
  }

  var isBinned: Bool { self == .binned || self == .slippage }

  /// The score that is written for a score, in four bins.
  static let bins: [UInt8] = (0..<64).map { $0 < 3 ? 2 : $0 < 18 ? 12 : $0 < 30 ? 23 : 37 }

  /// Probability of a slip a base, in units of 2^-32.
  static let slipThreshold = UInt32(0x1p32 / 700)
}
