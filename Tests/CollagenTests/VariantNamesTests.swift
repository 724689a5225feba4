// Names of variants from a Swift program: those of the command, and a reason where there are none.

import Collagen
import Testing

@Suite struct VariantNamesTests {
  @Test(arguments: ["COL1A1:c.589G>T", "17-50198002-C-A", "NC_000017.10:g.48275363C>A", "nm_000088.3:c.589G>T"])
  func everyFormGivesTheSameVariant(_ description: String) throws {
    let names = try CollagenVariantNamer().names(of: description)
    #expect(names.genomicName(on: .grch38) == "NC_000017.11:g.50198002C>A")
    #expect(names.vcf(on: .grch37) == "17-48275363-C-A" && names.proteinName == "NP_000079.2:p.(Gly197Cys)")
    #expect(names.gene == "COL1A1" && names.collagenEffects == ["glycine_substitution"])
    #expect(names.helixResidue == "19" && names.tripletPosition == "G" && !names.isCorrected)
  }

  @Test func theAssemblyTellsWhatAPositionMeans() throws {
    let names = try CollagenVariantNamer(assembly: .grch37).names(of: "17-48275363-C-A")
    #expect(names.codingName == "NM_000088.4:c.589G>T" && !names.isCorrected)
    let other = try CollagenVariantNamer().names(of: "17-48275363-C-A")
    #expect(other.isCorrected && other.message.contains("GRCh37 only"))
  }

  @Test func whatIsCorrectedOrWrongIsSaid() throws {
    let namer = CollagenVariantNamer()
    let corrected = try namer.names(of: "COL1A1:c.590_591insG")
    #expect(corrected.isCorrected && corrected.codingName == "NM_000088.4:c.590dup")
    #expect(corrected.message.contains("duplication"))
    do {
      _ = try namer.names(of: "COL1A1:c.1243G>T")
      Issue.record("the reference has another base")
    } catch {
      #expect(error.code == .badInput && error.message.contains("the reference has C at c.1243, not G"), "\(error)")
    }
  }
}
