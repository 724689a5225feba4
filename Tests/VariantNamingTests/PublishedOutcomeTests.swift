// The first outcome of published splice variants against what their RNA showed, and the position weights of the genes' own sites.

import BioSequence
import HGVS
import Testing
import TypeICollagen
import VariantNaming

@Suite struct PublishedOutcomeTests {
  private struct Published {
    let input: String
    let observed: [String]
    let isTest: Bool

    /// Whether the first outcome is the main one observed.
    func isRight(_ namer: CollagenNamer) -> Bool {
      namer.row(for: input).outcomeLists.first?.first?.name == observed.first
    }
  }

  private static func table() throws -> [Published] {
    try FixtureTable("hgvs/rna-outcomes.tsv").rows.map { row in
      Published(
        input: row["input"] ?? "", observed: (row["observed"] ?? "").split(separator: ";").map(String.init),
        isTest: row["use"] == "test")
    }
  }

  /// All rows that no rule was changed for are right, and of all rows four fifths.
  @Test func theFirstOutcomeIsTheMainOneObserved() throws {
    let rows = try Self.table()
    let namer = CollagenNamer()
    #expect(rows.count == 13 && rows.count { $0.isTest } == 8)
    for row in rows { #expect(namer.row(for: row.input).status != .error, "\(row.input)") }
    let kept = rows.filter(\.isTest)
    #expect(kept.count { $0.isRight(namer) } == kept.count, "\(kept.filter { !$0.isRight(namer) }.map(\.input))")
    let right = rows.count { $0.isRight(namer) }
    #expect(
      5 * right >= 4 * rows.count, "\(right) of \(rows.count): \(rows.filter { !$0.isRight(namer) }.map(\.input))")
  }

  /// Schleit et al. 2015 (PMID 25963598): -1G>A of COL1A1 moves the acceptor by one base, wherever the exon begins with G.
  @Test func lossOfTheLastIntronBaseMovesTheAcceptorByOne() {
    let namer = CollagenNamer()
    let model = GeneCatalog.embedded.genes[0].model.transcripts[0]
    var wrong: [Int] = []
    var checked = 0
    for exon in 1..<model.exons.count where model.record[model.exons[exon].lowerBound] == 2 {
      checked += 1
      let found = namer.row(for: "COL1A1 IVS\(exon)-1G>A").outcomeLists.first?.first?.name
      if found != "cryptic_acceptor(+1)" { wrong.append(exon) }
    }
    #expect(checked >= 40 && wrong.count <= checked / 20, "\(wrong) of \(checked)")
  }

  /// Every own site, scored without itself, is above every place without a site's two bases, and most are far above what a
  /// lost base leaves: the weights tell a site from its loss.
  @Test func ownSitesLeftOutOneByOneAreLikeTheOthers() {
    for gene in GeneCatalog.embedded.genes {
      let model = gene.model.transcripts[0]
      var lostFifth = 0
      var checked = 0
      for exon in 0..<model.exons.count - 1 {
        let place = model.exons[exon].upperBound + 4
        guard model.record[place] == 2 else { continue }
        // Five bases behind the donor's GT go: the site keeps its GT and is like none of the others.
        let lower = model.exons[exon].upperBound + 2
        let edit = gene.model.names(of: Variant(range: lower..<lower + 5, replacement: DNASequence(codes: []))).edit
        let outcomes = model.ownOutcomes(of: edit, gene.motif, losesSites: false)
        checked += 1
        if outcomes.contains(where: { $0.splicing == .exonSkip(exon...exon) && $0.ownBits != nil }) { lostFifth += 1 }
      }
      #expect(checked > 30)
      #expect(lostFifth > checked / 2, "\(gene.symbol) \(lostFifth) of \(checked)")
    }
  }

  /// A change far from every site has no own outcome, and one that leaves a site's bases as they are neither.
  @Test func changesOffTheSitesHaveNoOwnOutcome() {
    for gene in GeneCatalog.embedded.genes {
      let model = gene.model.transcripts[0]
      for exon in model.exons.dropFirst().dropLast() where exon.count > 70 {
        let middle = exon.lowerBound + 30
        let edit = gene.model.names(of: Variant(range: middle..<middle + 2, replacement: DNASequence(codes: []))).edit
        #expect(model.ownOutcomes(of: edit, gene.motif, losesSites: false).isEmpty, "\(gene.symbol) \(middle)")
      }
    }
  }
}
