// Slips that leave no trace in the tables: nothing can reveal them, and the guide and every page say so.

package import Numerics

/// A slip that no check can see; the list in words is the assay guide's.
package enum UnseenMutation: String, CaseIterable, Sendable {
  /// The names of a case and a control exchanged in all tables.
  case namesExchanged
  /// Concentrations of all standards, or all amounts, in another unit.
  case scaleOfAllOther
  /// The normaliser of all dishes of a case wrong by less than twofold.
  case normalizerOfCaseUnderTwofold

  /// Changes a study; `false` where the study has nothing for this slip.
  package func apply(to study: inout RightStudy, _ random: inout RandomSource) -> Bool {
    let aCase = study.caseLines[random.below(study.caseLines.count)]
    switch self {
    case .namesExchanged:
      let other: (String) -> String = { $0 == aCase ? "C1" : $0 == "C1" ? aCase : $0 }
      let roles = Dictionary(study.cultures.rows.map { ($0["line_id"] ?? "", $0["role"] ?? "") }) { $1 }
      study.cultures.edit("line_id", where: { _ in true }, other)
      study.plate.edit("line_id", where: { _ in true }, other)
      study.further?.edit("line_id", where: { _ in true }, other)
      let role: (inout StudyTable) -> Void = { table in
        guard table.columns.contains("role") else { return }
        for index in table.rows.indices {
          if let own = roles[table.rows[index]["line_id"] ?? ""] { table.rows[index]["role"] = own }
        }
      }
      role(&study.cultures)
      if study.measure == .bands { role(&study.plate) }
      if var further = study.further {
        role(&further)
        study.further = further
      }
    case .scaleOfAllOther:
      study.plate.edit(study.measure.quantity, where: { _ in true }, times: 1000)
      study.plate.edit("background", where: { _ in true }, times: 1000)
    case .normalizerOfCaseUnderTwofold:
      for column in ["dna_ug", "protein_ug", "cells_x1e5"] {
        study.cultures.edit(column, where: { $0["line_id"] == aCase }, times: 1.8)
      }
    }
    return true
  }
}
