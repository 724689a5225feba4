// Scores of a predictor by place: a table `chrom pos ref alt score`, looked up by allele.

package import BioSequence
import Documents
import TypeICollagen
import VariantNaming

/// The scores of one predictor for alleles of the genes.
package struct PredictorTable: Sendable {
  private struct Row: Sendable {
    let chromosome: String
    let position: Int
    let reference: String
    let alternate: String
    let score: Double
  }

  /// The predictor as the rule pack names it.
  package let predictor: String
  /// The source of the scores.
  package let source: KnowledgeSource
  private let locator: GenomicLocator
  private let assembly: Assembly
  /// By chromosome and position.
  private let rows: [Row]
  private let chromosomes: [String]

  /// An allele's position in a file may lie before that of its normal form by the length of a repeat.
  private static let reach = 200

  /// Reads a part of a pack.
  ///
  /// - Throws: ``InputFaults`` with the first line that is no row.
  init(_ part: KnowledgePack.Part, locator: GenomicLocator) throws(InputFaults) {
    guard let assembly = part.source.assembly.flatMap({ Assembly(rawValue: $0) }) else {
      throw InputFaults(
        InputFault(
          .missing, file: part.source.file, place: "assembly", reason: "the pack does not say what positions count on"))
    }
    var rows: [Row] = []
    for line in part.text.split(separator: 10) {
      let cells = line.split(separator: 9, omittingEmptySubsequences: false).map { String(decoding: $0, as: UTF8.self) }
      guard cells.count >= 5, let position = Int(cells[1]), let score = NumberText.parse(cells[4]) else {
        throw InputFaults(
          InputFault(.syntax, file: part.source.file, reason: "a line of the pack is not chrom, pos, ref, alt, score"))
      }
      rows.append(
        Row(chromosome: cells[0], position: position, reference: cells[2], alternate: cells[3], score: score))
    }
    self.rows = rows.sorted { ($0.chromosome, $0.position) < ($1.chromosome, $1.position) }
    chromosomes = Set(rows.map(\.chromosome)).sorted()
    self.assembly = assembly
    self.locator = locator
    predictor = part.source.kind.title
    source = part.source
  }

  /// The score of a change of a gene's record; the greatest if the table has it more than once, `nil` if it has it not.
  package func score(of variant: Variant, gene: Int) -> Double? {
    let record = locator.genes.genes[gene].record
    guard let mapping = record.mapping(on: assembly) else { return nil }
    let wanted = locator.canonical(variant, gene: gene)
    let range = mapping.chromosomeRange(ofRecordRange: wanted.range)
    let places = range.lowerBound - PredictorTable.reach...range.upperBound + PredictorTable.reach
    var found: Double?
    for chromosome in chromosomes {
      var index = rows.partitioningIndex { ($0.chromosome, $0.position) >= (chromosome, places.lowerBound) }
      while index < rows.count, rows[index].chromosome == chromosome, rows[index].position <= places.upperBound {
        defer { index += 1 }
        let row = rows[index]
        guard row.alternate.utf8.count - row.reference.utf8.count == wanted.lengthChange else { continue }
        let locus = locator.locate(
          contig: row.chromosome, position: row.position, reference: row.reference, alternate: row.alternate,
          assembly: assembly)
        if locus == .located(gene: gene, variant: wanted) { found = max(found ?? row.score, row.score) }
      }
    }
    return found
  }
}

extension Array {
  /// The first index whose element meets a condition that all after it meet too, or the count.
  func partitioningIndex(where isMet: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if isMet(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
