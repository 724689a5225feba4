// What was covered of each gene, for the answer: "no variant was called" is said of genes of which something was seen.

import BioSequence
import Reporting
import TypeICollagen

/// How much of the target was screened in a case that has a sequence.
package enum ScreenExtent: String, Sendable, CaseIterable {
  /// Every gene of the target has a base with a call, or a cause was found without.
  case screened
  /// Not one base was covered.
  case nothingCovered = "nothing_covered"
  /// Fragments lie over the target, and not one base has a call.
  case noBaseCalled = "no_base_called"
  /// Of one gene nothing is known, and no cause was found in another.
  case geneNotCovered = "gene_not_covered"
}

extension CaseAssessment {
  /// How much of the target was screened; `nil` without a sequence.
  package var extent: ScreenExtent? {
    guard screen != nil else { return nil }
    if !isSequenced { return unknownGenes.contains { $0.state == .withoutCall } ? .noBaseCalled : .nothingCovered }
    return unknownGenes.isEmpty || !pathogenic.isEmpty ? .screened : .geneNotCovered
  }

  /// Whether the case counts as screened in a cohort.
  package var isScreened: Bool { extent == .screened }

  /// The assay, if it measured anything of the case's line.
  package var measuredAssay: AssayFinding? { assay.flatMap { $0.isMeasured ? $0 : nil } }

  /// That no variant was called, of the genes of which that can be said, and what holds of the others.
  static func nothingCalled(_ coverage: ScreenCoverage, _ genes: GeneCatalog) -> String {
    let parts = genes.genes.map { coverage.coverage(ofGene: $0.symbol) }
    let called = parts.filter { $0.state == .called }
    let unknown = unknownWords(parts)
    let outside = parts.filter { $0.state == .outsideTarget }.map(\.gene)
    let outsideWords = outside.map { "\($0) is not part of the target" }
    guard !called.isEmpty else {
      return (unknown + outsideWords).joined(separator: "; ") + ", so that nothing is known of variants"
    }
    let thin = called.filter { 2 * $0.calledBases < $0.targetBases }
    let full = called.filter { 2 * $0.calledBases >= $0.targetBases }.map(\.gene)
    let places =
      (full.isEmpty ? [] : [GeneName.list(full)])
      + thin.map { "the \($0.calledBases) of \($0.targetBases) target bases of \($0.gene) that have a call" }
    return
      (["no variant was called in \(places.joined(separator: " or in "))"] + unknown.map(withoutKnowledge)
      + outsideWords).joined(separator: "; ")
  }

  /// What is to be said beside calls of genes of which nothing is known.
  static func unknownPart(_ screen: ScreenDocument?, _ genes: GeneCatalog, hasCalls: Bool) -> String {
    guard hasCalls, let coverage = screen?.coverage else { return "" }
    return unknownWords(genes.genes.map { coverage.coverage(ofGene: $0.symbol) }).map(withoutKnowledge)
      .joined(separator: "; ")
  }

  private static func withoutKnowledge(_ words: String) -> String {
    words + ", so that nothing is known of its variants"
  }

  /// Genes of which not one base was covered stand together.
  private static func unknownWords(_ parts: [GeneCoverage]) -> [String] {
    let bare = parts.filter { $0.state == .notCovered }.map(\.gene)
    return (bare.isEmpty ? [] : ["not one base of \(GeneName.list(bare)) was covered"])
      + parts.filter { $0.state == .withoutCall }.map(\.unknownWords)
  }

  /// The flag of genes of which nothing is known beside others that were screened.
  static func coverageFlags(_ screen: ScreenDocument?) -> [CaseFlag] {
    guard let screen, screen.isSequenced, let coverage = screen.coverage else { return [] }
    return coverage.unknownGenes.map { gene in
      let words = gene.unknownWords
      return CaseFlag(
        .geneNotCovered,
        "\(words.prefix(1).uppercased() + words.dropFirst()): nothing is known of its variants. Sequence it before the result is "
          + "taken for that of both genes.")
    }
  }
}
