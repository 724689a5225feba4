// How much of a sample's DNA is another person's, from alleles below the germline range.

import Documents
import HGVS
import Numerics
import Reporting
import VariantCalling

/// The fraction of another person's DNA.
///
/// Where the sample has the reference on both haplotypes and the other person an allele, a fraction c of foreign DNA shows it
/// in c/2 of the fragments (two of three times: heterozygous) or in c. Of n fragments at a site k carry it, and a call needs at
/// least m of them, so that
///
///     L(c) = prod [ 2/3 B(k; n, c/2) + 1/3 B(k; n, c) ] / [ 2/3 P(K >= m; n, c/2) + 1/3 P(K >= m; n, c) ]
///
/// The estimate has the largest L; its 95 % interval is where ln L falls by no more than 1.92 (half of the 95th percentile of
/// chi-squared with one degree of freedom).
enum ContaminationEstimate {
  /// A person has at most one or two mosaic substitutions in two genes; so many point to another person.
  static let fewestSites = 3

  /// The estimate; `nil` where fewer substitutions below the germline range passed.
  ///
  /// - Parameter minVAF: the smallest measured fraction of a call.
  static func of(_ calls: [Call], minVAF: Double) -> LibraryReport.Contamination? {
    let sites = calls.compactMap { call -> (k: Int, n: Int)? in
      guard call.isPass, call.zygosity == .mosaic, call.class == .snv, let n = call.depth, let k = call.altDepth, n > 0,
        Double(k) < 0.5 * Double(n)
      else { return nil }
      return (k, n)
    }
    guard sites.count >= fewestSites else { return nil }
    // In steps of a thousandth.
    let grid = (1...500).map { Double($0) / 1000 }
    let logs = grid.map { fraction in sites.reduce(0.0) { $0 + logLikelihood($1.k, $1.n, fraction, minVAF) } }
    guard let best = logs.indices.max(by: { logs[$0] < logs[$1] }) else { return nil }
    let within = logs.indices.filter { logs[$0] >= logs[best] - 1.92 }
    return LibraryReport.Contamination(
      fraction: grid[best], low: grid[within.first ?? best], high: grid[within.last ?? best], sites: sites.count)
  }

  private static func logLikelihood(_ k: Int, _ n: Int, _ fraction: Double, _ minVAF: Double) -> Double {
    let fewest = min(k, max(1, Int((minVAF * Double(n)).rounded(.up))))
    var mass = 0.0
    var called = 0.0
    for (weight, part) in [(2.0 / 3, fraction / 2), (1.0 / 3, fraction)] {
      let distribution = Binomial(trials: n, probability: part)
      mass += weight * (distribution.cumulative(k) - distribution.cumulative(k - 1))
      called += weight * (1 - distribution.cumulative(fewest - 1))
    }
    return Elementary.log(max(mass, 1e-300) / max(called, 1e-300))
  }

  /// What the reader is told.
  static func warning(_ found: LibraryReport.Contamination) -> String {
    func percent(_ value: Double) -> String { NumberText.fixed(100 * value, 1) + " %" }
    return
      "\(found.sites) substitutions lie below the germline range: more than mosaics of one person, as if about "
      + "\(percent(found.fraction)) (\(percent(found.low)) to \(percent(found.high))) of the DNA were another person's; "
      + "repeat the sample from the specimen, and do not take these for mosaics"
  }
}
