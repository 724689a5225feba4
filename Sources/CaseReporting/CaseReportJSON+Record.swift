// The clinical record inside the report's JSON: the keys of the case form, absent where the record says nothing.

package import Evidence
package import Documents

extension CaseReportJSON {
  /// The record with the keys of schemas/case.schema.json.
  package static func record(_ record: CaseRecord) -> JSONValue {
    var entries: JSONObject = ["id": .text(record.id), "synthetic": .boolean(record.synthetic)]
    func set(_ key: String, _ value: JSONValue) {
      if value != .null, value != .list([]), value != .object([:]) { entries[key] = value }
    }
    set("group", .optional(record.group))
    set("note", .optional(record.note))
    set(
      "subject",
      object([
        "sex": .optional(record.subject.sex?.rawValue), "age_years": .optional(record.subject.ageYears),
        "postmenopausal": record.subject.postmenopausal.map { .boolean($0) } ?? .null,
      ]))
    set("pregnancies", .list(record.pregnancies.map(pregnancy)))
    set("symptoms", .list(record.symptoms.map(symptom)))
    set(
      "pre_existing",
      .list(
        record.preExisting.map {
          object([
            "kind": .optional($0.kind?.rawValue), "basis": .optional($0.basis?.rawValue), "note": .optional($0.note),
          ])
        }))
    set("features", .texts(record.features.map(\.rawValue)))
    set("imaging", .list(record.imaging.map(imaging)))
    set("bmd", .list(record.bmd.map(density)))
    set(
      "biopsies",
      .list(
        record.biopsies.map {
          object([
            "site": .optional($0.site), "histology": .optional($0.histology?.rawValue), "note": .optional($0.note),
          ])
        }))
    set("family", family(record.family))
    set("fibroblast_assay", record.fibroblastAssay.map(culture) ?? .null)
    set("sequence", record.sequence.map(source) ?? .null)
    set(
      "subsequent_pregnancies",
      .list(
        record.subsequentPregnancies.map {
          object([
            "number": .optional($0.number), "recurrence": .optional($0.recurrence?.rawValue),
            "note": .optional($0.note),
          ])
        }))
    set(
      "outcome",
      object([
        "follow_up_years": .optional(record.outcome?.followUpYears),
        "status": .optional(record.outcome?.status?.rawValue), "note": .optional(record.outcome?.note),
      ]))
    return .object(entries)
  }

  private static func object(_ entries: JSONObject) -> JSONValue {
    .object(entries.withoutNulls)
  }

  private static func pregnancy(_ value: CaseRecord.Pregnancy) -> JSONValue {
    object([
      "number": .optional(value.number), "index": .boolean(value.index), "onset": .optional(value.onset?.rawValue),
      "onset_weeks_post_partum": .optional(value.onsetWeeksPostPartum),
      "lactation": value.lactation.map { .boolean($0) } ?? .null,
    ])
  }

  private static func symptom(_ value: CaseRecord.Symptom) -> JSONValue {
    object([
      "site": .optional(value.site?.rawValue), "onset": .optional(value.onset?.rawValue),
      "resolution_months": .optional(value.resolutionMonths), "note": .optional(value.note),
    ])
  }

  private static func imaging(_ value: CaseRecord.ImagingFinding) -> JSONValue {
    object([
      "modality": .optional(value.modality?.rawValue), "site": .optional(value.site),
      "finding": .optional(value.finding?.rawValue), "note": .optional(value.note),
    ])
  }

  private static func density(_ value: CaseRecord.BoneDensity) -> JSONValue {
    object([
      "site": .optional(value.site?.rawValue), "region": .optional(value.region), "value_g_cm2": .optional(value.value),
      "t_score": .optional(value.tScore), "z_score": .optional(value.zScore), "device": .optional(value.device),
      "weeks_post_partum": .optional(value.weeksPostPartum),
    ])
  }

  private static func family(_ value: CaseRecord.Family) -> JSONValue {
    object([
      "de_novo": .optional(value.deNovo?.rawValue), "meioses": .optional(value.meioses),
      "affected_with_variant": .optional(value.affectedWithVariant),
      "affected_without_variant": .optional(value.affectedWithoutVariant), "variant": .optional(value.variant),
      "affected_relatives": value.affectedRelatives.map { .boolean($0) } ?? .null,
      "parental_mosaicism_vaf": .optional(value.parentalMosaicismVAF), "note": .optional(value.note),
    ])
  }

  private static func culture(_ value: CaseRecord.FibroblastAssay) -> JSONValue {
    object([
      "cultured": .optional(value.cultured?.rawValue), "synthesis": .optional(value.synthesis?.rawValue),
      "export": .optional(value.export?.rawValue), "chain_pattern": .optional(value.chainPattern?.rawValue),
      "passage": .optional(value.passage), "controls": .optional(value.controls),
      "files": value.files.isEmpty ? .null : .texts(value.files), "note": .optional(value.note),
    ])
  }

  private static func source(_ value: CaseRecord.SequenceSource) -> JSONValue {
    object([
      "reads": value.reads.isEmpty ? .null : .texts(value.reads), "vcf": .optional(value.vcf),
      "screen": .optional(value.screen), "molecule": .optional(value.molecule),
    ])
  }
}
