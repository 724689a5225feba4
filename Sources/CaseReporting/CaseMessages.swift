// What the messages of an RNA screen show, for the page, the text and the JSON of a case.

import Evidence
import Reporting
import TypeICollagen
import Documents

/// The part "Messages (RNA)" of a ``CaseReport``.
enum CaseMessages {
  /// How many rows the page and the text show; the JSON holds them all.
  static let rows = 3

  /// The result in one sentence or two, as the report of the screen says it.
  static func sentence(_ messages: MessageFinding) -> String {
    MessageReport.sentence(
      departures: messages.calledEvents.map(\.gene),
      lostAt: messages.sites.filter { $0.verdict == .alleleLost }.map { visible($0.hgvsC, limit: 60) },
      seen: messages.seenJunctions, of: messages.knownJunctions)
  }

  /// One reading with what the assay says of it, in words.
  static func words(_ reading: MessageReading) -> String {
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
  static func balance(_ messages: MessageFinding) -> String {
    let told = messages.sites.filter { $0.verdict != .alleleLost }
    let words = told.prefix(rows).map { ratio in
      let name = visible(ratio.hgvsC.split(separator: ":").last.map(String.init) ?? ratio.hgvsC, limit: 40)
      return visible("\(ratio.gene) \(name) \(ratio.share.words), \(ratio.verdict.rawValue)", limit: 120)
    }
    return words.joined(separator: "; ") + (told.count > rows ? "; and \(told.count - rows) more in the JSON" : "")
  }

  /// The lines of the plain text.
  static func lines(_ messages: MessageFinding, _ readings: [MessageReading]) -> [String] {
    var lines = ["MESSAGES (RNA)"]
    lines += CaseReportText.wrapped(sentence(messages), indent: 2)
    for reading in readings.prefix(rows) {
      let text = "\(reading.gene): \(reading.observation), share \(reading.share.words): \(words(reading))"
      lines += CaseReportText.wrapped(visible(text, limit: 400), indent: 2)
    }
    if readings.count > rows { lines.append("  and \(readings.count - rows) more in the JSON") }
    let balance = balance(messages)
    if !balance.isEmpty { lines += CaseReportText.wrapped("share of messages with the change: \(balance)", indent: 2) }
    return lines
  }

  /// The `messages` of the JSON; null without RNA.
  static func json(_ assessment: CaseAssessment) -> JSONValue {
    guard let messages = assessment.messages else { return .null }
    func share(_ share: MessageFinding.Share) -> JSONObject {
      ["share": .rounded(share.value), "share_low": .rounded(share.low), "share_high": .rounded(share.high)]
    }
    func object(_ share: JSONObject, _ more: JSONObject) -> JSONValue {
      .object(share.appending(more))
    }
    return .object([
      "summary": .text(sentence(messages)), "known_junctions": .integer(messages.knownJunctions),
      "seen_junctions": .integer(messages.seenJunctions), "unspliced_share": .rounded(messages.unsplicedShare),
      "events": .list(
        messages.events.map { event in
          object(
            share(event.share),
            [
              "gene": .text(event.gene), "kind": .text(event.kind), "exon": .text(event.exon),
              "consequence": .text(event.consequence), "collagen_effect": .texts(event.effects.map(\.rawValue)),
              "hgvs_r": .text(event.hgvsR), "reads": .integer(event.reads), "counts": .boolean(event.isCalled),
            ])
        }),
      "allele_ratios": .list(
        messages.ratios.map { ratio in
          object(
            share(ratio.share),
            [
              "gene": .text(ratio.gene), "hgvs_c": .text(ratio.hgvsC), "source": .text(ratio.source),
              "alt_depth": .integer(ratio.altDepth), "ref_depth": .integer(ratio.refDepth),
              "verdict": .text(ratio.verdict.rawValue),
            ])
        }),
      "readings": .list(
        assessment.messageReadings.map { reading in
          object(
            share(reading.share),
            [
              "gene": .text(reading.gene), "observation": .text(reading.observation), "text": .text(reading.text),
              "molecular_class": .optional(reading.molecularClass?.rawValue),
              "explained_by": .optional(reading.explainedBy),
              "concordance": reading.concordance.map(CaseReportJSON.concordance) ?? .null,
            ])
        }),
    ])
  }
}

extension CaseReportHTML {
  /// The values of the page's part on messages.
  static func messages(_ messages: MessageFinding, _ readings: [MessageReading]) -> [String: Any] {
    let low = messages.events.count - messages.calledEvents.count
    let balance = CaseMessages.balance(messages)
    return [
      "hasMessages": true, "messageSentence": CaseMessages.sentence(messages), "hasLowSupport": low > 0,
      "lowSupport": "\(low)",
      "hasReadings": !readings.isEmpty,
      "readings": readings.prefix(CaseMessages.rows).map { reading in
        [
          "seen": visible("\(reading.gene): \(reading.observation)", limit: 90), "share": reading.share.words,
          "text": visible(CaseMessages.words(reading), limit: 180),
        ]
      },
      "hasMoreReadings": readings.count > CaseMessages.rows, "moreReadings": "\(readings.count - CaseMessages.rows)",
      "hasRatios": !balance.isEmpty, "ratios": balance,
    ]
  }
}
