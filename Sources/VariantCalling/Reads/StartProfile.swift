// Where the reads of a sample start: at primers, or anywhere.

import Alignment
import BioSequence

/// Where the reads of a sample start.
struct StartProfile: Sendable {
  /// Whether four fifths of the reads start at so few positions, and so many at each, that these must be primers.
  let isAmpliconLike: Bool

  init(store: AlignedReadStore, references: [CallReference]) {
    var total = 0
    var covered = 0
    var counts: [Int32] = []
    for (reference, record) in references.enumerated() {
      let length = record.sequence.count
      var starts = [Int32](repeating: 0, count: 2 * (length + 1))
      var steps = [Int32](repeating: 0, count: length + 1)
      for read in store.reads where read.reference == reference {
        let end = min(max(store.unclippedFivePrimeEnd(of: read), 0), length)
        starts[2 * end + (read.strand == .forward ? 0 : 1)] += 1
        steps[read.start] += 1
        steps[read.end] -= 1
        total += 1
      }
      var depth: Int32 = 0
      for step in steps {
        depth += step
        if depth > 0 { covered += 1 }
      }
      counts.append(contentsOf: starts.lazy.filter { $0 > 0 })
    }
    counts.sort(by: >)
    var sum = 0
    var positions = 0
    while sum * 5 < total * 4 {
      sum += Int(counts[positions])
      positions += 1
    }
    isAmpliconLike = total >= 100 && positions * 40 <= covered && sum >= 10 * positions
  }
}
