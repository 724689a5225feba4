// A part of a long read that lies on a record in one direction, with its gaps.

/// A piece of a long read while it is put together.
struct LongReadPiece: Hashable {
  /// Whether the piece reads like the other strand of the record; offsets then count from the read's last base.
  let isReverse: Bool
  /// Aligned bases of the read on that strand, 0-based half-open.
  private(set) var query: Range<Int>
  /// Text offsets, 0-based half-open.
  private(set) var text: Range<Int>
  /// What lies between, without clipped ends.
  private(set) var operations: [CIGAROperation] = []
  /// Equal bases.
  private(set) var matches = 0
  /// Bases of the record that the read lacks.
  private(set) var deleted = 0
  /// Bases that lie beside each other, and those in short gaps: what ``matches`` are a part of.
  private(set) var compared = 0
  /// Aligned bases outside repeats.
  var unique = 0

  /// An empty piece where a match begins.
  init(starting segment: Segment, isReverse: Bool) {
    self.isReverse = isReverse
    query = Int(segment.queryStart)..<Int(segment.queryStart)
    text = Int(segment.textStart)..<Int(segment.textStart)
  }

  /// The same bases as offsets of the read as it was sequenced.
  func sequenced(of readLength: Int) -> Range<Int> {
    isReverse ? readLength - query.upperBound..<readLength - query.lowerBound : query
  }

  mutating func appendMatch(_ length: Int) {
    append(
      GapAligner.Result(
        operations: length > 0 ? [CIGAROperation(.match, length)] : [], query: length, text: length, matches: length))
  }

  mutating func append(_ part: GapAligner.Result) {
    for operation in part.operations { LongReadPiece.add(operation, to: &operations) }
    count(part)
    query = query.lowerBound..<query.upperBound + part.query
    text = text.lowerBound..<text.upperBound + part.text
  }

  /// Puts a part before the others whose operations run away from them.
  mutating func prepend(_ part: GapAligner.Result) {
    var joined: [CIGAROperation] = []
    for operation in part.operations.reversed() + operations { LongReadPiece.add(operation, to: &joined) }
    operations = joined
    count(part)
    query = query.lowerBound - part.query..<query.upperBound
    text = text.lowerBound - part.text..<text.upperBound
  }

  private mutating func count(_ part: GapAligner.Result) {
    matches += part.matches
    for operation in part.operations {
      if operation.kind == .deletion { deleted += operation.length }
      if operation.kind == .match || operation.length < LongReadPiece.longGap { compared += operation.length }
    }
  }

  /// A gap of so many bases is an event, not an error of the sequencer.
  private static let longGap = 50

  private static func add(_ operation: CIGAROperation, to operations: inout [CIGAROperation]) {
    if let last = operations.last, last.kind == operation.kind {
      operations[operations.count - 1] = CIGAROperation(last.kind, last.length + operation.length)
    } else if operation.length > 0 {
      operations.append(operation)
    }
  }
}
