// What is known of a variant beside its class: its entries on file, its frequency with an interval, scores of predictors.

import Documents
import Evidence
import Knowledge
import Numerics
import Reporting

/// Facts of one variant as the table of variants shows them.
struct VariantFacts {
  /// An allele count of a population file.
  struct Frequency {
    /// The INFO fields: `AC_joint/AN_joint`.
    let field: String
    let count: Int
    let number: Int
    /// The 95 % interval of Clopper and Pearson.
    let low: Double
    let high: Double
  }

  /// The variant's own entries with significance; empty if there are none.
  let known: String
  /// The first count that the frequency criteria were judged by: that of all samples, where the file has one.
  let frequency: Frequency?
  /// Counts of groups of the samples, with their filtering frequencies, in words.
  let groups: [String]
  /// Filtering allele frequency, or a frequency without counts, as the criteria had it.
  let frequencyText: String
  /// Scores with the predictor's name.
  let predictions: [PredictorScores.Score]

  init(_ call: AssessedCall, _ known: KnownVariants?) {
    self.known = CaseReport.knownStatus(of: call, known)
    predictions = call.predictions
    let inputs = call.ledger.outcomes.first { $0.criterion == .ba1 }?.inputs ?? []
    let counts = inputs.compactMap(Frequency.init)
    frequency = counts.first
    groups = counts.dropFirst().map { count in
      let bound = inputs.first { $0.name == "filtering_allele_frequency of \(count.field)" }
      return "\(count.isOfGroup ? "of the group with the greatest frequency " : "")\(count.count) of \(count.number) "
        + "(\(count.field)\(bound.map { "; filtering allele frequency \($0.value)" } ?? ""))"
    }
    let others = inputs.filter { input in
      input.name == "filtering_allele_frequency" || input.name.hasPrefix("faf") || input.name.hasPrefix("AF")
        || input.name.hasSuffix("_AF")
    }
    frequencyText = others.map { "\($0.name.replacing("_", with: " ")) \($0.value)" }.joined(separator: ", ")
  }

  /// The facts in sentences; what is not known is said.
  var sentences: [String] {
    var list = [known.isEmpty ? "On file: no entry of its own" : "On file: \(known)"]
    if let frequency {
      list.append(
        "Frequency: \(frequency.count) of \(frequency.number) alleles (\(frequency.field); 95 % "
          + "\(NumberText.significant(frequency.low, 2)) to \(NumberText.significant(frequency.high, 2)))"
          + (groups + [frequencyText]).filter { !$0.isEmpty }.map { ", \($0)" }.joined())
    } else {
      list.append(frequencyText.isEmpty ? "Frequency: not known" : "Frequency: \(frequencyText)")
    }
    let scores = predictions.map { score in
      let differs = predictions.contains {
        $0.predictor.lowercased() == score.predictor.lowercased() && $0.value != score.value
      }
      return "\(score.predictor) \(NumberText.significant(score.value, 3))"
        + (differs ? " (\(score.source); the sources differ, not counted)" : "")
    }
    list.append("Predictions: \(scores.isEmpty ? "none" : scores.joined(separator: ", "))")
    return list
  }

  /// The frequency and the scores for the JSON.
  var json: (frequency: JSONValue, predictions: JSONValue) {
    (
      frequency.map { frequency in
        .object([
          "field": .text(frequency.field), "count": .integer(frequency.count), "number": .integer(frequency.number),
          "low": .significant(frequency.low), "high": .significant(frequency.high),
        ])
      } ?? .null,
      .list(
        predictions.map {
          .object(["predictor": .text($0.predictor), "score": .significant($0.value), "source": .text($0.source)])
        })
    )
  }
}

extension VariantFacts.Frequency {
  /// Whether it counts a group of the samples.
  var isOfGroup: Bool { field.contains("max") }

  /// A count among the inputs of a criterion: `AC_joint/AN_joint` with the value `3/1600000`.
  init?(_ input: CriterionOutcome.Input) {
    let parts = input.value.split { $0 == "/" }
    guard input.name.hasPrefix("AC"), parts.count == 2, let count = Int(parts[0]), let number = Int(parts[1]),
      number > 0,
      count <= number
    else { return nil }
    (field, self.count, self.number) = (input.name, count, number)
    low = Binomial.lowerBound(successes: count, trials: number, tail: 0.025)
    high = Binomial.upperBound(successes: count, trials: number, tail: 0.025)
  }
}
