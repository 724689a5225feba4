// Null alleles, whether two of them leave a person without the chain.

import Reporting
import TypeICollagen

/// The heterozygous null alleles of a sample.
struct NullAlleles {
  private let calls: [Call]
  /// The disease of two, by gene; none where one causes disease.
  private var diseases: [String: GeneDisease] = [:]
  /// Those that may have another outcome than the loss of the chain.
  private var unsure: [Call] = []

  /// The null alleles among calls, each read by itself.
  init(_ findings: [Call], genes: GeneCatalog) {
    var own: [Call] = []
    for finding in findings where finding.isPass {
      guard let meaning = MolecularConsequence(finding, genes: genes), !meaning.isOnBothAlleles else { continue }
      let assigned = DiseaseAssignment(finding, meaning)
      let escapes = meaning.decay == .escapes
      if let disease = assigned.carrierOf.first, assigned.isCarrierOnly || escapes {
        diseases[finding.gene] = disease
        if escapes || meaning.molecularClass == .uncertain { unsure.append(finding) }
      } else if meaning.gene.nullAllele == .disease {
        guard escapes || meaning.molecularClass == PatternClass(of: .null, in: meaning.gene) else { continue }
        if escapes { unsure.append(finding) }
      } else {
        continue
      }
      own.append(finding)
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
    if first.liesOpposite(second) || second.liesOpposite(first) { return true }
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
      guard own.count > 1,
        own.contains(where: { first in own.contains { $0 != first && !NullAlleles.areInCis($0, first) } })
      else { return nil }
      let names = own.map(\.shortCodingName).joined(separator: " and ")
      let isProven = own.contains(where: isOppositeNull)
      let what = own.contains(where: unsure.contains) ? "are null alleles or may act as such" : "are null alleles"
      let consequence =
        diseases[symbol].map { "they cause \($0.name)\($0.numbers), \($0.inheritanceWords) (\($0.source))." }
        ?? "no normal chain of the gene is made. What this report says of one null allele does not hold for two."
      return "\(symbol) \(names) \(what)"
        + (isProven
          ? " on different chromosomes: together, "
          : "; whether they lie on one chromosome is not known. On different ones ")
        + consequence + (isProven ? "" : " The parents' genotypes tell.")
    }
  }
}
