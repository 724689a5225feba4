// Telling the forms of descriptions apart and reading each into its syntax tree.

import BioSequence

/// Reads descriptions of variants: HGVS, VCF-style and legacy forms.
///
///     let parsed = try HGVSParser.parse("NM_000088.4:c.589G>T")
///
/// Reading checks the grammar only; whether positions and bases exist is a matter of the references. Works on UTF-8
/// bytes in one pass and never traps, whatever the input.
package enum HGVSParser {
  /// The longest description that is read, in bytes.
  package static let maximumLength = 200_000

  /// Reads one description.
  ///
  /// - Throws: ``HGVSError`` with the column at which the grammar stopped.
  package static func parse(_ text: String) throws(HGVSError) -> ParsedDescription {
    try parse(Array(text.utf8))
  }

  /// Reads one description from its UTF-8 bytes.
  ///
  /// - Throws: ``HGVSError`` with the column at which the grammar stopped.
  package static func parse(_ utf8: [UInt8]) throws(HGVSError) -> ParsedDescription {
    guard utf8.count <= maximumLength else {
      throw HGVSError(.unsupported, "the description is longer than \(maximumLength) bytes")
    }
    var oddities: [WrittenOddity] = []
    let bytes = plain(utf8, &oddities)
    var start = 0
    var end = bytes.count
    trim(bytes, &start, &end, &oddities)
    guard start < end else { throw HGVSError(.syntax, column: 1, "the description is empty") }
    var cursor = DescriptionCursor(bytes, from: start, to: end)
    cursor.oddities = oddities
    var colon = start
    while colon < end, bytes[colon] != UInt8(ascii: ":") { colon += 1 }
    if colon < end { return try parseAfterColon(cursor, colon: colon) }
    if let allele = try vcfAllele(cursor) { return allele }
    var space = start
    while space < end, bytes[space] != 32, bytes[space] != 9 { space += 1 }
    guard space < end else {
      if end - start > 2, bytes[start + 1] == UInt8(ascii: ".") {
        throw HGVSError(
          .unknownReference, column: 1, "no reference sequence is given; put the transcript or the gene before it")
      }
      throw HGVSError(
        .syntax, column: start + 1, "expected reference:c.change, 17-position-ref-alt or gene and residue")
    }
    return try parseSpaced(cursor, from: start)
  }

  /// Turns the dashes, arrows and Greek letters of typeset text into ASCII.
  private static func plain(_ utf8: [UInt8], _ oddities: inout [WrittenOddity]) -> [UInt8] {
    guard utf8.contains(where: { $0 >= 0x80 }) else { return utf8 }
    var bytes: [UInt8] = []
    for scalar in String(decoding: utf8, as: UTF8.self).unicodeScalars {
      switch scalar.value {
      case 0x2010...0x2015, 0x2212: bytes.append(UInt8(ascii: "-"))
      case 0x2192, 0xFF1E: bytes.append(UInt8(ascii: ">"))
      case 0x3B1: bytes.append(contentsOf: "alpha".utf8)
      case 0xA0, 0x2009, 0x202F, 0xFEFF: bytes.append(32)
      case 0x2217, 0x204E: bytes.append(UInt8(ascii: "*"))
      default:
        bytes.append(contentsOf: String(scalar).utf8)
        continue
      }
      if scalar.value != 0x3B1, !oddities.contains(.typography) { oddities.append(.typography) }
    }
    return bytes
  }

  private static func trim(_ bytes: [UInt8], _ start: inout Int, _ end: inout Int, _ oddities: inout [WrittenOddity]) {
    func isSpace(_ byte: UInt8) -> Bool { byte == 32 || (byte >= 9 && byte <= 13) }
    while start < end, isSpace(bytes[start]) { start += 1 }
    while start < end, isSpace(bytes[end - 1]) { end -= 1 }
    while end - start >= 2, bytes[start] == bytes[end - 1], bytes[start] == 34 || bytes[start] == 39 {
      start += 1
      end -= 1
      oddities.append(.quotes)
    }
  }

  // MARK: reference:type.change

  private static func parseAfterColon(
    _ start: DescriptionCursor, colon: Int
  ) throws(HGVSError) -> ParsedDescription {
    var cursor = start
    cursor.place = colon + 1
    if cursor.current == 32 {
      cursor.note(.spaces)
      cursor.skipSpaces()
    }
    let letter = cursor.current
    let isTyped = cursor.next == UInt8(ascii: ".")
    guard isTyped, let type = CoordinateType(rawValue: letter | 0x20) else {
      if isTyped, letter | 0x20 == UInt8(ascii: "m") {
        throw HGVSError(.wrongCoordinateType, column: cursor.column, "mitochondrial references are not read")
      }
      if let allele = try vcfAllele(start) { return allele }
      if isTyped {
        throw HGVSError(
          .wrongCoordinateType, column: cursor.column, "the coordinate type is one of c, g, n, p and r")
      }
      return try parseLegacy(start, chainEnd: colon, from: colon + 1)
    }
    if letter != type.rawValue { cursor.note(.upperCaseType) }
    cursor.place += 2
    var header = DescriptionCursor(start.bytes, from: start.place, to: colon)
    header.oddities = cursor.oddities
    let (reference, selector) = try reference(&header)
    cursor.oddities = header.oddities
    return .hgvs(try body(&cursor, type: type, reference: reference, selector: selector))
  }

  /// `NM_000088.4`, `NC_000017.11(NM_000088.4)`, `NM_000088.4(COL1A1)`.
  private static func reference(_ header: inout DescriptionCursor) throws(HGVSError) -> (String, String?) {
    func word(_ header: inout DescriptionCursor) throws(HGVSError) -> String {
      let start = header.place
      while !header.isAtEnd {
        switch header.current {
        case 48...57, 65...90, 97...122, 95, 46, 45: header.place += 1
        default:
          let word = String(decoding: header.bytes[start..<header.place], as: UTF8.self)
          return word
        }
      }
      return String(decoding: header.bytes[start..<header.place], as: UTF8.self)
    }
    let name = try word(&header)
    guard !name.isEmpty else { throw header.failure("expected a reference sequence") }
    var selector: String?
    if header.take(UInt8(ascii: "(")) {
      let inner = try word(&header)
      guard !inner.isEmpty else { throw header.failure("expected a transcript or gene in brackets") }
      try header.expect(UInt8(ascii: ")"), ") after the transcript or gene")
      selector = inner
    }
    if header.current == 32 {
      header.note(.spaces)
      header.skipSpaces()
    }
    guard header.isAtEnd else { throw header.failure("expected : after the reference sequence") }
    return (name, selector)
  }

  private static func body(
    _ cursor: inout DescriptionCursor, type: CoordinateType, reference: String, selector: String?
  ) throws(HGVSError) -> HGVSDescription {
    var variants: [WrittenVariant] = []
    var phase = AllelePhase.single
    var protein: WrittenProteinEdit?
    if cursor.current == 32 {
      cursor.note(.spaces)
      cursor.skipSpaces()
    }
    if type == .rna, let whole = wholeRNA(&cursor, reference: reference, selector: selector) { return whole }
    let isPredicted = type == .rna && openBracket(&cursor)
    if type == .protein {
      protein = try cursor.proteinEdit()
    } else {
      (variants, phase) = try cursor.nucleotideAllele(type)
      protein = try titleProtein(&cursor)
    }
    cursor.skipSpaces()
    guard cursor.isAtEnd else { throw cursor.failure("expected the end of the description") }
    return HGVSDescription(
      reference: reference, selector: selector, type: type, variants: variants, phase: phase, protein: protein,
      oddities: cursor.oddities, isPredictedRNA: isPredicted)
  }

  /// `spl`, `?`, `0` or `=`, in brackets or with a question mark when predicted; `nil`, and nothing read, for a change.
  private static func wholeRNA(
    _ cursor: inout DescriptionCursor, reference: String, selector: String?
  ) -> HGVSDescription? {
    var text = String(decoding: cursor.bytes[cursor.place..<cursor.end], as: UTF8.self)
    var isPredicted = false
    if text.hasPrefix("("), text.hasSuffix(")") {
      text = String(text.dropFirst().dropLast())
      isPredicted = true
    }
    if text.count > 1, text.hasSuffix("?") {
      text = String(text.dropLast())
      isPredicted = true
    }
    guard let whole = WholeRNA(rawValue: text.lowercased()) else { return nil }
    cursor.place = cursor.end
    return HGVSDescription(
      reference: reference, selector: selector, type: .rna, variants: [], phase: .single, protein: nil,
      oddities: cursor.oddities, wholeRNA: whole, isPredictedRNA: isPredicted)
  }

  /// Whether one pair of brackets holds all that is left; the cursor then stands inside and ends before its end.
  private static func openBracket(_ cursor: inout DescriptionCursor) -> Bool {
    guard cursor.current == UInt8(ascii: "("), cursor.bytes[cursor.end - 1] == UInt8(ascii: ")") else { return false }
    var depth = 0
    for place in cursor.place..<cursor.end {
      if cursor.bytes[place] == UInt8(ascii: "(") { depth += 1 }
      if cursor.bytes[place] == UInt8(ascii: ")") { depth -= 1 }
      if depth == 0, place < cursor.end - 1 { return false }
    }
    let oddities = cursor.oddities
    cursor = DescriptionCursor(cursor.bytes, from: cursor.place + 1, to: cursor.end - 1)
    cursor.oddities = oddities
    return true
  }

  /// ` (p.Gly197Cys)` at the end of a ClinVar title.
  private static func titleProtein(_ cursor: inout DescriptionCursor) throws(HGVSError) -> WrittenProteinEdit? {
    let mark = cursor.place
    cursor.skipSpaces()
    guard cursor.current == UInt8(ascii: "("), cursor.next | 0x20 == UInt8(ascii: "p") else {
      cursor.place = mark
      return nil
    }
    cursor.place += 2
    try cursor.expect(UInt8(ascii: "."), "p. and the protein change")
    let edit = try cursor.proteinEdit()
    try cursor.expect(UInt8(ascii: ")"), ") after the protein change")
    return edit
  }

  // MARK: gene change, with a space

  private static func parseSpaced(_ start: DescriptionCursor, from: Int) throws(HGVSError) -> ParsedDescription {
    let bytes = start.bytes
    var place = start.end
    while place > from, bytes[place - 1] != 32, bytes[place - 1] != 9 { place -= 1 }
    var cursor = start
    cursor.place = place
    var chainEnd = place
    while chainEnd > from, bytes[chainEnd - 1] == 32 || bytes[chainEnd - 1] == 9 { chainEnd -= 1 }
    if cursor.next == UInt8(ascii: "."), let type = CoordinateType(rawValue: cursor.current | 0x20) {
      cursor.note(.spaces)
      cursor.place += 2
      var header = DescriptionCursor(bytes, from: from, to: chainEnd)
      let (reference, selector) = try reference(&header)
      return .hgvs(try body(&cursor, type: type, reference: reference, selector: selector))
    }
    return try parseLegacy(start, chainEnd: chainEnd, from: place)
  }

  private static func parseLegacy(
    _ start: DescriptionCursor, chainEnd: Int, from: Int
  ) throws(HGVSError) -> ParsedDescription {
    var cursor = start
    cursor.place = from
    let chain = String(decoding: start.bytes[start.place..<chainEnd], as: UTF8.self)
    let first = cursor.current
    guard first != 0, !cursor.isAtDigit, first != UInt8(ascii: "?"), first != UInt8(ascii: "=") else {
      throw cursor.failure("expected c., g., n., p. or r. and a change")
    }
    let edit: WrittenProteinEdit
    do {
      edit = try cursor.proteinEdit()
    } catch {
      throw HGVSError(
        error.code, column: error.column, "expected c., g., n., p. or r., or a residue change; \(error.reason)")
    }
    guard cursor.isAtEnd else { throw cursor.failure("expected the end of the description") }
    return .legacy(chain: chain, edit, oddities: cursor.oddities)
  }

  // MARK: VCF-style

  /// `17-50198002-C-A`, `chr17:50198002:C:A`, `17:50198002-C-A`, `chr17:50198002C>A`.
  ///
  /// - Returns: `nil` if the text does not start like one.
  private static func vcfAllele(_ start: DescriptionCursor) throws(HGVSError) -> ParsedDescription? {
    var cursor = start
    let hasPrefix = cursor.take(word: "chr")
    cursor.oddities = start.oddities
    let nameStart = cursor.place
    while !cursor.isAtEnd, cursor.isAtDigit || cursor.current | 0x20 == 120 || cursor.current | 0x20 == 121 {
      cursor.place += 1
    }
    let nameEnd = cursor.place
    guard nameEnd > nameStart, nameEnd - nameStart <= 2, isSeparator(cursor.current) else {
      guard hasPrefix, nameEnd > nameStart else { return nil }
      throw cursor.failure("expected : or - after the chromosome")
    }
    cursor.place += 1
    guard cursor.isAtDigit else {
      if hasPrefix { throw cursor.failure("expected g. or a position") }
      return nil
    }
    let position = try cursor.number("a position")
    let reference: [UInt8]
    let alternate: [UInt8]
    if isSeparator(cursor.current), !cursor.isAtEnd {
      cursor.place += 1
      reference = try cursor.vcfBases()
      guard isSeparator(cursor.current) else { throw cursor.failure("expected a separator after the reference bases") }
      cursor.place += 1
      alternate = try cursor.vcfBases()
    } else {
      reference = try cursor.vcfBases()
      try cursor.expect(UInt8(ascii: ">"), "> after the reference bases")
      alternate = try cursor.vcfBases()
    }
    guard cursor.isAtEnd else { throw cursor.failure("expected the end of the description") }
    let chromosome = String(decoding: start.bytes[nameStart..<nameEnd], as: UTF8.self)
    return .vcf(
      WrittenVCFAllele(chromosome: chromosome, position: position, reference: reference, alternate: alternate),
      oddities: cursor.oddities)
  }

  private static func isSeparator(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "-") || byte == UInt8(ascii: ":") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: " ")
      || byte == 9
  }
}

extension DescriptionCursor {
  /// Bases of a VCF allele, at least one.
  fileprivate mutating func vcfBases() throws(HGVSError) -> [UInt8] {
    if current == UInt8(ascii: "<") || current == UInt8(ascii: "*") {
      throw HGVSError(.unsupported, column: column, "a symbolic allele has no sequence to name")
    }
    let codes = try bases()
    guard !codes.isEmpty else { throw failure("expected bases: a VCF allele is never empty") }
    return codes
  }
}
