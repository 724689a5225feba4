// What a run of a cohort is asked for, and which part of it.

package import CaseReporting
package import Documents
package import Evidence

/// What a cohort is asked for.
package struct CohortOptions: Sendable {
  /// Folder of the results; made if it is not there.
  package var output: String
  /// Threads that map reads, shared by the cases at work; the results do not depend on it.
  package var threads = 1
  /// Cases that are worked out at a time; the results do not depend on it.
  package var jobs = 1
  /// Which cases this run works out.
  package var part = CohortPart.all
  /// What all cases share: the genes, known variants, scores, controls.
  package var shared = SharedSources()
  /// Settings of the screens of DNA; of those of RNA only assembly, thresholds and reference hold.
  package var screening: ScreenOptions?
  /// Whether cases are worked out although names or genotypes say that their parts are of two persons.
  package var allowsIdentityMismatch = false
  /// Forms for other programs that every case's folder gets too.
  package var exports: [CaseExport] = []
  /// When the reports are issued.
  package var date: TimeStamp?
  /// Figures of a publication that the cohort's page sets beside its own.
  package var published: PublishedFigures?
  /// What manifests tell of the command line.
  package var commandLine: [String] = []

  /// The usual settings.
  package init(output: String) { self.output = output }
}

/// The cases of a sheet that one run works out.
package enum CohortPart: Sendable, Hashable {
  /// All of them.
  case all
  /// Every `count`-th, from the `index`-th on (1-based); the tables of the cohort are not written.
  case shard(index: Int, count: Int)
  /// None: the tables are made from the finished cases that are in the folder.
  case gathered

  /// Reads `i/n`; `nil` if it is none.
  package init?(shard text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let index = parts[0], let count = parts[1], count >= 1, (1...count).contains(index) else {
      return nil
    }
    self = .shard(index: index, count: count)
  }

  /// Whether the case at a 0-based place of the sheet belongs to this run.
  package func holds(_ row: Int) -> Bool {
    if case .shard(let index, let count) = self { return row % count == index - 1 }
    return true
  }
}

/// Where a run of a cohort stands.
package struct CohortProgress: Sendable, Hashable {
  /// Cases behind us.
  package let finished: Int
  /// Cases in all.
  package let total: Int
  /// The case just begun or finished.
  package let id: String
  /// `started`, `done`, `kept` or `failed`.
  package let state: String
}
