// Which disease a variant causes by gene, kind of change, place and zygosity: data of reference/diseases.tsv.

package import Reporting
package import TypeICollagen

/// The diseases that a variant is known to cause if it is pathogenic.
package struct DiseaseAssignment: Sendable, Hashable {
  /// The diseases, those of the very change alone where there are such.
  package let diseases: [GeneDisease]
  /// Diseases that two such alleles cause, where one causes none.
  package let carrierOf: [GeneDisease]
  /// The group of the disorder that the rules are made for.
  private let group: String

  /// The diseases of a variant.
  package init(_ finding: Call, _ meaning: MolecularConsequence, pack: RulePack = .embedded) {
    group = pack.diseaseGroup
    let all = meaning.gene.diseases
    let change = finding.shortProteinName?.filter { $0 != "(" && $0 != ")" }
    let named = all.filter { disease in
      if case .change(let own) = disease.place { return own == change }
      return false
    }
    let defects = DiseaseAssignment.defects(finding, meaning)
    let isCarrier = defects.contains(.null) && meaning.gene.nullAllele == .tolerated
    carrierOf = isCarrier ? all.filter { $0.defects.contains(.biallelicNull) } : []
    guard named.isEmpty, !isCarrier else {
      diseases = named
      return
    }
    diseases = all.filter { disease in
      guard disease.defects.contains(where: defects.contains) else { return false }
      switch disease.place {
      case .anywhere: return true
      case .change: return false
      case .helix(let range): return meaning.helixResidue.map(range.contains) ?? false
      }
    }
  }

  /// Whether the variant is known to cause another disease than that of the rules, or none by itself.
  package var isOutsideGroup: Bool {
    !carrierOf.isEmpty || (!diseases.isEmpty && diseases.allSatisfy { $0.group != group })
  }

  /// The diseases in a sentence; `nil` where none is assigned.
  package var sentence: String? {
    if let first = carrierOf.first {
      return "one null allele does not cause osteogenesis imperfecta; two cause \(first.name)\(first.numbers), "
        + "\(first.inheritanceWords) (\(first.source))"
    }
    guard let first = diseases.first else { return nil }
    let names = diseases.map { $0.name + $0.numbers }.joined(separator: "; ")
    let sources = diseases.reduce(into: [String]()) { if !$0.contains($1.source) { $0.append($1.source) } }
    return "\(names); \(first.inheritanceWords) (\(sources.joined(separator: "; ")))"
  }

  private static func defects(_ finding: Call, _ meaning: MolecularConsequence) -> Set<DiseaseDefect> {
    let gene = meaning.gene
    let pattern = meaning.molecularClass
    switch pattern {
    case .nProteinaseSite: return [.nProteinaseSite]
    case .cProteinaseSite: return [.cProteinaseSite]
    case .helixInFrame: return [.inFrame]
    // A stop that escapes decay acts as a null allele or changes the C-propeptide.
    case .cPropeptide: return meaning.decay == .escapes ? [.null, .cPropeptide] : [.cPropeptide]
    case .uncertain, .none: return []
    default: break
    }
    if meaning.isHelixGlycineSubstitution { return [.glycine] }
    if pattern == PatternClass(of: .biallelicNull, in: gene), meaning.isOnBothAlleles {
      return [.biallelicNull]
    }
    return pattern == PatternClass(of: .null, in: gene) ? [.null] : []
  }
}

extension GeneDisease {
  /// OMIM and MONDO numbers in brackets; empty if there are none.
  package var numbers: String {
    let numbers = [mim.map { "MIM \($0)" }, mondo].compactMap(\.self).joined(separator: ", ")
    return numbers.isEmpty ? "" : " (\(numbers))"
  }

  /// The inheritance in words.
  package var inheritanceWords: String { inheritance == "AR" ? "autosomal recessive" : "autosomal dominant" }
}
