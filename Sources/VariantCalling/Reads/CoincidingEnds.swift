// Whether fragments with equal ends are copies, or as many as are expected without copies at great depth.

package import Alignment
import BioSequence
import Numerics

/// How many fragments over a few sites would have the same two ends as another one if none were a copy.
///
/// Fragments of length l reach a site from n(l) places; with c(l) of N fragments of that length, each place has the probability
/// q = c(l) / (N n(l)), and the expected number of fragments beyond the first of each place is the sum over lengths and strands
/// of n(l) (N q - 1 + (1 - q)^N).
package struct CoincidingEnds {
  /// Fragments with two aligned ends.
  package let pairs: Int
  /// Of these, such as have the ends of another one.
  package let found: Int
  /// As many would have been found on average without copies.
  package let expected: Double

  /// Looks at fragments over a few sites.
  package init(in store: AlignedReadStore) {
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

  /// Whether coincidence is worth reckoning with: below, what has equal ends is taken for copies.
  package var areExpected: Bool { expected >= 5 }

  /// Whether fragments with equal ends are copies: more of them than are expected without copies, half as many again since
  /// fragments do not begin everywhere alike, and three standard deviations.
  package var areCopies: Bool { !areExpected || Double(found) > 1.5 * expected + 3 * expected.squareRoot() }
}
