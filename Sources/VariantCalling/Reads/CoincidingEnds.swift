// Whether fragments with equal ends are copies, or as many as are expected without copies at great depth.

import Alignment
import BioSequence
import Numerics

/// How many fragments over a few sites would have the same two ends as another one if none were a copy.
///
/// Fragments of length l reach a site from n(l) places; with c(l) of N fragments of that length, each place has the probability
/// q = c(l) / (N n(l)), and the expected number of fragments beyond the first of each place is the sum over lengths and strands
/// of n(l) (N q - 1 + (1 - q)^N).
struct CoincidingEnds {
  /// Fragments with two aligned ends.
  let pairs: Int
  /// Of these, such as have the ends of another one.
  let found: Int
  /// As many would have been found on average without copies.
  let expected: Double

  init(in store: AlignedReadStore) {
    let pairing = TemplatePairing(store: store)
    pairs = pairing.pairs.count
    found = DuplicateFinder.duplicates(in: store, pairing: pairing).count / 2
    var counts: [Int: Int] = [:]
    var readLength = 1
    for pair in pairing.pairs {
      let (first, second) = (store.reads[pair.first], store.reads[pair.second])
      let length = abs(store.unclippedFivePrimeEnd(of: first) - store.unclippedFivePrimeEnd(of: second))
      counts[2 * length + (first.strand == .forward ? 0 : 1), default: 0] += 1
      readLength = max(readLength, first.bases.count, second.bases.count)
    }
    let total = Double(pairs)
    expected = counts.reduce(0.0) { sum, entry in
      let places = Double(max(1, min(entry.key / 2, 2 * readLength)))
      let probability = min(1, Double(entry.value) / (total * places))
      let none = probability < 1 ? Elementary.exp(total * Elementary.log(1 - probability)) : 0
      return sum + places * (total * probability - 1 + none)
    }
  }

  /// Whether there are more than are expected without copies: half as many again, since fragments do not begin everywhere alike, and
  /// three standard deviations.
  var areCopies: Bool { Double(found) > 1.5 * expected + 3 * expected.squareRoot() + 3 }
}
