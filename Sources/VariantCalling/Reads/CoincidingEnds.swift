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

  /// A fragment by its two ends and the strand of its first read.
  struct Fragment: Sendable, Hashable {
    let start: Int32
    let end: Int32
    let isForward: Bool
    let reference: UInt8

    /// - Parameter first: the first of both reads in their store.
    init(_ first: AlignedRead, _ second: AlignedRead, in store: AlignedReadStore) {
      let one = Int32(store.unclippedFivePrimeEnd(of: first))
      let two = Int32(store.unclippedFivePrimeEnd(of: second))
      (start, end) = (min(one, two), max(one, two))
      isForward = (first.strand == .forward) != first.isSecond
      reference = UInt8(first.reference)
    }
  }

  /// Looks at fragments over a few sites.
  package init(in store: AlignedReadStore) {
    let pairing = TemplatePairing(store: store)
    var counts: [Int: Int] = [:]
    var readLength = 1
    for pair in pairing.pairs {
      let (first, second) = (store.reads[pair.first], store.reads[pair.second])
      let length = abs(store.unclippedFivePrimeEnd(of: first) - store.unclippedFivePrimeEnd(of: second))
      counts[2 * length + (first.strand == .forward ? 0 : 1), default: 0] += 1
      readLength = max(readLength, first.bases.count, second.bases.count)
    }
    self.init(
      pairs: pairing.pairs.count, found: DuplicateFinder.duplicates(in: store, pairing: pairing).count / 2,
      lengths: counts, readLength: readLength)
  }

  /// Looks at fragments of which the ends alone are known.
  init(_ fragments: [Fragment], readLength: Int) {
    var counts: [Int: Int] = [:]
    for fragment in fragments {
      counts[2 * Int(fragment.end - fragment.start) + (fragment.isForward ? 0 : 1), default: 0] += 1
    }
    self.init(
      pairs: fragments.count, found: fragments.count - Set(fragments).count, lengths: counts, readLength: readLength)
  }

  /// - Parameter lengths: fragments by twice their length, and one more on the reverse strand.
  private init(pairs: Int, found: Int, lengths: [Int: Int], readLength: Int) {
    self.pairs = pairs
    self.found = found
    let total = Double(pairs)
    expected = lengths.sorted { $0.key < $1.key }.reduce(0.0) { sum, entry in
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

  /// The same where fewer coincidences than `fewest` are none of many fragments.
  func areCopies(fewest: Int) -> Bool {
    found >= fewest && Double(found) > 1.5 * expected + 3 * expected.squareRoot()
  }
}
