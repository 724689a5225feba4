// The grammar of protein descriptions after `p.`: three- and one-letter codes, with or without parentheses.

import BioSequence

extension DescriptionCursor {
  /// A protein change up to the end of the cursor's range or a closing bracket.
  mutating func proteinEdit() throws(HGVSError) -> WrittenProteinEdit {
    if current == UInt8(ascii: "[") {
      throw HGVSError(.unsupported, column: column, "protein alleles are not read: give the c. description")
    }
    let isBracketed = take(UInt8(ascii: "("))
    let edit = try proteinBody()
    if isBracketed { try expect(UInt8(ascii: ")"), ") after the protein change") }
    return edit
  }

  private mutating func proteinBody() throws(HGVSError) -> WrittenProteinEdit {
    if take(UInt8(ascii: "=")) { return .wholeIdentity }
    if take(UInt8(ascii: "?")) { return .unknown }
    if current == UInt8(ascii: "0") {
      place += 1
      _ = take(UInt8(ascii: "?"))
      return .noProtein
    }
    let first = try numberedResidue()
    var last = first
    var isRange = false
    if take(UInt8(ascii: "_")) {
      last = try numberedResidue()
      isRange = true
    }
    if take(UInt8(ascii: "=")) { return .identity(first, last) }
    if take(word: "delins") { return .delins(first, last, try residues()) }
    if take(word: "del") {
      if !isAtEnd, current != UInt8(ascii: ")"), current != UInt8(ascii: "]") {
        _ = try residues()
      }
      return .deletion(first, last)
    }
    if take(word: "dup") {
      if !isAtEnd, current != UInt8(ascii: ")") { _ = try residues() }
      return .duplication(first, last)
    }
    if take(word: "ins") {
      guard isRange else { throw failure("an insertion stands between two residues") }
      return .insertion(first, last, try residues())
    }
    if take(word: "fs") {
      guard !isRange else { throw failure("a frameshift starts at one residue") }
      return .frameshift(first, to: nil, distance: try stopDistance())
    }
    guard !isRange else { throw failure("expected del, dup, ins, delins or = after a range of residues") }
    if take(word: "ext") { return try extended(first, to: nil) }
    if take(UInt8(ascii: "?")) { return .uncertain(first) }
    let new = try residue()
    if take(word: "fs") { return .frameshift(first, to: new, distance: try stopDistance()) }
    if take(word: "ext") { return try extended(first, to: new) }
    if first.residue == new { return .identity(first, first) }
    return .substitution(first, to: new)
  }

  private mutating func extended(_ first: WrittenResidue, to new: AminoAcid?) throws(HGVSError) -> WrittenProteinEdit {
    if take(UInt8(ascii: "-")) { return .startExtension(first, try number("the number of new residues")) }
    return .stopExtension(first, to: new, distance: try stopDistance())
  }

  /// `Ter12`, `*12`, `X12`, `Ter?`, `*?`, `?` or nothing.
  private mutating func stopDistance() throws(HGVSError) -> Int? {
    if take(word: "Ter") || take(UInt8(ascii: "*")) {
      if take(UInt8(ascii: "?")) { return nil }
      return isAtDigit ? try number("the distance to the stop") : nil
    }
    if current | 0x20 == UInt8(ascii: "x"), place < end {
      place += 1
      note(.stopAsX)
      if take(UInt8(ascii: "?")) { return nil }
      return try number("the distance to the stop")
    }
    _ = take(UInt8(ascii: "?"))
    return nil
  }

  /// `Gly197` or `G197`.
  mutating func numberedResidue() throws(HGVSError) -> WrittenResidue {
    let residue = try residue()
    let column = self.column
    let number = try number("the residue's number")
    guard number > 0 else { throw HGVSError(.outOfRange, column: column, "there is no residue 0") }
    return WrittenResidue(residue: residue, number: number)
  }

  private mutating func residues() throws(HGVSError) -> [AminoAcid] {
    var all: [AminoAcid] = []
    while !isAtEnd, current != UInt8(ascii: ")"), current != UInt8(ascii: "]"), current != 32 {
      if isAtDigit || current == UInt8(ascii: "(") {
        throw HGVSError(.unsupported, column: column, "the residues have to be written out")
      }
      all.append(try residue())
      guard all.count <= 5_000 else { throw failure("too many residues") }
    }
    guard !all.isEmpty else { throw failure("expected residues") }
    return all
  }

  /// A three-letter code, else a one-letter code, else `*`.
  mutating func residue() throws(HGVSError) -> AminoAcid {
    if take(UInt8(ascii: "*")) { return .ter }
    if place + 3 <= end, let found = DescriptionCursor.residue(bytes[place], bytes[place + 1], bytes[place + 2]) {
      let letters = found.letters
      if letters.0 != bytes[place] || letters.1 != bytes[place + 1] || letters.2 != bytes[place + 2] {
        note(.residueCase)
      }
      place += 3
      return found
    }
    guard place < end, let found = DescriptionCursor.oneLetter[Int(bytes[place])] else {
      throw failure("expected a residue in three or one letters")
    }
    if bytes[place] == UInt8(ascii: "X") {
      note(.stopAsX)
      place += 1
      return .ter
    }
    place += 1
    return found
  }

  private static func residue(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> AminoAcid? {
    let key = (first | 0x20, second | 0x20, third | 0x20)
    for residue in AminoAcid.allCases {
      let letters = residue.letters
      if letters.0 | 0x20 == key.0, letters.1 == key.1, letters.2 == key.2 { return residue }
    }
    return nil
  }

  private static let oneLetter: [AminoAcid?] = (0..<256).map { byte in
    AminoAcid(rawValue: Character(UnicodeScalar(UInt8(byte))))
  }
}
