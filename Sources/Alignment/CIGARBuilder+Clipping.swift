// Cuts an alignment at a text offset.

extension CIGARBuilder {
  /// Removes what lies at or after a text offset; the placement gets shorter and the read's end becomes a clip.
  mutating func clipEnd(of placement: inout Placement, at limit: Int) {
    while placement.textEnd > limit, count > 0 {
      let run = self[count - 1]
      let cut = run.consumesReference ? min(run.length, placement.textEnd - limit) : run.length
      if cut == run.length || run.kind != .match {
        if run.consumesReference { placement.textEnd -= run.length }
        if run.consumesRead { placement.queryEnd -= run.length }
        removeLast()
      } else {
        shorten(by: cut)
        placement.textEnd -= cut
        placement.queryEnd -= cut
      }
    }
    while count > 0, self[count - 1].kind != .match {
      let run = self[count - 1]
      if run.consumesReference { placement.textEnd -= run.length }
      if run.consumesRead { placement.queryEnd -= run.length }
      removeLast()
    }
    if count == 0 { placement.isPlaced = false }
  }

  /// Removes what lies before a text offset.
  mutating func clipStart(of placement: inout Placement, at limit: Int, work: inout CIGARBuilder) {
    guard placement.textStart < limit else { return }
    work.removeAll()
    for index in 0..<count {
      let run = self[index]
      let isStarted = work.count > 0
      let before = limit - placement.textStart
      if !isStarted && (before > 0 || run.kind != .match) {
        let cut = run.kind == .match ? min(run.length, max(0, before)) : run.length
        if run.consumesReference { placement.textStart += cut }
        if run.consumesRead { placement.queryStart += cut }
        work.append(run.kind, run.kind == .match ? run.length - cut : 0)
      } else {
        work.append(run.kind, run.length)
      }
    }
    removeAll()
    append(contentsOf: work)
    if count == 0 { placement.isPlaced = false }
  }
}
