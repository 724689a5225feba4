// Where aligned reads show the sample and not a primer.

import Alignment
import BioSequence

extension PreparedReads {
  /// The record offsets at which an aligned read shows the sample.
  func own(of index: Int) -> Range<Int> {
    let read = store.reads[index]
    return primers.map { (read.start..<read.end).clamped(to: $0[index].range) } ?? read.start..<read.end
  }

  /// The bases of a segment with those of primers unknown, if one of the variants lies in them; `nil` if none does.
  ///
  /// A primer stays where it is needed to tell an insertion or deletion beside it from a shift of the read.
  func withoutPrimers(_ segment: ReadSegment, variants: [Variant], spans: [Range<Int>]) -> [UInt8]? {
    guard let primers else { return nil }
    let read = store.reads[segment.read]
    let own = primers[segment.read].range
    guard own.lowerBound > read.start || own.upperBound < read.end else { return nil }
    let isTouched = zip(variants, spans).contains { variant, span in
      let isIndel = variant.range.count != variant.replacement.count
      let touched = span.isEmpty ? span.lowerBound - 1..<span.upperBound + 1 : span
      return isIndel
        ? touched.upperBound <= own.lowerBound || touched.lowerBound >= own.upperBound
        : touched.lowerBound < own.lowerBound || touched.upperBound > own.upperBound
    }
    guard isTouched else { return nil }
    var codes = Array(store.bases[segment.bases])
    var offset = read.start
    var base = read.bases.lowerBound
    for operation in store.cigars[read.cigar] {
      if operation.consumesRead {
        for step in 0..<operation.length {
          let place = operation.consumesReference ? offset + step : offset
          if segment.bases.contains(base + step), place < own.lowerBound || place >= own.upperBound,
            operation.kind != .softClip || place < own.lowerBound || place > own.upperBound
          {
            codes[base + step - segment.bases.lowerBound] = Nucleotide.n.rawValue
          }
        }
        base += operation.length
      }
      if operation.consumesReference { offset += operation.length }
    }
    return codes
  }
}
