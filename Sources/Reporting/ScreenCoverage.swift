// What of the target was covered: runs of one verdict, their sums, and the allele fractions that could be seen.

package import Documents

/// A run of target bases with one verdict: a row of `coverage.tsv`.
package struct CoverageRun: Sendable, Hashable, Codable, ValidatedDocument {
  /// What the reads say of a base.
  package enum Verdict: String, Sendable, Hashable, CaseIterable, Codable {
    case reference, variant
    /// Nothing can be said: a variant here would be missed.
    case noCall = "no_call"
  }

  /// Chromosome with `chr`.
  package let chrom: String
  /// 0-based start on the chromosome.
  package let start: Int
  /// 0-based end (exclusive).
  package let end: Int
  /// Gene symbol.
  package let gene: String
  /// Region of the target, such as `exon_7` or a BED name.
  package let region: String
  /// Median depth over the run's bases.
  package let depthMedian: Int
  /// What the reads say.
  package let verdict: Verdict
  /// Why there is no call; `nil` where there is one.
  package let reason: String?

  /// A run from its parts.
  package init(
    chrom: String, start: Int, end: Int, gene: String, region: String, depthMedian: Int, verdict: Verdict,
    reason: String? = nil
  ) {
    self.chrom = chrom
    self.start = start
    self.end = end
    self.gene = gene
    self.region = region
    self.depthMedian = depthMedian
    self.verdict = verdict
    self.reason = reason
  }

  /// Number of bases.
  package var bases: Int { end - start }

  /// `chr17:50198001-50198090`, 1-based.
  package var place: String { "\(chrom):\(start + 1)-\(end)" }

  /// Whether bases of an exon are meant; regions are named `exon_n` for them.
  package var isExonic: Bool { region.hasPrefix("exon") }

  package func validate() throws(InvalidValue) {
    try check("start", start, in: DocumentRange.offset)
    try check("end", end, in: DocumentRange.offset)
    try require(start < end, "end", "not behind start")
    try check("depth_median", depthMedian, in: DocumentRange.depth)
    try require(verdict != .reference || depthMedian > 0, "depth_median", "no fragment shows the reference")
    try require((reason != nil) == (verdict == .noCall), "reason", "a run without a call has a reason, and only that")
  }
}

/// A stretch of target bases with one limit of detection.
package struct DetectionRun: Sendable, Hashable, Codable, ValidatedDocument {
  /// Chromosome with `chr`.
  package let chrom: String
  /// 0-based start on the chromosome.
  package let start: Int
  /// 0-based end (exclusive).
  package let end: Int
  /// The smallest allele fraction of a substitution that is called with a probability of 95 % at the depth of each of
  /// these bases, 0-1, rounded up to a step of ``steps``; 1 where nothing is found.
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

  package func validate() throws(InvalidValue) {
    try check("start", start, in: DocumentRange.offset)
    try check("end", end, in: DocumentRange.offset)
    try require(start < end, "end", "not behind start")
    try check("limit", limit, in: DocumentRange.fraction)
  }
}

/// What of the target was covered.
package struct ScreenCoverage: Sendable, Hashable, Codable, ValidatedDocument {
  /// Number of target bases.
  package let targetBases: Int
  /// Those with the reference base.
  package let reference: Int
  /// Those that a variant changes.
  package let variant: Int
  /// Those without a call.
  package let noCall: Int
  /// The same by reason.
  package let noCallByReason: [String: Int]
  /// The allele fractions from which a substitution is called; `nil` without ``detectionLimits``.
  package let detectionLimit: DetectionLimit?
  /// The target, tiled once, sorted by place.
  package let runs: [CoverageRun]
  /// The limits of detection over the target, in the order of ``runs``; may be empty.
  package let detectionLimits: [DetectionRun]

  /// The allele fractions, 0-1, from which a substitution is called with a probability of `power`.
  package struct DetectionLimit: Sendable, Hashable, Codable, ValidatedDocument {
    /// The probability, 0-1.
    package let power: Double
    /// At half of the target bases this or less.
    package let median: Double
    /// At the worst base; 1 where nothing is found.
    package let worst: Double

    /// Limits from their parts.
    package init(power: Double = 0.95, median: Double, worst: Double) {
      self.power = power
      self.median = median
      self.worst = worst
    }

    package func validate() throws(InvalidValue) {
      for (key, value) in [("power", power), ("median", median), ("worst", worst)] {
        try check(key, value, in: DocumentRange.fraction)
      }
    }
  }

  /// Sums over runs.
  package init(runs: [CoverageRun], detectionLimits: [DetectionRun] = []) {
    self.runs = runs
    self.detectionLimits = detectionLimits
    func bases(_ verdict: CoverageRun.Verdict) -> Int { runs.reduce(0) { $0 + ($1.verdict == verdict ? $1.bases : 0) } }
    reference = bases(.reference)
    variant = bases(.variant)
    noCall = bases(.noCall)
    targetBases = reference + variant + noCall
    noCallByReason = Dictionary(
      runs.compactMap { run in run.reason.map { ($0, run.bases) } }, uniquingKeysWith: +)
    detectionLimit = DetectionLimit(of: detectionLimits)
  }

  /// Per cent of the target bases at which a heterozygous substitution is called with a probability of at least 95 %;
  /// `nil` without ``detectionLimits``.
  package var heterozygousPercent: Double? {
    let all = detectionLimits.reduce(0) { $0 + $1.end - $1.start }
    guard all > 0 else { return nil }
    let found = detectionLimits.filter { $0.limit <= 0.5 }.reduce(0) { $0 + $1.end - $1.start }
    return 100 * Double(found) / Double(all)
  }

  /// The runs without a call, by place.
  package var noCalls: [CoverageRun] { runs.filter { $0.verdict == .noCall } }

  /// The runs without a call for a reader: exons before others, longer before shorter, then by place.
  package var gaps: [CoverageRun] {
    noCalls.sorted { left, right in
      if left.isExonic != right.isExonic { return left.isExonic }
      if left.bases != right.bases { return left.bases > right.bases }
      return left.chrom == right.chrom ? left.start < right.start : left.chrom < right.chrom
    }
  }

  /// Whether not one base of the target has a call.
  package var isNone: Bool { noCall >= targetBases }

  /// Per cent of the target bases that have a call.
  package var calledPercent: Double {
    targetBases > 0 ? 100 * Double(targetBases - noCall) / Double(targetBases) : 0
  }

  package func validate() throws(InvalidValue) {
    let again = ScreenCoverage(runs: runs, detectionLimits: detectionLimits)
    for (key, isSame) in [
      ("target_bases", targetBases == again.targetBases), ("reference", reference == again.reference),
      ("variant", variant == again.variant), ("no_call", noCall == again.noCall),
      ("no_call_by_reason", noCallByReason == again.noCallByReason),
      ("detection_limit", detectionLimit == again.detectionLimit),
    ] {
      try require(isSame, key, "not what the runs give")
    }
    let limited = detectionLimits.reduce(0) { $0 + $1.end - $1.start }
    try require(
      detectionLimits.isEmpty || limited == targetBases, "detection_limits", "not those of the target's bases")
  }
}

extension ScreenCoverage.DetectionLimit {
  /// The limit that half of the bases reach, and the highest one; `nil` without runs.
  init?(of runs: [DetectionRun]) {
    let runs = runs.sorted { $0.limit < $1.limit }
    guard let last = runs.last else { return nil }
    let half = (runs.reduce(0) { $0 + $1.end - $1.start } + 1) / 2
    var seen = 0
    let median = runs.first { run in
      seen += run.end - run.start
      return seen >= half
    }
    self.init(median: (median ?? last).limit, worst: last.limit)
  }

  /// The limits in one sentence, for the page of a screen.
  package var shortSentence: String {
    func text(_ limit: Double) -> String {
      limit >= 1 ? "nothing" : "\(NumberText.fixed(100 * limit, limit < 0.02 ? 2 : 1)) %"
    }
    let rest = worst >= 1 ? "somewhere nothing can be found" : "everywhere from \(text(worst))"
    return
      "A substitution is found with a probability of 95 % from an allele fraction of \(text(median)) at half of the target bases, \(rest)"
  }

  /// The limits in one sentence, for the report of a case.
  package var sentence: String {
    func percent(_ fraction: Double) -> String {
      NumberText.significant((fraction * 1000).rounded(.up) / 10, 4) + " %"
    }
    let worst = worst >= 1 ? "at the worst base none is called" : "at the worst base of \(percent(worst))"
    return
      "Limit of detection: a substitution is called with a probability of \(percent(power)) from an allele fraction of "
      + "\(percent(median)) on at half of the target bases; \(worst)."
  }
}
