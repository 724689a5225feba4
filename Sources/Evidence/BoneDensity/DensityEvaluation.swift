// Bone density: T and Z scores, the words of the ISCD, least significant change. Never across machines.

package import Documents
import Numerics
package import Reporting

extension CaseRecord {
  /// Adds the scans of the tables that the record names (``dxa``) to its bone densities.
  ///
  /// T = (BMD - mean of young adults) / SD, Z = (BMD - mean of the age and sex) / SD; only the score that the ISCD reads
  /// for the person is kept.
  ///
  /// - Parameter tables: name and content of each table.
  /// - Throws: the faults of the tables; rows of another subject or of the other sex.
  package mutating func addDensities(_ tables: [(name: String, bytes: [UInt8])]) throws(InputFaults) {
    var all = DensityTables()
    for table in tables { try all.add(table.bytes, file: table.name) }
    guard !all.scans.isEmpty || tables.isEmpty else {
      throw InputFaults(
        .missing, file: tables[0].name, place: "dxa", reason: "the tables hold no scan, only references or precision")
    }
    let sex = subject.sex == .female ? "F" : subject.sex == .male ? "M" : nil
    for scan in all.scans {
      guard scan.subject == id else {
        throw InputFaults(
          .conflict, file: scan.file, line: scan.line, place: "subject_id",
          reason: "the scan is of another subject than the record", remedy: "keep only the rows of this case")
      }
      guard sex == nil || sex == scan.sex else {
        throw InputFaults(
          .conflict, file: scan.file, line: scan.line, place: "sex", reason: "the record has another sex",
          remedy: "correct the one that is wrong")
      }
    }
    let ordered = all.scans.enumerated().sorted { ($0.element.date, $0.offset) < ($1.element.date, $1.offset) }
    for (offset, scan) in ordered {
      var density = BoneDensity(scan, references: all.references)
      let before = ordered.last { $0.element.site == scan.site && ($0.element.date, $0.offset) < (scan.date, offset) }
      density.change = before.map { scan.change(since: $0.element, precision: all.precision) }
      bmd.append(density)
    }
  }
}

extension CaseRecord.BoneDensity {
  /// A scan with the score that is read for the person.
  init(_ scan: DensityScan, references: [DensityReference]) {
    self.init()
    let place = DensityScan.sites.first { $0.key == scan.site }?.value
    site = place?.site
    region = scan.vertebrae.isEmpty ? place?.region : scan.vertebrae
    valueGCm2 = scan.density
    device = scan.device
    weeksPostPartum = scan.weeksPostPartum
    date = scan.date.isEmpty ? nil : scan.date
    let known = (references + DensityReference.shipped).filter {
      $0.site == scan.site && $0.sex == scan.sex && ($0.device.isEmpty || $0.device == scan.device)
    }
    let single = scan.site == "lumbar_spine" && scan.vertebraCount == 1
    let used =
      scan.usesZ
      ? known.first { $0.kind == "age" && scan.age.map($0.ages.contains) ?? false }
      : known.first { $0.kind == "young" && $0.identifier == scan.reference } ?? known.first { $0.kind == "young" }
    let score = single ? nil : used.map { NumberText.rounded((scan.density - $0.mean) / $0.deviation, significant: 10) }
    if scan.usesZ { zScore = score } else { tScore = score }
    reference = single ? nil : used?.source
    let isMissing = !scan.reference.isEmpty && !known.contains { $0.identifier == scan.reference }
    reading =
      (single ? "not interpreted: the spine is not read from a single vertebra (ISCD 2023)" : scan.words(score))
      + (isMissing ? "; reference \(scan.reference.quoted()) is not among the tables" : "")
  }
}

extension DensityReference {
  /// References that were read in public code of the survey: NHANES III, non-Hispanic white women of 20 to 29 years.
  static let shipped = [
    young(
      "nhanes3_fn_young_F", "femoral_neck", ages: 20...29, 0.858, 0.120, "NHANES III, non-Hispanic white women 20-29 y"),
    young(
      "nhanes3_th_young_F", "total_hip", ages: 20...29, 0.942, 0.122, "NHANES III, non-Hispanic white women 20-29 y"),
    young("hologic_ls_young_F", "lumbar_spine", ages: 30...30, 1.047, 0.110, "Hologic, white women 30 y, L1-L4"),
  ]

  private static func young(
    _ name: String, _ site: String, ages: ClosedRange<Double>, _ mean: Double, _ deviation: Double, _ source: String
  ) -> DensityReference {
    DensityReference(
      identifier: name, site: site, device: "Hologic", sex: "F", kind: "young", ages: ages, mean: mean,
      deviation: deviation, source: source)
  }
}

extension DensityScan {
  /// L1-L4 is 4, L2 is 1, unknown text 0.
  var vertebraCount: Int {
    let numbers = vertebrae.split { !$0.isNumber }.compactMap { Int($0.prefix(3)) }
    if vertebrae.contains("-"), numbers.count == 2, numbers[1] >= numbers[0] { return numbers[1] - numbers[0] + 1 }
    return numbers.count
  }

  /// The reading in the ISCD's words, or why there is none.
  fileprivate func words(_ score: Double?) -> String {
    var text: String
    if usesZ {
      text =
        score.map {
          $0 <= -2.0 + 1e-9
            ? "below the expected range for age (Z <= -2.0)" : "within the expected range for age (Z > -2.0)"
        }
        ?? "Z score not given: no reference for this age, sex, site and machine; T scores are not used before menopause or in men under 50"
      text += "; osteoporosis is not diagnosed from bone density alone"
    } else {
      text =
        score.map { "T score \(NumberText.fixed($0, 1))" }
        ?? "T score not given: no reference for this site and machine"
    }
    if let weeks = weeksPostPartum {
      text += "; \(NumberText.significant(weeks, 3)) weeks post partum: lactation lowers the spine by 3-7 % for a time"
    }
    return text
  }

  /// The change since an earlier scan of the same site, in words; none is formed between machines or other vertebrae.
  fileprivate func change(since other: DensityScan, precision: [PrecisionScan]) -> String {
    let since = other.date.isEmpty ? "since the scan before: " : "since \(other.date): "
    guard device == other.device else {
      return since + "no difference is formed: \(other.device) and \(device) are not interchangeable"
    }
    guard vertebrae == other.vertebrae else { return since + "no difference is formed: other vertebrae" }
    let difference = density - other.density
    let text = since + (difference >= 0 ? "+" : "") + NumberText.fixed(difference, 3) + " g/cm2, "
    guard let least = PrecisionScan.leastSignificantChange(precision, site: site, device: device) else {
      return text + "whether the change is real cannot be said: no precision scans of this machine"
    }
    let limit = " (least significant change \(NumberText.fixed(least, 3)) g/cm2)"
    return text + (abs(difference) >= least ? "a real change" : "within the precision of the machine") + limit
  }
}

extension PrecisionScan {
  /// 2.77 x the root mean square of the persons' standard deviations; `nil` below 15 persons or 30 degrees of freedom.
  static func leastSignificantChange(_ scans: [PrecisionScan], site: String, device: String) -> Double? {
    var persons: [String: [Double]] = [:]
    for scan in scans where scan.site == site && scan.device == device {
      persons[scan.subject, default: []].append(scan.density)
    }
    let repeated = persons.keys.sorted().compactMap { persons[$0] }.filter { $0.count > 1 }
    guard repeated.count >= 15, repeated.reduce(0, { $0 + $1.count - 1 }) >= 30 else { return nil }
    return 2.77 * repeated.map { $0.standardDeviation * $0.standardDeviation }.mean.squareRoot()
  }
}
