// The grammar of nucleotide descriptions after the coordinate letter: positions, edits, alleles.

import BioSequence

extension DescriptionCursor {
  /// `change`, `[a;b]`, `[a];[b]` or `[a](;)[b]`.
  mutating func nucleotideAllele(_ type: CoordinateType) throws(HGVSError) -> ([WrittenVariant], AllelePhase) {
    guard current == UInt8(ascii: "[") else { return try unbracketedAllele(type) }
    var changes: [WrittenVariant] = []
    var phase = AllelePhase.single
    while true {
      try expect(UInt8(ascii: "["), "[")
      let count = changes.count
      repeat {
        changes.append(try change(type))
      } while take(UInt8(ascii: ";"))
      try expect(UInt8(ascii: "]"), "; or ] after a change of an allele")
      if changes.count - count > 1 {
        guard phase == .single else {
          throw HGVSError(.unsupported, column: column, "several changes on more than one chromosome are not read")
        }
        phase = .cis
      }
      guard !isAtEnd, current == UInt8(ascii: ";") || current == UInt8(ascii: "(") else { return (changes, phase) }
      guard phase != .cis else {
        throw HGVSError(.unsupported, column: column, "several changes on more than one chromosome are not read")
      }
      if take(UInt8(ascii: ";")) {
        phase = .trans
      } else {
        guard take(UInt8(ascii: "(")), take(UInt8(ascii: ";")), take(UInt8(ascii: ")")) else {
          throw failure("expected (;) between alleles of unknown phase")
        }
        phase = .unknown
      }
    }
  }

  /// `a` or `a(;)b`.
  private mutating func unbracketedAllele(_ type: CoordinateType) throws(HGVSError) -> ([WrittenVariant], AllelePhase) {
    var changes = [try change(type)]
    while current == UInt8(ascii: "("), next == UInt8(ascii: ";") {
      place += 2
      try expect(UInt8(ascii: ")"), "(;) between changes of unknown phase")
      changes.append(try change(type))
    }
    return (changes, changes.count > 1 ? .unknown : .single)
  }

  private mutating func change(_ type: CoordinateType) throws(HGVSError) -> WrittenVariant {
    let column = self.column
    if take(UInt8(ascii: "=")) {
      return WrittenVariant(
        start: .at(.unknown), end: .at(.unknown), isRange: false, edit: .identity(.none), column: column)
    }
    let start = try writtenEnd(type)
    var end = start
    var isRange = false
    if take(UInt8(ascii: "_")) {
      end = try writtenEnd(type)
      isRange = true
    } else if case .between(let low, let high) = start, current != UInt8(ascii: "_"), current != 0,
      !low.isUnknown, !high.isUnknown
    {
      // (a_b)del: a change somewhere inside a range
      throw HGVSError(.unsupported, column: column, "a change of unknown place inside a range cannot be named")
    }
    let edit = try edit(type)
    return WrittenVariant(start: start, end: end, isRange: isRange, edit: edit, column: column)
  }

  private mutating func writtenEnd(_ type: CoordinateType) throws(HGVSError) -> WrittenEnd {
    guard take(UInt8(ascii: "(")) else { return .at(try position(type)) }
    let first = try position(type)
    guard take(UInt8(ascii: "_")) else {
      throw HGVSError(.unsupported, column: column, "expected _ : an uncertain position is (a_b)")
    }
    let second = try position(type)
    try expect(UInt8(ascii: ")"), ") after an uncertain position")
    return .between(first, second)
  }

  private mutating func position(_ type: CoordinateType) throws(HGVSError) -> WrittenPosition {
    if next == UInt8(ascii: "."), current | 0x20 == type.rawValue {
      note(.repeatedType)
      place += 2
    }
    if take(UInt8(ascii: "?")) { return .unknown }
    var region = CodingPosition.Region.coding
    let start = self.column
    if take(UInt8(ascii: "-")) {
      region = .fivePrimeUTR
    } else if take(UInt8(ascii: "*")) {
      region = .threePrimeUTR
    }
    if region != .coding, type == .genomic || type == .transcript {
      throw HGVSError(.wrongCoordinateType, column: start, "\(type.letter). positions are plain numbers")
    }
    let number = try number("a position")
    guard number > 0 else { throw HGVSError(.outOfRange, column: start, "there is no position 0") }
    var offset = 0
    if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") {
      let sign = current == UInt8(ascii: "+") ? 1 : -1
      guard type == .coding || type == .rna else {
        throw HGVSError(.wrongCoordinateType, column: column, "\(type.letter). positions have no intronic offset")
      }
      place += 1
      if current == UInt8(ascii: "?") {
        throw HGVSError(.unsupported, column: column, "an intronic offset of unknown length cannot be named")
      }
      let offsetColumn = column
      offset = sign * (try self.number("an intronic offset"))
      guard offset != 0 else { throw HGVSError(.outOfRange, column: offsetColumn, "an intronic offset is not 0") }
    }
    return WrittenPosition(position: CodingPosition(region: region, number: number, offset: offset))
  }

  private mutating func edit(_ type: CoordinateType) throws(HGVSError) -> WrittenEdit {
    if take(word: "delins") { return .delins(.none, try insertedBases()) }
    if take(word: "del") {
      let stated = try statedReference()
      if take(word: "ins") { return .delins(stated, try insertedBases()) }
      return .deletion(stated)
    }
    if take(word: "dup") { return .duplication(try statedReference()) }
    if take(word: "ins") {
      if let range = try insertedRange(type) { return .insertedRange(range.0, range.1) }
      return .insertion(try insertedBases())
    }
    if take(word: "inv") { return .inversion(try statedReference()) }
    if take(word: "con") {
      throw HGVSError(.unsupported, column: column - 3, "conversions are written as delins")
    }
    if take(UInt8(ascii: "=")) { return .identity(.none) }
    let startColumn = column
    let bases = try bases()
    if take(UInt8(ascii: "=")) { return .identity(.bases(bases)) }
    if take(UInt8(ascii: ">")) {
      guard !bases.isEmpty else {
        throw HGVSError(.syntax, column: startColumn, "expected the reference base before >")
      }
      let alternate = try self.bases()
      guard !alternate.isEmpty else { throw failure("expected the new base after >") }
      return .substitution(reference: bases, alternate: alternate)
    }
    if take(UInt8(ascii: "[")) {
      let count = try repeatCount()
      if !isAtEnd, current == UInt8(ascii: "[") || isBase(current) {
        throw HGVSError(.unsupported, column: column, "a repeat of more than one unit is not read: write it as delins")
      }
      return .repeated(unit: bases, count: count)
    }
    if current == UInt8(ascii: "|") {
      throw HGVSError(.unsupported, column: column, "only changes of the sequence are read")
    }
    throw failure("expected a change: >, del, dup, ins, delins, inv, [n] or =")
  }

  private func isBase(_ byte: UInt8) -> Bool {
    switch byte | 0x20 {
    case 97, 99, 103, 116, 110, 117: true
    default: false
    }
  }

  private mutating func repeatCount() throws(HGVSError) -> Int {
    if current == UInt8(ascii: "(") || current == UInt8(ascii: "?") {
      throw HGVSError(.unsupported, column: column, "a repeat of uncertain length cannot be named")
    }
    let countColumn = column
    let count = try number("the number of repeats")
    guard count <= 10_000 else { throw HGVSError(.outOfRange, column: countColumn, "more than 10000 repeats") }
    try expect(UInt8(ascii: "]"), "] after the number of repeats")
    return count
  }

  private mutating func statedReference() throws(HGVSError) -> StatedReference {
    if isAtDigit { return .length(try number("a length")) }
    let start = place
    let bases = try bases()
    return place > start ? .bases(bases) : .none
  }

  /// `[642+1_642+9]` or `642+1_642+9`; `nil`, and nothing read, if no range of positions stands here.
  private mutating func insertedRange(
    _ type: CoordinateType
  ) throws(HGVSError) -> (WrittenPosition, WrittenPosition)? {
    let mark = place
    let isBracketed = take(UInt8(ascii: "["))
    guard isAtDigit || current == UInt8(ascii: "-") || current == UInt8(ascii: "*"), bytes[place..<end].contains(95)
    else {
      place = mark
      return nil
    }
    let first = try position(type)
    guard take(UInt8(ascii: "_")) else {
      place = mark
      return nil
    }
    let last = try position(type)
    if isBracketed { try expect(UInt8(ascii: "]"), "] after the inserted positions") }
    return (first, last)
  }

  private mutating func insertedBases() throws(HGVSError) -> [UInt8] {
    let start = column
    let bases = try bases()
    if bases.isEmpty {
      if isAtDigit || current == UInt8(ascii: "(") || current == UInt8(ascii: "?") || current == UInt8(ascii: "[") {
        throw HGVSError(.unsupported, column: start, "the inserted bases have to be written out")
      }
      throw HGVSError(.syntax, column: start, "expected the inserted bases")
    }
    if take(UInt8(ascii: "[")) {
      let count = try repeatCount()
      guard bases.count * count <= 100_000 else {
        throw HGVSError(.outOfRange, column: start, "more than 100000 inserted bases")
      }
      return Array(repeatElement(bases, count: count).joined())
    }
    return bases
  }
}
