// A variant of another disease than that of the rules: whose signs count for it, and which limits do not hold.

import HGVS
import Reporting
import TypeICollagen
import VariantNaming

/// The other disease that a variant causes, if it is pathogenic.
struct OtherDisease: Sendable, Hashable {
  /// Its name; of an allele that causes none by itself that of two.
  let name: String
  /// Whether one such allele causes no disease.
  let isCarried: Bool
  /// Whether the disease is recessive.
  let isRecessive: Bool
  /// The signs of the record that point to it.
  let signs: [CaseRecord.Feature]

  /// The other disease of a variant; `nil` where it causes that of the rules, or none is known.
  init?(_ finding: Call, _ meaning: MolecularConsequence, record: CaseRecord?, pack: RulePack) {
    let assigned = DiseaseAssignment(finding, meaning, pack: pack)
    var carried = assigned.isCarrierOnly ? assigned.carrierOf.first : nil
    if carried == nil, assigned.diseases.isEmpty, meaning.isToleratedNullSite(finding) {
      carried = meaning.gene.diseases.first { $0.defects.contains(.biallelicNull) }
    }
    guard let disease = carried ?? (assigned.isOutsideGroup ? assigned.diseases.first : nil) else { return nil }
    name = disease.name
    isCarried = carried != nil
    isRecessive = disease.inheritance == "AR"
    let own = isCarried ? [] : pack.phenotype.otherSigns[disease.group] ?? []
    signs = (record?.distinctFeatures ?? []).filter(own.contains)
  }

  /// Why the record's phenotype and family are no evidence; `nil` where the record has a sign of the disease.
  var withheld: String? {
    guard signs.isEmpty else { return nil }
    return isCarried
      ? "one such allele causes no disease (two cause \(name)): phenotype and family are no evidence of it"
      : "the variant causes \(name), of which the record has no sign: phenotype and family are no evidence of it"
  }
}

extension MolecularConsequence {
  /// Whether a canonical splice site of a gene that tolerates a null allele is lost, and every transcript that its loss is
  /// known to make is one.
  func isToleratedNullSite(_ finding: Call) -> Bool {
    guard gene.nullAllele == .tolerated, !isOnBothAlleles, splicedExon == nil, event == nil,
      finding.consequence.contains(.spliceDonor) || finding.consequence.contains(.spliceAcceptor),
      let variant = finding.recordVariant(on: gene)
    else { return false }
    let outcomes = annotate(variant: variant, gene: gene).outcomes(gene).filter { $0.name != "normal_splicing" }
    return !outcomes.isEmpty && outcomes.allSatisfy { $0.effects.contains(.nullAllele) }
  }
}

extension AssessedCall {
  /// Whether it is known to cause another disease than that of the rules, or none by itself.
  var causesNoneOfTheRules: Bool { disease.isOutsideGroup || meaning.isToleratedNullSite(finding) }
}
