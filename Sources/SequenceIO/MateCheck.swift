// The rules that two reads must keep to be mates, checked for every pair.

internal import CPrefetch

/// Compares mates pair by pair and remembers what it has seen.
struct MateCheck {
  let firstName: String
  let secondName: String
  /// Pairs compared.
  private(set) var pairs = 0
  private var swappedPairs = 0
  private var identicalPairs = 0
  private static let probedPairs = 64
  /// Pairs between the one that is compared and the one whose titles are sent for.
  private static let prefetchDistance = 16

  init(firstName: String, secondName: String) {
    self.firstName = firstName
    self.secondName = secondName
  }

  /// What is odd about the order of the mates, if anything is.
  var diagnostics: [InputDiagnostic] {
    guard swappedPairs > 0 else { return [] }
    return [
      InputDiagnostic(
        code: .swappedMates, file: firstName,
        message: "the second read comes first in \(swappedPairs) of \(pairs) pairs")
    ]
  }

  /// Checks all pairs of a slice.
  mutating func check(_ slice: ReadSlice) throws(ParseError) {
    guard let second = slice.second else { return }
    var index = 0
    while index < slice.count {
      if pairs >= MateCheck.probedPairs {
        let usual = MateCheck.usualPairs(slice, second, from: index)
        pairs += usual
        index += usual
        guard index < slice.count else { return }
      }
      try checkPair(slice.first, slice.firstIndex(index), second, slice.secondIndex(index))
      index += 1
    }
  }

  /// Checks one pair by the exact rules.
  private mutating func checkPair(
    _ first: RecordBatch, _ left: Int, _ second: RecordBatch, _ right: Int
  ) throws(ParseError) {
    let match = first.withTitle(left) { title in
      second.withTitle(right) { MateName.match(title, $0) }
    }
    switch match {
    case .mates: break
    case .swapped: swappedPairs += 1
    case .sameNumber: throw sameFile(first, left, second, right, "both reads of a pair have the same number")
    case .different: throw mismatch(first, left, second, right)
    }
    if pairs < MateCheck.probedPairs {
      try probe(first, left, second, right)
    }
    pairs += 1
  }

  /// How many pairs in a row, from template `start` of the slice on, have titles in a usual style that match.
  ///
  /// The titles lie in the caches of the threads that parsed them, so each is sent for some pairs ahead: a comparison that
  /// met each one cold would wait for every one anew.
  private static func usualPairs(_ slice: ReadSlice, _ second: RecordBatch, from start: Int) -> Int {
    unsafe slice.first.withUnsafeRecords { firstBase, firstEntries in
      unsafe second.withUnsafeRecords { secondBase, secondEntries in
        for index in start..<slice.count {
          let ahead = min(index + prefetchDistance, slice.count - 1)
          unsafe prefetchTitle(firstBase, firstEntries[slice.firstIndex(ahead)])
          unsafe prefetchTitle(secondBase, secondEntries[slice.secondIndex(ahead)])
          let one = unsafe firstEntries[slice.firstIndex(index)]
          let other = unsafe secondEntries[slice.secondIndex(index)]
          let areMates = unsafe MateNameKernel.areMates(
            firstBase + Int(one.titleStart), Int(one.titleCount), secondBase + Int(other.titleStart),
            Int(other.titleCount))
          guard areMates else { return index - start }
        }
        return slice.count - start
      }
    }
  }

  /// Sends for the cache lines of a title's ends; titles of more than two lines are rare.
  @inline(__always)
  private static func prefetchTitle(_ base: UnsafePointer<UInt8>, _ entry: RecordEntry) {
    let title = unsafe base + Int(entry.titleStart)
    unsafe collagen_prefetch(title)
    unsafe collagen_prefetch(title + Int(entry.titleCount))
  }

  /// Checks what only the end can tell: few pairs that are all the same reads.
  func finish(_ first: RecordBatch?, _ second: RecordBatch?) throws(ParseError) {
    guard pairs < MateCheck.probedPairs, let first, let second else { return }
    if pairs > 0 && identicalPairs == pairs {
      throw sameFile(first, 0, second, 0, "both files hold the same reads")
    }
  }

  /// Reads that are equal on both sides from the first on are one file given twice: mates read opposite strands.
  private mutating func probe(
    _ first: RecordBatch, _ left: Int, _ second: RecordBatch, _ right: Int
  ) throws(ParseError) {
    let isSame = first.withSequence(left) { one in
      second.withSequence(right) { other in
        // Reads of nothing but N are equal to each other in any two files.
        one.count == other.count && one.indices.allSatisfy { one[$0] == other[$0] }
          && one.indices.contains { one[$0] | 0x20 != UInt8(ascii: "n") }
      }
    }
    let hasSameQualities = first.withQualities(left) { one in
      second.withQualities(right) { other in
        one.count == other.count && one.indices.allSatisfy { one[$0] == other[$0] }
      }
    }
    if isSame && hasSameQualities { identicalPairs += 1 }
    if pairs + 1 == MateCheck.probedPairs && identicalPairs == pairs + 1 {
      throw sameFile(first, left, second, right, "both files hold the same reads")
    }
  }

  private func mismatch(_ first: RecordBatch, _ left: Int, _ second: RecordBatch, _ right: Int) -> ParseError {
    let other =
      firstName == secondName ? "record" : "\(ParseError.printable(firstName)) record"
    return ParseError(
      code: .mateNameMismatch, file: secondName, line: second.lineNumber(right), record: second.recordNumber(right),
      offset: second.textOffset(right),
      message: "its name is not that of \(other) \(first.recordNumber(left)) (line \(first.lineNumber(left)))",
      remedy: "the files are not mates, or reads are missing from one of them")
  }

  private func sameFile(
    _ first: RecordBatch, _ left: Int, _ second: RecordBatch, _ right: Int, _ reason: String
  ) -> ParseError {
    ParseError(
      code: .sameFileTwice, file: secondName, line: second.lineNumber(right), record: second.recordNumber(right),
      offset: second.textOffset(right),
      message: "\(reason), as record \(first.recordNumber(left)) of \(ParseError.printable(firstName)) shows",
      remedy: "give the R1 and the R2 file")
  }
}
