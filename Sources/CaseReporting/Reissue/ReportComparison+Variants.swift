// What differs in the variants of two reports: new and missing ones, classes, criteria, and what is known of them.

import Documents

extension ReportComparison {
  /// A variant of a report.
  private struct Variant {
    /// Gene and coding name, with a number if the report lists it more than once.
    let name: String
    let value: JSONValue

    var classText: String? {
      guard let summary = value["classification"]?["summary"]?.words else { return nil }
      let points = value["classification"]?["points"]?["total"]?.words.map { " (\($0) points)" } ?? ""
      return summary + points
    }

    /// Criteria that were applied, by their plain code.
    var outcomes: [String: JSONValue] {
      let ledger = value["classification"]?["ledger"]?.elements ?? []
      return Dictionary(ledger.map { ($0["criterion"]?.words ?? "", $0) }) { first, _ in first }
    }
  }

  /// Keys of a call that are told in words, and those that say the same in another form.
  private static let toldOfCalls: Set<String> = [
    "classification", "zygosity", "disease", "known_status", "frequency", "predictions", "transcripts", "concordance",
  ]

  var variants: [ReportChange] {
    let (old, new) = (named(before["calls"]), named(after["calls"]))
    var list: [ReportChange] = []
    for variant in new {
      guard let former = old.first(where: { $0.name == variant.name }) else {
        list += change(.variant, variant.name, notCounted(variant.name, before), variant.classText ?? "listed")
        continue
      }
      list += differences(former, variant)
    }
    for former in old where !new.contains(where: { $0.name == former.name }) {
      list += change(.variant, former.name, former.classText ?? "listed", notCounted(former.name, after))
    }
    return list + failed
  }

  private func named(_ calls: JSONValue?) -> [Variant] {
    var seen: [String: Int] = [:]
    return (calls?.elements ?? []).map { call in
      let name = Self.name(call)
      let count = (seen[name] ?? 0) + 1
      seen[name] = count
      return Variant(name: count == 1 ? name : "\(name) (\(count))", value: call)
    }
  }

  /// The gene with the coding name, else with the place on the chromosome.
  private static func name(_ call: JSONValue) -> String {
    let full = call["hgvs_c"]?.words ?? call["hgvs_g"]?.words
    let short = full.map { name in name.firstIndex(of: ":").map { String(name[name.index(after: $0)...]) } ?? name }
    let place = ["chrom", "pos", "ref", "alt"].compactMap { call[$0]?.words }.joined(separator: " ")
    return "\(call["gene"]?.words ?? "") \(short ?? place)"
  }

  /// What a report says of a variant that it lists and does not count.
  private func notCounted(_ name: String, _ document: JSONValue) -> String? {
    let listed = (document["not_counted"]?.elements ?? []).first { Self.name($0) == name }
    return listed.map { call in
      "not counted: \((call["filter"]?.elements ?? []).compactMap(\.words).joined(separator: ", "))"
    }
  }

  private var failed: [ReportChange] {
    guard before["not_counted"] ?? .null != after["not_counted"] ?? .null else { return [] }
    func names(_ document: JSONValue) -> [String] { (document["not_counted"]?.elements ?? []).map(Self.name) }
    let (old, new) = (names(before), names(after))
    let list = change(.variant, "not counted", old.without(new).joinedOrNil, new.without(old).joinedOrNil)
    return list.isEmpty ? details(.variant, "those not counted") : list
  }

  private func differences(_ old: Variant, _ new: Variant) -> [ReportChange] {
    let name = new.name
    var list: [ReportChange] = []
    let isSameClass = old.value["classification"]?["summary"] == new.value["classification"]?["summary"]
    list += change(isSameClass ? .variant : .class, name, old.classText, new.classText)
    list += criteria(old, new)
    list += change(.genotype, name, old.value["zygosity"]?.words, new.value["zygosity"]?.words)
    list += change(.disease, name, diseases(old.value), diseases(new.value))
    list += change(.known, name, known(old.value), known(new.value))
    list += change(.frequency, name, frequency(old.value), frequency(new.value))
    list += change(.prediction, name, predictions(old.value), predictions(new.value))
    list += change(.transcripts, name, verdict(old.value["transcripts"]), verdict(new.value["transcripts"]))
    list += change(.concordance, name, verdict(old.value["concordance"]), verdict(new.value["concordance"]))
    let parts = differingKeys(old.value, new.value)
    let untold = parts.filter { key in !Self.toldOfCalls.contains(key) }
    if !untold.isEmpty {
      let names = untold.map { $0.replacing("_", with: " ") }.joined(separator: ", ")
      list += details(.variant, "\(name) (\(names))")
    } else if list.isEmpty, !parts.isEmpty {
      let names = parts.map { $0.replacing("_", with: " ") }.joined(separator: ", ")
      list += details(.variant, "\(name) (reasons or figures of \(names))")
    }
    return list
  }

  /// Criteria whose code, state or judge differs; the reason of the new state stands with it.
  private func criteria(_ old: Variant, _ new: Variant) -> [ReportChange] {
    let (former, now) = (old.outcomes, new.outcomes)
    return (former.keys.sorted() + now.keys.sorted()).uniqued.flatMap { key -> [ReportChange] in
      func state(_ outcome: JSONValue?) -> String? {
        guard let outcome else { return nil }
        let status = outcome["status"]?.words
        return status == "applied" ? outcome["code"]?.words : status?.replacing("_", with: " ")
      }
      let isCuratedAlike = former[key]?["curated"] ?? .null == now[key]?["curated"] ?? .null
      guard state(former[key]) != state(now[key]) || !isCuratedAlike else { return [] }
      let reason = now[key]?["reason"]?.words.map { " (\($0))" } ?? ""
      return [
        ReportChange(
          part: .criterion, subject: "\(key) of \(new.name)", before: state(former[key]),
          after: state(now[key]).map { $0 + reason })
      ]
    }
  }

  private func diseases(_ call: JSONValue) -> String? {
    (call["disease"]?["causes"]?.elements ?? []).compactMap { $0["name"]?.words }.joinedOrNil
  }

  private func known(_ call: JSONValue) -> String? {
    (call["known_status"]?.elements ?? []).map { entry in
      let words = (entry["significance"]?.elements ?? []).compactMap(\.words).map { $0.replacing("_", with: " ") }
      let stars = entry["stars"]?.words.map { ", stars \($0)" } ?? ""
      let date = entry["file_date"]?.words.map { " of \($0)" } ?? ""
      return words.joined(separator: ", ") + stars + " (\(entry["file"]?.words ?? "")\(date))"
    }.joinedOrNil
  }

  private func frequency(_ call: JSONValue) -> String? {
    guard let count = call["frequency"]?["count"]?.words, let number = call["frequency"]?["number"]?.words else {
      return nil
    }
    return "\(count) of \(number) alleles"
  }

  private func predictions(_ call: JSONValue) -> String? {
    (call["predictions"]?.elements ?? []).map { "\($0["predictor"]?.words ?? "") \($0["score"]?.words ?? "")" }
      .joinedOrNil
  }

  private func verdict(_ value: JSONValue?) -> String? { value?["verdict"]?.words }
}
