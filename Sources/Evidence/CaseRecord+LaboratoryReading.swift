// Reads what the laboratory keeps in a clinical record: specimen, names of samples and lines, judged criteria.

import Documents
import Reporting

extension CaseRecord {
  mutating func readIdentity(_ reader: RecordReader) {
    specimen = reader.table("specimen").map { part in
      var specimen = Specimen()
      specimen.type = part.text("type")
      specimen.id = part.text("id")
      specimen.collected = part.date("collected")
      specimen.received = part.date("received")
      part.finish()
      return specimen
    }
    if let part = reader.table("identity") {
      identity.samples = part.names("samples")
      identity.rnaSamples = part.names("rna_samples")
      identity.lines = part.names("lines")
      part.finish()
    }
    relatives = reader.names("relatives")
  }

  mutating func readCuration(_ reader: RecordReader) {
    curation = reader.tables("curation").compactMap { part in
      let code = part.text("code")
      let strength = part.choice("strength", Curation.Strength.self)
      let count = part.integer("count", in: 0...1_000_000)
      let (reason, by, date) = (part.text("reason"), part.text("by"), part.date("date"))
      part.finish()
      let known = code.map { $0.uppercased() }
      if let known, !Curation.codes.contains(known) {
        part.fault(.invalidValue, "code", "not a criterion of Richards et al. 2015; write it like PS4 or PM2")
      }
      if let known, ["PP5", "BP6"].contains(known), strength != .notMet {
        part.fault(
          .invalidValue, "code",
          "\(known) is not used: another laboratory's class is no evidence of its own; judge the criteria that it rests on"
        )
      }
      if let known, let strength, strength != .notMet, (known == "BA1") != (strength == .standAlone) {
        part.fault(
          .invalidValue, "strength",
          known == "BA1"
            ? "BA1 stands alone and has no other strength; write stand_alone or not_met, or judge BS1"
            : "only BA1 stands alone; write supporting, moderate, strong, very_strong or not_met")
      }
      for (key, isGiven) in [("code", code != nil), ("strength", strength != nil), ("reason", reason != nil)]
      where !isGiven && part.node[key] == nil {
        part.fault(.missing, key, "a judged criterion names its code, its strength and the reason")
      }
      guard let known, let strength else { return nil }
      var entry = Curation(code: known, strength: strength)
      (entry.count, entry.reason, entry.by, entry.date) = (count, reason, by, date)
      return entry
    }
  }
}

extension RecordReader {
  /// A fault at a key of this table, or at the table if the key is not there.
  func fault(_ code: InputFault.Code, _ key: String, _ reason: String) {
    list.add(code, place(key), at: (node[key] ?? node).mark, reason)
  }

  /// A list of names: texts, numbers as they are written, none of them empty; blanks around them do not count.
  func names(_ key: String) -> [String] {
    guard let value = value(key) else { return [] }
    let elements: [DocumentNode]
    switch value.content {
    case .text, .number: elements = [value]
    case .list(let several): elements = several
    default:
      wrong(key, value, "a list of names")
      return []
    }
    return elements.enumerated().compactMap { index, element in
      let place = place(key) + "[\(index + 1)]"
      switch element.content {
      case .text(let name), .number(let name):
        let name = name.trimmingBlanks
        if name.isEmpty { list.add(.invalidValue, place, at: element.mark, "a name cannot be empty") }
        return name.isEmpty ? nil : name
      default:
        list.add(.wrongType, place, at: element.mark, "a name is expected, not \(element.kind)")
        return nil
      }
    }
  }

  /// A calendar date `YYYY-MM-DD`, with a time of day if there is one.
  func date(_ key: String) -> String? {
    guard let text = text(key)?.trimmingBlanks else { return nil }
    guard text.utf8.count != 8, CalendarDate(text) != nil else {
      fault(.invalidValue, key, "not a date of the calendar; write it as YYYY-MM-DD")
      return nil
    }
    return text
  }
}
