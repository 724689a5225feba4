// How many fragments must show a difference before it is a candidate.

/// What makes a candidate.
struct CandidateThreshold: Sendable {
  /// Smallest number of fragments.
  var fragments = 2
  /// Smallest fraction of the fragments over the position.
  var fraction = 0.1
  /// Fragments per fragment over the position that errors alone give.
  var errorRate = 0.0

  /// What a search for variants of at least this allele fraction needs; mosaics stand out from errors by four and a
  /// half standard deviations.
  init(minVAF: Double, errorRate: Double) {
    guard SearchMode(minVAF: minVAF) == .mosaic else { return }
    fragments = 3
    fraction = 0.4 * minVAF
    self.errorRate = errorRate
  }

  func accepts(_ count: Int, of depth: Int) -> Bool {
    guard count >= fragments, Double(count) >= fraction * Double(depth) else { return false }
    let errors = errorRate * Double(depth)
    return errorRate == 0 || Double(count) > errors + 4.5 * errors.squareRoot() + 1
  }
}
