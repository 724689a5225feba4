// Occupancy of sites of modification against the control lines, site by site.

internal import Documents
import Numerics
package import TypeICollagen

/// One site of one line against the controls.
///
/// Occupancies are compared in per cent points by Crawford and Howell's test, the line as the unit. A line is tested at many
/// sites: `adjusted` is Holm's (1979, Scand J Stat 6:65) over the sites of the line. No published limit of occupancy was
/// found, so sites enter no class; they say where chains are modified more than in the controls.
package struct SiteComparison: Sendable {
  /// The line.
  package let line: String
  /// Its role.
  package let role: CellLineRole
  /// The chain.
  package let chain: String
  /// The residue.
  package let residue: String
  /// The modification.
  package let modification: SiteModification
  /// Mean occupancy over the dishes, per cent.
  package let occupancy: Double
  /// Dishes.
  package let dishCount: Int
  /// Against the controls; `nil` below two other control lines with this site.
  package let comparison: ControlComparison?
  /// The two-sided p value over all sites of the line; NaN without a comparison.
  package internal(set) var adjusted = Double.nan

  static func evaluate(_ rows: [SiteOccupancy], roles: [String: CellLineRole]) -> [SiteComparison] {
    var lines: [String] = []
    for row in rows where !lines.contains(row.line) { lines.append(row.line) }
    var sites: [[String]] = []
    let bySite = Dictionary(grouping: rows) { [$0.chain, $0.residue, $0.modification.rawValue] }
    for row in rows where !sites.contains([row.chain, row.residue, row.modification.rawValue]) {
      sites.append([row.chain, row.residue, row.modification.rawValue])
    }
    return lines.flatMap { line -> [SiteComparison] in
      let role = roles[line] ?? .case
      var found = sites.compactMap { site -> SiteComparison? in
        let all = bySite[site] ?? []
        let own = all.filter { $0.line == line }
        guard let first = own.first else { return nil }
        let batches = Set(own.map(\.batch))
        let values = all.filter { batches.contains($0.batch) }.map {
          DishValue(line: $0.line, role: roles[$0.line] ?? .case, batch: $0.batch, value: $0.occupancy)
        }
        return SiteComparison(
          line: line, role: role, chain: first.chain, residue: first.residue, modification: first.modification,
          occupancy: own.map(\.occupancy).mean, dishCount: own.count,
          comparison: ControlComparison.compare(line, values))
      }
      adjust(&found)
      return found
    }
  }

  /// Holm's step-down: the k-th smallest of m p values is multiplied by m - k + 1, and none is below an earlier one.
  private static func adjust(_ sites: inout [SiteComparison]) {
    let tested = sites.indices.filter { sites[$0].comparison != nil }
      .sorted { (sites[$0].comparison?.p ?? 1, $0) < (sites[$1].comparison?.p ?? 1, $1) }
    var last = 0.0
    for (k, index) in tested.enumerated() {
      let p = Double(tested.count - k) * (sites[index].comparison?.p ?? 1)
      last = Swift.min(1, Swift.max(last, p))
      sites[index].adjusted = last
    }
  }

  /// What is odd: lines without a role, and lines with sites that no control line has.
  static func warnings(
    _ rows: [SiteOccupancy], _ found: [SiteComparison], roles: [String: CellLineRole]
  ) -> [AssayWarning] {
    guard let first = rows.first else { return [] }
    var warnings: [AssayWarning] = []
    if let bare = rows.first(where: { roles[$0.line] == nil }) {
      warnings.append(
        AssayWarning(
          file: bare.file, line: bare.fileLine,
          "line \(bare.line.quoted()) has sites but no role: give the column role or the cultures table; it is taken for a case"
        ))
    }
    for (_, own) in Dictionary(grouping: rows, by: { [$0.line, String($0.bioRep), $0.batch] })
      .sorted(by: { ($0.value[0].fileLine, $0.value[0].line) < ($1.value[0].fileLine, $1.value[0].line) })
    {
      let line = own[0].line
      let others = rows.filter { $0.line != line }.map(\.occupancy)
      guard own.count >= 2, let most = own.map(\.occupancy).max(), most > 0, most <= 1, others.count >= 2,
        others.median > 5
      else { continue }
      warnings.append(
        AssayWarning(
          file: own[0].file, line: own[0].fileLine,
          "line \(line.quoted()), dish \(own[0].bioRep): no occupancy_pct is above 1, of the other lines half are above \(NumberText.fixed(others.median, 0)); are they fractions?"
        ))
    }
    let alone = found.filter { $0.role == .case && $0.comparison == nil }
    if !alone.isEmpty {
      warnings.append(
        AssayWarning(
          file: first.file, line: first.fileLine,
          "\(alone.count) of \(found.count { $0.role == .case }) sites of case lines were not compared: fewer than two control lines have them in the same batch"
        ))
    }
    return warnings
  }
}
