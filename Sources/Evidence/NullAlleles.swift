// Null alleles of a gene that tolerates one: whether two of them leave a person without the chain.

import Reporting
import TypeICollagen

/// The heterozygous null alleles of a sample in genes in which one causes no disease and two do.
struct NullAlleles {
  private let calls: [Call]
  /// The disease of two, by gene.
  private var diseases: [String: GeneDisease] = [:]

  /// The null alleles among calls, each read by itself.
  init(_ findings: [Call], genes: GeneCatalog) {
    var own: [Call] = []
    for finding in findings where finding.isPass {
      guard let meaning = MolecularConsequence(finding, genes: genes), !meaning.isOnBothAlleles,
        let disease = DiseaseAssignment(finding, meaning).carrierOf.first
      else { continue }
      own.append(finding)
      diseases[finding.gene] = disease
    }
    calls = own
  }

  /// The null alleles of calls that were judged and are not ruled out by their frequency.
  init(_ assessed: [AssessedCall]) {
    self.init(
      assessed.filter { !$0.isTooFrequent }.map(\.finding),
      genes: GeneCatalog(
        genes: assessed.map(\.meaning.gene).reduce(into: []) {
          if !$0.map(\.symbol).contains($1.symbol) { $0.append($1) }
        }))
  }

  /// Whether another null allele of the gene is shown to lie on the other chromosome.
  func isOppositeNull(_ call: Call) -> Bool {
    calls.contains(call) && calls.contains { $0.gene == call.gene && $0 != call && NullAlleles.areInTrans($0, call) }
  }

  /// Phased in one set to different sides. A hemizygous allele stands opposite a loss.
  private static func areInTrans(_ first: Call, _ second: Call) -> Bool {
    guard let set = first.phaseSet, set == second.phaseSet else { return false }
    return Set([first.genotype, second.genotype]) == ["0|1", "1|0"]
  }

  private static func areInCis(_ first: Call, _ second: Call) -> Bool {
    guard let set = first.phaseSet, set == second.phaseSet else { return false }
    return first.genotype == second.genotype && ["0|1", "1|0"].contains(first.genotype)
  }

  /// A sentence for each gene with two and more that may lie on different chromosomes.
  var sentences: [String] {
    var symbols: [String] = []
    for call in calls where !symbols.contains(call.gene) { symbols.append(call.gene) }
    return symbols.compactMap { symbol in
      let own = calls.filter { $0.gene == symbol }
      guard let disease = diseases[symbol], own.count > 1,
        own.contains(where: { first in own.contains { $0 != first && !NullAlleles.areInCis($0, first) } })
      else { return nil }
      let names = own.map(\.shortCodingName).joined(separator: " and ")
      let isProven = own.contains(where: isOppositeNull)
      return "\(symbol) \(names) are null alleles"
        + (isProven
          ? " on different chromosomes: together they cause "
          : "; whether they lie on one chromosome is not known. On different ones they cause ")
        + "\(disease.name)\(disease.numbers), \(disease.inheritanceWords) (\(disease.source))."
        + (isProven ? "" : " The parents' genotypes tell.")
    }
  }
}
