// A call's names, its texts for tables, and what a document may not say of it.

import BioSequence
import Documents
import HGVS
import Knowledge
import Reporting
import Testing
import TypeICollagen
import VariantNaming

@Suite struct CallTests {
  @Test func namesComeFromTheAnnotationOnEitherAssembly() throws {
    let variant = Variant(range: 8637..<8638, replacement: DNASequence(codes: [3]))
    let names = annotate(variant: variant, gene: GeneCatalog.embedded.genes[0])
    let call = try #require(Call(names, assembly: .grch38))
    #expect(call.gene == "COL1A1" && call.place == "chr17:50198002:C:A" && call.class == .snv)
    #expect(call.name == "NM_000088.4:c.589G>T" && call.shortCodingName == "c.589G>T")
    #expect(call.label == "COL1A1 c.589G>T, p.(Gly197Cys)")
    #expect(call.consequence == [.missense, .spliceRegion] && call.collagenEffect == [.glycineSubstitution])
    #expect(call.helixResidue == 19 && call.tripletPosition == .glycine)
    let old = try #require(Call(names, assembly: .grch37))
    #expect(old.pos == 48_275_363 && old.hgvsG == "NC_000017.10:g.48275363C>A" && old.hgvsC == call.hgvsC)
  }

  @Test func withoutACodingNameTheGenomicOneOrThePlaceIsTold() {
    var call = Call(gene: "COL1A2", assembly: .grch38, chrom: "chr7", pos: 5, ref: "N", alt: "<DEL>")
    #expect(call.name == "chr7:5:N:<DEL>" && call.shortCodingName == "chr7:5:N:<DEL>")
    call.symbolic = Call.SymbolicAllele(type: "DEL", end: 9)
    #expect(call.label == "COL1A2 chr7:5-9:N:<DEL>")
    call.hgvsG = "NC_000007.14:g.5_9del"
    #expect(call.name == "NC_000007.14:g.5_9del" && call.shortCodingName == "g.5_9del")
  }

  @Test func listsAreJoinedForTablesOnly() {
    var call = Call(gene: "g", assembly: .grch38, chrom: "c", pos: 1, ref: "A", alt: "C")
    #expect(call.consequenceText == nil && call.collagenEffectText == nil && call.knownText == nil)
    #expect(call.filterText == "." && call.isPass)
    call.consequence = [.spliceDonor, .intron]
    call.collagenEffect = [.inFrameExonSkip, .nProteinaseSite]
    call.filter = ["low_depth", "strand_bias"]
    call.known = [
      KnownAnnotation(id: "rs1", significance: ["Benign", "drug_response"], file: "k"),
      KnownAnnotation(id: nil, significance: [], file: "k"),
    ]
    #expect(call.consequenceText == "splice_donor_variant&intron_variant")
    #expect(call.collagenEffectText == "in_frame_exon_skip&n_proteinase_site")
    #expect(call.filterText == "low_depth;strand_bias" && !call.isPass)
    #expect(call.knownText == "rs1|Benign,drug_response; known")
  }

  @Test(arguments: Consequence.allCases)
  func everyTermOfVEPHasItsName(_ term: Consequence) throws {
    #expect(Consequence(name: term.name) == term)
    #expect(JSONValue(encoding: [term]) == .list([.text(term.name)]))
  }

  /// What is wrong with a call, by the key that is told.
  @Test func everyRuleNamesItsKey() throws {
    let rules: [(key: String, change: (inout Call) -> Void)] = [
      ("gene", { $0.gene = "" }), ("chrom", { $0.chrom = "" }), ("ref", { $0.ref = "" }),
      ("alt", { $0.alt = $0.ref }), ("pos", { $0.pos = 0 }), ("pos", { $0.pos = 300_000_001 }),
      ("symbolic", { $0.alt = "<DEL>" }), ("symbolic", { $0.symbolic = Call.SymbolicAllele(type: "DEL", end: nil) }),
      ("depth", { $0.depth = -1 }), ("depth", { $0.depth = .max }), ("alt_depth", { $0.altDepth = 61 }),
      ("ref_depth", { $0.refDepth = -1 }), ("vaf", { $0.vaf = 7 }), ("vaf", { $0.vaf = -0.1 }),
      ("vaf_high", { ($0.vafLow, $0.vafHigh) = (0.9, 0.1) }), ("quality", { $0.quality = -1 }),
      ("qual", { $0.qual = -1 }), ("helix_residue", { $0.helixResidue = 0 }),
      ("triplet_position", { $0.tripletPosition = nil }), ("phase_set", { $0.phaseSet = 0 }),
      ("filter", { $0.filter = ["PASS", "low_depth"] }), ("genotype", { $0.genotype = "het" }),
    ]
    try ExampleReport.call().validate()
    for (key, change) in rules {
      var call = ExampleReport.call()
      change(&call)
      let error = #expect(throws: InvalidValue.self) { try call.validate() }
      #expect(error?.key == key)
    }
  }
}
