// Scores of predictors that a laboratory brings, by the variant's name.

import BioSequence
import Documents
package import TypeICollagen
import VariantNaming

/// Scores of predictors by the variant's `c.` name.
package struct PredictorScores: Sendable {
  /// A score.
  package struct Score: Sendable, Hashable {
    /// The predictor as the file names it.
    package let predictor: String
    /// The value.
    package let value: Double
    /// The file that has it; of the program's own prediction `embedded`.
    package let source: String
  }

  private var scores: [String: [Score]] = [:]
  private let genes: GeneCatalog
  /// The rows that name one of the genes and no change of it that can be read: their scores are not used.
  package private(set) var remarks: [String] = []

  /// No scores.
  package init(genes: GeneCatalog = .embedded) { self.genes = genes }

  /// Reads a table: TSV `hgvs_c predictor score`.
  ///
  /// - Throws: ``EvidenceError`` with every score that is no number or outside its predictor's range, and every score
  ///   that stands twice.
  package init(text: String, file: String, genes: GeneCatalog = .embedded) throws(EvidenceError) {
    self.genes = genes
    let namer = CollagenNamer(genes: genes)
    var unread: [String] = []
    let table = try NamedTable(evidence: text, file: file, columns: ["hgvs_c", "predictor", "score"])
    var scores: [String: [Score]] = [:]
    var faults: [InputFault] = []
    for row in table.rows {
      let name = table.text(row, "hgvs_c")
      let predictor = table.text(row, "predictor")
      guard let value = NumberText.parse(table.text(row, "score")) else {
        faults.append(table.fault(.invalidValue, row, "score", "a number is expected"))
        continue
      }
      if let known = RulePack.embedded.predictors.first(where: { $0.isNamed(predictor) }), !known.range.contains(value)
      {
        faults.append(
          table.fault(
            .invalidValue, row, "score",
            "\(known.name) scores lie between \(decimal(known.range.lowerBound, 3)) and "
              + "\(decimal(known.range.upperBound, 3)): this is another scale or another predictor"))
        continue
      }
      let (key, reason) = PredictorScores.key(name, namer, genes)
      if let reason { unread.append("line \(row.line) (\(reason))") }
      if scores[key]?.contains(where: { $0.predictor.lowercased() == predictor.lowercased() }) == true {
        faults.append(table.fault(.duplicate, row, "predictor", "this predictor's score of the variant stands twice"))
      }
      scores[key, default: []].append(Score(predictor: predictor, value: value, source: file))
    }
    guard faults.isEmpty else { throw EvidenceError(faults) }
    self.scores = scores
    guard let first = unread.first else { return }
    remarks = [
      "\(file): \(unread.count == 1 ? "the score of \(first) is" : "the scores of \(unread.count) rows are") not used: write names "
        + "like \(genes.genes.first?.record.preferredTranscript.accession ?? "NM_..."):c.589G>T\(unread.count == 1 ? "" : "; first \(first)")"
    ]
  }

  /// These scores with those of another table; what differs is told and not counted (``Contradiction``).
  package func adding(_ other: PredictorScores) -> PredictorScores {
    var both = self
    both.remarks += other.remarks
    both.scores.merge(other.scores) { $0 + $1 }
    return both
  }

  /// Different values of one predictor for one variant.
  struct Contradiction {
    /// The predictor as the first of them names it.
    let predictor: String
    let scores: [Score]

    /// The values with their sources.
    var values: String {
      scores.map { "\(NumberText.shortest($0.value)) (\($0.source))" }.joined(separator: " and ")
    }
  }

  /// The predictors that have different values among scores of one variant.
  static func contradictions(_ scores: [Score]) -> [Contradiction] {
    var found: [Contradiction] = []
    for score in scores where !found.contains(where: { $0.predictor.lowercased() == score.predictor.lowercased() }) {
      let own = scores.filter { $0.predictor.lowercased() == score.predictor.lowercased() }
      if Set(own.map(\.value)).count > 1 { found.append(Contradiction(predictor: score.predictor, scores: own)) }
    }
    return found
  }

  /// The scores of a variant, by its `c.` name; versions of one transcript, and transcripts of one gene, count as the same.
  package subscript(name: String) -> [Score] { scores[PredictorScores.key(name, genes)] ?? [] }

  /// The name with the gene in the place of the transcript: they all count coding bases alike.
  private static func key(_ name: String, _ genes: GeneCatalog) -> String {
    guard let colon = name.firstIndex(of: ":") else { return name }
    let accession = name[..<colon].prefix { $0 != "." && $0 != "(" }
    return (genes.gene(named: String(accession))?.symbol ?? String(accession)) + name[colon...]
  }

  /// The key of a row's name as the namer writes it, and why its score is not used; names of other genes are passed over.
  private static func key(
    _ name: String, _ namer: CollagenNamer, _ genes: GeneCatalog
  ) -> (key: String, unread: String?) {
    let row = namer.row(for: name)
    if row.status != .error, !row.hgvsC.isEmpty, !row.hgvsC.contains("|") { return (key(row.hgvsC, genes), nil) }
    let plain = key(name, genes)
    let isOurs = !name.contains(":") || genes.genes.contains { plain.hasPrefix($0.symbol + ":") }
    guard isOurs || row.status != .error else { return (plain, nil) }
    return (plain, row.status == .error ? row.message : "no change of one coding name")
  }
}
