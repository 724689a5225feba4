// Laws of events whose ends are not exactly known, over both genes and every exon.

import BioSequence
import HGVS
import Testing
import TypeICollagen
import VariantNaming

@Suite struct UncertainEndTests {
  private let namer = CollagenNamer()

  /// An outcome of an end within an exon has a protein name only where every place of the end makes that protein.
  @Test func namesDependOnNoUnknownEnd() throws {
    for gene in GeneCatalog.embedded.genes {
      let model = gene.model.transcripts[0]
      func position(_ place: Int) -> String { model.position(ofRecordOffset: place)?.description ?? "?" }
      for index in 1..<model.exons.count - 1 {
        let exon = model.exons[index]
        guard exon.count > 40 else { continue }
        let intron = exon.upperBound..<model.exons[index + 1].lowerBound
        let inside = "(\(position(exon.lowerBound + 12))_\(position(exon.lowerBound + 20)))"
        let behind = "(\(position(intron.lowerBound))_\(position(intron.upperBound - 1)))"
        for keyword in ["del", "dup"] {
          let row = namer.row(for: "\(model.transcript.accession):c.\(inside)_\(behind)\(keyword)")
          let exact = (12...20).map { first in
            let range = exon.lowerBound + first..<(intron.lowerBound + intron.upperBound) / 2
            let kind = keyword == "del" ? SequenceEdit.Kind.deletion : .duplication
            return model.splicingOutcomes(of: SequenceEdit(kind: kind, range: range))
          }
          for outcome in row.outcomeLists[0] where outcome.hgvsP != "p.?" {
            let isInAll = exact.allSatisfy { all in
              all?.all.contains { one in
                var text: [UInt8] = []
                one.coding.change.write(to: &text, protein: model.protein)
                return one.name == outcome.name && String(decoding: text, as: UTF8.self) == outcome.hgvsP
              } ?? false
            }
            #expect(isInAll, "\(row.input) \(outcome.text)")
          }
          #expect(!row.outcomes.isEmpty && row.hgvsP.hasSuffix(":p.?"), "\(row.input)")
        }
      }
    }
  }

  /// What lies within one exon for certain is a matter of the frame.
  @Test func aLossWithinAnExonIsNoMatterOfSplicing() {
    for gene in GeneCatalog.embedded.genes {
      let model = gene.model.transcripts[0]
      func position(_ place: Int) -> String { model.position(ofRecordOffset: place)?.description ?? "?" }
      for exon in model.exons[1..<model.exons.count - 1] where exon.count > 44 {
        let ends = [10, 16, 24, 30].map { position(exon.lowerBound + $0) }
        for keyword in ["del", "dup"] {
          let name = "\(model.transcript.accession):c.(\(ends[0])_\(ends[1]))_(\(ends[2])_\(ends[3]))\(keyword)"
          let row = namer.row(for: name)
          #expect(!row.collagenEffect.contains("splice_uncertain") && !row.collagenEffect.isEmpty, "\(name)")
          #expect(
            row.outcomeLists[0].allSatisfy { $0.name == "normal_splicing" && $0.hgvsP == "p.?" }, "\(row.outcomes)")
          #expect(!row.outcomes.isEmpty)
        }
      }
    }
  }

  /// The first and last exon, and the whole gene, doubled or lost: the same answer with ends that are known and not.
  @Test func exactAndUncertainFormsAgree() throws {
    for gene in GeneCatalog.embedded.genes {
      let model = gene.model.transcripts[0]
      let last = model.exons.count - 1
      let whole = model.recordRange
      func answer(_ row: NameRow) -> [String] { [row.hgvsP, row.consequence, row.collagenEffect, row.exon] }
      let ranges = [
        (whole.lowerBound..<model.exons[0].upperBound + 30, "exon 1"),
        (model.exons[last].lowerBound - 30..<whole.upperBound, "exon \(last + 1)"),
      ]
      for (range, name) in ranges {
        let bases = DNASequence(codes: Array(model.record[range]))
        let exact = annotate(
          variant: Variant(range: range.upperBound..<range.upperBound, replacement: bases), gene: gene)
        let written = namer.row(for: "\(gene.symbol) \(name) dup")
        #expect(exact.consequence == written.consequence && exact.collagenEffect == written.collagenEffect, "\(name)")
        #expect(exact.exon == written.exon && exact.hgvsP == written.hgvsP, "\(name)")
        #expect(exact.outcomes(gene).map(\.text).joined(separator: ";") == written.outcomes, "\(name)")
      }
      let mapping = try #require(gene.record.mapping(on: .grch38))
      for margin in [10, 900] {
        let range = mapping.chromosomeRange(ofRecordRange: whole.lowerBound - margin..<whole.upperBound + margin)
        let (first, end) = (range.lowerBound + 1, range.upperBound)
        for keyword in ["del", "dup"] {
          let exact = namer.row(for: "\(mapping.accession):g.\(first)_\(end)\(keyword)")
          let written = namer.row(for: "\(mapping.accession):g.(?_\(first))_(\(end)_?)\(keyword)")
          #expect(answer(exact) == answer(written), "\(exact.tsv) \(written.tsv)")
          #expect(exact.outcomes == written.outcomes)
        }
      }
    }
  }

  /// What reaches past the record of a gene is named as far as it reaches, in every form alike.
  @Test func eventsPastTheRecordAreNamedAsFarAsItReaches() throws {
    for gene in GeneCatalog.embedded.genes {
      for mapping in gene.record.mappings {
        let (low, high) = (mapping.range.lowerBound + 1, mapping.range.upperBound)
        let (first, last) = (low - 5000, high + 5000)
        let middle = (low + high) / 2
        for keyword in ["del", "dup"] {
          let head = "\(mapping.accession):g."
          let all = [
            "\(first)_\(last)", "(?_\(first))_(\(last)_?)", "(\(first - 10)_\(first))_(\(last)_\(last + 10))",
          ].map { namer.row(for: head + $0 + keyword) }
          for row in all {
            #expect(row.status == .ok, "\(row.tsv)")
            let name = mapping.assembly == .grch38 ? row.hgvsG38 : row.hgvsG37
            #expect(name == "\(head)(?_\(low))_(\(high)_?)\(keyword)", "\(row.tsv)")
            #expect(row.message.contains("named as far as the record of the gene reaches"))
          }
          let band =
            "arr[\(mapping.assembly.rawValue)] \(mapping.chromosome)q1(\(first)_\(last))x\(keyword == "del" ? 1 : 3)"
          let copies = namer.row(for: band)
          #expect(copies.hgvsG38 == all[0].hgvsG38 && copies.collagenEffect == all[0].collagenEffect)
          let half = namer.row(for: "\(head)\(middle)_\(last)\(keyword)")
          let name = mapping.assembly == .grch38 ? half.hgvsG38 : half.hgvsG37
          #expect(name == "\(head)\(middle)_(\(high)_?)\(keyword)", "\(half.tsv)")
        }
        // What holds no base of the record is refused.
        #expect(namer.row(for: "\(mapping.accession):g.\(first - 100)_\(first)del").status == .error)
      }
    }
  }
}
