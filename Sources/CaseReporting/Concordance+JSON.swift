// Concordance of sequence and assay as JSON.

import Documents
import Evidence

extension Concordance {
  /// The verdict with the axes that it rests on, as the report's JSON has it.
  var json: JSONValue {
    .object([
      "verdict": .text(verdict.rawValue), "expected_class": .text(molecularClass.rawValue),
      "expectation": .text(expectation), "log_ratio": .rounded(logRatio),
      "power": .rounded(power), "decided_by": .optional(decidedBy?.rawValue),
      "reason": .text(reason), "unexplained": .texts(unexplained.map(\.rawValue)),
      "axes": .list(
        axes.map { axis in
          .object([
            "axis": .text(axis.kind.rawValue), "log_ratio": .rounded(axis.logRatio), "power": .rounded(axis.power),
            "expected_low": .rounded(axis.expected.lowerBound), "expected_high": .rounded(axis.expected.upperBound),
          ])
        }),
      "left_out": .object(
        JSONObject(sorting: Dictionary(uniqueKeysWithValues: leftOut.map { ($0.key.rawValue, .text($0.value)) }))
      ),
    ])
  }
}
