// Bone density: T and Z scores, the words of the ISCD, least significant change. Never across machines.

internal import Documents
import Numerics

/// A scored scan.
package struct DensityResult: Sendable {
  /// The scan.
  package let scan: DensityScan
  /// (BMD - mean of young adults) / SD; NaN without a reference.
  package let tScore: Double
  /// (BMD - mean of the age and sex) / SD; NaN without a reference.
  package let zScore: Double
  /// Where the reference comes from.
  package let source: String
  /// The reading in the ISCD's words, or why there is none.
  package let reading: String
}

/// A change between two scans of one person at one site on one machine.
package struct DensityChange: Sendable {
  /// The person.
  package let subject: String
  /// The site.
  package let site: String
  /// Dates.
  package let dates: (from: String, to: String)
  /// Difference, g/cm2.
  package let difference: Double
  /// Least significant change, g/cm2; NaN without precision scans.
  package let leastSignificant: Double
  /// In words.
  package let reading: String
}

/// Evaluates scans.
package enum BoneDensity {
  /// References that were read in public code of the survey: NHANES III, non-Hispanic white women of 20 to 29 years.
  package static let shipped: [DensityReference] = [
    DensityReference(
      identifier: "nhanes3_fn_young_F", site: "femoral_neck", device: "Hologic", sex: "F", kind: "young", ageLow: 20,
      ageHigh: 29, mean: 0.858, deviation: 0.120, source: "NHANES III, non-Hispanic white women 20-29 y"),
    DensityReference(
      identifier: "nhanes3_th_young_F", site: "total_hip", device: "Hologic", sex: "F", kind: "young", ageLow: 20,
      ageHigh: 29, mean: 0.942, deviation: 0.122, source: "NHANES III, non-Hispanic white women 20-29 y"),
    DensityReference(
      identifier: "hologic_ls_young_F", site: "lumbar_spine", device: "Hologic", sex: "F", kind: "young", ageLow: 30,
      ageHigh: 30, mean: 1.047, deviation: 0.110, source: "Hologic, white women 30 y, L1-L4"),
  ]

  /// Scores a scan.
  static func evaluate(_ scan: DensityScan, references: [DensityReference]) -> DensityResult {
    let all = references + shipped
    func matches(_ r: DensityReference) -> Bool {
      r.site == scan.site && r.sex == scan.sex && (r.device.isEmpty || r.device == scan.device)
    }
    func covers(_ r: DensityReference, _ age: Double?) -> Bool {
      age.map { $0 >= r.ageLow && $0 <= r.ageHigh } ?? false
    }
    let young =
      all.first { $0.kind == "young" && $0.identifier == scan.reference && matches($0) }
      ?? all.first { $0.kind == "young" && matches($0) }
    let peers = all.first {
      $0.kind == "age" && matches($0) && covers($0, scan.age)
    }
    let t = young.map { (scan.density - $0.mean) / $0.deviation } ?? .nan
    let z = peers.map { (scan.density - $0.mean) / $0.deviation } ?? .nan
    return DensityResult(
      scan: scan, tScore: t, zScore: z,
      source: [young?.source, peers?.source].compactMap(\.self).joined(separator: "; "),
      reading: reading(scan, t: t, z: z))
  }

  private static func reading(_ scan: DensityScan, t: Double, z: Double) -> String {
    if scan.site == "lumbar_spine", vertebraCount(scan.vertebrae) == 1 {
      return "not interpreted: the spine is not read from a single vertebra (ISCD 2023)"
    }
    var text: String
    if scan.usesZ {
      if z.isNaN {
        text =
          "Z score not given: no reference for this age, sex, site and machine; T scores are not used before menopause or in men under 50"
      } else {
        text =
          z <= -2.0 + 1e-9
          ? "below the expected range for age (Z <= -2.0)" : "within the expected range for age (Z > -2.0)"
      }
      text += "; osteoporosis is not diagnosed from bone density alone"
    } else {
      text = t.isNaN ? "T score not given: no reference for this site and machine" : "T score \(NumberText.fixed(t, 1))"
    }
    if let weeks = scan.weeksPostPartum {
      text += "; \(NumberText.significant(weeks, 3)) weeks post partum: lactation lowers the spine by 3-7 % for a time"
    }
    return text
  }

  /// L1-L4 is 4, L2 is 1, unknown text 0.
  static func vertebraCount(_ text: String) -> Int {
    let numbers = text.split { !$0.isNumber }.compactMap { Int($0.prefix(3)) }
    if text.contains("-"), numbers.count == 2, numbers[1] >= numbers[0] { return numbers[1] - numbers[0] + 1 }
    return numbers.count
  }

  /// Changes between consecutive scans of the same person, site and machine; other pairs are refused in words.
  static func changes(_ scans: [DensityScan], precision: [PrecisionScan]) -> [DensityChange] {
    var result: [DensityChange] = []
    let keys = Set(scans.map { $0.subject + "\t" + $0.site }).sorted()
    for key in keys {
      let own = scans.filter { $0.subject + "\t" + $0.site == key }.sorted {
        ($0.date, $0.fileLine) < ($1.date, $1.fileLine)
      }
      for (a, b) in zip(own, own.dropFirst()) {
        let lsc = a.device == b.device ? leastSignificantChange(precision, site: a.site, device: a.device) : .nan
        let difference = a.device == b.device ? b.density - a.density : .nan
        let text: String
        if a.device != b.device {
          text = "no difference is formed: \(a.device) and \(b.device) are not interchangeable"
        } else if a.vertebrae != b.vertebrae {
          text = "no difference is formed: other vertebrae"
        } else if lsc.isNaN {
          text = "whether the change is real cannot be said: no precision scans of this machine"
        } else {
          text =
            Swift.abs(difference) >= lsc
            ? "a real change (beyond the least significant change)" : "within the precision of the machine"
        }
        result.append(
          DensityChange(
            subject: a.subject, site: a.site, dates: (a.date, b.date),
            difference: a.vertebrae == b.vertebrae ? difference : .nan, leastSignificant: lsc, reading: text))
      }
    }
    return result
  }

  /// 2.77 x the root mean square of the persons' standard deviations; NaN below 15 persons or 30 degrees of freedom.
  package static func leastSignificantChange(_ scans: [PrecisionScan], site: String, device: String) -> Double {
    var persons: [String: [Double]] = [:]
    for scan in scans where scan.site == site && scan.device == device {
      persons[scan.subject, default: []].append(scan.density)
    }
    let repeated = persons.keys.sorted().compactMap { persons[$0] }.filter { $0.count > 1 }
    let freedom = repeated.reduce(0) { $0 + $1.count - 1 }
    guard repeated.count >= 15, freedom >= 30 else { return .nan }
    let squares = repeated.map { $0.standardDeviation * $0.standardDeviation }
    return 2.77 * squares.mean.squareRoot()
  }
}
