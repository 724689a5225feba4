// Chain names, legacy residues and exon numbers against published mutations.

import BioSequence
import Testing
import TypeICollagen

@Suite struct LegacyNumberingTests {
  @Test func chainNamesOfManyKinds() {
    for name in ["COL1A1", "col1a1", "alpha1(I)", "alpha 1(I)", "alpha-1 (I)", "pro-alpha1(I)", "a1(I)"] {
      #expect(GeneCatalog.embedded.gene(named: name)?.symbol == "COL1A1", "\(name)")
    }
    #expect(GeneCatalog.embedded.gene(named: "alpha2(I)")?.symbol == "COL1A2")
    for name in ["alpha1(III)", "COL3A1", "", "alpha3(I)", "NM_000090.4"] {
      #expect(GeneCatalog.embedded.gene(named: name) == nil, "\(name)")
    }
  }

  /// Mutations published in helix numbers: the precursor's residues match.
  @Test func publishedMutationsLieWhereTheyShould() {
    let cases: [(CollagenGene, Int, Int, AminoAcid, AminoAcid, String)] = [
      (GeneCatalog.embedded.genes[0], 134, 312, .arg, .cys, "alpha1(I) R134C"),
      (GeneCatalog.embedded.genes[0], 396, 574, .arg, .cys, "alpha1(I) R396C"),
      (GeneCatalog.embedded.genes[0], 836, 1014, .arg, .cys, "alpha1(I) R836C"),
      (GeneCatalog.embedded.genes[0], 915, 1093, .arg, .cys, "alpha1(I) R915C"),
      (GeneCatalog.embedded.genes[0], 988, 1166, .gly, .cys, "alpha1(I) G988C"),
      (GeneCatalog.embedded.genes[1], 907, 997, .gly, .asp, "alpha2(I) G907D"),
    ]
    for (gene, helix, residue, old, new, name) in cases {
      let protein = GeneticCode.translate(gene.record.preferredTranscript.codingSequence(from: gene.record.sequence))
      #expect(protein[residue - 1] == old)
      #expect(gene.helixResidue(ofResidue: residue) == helix)
      #expect(gene.record.residueNumbering?.name(residue: residue, from: old, to: new) == name)
    }
  }

  @Test func tripletPositionsRunGXY() {
    for gene in GeneCatalog.embedded.genes {
      let helix = gene.tripleHelix
      #expect(gene.tripletPosition(ofResidue: helix.lowerBound) == .glycine)
      #expect(gene.tripletPosition(ofResidue: helix.lowerBound + 1) == .x)
      #expect(gene.tripletPosition(ofResidue: helix.upperBound) == .y)
      #expect(gene.tripletPosition(ofResidue: helix.upperBound + 1) == nil)
      #expect(gene.distanceToHelixEnd(ofResidue: helix.upperBound) == 0)
    }
    #expect(GeneCatalog.embedded.genes[0].nProteinaseSite == 161...162)
    #expect(GeneCatalog.embedded.genes[1].nProteinaseSite == 79...80)
    #expect(GeneCatalog.embedded.genes[0].cProteinaseSite == 1218...1219)
    #expect(GeneCatalog.embedded.genes[1].cProteinaseSite == 1119...1120)
  }

  @Test func legacyExonsOfCOL1A1AreOneHigherBehind33() {
    let names = GeneCatalog.embedded.genes[0].legacyExonNames
    #expect(names[31] == "32" && names[32] == "33/34" && names[33] == "35" && names[50] == "52")
    #expect(GeneCatalog.embedded.genes[1].legacyExonNames == (1...52).map { String($0) })
  }
}
