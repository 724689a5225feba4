// The tables of a cohort as a document: numbers of groups, variants that recur, and every case in short.

package import Documents

/// A cohort in numbers: `cohort.json`, schema `collagen.cohort/2`.
package struct CohortDocument: Sendable, Hashable, VersionedDocument {
  package static let schema = "collagen.cohort/2"
  package static let title = "a cohort"
  package static let remedy = "run `collagen cohort` again"

  /// The schema's name.
  package var schema = CohortDocument.schema
  /// Program and version.
  package var version: String
  /// Whether any record was made up.
  package var synthetic: Bool
  /// The sentence that stands on every output.
  package var researchUse: String
  /// The rules and expected patterns that the cases were judged by.
  package var rules: [String]
  /// The numbers, group after group, in a fixed order.
  package var rows: [Row]
  /// Variants with the cases that have them, those of more cases first.
  package var variants: [RecurrentVariant]
  /// The cases in the order of the sheet.
  package var cases: [Case]
  /// What the reader should know of the cases together, one line each.
  package var warnings: [String]

  /// A document from its parts.
  package init(
    version: String, synthetic: Bool, researchUse: String, rules: [String], rows: [Row], variants: [RecurrentVariant],
    cases: [Case], warnings: [String] = []
  ) {
    self.version = version
    self.synthetic = synthetic
    self.researchUse = researchUse
    self.rules = rules
    self.rows = rows
    self.variants = variants
    self.cases = cases
    self.warnings = warnings
  }

  package func validate() throws(InvalidValue) {
    let ids = Set(cases.map(\.id))
    try require(cases.count == ids.count, "cases", "a case occurs twice")
    for (index, variant) in variants.enumerated() {
      let own = Set(variant.cases)
      try require(
        own.isSubset(of: ids) && own.count == variant.cases.count, "variants[\(index + 1)].cases",
        "not cases of this cohort, each once")
    }
  }

  /// One number of a group.
  package struct Row: Sendable, Hashable, Codable, ValidatedDocument {
    /// `all`, or a group.
    package let group: String
    /// Which number.
    package let measure: String
    /// The number with two decimals; `nil` if it cannot be given.
    package let value: Double?
    /// Of how many; `nil` where that is not known.
    package let denominator: Int?

    /// A number of a group.
    package init(group: String, measure: String, value: Double?, denominator: Int?) {
      self.group = group
      self.measure = measure
      self.value = value.map { NumberText.rounded($0, decimals: 2) }
      self.denominator = denominator
    }

    package func validate() throws(InvalidValue) {
      try check("value", value, in: DocumentRange.measured)
      try check("denominator", denominator, in: 0...1_000_000)
    }
  }

  /// A variant with the cases that have it.
  package struct RecurrentVariant: Sendable, Hashable, Codable {
    /// Gene symbol.
    package let gene: String
    /// Coding name, or the genomic one.
    package let hgvsC: String
    /// Protein name.
    package let hgvsP: String?
    /// Ids of the cases, sorted.
    package let cases: [String]

    /// A variant and its cases.
    package init(gene: String, hgvsC: String, hgvsP: String?, cases: [String]) {
      self.gene = gene
      self.hgvsC = hgvsC
      self.hgvsP = hgvsP
      self.cases = cases
    }
  }

  /// One case in short.
  package struct Case: Sendable, Hashable, Codable, ValidatedDocument {
    /// The case's id.
    package var id: String
    /// Whether it has a report.
    package var ok: Bool
    /// Why it has none.
    package var error: String?
    /// The result in one sentence.
    package var answer: String?
    /// Codes of its flags.
    package var flags: [String] = []
    /// Class of the fibroblast assay.
    package var assay: String?
    /// Whether there is a screen or VCF of it.
    package var sequenced: Bool = false
    /// Classes of its calls, the weightiest first; empty also where nothing was ``sequenced``.
    package var classes: [String] = []
    /// How the weightiest call fits the assay.
    package var concordance: String?
    /// The DNA's heterozygous exonic variants in the RNA, where both were screened.
    package var rnaAlleles: [TranscribedAllele] = []
    /// Genes of the target of which nothing is known: not covered, or without a call at any base.
    package var genesNotCovered: [String] = []
    /// Target bases without a call.
    package var noCallBases: Int?

    /// A case without a result yet.
    package init(id: String, error: String? = nil) {
      self.id = id
      self.error = error
      ok = false
    }

    package func validate() throws(InvalidValue) {
      try require(sequenced || (classes.isEmpty && noCallBases == nil), "sequenced", "calls without a sequence")
      try check("no_call_bases", noCallBases, in: DocumentRange.count)
      try require(!id.isEmpty, "id", "empty")
      try require(ok == (answer != nil), "ok", "a case with a report has an answer, and only that")
      try require(ok == (error == nil), "error", "a case without a report has a reason, and only that")
    }
  }
}
