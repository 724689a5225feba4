// Tables of bone density that a clinical record names: scans, reference values, repeated scans of a machine.

import Documents
import Reporting

/// One bone density scan at one site.
struct DensityScan: Sendable, Hashable {
  /// The case.
  var subject = ""
  /// The date as year-month-day; may be empty.
  var date = ""
  /// Age in years.
  var age: Double?
  /// `F` or `M`.
  var sex = "F"
  /// `pre`, `peri`, `post`, or empty.
  var menopausalStatus = ""
  /// The machine's make.
  var device = ""
  /// One of ``sites``.
  var site = ""
  /// Areal density, g/cm2.
  var density = 0.0
  /// The vertebrae evaluated, as given (`L1-L4`).
  var vertebrae = ""
  /// The reference the table names.
  var reference = ""
  /// Weeks since delivery, where given.
  var weeksPostPartum: Double?
  /// The table and the line in it.
  var file = ""
  /// 1-based.
  var line = 0

  static let columns = [
    "subject_id", "scan_date", "age_years", "sex", "menopausal_status", "device", "site", "bmd_g_cm2", "vertebrae",
    "reference_id", "weeks_post_partum", "note",
  ]

  /// The sites of a table, each with its site and region in a clinical record.
  static let sites: KeyValuePairs<String, (site: CaseRecord.BoneDensity.Site, region: String?)> = [
    "lumbar_spine": (.lumbarSpine, nil), "femoral_neck": (.femoralNeck, nil), "total_hip": (.totalHip, nil),
    "radius_33": (.forearm, "1/3"), "radius_ud": (.forearm, "ultradistal"), "forearm": (.forearm, nil),
    "whole_body": (.wholeBody, nil),
  ]

  /// Whether Z is the score to be read (ISCD): women before menopause and men under 50. A woman whose state is not given
  /// is taken to be after it from 50 on.
  var usesZ: Bool {
    if sex == "F", !menopausalStatus.isEmpty { return menopausalStatus == "pre" }
    return age.map { $0 < 50 } ?? true
  }
}

/// A reference mean and standard deviation of bone density.
struct DensityReference: Sendable, Hashable {
  /// What the scans call it.
  var identifier: String
  /// The site.
  var site: String
  /// The make; empty for any.
  var device: String
  /// `F` or `M`.
  var sex: String
  /// `young` (for T) or `age` (for Z).
  var kind: String
  /// Ages that it covers, years.
  var ages: ClosedRange<Double>
  /// Mean, g/cm2.
  var mean: Double
  /// Standard deviation, g/cm2.
  var deviation: Double
  /// Where the numbers come from.
  var source: String

  static let columns = [
    "reference_id", "site", "device", "sex", "kind", "age_low", "age_high", "mean_g_cm2", "sd_g_cm2", "source",
  ]
}

/// A repeated scan for the precision of a machine.
struct PrecisionScan: Sendable, Hashable {
  /// The person.
  var subject: String
  /// The site.
  var site: String
  /// The make.
  var device: String
  /// Density, g/cm2.
  var density: Double

  static let columns = ["precision_subject_id", "site", "device", "bmd_g_cm2"]
}

/// The contents of all tables of bone density of one case.
struct DensityTables: Sendable {
  var scans: [DensityScan] = []
  var references: [DensityReference] = []
  var precision: [PrecisionScan] = []

  /// Adds a table; which kind it is follows from its header.
  ///
  /// - Throws: the first fault.
  mutating func add(_ bytes: [UInt8], file: String) throws(InputFaults) {
    let table = try NamedTable(DecodedText(file: file, bytes: bytes))
    guard !table.rows.isEmpty else {
      throw InputFaults(.missing, file: file, reason: "a table with a header but no rows")
    }
    if table.columns.contains("precision_subject_id") { return try addPrecision(table) }
    if table.columns.contains("mean_g_cm2") { return try addReferences(table) }
    try table.check(DensityScan.columns, required: ["subject_id", "sex", "device", "site", "bmd_g_cm2"])
    for row in table.rows { scans.append(try Self.scan(RowReader(table, row), file: file)) }
  }

  private static func scan(_ reader: RowReader, file: String) throws(InputFaults) -> DensityScan {
    var scan = DensityScan(file: file, line: reader.row.line)
    scan.subject = try reader.requiredText("subject_id")
    scan.density = try density(reader)
    guard scan.density < 5 else {
      throw reader.error(
        .badNumber, "bmd_g_cm2", "\(NumberText.significant(scan.density)) is no density in g/cm2 (mg/cm2?)")
    }
    if let date = reader.text("scan_date") {
      guard isDate(date) else {
        throw reader.error(.badToken, "scan_date", "scan_date \(date.quoted()) is not written as 2026-03-01")
      }
      scan.date = date
    }
    scan.sex = try sex(reader)
    scan.site = try site(reader)
    scan.age = try reader.positive("age_years")
    scan.menopausalStatus = try reader.word("menopausal_status", ["pre", "peri", "post"]) ?? ""
    scan.device = try reader.requiredText("device")
    scan.vertebrae = reader.text("vertebrae") ?? ""
    scan.reference = reader.text("reference_id") ?? ""
    scan.weeksPostPartum = try reader.nonNegative("weeks_post_partum")
    return scan
  }

  private mutating func addReferences(_ table: NamedTable) throws(InputFaults) {
    try table.check(
      DensityReference.columns,
      required: ["reference_id", "site", "sex", "kind", "mean_g_cm2", "sd_g_cm2", "source"])
    for row in table.rows {
      let reader = RowReader(table, row)
      let ages = (try reader.nonNegative("age_low") ?? 0, try reader.nonNegative("age_high") ?? 200)
      guard ages.0 <= ages.1 else { throw reader.error(.badNumber, "age_high", "age_high is below age_low") }
      guard let kind = try reader.word("kind", ["young", "age"]), let mean = try reader.positive("mean_g_cm2"),
        let deviation = try reader.positive("sd_g_cm2")
      else { throw reader.error(.missing, "kind", "kind, mean_g_cm2 and sd_g_cm2 are needed") }
      references.append(
        DensityReference(
          identifier: try reader.requiredText("reference_id"), site: try Self.site(reader),
          device: reader.text("device") ?? "", sex: try Self.sex(reader), kind: kind, ages: ages.0...ages.1,
          mean: mean, deviation: deviation, source: try reader.requiredText("source")))
    }
  }

  private mutating func addPrecision(_ table: NamedTable) throws(InputFaults) {
    try table.check(PrecisionScan.columns, required: PrecisionScan.columns)
    for row in table.rows {
      let reader = RowReader(table, row)
      precision.append(
        PrecisionScan(
          subject: try reader.requiredText("precision_subject_id"), site: try Self.site(reader),
          device: try reader.requiredText("device"), density: try Self.density(reader)))
    }
  }

  private static func density(_ reader: RowReader) throws(InputFaults) -> Double {
    guard let density = try reader.positive("bmd_g_cm2") else {
      throw reader.error(.badNumber, "bmd_g_cm2", "bmd_g_cm2 is empty")
    }
    return density
  }

  private static func sex(_ reader: RowReader) throws(InputFaults) -> String {
    guard let sex = try reader.word("sex", ["F", "M"]) else { throw reader.error(.badToken, "sex", "sex is empty") }
    return sex
  }

  private static func site(_ reader: RowReader) throws(InputFaults) -> String {
    guard let site = try reader.word("site", DensityScan.sites.map(\.key)) else {
      throw reader.error(.badToken, "site", "site is empty")
    }
    return site
  }

  /// Whether the text is a date as year-month-day, the only form that sorts as it runs.
  private static func isDate(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.utf8.count) == [4, 2, 2], text.utf8.allSatisfy({ $0 == 45 || (48...57).contains($0) }),
      let month = Int(parts[1]), let day = Int(parts[2])
    else { return false }
    return (1...12).contains(month) && (1...31).contains(day)
  }
}
