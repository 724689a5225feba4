// What a clinical record says that cannot all be true: every contradiction as a sentence, in a fixed order.

internal import Documents

extension CaseRecord {
  /// The signs, each once, in the order of the record.
  package var distinctFeatures: [Feature] {
    features.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  /// The record's contradictions, each in a sentence; what a criterion makes of one is said in it.
  ///
  /// - Parameter issued: when the report is issued, as `2026-03-01` with or without a time behind it; `nil` if not known.
  package func contradictions(issued: String? = nil) -> [String] {
    familyContradictions + pregnancyContradictions + onsetContradictions + courseContradictions + repeatedSigns
      + cultureContradictions
      + curationContradictions + dateContradictions(issued)
  }

  /// The longest life on record has 122 years; nobody is followed for longer than this in all.
  private static let longestLife = 122.0

  private var familyContradictions: [String] {
    var found: [String] = []
    let isNew = family.deNovo == .confirmed || family.deNovo == .assumed
    if isNew, let meioses = family.meioses, meioses > (family.meiosesInOffspring ?? 0) {
      let above = meioses - (family.meiosesInOffspring ?? 0)
      found.append(
        "family: de_novo is \(family.deNovo?.rawValue ?? ""), yet \(above) of \(meioses) informative meioses are not said to "
          + "lie below the patient. A variant that is new in the patient did not segregate above or beside that person: "
          + "only meioses to the patient's own children count; give their number as meioses_in_offspring")
    }
    if let below = family.meiosesInOffspring, let meioses = family.meioses, below > meioses {
      found.append(
        "family: \(below) meioses_in_offspring are more than the \(meioses) meioses of which they are a part")
    }
    if isNew, family.affectedRelatives == true, (family.meiosesInOffspring ?? 0) == 0 {
      found.append(
        "family: de_novo is \(family.deNovo?.rawValue ?? ""), yet relatives are affected: a new variant explains "
          + "none but the patient's own children")
    }
    if isNew, let carriers = family.affectedWithVariant, carriers > 0, (family.meiosesInOffspring ?? 0) == 0 {
      found.append(
        "family: de_novo is \(family.deNovo?.rawValue ?? ""), yet affected relatives have the variant: a new one is found only "
          + "in the patient's own children")
    }
    if family.affectedRelatives == false, (family.affectedWithVariant ?? 0) + (family.affectedWithoutVariant ?? 0) > 0 {
      found.append("family: no relatives are affected, yet affected ones are counted")
    }
    if family.affectedRelatives == false, let meioses = family.meioses, meioses > 0 {
      found.append(
        "family: no relatives are affected, yet \(meioses) informative meioses are counted: the variant segregates with the "
          + "disease in affected relatives only; none is counted")
    }
    if family.deNovo == .inherited {
      found += ["PS2", "PM6"].filter(metInCuration.contains).map {
        "family: the variant was inherited, yet curation has \($0), which is for new variants, as met"
      }
    }
    if isNew, let fraction = family.parentalMosaicismVAF, fraction > 0 {
      found.append("family: de_novo, yet a parent is mosaic for the variant: it was inherited")
    }
    if relatives.contains(id) { found.append("relatives: the case names itself as a relative") }
    return found
  }

  private var courseContradictions: [String] {
    guard let years = outcome?.followUpYears else { return [] }
    let age = subject.ageYears ?? 0
    var found: [String] = []
    if age + years > CaseRecord.longestLife {
      found.append(
        "outcome: a follow-up of \(years.plain) years"
          + (age > 0 ? " from the age of \(age.plain)" : "") + " is longer than a life")
    }
    if let months = symptoms.compactMap(\.resolutionMonths).max(), months > years * 12 + 12 {
      found.append(
        "symptoms: a complaint went away after \(months.plain) months, later than the follow-up of \(years.plain) years reaches"
      )
    }
    return found
  }

  private var repeatedSigns: [String] {
    let repeated = distinctFeatures.filter { sign in features.count { $0 == sign } > 1 }
    return repeated.map { "features: \($0.rawValue) is listed more than once; it is counted once" } + repeatedEntries
  }

  /// Entries of other lists that stand there twice, word for word.
  private var repeatedEntries: [String] {
    let repeated = [
      ("symptoms", Set(symptoms).count < symptoms.count), ("pre_existing", Set(preExisting).count < preExisting.count),
      ("imaging", Set(imaging).count < imaging.count), ("bmd", Set(bmd).count < bmd.count),
      ("biopsies", Set(biopsies).count < biopsies.count),
    ]
    return repeated.filter(\.1).map { "\($0.0): one entry is listed more than once, word for word" }
  }

  private var cultureContradictions: [String] {
    guard let culture = fibroblastAssay, culture.cultured == .no else { return [] }
    let stated = [
      ("synthesis", culture.synthesis), ("export", culture.export), ("chain_pattern", culture.chainPattern),
    ].filter { pair in
      pair.1.map { $0 != .notMeasured } ?? false
    }
    return stated.isEmpty
      ? []
      : ["fibroblast_assay: nothing was cultured, yet \(stated.map(\.0).joined(separator: " and ")) is stated"]
  }

  /// The criteria that curation has as met: of each the last entry counts.
  private var metInCuration: Set<String> {
    var strengths: [String: Curation.Strength] = [:]
    for judgement in curation { strengths[judgement.code] = judgement.strength }
    return Set(strengths.filter { $0.value != .notMet }.keys)
  }

  /// Criteria that cannot both be met, and why.
  private static let exclusive = [
    ("PS2", "PM6", "one new variant counts once, under PS2 if both parents are confirmed, else under PM6"),
    ("PM2", "BA1", "a variant is rare in the population or frequent, not both"),
    ("PM2", "BS1", "a variant is rare in the population or frequent, not both"),
    ("PS3", "BS3", "functional studies show a damaging effect or none; what disagrees is not counted"),
    ("PP3", "BP4", "predictions say that there is an effect or that there is none; what disagrees is not counted"),
    ("PP1", "BS4", "the variant goes with the disease in the family or it does not"),
    ("PP5", "BP6", "a reputable source calls it pathogenic or benign"),
  ]

  private var curationContradictions: [String] {
    let met = metInCuration
    var found = CaseRecord.exclusive.filter { met.contains($0.0) && met.contains($0.1) }.map { one, other, reason in
      "curation: \(one) and \(other) are both met, and both are counted: \(reason); correct one of them"
    }
    for (index, judgement) in curation.enumerated() {
      if judgement.count == 0, judgement.strength != .notMet {
        found.append("curation: \(judgement.code) is met with a count of 0")
      }
      guard let date = judgement.date else { continue }
      let newer = curation[..<index].compactMap { $0.code == judgement.code ? $0.date : nil }
        .first { CaseRecord.isBefore(date, $0) }
      if let newer {
        found.append(
          "curation: the last entry of \(judgement.code) counts, yet it is of \(date) and one before it of \(newer)")
      }
    }
    return found
  }

  private func dateContradictions(_ issued: String?) -> [String] {
    var found: [String] = []
    let collected = specimen?.collected
    let received = specimen?.received
    if let collected, let received, CaseRecord.isBefore(received, collected) {
      found.append("specimen: received \(received), before it was collected (\(collected))")
    }
    guard let issued else { return found }
    for (name, date) in [("specimen: collected", collected), ("specimen: received", received)] {
      guard let date, CaseRecord.isBefore(issued, date) else { continue }
      found.append("\(name) \(date), after the day of the report (\(issued))")
    }
    for scan in bmd {
      guard let date = scan.date, CaseRecord.isBefore(issued, date) else { continue }
      found.append("bmd: a scan of \(date), after the day of the report (\(issued))")
    }
    for judgement in curation {
      guard let date = judgement.date, CaseRecord.isBefore(issued, date) else { continue }
      found.append("curation: \(judgement.code) was judged on \(date), after the day of the report (\(issued))")
    }
    return found
  }

  /// Whether one moment surely comes before another: by the clock where both have a time with its zone, else by their days,
  /// and by the hour where both have one without a zone.
  private static func isBefore(_ first: String, _ second: String) -> Bool {
    if let one = TimeStamp(withTime: first)?.seconds, let two = TimeStamp(withTime: second)?.seconds {
      return one < two
    }
    guard let one = CalendarDate(first), let two = CalendarDate(second) else { return false }
    let hours = (first.dropFirst(11).prefix(5), second.dropFirst(11).prefix(5))
    guard one == two, hours.0.utf8.count == 5, hours.1.utf8.count == 5, first.utf8.count <= 19, second.utf8.count <= 19
    else { return one < two }
    return hours.0 < hours.1
  }
}

extension Double {
  /// A whole number without its point.
  fileprivate var plain: String { self == rounded() && abs(self) < 1e9 ? "\(Int(self))" : "\(self)" }
}

extension CaseRecord.Family {
  /// Whether the relatives leave no room for a variant that is new in the patient: a mosaic parent, or meioses or affected
  /// relatives other than the patient's own children.
  package var hasCarriersBeside: Bool {
    let below = meiosesInOffspring ?? 0
    let hasRelatives = affectedRelatives == true || (affectedWithVariant ?? 0) > 0
    return (parentalMosaicismVAF ?? 0) > 0 || (meioses ?? 0) > below || (below == 0 && hasRelatives)
  }

  /// The meioses that a criterion may count: all of them, or only those to the patient's own children if the variant is new
  /// in the patient, as it then did not segregate above or beside her. Without an affected relative there is none.
  package var countedMeioses: Int? {
    if affectedRelatives == false, meioses != nil { return 0 }
    let isNew = deNovo == .confirmed || deNovo == .assumed
    guard isNew, let meioses else { return meioses }
    return min(meioses, meiosesInOffspring ?? 0)
  }
}
