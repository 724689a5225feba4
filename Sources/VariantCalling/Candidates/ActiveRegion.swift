// A window of the reference in which the sample may differ from it.

import BioSequence

/// A window of the record in which the sample may differ from it.
struct ActiveRegion: Sendable, Hashable {
  /// Index of the record.
  let reference: Int
  /// 0-based half-open record range whose sequence is to be found, unchanged flanks included.
  let window: Range<Int>
  /// Variants that the pileup suggests, each by itself.
  let candidates: [Variant]
  /// The first so many candidates are long events, which reads do not span: the window is theirs. 0 for windows that
  /// reads span.
  var eventCount = 0

  /// Unchanged bases on both sides of the candidates of a window.
  static let flank = 10
  /// Candidates closer than this belong to one window.
  static let reach = 25

  /// Whether the window is that of a long event.
  var isLong: Bool { eventCount > 0 }

  /// Where the sample may differ: the window, or the two ends of a long event.
  var ends: [Range<Int>] {
    let reach = 2 * ActiveRegion.flank
    guard isLong, window.count > 2 * reach else { return [window] }
    return [
      window.lowerBound..<window.lowerBound + reach, window.upperBound - reach..<window.upperBound,
    ]
  }

  /// This region with further candidates that lie near the ends of its event.
  func adding(_ blocks: [Variant]) -> ActiveRegion {
    guard isLong else { return self }
    let events = candidates.prefix(eventCount)
    let ends =
      events.flatMap { [$0.range.lowerBound, $0.range.upperBound] } + [
        window.lowerBound + ActiveRegion.flank, window.upperBound - ActiveRegion.flank,
      ]
    let near = blocks.filter { block in
      !candidates.contains(block)
        && ends.contains {
          block.range.lowerBound - ActiveRegion.reach < $0
            && $0 < block.range.upperBound + ActiveRegion.reach
        }
    }
    return ActiveRegion(
      reference: reference, window: window, candidates: events + near + candidates.dropFirst(eventCount),
      eventCount: eventCount)
  }
}
