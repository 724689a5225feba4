// Coding positions, consequence terms and protein names on transcripts small enough to check by hand.

import BioSequence
import HGVS
import Testing

@Suite struct TranscriptModelTests {
  let model = MiniTranscript.model

  @Test func translatesToTheEnd() {
    let protein = String(model.protein.map(\.rawValue))
    #expect(protein == "MGPAKGPGAPGSGF*")
  }

  @Test func positionsAreCountedFromTheNearerExon() {
    let expected: [(Int, String)] = [
      (10, "-10"), (19, "-1"), (20, "1"), (39, "20"), (40, "20+1"), (49, "20+10"), (50, "21-10"), (59, "21-1"),
      (60, "21"),
      (80, "41"), (81, "41+1"), (100, "42-1"), (101, "42"), (104, "45"), (105, "*1"), (115, "*11"),
    ]
    for (offset, text) in expected { #expect(model.position(ofRecordOffset: offset)?.description == text) }
    #expect(model.position(ofRecordOffset: 9) == nil)
    #expect(model.position(ofRecordOffset: 116) == nil)
  }

  @Test func rangesAreMappedWithinOneExonOnly() {
    #expect(model.transcriptRange(ofRecordRange: 20..<23) == 10..<13)
    #expect(model.transcriptRange(ofRecordRange: 38..<42) == nil)
    #expect(model.transcriptRange(ofRecordRange: 40..<40) == nil)
    #expect(model.transcriptRange(ofRecordRange: 60..<60) == nil)
    #expect(model.transcriptRange(ofRecordRange: 61..<61) == 31..<31)
  }
}

@Suite struct ConsequenceTests {
  let model = MiniTranscript.model

  private func terms(_ range: Range<Int>, _ bases: String) -> [String] {
    let codes = DNASequence(text: bases)?.codes ?? []
    let edit = SequenceEdit(replacing: range, with: codes, on: model.record, limit: model.record.count)
    return model.effect(of: edit).consequences.terms.map(\.name)
  }

  private func other(_ offset: Int) -> String {
    model.record[offset] == 0 ? "C" : "A"
  }

  /// VEP 104 and later: every base around the first intron, which is c.20+1 to c.20+20.
  @Test func spliceTermsOfEveryBaseOfAnIntron() {
    for offset in 40..<60 {
      let found = Set(terms(offset..<offset + 1, other(offset)))
      let donor = offset - 39
      let acceptor = 60 - offset
      var expected: Set<String> = ["intron_variant"]
      if donor <= 2 { expected.insert("splice_donor_variant") }
      if acceptor <= 2 { expected.insert("splice_acceptor_variant") }
      if donor == 5 { expected.insert("splice_donor_5th_base_variant") }
      if [3, 4, 6].contains(donor) { expected.insert("splice_donor_region_variant") }
      if (7...8).contains(donor) || (3...8).contains(acceptor) { expected.insert("splice_region_variant") }
      if (3...17).contains(acceptor) { expected.insert("splice_polypyrimidine_tract_variant") }
      #expect(found == expected, "c.20+\(donor)")
    }
  }

  @Test func exonEdgesAreSpliceRegions() {
    for offset in [37, 38, 39, 60, 61, 62] {
      #expect(terms(offset..<offset + 1, other(offset)).contains("splice_region_variant"))
    }
    for offset in [36, 63, 11] {
      #expect(!terms(offset..<offset + 1, other(offset)).contains("splice_region_variant"))
    }
  }

  @Test func codingTerms() {
    #expect(terms(24..<25, "A") == ["missense_variant"])  // GGT>GAT
    #expect(terms(25..<26, "C") == ["synonymous_variant"])  // GGT>GGC
    #expect(terms(32..<33, "T") == ["stop_gained"])  // AAA>TAA
    #expect(terms(21..<22, "C") == ["start_lost"])
    #expect(terms(102..<103, "C").contains("stop_lost"))  // TGA>CGA
    #expect(terms(25..<26, "").contains("frameshift_variant"))
    #expect(terms(23..<26, "") == ["inframe_deletion"])
    #expect(terms(26..<26, "AAA").contains("inframe_insertion"))
    #expect(terms(24..<28, "A") == ["protein_altering_variant"])
    #expect(terms(12..<13, "A") == ["5_prime_UTR_variant"])
    #expect(terms(112..<113, "A") == ["3_prime_UTR_variant"])
    #expect(terms(2..<3, "C") == ["upstream_gene_variant"])
    #expect(terms(118..<119, "C") == ["downstream_gene_variant"])
    #expect(terms(5..<119, "") == ["transcript_ablation"])
    #expect(terms(38..<42, "").first == "splice_donor_variant")
  }

  @Test func termsComeMostSevereFirst() {
    let ranks = Consequence.allCases.map(\.rawValue)
    #expect(ranks == ranks.sorted())
    #expect(Consequence.stopGained < .frameshift && Consequence.missense < .spliceRegion)
  }
}

@Suite struct ProteinNamerTests {
  let model = MiniTranscript.model

  private func name(_ range: Range<Int>, _ bases: String) -> String {
    let effect = model.codingEffect(replacing: range, with: DNASequence(text: bases)?.codes ?? [])
    var text: [UInt8] = []
    effect.change.write(to: &text, protein: model.protein)
    return String(decoding: text, as: UTF8.self)
  }

  /// Transcript offsets: c.n is offset 9 + n. The protein is MGPAKGPGAPGSGF.
  @Test func namesWorkedOutByHand() {
    #expect(name(14..<15, "A") == "p.(Gly2Asp)")
    #expect(name(15..<16, "C") == "p.(Gly2=)")
    #expect(name(22..<23, "T") == "p.(Lys5Ter)")
    #expect(name(10..<11, "C") == "p.(Met1?)")
    #expect(name(5..<6, "A") == "p.?")
    #expect(name(60..<61, "A") == "p.?")
    #expect(name(13..<16, "") == "p.(Gly2del)")
    #expect(name(28..<34, "") == "p.(Pro7_Gly8del)")
    #expect(name(16..<16, "GGT") == "p.(Gly2dup)")
    #expect(name(16..<16, "AAA") == "p.(Gly2_Pro3insLys)")
    #expect(name(13..<19, "AAA") == "p.(Gly2_Pro3delinsLys)")
    #expect(name(16..<16, "TAA") == "p.(Pro3Ter)")
    #expect(name(16..<16, "AAATAA") == "p.(Gly2_Pro3insLysTer)")
    #expect(name(13..<19, "AAATAA") == "p.(Gly2_Pro3delinsLysTer)")
    #expect(name(16..<17, "T") == "p.(Pro3Ser)")
  }

  @Test func frameshiftsCountFromTheFirstChangedResidue() {
    // ATG GGT AGC TAA
    #expect(name(16..<18, "") == "p.(Pro3SerfsTer2)")
    // ATG GGT CCA GCT AAA: one base more before AAA gives TAA at once
    #expect(name(22..<22, "T") == "p.(Lys5Ter)")
  }

  @Test func stopLossReadsIntoTheUntranslatedRegion() {
    // TGA>CGA, then TTC CTG ACC and the end of the transcript
    #expect(name(52..<53, "C") == "p.(Ter15ArgextTer?)")
  }
}
