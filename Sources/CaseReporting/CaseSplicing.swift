// What the transcripts of an RNA screen show, for the page, the text and the JSON of a case.

import Documents
import Evidence
import Reporting

/// The part "Splicing (RNA)" of a ``CaseReport``.
enum CaseSplicing {
  /// How many rows the page and the text show; the JSON holds them all.
  static let rows = 3

  /// The result in one sentence or two, as the report of the screen says it.
  static func sentence(_ splicing: SplicingReport) -> String { splicing.sentence { visible($0, limit: 60) } }

  /// One interpretation with what the assay says of it, in words.
  static func words(_ reading: SplicingInterpretation) -> String {
    guard let result = reading.concordance, reading.molecularClass != PatternClass.none else { return reading.text }
    let fit =
      switch result.verdict {
      case .concordant: "the assay fits it"
      case .discordant: "the assay does not fit it"
      case .uninformative: "the assay cannot tell"
      }
    return "\(reading.text); \(fit)"
  }

  /// The balance at the sites that are no lost allele: `COL1A1 c.589G>T 0.48 (0.40-0.56), balanced`.
  static func balance(_ splicing: SplicingReport) -> String {
    let told = splicing.sites.filter { $0.verdict != .alleleLost }
    let words = told.prefix(rows).map { ratio in
      let name = visible(Call.withoutAccession(ratio.hgvsC), limit: 40)
      return visible("\(ratio.gene) \(name) \(ratio.fraction.text(decimals: 2)), \(ratio.verdict.rawValue)", limit: 120)
    }
    return words.joined(separator: "; ") + (told.count > rows ? "; and \(told.count - rows) more in the JSON" : "")
  }

  /// The lines of the plain text.
  static func lines(_ splicing: SplicingReport, _ readings: [SplicingInterpretation]) -> [String] {
    var lines = ["SPLICING (RNA)"]
    lines += CaseReportText.wrapped(sentence(splicing), indent: 2)
    for reading in readings.prefix(rows) {
      let text =
        "\(reading.gene): \(reading.observation), fraction \(reading.fraction.text(decimals: 2)): \(words(reading))"
      lines += CaseReportText.wrapped(visible(text, limit: 400), indent: 2)
    }
    if readings.count > rows { lines.append("  and \(readings.count - rows) more in the JSON") }
    let balance = balance(splicing)
    if !balance.isEmpty {
      lines += CaseReportText.wrapped("fraction of transcripts with the variant: \(balance)", indent: 2)
    }
    return lines
  }

  /// The `rna` of the JSON; null without RNA.
  static func json(_ assessment: CaseAssessment) -> JSONValue {
    guard let splicing = assessment.splicing else { return .null }
    return .object([
      "summary": .text(sentence(splicing)), "known_junctions": .integer(splicing.knownJunctions),
      "seen_junctions": .integer(splicing.seenJunctions), "unspliced_fraction": .number(splicing.unsplicedFraction),
      "events": JSONValue(encoding: splicing.events), "allele_ratios": JSONValue(encoding: splicing.alleleRatios),
      "interpretations": .list(
        assessment.splicingInterpretations.map { reading in
          .object([
            "gene": .text(reading.gene), "observation": .text(reading.observation), "text": .text(reading.text),
            "ratio": .rounded(reading.fraction.value), "ratio_low": .rounded(reading.fraction.low),
            "ratio_high": .rounded(reading.fraction.high),
            "molecular_class": .optional(reading.molecularClass?.rawValue),
            "explained_by": .optional(reading.explainedBy),
            "concordance": reading.concordance.map(CaseReportJSON.concordance) ?? .null,
          ])
        }),
    ])
  }
}

extension CaseReportHTML {
  /// The values of the page's part on splicing.
  static func splicing(_ splicing: SplicingReport, _ readings: [SplicingInterpretation]) -> [String: Any] {
    let low = splicing.events.count - splicing.calledEvents.count
    let balance = CaseSplicing.balance(splicing)
    return [
      "hasSplicing": true, "splicingSentence": CaseSplicing.sentence(splicing), "hasLowSupport": low > 0,
      "lowSupport": "\(low)", "hasReadings": !readings.isEmpty,
      "readings": readings.prefix(CaseSplicing.rows).map { reading in
        [
          "seen": visible("\(reading.gene): \(reading.observation)", limit: 90),
          "fraction": reading.fraction.text(decimals: 2), "text": visible(CaseSplicing.words(reading), limit: 180),
        ]
      },
      "hasMoreReadings": readings.count > CaseSplicing.rows, "moreReadings": "\(readings.count - CaseSplicing.rows)",
      "hasRatios": !balance.isEmpty, "ratios": balance,
    ]
  }
}
