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

  /// The scores of a change of a gene's record: none if the table has it not, several if rows that describe it alike have
  /// different ones. Of different descriptions of one change, as of an indel in a repeat, the greatest counts.
  package func scores(of variant: Variant, gene: Int) -> [Double] {
    let record = locator.genes.genes[gene].record
    guard let mapping = record.mapping(on: assembly) else { return [] }
    let wanted = locator.canonical(variant, gene: gene)
    let range = mapping.chromosomeRange(ofRecordRange: wanted.range)
    let places = range.lowerBound - PredictorTable.reach...range.upperBound + PredictorTable.reach
    var found: [Int: Set<Double>] = [:]
    for chromosome in chromosomes {
      var index = rows.partitioningIndex { ($0.chromosome, $0.position) >= (chromosome, places.lowerBound) }
      while index < rows.count, rows[index].chromosome == chromosome, rows[index].position <= places.upperBound {
        defer { index += 1 }
        let row = rows[index]
        guard row.alternate.utf8.count - row.reference.utf8.count == wanted.lengthChange else { continue }
        let locus = locator.locate(
          contig: row.chromosome, position: row.position, reference: row.reference, alternate: row.alternate,
          assembly: assembly)
        if locus == .located(gene: gene, variant: wanted) { found[row.position, default: []].insert(row.score) }
      }
    }
    if let several = found.sorted(by: { $0.key < $1.key }).first(where: { $0.value.count > 1 }) {
      return several.value.sorted()
    }
    return found.values.compactMap { $0.max() }.max().map { [$0] } ?? []
  }

  /// A change of bases as a table writes it.
  private struct Allele: Hashable {
    let chromosome: String
    let position: Int
    /// `C>T`
    let change: String
  }

  private var scoresByAllele: [Allele: Set<Double>] {
    var found: [Allele: Set<Double>] = [:]
    for row in rows {
      let chromosome = row.chromosome.hasPrefix("chr") ? String(row.chromosome.dropFirst(3)) : row.chromosome
      let allele = Allele(
        chromosome: chromosome, position: row.position, change: "\(row.reference)>\(row.alternate)")
      found[allele, default: []].insert(row.score)
    }
    return found
  }

  /// A sentence if another table of the same predictor and assembly has different scores of the same alleles.
  func disagreement(with other: PredictorTable) -> String? {
    guard predictor == other.predictor, assembly == other.assembly else { return nil }
    let (own, theirs) = (scoresByAllele, other.scoresByAllele)
    let differing = own.filter { allele, scores in theirs[allele].map { $0 != scores } == true }.keys
    let count = differing.count
    let first = differing.min { ($0.chromosome, $0.position, $0.change) < ($1.chromosome, $1.position, $1.change) }.map
    {
      func text(_ scores: Set<Double>?) -> String {
        (scores ?? []).sorted().map { NumberText.shortest($0) }.joined(separator: ", ")
      }
      return "\($0.chromosome):\($0.position) \($0.change) \(text(own[$0])) and \(text(theirs[$0]))"
    }
    guard let first else { return nil }
    return
      "\(source.file) and \(other.source.file): \(count) \(count == 1 ? "allele has" : "alleles have") different scores of "
      + "\(predictor) in the two (\(count == 1 ? "" : "first ")\(first)): no criterion is taken from them; give one of the files"
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
