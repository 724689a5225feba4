// Moves every gap of an alignment as far left on the record as it goes.

/// Left alignment of gaps, as VCF writes them.
enum GapNormalization {
  /// Moves gaps left without changing the score: while the base before a gap equals its last base.
  ///
  /// A gap that would reach the first aligned base stays one base short of it.
  static func leftAlign(
    _ operations: inout CIGARBuilder, candidate: inout CandidateAlignment, codes: UnsafePointer<UInt8>,
    text: ReferenceText,
    work: inout CIGARBuilder
  ) {
    guard operations.count > 1 else { return }
    work.removeAll()
    var query = candidate.queryStart
    var position = candidate.textStart
    for index in 0..<operations.count {
      let operation = operations[index]
      switch operation.kind {
      case .insertion:
        let room = work.count > 0 && work[work.count - 1].kind == .match ? work[work.count - 1].length - 1 : 0
        var shift = 0
        while shift < room, unsafe codes[query - 1 - shift] == codes[query + operation.length - 1 - shift] {
          shift += 1
        }
        work.shorten(by: shift)
        work.append(.insertion, operation.length)
        work.append(.match, shift)
        query += operation.length
      case .deletion:
        let room = work.count > 0 && work[work.count - 1].kind == .match ? work[work.count - 1].length - 1 : 0
        var shift = 0
        while shift < room, text.codes[position - 1 - shift] == text.codes[position + operation.length - 1 - shift],
          unsafe codes[query - 1 - shift] == text.codes[position - 1 - shift]
        {
          shift += 1
        }
        work.shorten(by: shift)
        work.append(.deletion, operation.length)
        work.append(.match, shift)
        position += operation.length
      default:
        work.append(operation.kind, operation.length)
        query += operation.length
        position += operation.length
      }
    }
    operations.removeAll()
    operations.append(contentsOf: work)
  }
}
