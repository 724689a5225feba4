// A screen that is read back: own names are taken wherever assembly and record differ, names that were edited are not.

import BioSequence
import HGVS
import Reporting
import Testing
import TypeICollagen
import VariantNaming

@testable import CaseReporting

@Suite struct ScreenNamesTests {
  private let locator = GenomicLocator()

  /// A screen's own call, written on the assembly.
  private func call(_ variant: Variant, _ gene: CollagenGene, _ assembly: Assembly) -> Call? {
    var call = Call(annotate(variant: variant, gene: gene), assembly: assembly)
    call?.filter = ["PASS"]
    return call
  }

  /// Losses and gains of one to four bases about every base in which an assembly differs from a gene's record.
  @Test(arguments: Assembly.allCases) func ownNamesAreTaken(_ assembly: Assembly) throws {
    var tried = 0
    for gene in GeneCatalog.embedded.genes {
      let places = gene.record.mapping(on: .grch37)?.differences.map(\.offset) ?? []
      for place in places {
        for offset in place - 4...place + 4 {
          for length in 0...3 {
            for bases in length == 0 ? ["A", "C", "G", "T", "ACGT", "GG"] : [""] {
              let variant = Variant(
                range: offset..<offset + length, replacement: DNASequence(text: bases) ?? DNASequence())
              guard let call = call(variant, gene, assembly) else { continue }
              tried += 1
              let found = call.contradiction(locator, isOfThisVersion: true)
              #expect(found == nil, "\(call.hgvsC ?? "") on \(assembly.rawValue): \(found?.reason ?? "")")
            }
          }
        }
      }
    }
    #expect(tried > 80)
  }

  @Test(arguments: Assembly.allCases) func editedNamesAreNot(_ assembly: Assembly) throws {
    let gene = GeneCatalog.embedded.genes[0]
    let variant = Variant(range: 9_000..<9_003, replacement: DNASequence())
    let right = try #require(call(variant, gene, assembly))
    #expect(right.contradiction(locator, isOfThisVersion: true) == nil)
    for (key, change) in [
      ("hgvs_g", { $0.hgvsG = "NC_000017.11:g.50185102del" }), ("hgvs_c", { $0.hgvsC = "NM_000088.4:c.1del" }),
      ("hgvs_lrg", { $0.hgvsLRG = "LRG_1:g.1del" }), ("exon", { $0.exon = "52" }),
      ("pos", { $0.pos = 1 }), ("gene", { $0.gene = "COL1A2" }),
    ] as [(String, (inout Call) -> Void)] {
      var edited = right
      change(&edited)
      #expect(edited.contradiction(locator, isOfThisVersion: true)?.key == key, "\(key)")
    }
  }
}
