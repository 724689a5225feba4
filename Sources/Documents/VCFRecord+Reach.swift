// What a loss, a gain or an inversion may cover where its record does not tell: END and SVLEN that contradict each other,
// cannot be read, or are not there.

extension VCFRecord {
  /// What an allele may cover that has a length of its own, and why that is not known.
  package struct DoubtfulReach: Sendable, Hashable {
    /// The positions that it may reach, 1-based.
    package let range: ClosedRange<Int>
    /// What is wrong with the record's ends, in words.
    package let reason: String
  }

  /// What an allele may cover by any of its ends; `nil` where they agree, and for alleles without a length of their own.
  ///
  /// A liftover moves POS and leaves END behind; a tool rewrites END and not SVLEN. Which of them is right the record does not
  /// say, and an event that any of them leads into a gene must not be passed over.
  ///
  /// - Parameter index: 0-based index in ``alternates``.
  package func doubtfulReach(alternate index: Int) -> DoubtfulReach? {
    guard VCFRecord.hasLength(alternates[index]), otherPlace == nil else { return nil }
    let told = ends.map { Int($0) }
    let isRead = told.allSatisfy { $0 != nil } && Set(told).count <= 1
    if let span = span(alternate: index), span.otherLength == nil, isRead { return nil }
    let known: [Int] = ends.compactMap { Double($0) }.filter { $0 >= 1 && $0 < 1e12 }.map { Int($0) }
    let sizes: [Int] = (info["SVLEN"] ?? "")[...].split(at: ",").compactMap { Int($0).map { abs($0 % (1 << 60)) } }
    let lengths = sizes.filter { $0 > 0 && $0 < 1 << 40 }
    var places = known + lengths.map { position + $0 }
    if known.contains(where: { $0 < position }) { places += lengths.map { max(1, position - $0) } }
    // An END that cannot be read, or lies before POS, says nothing of where the event ends.
    let isAnywhere =
      !places.contains { $0 > position } || (known.count < ends.count && lengths.isEmpty)
    let (first, last) = (places.min() ?? position, places.max() ?? position)
    return DoubtfulReach(
      range: isAnywhere ? 1...1 << 40 : min(position, first)...max(position, last),
      reason: "where it ends is not known: \(faults(lengths, isRead: told.allSatisfy { $0 != nil }))")
  }

  private func faults(_ lengths: [Int], isRead: Bool) -> String {
    let text = ends.map { $0.visible }.joined(separator: " and ")
    if !isRead { return "END \(text) is not a position" }
    if lengths.isEmpty {
      return ends.isEmpty || ends.allSatisfy { Int($0) == position }
        ? "no END and no SVLEN that lead beyond POS" : "END \(text) for an event that begins at \(position)"
    }
    guard !ends.isEmpty else { return "SVLEN \((info["SVLEN"] ?? "").visible)" }
    return "END \(text) and SVLEN \((info["SVLEN"] ?? "").visible) contradict each other"
  }

  /// Whether an allele covers a stretch of its own: `<DEL>`, `<DUP>`, `<CNV>`, `<CN0>`, `<INV>` and forms of them, and these
  /// words without their brackets.
  static func hasLength(_ alternate: String) -> Bool {
    let isBracketed = alternate.hasPrefix("<")
    let word = (isBracketed ? alternate.dropFirst().dropLast() : alternate[...]).prefix { $0 != ":" }.uppercased()
    if ["DEL", "DUP", "CNV", "INV"].contains(word) { return true }
    return isBracketed && word.hasPrefix("CN") && Int(word.dropFirst(2)) != nil
  }
}
