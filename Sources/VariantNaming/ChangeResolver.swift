// A written change checked against its sequence and turned into a change of the record, with its corrections.

import BioSequence
import HGVS
import TypeICollagen

/// A written change that was found to be sound.
struct ResolvedChange {
  /// Replaced record offsets.
  var range: Range<Int>
  /// What stands there instead, on the record's strand.
  var replacement: [UInt8]
  /// The written range on the axis, for order and overlap within an allele.
  var axisRange: Range<Int>
  /// What was put right.
  var corrections: [String]
  /// The unit on the record's strand and its number, when the reference holds exactly what a repeat description says.
  var unchangedRepeat: (unit: [UInt8], count: Int)?
}

/// Checks written changes on one axis.
struct ChangeResolver {
  let axis: Axis
  var corrections: [String] = []

  init(_ axis: Axis) { self.axis = axis }

  /// Checks a change and turns it into a change of the record.
  mutating func resolve(_ change: WrittenChange) throws(HGVSError) -> ResolvedChange {
    corrections = []
    guard case .at(let startPosition) = change.start, case .at(let endPosition) = change.end else {
      throw HGVSError(
        .unsupported, column: change.column, "a change with uncertain ends can only be a deletion or duplication")
    }
    guard !startPosition.isUnknown, !endPosition.isUnknown else {
      throw HGVSError(.unsupported, column: change.column, "an unknown position cannot be named")
    }
    var isRenumbered = false
    let first = try axis.offset(of: startPosition, column: change.column, isRenumbered: &isRenumbered)
    let last =
      change.isRange ? try axis.offset(of: endPosition, column: change.column, isRenumbered: &isRenumbered) : first
    guard first <= last else {
      throw HGVSError(.wrongOrder, column: change.column, "the start lies after the end")
    }
    if isRenumbered { corrections.append("intron position counted from the nearer exon") }
    if change.isRange && first == last { corrections.append("range of one base written as one position") }
    return try resolve(change, first..<last + 1)
  }

  private mutating func resolve(_ change: WrittenChange, _ written: Range<Int>) throws(HGVSError) -> ResolvedChange {
    let column = change.column
    switch change.edit {
    case .substitution(let reference, let alternate):
      return try substitution(written, change, reference, alternate)
    case .deletion(let stated):
      try check(stated, written, column)
      return finish(written, [], as: .deletion)
    case .duplication(let stated):
      try check(stated, written, column)
      return finish(written, Array(axis.codes[written]) + axis.codes[written], as: .duplication)
    case .inversion(let stated):
      try check(stated, written, column)
      return finish(written, axis.codes[written].reversed().map { $0 < 4 ? 3 - $0 : $0 }, as: .inversion)
    case .delins(let stated, let bases):
      try check(stated, written, column)
      return finish(written, bases, as: .delins)
    case .insertion(let bases):
      guard change.isRange else {
        throw HGVSError(.wrongOrder, column: column, "an insertion names the two bases between which it stands")
      }
      guard written.count == 2 else {
        throw HGVSError(.wrongOrder, column: column, insertionReason(written))
      }
      return finish(written.lowerBound + 1..<written.lowerBound + 1, bases, as: .insertion)
    case .identity(let stated):
      if case .bases(let bases) = stated, !change.isRange, bases.count > 1 {
        let range = written.lowerBound..<min(written.lowerBound + bases.count, axis.codes.count)
        try check(bases, range, column)
        corrections.append("reference bases are not written before =")
        return finish(range, Array(axis.codes[range]), as: .identity)
      }
      try check(stated, written, column)
      return finish(written, Array(axis.codes[written]), as: .identity)
    case .repeated(let unit, let count):
      return try repeated(unit, count, written, change)
    }
  }

  private func insertionReason(_ written: Range<Int>) -> String {
    if case .coding(let version) = axis.kind {
      let model = axis.naming.models[version]
      if let first = model.transcriptOffset(ofRecordOffset: written.lowerBound),
        let last = model.transcriptOffset(ofRecordOffset: written.upperBound - 1), last == first + 1
      {
        return "an intron lies between the two bases of the insertion"
      }
    }
    return "an insertion stands between two neighbouring bases"
  }

  // MARK: stated bases

  private mutating func check(_ stated: StatedReference, _ range: Range<Int>, _ column: Int) throws(HGVSError) {
    switch stated {
    case .none: return
    case .length(let length):
      guard length == range.count else { throw lengthMismatch(length, range, column) }
      corrections.append("the length is not written")
    case .bases(let bases):
      guard bases.count == range.count else { throw lengthMismatch(bases.count, range, column) }
      try check(bases, range, column)
      corrections.append("redundant reference bases removed")
    }
  }

  private func check(_ bases: [UInt8], _ range: Range<Int>, _ column: Int) throws(HGVSError) {
    guard axis.codes[range].elementsEqual(bases) else { throw mismatch(bases, range, column) }
  }

  private func mismatch(_ bases: [UInt8], _ range: Range<Int>, _ column: Int) -> HGVSError {
    HGVSError(.referenceMismatch, column: column, mismatchReason(bases, range))
  }

  private func mismatchReason(_ bases: [UInt8], _ range: Range<Int>) -> String {
    text(80) {
      $0.append(text: "the reference has ")
      $0.append(codes: axis.codes[range].prefix(50))
      $0.append(text: " at \(axis.name(range)), not ")
      $0.append(codes: bases.prefix(50))
    }
  }

  private func lengthMismatch(_ length: Int, _ range: Range<Int>, _ column: Int) -> HGVSError {
    HGVSError(
      .lengthMismatch, column: column,
      "the positions are \(range.count) base\(range.count == 1 ? "" : "s"), the description states \(length)")
  }

  // MARK: single kinds

  private mutating func substitution(
    _ written: Range<Int>, _ change: WrittenChange, _ reference: [UInt8], _ alternate: [UInt8]
  ) throws(HGVSError) -> ResolvedChange {
    let end = written.lowerBound + reference.count
    guard end <= axis.codes.count else {
      throw HGVSError(.outOfRange, column: change.column, "the reference bases run over the end of the reference")
    }
    let range = written.lowerBound..<end
    if change.isRange {
      guard reference.count == written.count else { throw lengthMismatch(reference.count, written, change.column) }
    }
    if reference.count == 1 && alternate.count == 1 {
      try check(reference, range, change.column)
      return finish(range, alternate, as: .substitution)
    }
    if !axis.codes[range].elementsEqual(reference) {
      // Only where the change is a plain loss of bases do positions and length alone say what is meant.
      guard let lost = ChangeResolver.plainLoss(reference, alternate) else {
        throw mismatch(reference, range, change.column)
      }
      let kept = lost.lowerBound > 0 ? 0..<lost.lowerBound : lost.upperBound..<reference.count
      guard
        axis.codes[range.lowerBound + kept.lowerBound..<range.lowerBound + kept.upperBound]
          .elementsEqual(reference[kept])
      else { throw mismatch(reference, range, change.column) }
      corrections.append(mismatchReason(reference, range) + "; named by its positions")
      corrections.append("written as a deletion")
      return finish(range.lowerBound + lost.lowerBound..<range.lowerBound + lost.upperBound, [], as: nil)
    }
    corrections.append("a change of more than one base is not written with >")
    return finish(range, alternate, as: nil)
  }

  /// The part of `reference` that is lost when `alternate` is its start or its end.
  private static func plainLoss(_ reference: [UInt8], _ alternate: [UInt8]) -> Range<Int>? {
    guard alternate.count < reference.count else { return nil }
    if reference.starts(with: alternate) { return alternate.count..<reference.count }
    let lost = reference.count - alternate.count
    return reference[lost...].elementsEqual(alternate) ? 0..<lost : nil
  }

  private mutating func repeated(
    _ unit: [UInt8], _ count: Int, _ written: Range<Int>, _ change: WrittenChange
  ) throws(HGVSError) -> ResolvedChange {
    let codes = axis.codes
    let unit = unit.isEmpty ? Array(codes[written]) : unit
    let size = unit.count
    guard written.lowerBound + size <= codes.count else {
      throw HGVSError(.outOfRange, column: change.column, "the repeat unit runs over the end of the reference")
    }
    guard !change.isRange || written.count % size == 0 else {
      throw HGVSError(.lengthMismatch, column: change.column, "the range is not a whole number of repeat units")
    }
    func holdsUnit(_ start: Int) -> Bool {
      start >= 0 && start + size <= codes.count && codes[start..<start + size].elementsEqual(unit)
    }
    let stated = change.isRange ? written : written.lowerBound..<written.lowerBound + size
    for start in stride(from: stated.lowerBound, to: stated.upperBound, by: size) where !holdsUnit(start) {
      throw mismatch(unit, start..<min(start + size, codes.count), change.column)
    }
    var lower = stated.lowerBound
    while holdsUnit(lower - size) { lower -= size }
    var upper = stated.upperBound
    while holdsUnit(upper) { upper += size }
    let tract = lower..<upper
    guard count * size <= 100_000 else {
      throw HGVSError(.outOfRange, column: change.column, "the repeat is longer than 100000 bases")
    }
    if count == tract.count / size {
      if !change.isRange || written != tract { corrections.append("the repeat is named by its whole range") }
      var resolved = finish(tract, Array(codes[tract]), as: .identity)
      var recordUnit = unit
      if case .chromosome(let placement) = axis.kind { recordUnit = placement.turned(unit) }
      resolved.unchangedRepeat = (recordUnit, count)
      return resolved
    }
    corrections.append("a repeat of another length than the reference's is named by what is lost or gained")
    return finish(tract, Array(repeatElement(unit, count: count).joined()), as: nil)
  }

  // MARK: comparing what was written with the canonical form

  /// - Parameter kind: the kind as written; `nil` if its corrections are already told.
  private mutating func finish(_ range: Range<Int>, _ replacement: [UInt8], as kind: SequenceEdit.Kind?)
    -> ResolvedChange
  {
    let canonical = axis.canonical(range, replacement)
    if let kind { compare(kind, range, replacement, canonical) }
    let change = axis.recordChange(range, replacement)
    return ResolvedChange(
      range: change.range, replacement: change.replacement, axisRange: range, corrections: corrections,
      unchangedRepeat: nil)
  }

  private mutating func compare(
    _ kind: SequenceEdit.Kind, _ range: Range<Int>, _ replacement: [UInt8], _ canonical: SequenceEdit
  ) {
    let isSameKind = kind == canonical.kind
    if !isSameKind {
      corrections.append("\(ChangeResolver.word(kind)) is \(ChangeResolver.article(canonical.kind))")
      return
    }
    switch kind {
    case .deletion, .duplication, .insertion:
      if canonical.range != range { corrections.append("shifted 3'") }
    case .delins, .inversion:
      if canonical.range != range { corrections.append("bases that stay the same removed") }
    case .identity, .substitution: break
    }
  }

  private static func word(_ kind: SequenceEdit.Kind) -> String {
    switch kind {
    case .identity: "identity"
    case .substitution: "substitution"
    case .deletion: "deletion"
    case .duplication: "duplication"
    case .insertion: "insertion"
    case .delins: "deletion-insertion"
    case .inversion: "inversion"
    }
  }

  private static func article(_ kind: SequenceEdit.Kind) -> String {
    switch kind {
    case .identity: "no change"
    case .insertion, .inversion: "an " + word(kind)
    default: "a " + word(kind)
    }
  }
}
