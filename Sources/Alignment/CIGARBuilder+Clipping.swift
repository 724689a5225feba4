// Cuts an alignment at a text offset.

extension CIGARBuilder {
  /// Removes what lies at or after a text offset; the alignment gets shorter and the read's end becomes a clip.
  mutating func clipEnd(of candidate: inout CandidateAlignment, at limit: Int) {
    while candidate.textEnd > limit, count > 0 {
      let operation = self[count - 1]
      let cut = operation.consumesReference ? min(operation.length, candidate.textEnd - limit) : operation.length
      if cut == operation.length || operation.kind != .match {
        if operation.consumesReference { candidate.textEnd -= operation.length }
        if operation.consumesRead { candidate.queryEnd -= operation.length }
        removeLast()
      } else {
        shorten(by: cut)
        candidate.textEnd -= cut
        candidate.queryEnd -= cut
      }
    }
    while count > 0, self[count - 1].kind != .match {
      let operation = self[count - 1]
      if operation.consumesReference { candidate.textEnd -= operation.length }
      if operation.consumesRead { candidate.queryEnd -= operation.length }
      removeLast()
    }
    if count == 0 { candidate.isAligned = false }
  }

  /// Removes what lies before a text offset.
  mutating func clipStart(of candidate: inout CandidateAlignment, at limit: Int, work: inout CIGARBuilder) {
    guard candidate.textStart < limit else { return }
    work.removeAll()
    for index in 0..<count {
      let operation = self[index]
      let isStarted = work.count > 0
      let before = limit - candidate.textStart
      if !isStarted && (before > 0 || operation.kind != .match) {
        let cut = operation.kind == .match ? min(operation.length, max(0, before)) : operation.length
        if operation.consumesReference { candidate.textStart += cut }
        if operation.consumesRead { candidate.queryStart += cut }
        work.append(operation.kind, operation.kind == .match ? operation.length - cut : 0)
      } else {
        work.append(operation.kind, operation.length)
      }
    }
    removeAll()
    append(contentsOf: work)
    if count == 0 { candidate.isAligned = false }
  }
}
