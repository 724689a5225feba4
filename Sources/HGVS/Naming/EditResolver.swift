// A written edit checked against its sequence and turned into an edit of the record, with its corrections.

import BioSequence

/// A written edit that was found to be sound.
struct ResolvedEdit {
  /// Replaced record offsets.
  var range: Range<Int>
  /// What stands there instead, on the record's strand.
  var replacement: [UInt8]
  /// The written range in its own coordinates, for order and overlap within an allele.
  var writtenRange: Range<Int>
  /// What was put right.
  var corrections: [String]
  /// The unit on the record's strand and its number, when the reference holds exactly what a repeat description says.
  var unchangedRepeat: (unit: [UInt8], count: Int)?
}

/// Checks written changes in one coordinate system.
struct EditResolver {
  let system: CoordinateSystem
  var corrections: [String] = []

  init(_ system: CoordinateSystem) { self.system = system }

  /// Checks an edit and turns it into one of the record.
  mutating func resolve(_ variant: WrittenVariant) throws(HGVSError) -> ResolvedEdit {
    corrections = []
    guard case .at(let startPosition) = variant.start, case .at(let endPosition) = variant.end else {
      throw HGVSError(
        .unsupported, column: variant.column, "a change with uncertain ends can only be a deletion or duplication")
    }
    guard !startPosition.isUnknown, !endPosition.isUnknown else {
      throw HGVSError(.unsupported, column: variant.column, "an unknown position cannot be named")
    }
    var isRenumbered = false
    let first = try system.offset(of: startPosition, column: variant.column, isRenumbered: &isRenumbered)
    let last =
      variant.isRange ? try system.offset(of: endPosition, column: variant.column, isRenumbered: &isRenumbered) : first
    guard first <= last else {
      throw HGVSError(.wrongOrder, column: variant.column, "the start lies after the end")
    }
    if isRenumbered { corrections.append("intron position counted from the nearer exon") }
    if variant.isRange && first == last { corrections.append("range of one base written as one position") }
    return try resolve(variant, first..<last + 1)
  }

  private mutating func resolve(_ variant: WrittenVariant, _ written: Range<Int>) throws(HGVSError) -> ResolvedEdit {
    let column = variant.column
    switch variant.edit {
    case .substitution(let reference, let alternate):
      return try substitution(written, variant, reference, alternate)
    case .deletion(let stated):
      try check(stated, written, column)
      return finish(written, [], as: .deletion)
    case .duplication(let stated):
      try check(stated, written, column)
      return finish(written, Array(system.codes[written]) + system.codes[written], as: .duplication)
    case .inversion(let stated):
      try check(stated, written, column)
      return finish(written, system.codes[written].reversed().map { $0 < 4 ? 3 - $0 : $0 }, as: .inversion)
    case .delins(let stated, let bases):
      try check(stated, written, column)
      return finish(written, bases, as: .delins)
    case .insertion(let bases):
      guard variant.isRange else {
        throw HGVSError(.wrongOrder, column: column, "an insertion names the two bases between which it stands")
      }
      guard written.count == 2 else {
        throw HGVSError(.wrongOrder, column: column, insertionReason(written))
      }
      return finish(written.lowerBound + 1..<written.lowerBound + 1, bases, as: .insertion)
    case .insertedRange(let first, let last):
      guard written.count == 2 else { throw HGVSError(.wrongOrder, column: column, insertionReason(written)) }
      var isRenumbered = false
      let start = try system.offset(of: first, column: column, isRenumbered: &isRenumbered)
      let end = try system.offset(of: last, column: column, isRenumbered: &isRenumbered)
      guard start <= end else { throw HGVSError(.wrongOrder, column: column, "the start lies after the end") }
      corrections.append("the inserted bases are written out")
      return finish(written.lowerBound + 1..<written.lowerBound + 1, Array(system.codes[start...end]), as: .insertion)
    case .identity(let stated):
      if case .bases(let bases) = stated, !variant.isRange, bases.count > 1 {
        let range = written.lowerBound..<min(written.lowerBound + bases.count, system.codes.count)
        try check(bases, range, column)
        corrections.append("reference bases are not written before =")
        return finish(range, Array(system.codes[range]), as: .identity)
      }
      try check(stated, written, column)
      return finish(written, Array(system.codes[written]), as: .identity)
    case .repeated(let unit, let count):
      return try repeated(unit, count, written, variant)
    }
  }

  private func insertionReason(_ written: Range<Int>) -> String {
    if case .coding(let version) = system.kind {
      let model = system.gene.transcripts[version]
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
    guard system.codes[range].elementsEqual(bases) else { throw mismatch(bases, range, column) }
  }

  private func mismatch(_ bases: [UInt8], _ range: Range<Int>, _ column: Int) -> HGVSError {
    HGVSError(.referenceMismatch, column: column, mismatchReason(bases, range))
  }

  private func mismatchReason(_ bases: [UInt8], _ range: Range<Int>) -> String {
    text(80) {
      $0.append(text: "the reference has ")
      $0.append(codes: system.codes[range].prefix(50))
      $0.append(text: " at \(system.name(range)), not ")
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
    _ written: Range<Int>, _ variant: WrittenVariant, _ reference: [UInt8], _ alternate: [UInt8]
  ) throws(HGVSError) -> ResolvedEdit {
    let end = written.lowerBound + reference.count
    guard end <= system.codes.count else {
      throw HGVSError(.outOfRange, column: variant.column, "the reference bases run over the end of the reference")
    }
    let range = written.lowerBound..<end
    if variant.isRange {
      guard reference.count == written.count else { throw lengthMismatch(reference.count, written, variant.column) }
    }
    if reference.count == 1 && alternate.count == 1 {
      try check(reference, range, variant.column)
      return finish(range, alternate, as: .substitution)
    }
    if !system.codes[range].elementsEqual(reference) {
      // Only where the change is a plain loss of bases do positions and length alone say what is meant.
      guard let lost = EditResolver.plainLoss(reference, alternate) else {
        throw mismatch(reference, range, variant.column)
      }
      let kept = lost.lowerBound > 0 ? 0..<lost.lowerBound : lost.upperBound..<reference.count
      guard
        system.codes[range.lowerBound + kept.lowerBound..<range.lowerBound + kept.upperBound]
          .elementsEqual(reference[kept])
      else { throw mismatch(reference, range, variant.column) }
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
    _ unit: [UInt8], _ count: Int, _ written: Range<Int>, _ variant: WrittenVariant
  ) throws(HGVSError) -> ResolvedEdit {
    let codes = system.codes
    let unit = unit.isEmpty ? Array(codes[written]) : unit
    let size = unit.count
    guard written.lowerBound + size <= codes.count else {
      throw HGVSError(.outOfRange, column: variant.column, "the repeat unit runs over the end of the reference")
    }
    guard !variant.isRange || written.count % size == 0 else {
      throw HGVSError(.lengthMismatch, column: variant.column, "the range is not a whole number of repeat units")
    }
    func holdsUnit(_ start: Int) -> Bool {
      start >= 0 && start + size <= codes.count && codes[start..<start + size].elementsEqual(unit)
    }
    let stated = variant.isRange ? written : written.lowerBound..<written.lowerBound + size
    for start in stride(from: stated.lowerBound, to: stated.upperBound, by: size) where !holdsUnit(start) {
      throw mismatch(unit, start..<min(start + size, codes.count), variant.column)
    }
    var lower = stated.lowerBound
    while holdsUnit(lower - size) { lower -= size }
    var upper = stated.upperBound
    while holdsUnit(upper) { upper += size }
    let tract = lower..<upper
    guard count * size <= 100_000 else {
      throw HGVSError(.outOfRange, column: variant.column, "the repeat is longer than 100000 bases")
    }
    if count == tract.count / size {
      if !variant.isRange || written != tract { corrections.append("the repeat is named by its whole range") }
      var resolved = finish(tract, Array(codes[tract]), as: .identity)
      var recordUnit = unit
      if case .chromosome(let placement) = system.kind { recordUnit = placement.turned(unit) }
      resolved.unchangedRepeat = (recordUnit, count)
      return resolved
    }
    corrections.append("a repeat of another length than the reference's is named by what is lost or gained")
    return finish(tract, Array(repeatElement(unit, count: count).joined()), as: nil)
  }

  // MARK: comparing what was written with the canonical form

  /// - Parameter kind: the kind as written; `nil` if its corrections are already told.
  private mutating func finish(_ range: Range<Int>, _ replacement: [UInt8], as kind: SequenceEdit.Kind?)
    -> ResolvedEdit
  {
    let canonical = system.canonical(range, replacement)
    if let kind { compare(kind, range, replacement, canonical) }
    let edit = system.recordEdit(range, replacement)
    return ResolvedEdit(
      range: edit.range, replacement: edit.replacement, writtenRange: range, corrections: corrections,
      unchangedRepeat: nil)
  }

  private mutating func compare(
    _ kind: SequenceEdit.Kind, _ range: Range<Int>, _ replacement: [UInt8], _ canonical: SequenceEdit
  ) {
    let isSameKind = kind == canonical.kind
    if !isSameKind {
      corrections.append("\(EditResolver.word(kind)) is \(EditResolver.article(canonical.kind))")
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
