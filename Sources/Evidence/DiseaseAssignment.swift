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
    guard named.isEmpty else {
      diseases = named
      return
    }
    // One tolerated loss causes none; what else the allele may do can cause one.
    let own = isCarrier ? defects.subtracting([.null]) : defects
    diseases = all.filter { disease in
      guard disease.defects.contains(where: own.contains) else { return false }
      switch disease.place {
      case .anywhere: return true
      case .change: return false
      case .helix(let range): return meaning.helixResidue.map(range.contains) ?? false
      }
    }
  }

  /// Whether the variant is known to cause another disease than that of the rules, or none by itself.
  package var isOutsideGroup: Bool {
    diseases.isEmpty ? !carrierOf.isEmpty : diseases.allSatisfy { $0.group != group }
  }

  /// Whether the variant causes no disease by itself, but two such alleles do.
  package var isCarrierOnly: Bool { diseases.isEmpty && !carrierOf.isEmpty }

  /// The diseases in a sentence; `nil` where none is assigned.
  package var sentence: String? {
    let modes = diseases.reduce(into: [String]()) { if !$0.contains($1.inheritance) { $0.append($1.inheritance) } }
    var parts = modes.map { mode in
      let own = diseases.filter { $0.inheritance == mode }
      let names = own.map { $0.name + $0.numbers }.joined(separator: "; ")
      let sources = own.reduce(into: [String]()) { if !$0.contains($1.source) { $0.append($1.source) } }
      return "\(names); \(own[0].inheritanceWords) (\(sources.joined(separator: "; ")))"
    }
    if let first = carrierOf.first {
      parts.append(
        (parts.isEmpty ? "" : "if the allele acts as a null allele, ")
          + "one null allele does not cause osteogenesis imperfecta; two cause \(first.name)\(first.numbers), "
          + "\(first.inheritanceWords) (\(first.source))")
    }
    return parts.isEmpty ? nil : parts.joined(separator: "; or ")
  }

  /// What is defective, each of the possible outcomes of the allele.
  private static func defects(_ finding: Call, _ meaning: MolecularConsequence) -> Set<DiseaseDefect> {
    let gene = meaning.gene
    let pattern = meaning.molecularClass
    let lost: DiseaseDefect = meaning.isOnBothAlleles ? .biallelicNull : .null
    switch pattern {
    case .nProteinaseSite: return [.nProteinaseSite]
    case .cProteinaseSite: return [.cProteinaseSite]
    case .helixInFrame: return [.inFrame]
    // A stop that escapes decay acts as a null allele or changes the C-propeptide.
    case .cPropeptide: return meaning.decay == .escapes ? [lost, .cPropeptide] : [.cPropeptide]
    case .uncertain:
      // One of several transcripts, whose exon may be left out or whose mRNA may decay.
      guard finding.collagenEffect.contains(.spliceUncertain) else { return [] }
      let effects = finding.collagenEffect
      return Set(
        [effects.contains(.nullAllele) ? lost : nil, effects.contains(.inFrameExonSkip) ? .inFrame : nil]
          .compactMap(\.self))
    case .none: return []
    default: break
    }
    let isNull = pattern == PatternClass(of: meaning.isOnBothAlleles ? .biallelicNull : .null, in: gene)
    if isNull { return [lost] }
    return meaning.isHelixGlycineSubstitution ? [.glycine] : []
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
