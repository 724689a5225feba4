// Bone densities and the assay of a case as measurements of a Phenopacket.

import Documents
import Evidence
import Reporting

extension Phenopacket {
  private static func quantity(
    _ assay: JSONValue, _ value: Double, _ unit: JSONValue, description: String = ""
  ) -> JSONValue {
    let told: JSONObject = description.isEmpty ? [:] : ["description": .text(description)]
    return .object(
      told.appending([
        "assay": assay, "value": .object(["quantity": .object(["unit": unit, "value": .rounded(value)])]),
      ]))
  }

  /// LOINC's codes of density, T-score and Z-score. Those of hip and femur name a side, which the record does not.
  private static func loinc(_ site: CaseRecord.BoneDensity.Site) -> [String]? {
    switch site {
    case .lumbarSpine: ["24966-4", "38267-1", "85394-5"]
    case .forearm: ["24890-6", "38265-5", "80932-7"]
    case .totalHip, .femoralNeck, .wholeBody: nil
    }
  }

  /// Every figure of a bone density: by LOINC where it has a code that says no more than the record, else by a local one.
  private static func figures(_ density: CaseRecord.BoneDensity) -> [JSONValue] {
    let site = density.site?.rawValue ?? "site_not_stated"
    let words = site.replacing("_", with: " ")
    let local = ["", "_t", "_z"].map { "COLLAGEN:bmd\($0)_\(site)" }
    let codes = density.site.flatMap(loinc).map { $0.map { "LOINC:" + $0 } } ?? local
    let rows: [(name: String, value: Double?, unit: JSONValue)] = [
      ("Bone mineral density", density.valueGCm2, term("UCUM:g/cm2", "g/cm2")),
      ("Bone mineral density T-score", density.tScore, term("UCUM:{Tscore}", "T-score")),
      ("Bone mineral density Z-score", density.zScore, term("UCUM:{Zscore}", "Z-score")),
    ]
    let description = [density.region, density.device].compactMap(\.self).joined(separator: ", ")
    return zip(codes, rows).compactMap { code, row in
      row.value.map { quantity(term(code, "\(row.name), \(words)"), $0, row.unit, description: description) }
    }
  }

  /// Bone densities, and the assay by local codes, as no ontology has terms for it.
  static func measurements(_ assessment: CaseAssessment) -> [JSONValue] {
    var list = assessment.record.bmd.flatMap(figures)
    for axis in assessment.assay?.axes ?? [] where axis.isSound {
      let label = "Type I collagen, \(ExpectedPatterns.embedded.titles[axis.kind] ?? axis.kind.rawValue)"
      let isRatio = axis.kind != .migration && axis.kind != .melting
      list.append(
        quantity(
          term("COLLAGEN:assay_\(axis.kind.rawValue)", label), axis.relative,
          isRatio ? term("UCUM:%", "per cent of controls") : term("UCUM:1", "difference to controls")))
    }
    return list
  }
}
