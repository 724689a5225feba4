// Laws of naming: names read back, and protein names equal a plain comparison.

import BioSequence
import HGVS
import Testing
import TypeICollagen
import VariantNaming

/// The laws over a sample; `benchmarks/naming` runs them over every change.
@Suite struct NamingLawTests {
  @Test func namesReadBackAndProteinNamesEqualAPlainComparison() {
    for gene in GeneCatalog.embedded.genes {
      let laws = NamingLaws(gene.model)
      let record = gene.model.codes
      for place in stride(from: laws.model.coding.lowerBound, to: laws.model.coding.upperBound, by: 41) {
        let offset = laws.model.transcript.recordOffset(ofTranscriptOffset: place)
        for base in UInt8(0)..<4 where base != record[offset] {
          expectNil(laws.roundTrip(offset..<offset + 1, [base]))
          expectNil(laws.protein(offset..<offset + 1, [base]))
        }
      }
      var turn = 0
      for exon in laws.model.exons {
        for start in exon {
          for size in 1...60 where start + size <= exon.upperBound {
            turn += 1
            guard turn % 1999 == 0 else { continue }
            let range = start..<start + size
            let doubled = Array(record[range]) + record[range]
            for replacement in [[], doubled] {
              expectNil(laws.roundTrip(range, replacement))
              expectNil(laws.protein(range, replacement))
              expectNil(laws.representations(range, isDuplication: !replacement.isEmpty))
            }
          }
        }
      }
    }
  }

  /// Beside the base in which GRCh37 differs from the record, an allele in VCF form is read back as the same allele: moved
  /// across that base it would be another one.
  @Test func vcfAllelesBesideADifferenceOfAnAssemblyReadBack() throws {
    var count = 0
    for gene in GeneCatalog.embedded.genes.map(\.model) {
      let namer = VariantNamer(genes: [gene])
      for placement in gene.placements {
        for difference in placement.mapping.differences.map(\.offset) {
          let places = difference - 6...difference + 7
          var edits = places.flatMap { place in
            (0..<64).map { (place..<place, [UInt8($0 % 4), UInt8($0 / 4 % 4), UInt8($0 / 16)].suffix($0 % 3 + 1)) }
          }
          edits += places.flatMap { place in (1...4).map { (place..<place + $0, []) } }
          for (range, bases) in edits where !range.contains(difference) {
            let names = gene.names(replacing: range, with: Array(bases))
            let form = try #require(names.genomic(on: placement.mapping.assembly)).vcf.description
            count += 1
            let again = try namer.name(form)
            #expect(again.hgvsC == names.hgvsC, "\(form) is read as \(again.hgvsC), not as \(names.hgvsC ?? ".")")
          }
        }
      }
    }
    #expect(count > 500)
  }

  private func expectNil(_ failure: String?) {
    if let failure { Issue.record("\(failure)") }
  }

  /// Counts over all single-base changes of the coding sequence without its stop codon, known from an own computation.
  @Test func countsOfSingleBaseChangesOfCOL1A1() {
    let gene = GeneCatalog.embedded.genes[0]
    let model = gene.model.transcripts[0]
    var counts: [ProteinKind: Int] = [:]
    var glycine: [AminoAcid: Int] = [:]
    for place in model.coding.lowerBound..<model.coding.upperBound - 3 {
      for base in UInt8(0)..<4 where base != model.spliced[place] {
        let effect = model.codingEffect(replacing: place..<place + 1, with: [base])
        counts[ProteinKind(effect), default: 0] += 1
        if case .substitution(let residue, let new) = effect.change,
          gene.tripletPosition(ofResidue: residue) == .glycine
        {
          glycine[new, default: 0] += 1
        }
      }
    }
    #expect(counts[.missense] == 9_235)
    #expect(counts[.synonymous] == 3_589)
    #expect(counts[.stop] == 352)
    #expect(glycine.values.reduce(0, +) == 2_028)
    let expected: [AminoAcid: Int] = [
      .arg: 408, .ala: 338, .val: 338, .ser: 268, .cys: 268, .asp: 268, .glu: 70, .ter: 60, .trp: 10,
    ]
    #expect(glycine == expected)
  }

  private enum ProteinKind {
    case missense, synonymous, stop, other
    init(_ effect: CodingEffect) {
      switch effect.change {
      case .substitution(_, .ter): self = .stop
      case .substitution, .startLost: self = .missense
      case .synonymous: self = .synonymous
      default: self = .other
      }
    }
  }

  @Test func annotationsCarryWhatScreenNeeds() throws {
    let gene = GeneCatalog.embedded.genes[0]
    let found = annotate(variant: Variant(range: 8637..<8638, replacement: "T"), gene: gene)
    #expect(found.names.grch38?.hgvs == "NC_000017.11:g.50198002C>A")
    #expect(found.names.grch37?.hgvs == "NC_000017.10:g.48275363C>A")
    #expect(found.hgvsRecord == "LRG_1:g.8638G>T")
    #expect(found.hgvsC == "NM_000088.4:c.589G>T")
    #expect(found.hgvsP == "NP_000079.2:p.(Gly197Cys)")
    #expect(found.variantClass == .snv)
    #expect(found.exon == "8" && found.legacyExon == "8")
    #expect(found.helixResidue == 19 && found.tripletPosition == .glycine)
    #expect(found.collagenEffects == [.glycineSubstitution])
    #expect(found.names.mostSevereConsequence == .missense)
    let exon8 = gene.record.preferredTranscript.exons[7]
    let lost = annotate(variant: Variant(range: exon8, replacement: ""), gene: gene)
    #expect(lost.variantClass == .deletion || lost.variantClass == .exonDeletion)
    #expect(lost.collagenEffects == [.inFrameExonSkip])
    let wider = Variant(range: exon8.lowerBound - 20..<exon8.upperBound + 30, replacement: "")
    #expect(annotate(variant: wider, gene: gene).variantClass == .exonDeletion)
  }
}
