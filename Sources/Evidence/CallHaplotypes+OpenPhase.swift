// Calls of which it is not known whether they lie on one chromosome, and whose change of the protein depends on it.

import BioSequence
import HGVS
import Reporting
import TypeICollagen
import VariantNaming

extension CallHaplotypes {
  /// So many heterozygous changes of one chain are no finding: further ones are not compared.
  private static let mostCompared = 40

  /// A sentence for every two heterozygous calls of unknown phase that would change the protein together otherwise than
  /// apart: in one codon, or a shift of the frame that the other one takes back.
  static func openPhases(_ calls: [Call], genes: GeneCatalog) -> [String] {
    genes.genes.flatMap { gene -> [String] in
      let all = calls.filter { $0.gene == gene.symbol && $0.zygosity == .heterozygous && $0.hgvsP != nil }
      let placed = all.prefix(mostCompared).compactMap { call in
        call.recordVariant(on: gene).map { (call: call, variant: $0) }
      }
      var sentences: [String] = []
      for (index, first) in placed.enumerated() {
        for second in placed[(index + 1)...] where !areOfOneSet(first.call, second.call) {
          guard let text = jointWords(first, second, gene) else { continue }
          sentences.append(text)
        }
      }
      if all.count > mostCompared {
        sentences.append(
          "\(gene.symbol) has \(all.count) heterozygous changes of the chain: whether further ones depend on each other was not looked at."
        )
      }
      return sentences
    }
  }

  /// Whether one phase set tells how two calls lie to each other.
  private static func areOfOneSet(_ first: Call, _ second: Call) -> Bool {
    guard let set = first.phaseSet, set == second.phaseSet else { return false }
    return [first, second].allSatisfy { $0.genotype?.contains("|") == true }
  }

  private static func jointWords(
    _ first: (call: Call, variant: Variant), _ second: (call: Call, variant: Variant), _ gene: CollagenGene
  ) -> String? {
    // Two alleles of one place are never on one chromosome.
    guard !first.variant.range.overlaps(second.variant.range), first.variant.range != second.variant.range,
      let joint = Haplotype([first.variant, second.variant], gene: gene)?.groups.first(where: { $0.members.count == 2 })
    else { return nil }
    let names = joint.members.map { $0 == 0 ? first.call.shortCodingName : second.call.shortCodingName }
    return
      "Whether \(gene.symbol) \(names[0]) and \(names[1]) lie on one chromosome is not known. On one they make "
      + "\(joint.change.name(on: gene.model.transcripts[0])) together; here each is judged by itself. Phase decides: reads over "
      + "both places, the parents' genotypes, or RNA."
  }
}
