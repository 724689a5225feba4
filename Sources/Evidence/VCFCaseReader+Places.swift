// Which genes a record of a VCF reaches.

import BioSequence
import Documents
import HGVS
import TypeICollagen
import VariantNaming

extension VCFCaseReader {
  /// The genes that a record reaches: by its bases, its symbolic alleles' ends, or the other place of a junction.
  func reached(by record: VCFRecord) -> [Place] {
    var stretches: [(contig: String, range: ClosedRange<Int>)] = []
    var (start, end) = (record.position, record.end)
    if let other = record.otherPlace {
      stretches.append((other.contig, record.reach(of: other.position, within: "CIEND", alternate: 0)))
    }
    for (index, text) in record.alternates.enumerated() {
      let own = record.reach(of: record.position, within: "CIPOS", alternate: index)
      (start, end) = (min(start, own.lowerBound), max(end, own.upperBound))
      if let doubt = record.doubtfulReach(alternate: index) {
        (start, end) = (min(start, doubt.range.lowerBound), max(end, doubt.range.upperBound))
      }
      switch VCFAlternate(text) {
      case .symbolic:
        guard record.otherPlace == nil, let span = record.span(alternate: index) else { continue }
        (start, end) = (max(1, min(start, span.reach.lowerBound)), max(end, span.reach.upperBound))
      case .breakend(let junction):
        guard let contig = junction.contig else { continue }
        let mate = record.reach(of: junction.position, within: "CIEND", alternate: index)
        let start = contig == record.chromosome ? record.position : junction.position
        stretches.append((contig, min(start, mate.lowerBound)...max(start, mate.upperBound)))
      default: continue
      }
    }
    stretches.append((record.chromosome, start...max(start, end)))
    var found: [Place] = []
    for (contig, range) in stretches {
      for (index, placement) in locator.genes(reachedBy: range, on: contig, assembly: assembly)
      where !found.contains(where: { $0.index == index }) {
        found.append(Place(index: index, gene: locator.genes.genes[index], placement: placement))
      }
    }
    return found
  }
}
