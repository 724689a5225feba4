// The rules that two reads must keep to be mates, checked for every pair.

/// Compares mates pair by pair and remembers what it has seen.
struct MateCheck {
  let firstName: String
  let secondName: String
  /// Pairs compared.
  private(set) var pairs = 0
  private var swappedPairs = 0
  private var identicalPairs = 0
  private static let probedPairs = 64

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
    for index in 0..<slice.count {
      let left = slice.firstIndex(index)
      let right = slice.secondIndex(index)
      switch match(slice.first, left, second, right) {
      case .mates: break
      case .swapped: swappedPairs += 1
      case .sameNumber: throw sameFile(slice.first, left, second, right, "both reads of a pair have the same number")
      case .different: throw mismatch(slice.first, left, second, right)
      }
      if pairs < MateCheck.probedPairs {
        try probe(slice.first, left, second, right)
      }
      pairs += 1
    }
  }

  @inline(__always)
  private func match(_ first: RecordBatch, _ left: Int, _ second: RecordBatch, _ right: Int) -> MateMatch {
    let one = first[left]
    let other = second[right]
    let isCasava =
      unsafe one.titleCount == other.titleCount
      && MateName.areCasavaMates(
        first.base + Int(one.titleStart), second.base + Int(other.titleStart), count: Int(one.titleCount))
    if isCasava { return .mates }
    return first.withTitle(left) { title in
      second.withTitle(right) { MateName.match(title, $0) }
    }
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
        one.count > 0 && one.count == other.count && one.indices.allSatisfy { one[$0] == other[$0] }
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
