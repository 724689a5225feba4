// Gene records are made only of parts that fit each other.

import BioSequence
import Testing

@Suite struct GeneRecordTests {
  /// Exons at 10-40, 60-81 and 101-116 of the record, c.1 at offset 20: 14 residues and a stop.
  private static let sequence: DNASequence = {
    let text =
      "AAAAAAAAAA" + "CCCCCCCCCCATGGGTCCAGCTAAAGGTCC" + "GTAAGTCTCTCTCTTTTTAG" + "AGGTGCTCCAGGTTCTGGATT"
      + "GTAAGTCTCTCTCTTTTTAG" + "CTGATTCCTGACCAA" + "AAAAA"
    return DNASequence(text: text) ?? DNASequence()
  }()

  private func transcript(
    exons: [Range<Int>] = [10..<40, 60..<81, 101..<116], coding: Range<Int> = 10..<55
  ) throws(GeneRecordFault) -> Transcript {
    try Transcript(accession: "NM_1.1", proteinAccession: "NP_1.1", exons: exons, codingRange: coding)
  }

  private func mapping(_ range: Range<Int>, difference: AssemblyDifference? = nil) -> AssemblyMapping {
    AssemblyMapping(
      assembly: .grch38, accession: "NC_1.1", chromosome: "1", contigLength: 1000, range: range, strand: .forward,
      differences: difference.map { [$0] } ?? [])
  }

  private func part(of make: () throws(GeneRecordFault) -> Void) -> GeneRecordFault.Part? {
    do throws(GeneRecordFault) { try make() } catch { return error.part }
    return nil
  }

  @Test func aRecordHoldsWhatItWasMadeOf() throws {
    let record = try GeneRecord(
      symbol: "GENE", refSeqGene: "NG_1.1", sequence: Self.sequence, mappings: [mapping(200..<321)],
      transcripts: [try transcript()])
    #expect(record.accession == "NG_1.1" && record.legacyExonNames == ["1", "2", "3"])
    #expect(record.mapping(on: .grch38)?.contigNames == ["1", "chr1", "NC_1.1"] && record.mapping(on: .grch37) == nil)
    #expect(record.transcript(accession: "NM_1.1")?.length == 66 && record.residueNumbering == nil)
  }

  @Test func exonsAreInOrderApartAndNotEmpty() {
    #expect(part { () throws(GeneRecordFault) in _ = try transcript(exons: []) } == .transcript(0))
    #expect(part { () throws(GeneRecordFault) in _ = try transcript(exons: [10..<40, 40..<81]) } == .exon(1))
    #expect(part { () throws(GeneRecordFault) in _ = try transcript(exons: [10..<40, 30..<81]) } == .exon(1))
    #expect(part { () throws(GeneRecordFault) in _ = try transcript(exons: [10..<40, 50..<50]) } == .exon(1))
    #expect(part { () throws(GeneRecordFault) in _ = try transcript(exons: [-1..<40]) } == .exon(0))
    #expect(part { () throws(GeneRecordFault) in _ = try transcript(coding: 10..<70) } == .transcript(0))
    #expect(part { () throws(GeneRecordFault) in _ = try transcript(coding: 10..<10) } == .transcript(0))
  }

  @Test func partsFitTheRecord() throws {
    func record(
      _ transcripts: [Transcript], mappings: [AssemblyMapping] = [], names: [String]? = nil,
      numbering: ResidueNumbering? = nil, accession: String = "NG_1.1"
    ) -> GeneRecordFault.Part? {
      part { () throws(GeneRecordFault) in
        _ = try GeneRecord(
          symbol: "GENE", refSeqGene: accession, sequence: Self.sequence, mappings: mappings, transcripts: transcripts,
          legacyExonNames: names, residueNumbering: numbering)
      }
    }
    let good = try transcript()
    #expect(record([good]) == nil)
    #expect(record([]) == .record)
    #expect(record([good], accession: "") == .record)
    #expect(record([good], names: ["1"]) == .record)
    #expect(record([good, try transcript(exons: [10..<40, 60..<200])]) == .exon(1))
    #expect(record([good, try transcript(coding: 10..<54)]) == .transcript(1))
    #expect(record([try transcript(coding: 13..<55)]) == .transcript(0))
    #expect(record([try transcript(coding: 10..<52)]) == .transcript(0))
    #expect(record([try transcript(coding: 10..<58)]) == .transcript(0))
    #expect(record([good], mappings: [mapping(0..<120)]) == .mapping(0))
    #expect(record([good], mappings: [mapping(900..<1021)]) == .mapping(0))
    #expect(record([good], mappings: [mapping(0..<121), mapping(0..<121)]) == .mapping(1))
    let wrong = AssemblyDifference(offset: 0, recordBase: .c, assemblyBase: .a)
    #expect(record([good], mappings: [mapping(0..<121, difference: wrong)]) == .difference(mapping: 0, index: 0))
    let outside = ResidueNumbering(part: "helix", protein: "alpha", residues: 3...15)
    #expect(record([good], numbering: outside) == .numbering)
  }

  @Test func numberingsShiftBothWaysAndStopAtTheirEnds() {
    let numbering = ResidueNumbering(part: "helix", protein: "alpha1(I)", residues: 179...1192)
    #expect(numbering.number(ofResidue: 179) == 1 && numbering.number(ofResidue: 1192) == 1014)
    #expect(numbering.number(ofResidue: 178) == nil && numbering.number(ofResidue: 1193) == nil)
    #expect(numbering.name(residue: 1166, from: .gly, to: .cys) == "alpha1(I) G988C")
    #expect(numbering.name(residue: 179, from: .gly, to: .ter) == "alpha1(I) G1X")
  }

  @Test func namesAreComparedWithoutWhatDoesNotCount() {
    for name in ["alpha1(I)", "Alpha 1(I)", "ALPHA-1 (I)", "alpha_1\t(I)"] {
      #expect(GeneName.normalised(name) == "alpha1i")
    }
    #expect(GeneName.list([]) == "" && GeneName.list(["A"]) == "A" && GeneName.list(["A", "B", "C"]) == "A, B or C")
  }
}
