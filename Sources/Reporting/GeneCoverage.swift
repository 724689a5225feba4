// What was covered of one gene: a target has two, and what holds of both together may be false of each.

/// The coverage of one gene's part of the target.
package struct GeneCoverage: Sendable, Hashable {
  /// What can be said of the gene's bases.
  package enum State: Sendable, Hashable {
    /// No base of the target is of the gene.
    case outsideTarget
    /// Not one base was covered.
    case notCovered
    /// Fragments lie over the gene, and not one base has a call.
    case withoutCall
    /// At least one base has a call.
    case called
  }

  /// Gene symbol.
  package let gene: String
  /// Bases of the target that are of the gene.
  package let targetBases: Int
  /// Those of them with a call.
  package let calledBases: Int
  /// Median depth of its bases, from the medians of the runs.
  package let depthMedian: Int
  /// Why its bases have no call, the reason of most bases first.
  package let reasons: [String]
  /// Whether any run of it has a depth.
  private let hasDepth: Bool

  /// Sums over the runs of a gene, which are all its own.
  init(_ gene: String, runs own: [CoverageRun]) {
    self.gene = gene
    let all = own.reduce(0) { $0 + $1.bases }
    targetBases = all
    calledBases = own.reduce(0) { $0 + ($1.verdict == .noCall ? 0 : $1.bases) }
    hasDepth = own.contains { $0.depthMedian > 0 }
    let sorted = own.sorted { $0.depthMedian < $1.depthMedian }
    var seen = 0
    depthMedian =
      sorted.first { run in
        seen += run.bases
        return 2 * seen >= all
      }?.depthMedian ?? 0
    let bases = Dictionary(own.compactMap { run in run.reason.map { ($0, run.bases) } }, uniquingKeysWith: +)
    reasons = bases.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
  }

  /// What can be said of the gene's bases.
  package var state: State {
    if targetBases == 0 { return .outsideTarget }
    if calledBases > 0 { return .called }
    return hasDepth || reasons.contains(GeneCoverage.depthNotTold) ? .withoutCall : .notCovered
  }

  /// Whether the gene is one of the target, and nothing can be said of it.
  package var isUnknown: Bool { state == .notCovered || state == .withoutCall }

  /// That nothing can be said of the gene, in words without a full stop; empty where something can.
  package var unknownWords: String {
    switch state {
    case .called, .outsideTarget: ""
    case .notCovered: "not one base of \(gene) was covered"
    case .withoutCall: "\(gene) was covered, but \(reasonWords)"
    }
  }

  /// The same in a table.
  package var shortWords: String {
    switch state {
    case .called, .outsideTarget: ""
    case .notCovered: "\(gene) not covered"
    case .withoutCall: "\(gene) without a call"
    }
  }

  /// The reason of bases that a VCF calls like the reference without a depth.
  package static let depthNotTold = "depth_not_told"

  /// Why not one base of a gene that was covered has a call.
  private var reasonWords: String {
    if reasons == [GeneCoverage.depthNotTold] {
      return "the file does not say how often (no DP): no base of it has a call"
    }
    if reasons == ["low_depth"] { return "too thinly for a call at any base (median depth \(depthMedian))" }
    let told = reasons.prefix(3).map { $0.replacing("_", with: " ") }.joined(separator: ", ")
    return "no base of it has a call (median depth \(depthMedian); \(told))"
  }
}

extension ScreenCoverage {
  /// What was covered of a gene.
  package func coverage(ofGene gene: String) -> GeneCoverage {
    GeneCoverage(gene, runs: runs.filter { $0.gene == gene })
  }

  /// The genes of the target of which nothing can be said, in its order.
  package var unknownGenes: [GeneCoverage] {
    var places: [String: Int] = [:]
    var genes: [(name: String, runs: [CoverageRun])] = []
    for run in runs {
      if let place = places[run.gene] {
        genes[place].runs.append(run)
      } else {
        places[run.gene] = genes.count
        genes.append((run.gene, [run]))
      }
    }
    return genes.map { GeneCoverage($0.name, runs: $0.runs) }.filter(\.isUnknown)
  }
}
