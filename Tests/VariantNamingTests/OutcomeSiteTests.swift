// The sites and the r. names that outcomes are told with, over both genes and every exon.

import BioSequence
import HGVS
import Numerics
import Testing
import TypeICollagen
import VariantNaming

@Suite struct OutcomeSiteTests {
  private static let seed: UInt64 = 4711

  /// Changes that no model scored, over a border: an inversion, a loss of bases on both sides, a loss far into what follows.
  private static func changes(
    _ model: TranscriptModel, at border: Int, _ random: inout SplitMix64
  ) -> [(range: Range<Int>, bases: [UInt8])] {
    let around = border - Int.random(in: 2...14, using: &random)..<border + Int.random(in: 2...14, using: &random)
    let next = min(border + Int.random(in: 60...400, using: &random), model.recordRange.upperBound - 20)
    return [
      (around, model.record[around].reversed().map { 3 - $0 }), (around, []), (border - 7..<next, []),
    ]
  }

  /// Another site in the place of one that is lost serves the exon of that site: it lies between the exons beside it.
  @Test func anotherSiteServesTheExonThatLostItsOwn() {
    var random = SplitMix64(seed: Self.seed)
    var checked = 0
    for gene in GeneCatalog.embedded.genes {
      let model = gene.model.transcripts[0]
      for exon in stride(from: 1, to: model.exons.count - 1, by: 2) {
        for border in [model.exons[exon].lowerBound, model.exons[exon].upperBound] {
          for (range, bases) in Self.changes(model, at: border, &random) {
            let names = gene.model.names(replacing: range, with: bases)
            let label = "\(names.hgvsC ?? "") seed \(Self.seed)"
            // A copy has the site twice, and may read on over exons.
            if names.edit.kind == .duplication { continue }
            for outcome in model.ownOutcomes(of: names.edit, gene.motif, losesSites: names.effect.splicing != nil) {
              switch outcome.splicing {
              case .crypticDonor(let own, let distance):
                let reach = -model.exons[own].count..<model.exons[own + 1].lowerBound - model.exons[own].upperBound
                #expect(reach.contains(distance), "\(label) \(outcome.name)")
                #expect(own == exon || own == exon - 1, "\(label) \(outcome.name)")
                checked += 1
              case .crypticAcceptor(let own, let distance):
                let reach = model.exons[own - 1].upperBound - model.exons[own].lowerBound..<model.exons[own].count
                #expect(reach.contains(distance), "\(label) \(outcome.name)")
                #expect(own == exon || own == exon + 1, "\(label) \(outcome.name)")
                checked += 1
              default: break
              }
            }
          }
        }
      }
    }
    #expect(checked > 15, "\(checked)")
  }

  /// An exon lost whole and an intron lost whole leave nothing for another site to serve.
  @Test func noSiteIsLookedForWhereExonOrIntronIsGone() {
    for gene in GeneCatalog.embedded.genes {
      let model = gene.model.transcripts[0]
      for exon in 1..<model.exons.count - 1 {
        let whole = model.exons[exon].lowerBound - 20..<model.exons[exon].upperBound + 8
        let intron = model.exons[exon].upperBound..<model.exons[exon + 1].lowerBound
        for range in [whole, intron, intron.lowerBound - 4..<intron.upperBound + 5] {
          let names = gene.model.names(replacing: range, with: [])
          let own = model.ownOutcomes(of: names.edit, gene.motif, losesSites: true)
          #expect(own.isEmpty, "\(names.hgvsC ?? "") \(own.map(\.name))")
        }
      }
    }
  }

  /// The second of two copies of a site goes alone: without it the transcript is the normal one.
  @Test func aWeakCopyOfASiteLeavesTheFirst() {
    var found = 0
    for gene in GeneCatalog.embedded.genes {
      let model = gene.model.transcripts[0]
      for exon in 2..<model.exons.count - 1 {
        let range = model.exons[exon].lowerBound - 4..<model.exons[exon].upperBound + 9
        let names = gene.model.names(replacing: range.upperBound..<range.upperBound, with: Array(model.record[range]))
        guard names.edit.kind == .duplication, names.edit.range == range else { continue }
        for outcome in model.ownOutcomes(of: names.edit, gene.motif, losesSites: true) {
          #expect(outcome.splicing != .exonSkip(exon...exon), "\(names.hgvsC ?? "")")
          if outcome.splicing == .normal { found += 1 }
        }
      }
    }
    #expect(found > 20, "\(found)")
  }

  /// An r. name with positions, read as what was seen on RNA, gives the protein of the transcript that is expected.
  @Test func rNamesReadAsTheTranscriptTheyName() throws {
    var random = SplitMix64(seed: Self.seed + 1)
    let namer = CollagenNamer()
    var checked: [String: Int] = [:]
    for gene in GeneCatalog.embedded.genes {
      let model = gene.model.transcripts[0]
      for exon in 1..<model.exons.count - 2 {
        let intron = model.exons[exon].upperBound..<model.exons[exon + 1].lowerBound
        let low = model.exons[exon].upperBound - Int.random(in: 1...20, using: &random)
        let high = model.exons[exon + 1].lowerBound + Int.random(in: 1...20, using: &random)
        let far = model.exons[exon + 2].lowerBound + Int.random(in: 1...10, using: &random)
        let whole = model.exons[exon].lowerBound - 30..<model.exons[exon].upperBound + 25
        for (range, isCopy) in [
          (intron, false), (intron.lowerBound + 1..<intron.upperBound, false), (low..<high, false), (low..<high, true),
          (low..<far, true), (whole, false), (whole, true),
        ] {
          let place = isCopy ? range.upperBound..<range.upperBound : range
          let names = gene.model.names(replacing: place, with: isCopy ? Array(model.record[range]) : [])
          guard let outcome = names.effect.splicing?.certain else { continue }
          let annotation = VariantAnnotation(names, gene)
          let rna = try #require(annotation.rna(gene))
          guard rna.contains("(") else { continue }
          let row = namer.row(for: rna)
          let label = "\(names.hgvsC ?? "") \(rna) seed \(Self.seed + 1)"
          var protein: [UInt8] = []
          outcome.coding.change.write(to: &protein, protein: model.protein)
          let expected = model.transcript.proteinAccession + ":" + String(decoding: protein, as: UTF8.self)
          #expect(row.status == .ok, "\(label) \(row.message)")
          #expect(row.hgvsP == expected || rna.hasSuffix("(=)") && expected.hasSuffix("p.(=)"), "\(label)")
          checked[isCopy ? "copies" : "losses", default: 0] += 1
        }
      }
    }
    #expect(checked["copies"] ?? 0 > 150 && checked["losses"] ?? 0 > 150, "\(checked)")
  }
}
