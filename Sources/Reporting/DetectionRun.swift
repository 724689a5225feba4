// Which allele fractions a target base could show, from its depth.

import Documents

/// A stretch of target bases with one limit of detection.
package struct DetectionRun: Sendable, Hashable, Codable {
  /// Chromosome with `chr`.
  package let chrom: String
  /// 0-based start on the chromosome.
  package let start: Int
  /// 0-based end (exclusive).
  package let end: Int
  /// The smallest allele fraction of a substitution that is called with a chance of 95 % at the depth of each of these
  /// bases, 0-1, rounded up to a step of ``steps``; 1 where nothing is found.
  package let limit: Double

  /// The values that limits are rounded up to.
  package static let steps = [
    0.005, 0.0075, 0.01, 0.0125, 0.015, 0.02, 0.025, 0.03, 0.04, 0.05, 0.075, 0.1, 0.125, 0.15, 0.2, 0.25, 0.3, 0.4,
    0.5, 0.75, 1,
  ]

  /// A run; the limit is rounded up.
  package init(chrom: String, start: Int, end: Int, limit: Double) {
    self.chrom = chrom
    self.start = start
    self.end = end
    self.limit = DetectionRun.steps.first { $0 >= limit } ?? 1
  }
}

extension ScreenReport {
  /// The limit that half of the target bases reach, and the highest one; `nil` without runs.
  package var detectionSummary: (median: Double, worst: Double)? {
    let runs = detection.sorted { $0.limit < $1.limit }
    guard let last = runs.last else { return nil }
    let half = (runs.reduce(0) { $0 + $1.end - $1.start } + 1) / 2
    var seen = 0
    for run in runs {
      seen += run.end - run.start
      if seen >= half { return (run.limit, last.limit) }
    }
    return (last.limit, last.limit)
  }

  /// One sentence for people, empty without runs.
  package var detectionSentence: String {
    guard let (median, worst) = detectionSummary else { return "" }
    func text(_ limit: Double) -> String {
      limit >= 1 ? "nothing" : "\(NumberText.fixed(100 * limit, limit < 0.02 ? 2 : 1)) %"
    }
    let rest = worst >= 1 ? "somewhere nothing can be found" : "everywhere from \(text(worst))"
    return
      "A substitution is found with a chance of 95 % from an allele fraction of \(text(median)) at half of the target bases, \(rest)"
  }
}
