// Where single reads differ from the record.

import Alignment
import BioSequence

/// Where one read differs from the record by bases of a usable quality, or by a gap.
struct DifferingPlaces {
  /// Record offsets, in order.
  private(set) var places: [Int] = []

  /// Differences this close together are one: an aligner makes several of one insertion.
  private static let near = 5

  init(of index: Int, in reads: PreparedReads, record: DNASequence) {
    let store = reads.store
    let read = store.reads[index]
    let codes = record.codes.span
    let bases = store.bases.span
    let qualities = store.qualities.span
    var offset = read.start
    var base = read.bases.lowerBound
    for operation in store.cigars[read.cigar] {
      let length = operation.length
      switch operation.kind {
      case .match:
        for step in 0..<length {
          let code = bases[base + step]
          if code != codes[offset + step], code < 4, qualities[base + step] >= Pileup.usableQuality {
            places.append(offset + step)
          }
        }
      case .insertion, .deletion: places.append(offset)
      case .skip, .softClip: break
      }
      if operation.consumesReference { offset += length }
      if operation.consumesRead { base += length }
    }
  }

  /// The differences outside a stretch, close ones counted as one.
  func count(outside range: Range<Int>) -> Int {
    var count = 0
    var last = Int.min / 2
    for place in places where !range.contains(place) {
      if place - last > DifferingPlaces.near { count += 1 }
      last = place
    }
    return count
  }
}
