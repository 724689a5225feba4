// Calls of the one allele that is left beside a loss.

import Reporting

extension Call {
  /// Whether this call, of one copy, lies where another call has lost one allele: it is on the other chromosome then.
  func liesOpposite(_ loss: Call) -> Bool {
    guard zygosity == .hemizygous, loss.zygosity == .heterozygous, gene == loss.gene, chrom == loss.chrom,
      let lost = loss.lostPositions
    else { return false }
    // A call with a base in front stands at that base.
    return lost.contains(pos) || lost.contains(pos + 1)
  }

  /// The positions that a deletion takes for certain.
  private var lostPositions: ClosedRange<Int>? {
    let first: Int
    let last: Int
    if let event = StatedEvent(self) {
      guard event.type == "DEL" else { return nil }
      first = event.first + max(0, symbolic?.positionInterval?.upperBound ?? 0)
      last = event.last + min(0, symbolic?.endInterval?.lowerBound ?? 0)
    } else {
      first = pos + 1
      last = symbolic == nil && ref.utf8.count > alt.utf8.count ? pos + ref.utf8.count - 1 : pos
    }
    return first <= last ? first...last : nil
  }
}
