// Tells the few reads that may come from the records from all others.

/// The first stage: whether a read shares a recognisable 31-mer with the records.
///
/// Takes raw FASTQ text: either case, U counts as T, any other letter breaks the k-mers it lies in. A 31-mer is sampled
/// every 16th base (every base in reads below 47); repeat k-mers do not count. No allocation and no error.
///
///     let screen = ReadScreen(index: index)
///     let isCandidate = screen.isCandidate(bases)   // bases: Span<UInt8>
///
/// - Complexity: O(read length), about 3 GB/s a core on reads from elsewhere.
package struct ReadScreen: Sendable {
  /// Fewest bases of a read that may be a candidate.
  package static let shortestRead = KMer.length

  private let filter: [UInt64]
  private let keys: [UInt64]
  private let values: [UInt32]

  /// A screen for the records of an index.
  package init(index: KMerIndex) {
    filter = index.filter
    keys = index.keys
    values = index.values
  }

  /// Whether a read may come from the records; reads below 31 bases never do.
  package func isCandidate(_ ascii: Span<UInt8>) -> Bool {
    unsafe ascii.withUnsafeBufferPointer { unsafe isCandidate($0) }
  }

  /// The same for a buffer.
  @unsafe package func isCandidate(_ ascii: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let text = ascii.baseAddress, ascii.count >= KMer.length else { return false }
    let slotMask = keys.count - 1
    return unsafe filter.withUnsafeBufferPointer { filter in
      unsafe keys.withUnsafeBufferPointer { keys in
        unsafe values.withUnsafeBufferPointer { values in
          guard let filter = filter.baseAddress, let keys = keys.baseAddress, let values = values.baseAddress else {
            return false
          }
          return unsafe ScreenKernel.hasRecognisableKMer(
            text, count: ascii.count, filter: filter, keys: keys, values: values, slotMask: slotMask)
        }
      }
    }
  }
}
