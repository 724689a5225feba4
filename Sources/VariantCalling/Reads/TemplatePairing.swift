// Which reads are mates of one template.

import Alignment
import BioSequence

/// Which reads of a store are mates.
struct TemplatePairing: Sendable {
  /// For every read the index of its mate on the same record, otherwise -1.
  private(set) var mates: [Int32]
  /// Pairs of read indices of one template, the first read of the pair first, on whatever records.
  private(set) var pairs: [(first: Int, second: Int)] = []

  init(store: AlignedReadStore) {
    let reads = store.reads
    mates = [Int32](repeating: -1, count: reads.count)
    let isOrdered = zip(reads, reads.dropFirst()).allSatisfy { $0.template <= $1.template }
    let order =
      isOrdered
      ? Array(reads.indices)
      : reads.indices.sorted {
        (reads[$0].template, $0) < (reads[$1].template, $1)
      }
    pairs.reserveCapacity(reads.count / 2)
    var index = 0
    while index + 1 < order.count {
      let one = order[index]
      let two = order[index + 1]
      guard reads[one].template == reads[two].template, reads[one].isSecond != reads[two].isSecond else {
        index += 1
        continue
      }
      if reads[one].reference == reads[two].reference {
        mates[one] = Int32(two)
        mates[two] = Int32(one)
      }
      pairs.append(reads[one].isSecond ? (two, one) : (one, two))
      index += 2
    }
  }
}
