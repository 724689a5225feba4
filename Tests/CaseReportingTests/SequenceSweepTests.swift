// Sweeps over all helical glycines and all stops of COL1A1, named by the naming module and judged by the criteria.

import BioSequence
import Digests
import Foundation
import HGVS
import Reporting
import Testing
import TypeICollagen
import VariantNaming

@testable import CaseReporting
@testable import Evidence

@Suite struct SequenceSweepTests {
  /// The finding of a substitution at a coding position (1-based).
  private func finding(_ position: Int, _ base: UInt8) throws -> Call {
    let gene = GeneCatalog.embedded.genes[0]
    let transcript = gene.record.preferredTranscript
    let offset = transcript.recordOffset(ofTranscriptOffset: transcript.codingRange.lowerBound + position - 1)
    let annotation = annotate(
      variant: Variant(range: offset..<offset + 1, replacement: DNASequence(codes: [base])), gene: gene)
    return try #require(Call(annotation, assembly: .grch38))
  }

  @Test func everyHelixGlycineComesOutWithTripletAndNumber() throws {
    let gene = GeneCatalog.embedded.genes[0]
    let coding = gene.record.preferredTranscript.codingSequence(from: gene.record.sequence)
    var seen: [AminoAcid: Int] = [:]
    for helix in stride(from: 1, through: 1012, by: 3) {
      let residue = helix + 178
      for place in 0..<2 {
        let position = 3 * (residue - 1) + place + 1
        for base in UInt8(0)..<4 where base != coding.codes[position - 1] {
          let finding = try finding(position, base)
          let assessor = try #require(CriteriaAssessor(finding, inputs: AssessmentInputs()))
          let meaning = assessor.meaning
          #expect(meaning.helixResidue == helix && meaning.triplet == (helix + 2) / 3)
          #expect(meaning.tripletPosition == .glycine)
          let alternate = meaning.protein?.alternate ?? .xaa
          seen[alternate, default: 0] += 1
          let ledger = assessor.ledger()
          let hotspot = try #require(ledger.outcomes.first { $0.criterion == .pm1 })
          if alternate == .ter {
            #expect(meaning.decay == .expected && ledger.applied.contains { $0.criterion == .pvs1 })
            #expect(hotspot.applied == nil)
          } else {
            #expect(hotspot.applied?.strength == .strong)
            #expect(hotspot.inputs.contains(CriterionOutcome.Input("helix_residue", "\(helix)")))
            #expect(hotspot.inputs.contains(CriterionOutcome.Input("triplet", "\((helix + 2) / 3)")))
            #expect(meaning.molecularClass == (helix <= 200 ? .alpha1GlycineNTerminal : .alpha1Glycine))
          }
        }
      }
    }
    #expect(
      seen == [.arg: 408, .ala: 338, .val: 338, .ser: 268, .cys: 268, .asp: 268, .glu: 70, .ter: 60, .trp: 10])
  }

  @Test func stopsUpTo1399DecayAndLaterOnesEscape() throws {
    for codon in 2...1463 {
      let finding = Call(
        gene: "COL1A1", hgvsC: "NM_000088.4:c.\(3 * codon)del", hgvsP: "NP_000079.2:p.(Gly\(codon)Ter)",
        consequence: "stop_gained")
      let assessor = try #require(CriteriaAssessor(finding, inputs: AssessmentInputs()))
      #expect(assessor.meaning.decay == (codon <= 1399 ? .expected : .escapes))
      let null = assessor.nullVariant()
      #expect(null.rule == (codon <= 1399 ? "PVS1.nmd" : "PVS1.escape"))
      #expect(null.applied?.strength == .veryStrong)
      #expect(assessor.meaning.molecularClass == (codon <= 1399 ? .col1a1Null : .cPropeptide))
    }
  }

  @Test func decayAndSkipsAgreeWithTheNamingModule() throws {
    for gene in GeneCatalog.embedded.genes {
      let model = gene.model.transcripts[0]
      for exon in 1..<gene.record.preferredTranscript.exons.count - 1 {
        let theirs = model.skipping(exons: exon...exon)
        switch CollagenLocus.skipping(exon: exon, of: gene) {
        case .inFrame(let residues): #expect(theirs.isInFrame && theirs.residues == residues, "\(gene.symbol) \(exon)")
        case .frameshift(let stop, let decay):
          #expect(theirs.decay?.stopCodon == stop)
          #expect((theirs.decay?.outcome == .decay) == (decay == .expected))
        case .untranslatable: #expect(theirs.losesStartOrStop)
        }
      }
    }
  }

  /// Oracle: ga4gh.vrs 2.3.3, by benchmarks/evidence/make_vrs_table.py.
  @Test func vrsIdentifiersAreThoseOfTheLibrary() throws {
    #expect(TruncatedDigest.sha512t24u(Array("ACGT".utf8)) == "aKF498dAxcJAqme6QYQ7EZ07-fiw8Kw2")
    let text = try String(contentsOfFile: repository("fixtures/evidence/vrs.tsv"), encoding: .utf8)
    let rows = text.split(separator: "\n").dropFirst().map { $0.split(separator: "\t") }
    #expect(rows.count == 400)
    for row in rows {
      let sequence = try #require(DNASequence(text: row[0]))
      let replacement = try #require(DNASequence(text: row[3] == "." ? "" : row[3]))
      let start = try #require(Int(row[1]))
      let end = try #require(Int(row[2]))
      let allele = VRSAllele(
        range: start..<end, replacement: replacement, sequence: sequence, offset: 0, refget: String(row[4]))
      #expect(allele.id == row[5], "\(row[0]) \(start) \(end) \(row[3])")
    }
  }
}
