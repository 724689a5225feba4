// The VRS allele of a call.

import BioSequence
import Evidence
package import Reporting
package import TypeICollagen
package import VariantNaming

extension VRSAllele {
  /// The allele of a call on its chromosome; `nil` for symbolic alleles.
  package init?(_ finding: Call, on gene: CollagenGene) {
    guard let variant = finding.recordVariant(on: gene),
      let mapping = gene.record.mapping(on: finding.assembly), let refget = mapping.contigRefget
    else { return nil }
    let whole = 0..<gene.record.sequence.count
    let bases = mapping.oriented(gene.record.assemblyBases(in: whole, on: mapping))
    let range = mapping.chromosomeRange(ofRecordRange: variant.range)
    let local = range.lowerBound - mapping.range.lowerBound..<range.upperBound - mapping.range.lowerBound
    self.init(
      range: local, replacement: mapping.oriented(variant.replacement), sequence: bases,
      offset: mapping.range.lowerBound, refget: refget)
  }
}
