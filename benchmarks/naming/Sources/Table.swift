// The exhaustive set as a table for the peers: one line an allele, with a spelling that is not yet canonical.

import BioSequence
import HGVS
import TypeICollagen
import VariantNaming

/// Prints `gene, spelled c., spelled g. on the record, c., p., LRG g., position, deleted, inserted` for every `step`-th
/// allele.
func printTable(step: Int) {
  print("gene\tspelled_c\tspelled_g\thgvs_c\thgvs_p\thgvs_lrg\tstart\tend\tinserted")
  var turn = 0
  for gene in GeneCatalog.embedded.genes {
    let model = gene.model.transcripts[0]
    let record = gene.model.codes
    func add(_ range: Range<Int>, _ inserted: [UInt8], _ change: String) {
      turn += 1
      guard turn % step == 0 else { return }
      let found = gene.model.names(replacing: range, with: inserted)
      guard let coding = found.hgvsC, let protein = found.hgvsP else { return }
      let ends = range.isEmpty ? (range.lowerBound - 1, range.lowerBound) : (range.lowerBound, range.upperBound - 1)
      guard let first = model.position(ofRecordOffset: ends.0), let last = model.position(ofRecordOffset: ends.1) else {
        return
      }
      let place = ends.0 == ends.1 ? "\(first)" : "\(first)_\(last)"
      let genomic = ends.0 == ends.1 ? "\(ends.0 + 1)" : "\(ends.0 + 1)_\(ends.1 + 1)"
      print(
        "\(gene.symbol)\t\(model.transcript.accession):c.\(place)\(change)\tg.\(genomic)\(change)\t\(coding)\t\(protein)"
          + "\t\(found.hgvsRecord)\t\(range.lowerBound)\t\(range.upperBound)\t\(DNASequence(codes: inserted))")
    }
    for place in model.coding {
      let offset = model.transcript.recordOffset(ofTranscriptOffset: place)
      for base in UInt8(0)..<4 where base != record[offset] {
        let letters = DNASequence(codes: [record[offset], base]).description
        add(offset..<offset + 1, [base], "\(letters.first ?? "N")>\(letters.last ?? "N")")
      }
    }
    for exon in model.exons {
      for start in exon {
        for size in 1...60 where start + size <= exon.upperBound {
          add(start..<start + size, [], "del")
          add(start..<start + size, Array(record[start..<start + size]) + record[start..<start + size], "dup")
        }
      }
    }
    var generator = SeededGenerator(seed: 77)
    for index in 0..<10_000 {
      guard let exon = model.exons.randomElement(using: &generator) else { continue }
      let lower = Int.random(in: exon, using: &generator)
      let upper = min(lower + Int.random(in: 2...20, using: &generator), exon.upperBound)
      guard upper - lower > 1 else { continue }
      if index % 2 == 0 {
        add(lower..<upper, record[lower..<upper].reversed().map { 3 - $0 }, "inv")
      } else {
        let size = Int.random(in: 1...12, using: &generator)
        let bases = (0..<size).map { _ in UInt8.random(in: 0..<4, using: &generator) }
        add(lower..<upper, bases, "delins\(DNASequence(codes: bases))")
      }
    }
  }
}
