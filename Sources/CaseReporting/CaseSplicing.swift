// What the transcripts of an RNA screen show, for the page, the text and the JSON of a case.

import Documents
import Evidence
import Reporting

/// The part "Splicing (RNA)" of a ``CaseReport``.
enum CaseSplicing {
  /// How many rows the page and the text show; the JSON holds them all.
  static let rows = 3

  /// The result in one sentence or two, as the report of the screen says it.
  static func sentence(_ splicing: SplicingReport, _ assessment: CaseAssessment) -> String {
    splicing.sentence(borders: assessment.openBorders.map { visible($0, limit: 160) }) { visible($0, limit: 60) }
  }

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

  /// The balance at sites that are no lost allele and none of the DNA's: `COL1A1 c.589G>T 0.48 (0.40-0.56), balanced`.
  static func balance(_ splicing: SplicingReport) -> String {
    let told = splicing.sites.filter { $0.verdict != .alleleLost && $0.source != .dna }
    let words = told.prefix(rows).map { ratio in
      let name = visible(Call.withoutAccession(ratio.hgvsC), limit: 40)
      let verdict = ratio.verdict.rawValue.replacing("_", with: " ")
      return visible("\(ratio.gene) \(name) \(ratio.fraction.text(decimals: 2)), \(verdict)", limit: 120)
    }
    return words.joined(separator: "; ") + (told.count > rows ? "; and \(told.count - rows) more in the JSON" : "")
  }

  /// The lines of the plain text.
  static func lines(_ splicing: SplicingReport, _ assessment: CaseAssessment) -> [String] {
    let readings = assessment.splicingInterpretations
    var lines = ["SPLICING (RNA)"]
    lines += WrappedText.lines(sentence(splicing, assessment), indent: 2)
    for reading in readings.prefix(rows) {
      let text =
        "\(reading.gene): \(reading.observation), fraction \(reading.fraction.text(decimals: 2)): \(words(reading))"
      lines += WrappedText.lines(visible(text, limit: 400), indent: 2)
    }
    if readings.count > rows { lines.append("  and \(readings.count - rows) more in the JSON") }
    let balance = balance(splicing)
    if !balance.isEmpty {
      lines += WrappedText.lines("fraction of transcripts with the variant: \(balance)", indent: 2)
    }
    return lines + alleles(assessment)
  }

  /// The DNA's heterozygous variants in the RNA, what calls predict of the transcripts, and what only the RNA shows.
  private static func alleles(_ assessment: CaseAssessment) -> [String] {
    guard let compared = assessment.transcripts else { return [] }
    var lines = ["", "ALLELES OF THE DNA IN THE RNA"]
    for site in compared.sites {
      lines += WrappedText.lines(visible("\(site.call.gene) \(site.sentence)", limit: 300), indent: 2)
    }
    if compared.sites.isEmpty { lines.append("  \(noSites)") }
    for call in assessment.calls {
      guard let test = call.transcripts else { continue }
      lines += WrappedText.lines(
        visible("\(call.finding.label): \(test.sentence)", limit: 500), indent: 2)
    }
    lines += WrappedText.lines(onlyInRNA(compared), indent: 2)
    return lines
  }

  /// What is said where the DNA has no site to count.
  static let noSites =
    "The DNA has no heterozygous variant in an exon: whether both alleles are in the RNA is not known."

  /// The RNA's variants that the DNA does not have, in a sentence.
  static func onlyInRNA(_ compared: TranscriptComparison) -> String {
    let others = compared.variants.filter { $0.standing != .called }
    guard !others.isEmpty else {
      let count = compared.variants.count
      if count == 0 { return "No variant was called in the RNA." }
      return count == 1
        ? "The variant called in the RNA is in the DNA too."
        : "All \(count) variants called in the RNA are in the DNA too."
    }
    let words = others.prefix(6).map { other in
      let depth = other.depth.map { " (\($0) fragments)" } ?? ""
      return "\(other.call.label): \(other.standing.words)\(depth)"
    }
    let more = others.count > 6 ? "; and \(others.count - 6) more in the JSON" : ""
    return visible("Called in the RNA: \(words.joined(separator: "; "))\(more).", limit: 800)
  }

  /// The `rna` of the JSON; null without RNA.
  static func json(_ assessment: CaseAssessment) -> JSONValue {
    guard let splicing = assessment.splicing else { return .null }
    return .object([
      "summary": .text(sentence(splicing, assessment)), "known_junctions": .integer(splicing.knownJunctions),
      "seen_junctions": .integer(splicing.seenJunctions), "unspliced_fraction": .number(splicing.unsplicedFraction),
      "events": JSONValue(encoding: splicing.events), "allele_ratios": JSONValue(encoding: splicing.alleleRatios),
      "dna_alleles": assessment.transcripts.map { JSONValue(encoding: $0.sites.map(\.row)) } ?? .null,
      "variants": assessment.transcripts.map(variants) ?? .null,
      "interpretations": .list(
        assessment.splicingInterpretations.map { reading in
          .object([
            "gene": .text(reading.gene), "observation": .text(reading.observation), "text": .text(reading.text),
            "ratio": .rounded(reading.fraction.value), "ratio_low": .rounded(reading.fraction.low),
            "ratio_high": .rounded(reading.fraction.high),
            "molecular_class": .optional(reading.molecularClass?.rawValue),
            "explained_by": .optional(reading.explainedBy),
            "concordance": reading.concordance.map(\.json) ?? .null,
          ])
        }),
    ])
  }
}

extension CaseSplicing {
  /// The RNA's variants with what the DNA says of them.
  private static func variants(_ compared: TranscriptComparison) -> JSONValue {
    .list(
      compared.variants.map { variant in
        .object([
          "gene": .text(variant.call.gene), "hgvs_c": .text(variant.call.name),
          "alt_depth": .optional(variant.call.altDepth), "depth": .optional(variant.call.depth),
          "dna": .text(variant.standing.rawValue), "dna_depth": .optional(variant.depth),
        ])
      })
  }

  /// How many of the DNA's sites the page shows; lost and reduced alleles come first.
  private static let siteRows = 16

  /// The values of the page's part on the DNA's alleles in the RNA.
  static func alleleValues(_ assessment: CaseAssessment) -> [String: Any] {
    guard let compared = assessment.transcripts else { return [:] }
    let order: [TranscribedSite.State] = [.lost, .reduced, .bothAlleles, .balanced, .notTestable]
    let sites = compared.sites.enumerated().sorted { left, right in
      let (one, two) = (order.firstIndex(of: left.element.state), order.firstIndex(of: right.element.state))
      return (one ?? 0, left.offset) < (two ?? 0, right.offset)
    }.map(\.element)
    return [
      "hasAlleles": true, "noSites": sites.isEmpty ? noSites : "",
      "sites": sites.prefix(siteRows).map { site in
        [
          "name": visible("\(site.call.gene) \(site.call.shortCodingName)", limit: 80),
          "counts": "\(site.row.altDepth) of \(site.row.total)",
          "fraction": site.row.total > 0 ? site.row.fraction.text(decimals: 2) : "",
          "state": site.row.stateWords
            + (site.reason.map { reason in
              site.row.total > 0 && site.hidden == nil
                ? ": \(reason); smallest fraction seen \(NumberText.fixed(site.row.smallestFraction, 2))"
                : ": \(reason)"
            } ?? ""),
          "isMarked": site.state == .lost || site.state == .reduced,
        ]
      },
      "hasSites": !sites.isEmpty, "hasMoreSites": sites.count > siteRows, "moreSites": "\(sites.count - siteRows)",
      "tests": assessment.calls.compactMap { call in
        call.transcripts.map { visible("\(call.finding.label): \($0.sentence)", limit: 400) }
      },
      "onlyInRNA": onlyInRNA(compared),
    ]
  }
}

extension CaseSplicing {
  /// The values of the page's part on splicing.
  static func pageValues(_ splicing: SplicingReport, _ assessment: CaseAssessment) -> [String: Any] {
    let readings = assessment.splicingInterpretations
    let low = splicing.events.count - splicing.calledEvents.count
    let balance = CaseSplicing.balance(splicing)
    return [
      "hasSplicing": true, "splicingSentence": CaseSplicing.sentence(splicing, assessment), "hasLowSupport": low > 0,
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
