// How many fragments must show a difference before it is a candidate.

/// What makes a candidate: enough fragments for one of two haplotypes, or more than errors give.
///
/// A heterozygous variant lies in half of the fragments: a tenth of them and two fragments are enough to look. A mosaic one
/// may lie in a few per cent: three fragments and 0.4 of the smallest fraction asked for, which stand out from the errors
/// expected, e, by more than 4.5 sqrt(e) + 1.
struct CandidateThreshold: Sendable {
  /// Smallest fraction of the fragments over the position for a mosaic variant.
  let fraction: Double
  /// Fragments per fragment over the position that errors alone give.
  let errorRate: Double

  /// What a search for variants of at least this allele fraction needs.
  init(minVAF: Double, errorRate: Double) {
    fraction = 0.4 * minVAF
    self.errorRate = errorRate
  }

  func accepts(_ count: Int, of depth: Int) -> Bool {
    if count >= 2, Double(count) >= 0.1 * Double(depth) { return true }
    guard count >= 3, Double(count) >= fraction * Double(depth) else { return false }
    let errors = errorRate * Double(depth)
    return Double(count) > errors + 4.5 * errors.squareRoot() + 1
  }
}
