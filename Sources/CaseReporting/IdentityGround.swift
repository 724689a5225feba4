// What it rests on that two parts of a case are of one person: genotypes that agree, or the names alone.

import Documents
import Evidence
import Reporting

/// Why two parts of a case are taken to be of one person.
package struct IdentityGround: Sendable, Hashable {
  /// What the two parts were matched by.
  package enum Kind: String, Sendable, CaseIterable {
    /// Genotypes agree that few unrelated people have.
    case genotypes
    /// Genotypes cannot tell, or are not known.
    case names
  }

  /// What the two parts were matched by.
  package let kind: Kind
  /// Base names of the two files.
  package let files: [String]
  /// Alleles of which both tell the copies; 0 if one of them has no genotypes.
  package let compared: Int
  /// The fraction of unrelated people who would agree as well (``GenotypeComparison/agreementProbability``); `nil` if there are
  /// no genotypes.
  package let agreementProbability: Double?
  /// In a sentence.
  package let text: String

  /// Genotypes that more unrelated people than this have do not tell two persons apart.
  static let decisive = 0.05

  /// Two sequenced parts.
  init(_ first: GenotypeProfile, _ second: GenotypeProfile) {
    let comparison = GenotypeComparison(first, second)
    let pair = GenotypeComparison.labels(first, second).joined(separator: " and ")
    let isTold = comparison.conflicts.isEmpty && comparison.agreementProbability <= IdentityGround.decisive
    kind = isTold ? .genotypes : .names
    files = [first.file, second.file]
    compared = comparison.compared
    agreementProbability = comparison.agreementProbability
    let shown = comparison.shared.prefix(3).joined(separator: ", ")
    let more = comparison.shared.count > 3 ? " and \(comparison.shared.count - 3) more" : ""
    let people = max(2, Int((1 / comparison.agreementProbability).rounded()))
    text =
      isTold
      ? "\(pair) both have \(shown)\(more): about 1 in \(people) unrelated people would agree as well, a relative more often"
      : comparison.conflicts.isEmpty
        ? "The genotypes cannot tell whether \(pair) are of one person (\(comparison.shared.isEmpty ? "no variant" : "only common variants") "
          + "in both; \(IdentityGround.alleles(comparison.compared)) compared): it rests on their names"
        : "The genotypes of \(pair) contradict each other"
  }

  /// A VCF whose sample has a name that is of no person.
  init(generic name: String, in file: String) {
    kind = .names
    files = [file]
    compared = 0
    agreementProbability = nil
    text =
      "The sample name \(name.visible) of \(file) is of no person, as VCFs of other cases have it too: that it is the patient's "
      + "rests on the name of the file and on what sheet and record declare"
  }

  private static func alleles(_ count: Int) -> String { count == 1 ? "1 allele" : "\(count) alleles" }

  /// A part whose genotypes are not known, beside one that was sequenced.
  init(sequenced: String, line: String) {
    kind = .names
    files = [sequenced, line]
    compared = 0
    agreementProbability = nil
    text = "No genotype of the cell line in \(line) is known: that it is the patient's rests on its name"
  }
}
