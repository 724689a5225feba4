// What the HGVS grammar reads, and where it says it stopped.

import BioSequence
import HGVS
import Testing

@Suite struct HGVSParserTests {
  private func parsed(_ text: String) throws -> HGVSDescription {
    guard case .hgvs(let description) = try HGVSParser.parse(text) else {
      throw HGVSError(.syntax, "not read as HGVS")
    }
    return description
  }

  @Test func referencesAndSelectors() throws {
    let found = try parsed("NC_000017.11(NM_000088.4):c.589-1G>T")
    #expect(found.reference == "NC_000017.11")
    #expect(found.selector == "NM_000088.4")
    #expect(found.type == .coding)
    #expect(found.variants.count == 1)
    let position = CodingPosition(region: .coding, number: 589, offset: -1)
    #expect(found.variants[0].start == .at(WrittenPosition(position: position)))
    #expect(found.variants[0].edit == .substitution(reference: [2], alternate: [3]))
  }

  @Test func editsOfEveryKind() throws {
    let edits: [(String, WrittenEdit)] = [
      ("1del", .deletion(.none)), ("1_2delAC", .deletion(.bases([0, 1]))), ("1_2del2", .deletion(.length(2))),
      ("1dup", .duplication(.none)), ("1_2insACGT", .insertion([0, 1, 2, 3])), ("1_2insA[3]", .insertion([0, 0, 0])),
      ("1delinsTT", .delins(.none, [3, 3])), ("1delAinsTT", .delins(.bases([0]), [3, 3])),
      ("1_3inv", .inversion(.none)),
      ("1GTG[2]", .repeated(unit: [2, 3, 2], count: 2)), ("1_6[3]", .repeated(unit: [], count: 3)),
      ("1=", .identity(.none)), ("1_2AC=", .identity(.bases([0, 1]))),
      ("1AC>G", .substitution(reference: [0, 1], alternate: [2])),
    ]
    for (text, edit) in edits { #expect(try parsed("NM_1.1:c." + text).variants[0].edit == edit, "\(text)") }
  }

  @Test func allelesAndPhases() throws {
    #expect(try parsed("NM_1.1:c.[1A>C;2A>C]").phase == .cis)
    #expect(try parsed("NM_1.1:c.[1A>C];[2A>C]").phase == .trans)
    #expect(try parsed("NM_1.1:c.[1A>C](;)[2A>C]").phase == .unknown)
    #expect(try parsed("NM_1.1:c.1A>C(;)2A>C").variants.count == 2)
    #expect(try parsed("NM_1.1:c.[1A>C];[=]").variants.count == 2)
  }

  @Test func uncertainEnds() throws {
    let variant = try parsed("NM_1.1:c.(?_5-1)_(9+1_12-1)del").variants[0]
    let inner = WrittenPosition(position: CodingPosition(region: .coding, number: 5, offset: -1))
    #expect(variant.start == .between(.unknown, inner))
  }

  @Test func proteinChanges() throws {
    func edit(_ text: String) throws -> WrittenProteinEdit? { try parsed("NP_1.1:p." + text).protein }
    let gly = WrittenResidue(residue: .gly, number: 5)
    let pro = WrittenResidue(residue: .pro, number: 6)
    #expect(try edit("(Gly5Cys)") == .substitution(gly, to: .cys))
    #expect(try edit("G5C") == .substitution(gly, to: .cys))
    #expect(try edit("Gly5*") == .substitution(gly, to: .ter))
    #expect(try edit("Gly5=") == .identity(gly, gly))
    #expect(try edit("Gly5fs") == .frameshift(gly, to: nil, distance: nil))
    #expect(try edit("Gly5AlafsTer7") == .frameshift(gly, to: .ala, distance: 7))
    #expect(try edit("G5Afs*7") == .frameshift(gly, to: .ala, distance: 7))
    #expect(try edit("Gly5_Pro6insAlaSer") == .insertion(gly, pro, [.ala, .ser]))
    #expect(try edit("Gly5_Pro6delinsTer") == .delins(gly, pro, [.ter]))
    #expect(try edit("Gly5_Pro6del") == .deletion(gly, pro))
    #expect(try edit("Gly5dup") == .duplication(gly, gly))
    #expect(
      try edit("Ter9GlnextTer17") == .stopExtension(WrittenResidue(residue: .ter, number: 9), to: .gln, distance: 17))
    #expect(try edit("?") == .unknown)
  }

  @Test func vcfStyleForms() throws {
    for text in ["17-5-C-A", "chr17:5:C:A", "17:5-C-A", "chr17:5C>A", "CHR17-5-c-a"] {
      guard case .vcf(let allele, _) = try HGVSParser.parse(text) else {
        Issue.record("\(text)")
        continue
      }
      #expect(allele.chromosome == "17" && allele.position == 5)
      #expect(allele.reference == [1] && allele.alternate == [0])
    }
  }

  @Test func errorsSayWhereTheGrammarStopped() {
    let cases: [(String, Int?)] = [
      ("NM_1.1:c.", 10), ("NM_1.1:c.5", 11), ("NM_1.1:c.5G>", 13), ("NM_1.1:c.5G>T)", 14), ("NM_1.1:c.5_G>T", 12),
      ("NM_1.1:x.5G>T", 8), ("NM_1.1:c.[5G>T", 15), ("NM_1.1:c.5insR", 14), ("", 1), ("NM_1.1(:c.5G>T", 8),
      ("NM_1.1:c.99999999999G>T", 19),
    ]
    for (text, column) in cases {
      do throws(HGVSError) {
        _ = try HGVSParser.parse(text)
        Issue.record("\(text) was read")
      } catch {
        #expect(error.column == column, "\(text): \(error)")
      }
    }
  }
}
