// The lines of a VCF that lie in the genes: a file of a whole genome is far larger.

import Documents
package import TypeICollagen
import VariantNaming

extension GeneCatalog {
  /// Tells the lines of one VCF, one after the other, that lie in the genes or are not records.
  package var geneLines: (ArraySlice<UInt8>) -> Bool {
    var filter = VCFRegionFilter(GenomicLocator(genes: self).regions)
    return { filter.keeps($0) }
  }
}
