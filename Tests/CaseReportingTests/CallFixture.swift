// A call by its names alone, as the tests of evidence need it.

import BioSequence
import HGVS
import Reporting

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
