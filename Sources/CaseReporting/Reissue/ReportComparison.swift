// What differs between two reports of one case, told part by part. Whatever is not told by name is named as different.

import Documents

/// Compares the documents of two reports.
///
/// Every key of the documents is either told in words by one of the functions here, or named under `other`: two documents that
/// differ in anything but date and issue never compare as equal.
struct ReportComparison {
  /// The earlier report and this one, as their JSON has them.
  let before, after: JSONValue

  /// The differences in the order of ``ReportChange/Part``.
  func changes() -> [ReportChange] {
    var list = result + variants + outcomes + record + sources + others
    list.removeAll { $0.before != nil && $0.before == $0.after }
    // The trail is made of the judgements: what differs in them is told with them.
    if list.contains(where: { $0.part == .curation }) {
      list.removeAll { $0.part == .other && $0.subject == "audit trail" }
    }
    return ReportChange.Part.allCases.flatMap { part in list.filter { $0.part == part } }
  }

  /// Keys that are told in words; all others are compared as wholes.
  private static let told: Set<String> = [
    "schema", "version", "date", "issue", "previous", "answer", "flags", "calls", "not_counted", "case", "assay", "rna",
    "knowledge", "methods", "inputs", "digest", CaseReportJSON.contentKey,
  ]

  private var result: [ReportChange] {
    change(.result, "", before["answer"]?.words, after["answer"]?.words)
  }

  /// A change if two texts differ.
  func change(_ part: ReportChange.Part, _ subject: String, _ old: String?, _ new: String?) -> [ReportChange] {
    old == new ? [] : [ReportChange(part: part, subject: subject, before: old, after: new)]
  }

  // MARK: Assay, RNA, flags

  private var outcomes: [ReportChange] {
    let (old, new) = (before["assay"], after["assay"])
    var list = change(.assay, "", assay(old), assay(new))
    if list.isEmpty, old ?? .null != new ?? .null { list += details(.assay, "figures of the assay") }
    list += change(.rna, "", before["rna"]?["summary"]?.words, after["rna"]?["summary"]?.words)
    if !list.contains(where: { $0.part == .rna }), before["rna"] ?? .null != after["rna"] ?? .null {
      list += details(.rna, "figures of the RNA")
    }
    let codes = (flags(before) + flags(after)).map(\.code).uniqued
    for code in codes {
      let (old, new) = (flags(before).texts(of: code), flags(after).texts(of: code))
      list += change(.flag, code, old, new)
    }
    return list
  }

  private func assay(_ value: JSONValue?) -> String? {
    value?["class"]?.words.map { name in
      ([name] + (value?["reasons"]?.elements ?? []).compactMap(\.words)).joined(separator: ", ")
    }
  }

  private func flags(_ document: JSONValue) -> [(code: String, text: String)] {
    (document["flags"]?.elements ?? []).map { ($0["code"]?.words ?? "", $0["text"]?.words ?? "") }
  }

  func details(_ part: ReportChange.Part, _ subject: String) -> [ReportChange] {
    [ReportChange(part: part, subject: subject, before: nil, after: nil)]
  }

  // MARK: Record and curation

  private var record: [ReportChange] {
    let (old, new) = (before["case"] ?? .null, after["case"] ?? .null)
    var list = differingKeys(old, new).filter { $0 != "curation" }.map {
      ReportChange(part: .record, subject: $0.replacing("_", with: " "), before: nil, after: nil)
    }
    let (former, now) = (curation(old), curation(new))
    list += former.without(now).map {
      ReportChange(part: .curation, subject: $0.code, before: $0.text, after: nil)
    }
    list += now.without(former).map {
      ReportChange(part: .curation, subject: $0.code, before: nil, after: $0.text)
    }
    // The last judgement of a criterion counts, so their order is not idle.
    if former != now, former.without(now).isEmpty, now.without(former).isEmpty {
      list += details(.curation, "order of the judgements")
    }
    return list
  }

  private struct Judgement: Hashable {
    let code, text: String
  }

  private func curation(_ record: JSONValue) -> [Judgement] {
    (record["curation"]?.elements ?? []).map { entry in
      let count = entry["count"]?.words.map { "count \($0)" }
      let by = entry["by"]?.words.map { "by \($0)" } ?? "by a person who is not named"
      let strength = entry["strength"]?.words?.replacing("_", with: " ")
      let parts = [strength, count, entry["reason"]?.words, by, entry["date"]?.words]
      return Judgement(code: entry["code"]?.words ?? "", text: parts.compactMap(\.self).joined(separator: ", "))
    }
  }

  // MARK: What the result rests on

  private var sources: [ReportChange] {
    var list: [ReportChange] = []
    let (old, new) = (methods(before), methods(after))
    for name in (old + new).map(\.name).uniqued {
      let (former, now) = (old.values(of: name), new.values(of: name))
      let part: ReportChange.Part =
        switch name {
        case "program": .program
        case "knowledge", "known variants": .knowledge
        default: .method
        }
      list += change(
        part, name, former.without(now).joinedOrNil, now.without(former).joinedOrNil)
    }
    if list.isEmpty, before["version"] != after["version"] {
      list += change(.program, "", before["version"]?.words, after["version"]?.words)
    }
    if before["knowledge"] != after["knowledge"], !list.contains(where: { $0.part == .knowledge }) {
      list += change(.knowledge, "sources", knowledge(before), knowledge(after))
      if !list.contains(where: { $0.part == .knowledge }) { list += details(.knowledge, "sources") }
    }
    return list + inputs
  }

  private func methods(_ document: JSONValue) -> [(name: String, value: String)] {
    (document["methods"]?.elements ?? []).map { ($0["name"]?.words ?? "", $0["value"]?.words ?? "") }
  }

  private func knowledge(_ document: JSONValue) -> String? {
    (document["knowledge"]?["sources"]?.elements ?? []).map { source in
      ["kind", "version", "date", "file"].compactMap { source[$0]?.words }.joined(separator: " ")
    }.joinedOrNil
  }

  /// Files by what they are used for and name, with their digests.
  private var inputs: [ReportChange] {
    func files(_ document: JSONValue) -> [(name: String, value: String)] {
      (document["inputs"]?.elements ?? []).filter { $0["role"]?.words != CaseInputFile.previousRole }.map { file in
        let size = file["bytes"]?.words.map { ", \($0) bytes" } ?? ""
        return (
          "\(file["role"]?.words ?? "") \(file["name"]?.words ?? "")",
          "SHA-256 \(file["sha256"]?.words ?? "")\(size)"
        )
      }
    }
    let (old, new) = (files(before), files(after))
    return (old + new).map(\.name).uniqued.flatMap { name in
      change(
        .input, name, old.values(of: name).without(new.values(of: name)).joinedOrNil,
        new.values(of: name).without(old.values(of: name)).joinedOrNil)
    }
  }

  // MARK: Everything else

  private var others: [ReportChange] {
    let names = differingKeys(before, after).filter { !Self.told.contains($0) }
    return names.flatMap { name in
      let subject = name.replacing("_", with: " ")
      let (old, new) = (before[name]?.sentences ?? [], after[name]?.sentences ?? [])
      let (former, now) = (old.without(new), new.without(old))
      // A part of which much is new is named, not told: its own section says it.
      guard former.count + now.count <= 6 else { return details(.other, subject) }
      let told = change(.other, subject, former.joinedOrNil, now.joinedOrNil)
      return told.isEmpty ? details(.other, subject) : told
    }
  }

  func differingKeys(_ old: JSONValue, _ new: JSONValue) -> [String] {
    (old.keys + new.keys).uniqued.filter { old[$0] ?? .null != new[$0] ?? .null }
  }
}

extension [(code: String, text: String)] {
  fileprivate func texts(of code: String) -> String? { filter { $0.code == code }.map(\.text).joinedOrNil }
}

extension [(name: String, value: String)] {
  fileprivate func values(of name: String) -> [String] { filter { $0.name == name }.map(\.value) }
}

extension [String] {
  var joinedOrNil: String? { isEmpty ? nil : joined(separator: "; ") }
}

extension Array where Element: Hashable {
  /// Each element once, where it stands first.
  var uniqued: [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }

  /// The elements that the other list does not hold, counted: of two alike against one, one stays.
  func without(_ other: [Element]) -> [Element] {
    var left = Dictionary(other.map { ($0, 1) }, uniquingKeysWith: +)
    return filter { element in
      guard let count = left[element], count > 0 else { return true }
      left[element] = count - 1
      return false
    }
  }
}

extension JSONValue {
  /// A text, number or truth value as text; `nil` for null and for what is made of parts.
  var words: String? {
    switch self {
    case .text(let text): text
    case .integer(let number): "\(number)"
    case .number(let number): NumberText.shortest(number)
    case .boolean(let value): value ? "yes" : "no"
    case .null, .list, .object: nil
    }
  }

  /// The sentences of a part: the texts of its lists and what its objects have under `text`, in their order.
  fileprivate var sentences: [String] {
    switch self {
    case .list(let values): values.flatMap { value in value.words.map { [$0] } ?? value.sentences }
    case .object(let object):
      object.members.flatMap { member in
        member.key == "text" ? [member.value.words].compactMap(\.self) : member.value.sentences
      }
    case .text, .integer, .number, .boolean, .null: []
    }
  }

  /// The elements of a list; empty for anything else.
  var elements: [JSONValue] {
    if case .list(let values) = self { return values }
    return []
  }

  /// The keys of an object; empty for anything else.
  var keys: [String] {
    if case .object(let object) = self { return object.members.map(\.key) }
    return []
  }
}
