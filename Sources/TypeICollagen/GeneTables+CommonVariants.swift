// Reads the common variants of a gene.

import BioSequence
import Documents

extension GeneTables {
  /// The common variants of a gene; that each name fits the gene is for those to say who can name variants.
  func commonVariants(of record: GeneRecord) throws(InputFault) -> [CommonVariant] {
    var found: [CommonVariant] = []
    for row in commonVariants.rows(of: record.symbol) {
      guard let frequency = Double(commonVariants.text(row, "frequency")), frequency > 0, frequency < 1 else {
        throw commonVariants.fault(.invalidValue, row, "frequency", "a frequency lies between 0 and 1")
      }
      found.append(
        CommonVariant(
          hgvsC: try commonVariants.value(row, "hgvs_c"), frequency: frequency,
          source: commonVariants.text(row, "source")))
    }
    return found
  }
}
