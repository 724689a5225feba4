// Every accepted way to write a protein change gives the same parts, and the same evidence.

import BioSequence
import HGVS
import Reporting
import Testing

@testable import Evidence

@Suite struct ProteinNameTests {
  /// Ways to write one change each, the canonical one first.
  static let forms: [[String]] = [
    [
      "NP_000079.2:p.(Gly197Cys)", "p.(Gly197Cys)", "p.Gly197Cys", "Gly197Cys", "p.(G197C)", "p.G197C", "G197C",
      "NP_000079.2:p.G197C", "LRG_1p1:p.(Gly197Cys)", "p.(gly197cys)",
    ],
    ["p.(Arg415Ter)", "p.Arg415Ter", "p.(Arg415*)", "p.R415*", "p.R415X", "Arg415*", "NP_000079.2:p.(R415*)"],
    [
      "p.(Gly818TrpfsTer3)", "p.Gly818TrpfsTer3", "p.(Gly818Trpfs*3)", "p.G818Wfs*3", "p.G818WfsX3",
      "Gly818TrpfsTer3", "p.(G818Wfs*3)",
    ],
    ["p.(Pro141_Gly143del)", "p.P141_G143del", "Pro141_Gly143del", "p.(P141_G143del)"],
    ["p.(Gly2_Pro3insLysTer)", "p.G2_P3insK*", "p.(Gly2_Pro3insLys*)"],
    ["p.(Gly2_Pro3delinsLysTer)", "p.G2_P3delinsK*", "Gly2_Pro3delinsLysTer"],
    ["p.(Gly197_Pro199dup)", "p.G197_P199dup"],
    ["p.(Gly197=)", "p.Gly197=", "p.G197=", "p.(G197=)", "p.Gly197Gly", "p.G197G"],
    ["p.(Ter1465PheextTer27)", "p.*1465Fext*27", "p.(*1465Pheext*27)"],
  ]

  @Test(arguments: forms) func formsOfOneChangeAreOne(_ forms: [String]) throws {
    let expected = try #require(ProteinName(forms[0]))
    for form in forms { #expect(ProteinName(form) == expected, "\(form)") }
  }

  @Test(arguments: forms) func formsOfOneChangeGiveTheSameEvidence(_ forms: [String]) throws {
    func outcomes(_ name: String) throws -> [String] {
      var finding = Call(gene: "COL1A1", hgvsC: "NM_000088.4:c.1", hgvsP: name)
      finding.consequence = [.codingSequence]
      let assessor = try #require(CriteriaAssessor(finding, inputs: AssessmentInputs()))
      return assessor.ledger().outcomes.map { "\($0.code) \($0.status) \($0.rule) \($0.reason)" }
        + [assessor.meaning.molecularClass.rawValue, "\(assessor.meaning.helixResidue ?? 0)"]
    }
    let expected = try outcomes(forms[0])
    for form in forms { #expect(try outcomes(form) == expected, "\(form)") }
  }

  @Test(
    arguments: [
      ("p.(Gly197Cys)", ProteinName.Kind.substitution, 197, 197, nil), ("p.(Arg415Ter)", .nonsense, 415, 415, 415),
      ("p.(Gly818TrpfsTer3)", .frameshift, 818, 818, 820), ("p.(Gly818fs)", .frameshift, 818, 818, nil),
      ("p.(Gly818Ter)", .nonsense, 818, 818, 818), ("p.(Pro141_Gly143del)", .deletion, 141, 143, nil),
      ("p.(Gly2_Pro3insLysTer)", .insertion, 2, 3, 4), ("p.(Gly2_Pro3delinsLysTer)", .delins, 2, 3, 3),
      ("p.(Gly197_Pro199dup)", .duplication, 197, 199, nil), ("p.(Gly197=)", .synonymous, 197, 197, nil),
      ("p.(Ter1465PheextTer27)", .lengthening, 1465, 1465, nil), ("p.(Met1?)", .other, 1, 1, nil),
    ] as [(String, ProteinName.Kind, Int, Int, Int?)])
  func partsOfAName(_ name: String, _ kind: ProteinName.Kind, _ first: Int, _ last: Int, _ stop: Int?) throws {
    let found = try #require(ProteinName(name))
    #expect(found.kind == kind && found.residue == first && found.lastResidue == last && found.stop == stop)
  }

  @Test(arguments: ["", ".", "p.", "p.?", "p.0", "p.(=)", "c.589G>T", "p.Gly", "p.(Gly197Cys", "p.Zzz1Gly", "a:b:c"])
  func whatIsNoChangeOfAResidueIsNone(_ name: String) { #expect(ProteinName(name) == nil) }
}
