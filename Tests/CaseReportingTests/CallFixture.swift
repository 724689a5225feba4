// A call by its names alone, as the tests of evidence need it.

import BioSequence
import HGVS
import Reporting
import Testing
import TypeICollagen
import VariantNaming

/// A call by its place with all names that follow from it; those that it has already must be the same.
func named(_ call: Call) throws -> Call {
  let locator = GenomicLocator()
  guard
    case .located(let index, let variant) = locator.locate(
      contig: call.chrom, position: call.pos, reference: call.ref, alternate: call.alt, assembly: call.assembly),
    var named = Call(annotate(variant: variant, gene: locator.genes.genes[index]), assembly: call.assembly)
  else {
    Issue.record("\(call.chrom):\(call.pos) is no place of the genes")
    return call
  }
  #expect(named.hgvsC == call.hgvsC && named.hgvsP == call.hgvsP && named.consequence == call.consequence)
  (named.depth, named.altDepth, named.refDepth, named.vaf) = (call.depth, call.altDepth, call.refDepth, call.vaf)
  (named.zygosity, named.genotype, named.filter, named.quality) = (
    call.zygosity, call.genotype, call.filter, call.quality
  )
  return named
}

extension Call {
  /// A call in COL1A1 or COL1A2 with names; its place is made up.
  init(gene: String, hgvsC: String, hgvsP: String = "", consequence: String = "") {
    self.init(gene: gene, assembly: .grch38, chrom: gene == "COL1A1" ? "chr17" : "chr7", pos: 1, ref: "A", alt: "C")
    self.hgvsC = hgvsC
    self.hgvsP = hgvsP.isEmpty ? nil : hgvsP
    self.consequence = consequence.split(separator: "&").compactMap { Consequence(name: $0) }
    filter = ["PASS"]
  }
}
