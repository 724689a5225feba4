// Bone density scans, reference values and repeated scans for the precision of a machine.

internal import Documents

/// One bone density scan at one site.
package struct DensityScan: Sendable {
  /// The person.
  package let subject: String
  /// The date as given.
  package let date: String
  /// Age in years.
  package let age: Double?
  /// `F` or `M`.
  package let sex: String
  /// `pre`, `peri`, `post`, or empty.
  package let menopausalStatus: String
  /// The machine's make.
  package let device: String
  /// The site (`lumbar_spine`, `femoral_neck`, `total_hip`, `radius_33` ...).
  package let site: String
  /// Areal density, g/cm2.
  package let density: Double
  /// The vertebrae evaluated, as given (`L1-L4`).
  package let vertebrae: String
  /// The reference the user names.
  package let reference: String
  /// Weeks since delivery, where given.
  package let weeksPostPartum: Double?
  /// The line of the file.
  package let fileLine: Int

  static let columns = [
    "subject_id", "scan_date", "age_years", "sex", "menopausal_status", "device", "site", "bmd_g_cm2", "vertebrae",
    "reference_id", "weeks_post_partum", "note",
  ]

  static func read(_ table: NamedTable) throws(InputFault) -> [DensityScan] {
    try table.check(columns, required: ["subject_id", "sex", "device", "site", "bmd_g_cm2"])
    var scans: [DensityScan] = []
    for row in table.rows {
      let reader = RowReader(table, row)
      guard let density = try reader.positive("bmd_g_cm2") else {
        throw reader.error(.badNumber, "bmd_g_cm2", "bmd_g_cm2 is empty")
      }
      guard density < 5 else {
        throw reader.error(
          .badNumber, "bmd_g_cm2", "\(NumberText.significant(density)) is no density in g/cm2 (mg/cm2?)")
      }
      if let date = reader.text("scan_date"), !isDate(date) {
        throw reader.error(.badToken, "scan_date", "scan_date \(date.quoted()) is not written as 2026-03-01")
      }
      let sex = try reader.requiredText("sex")
      guard sex == "F" || sex == "M" else { throw reader.error(.badToken, "sex", "sex must be F or M") }
      scans.append(
        DensityScan(
          subject: try reader.requiredText("subject_id"), date: reader.text("scan_date") ?? "",
          age: try reader.positive("age_years"), sex: sex, menopausalStatus: reader.text("menopausal_status") ?? "",
          device: try reader.requiredText("device"), site: try reader.requiredText("site"), density: density,
          vertebrae: reader.text("vertebrae") ?? "", reference: reader.text("reference_id") ?? "",
          weeksPostPartum: try reader.nonNegative("weeks_post_partum"), fileLine: row.line))
    }
    return scans
  }
}

extension DensityScan {
  /// Whether the text is a date as year-month-day, the only form that sorts as it runs.
  static func isDate(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, parts.map(\.utf8.count) == [4, 2, 2],
      text.utf8.allSatisfy({ $0 == 45 || (48...57).contains($0) }), let month = Int(parts[1]), let day = Int(parts[2])
    else { return false }
    return (1...12).contains(month) && (1...31).contains(day)
  }

  /// Whether Z is the score to be read (ISCD): women before menopause and men under 50. A woman whose state is not given
  /// is taken to be after it from 50 on.
  package var usesZ: Bool {
    if sex == "F", !menopausalStatus.isEmpty { return menopausalStatus == "pre" }
    return age.map { $0 < 50 } ?? true
  }
}

/// A reference mean and standard deviation of bone density.
package struct DensityReference: Sendable {
  /// What the scans call it.
  package let identifier: String
  /// The site.
  package let site: String
  /// The make; empty for any.
  package let device: String
  /// `F` or `M`.
  package let sex: String
  /// `young` (for T) or `age` (for Z).
  package let kind: String
  /// Youngest age, years.
  package let ageLow: Double
  /// Oldest age, years.
  package let ageHigh: Double
  /// Mean, g/cm2.
  package let mean: Double
  /// Standard deviation, g/cm2.
  package let deviation: Double
  /// Where the numbers come from.
  package let source: String

  static let columns = [
    "reference_id", "site", "device", "sex", "kind", "age_low", "age_high", "mean_g_cm2", "sd_g_cm2", "source",
  ]

  static func read(_ table: NamedTable) throws(InputFault) -> [DensityReference] {
    try table.check(columns, required: ["reference_id", "site", "sex", "kind", "mean_g_cm2", "sd_g_cm2", "source"])
    var result: [DensityReference] = []
    for row in table.rows {
      let reader = RowReader(table, row)
      let kind = try reader.requiredText("kind")
      guard kind == "young" || kind == "age" else { throw reader.error(.badToken, "kind", "kind must be young or age") }
      result.append(
        DensityReference(
          identifier: try reader.requiredText("reference_id"), site: try reader.requiredText("site"),
          device: reader.text("device") ?? "", sex: try reader.requiredText("sex"), kind: kind,
          ageLow: try reader.nonNegative("age_low") ?? 0, ageHigh: try reader.nonNegative("age_high") ?? 200,
          mean: try reader.positive("mean_g_cm2") ?? .nan, deviation: try reader.positive("sd_g_cm2") ?? .nan,
          source: try reader.requiredText("source")))
    }
    return result
  }
}

/// A repeated scan for the precision of a machine.
package struct PrecisionScan: Sendable {
  /// The person.
  package let subject: String
  /// The site.
  package let site: String
  /// The make.
  package let device: String
  /// Density, g/cm2.
  package let density: Double

  static let columns = ["precision_subject_id", "site", "device", "bmd_g_cm2"]

  static func read(_ table: NamedTable) throws(InputFault) -> [PrecisionScan] {
    try table.check(columns, required: columns)
    var result: [PrecisionScan] = []
    for row in table.rows {
      let reader = RowReader(table, row)
      result.append(
        PrecisionScan(
          subject: try reader.requiredText("precision_subject_id"), site: try reader.requiredText("site"),
          device: try reader.requiredText("device"), density: try reader.positive("bmd_g_cm2") ?? .nan))
    }
    return result
  }
}
