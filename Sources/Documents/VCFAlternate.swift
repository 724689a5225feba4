// What an ALT allele of a VCF is: bases, a symbol, a junction with another place, or no change of its own.

/// An ALT allele, read.
///
/// Source: The Variant Call Format Specification VCFv4.4, sections 1.4.1, 3 and 5.4.
package enum VCFAlternate: Sendable, Hashable {
  /// Bases in upper case.
  case bases(String)
  /// `<DEL>`, `<DUP:TANDEM>`: the words between the brackets, in upper case.
  case symbolic([String])
  /// A junction with another place.
  case breakend(VCFBreakend)
  /// `*`: the bases are lost with a deletion that another record tells.
  case missing
  /// `<*>`, `<NON_REF>`, `<X>`: any other allele; a record that has no other ALT says that the sample is like the reference.
  case anyOther
  /// None of these.
  case unknown

  /// Reads an allele as it stands in ALT.
  package init(_ text: String) {
    switch text {
    case "*": self = .missing
    case "<*>", "<NON_REF>", "<X>": self = .anyOther
    default:
      if VCFRecord.isSequence(text), !VCFRecord.hasLength(text) {
        self = .bases(text.uppercased())
      } else if text.hasPrefix("<"), text.hasSuffix(">"), text.utf8.count > 2 {
        self = .symbolic(text.dropFirst().dropLast().uppercased()[...].split(at: ":").map(String.init))
      } else {
        self = VCFBreakend(text).map(VCFAlternate.breakend) ?? .unknown
      }
    }
  }
}

/// A junction of a place with another one, or with one that is not known.
///
///     t[p[   the bases up to POS are followed by those from p on
///     t]p]   the bases up to POS are followed by those up to p, turned round
///     ]p]t   the bases up to p are followed by those from POS on
///     [p[t   the bases from p on, turned round, are followed by those from POS on
///     t.     the bases up to POS are followed by others;  .t  others are followed by those from POS on
package struct VCFBreakend: Sendable, Hashable {
  /// The chromosome of the other place; `nil` if it is not known.
  package let contig: String?
  /// The other place, 1-based; 0 if it is not known.
  package let position: Int
  /// Whether the bases up to POS are kept, else those from POS on.
  package let keepsLeft: Bool
  /// Whether the bases of the other place from there on are joined, else those up to it.
  package let joinsRight: Bool
  /// Bases between the two that neither has.
  package let inserted: String

  /// Reads an allele; `nil` if it is no junction.
  init?(_ text: String) {
    guard let bracket = text.utf8.first(where: { $0 == UInt8(ascii: "[") || $0 == UInt8(ascii: "]") }) else {
      let hasLeft = text.hasSuffix(".")
      let bases = hasLeft ? text.dropLast() : text.hasPrefix(".") ? text.dropFirst() : ""
      guard VCFRecord.isSequence(String(bases)) else { return nil }
      (contig, position, keepsLeft, joinsRight) = (nil, 0, hasLeft, hasLeft)
      inserted = String(hasLeft ? bases.dropFirst() : bases.dropLast())
      return
    }
    let parts = text[...].split(at: Unicode.Scalar(bracket))
    guard parts.count == 3, parts[0].isEmpty != parts[2].isEmpty else { return nil }
    let place = parts[1].split(at: ":")
    guard place.count > 1, let position = place.last.flatMap({ Int($0) }), (0..<1 << 40).contains(position) else {
      return nil
    }
    let name = place.dropLast().joined(separator: ":")
    keepsLeft = !parts[0].isEmpty
    let bases = keepsLeft ? parts[0] : parts[2]
    guard VCFRecord.isSequence(String(bases)), !name.isEmpty else { return nil }
    contig = name.hasPrefix("<") && name.hasSuffix(">") ? String(name.dropFirst().dropLast()) : name
    self.position = position
    joinsRight = bracket == UInt8(ascii: "[")
    inserted = String(keepsLeft ? bases.dropFirst() : bases.dropLast())
  }

  private init(contig: String, position: Int, keepsLeft: Bool, joinsRight: Bool, inserted: String) {
    self.contig = contig
    self.position = position
    self.keepsLeft = keepsLeft
    self.joinsRight = joinsRight
    self.inserted = inserted
  }

  /// The same junction as the other place states it; `nil` if that place is not known.
  ///
  /// - Parameters:
  ///   - contig: the chromosome of the record.
  ///   - position: its POS.
  package func seenFromMate(contig own: String, position: Int) -> VCFBreakend? {
    guard contig != nil else { return nil }
    return VCFBreakend(
      contig: own, position: position, keepsLeft: !joinsRight, joinsRight: !keepsLeft, inserted: inserted)
  }

  /// The allele as ALT has it.
  ///
  /// - Parameter base: the reference base at the record's own place.
  package func text(base: String) -> String {
    guard let contig else { return keepsLeft ? base + inserted + "." : "." + inserted + base }
    let bracket = joinsRight ? "[" : "]"
    let mate = "\(bracket)\(contig):\(position)\(bracket)"
    return keepsLeft ? base + inserted + mate : mate + inserted + base
  }
}

extension VCFRecord {
  /// The bases that a symbolic allele covers, 1-based, both ends included. POS is the base before them.
  package struct Span: Sendable, Hashable {
    /// First base: POS + 1.
    package let first: Int
    /// Last base: END, or POS and SVLEN.
    package let last: Int
    /// Interval around `first - 1`, as CIPOS gives it; `nil` if none is given.
    package let firstInterval: ClosedRange<Int>?
    /// Interval around `last`, as CIEND gives it; `nil` if none is given.
    package let lastInterval: ClosedRange<Int>?
    /// Whether the record states the ends as exact ones.
    package let isExact: Bool
    /// The length by SVLEN, or by a second END, where END says another one.
    package let otherLength: Int?
    /// Who says ``otherLength``, in words.
    package let otherKey: String

    /// The positions that the event may reach, its intervals included.
    package var reach: ClosedRange<Int> {
      let start = first - 1 + min(0, firstInterval?.lowerBound ?? 0)
      return min(start, first)...max(first, last + max(0, lastInterval?.upperBound ?? 0))
    }
  }

  /// The bases of a symbolic allele; `nil` if the record tells no end, or one before POS.
  ///
  /// - Parameter index: 0-based index in ``alternates``.
  package func span(alternate index: Int) -> Span? {
    let lengths = (info["SVLEN"] ?? "")[...].split(at: ",").map { Int($0).map(\.magnitude) }
    let own = lengths.count == alternates.count ? lengths[index] : lengths.first ?? nil
    let length = own.flatMap { $0 > 0 && $0 < 1 << 40 ? Int($0) : nil }
    var last = (info["END"] ?? ends.first).flatMap { Int($0) }
    // A second END that says another place: the first one is taken, and not as exact.
    let otherEnd = ends.compactMap { Int($0) }.first { $0 != last && $0 > position }
    // Several alleles of different length share an END, that of the longest.
    if lengths.count > 1, let length { last = position + length }
    if last == nil || last == position { last = length.map { position + $0 } }
    guard let last, last > position, last < 1 << 40 else { return nil }
    let intervals = (interval("CIPOS", index), interval("CIEND", index))
    let width = max(
      intervals.0.map { $0.upperBound - $0.lowerBound } ?? 0, intervals.1.map { $0.upperBound - $0.lowerBound } ?? 0)
    // Equal bases on both sides of a junction shift it without making it less exact.
    let isShiftOnly = info["HOMLEN"].flatMap { Int($0) } == width || info["PRECISE"] != nil
    // An interval that cannot be read is none of width 0, and depth alone (VCF 4.4, SVCLAIM) shows no ends.
    let isUnread = (intervals.0 == nil && isTold("CIPOS")) || (intervals.1 == nil && isTold("CIEND"))
    let isByDepth =
      info["SVCLAIM"].map { $0[...].split(at: ",") }.map { $0[$0.count > index ? index : 0] == "D" } == true
    let isImprecise = info["IMPRECISE"] != nil || isUnread || isByDepth
    let other =
      alternates.count == 1
      ? otherEnd.map { $0 - position } ?? length.flatMap { contradicts($0, last - position, isImprecise) ? $0 : nil }
      : nil
    return Span(
      first: position + 1, last: last, firstInterval: intervals.0, lastInterval: intervals.1,
      isExact: !isImprecise && other == nil && (width == 0 || isShiftOnly), otherLength: other,
      otherKey: otherEnd == nil ? "SVLEN" : "a second END")
  }

  /// Whether SVLEN and END say different lengths: by more than the base before the event, or twofold where neither is exact.
  private func contradicts(_ length: Int, _ byEnd: Int, _ isImprecise: Bool) -> Bool {
    isImprecise ? length > 2 * byEnd || byEnd > 2 * length : abs(length - byEnd) > 1
  }

  private func isTold(_ key: String) -> Bool { info[key].map { $0 != "." && !$0.isEmpty } == true }

  /// The positions at which a place may lie: itself, and its interval where one is told.
  ///
  /// - Parameters:
  ///   - place: 1-based.
  ///   - key: `CIPOS` or `CIEND`.
  ///   - index: 0-based index in ``alternates``.
  package func reach(of place: Int, within key: String, alternate index: Int) -> ClosedRange<Int> {
    guard let interval = interval(key, index) else { return place...place }
    return max(1, place + min(0, interval.lowerBound))...max(1, place + max(0, interval.upperBound))
  }

  /// CIPOS or CIEND of an allele, two numbers for each or two for all; one caller writes them in brackets.
  private func interval(_ key: String, _ index: Int) -> ClosedRange<Int>? {
    guard let text = info[key] else { return nil }
    let ends = text.filter { $0 != "(" && $0 != ")" }[...].split(at: ",").map { Int($0) }
    guard ends.count == 2 || ends.count == 2 * alternates.count else { return nil }
    let start = ends.count == 2 ? 0 : 2 * index
    guard let one = ends[start], let two = ends[start + 1], one.magnitude < 1 << 40, two.magnitude < 1 << 40
    else { return nil }
    return min(one, two)...max(one, two)
  }
}
