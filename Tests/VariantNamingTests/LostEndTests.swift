// Events that take an end of the gene, or all between its first and last exon: what is left is no chain.

import BioSequence
import HGVS
import Testing
import TypeICollagen
import VariantNaming

@Suite struct LostEndTests {
  private let namer = CollagenNamer()

  /// Whatever the bases at the ends are: the last exon is lost alike in both genes, by number and by every exact description.
  @Test func theLastExonIsTheEndOfTheTranscript() {
    for (gene, exon) in [("COL1A1", 51), ("COL1A2", 52)] {
      let row = namer.row(for: "\(gene) exon \(exon) del")
      #expect(row.collagenEffect == "null_allele", "\(gene) \(row.outcomes)")
      #expect(row.outcomes.hasPrefix("transcript_end_lost:"), "\(gene) \(row.outcomes)")
    }
    for start in 10...60 {
      let row = namer.row(for: "NM_000088.4:c.4248+\(start)_*1401del")
      #expect(row.outcomes.hasPrefix("transcript_end_lost:"), "+\(start) \(row.outcomes)")
    }
    for end in 10...60 {
      let row = namer.row(for: "NM_000088.4:c.-118_103+\(end)del")
      #expect(row.outcomes.hasPrefix("no_transcript:"), "+\(end) \(row.outcomes)")
    }
  }

  /// Of every stretch of exons up to the one before the last: a frame that shifts into the last exon keeps no C-propeptide
  /// unless the chain has come to it.
  @Test(arguments: ["COL1A1", "COL1A2"]) func aChainWithoutItsCPropeptideIsNone(_ symbol: String) throws {
    let gene = try #require(GeneCatalog.embedded.gene(symbol: symbol))
    let last = gene.record.preferredTranscript.exons.count
    var nulls = 0
    for first in 2..<last - 1 {
      let row = namer.row(for: "\(symbol) exon \(first)-\(last - 1) del")
      guard let match = row.outcomes.firstMatch(of: /p\.\([A-Z][a-z]{2}(\d+)[A-Z][a-z]{2}fsTer(\d+)\)/),
        let residue = Int(match.1), let distance = Int(match.2)
      else { continue }
      let isShort = residue + distance - 1 < gene.cPropeptide.lowerBound
      #expect(row.collagenEffect == (isShort ? "null_allele" : "c_propeptide"), "\(first) \(row.outcomes)")
      nulls += isShort ? 1 : 0
    }
    // COL1A2 has no exon whose loss with all behind it shifts the frame so early.
    #expect(nulls > 0 || symbol == "COL1A2")
    let exact = namer.row(for: "NM_000088.4:c.103+50_4248+30del")
    #expect(exact.collagenEffect == "null_allele")
    #expect(!exact.message.contains("keeps its helix") && exact.message.contains("before its C-propeptide"))
    // A stop in the last exon of the whole gene keeps the helix.
    #expect(namer.row(for: "NM_000088.4:c.4247del").collagenEffect.contains("c_propeptide"))
  }
}
