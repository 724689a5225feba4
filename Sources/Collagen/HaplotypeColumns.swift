// Fills the haplotype columns of calls: what the changes of one haplotype do together.

import BioSequence
import HGVS
import Reporting
import TypeICollagen
import VariantCalling
import VariantNaming

/// A call of the caller with the row that is written of it.
struct HaplotypeColumns {
  /// Reads the calls of each haplotype together: those of one phase set on one side, and homozygous ones with either.
  /// Calls in trans, of unknown phase, mosaic, or that did not pass are never joined.
  static func fill(_ rows: inout [(call: VariantCall, row: Call)], genes: GeneCatalog) {
    struct Key: Hashable {
      let gene: Int
      /// `nil` for what stands on both haplotypes.
      let set: Int?
      let isFirst: Bool
    }
    func key(_ call: VariantCall) -> Key? {
      guard call.isPass, call.zygosity != .mosaic else { return nil }
      if call.zygosity == .homozygous { return Key(gene: call.reference, set: nil, isFirst: true) }
      guard let set = call.phaseSet, call.genotype.isPhased, call.genotype.first != call.genotype.second else {
        return nil
      }
      return Key(gene: call.reference, set: set, isFirst: call.genotype.first > 0)
    }
    var members: [Key: [Variant]] = [:]
    for (call, _) in rows {
      if let key = key(call) { members[key, default: []].append(call.variant) }
    }
    for index in rows.indices {
      guard let key = key(rows[index].call) else { continue }
      var variants = members[key] ?? []
      if key.set != nil { variants += members[Key(gene: key.gene, set: nil, isFirst: true)] ?? [] }
      guard variants.count > 1, let joint = Haplotype(variants, gene: genes.genes[key.gene]) else { continue }
      rows[index].row.haplotypeHgvsP = joint.hgvsP
      rows[index].row.haplotypeConsequence = joint.consequences.terms
    }
  }
}
