// The clinical record in short lines: name and value, only what it says.

import Documents
import Evidence
import Reporting

extension CaseReportText {
  /// The record in short lines: name and value, only what it says.
  static func clinical(_ record: CaseRecord) -> [(name: String, value: String)] {
    var list: [(String, String)] = []
    func add(_ name: String, _ parts: [String?]) {
      let said = parts.compactMap { $0 }.filter { !$0.isEmpty }
      let kinds = said.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
      let value = kinds.map { kind in
        let count = said.count { $0 == kind }
        return count == 1 ? kind : "\(kind) (\(count) times)"
      }.joined(separator: ", ")
      if !value.isEmpty { list.append((name, value)) }
    }
    add("Indication", [record.indication])
    add("Specimen", specimen(record.specimen))
    add("Subject", [record.subject.sex?.rawValue, number(record.subject.ageYears, " years")])
    if let pregnancy = record.indexPregnancy {
      add("Index pregnancy", [pregnancy.number.map { "number \($0)" }, words(pregnancy.onset?.rawValue)])
    }
    add("Symptoms", record.symptoms.map { qualified(words($0.site?.rawValue), words($0.onset?.rawValue)) })
    add("Before", record.preExisting.map { qualified(words($0.kind?.rawValue), $0.basis?.rawValue) })
    add("Signs", record.features.map { words($0.rawValue) })
    add("Imaging", record.imaging.map { qualified(words($0.finding?.rawValue), $0.site) })
    add("Bone density", record.bmd.filter { $0.reading == nil }.map(density))
    for scan in record.bmd where scan.reading != nil {
      add("Bone density", [density(scan)])
      add("Reading", [scan.reading])
      add("Change", [scan.change])
    }
    add("Biopsies", record.biopsies.map { words($0.histology?.rawValue) ?? "done" })
    if let culture = record.fibroblastAssay {
      let levels = [("synthesis", culture.synthesis), ("export", culture.export), ("chains", culture.chainPattern)]
      add("Culture", levels.map { name, level in level.map { "\(name) \(words($0.rawValue) ?? "")" } })
    }
    add(
      "Later pregnancies",
      record.subsequentPregnancies.map { words($0.recurrence?.rawValue).map { "recurrence \($0)" } })
    add(
      "Outcome",
      [words(record.outcome?.status?.rawValue), number(record.outcome?.followUpYears, " years of follow-up")])
    add("Family", family(record.family))
    add("Relatives", record.relatives)
    add("Note", [record.note])
    return list.isEmpty ? [("Record", "nothing beside the id")] : list
  }

  private static func words(_ text: String?) -> String? {
    text.map { $0 == "mild_oi" ? "mild OI" : $0.replacing("_", with: " ") }
  }

  private static func qualified(_ text: String?, _ more: String?) -> String? {
    guard let more, !more.isEmpty, let text else { return text ?? more }
    return "\(text) (\(more))"
  }

  private static func number(_ value: Double?, _ unit: String) -> String? {
    guard let value else { return nil }
    let text =
      value == value.rounded() && abs(value) < 1e9
      ? "\(Int(value))" : NumberText.fixed(value, unit == " g/cm2" ? 3 : 1)
    return text + unit
  }

  private static func density(_ density: CaseRecord.BoneDensity) -> String {
    let figures = [
      qualified(words(density.site?.rawValue), density.region), number(density.valueGCm2, " g/cm2"),
      number(density.tScore, "").map { "T " + $0 }, number(density.zScore, "").map { "Z " + $0 },
    ].compactMap { $0 }.joined(separator: " ")
    guard density.reading != nil else { return figures }
    let source = [density.date, density.device, density.reference].compactMap { $0 }.joined(separator: ", ")
    return figures + (source.isEmpty ? "" : " (\(source))")
  }

  private static func specimen(_ specimen: CaseRecord.Specimen?) -> [String?] {
    [
      specimen?.type, specimen?.id, specimen?.collected.map { "collected \($0)" },
      specimen?.received.map { "received \($0)" },
    ]
  }

  private static func family(_ family: CaseRecord.Family) -> [String?] {
    let origin =
      switch family.deNovo {
      case .confirmed: "de novo, both parents confirmed"
      case .assumed: "de novo, parents not confirmed"
      case .inherited: "inherited"
      case .unknown: "origin not known"
      case nil: ""
      }
    return [
      origin, family.meioses.map { "\($0) informative meioses" },
      family.meiosesInOffspring.map { "\($0) of them to her or his own children" },
      family.affectedWithVariant.map { "\($0) affected with the variant" },
      family.affectedWithoutVariant.map { "\($0) affected without it" },
      family.affectedRelatives.map { $0 ? "other relatives affected" : "no other relative affected" },
      family.parentalMosaicismVAF.map { "a parent mosaic, \(NumberText.fixed(100 * $0, 1)) % of reads" },
    ]
  }
}
