// A molecule described as a record and the edits it carries: cut without ever being built.

import BioSequence

/// A record's sequence with edits made, from which pieces are cut.
///
/// Introns of a spliced molecule are edits too: deletions.
struct EditedSequence: Sendable {
  let record: [UInt8]
  /// Sorted by position, apart.
  let edits: [Variant]
  /// The number of bases after the variants.
  let count: Int

  init(record: [UInt8], edits: [Variant]) {
    self.record = record
    self.edits = edits
    self.count = edits.reduce(record.count) { $0 + $1.lengthChange }
  }

  /// This molecule with more edits; those that touch one it has already are left out.
  func adding(_ more: [Variant]) -> EditedSequence {
    var merged = edits
    for edit in more where !merged.contains(where: { EditedSequence.touch($0, edit) }) { merged.append(edit) }
    return EditedSequence(record: record, edits: merged.sorted())
  }

  /// Whether two variants cannot both be made independently of their order.
  static func touch(_ left: Variant, _ right: Variant) -> Bool {
    if left.range.isEmpty && right.range.isEmpty { return left.range.lowerBound == right.range.lowerBound }
    return left.range.lowerBound < right.range.upperBound && right.range.lowerBound < left.range.upperBound
  }

  /// The offset in the molecule of a record offset; a deleted base gives the position where it was.
  func offset(ofRecordOffset target: Int) -> Int {
    var shift = 0
    for edit in edits {
      if edit.range.upperBound <= target {
        shift += edit.lengthChange
      } else if edit.range.contains(target) {
        return edit.range.lowerBound + shift + min(target - edit.range.lowerBound, edit.replacement.count)
      }
    }
    return target + shift
  }

  /// Appends the molecule's bases of a range of its own offsets.
  func append(_ range: Range<Int>, to piece: inout [UInt8]) {
    var recordOffset = 0
    var offset = 0
    for index in 0...edits.count {
      let keptEnd = index < edits.count ? edits[index].range.lowerBound : record.count
      EditedSequence.copy(
        record, from: recordOffset, count: keptEnd - recordOffset, at: offset, wanted: range, to: &piece)
      offset += keptEnd - recordOffset
      guard index < edits.count else { return }
      let bases = edits[index].replacement.codes
      EditedSequence.copy(bases, from: 0, count: bases.count, at: offset, wanted: range, to: &piece)
      offset += bases.count
      recordOffset = edits[index].range.upperBound
      if offset >= range.upperBound { return }
    }
  }

  private static func copy(
    _ source: [UInt8], from start: Int, count: Int, at offset: Int, wanted: Range<Int>, to piece: inout [UInt8]
  ) {
    let part = (offset..<offset + max(count, 0)).clamped(to: wanted)
    guard !part.isEmpty else { return }
    piece.append(contentsOf: source[start + part.lowerBound - offset..<start + part.upperBound - offset])
  }
}
