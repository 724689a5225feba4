// What MultiQC shows of a screen: a file that it finds by its name.

import Documents
import TypeICollagen

/// MultiQC custom content of one screen.
package enum ScreenMultiQC {
  /// The columns of the general statistics, the same in every sample, so that MultiQC joins them.
  package static func text(_ report: ScreenDocument) -> String {
    var row: JSONObject = [:]
    let passed = report.calls.filter(\.isPass)
    if let coverage = report.coverage, coverage.targetBases > 0, coverage.calledPercent > 0 {
      row["collagen_called"] = .rounded(coverage.calledPercent, 2)
      // Nor where one gene was not: a cause may lie there.
      if !passed.isEmpty || coverage.unknownGenes.isEmpty { row["collagen_variants"] = .integer(passed.count) }
    } else {
      // No number where nothing was sequenced: zero variants would read as none found.
      row["collagen_called"] = .integer(0)
    }
    if let size = report.library?.insertSize { row["collagen_insert"] = .integer(size) }
    if let found = report.library?.contamination { row["collagen_contamination"] = .rounded(100 * found.fraction, 1) }
    if let found = report.library?.divergentFraction { row["collagen_divergent"] = .rounded(100 * found, 1) }
    func column(_ key: String, _ title: String, _ description: String, _ other: (key: String, value: String))
      -> JSONValue
    {
      .object([
        key: .object([
          "title": .text(title), "description": .text(description), "namespace": "collagen",
          other.key: .text(other.value),
        ])
      ])
    }
    return JSONValue.object([
      "id": "collagen_screen_gs", "plot_type": "generalstats", "data": .object([report.sample: .object(row)]),
      "pconfig": .list([
        column("collagen_called", "Called", "Bases of the collagen target with a call", ("suffix", " %")),
        column(
          "collagen_variants", "Variants",
          "Variants in the collagen target that passed all filters; no value where none passed and no base of a gene was called",
          ("format", "{:,.0f}")),
        column(
          "collagen_insert", "Insert size", "Median length of the fragments over the collagen genes", ("suffix", " bp")),
        column(
          "collagen_contamination", "Contamination",
          "Estimated fraction of another person's DNA; no value where nothing points to it", ("suffix", " %")),
        column(
          "collagen_divergent", "Other species",
          "Reads that differ from the collagen genes at one base in 25 and more: another species, or converted DNA",
          ("suffix", " %")),
      ]),
    ]).document()
  }
}
